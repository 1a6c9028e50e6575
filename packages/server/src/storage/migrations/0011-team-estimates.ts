/** Estimates that several people make blind: who was asked, and what each answered. They lie beside the plan's records, so that nothing which tells of records tells of them. */
import type { Migration } from "../migrate.ts";

const guarded = (table: string): string => `
  ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY;
  ALTER TABLE ${table} FORCE ROW LEVEL SECURITY;
  CREATE POLICY own_workspace ON ${table}
    USING (workspace_id = current_setting('app.workspace')::uuid)
    WITH CHECK (workspace_id = current_setting('app.workspace')::uuid);
  GRANT SELECT, INSERT, UPDATE, DELETE ON ${table} TO leadline_app;`;

export const teamEstimates: Migration = {
  version: 11,
  name: "team estimates",
  sql: `
  CREATE TABLE team_estimate (
    workspace_id uuid NOT NULL,
    project_id text NOT NULL,
    id text NOT NULL,
    task_id text NOT NULL,
    state text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'revealed', 'closed')),
    round integer NOT NULL DEFAULT 1 CHECK (round >= 1),
    -- The last round whose answers everybody may see; what lies after it, only whoever gave it.
    revealed_round integer NOT NULL DEFAULT 0 CHECK (revealed_round BETWEEN 0 AND round),
    opened_by text NOT NULL,
    opened_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (workspace_id, project_id, id),
    FOREIGN KEY (workspace_id, project_id) REFERENCES project (workspace_id, id) ON DELETE CASCADE
  );
  ${guarded("team_estimate")}

  CREATE TABLE team_estimate_person (
    workspace_id uuid NOT NULL,
    project_id text NOT NULL,
    estimate_id text NOT NULL,
    person text NOT NULL,
    PRIMARY KEY (workspace_id, project_id, estimate_id, person),
    FOREIGN KEY (workspace_id, project_id, estimate_id) REFERENCES team_estimate (workspace_id, project_id, id) ON DELETE CASCADE
  );
  CREATE INDEX team_estimate_of_person ON team_estimate_person (workspace_id, person);
  ${guarded("team_estimate_person")}

  CREATE TABLE team_estimate_answer (
    workspace_id uuid NOT NULL,
    project_id text NOT NULL,
    estimate_id text NOT NULL,
    round integer NOT NULL CHECK (round >= 1),
    person text NOT NULL,
    low_minutes double precision NOT NULL CHECK (low_minutes >= 0),
    likely_minutes double precision NOT NULL CHECK (likely_minutes >= low_minutes),
    high_minutes double precision NOT NULL CHECK (high_minutes >= likely_minutes),
    given_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (workspace_id, project_id, estimate_id, round, person),
    FOREIGN KEY (workspace_id, project_id, estimate_id, person) REFERENCES team_estimate_person (workspace_id, project_id, estimate_id, person) ON DELETE CASCADE
  );
  ${guarded("team_estimate_answer")}
  `,
};
