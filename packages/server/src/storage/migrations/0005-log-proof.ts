/** The log as proof: the workspace's own log, tree heads, signed checkpoints, and texts that can be erased. */
import type { Migration } from "../migrate.ts";

const guarded = (table: string): string => `
  ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY;
  ALTER TABLE ${table} FORCE ROW LEVEL SECURITY;
  CREATE POLICY own_workspace ON ${table}
    USING (workspace_id = current_setting('app.workspace')::uuid)
    WITH CHECK (workspace_id = current_setting('app.workspace')::uuid);`;

const appendOnly = (table: string): string => `
  CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ${table}
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting();`;

export const logProof: Migration = {
  version: 5,
  name: "log proof",
  sql: `
  -- The label of an entry is a text that can be erased; entries made before this version keep theirs here.
  ALTER TABLE change ALTER COLUMN label DROP NOT NULL;

  -- Texts that may be personal. The leaf holds SHA-256 over salt and text; both stand here, and can be erased.
  CREATE TABLE change_text (
    workspace_id uuid NOT NULL,
    project_id text NOT NULL,
    revision bigint NOT NULL,
    -- Index in the leaf's list of commitments.
    position integer NOT NULL CHECK (position >= 0),
    salt bytea NOT NULL CHECK (length(salt) = 32),
    -- JSON, in the spelling that was hashed.
    text text NOT NULL,
    PRIMARY KEY (workspace_id, project_id, revision, position),
    FOREIGN KEY (workspace_id, project_id, revision) REFERENCES change (workspace_id, project_id, revision) ON DELETE CASCADE
  );
  ${guarded("change_text")}
  ${appendOnly("change_text")}
  GRANT SELECT, INSERT ON change_text TO leadline_app;

  -- Right edge of the Merkle tree over a project's log: the roots of its complete subtrees, largest first, 32 bytes each.
  CREATE TABLE change_tree (
    workspace_id uuid NOT NULL,
    project_id text NOT NULL,
    size bigint NOT NULL CHECK (size >= 0),
    edge bytea NOT NULL CHECK (length(edge) % 32 = 0 AND length(edge) <= 2048),
    PRIMARY KEY (workspace_id, project_id),
    FOREIGN KEY (workspace_id, project_id) REFERENCES project (workspace_id, id) ON DELETE CASCADE
  );
  ${guarded("change_tree")}
  GRANT SELECT, INSERT ON change_tree TO leadline_app;
  GRANT UPDATE (size, edge) ON change_tree TO leadline_app;

  -- The log of the workspace itself: who came and went, what was shared, which projects were made and removed, and the
  -- checkpoints of every project's log.
  CREATE TABLE workspace_change (
    workspace_id uuid NOT NULL REFERENCES workspace (workspace_id),
    position bigint NOT NULL CHECK (position >= 1),
    at timestamptz NOT NULL,
    actor text NOT NULL,
    type text NOT NULL,
    leaf bytea NOT NULL,
    leaf_hash bytea NOT NULL CHECK (length(leaf_hash) = 32),
    PRIMARY KEY (workspace_id, position)
  );
  ${guarded("workspace_change")}
  ${appendOnly("workspace_change")}
  GRANT SELECT, INSERT ON workspace_change TO leadline_app;

  CREATE TABLE workspace_change_text (
    workspace_id uuid NOT NULL,
    change_position bigint NOT NULL,
    position integer NOT NULL CHECK (position >= 0),
    salt bytea NOT NULL CHECK (length(salt) = 32),
    text text NOT NULL,
    PRIMARY KEY (workspace_id, change_position, position),
    FOREIGN KEY (workspace_id, change_position) REFERENCES workspace_change (workspace_id, position) ON DELETE CASCADE
  );
  ${guarded("workspace_change_text")}
  ${appendOnly("workspace_change_text")}
  GRANT SELECT, INSERT ON workspace_change_text TO leadline_app;

  -- Whoever appends to the workspace's log holds this row until the commit, so that entries are numbered without gaps.
  CREATE TABLE workspace_tree (
    workspace_id uuid PRIMARY KEY REFERENCES workspace (workspace_id),
    size bigint NOT NULL CHECK (size >= 0),
    edge bytea NOT NULL CHECK (length(edge) % 32 = 0 AND length(edge) <= 2048)
  );
  ${guarded("workspace_tree")}
  GRANT SELECT, INSERT ON workspace_tree TO leadline_app;
  GRANT UPDATE (size, edge) ON workspace_tree TO leadline_app;

  -- What was signed. "log" is the id of a project, or "workspace". They outlive their project, which its tombstone explains.
  CREATE TABLE checkpoint (
    workspace_id uuid NOT NULL REFERENCES workspace (workspace_id),
    log text NOT NULL CHECK (length(log) BETWEEN 1 AND 64),
    size bigint NOT NULL CHECK (size >= 0),
    root bytea NOT NULL CHECK (length(root) = 32),
    -- Right edge of the tree at that size: the next checkpoint is built on it, so it cannot contradict this one.
    edge bytea NOT NULL,
    -- The signed note after C2SP tlog-checkpoint.
    note text NOT NULL,
    -- The key that signed it: another one where the installation's secret was changed, or the project came from elsewhere.
    public_key bytea NOT NULL CHECK (length(public_key) = 32),
    at timestamptz NOT NULL,
    PRIMARY KEY (workspace_id, log, size)
  );
  ${guarded("checkpoint")}
  ${appendOnly("checkpoint")}
  GRANT SELECT, INSERT ON checkpoint TO leadline_app;

  -- The only way in which a text leaves the log. The caller notes in the workspace's log what it erased, in the same
  -- transaction; a text that is missing without such a note is reported by the verification.
  CREATE FUNCTION erase_text(wanted_log text, wanted_entry bigint, wanted_position integer) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = leadline, pg_temp AS $$
  DECLARE
    ws uuid := current_setting('app.workspace')::uuid;
    erased integer;
  BEGIN
    PERFORM set_config('leadline.removing_project', 'on', true);
    IF wanted_log = 'workspace' THEN
      DELETE FROM workspace_change_text WHERE workspace_id = ws AND change_position = wanted_entry AND position = wanted_position;
    ELSE
      DELETE FROM change_text WHERE workspace_id = ws AND project_id = wanted_log AND revision = wanted_entry AND position = wanted_position;
    END IF;
    GET DIAGNOSTICS erased = ROW_COUNT;
    PERFORM set_config('leadline.removing_project', 'off', true);
    RETURN erased = 1;
  END $$;
  REVOKE ALL ON FUNCTION erase_text(text, bigint, integer) FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION erase_text(text, bigint, integer) TO leadline_app;
  `,
};
