/** Databases that released versions left behind: brought to this version, once and again, with all that was in them; interrupted at any place, and without holding anybody up. */
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { goBack, upgradeDatabase, type UpgradeOptions } from "../operate/upgrade.ts";
import { makeDatabase, startTestServer, type TestDatabase } from "../testing/test-server.fixture.ts";
import { reached } from "../testing/trust-report.fixture.ts";
import { checkBackup } from "./backup/check-backup.ts";
import { restoreBackup } from "./backup/restore-backup.ts";
import { prepareDatabase, prepareRoles, withClient } from "./database-access.ts";
import { migrate } from "./migrate.ts";
import { MIGRATIONS } from "./migrations/all.ts";
import { historyOf, lostHistory, schemaVersion } from "./schema-state.ts";

/** Backups of the released schemas, made by the versions that had them. */
const FIXTURES = join(import.meta.dirname, "migrations/released");
/** Tasks of the project in every fixture. */
const FIXTURE_TASKS = 3;

/** Where each migration is killed; LEADLINE_TRUST=1: at every statement. */
const PLACES = process.env["LEADLINE_TRUST"] === "1" ? Number.POSITIVE_INFINITY : 3;

let folder: string;
beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), "leadline-migrations-"))));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const fixtures = readdirSync(FIXTURES).filter((name) => name.endsWith(".backup")).sort();

/** A database as the released version left it. */
async function released(name: string): Promise<TestDatabase> {
  const database = await makeDatabase();
  await restoreBackup({ access: database.access, dataFolder: folder, file: join(FIXTURES, name), into: "whatever is there", schema: "of the backup" });
  return database;
}

/** Every definition in the schema: two databases with equal ones behave alike. */
function shapeOf(database: TestDatabase): Promise<readonly unknown[]> {
  return withClient(database.access.administrator, async (client) => (await client.query(SHAPE)).rows);
}

const SHAPE = `
  SELECT 'column' AS what, table_schema || '.' || table_name AS place, column_name AS name, concat_ws(' ', data_type, is_nullable, column_default) AS definition FROM information_schema.columns WHERE table_schema LIKE 'leadline%'
  UNION ALL SELECT 'constraint', conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint WHERE connamespace::regnamespace::text LIKE 'leadline%'
  UNION ALL SELECT 'index', tablename, indexname, indexdef FROM pg_indexes WHERE schemaname LIKE 'leadline%'
  UNION ALL SELECT 'policy', tablename, policyname, concat_ws(' ', roles::text, cmd, qual, with_check) FROM pg_policies WHERE schemaname LIKE 'leadline%'
  UNION ALL SELECT 'grant', table_name, grantee || ' ' || privilege_type, '' FROM information_schema.role_table_grants WHERE table_schema LIKE 'leadline%'
  UNION ALL SELECT 'column grant', table_name || '.' || column_name, grantee || ' ' || privilege_type, '' FROM information_schema.column_privileges WHERE table_schema LIKE 'leadline%'
  UNION ALL SELECT 'function', p.pronamespace::regnamespace::text, p.proname, pg_get_functiondef(p.oid) FROM pg_proc p WHERE p.pronamespace::regnamespace::text LIKE 'leadline%'
  UNION ALL SELECT 'trigger', tgrelid::regclass::text, tgname, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal
  UNION ALL SELECT 'security', relname, relrowsecurity::text, relforcerowsecurity::text FROM pg_class WHERE relnamespace::regnamespace::text LIKE 'leadline%' AND relkind = 'r'
  ORDER BY 1, 2, 3, 4`;

const upgradeOf = (database: TestDatabase, name: string): UpgradeOptions => ({ access: database.access, dataFolder: folder, backupFolder: join(folder, name), version: "0.0.0", at: new Date(), onProgress: () => undefined });

test("there is a database of every released schema (C13)", () => {
  expect(fixtures).toEqual(["schema-1.backup", "schema-2.backup"]);
});

test.for(fixtures)("%s comes to this version with everything in it, once and not twice (C13)", async (name) => {
  const { manifest } = await checkBackup(join(FIXTURES, name));
  const database = await released(name);
  const fresh = await makeDatabase();
  const history = await historyOf(database.access);
  expect(await prepareDatabase(database.access)).toBe(MIGRATIONS.length - manifest.migrations.length);
  expect(await shapeOf(database)).toEqual(await shapeOf(fresh));
  expect(await prepareDatabase(database.access)).toBe(0);
  expect(lostHistory(history, await historyOf(database.access))).toBeUndefined();
  const server = await startTestServer({ database });
  const [project] = JSON.parse(JSON.stringify((await server.ask("GET", "/projects")).body.projects));
  expect(project).toMatchObject({ name: "From an older version", taskCount: FIXTURE_TASKS, revision: 3 });
  const history3 = (await server.ask("GET", `/projects/${project.id}/history`)).body;
  expect(JSON.stringify(history3)).toContain("From an older version");
  expect(await server.ask("POST", `/projects/${project.id}/commands`, { body: { revision: 3, commands: [{ type: "updateTasks", tasks: [{ id: "t1", fields: { name: "Edited after the upgrade" } }] }] } })).toMatchObject({ status: 200, body: { revision: 4 } });
  await server.stop();
  await database.remove();
  await fresh.remove();
});

test("an upgrade is backed up first, and can be gone back", async () => {
  const database = await released("schema-2.backup");
  const { backup, migrations } = await upgradeDatabase(upgradeOf(database, "first"));
  expect(migrations).toBe(MIGRATIONS.length - 2);
  expect((await checkBackup(backup ?? "")).manifest.migrations).toHaveLength(2);
  await withClient(database.access.administrator, (client) => client.query("UPDATE leadline.project SET name = 'Changed since'"));
  const back = await goBack(upgradeOf(database, "first"));
  expect(back).toMatchObject({ schema: 2, restored: backup });
  expect(await schemaVersion(database.access)).toBe(2);
  const { rows } = await withClient(database.access.administrator, (client) => client.query("SELECT name FROM leadline.project"));
  expect(rows).toEqual([{ name: "From an older version" }]);
  expect((await checkBackup(back.givenUp)).manifest.migrations).toHaveLength(MIGRATIONS.length);
  expect(await prepareDatabase(database.access)).toBe(MIGRATIONS.length - 2);
  await expect(goBack(upgradeOf(database, "none"))).rejects.toThrow(/There is no backup of an upgrade/);
  await database.remove();
});

/** Statements of a migration, cut at semicolons outside of bodies and texts. */
function statementsOf(sql: string): readonly string[] {
  return sql.replaceAll(/--[^\n]*/g, "").split(/;(?=(?:[^$]*\$\$[^$]*\$\$)*[^$]*$)/).map((part) => part.trim()).filter((part) => part !== "");
}

test("a migration that is killed at any statement leaves nothing, and the next start does it whole (C14)", async () => {
  const fresh = await makeDatabase();
  const whole = await shapeOf(fresh);
  const database = await makeDatabase();
  await withClient(database.access.administrator, (client) => client.query("DROP SCHEMA IF EXISTS leadline, leadline_sign_in CASCADE"));
  await prepareRoles(database.access);
  let kills = 0;
  for (const [at, migration] of MIGRATIONS.entries()) {
    const statements = statementsOf(migration.sql);
    const step = Math.max(1, Math.floor(statements.length / PLACES));
    for (let stop = 0; stop < statements.length; stop += step) {
      const before = await shapeOf(database);
      const killed = { ...migration, sql: `${statements.slice(0, stop).join(";\n")}${stop > 0 ? ";" : ""}\nSELECT pg_terminate_backend(pg_backend_pid())` };
      const client = new pg.Client(database.access.owner);
      client.on("error", () => undefined);
      await client.connect();
      await expect(migrate(client, [...MIGRATIONS.slice(0, at), killed]), `${migration.name}, statement ${stop}`).rejects.toThrow();
      await client.end().catch(() => undefined);
      kills += 1;
      // The very first one leaves the empty list of migrations, which the next start takes as it is.
      if (at > 0) expect(await shapeOf(database)).toEqual(before);
    }
    await withClient(database.access.owner, (client) => migrate(client, MIGRATIONS.slice(0, at + 1)));
  }
  reached("C14", `${kills} kills in ${MIGRATIONS.length} migrations, equal schema`);
  expect(kills).toBeGreaterThan(MIGRATIONS.length * 3);
  await prepareDatabase(database.access);
  expect(await shapeOf(database)).toEqual(whole);
  await fresh.remove();
  await database.remove();
});
