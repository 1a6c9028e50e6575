/** Published reports are never altered or taken away by the program's own role; and when which people get them by mail. */
import type { Migration } from "../migrate.ts";

export const frozenReports: Migration = {
  version: 10,
  name: "frozen reports",
  sql: `
  -- Whoever owns the table may take a whole project away, as for the log; everybody else may only add reports.
  CREATE FUNCTION refuse_altered_report() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF current_setting('leadline.removing_project', true) = 'on'
        AND current_user = (SELECT pg_get_userbyid(relowner) FROM pg_class WHERE oid = TG_RELID) THEN
      IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
      RETURN NEW;
    END IF;
    RAISE EXCEPTION 'A published report stays as it is: % is not allowed.', TG_OP USING ERRCODE = '42501';
  END $$;
  CREATE TRIGGER frozen_report BEFORE UPDATE OR DELETE ON record
    FOR EACH ROW WHEN (OLD.kind = 'statusReport') EXECUTE FUNCTION refuse_altered_report();

  -- What erasing a person's data leaves of a report: the texts that name them are gone, as they are from the log, and nothing else changes.
  CREATE FUNCTION erase_report_texts(words text[]) RETURNS integer LANGUAGE plpgsql SECURITY DEFINER SET search_path = leadline, pg_temp AS $$
  DECLARE
    ws uuid := current_setting('app.workspace')::uuid;
    field text;
    erased integer := 0;
    step integer;
  BEGIN
    PERFORM set_config('leadline.removing_project', 'on', true);
    FOREACH field IN ARRAY ARRAY['content', 'costs', 'reason'] LOOP
      UPDATE record r SET data = jsonb_set(r.data, ARRAY[field], '"(erased)"')
        WHERE r.workspace_id = ws AND r.kind = 'statusReport' AND r.data ? field
          AND EXISTS (SELECT 1 FROM unnest(words) AS w (word) WHERE position(w.word IN lower((r.data -> field)::text)) > 0);
      GET DIAGNOSTICS step = ROW_COUNT;
      erased := erased + step;
    END LOOP;
    PERFORM set_config('leadline.removing_project', 'off', true);
    RETURN erased;
  END $$;
  REVOKE ALL ON FUNCTION erase_report_texts(text[]) FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION erase_report_texts(text[]) TO leadline_app;

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
