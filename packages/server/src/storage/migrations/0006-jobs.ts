/** Work that goes on behind the screen: a queue under row security, which one role of its own may empty for all workspaces. */
import type { Migration } from "../migrate.ts";

export const jobs: Migration = {
  version: 6,
  name: "jobs",
  sql: `
  CREATE TABLE job (
    workspace_id uuid NOT NULL REFERENCES workspace (workspace_id),
    id text NOT NULL CHECK (length(id) BETWEEN 1 AND 64),
    kind text NOT NULL CHECK (length(kind) BETWEEN 1 AND 64),
    state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'running', 'done', 'failed', 'cancelled')),
    -- One job per occasion ("backup 2026-11-23"), however many servers think of it.
    occasion text,
    input jsonb NOT NULL DEFAULT '{}',
    -- { done, total, sentence }
    progress jsonb,
    result jsonb,
    problem text,
    actor text NOT NULL,
    is_cancel_wanted boolean NOT NULL DEFAULT false,
    attempts integer NOT NULL DEFAULT 0,
    max_attempts integer NOT NULL DEFAULT 3 CHECK (max_attempts >= 1),
    run_after timestamptz NOT NULL DEFAULT now(),
    -- The server that works on it, and its last sign of life.
    worker text,
    alive_at timestamptz,
    created_at timestamptz NOT NULL DEFAULT now(),
    started_at timestamptz,
    finished_at timestamptz,
    PRIMARY KEY (workspace_id, id),
    UNIQUE (workspace_id, kind, occasion)
  );
  CREATE INDEX job_open ON job (run_after) WHERE state IN ('waiting', 'running');
  CREATE INDEX job_recent ON job (workspace_id, created_at DESC, id);
  ALTER TABLE job ENABLE ROW LEVEL SECURITY;
  ALTER TABLE job FORCE ROW LEVEL SECURITY;
  CREATE POLICY own_workspace ON job
    USING (workspace_id = current_setting('app.workspace')::uuid)
    WITH CHECK (workspace_id = current_setting('app.workspace')::uuid);
  GRANT SELECT, INSERT, DELETE ON job TO leadline_app;
  GRANT UPDATE (is_cancel_wanted, state, finished_at) ON job TO leadline_app;

  -- Whoever takes jobs off the queue does not know yet whose they are. The role can do that and nothing else:
  -- the work itself runs as the application, in the job's workspace.
  CREATE POLICY whole_queue ON job TO leadline_job USING (true) WITH CHECK (true);
  GRANT SELECT ON job TO leadline_job;
  GRANT UPDATE (state, progress, result, problem, attempts, run_after, worker, alive_at, started_at, finished_at) ON job TO leadline_job;
  CREATE POLICY names_of_all ON workspace FOR SELECT TO leadline_job USING (true);
  GRANT SELECT (workspace_id, name) ON workspace TO leadline_job;
  `,
};
