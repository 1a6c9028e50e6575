/** What a database holds, seen from outside: the version of its tables, and the roots of its projects' logs. */
import { logRoots, type LogRoot } from "./backup/log-roots.ts";
import { workspaceIds } from "./backup/stored-tables.ts";
import { prepareRoles, withClient, type DatabaseAccess } from "./database-access.ts";

/** 0 where there are no tables yet. */
export async function schemaVersion(access: DatabaseAccess): Promise<number> {
  await prepareRoles(access);
  return withClient(access.owner, async (client) => {
    const { rows } = await client.query<{ is_made: boolean }>("SELECT to_regclass('leadline.schema_migration') IS NOT NULL AS is_made");
    if (rows[0]?.is_made !== true) return 0;
    const versions = await client.query<{ version: number | null }>("SELECT max(version) AS version FROM leadline.schema_migration");
    return versions.rows[0]?.version ?? 0;
  });
}

/** The logs of all projects in all workspaces, as a migration must find and leave them. */
export async function historyOf(access: DatabaseAccess): Promise<readonly LogRoot[]> {
  return withClient(access.administrator, async (client) => {
    await client.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
    const roots = (await logRoots(client, await workspaceIds(client))).filter(({ log }) => log !== "workspace");
    await client.query("COMMIT");
    return roots;
  });
}

/** A log that is not what it was, though it may have grown: other servers go on while one migrates. */
export function lostHistory(before: readonly LogRoot[], after: readonly LogRoot[]): LogRoot | undefined {
  const now = new Map(after.map((log) => [`${log.workspaceId} ${log.log}`, log]));
  return before.find((log) => {
    const found = now.get(`${log.workspaceId} ${log.log}`);
    return found === undefined || found.size < log.size || (found.size === log.size && found.root !== log.root);
  });
}
