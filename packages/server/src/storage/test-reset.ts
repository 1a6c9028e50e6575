/** Empties the database between tests: only where the program was started with LEADLINE_TEST=1. */
import { withClient, type DatabaseAccess } from "./database-access.ts";

/** Every project of the local workspace with its history, the workspace's own log, and every stored answer. */
export async function removeEverything(access: DatabaseAccess): Promise<void> {
  await withClient(access.owner, async (owner) => {
    await owner.query("BEGIN");
    await owner.query("SELECT set_config('app.workspace', local_workspace_id::text, true) FROM installation");
    await owner.query("UPDATE project SET is_sample = true");
    await owner.query("SELECT remove_project(id) FROM project");
    await owner.query("DELETE FROM attachment_content");
    await owner.query("SELECT set_config('leadline.removing_project', 'on', true)");
    for (const table of ["checkpoint", "workspace_change", "workspace_tree"]) await owner.query(`DELETE FROM ${owner.escapeIdentifier(table)}`);
    for (const table of ["idempotency", "status_policy"]) await owner.query(`DELETE FROM ${owner.escapeIdentifier(table)}`);
    await owner.query("COMMIT");
  });
}
