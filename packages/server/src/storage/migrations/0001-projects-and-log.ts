/** First schema: workspaces, projects, their records, the append-only log, idempotency keys and import reports. */
import type { Migration } from "../migrate.ts";

/** Who may see a row: one workspace at a time, named by the transaction; without a name the query fails. */
const guarded = (table: string): string => `
  ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY;
  ALTER TABLE ${table} FORCE ROW LEVEL SECURITY;
  CREATE POLICY own_workspace ON ${table}
    USING (workspace_id = current_setting('app.workspace')::uuid)
    WITH CHECK (workspace_id = current_setting('app.workspace')::uuid);`;

export const projectsAndLog: Migration = {
  version: 1,
  name: "projects and log",
  sql: `
  CREATE TABLE workspace (
    workspace_id uuid PRIMARY KEY,
    name text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now()
  );
  ${guarded("workspace")}
  GRANT SELECT ON workspace TO leadline_app;

  -- The one workspace of an installation without sign-in. Not of any workspace itself, so no row security.
  CREATE TABLE installation (
    is_only_row boolean PRIMARY KEY DEFAULT true CHECK (is_only_row),
    local_workspace_id uuid NOT NULL REFERENCES workspace (workspace_id),
    created_at timestamptz NOT NULL DEFAULT now()
  );
  GRANT SELECT ON installation TO leadline_app;

  CREATE TABLE project (
    workspace_id uuid NOT NULL REFERENCES workspace (workspace_id),
    id text NOT NULL CHECK (length(id) BETWEEN 1 AND 64),
    key text NOT NULL CHECK (key ~ '^[A-Z][A-Z0-9]{0,9}$'),
    name text NOT NULL,
    -- Number of the last entry of the project's log.
    revision bigint NOT NULL CHECK (revision >= 0),
    origin text NOT NULL,
    is_sample boolean NOT NULL,
    task_count integer NOT NULL,
    start_minute integer NOT NULL,
    finish_minute integer NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    deleted_at timestamptz,
    PRIMARY KEY (workspace_id, id),
    UNIQUE (workspace_id, key)
  );
  CREATE INDEX project_recent ON project (workspace_id, updated_at DESC, id);
  ${guarded("project")}
  GRANT SELECT, INSERT ON project TO leadline_app;
  GRANT UPDATE (key, name, revision, task_count, start_minute, finish_minute, updated_at, deleted_at) ON project TO leadline_app;

  CREATE TABLE record (
    workspace_id uuid NOT NULL,
    project_id text NOT NULL,
    kind text NOT NULL,
    id text NOT NULL,
    data jsonb NOT NULL,
    -- Revision of the project that wrote the record last.
    revision bigint NOT NULL,
    PRIMARY KEY (workspace_id, project_id, kind, id),
    FOREIGN KEY (workspace_id, project_id) REFERENCES project (workspace_id, id)
  );
  ${guarded("record")}
  GRANT SELECT, INSERT, UPDATE, DELETE ON record TO leadline_app;

  -- The log: one entry per revision. "leaf" is canonical JSON, "leaf_hash" its RFC 6962 leaf hash.
  CREATE TABLE change (
    workspace_id uuid NOT NULL,
    project_id text NOT NULL,
    revision bigint NOT NULL CHECK (revision >= 1),
    at timestamptz NOT NULL,
    actor text NOT NULL,
    label text NOT NULL,
    request_key text NOT NULL,
    leaf bytea NOT NULL,
    leaf_hash bytea NOT NULL CHECK (length(leaf_hash) = 32),
    PRIMARY KEY (workspace_id, project_id, revision),
    FOREIGN KEY (workspace_id, project_id) REFERENCES project (workspace_id, id)
  );
  ${guarded("change")}
  GRANT SELECT, INSERT ON change TO leadline_app;

  CREATE FUNCTION refuse_rewriting() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF TG_OP = 'DELETE' AND current_setting('leadline.removing_project', true) = 'on' THEN RETURN NULL; END IF;
    RAISE EXCEPTION 'The log is append-only: % is not allowed.', TG_OP USING ERRCODE = '42501';
  END $$;
  CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON change
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting();

  CREATE TABLE idempotency (
    workspace_id uuid NOT NULL REFERENCES workspace (workspace_id),
    key text NOT NULL,
    request_hash bytea NOT NULL,
    status integer NOT NULL,
    answer text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (workspace_id, key)
  );
  CREATE INDEX idempotency_age ON idempotency (workspace_id, created_at);
  ${guarded("idempotency")}
  GRANT SELECT, INSERT, DELETE ON idempotency TO leadline_app;

  CREATE TABLE import_report (
    workspace_id uuid NOT NULL,
    project_id text NOT NULL,
    report jsonb NOT NULL,
    problems jsonb NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (workspace_id, project_id),
    FOREIGN KEY (workspace_id, project_id) REFERENCES project (workspace_id, id)
  );
  ${guarded("import_report")}
  GRANT SELECT, INSERT ON import_report TO leadline_app;

  -- Removes one project with its whole history: a sample, or one that was deleted 30 days ago. Nothing less can leave
  -- the log. Runs as the owner, whom row security holds to the workspace of the transaction as everybody else.
  CREATE FUNCTION remove_project(wanted text) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = leadline, pg_temp AS $$
  DECLARE ws uuid := current_setting('app.workspace')::uuid;
  BEGIN
    PERFORM 1 FROM project WHERE workspace_id = ws AND id = wanted
      AND (is_sample OR deleted_at < now() - interval '30 days') FOR UPDATE;
    IF NOT FOUND THEN RETURN false; END IF;
    PERFORM set_config('leadline.removing_project', 'on', true);
    DELETE FROM import_report WHERE workspace_id = ws AND project_id = wanted;
    DELETE FROM change WHERE workspace_id = ws AND project_id = wanted;
    DELETE FROM record WHERE workspace_id = ws AND project_id = wanted;
    DELETE FROM project WHERE workspace_id = ws AND id = wanted;
    PERFORM set_config('leadline.removing_project', 'off', true);
    RETURN true;
  END $$;
  REVOKE ALL ON FUNCTION remove_project(text) FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION remove_project(text) TO leadline_app;
  `,
};
