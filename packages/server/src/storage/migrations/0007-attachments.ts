/** Files that people attach to projects and tasks: what they are, and their content by its SHA-256. */
import type { Migration } from "../migrate.ts";

const guarded = (table: string): string => `
  ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY;
  ALTER TABLE ${table} FORCE ROW LEVEL SECURITY;
  CREATE POLICY own_workspace ON ${table}
    USING (workspace_id = current_setting('app.workspace')::uuid)
    WITH CHECK (workspace_id = current_setting('app.workspace')::uuid);`;

export const attachments: Migration = {
  version: 7,
  name: "attachments",
  sql: `
  -- Content is kept once per workspace, never across workspaces: whether somebody else has a file is nobody's business.
  CREATE TABLE attachment_content (
    workspace_id uuid NOT NULL REFERENCES workspace (workspace_id),
    digest text NOT NULL CHECK (digest ~ '^[0-9a-f]{64}$'),
    bytes integer NOT NULL CHECK (bytes >= 0),
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (workspace_id, digest)
  );
  ${guarded("attachment_content")}
  GRANT SELECT, INSERT, DELETE ON attachment_content TO leadline_app;
  -- For the lock that keeps content from being tidied away while somebody attaches it.
  GRANT UPDATE (created_at) ON attachment_content TO leadline_app;

  CREATE TABLE attachment_piece (
    workspace_id uuid NOT NULL,
    digest text NOT NULL,
    place integer NOT NULL CHECK (place >= 0),
    content bytea NOT NULL,
    PRIMARY KEY (workspace_id, digest, place),
    FOREIGN KEY (workspace_id, digest) REFERENCES attachment_content (workspace_id, digest) ON DELETE CASCADE
  );
  -- Files that are compressed already gain nothing from being compressed again.
  ALTER TABLE attachment_piece ALTER COLUMN content SET STORAGE EXTERNAL;
  ${guarded("attachment_piece")}
  GRANT SELECT, INSERT ON attachment_piece TO leadline_app;

  CREATE TABLE attachment (
    workspace_id uuid NOT NULL,
    id text NOT NULL CHECK (length(id) BETWEEN 1 AND 64),
    project_id text NOT NULL,
    -- A record of the project; it may be deleted and come back, so it is no foreign key.
    task_id text CHECK (length(task_id) BETWEEN 1 AND 64),
    name text NOT NULL CHECK (length(name) BETWEEN 1 AND 255),
    -- By the content's first bytes, whatever the sender said.
    media_type text NOT NULL,
    bytes integer NOT NULL CHECK (bytes >= 0),
    digest text NOT NULL,
    actor text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (workspace_id, id),
    FOREIGN KEY (workspace_id, project_id) REFERENCES project (workspace_id, id) ON DELETE CASCADE,
    FOREIGN KEY (workspace_id, digest) REFERENCES attachment_content (workspace_id, digest)
  );
  CREATE INDEX attachment_of_project ON attachment (workspace_id, project_id, id);
  CREATE INDEX attachment_of_content ON attachment (workspace_id, digest);
  ${guarded("attachment")}
  GRANT SELECT, INSERT, DELETE ON attachment TO leadline_app;
  `,
};
