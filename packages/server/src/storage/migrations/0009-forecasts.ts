/** Forecasts that were kept, so that they can be judged when their dates have passed; and the rule by which a workspace computes status. */
import type { Migration } from "../migrate.ts";

const guarded = (table: string): string => `
  ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY;
  ALTER TABLE ${table} FORCE ROW LEVEL SECURITY;
  CREATE POLICY own_workspace ON ${table}
    USING (workspace_id = current_setting('app.workspace')::uuid)
    WITH CHECK (workspace_id = current_setting('app.workspace')::uuid);`;

export const forecasts: Migration = {
  version: 9,
  name: "forecasts",
  sql: `
  -- Computed from the plan at a revision, so it proves nothing by itself: the log does, and the same plan gives the same numbers.
  CREATE TABLE forecast (
    workspace_id uuid NOT NULL,
    project_id text NOT NULL,
    -- Day of the server's clock on which it was made: status also changes while nobody edits.
    made_on date NOT NULL,
    revision bigint NOT NULL CHECK (revision >= 1),
    made_at timestamptz NOT NULL,
    -- Instants of the plan are minutes of the wall clock since 1970. The status date; where there is none, when it was made.
    as_of_minute integer NOT NULL,
    planned_minute integer NOT NULL,
    -- Absent where nothing is uncertain.
    p10_minute integer,
    p50_minute integer,
    p80_minute integer,
    p90_minute integer,
    promise_minute integer,
    promise_chance double precision CHECK (promise_chance BETWEEN 0 AND 1),
    finished_minute integer,
    percent_done double precision NOT NULL,
    -- Computed status and the manager's own word at that time.
    call text,
    declared_call text,
    -- All else: drivers, people by week, tasks of other projects, reasons of the call.
    facts jsonb NOT NULL,
    -- Apart, for those alone who may see costs.
    costs jsonb NOT NULL,
    PRIMARY KEY (workspace_id, project_id, made_on, revision),
    FOREIGN KEY (workspace_id, project_id) REFERENCES project (workspace_id, id) ON DELETE CASCADE
  );
  CREATE INDEX forecast_newest ON forecast (workspace_id, project_id, made_at DESC);
  ${guarded("forecast")}
  GRANT SELECT, INSERT, UPDATE, DELETE ON forecast TO leadline_app;

  CREATE TABLE status_policy (
    workspace_id uuid PRIMARY KEY REFERENCES workspace (workspace_id),
    revision integer NOT NULL CHECK (revision >= 1),
    policy jsonb NOT NULL,
    actor text NOT NULL,
    updated_at timestamptz NOT NULL DEFAULT now()
  );
  ${guarded("status_policy")}
  GRANT SELECT, INSERT, UPDATE ON status_policy TO leadline_app;
  `,
};
