/** What a database holds, seen from outside: the version of its tables, and a short sum over all projects and their logs. */
import { createHash } from "node:crypto";
import { logRoots } from "./backup/log-roots.ts";
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

/** Equal before and after a migration: the root of every log of every workspace. */
export async function historySummary(access: DatabaseAccess): Promise<string> {
  return withClient(access.administrator, async (client) => {
    await client.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
    const roots = await logRoots(client, await workspaceIds(client));
    await client.query("COMMIT");
    return createHash("sha256").update(JSON.stringify(roots)).digest("hex");
  });
}
