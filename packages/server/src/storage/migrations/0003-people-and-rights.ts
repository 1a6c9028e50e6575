/** Who belongs to a workspace and what they may do: members, roles, invitations, tokens, share links. */
import type { Migration } from "../migrate.ts";

const guarded = (table: string): string => `
  ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY;
  ALTER TABLE ${table} FORCE ROW LEVEL SECURITY;
  CREATE POLICY own_workspace ON ${table}
    USING (workspace_id = current_setting('app.workspace')::uuid)
    WITH CHECK (workspace_id = current_setting('app.workspace')::uuid);`;

export const peopleAndRights: Migration = {
  version: 3,
  name: "people and rights",
  sql: `
  GRANT UPDATE (name) ON workspace TO leadline_app;
  ALTER TABLE workspace ADD COLUMN revision bigint NOT NULL DEFAULT 1;
  GRANT UPDATE (revision) ON workspace TO leadline_app;

  -- Roles that a workspace made for itself; those that every workspace has stand in the program.
  CREATE TABLE role (
    workspace_id uuid NOT NULL REFERENCES workspace (workspace_id),
    id text NOT NULL CHECK (length(id) BETWEEN 1 AND 64),
    name text NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
    permissions text[] NOT NULL,
    revision bigint NOT NULL DEFAULT 1,
    PRIMARY KEY (workspace_id, id),
    UNIQUE (workspace_id, name)
  );
  ${guarded("role")}
  GRANT SELECT, INSERT, DELETE ON role TO leadline_app;
  GRANT UPDATE (name, permissions, revision) ON role TO leadline_app;

  -- "id" is the pseudonym that stands in the logs; who it is (user_id, name, email) can be erased.
  CREATE TABLE member (
    workspace_id uuid NOT NULL REFERENCES workspace (workspace_id),
    id text NOT NULL CHECK (length(id) BETWEEN 1 AND 64),
    user_id text CHECK (length(user_id) BETWEEN 1 AND 64),
    name text NOT NULL,
    email text,
    role text NOT NULL,
    revision bigint NOT NULL DEFAULT 1,
    joined_at timestamptz NOT NULL DEFAULT now(),
    removed_at timestamptz,
    PRIMARY KEY (workspace_id, id)
  );
  CREATE UNIQUE INDEX member_person ON member (workspace_id, user_id);
  CREATE INDEX member_user ON member (user_id) WHERE removed_at IS NULL;
  ${guarded("member")}
  -- Where somebody signs in, their own memberships are found before a workspace is chosen.
  -- The transaction then names a workspace that does not exist: inside of a real one this policy adds nothing, and without
  -- any it fails as the other does.
  CREATE POLICY own_memberships ON member FOR SELECT USING (
    current_setting('app.workspace')::uuid = '00000000-0000-0000-0000-000000000000' AND user_id = nullif(current_setting('app.user', true), ''));
  GRANT SELECT, INSERT ON member TO leadline_app;
  GRANT UPDATE (user_id, name, email, role, revision, joined_at, removed_at) ON member TO leadline_app;

  CREATE TABLE project_member (
    workspace_id uuid NOT NULL,
    project_id text NOT NULL,
    member_id text NOT NULL,
    role text NOT NULL,
    revision bigint NOT NULL DEFAULT 1,
    PRIMARY KEY (workspace_id, project_id, member_id),
    FOREIGN KEY (workspace_id, project_id) REFERENCES project (workspace_id, id) ON DELETE CASCADE,
    FOREIGN KEY (workspace_id, member_id) REFERENCES member (workspace_id, id)
  );
  CREATE INDEX project_member_of ON project_member (workspace_id, member_id);
  ${guarded("project_member")}
  GRANT SELECT, INSERT, DELETE ON project_member TO leadline_app;
  GRANT UPDATE (role, revision) ON project_member TO leadline_app;

  -- Bound to an address: only who proves to have it can take the invitation up, once.
  CREATE TABLE invitation (
    workspace_id uuid NOT NULL REFERENCES workspace (workspace_id),
    id text NOT NULL CHECK (length(id) BETWEEN 1 AND 64),
    email text NOT NULL CHECK (email = lower(email)),
    role text NOT NULL,
    -- For guests: the project that they are invited to, and what they may do there.
    project_id text,
    project_role text,
    token_hash bytea NOT NULL CHECK (length(token_hash) = 32),
    invited_by text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    expires_at timestamptz NOT NULL,
    accepted_at timestamptz,
    -- The member that came of it.
    accepted_by text,
    revoked_at timestamptz,
    PRIMARY KEY (workspace_id, id),
    UNIQUE (workspace_id, token_hash),
    CHECK ((project_id IS NULL) = (project_role IS NULL)),
    FOREIGN KEY (workspace_id, project_id) REFERENCES project (workspace_id, id) ON DELETE CASCADE,
    FOREIGN KEY (workspace_id, accepted_by) REFERENCES member (workspace_id, id)
  );
  ${guarded("invitation")}
  GRANT SELECT, INSERT ON invitation TO leadline_app;
  GRANT UPDATE (accepted_at, accepted_by, revoked_at) ON invitation TO leadline_app;

  -- For programs. Only the hash of the secret is kept; the rights are those listed that the member (still) has.
  CREATE TABLE api_token (
    workspace_id uuid NOT NULL REFERENCES workspace (workspace_id),
    id text NOT NULL CHECK (length(id) BETWEEN 1 AND 64),
    member_id text NOT NULL,
    name text NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
    token_hash bytea NOT NULL CHECK (length(token_hash) = 32),
    permissions text[] NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    expires_at timestamptz NOT NULL,
    last_used_at timestamptz,
    revoked_at timestamptz,
    PRIMARY KEY (workspace_id, id),
    UNIQUE (workspace_id, token_hash),
    FOREIGN KEY (workspace_id, member_id) REFERENCES member (workspace_id, id)
  );
  ${guarded("api_token")}
  GRANT SELECT, INSERT ON api_token TO leadline_app;
  GRANT UPDATE (last_used_at, revoked_at) ON api_token TO leadline_app;

  -- One project, to look at, for whoever has the link.
  CREATE TABLE share_link (
    workspace_id uuid NOT NULL,
    id text NOT NULL CHECK (length(id) BETWEEN 1 AND 64),
    project_id text NOT NULL,
    name text NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
    token_hash bytea NOT NULL CHECK (length(token_hash) = 32),
    created_by text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    expires_at timestamptz NOT NULL,
    last_used_at timestamptz,
    revoked_at timestamptz,
    PRIMARY KEY (workspace_id, id),
    UNIQUE (workspace_id, token_hash),
    FOREIGN KEY (workspace_id, project_id) REFERENCES project (workspace_id, id) ON DELETE CASCADE
  );
  ${guarded("share_link")}
  GRANT SELECT, INSERT ON share_link TO leadline_app;
  GRANT UPDATE (last_used_at, revoked_at) ON share_link TO leadline_app;
  `,
};
