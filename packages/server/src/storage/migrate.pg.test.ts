/** Migrations: twice is once, a failed one leaves nothing, several starters do it once, and a newer database is refused. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { makeDatabase, type TestDatabase } from "../testing/test-server.fixture.ts";
import { prepareDatabase, withClient } from "./database-access.ts";
import { migrate, type Migration } from "./migrate.ts";
import { MIGRATIONS } from "./migrations/all.ts";

let database: TestDatabase;
beforeAll(async () => void (database = await makeDatabase()));
afterAll(() => database.remove());

const run = (migrations: readonly Migration[]): Promise<number> => withClient(database.access.owner, (client) => migrate(client, migrations));
const versions = (): Promise<readonly number[]> =>
  withClient(database.access.owner, async (client) => (await client.query<{ version: number }>("SELECT version FROM schema_migration ORDER BY version")).rows.map((row) => row.version));

test("migrating again changes nothing", async () => {
  expect(await prepareDatabase(database.access)).toBe(0);
  expect(await versions()).toEqual(MIGRATIONS.map((migration) => migration.version));
});

test("a database has one local workspace, and keeps it", async () => {
  const read = (): Promise<unknown> => withClient(database.access.application, async (client) => (await client.query("SELECT local_workspace_id FROM installation")).rows);
  const before = await read();
  await prepareDatabase(database.access);
  expect(await read()).toEqual(before);
  expect(before).toHaveLength(1);
});

test("a migration that fails half-way leaves nothing behind", async () => {
  const broken: Migration = { version: MIGRATIONS.length + 1, name: "broken", sql: "CREATE TABLE half_made (id integer); SELECT 1 / 0;" };
  await expect(run([...MIGRATIONS, broken])).rejects.toMatchObject({ code: "22012" });
  const tables = await withClient(database.access.owner, (client) => client.query("SELECT 1 FROM pg_class WHERE relname = 'half_made'"));
  expect(tables.rowCount).toBe(0);
  expect(await versions()).toEqual(MIGRATIONS.map((migration) => migration.version));
});

test("servers that start at once on an empty database migrate it once", async () => {
  const empty = await makeDatabase();
  await withClient(empty.access.administrator, (client) => client.query("DROP SCHEMA leadline, leadline_sign_in CASCADE"));
  const counts = await Promise.all([1, 2, 3].map(() => prepareDatabase(empty.access)));
  expect(counts.sort()).toEqual([0, 0, MIGRATIONS.length]);
  await empty.remove();
});

test("a database of a newer version is refused with what to do (C13)", async () => {
  const newer: Migration = { version: MIGRATIONS.length + 1, name: "from the future", sql: "SELECT 1;" };
  await run([...MIGRATIONS, newer]);
  await expect(prepareDatabase(database.access)).rejects.toThrow(/already changed by a newer version of Leadline .* Start the newer version/);
});
