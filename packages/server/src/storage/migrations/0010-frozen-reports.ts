/** Published reports are never altered or taken away by the program's own role; and when which people get them by mail. */
import type { Migration } from "../migrate.ts";

export const frozenReports: Migration = {
  version: 10,
  name: "frozen reports",
  sql: `
  -- Whoever owns the table may take a whole project away, as for the log; everybody else may only add reports.
  CREATE FUNCTION refuse_altered_report() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF TG_OP = 'DELETE' AND current_setting('leadline.removing_project', true) = 'on'
        AND current_user = (SELECT pg_get_userbyid(relowner) FROM pg_class WHERE oid = TG_RELID) THEN RETURN OLD; END IF;
    RAISE EXCEPTION 'A published report stays as it is: % is not allowed.', TG_OP USING ERRCODE = '42501';
  END $$;
  CREATE TRIGGER frozen_report BEFORE UPDATE OR DELETE ON record
    FOR EACH ROW WHEN (OLD.kind = 'statusReport') EXECUTE FUNCTION refuse_altered_report();

  CREATE TABLE report_schedule (
    workspace_id uuid NOT NULL,
    project_id text NOT NULL,
    -- 0 Sunday to 6 Saturday, and the hour of the server's wall clock.
    weekday integer NOT NULL CHECK (weekday BETWEEN 0 AND 6),
    hour integer NOT NULL CHECK (hour BETWEEN 0 AND 23),
    audience text NOT NULL CHECK (audience IN ('sponsor', 'team', 'finance')),
    recipients jsonb NOT NULL,
    actor text NOT NULL,
    -- Day of the last occasion, so that several servers send once.
    sent_on date,
    PRIMARY KEY (workspace_id, project_id),
    FOREIGN KEY (workspace_id, project_id) REFERENCES project (workspace_id, id) ON DELETE CASCADE
  );
  ALTER TABLE report_schedule ENABLE ROW LEVEL SECURITY;
  ALTER TABLE report_schedule FORCE ROW LEVEL SECURITY;
  CREATE POLICY own_workspace ON report_schedule
    USING (workspace_id = current_setting('app.workspace')::uuid)
    WITH CHECK (workspace_id = current_setting('app.workspace')::uuid);
  GRANT SELECT, INSERT, UPDATE, DELETE ON report_schedule TO leadline_app;
  `,
};
