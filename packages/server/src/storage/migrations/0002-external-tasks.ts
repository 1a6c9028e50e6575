/** Finds the plans that show tasks of a project without reading every record. */
import type { Migration } from "../migrate.ts";

export const externalTasks: Migration = {
  version: 2,
  name: "external tasks",
  sql: `
  CREATE INDEX record_other_project ON record (workspace_id, (data -> 'otherProject' ->> 'projectId'))
    WHERE kind = 'task' AND data ? 'otherProject';`,
};
