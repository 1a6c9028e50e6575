/** A large plan leaves and comes back in time, and a migration over many rows holds nobody up. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { expect, test } from "vitest";
import { generatedProject } from "@leadline/testkit/network-generator.ts";
import { preparePlan } from "../rooms/projects/prepare-plan.ts";
import { storePlan } from "../rooms/projects/store-plan.ts";
import { restoreBackup } from "../storage/backup/restore-backup.ts";
import { writeBackup } from "../storage/backup/write-backup.ts";
import { prepareRoles, withClient, type DatabaseAccess } from "../storage/database-access.ts";
import { openDatabase } from "../storage/database.ts";
import { migrate } from "../storage/migrate.ts";
import { MIGRATIONS } from "../storage/migrations/all.ts";
import { newId } from "../storage/new-id.ts";
import { makeDatabase } from "../testing/test-server.fixture.ts";
import { reached } from "../testing/trust-report.fixture.ts";

const TASKS = 10_000;
const RECORDS = 100_000;
const RESTORE_SECONDS = 60;
const WAIT_MILLISECONDS = 2000;
/** They measure, so they run with `npm run trust` alone. */
const isTrust = process.env["LEADLINE_TRUST"] === "1";

test.runIf(isTrust)("a plan of 10,000 tasks is restored within a minute (B2)", async () => {
  const [source, target] = [await makeDatabase(), await makeDatabase()];
  const folder = mkdtempSync(join(tmpdir(), "leadline-large-"));
  const database = openDatabase(source.access);
  const prepared = preparePlan(generatedProject({ tasks: TASKS, seed: 1 }), { projectId: newId(), at: "2026-03-02T08:00:00.000Z", actor: "local", label: "Large", requestKey: "k", cause: { created: "blank", name: "x" } });
  if (!prepared.ok) throw new Error(prepared.problem.message);
  await database.inWorkspace(await database.localWorkspaceId(), (tx) => storePlan(tx, { prepared: prepared.plan, origin: "blank", isSample: false }));
  await database.close();
  const file = join(folder, "large.backup");
  const begin = performance.now();
  await writeBackup({ access: source.access, dataFolder: folder, file, version: "0.0.0", at: new Date("2026-03-02T08:00:00Z") });
  const middle = performance.now();
  await restoreBackup({ access: target.access, dataFolder: folder, file, into: "an empty installation" });
  const seconds = (performance.now() - middle) / 1000;
  reached("B2", `${TASKS} tasks backed up in ${((middle - begin) / 1000).toFixed(1)} s, restored in ${seconds.toFixed(1)} s`);
  expect(seconds).toBeLessThan(RESTORE_SECONDS);
  rmSync(folder, { recursive: true, force: true });
  await source.remove();
  await target.remove();
});

/** The first released schema that had projects in use, with many rows. */
async function fillSecondSchema(access: DatabaseAccess): Promise<void> {
  await withClient(access.administrator, (client) => client.query("DROP SCHEMA IF EXISTS leadline, leadline_sign_in CASCADE"));
  await prepareRoles(access);
  await withClient(access.owner, (client) => migrate(client, MIGRATIONS.slice(0, 2)));
  await withClient(access.administrator, async (client) => {
    await client.query("INSERT INTO leadline.project (workspace_id, id, key, name, revision, origin, is_sample, task_count, start_minute, finish_minute) SELECT local_workspace_id, 'p', 'P', 'p', 1, 'blank', false, 0, 0, 0 FROM leadline.installation");
    await client.query("INSERT INTO leadline.record (workspace_id, project_id, kind, id, data, revision) SELECT local_workspace_id, 'p', 'task', 't' || n, jsonb_build_object('id', 't' || n, 'name', repeat('x', 300)), 1 FROM leadline.installation, generate_series(1, $1) n", [RECORDS]);
    await client.query(
      "INSERT INTO leadline.change (workspace_id, project_id, revision, at, actor, label, request_key, leaf, leaf_hash) SELECT local_workspace_id, 'p', n, now(), 'local', 'x', 'k', decode(repeat('ab', 200), 'hex'), sha256(n::text::bytea) FROM leadline.installation, generate_series(1, $1) n",
      [RECORDS],
    );
  });
}

test.runIf(isTrust)("a migration over 100,000 records and log entries lets nobody wait for two seconds (B2)", async () => {
  const database = await makeDatabase();
  await fillSecondSchema(database.access);
  let isOver = false;
  const others = (async () => {
    const client = new pg.Client(database.access.administrator);
    await client.connect();
    const waits: number[] = [];
    while (!isOver) {
      const begin = performance.now();
      await client.query("UPDATE leadline.project SET updated_at = now()");
      await client.query("SELECT count(*) FROM leadline.change WHERE revision < 5");
      waits.push(performance.now() - begin);
    }
    await client.end();
    return waits;
  })();
  const begin = performance.now();
  await withClient(database.access.owner, (client) => migrate(client, MIGRATIONS));
  const seconds = (performance.now() - begin) / 1000;
  isOver = true;
  const longest = Math.max(...(await others));
  reached("B2", `migrated ${RECORDS} records and ${RECORDS} entries in ${seconds.toFixed(1)} s, others waited at most ${Math.round(longest)} ms`);
  expect(longest).toBeLessThan(WAIT_MILLISECONDS);
  await database.remove();
});
