/** Point-in-time recovery as docs/operate.md tells it: a base copy and the archived log bring the database back to a second before a mistake. */
import { spawnSync } from "node:child_process";
import { appendFileSync, chmodSync, chownSync, cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterEach, beforeEach, expect, test } from "vitest";
import { addressOf, runProgram, stopped, type Program } from "../testing/running-program.fixture.ts";
import { ask, insertTasks } from "../testing/test-server.fixture.ts";
import { userForPostgres } from "./os-user.ts";
import { readPostmaster } from "./postmaster.ts";

let folder: string;
let programs: Program[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "leadline-recovery-"));
  chmodSync(folder, 0o755);
  programs = [];
});
afterEach(async () => {
  for (const program of programs) await stopped(program);
  rmSync(folder, { recursive: true, force: true });
});

async function start(data: string): Promise<{ readonly program: Program; readonly address: string }> {
  const program = runProgram({ dataFolder: data });
  programs.push(program);
  return { program, address: await addressOf(program) };
}

/** As a database administrator connects: with the port and the password that the data folder tells. */
async function asAdministrator<T>(data: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const port = readPostmaster(join(data, "postgres/cluster"))?.port ?? 0;
  const client = new pg.Client({ host: "127.0.0.1", port, user: "postgres", password: readFileSync(join(data, "postgres/password"), "utf8").trim(), database: "leadline" });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

function own(path: string): void {
  const user = userForPostgres();
  if (user) chownSync(path, user.uid, user.gid);
}

/** It starts and stops three servers, so it runs with `npm run trust` alone. */
const isTrust = process.env["LEADLINE_TRUST"] === "1";

test.runIf(isTrust)("the log of PostgreSQL, archived, brings the database back to a second before a DELETE (B1)", async () => {
  const [data, archive, base, restored] = ["data", "archive", "base", "restored"].map((name) => join(folder, name)) as [string, string, string, string];
  mkdirSync(archive);
  own(archive);
  const first = await start(data);
  await ask(first.address, "POST", "/projects", { body: { name: "In the base copy" } });
  await asAdministrator(data, async (client) => {
    await client.query("ALTER SYSTEM SET archive_mode = 'on'");
    await client.query(`ALTER SYSTEM SET archive_command = 'test ! -f ${archive}/%f && cp %p ${archive}/%f'`);
  });
  await stopped(first.program);

  const second = await start(data);
  await asAdministrator(data, async (client) => {
    await client.query("SELECT pg_backup_start('base', true)");
    expect(spawnSync("cp", ["-a", join(data, "postgres/cluster"), base]).status).toBe(0);
    const { rows } = await client.query<{ labelfile: string }>("SELECT labelfile FROM pg_backup_stop()");
    writeFileSync(join(base, "backup_label"), rows[0]?.labelfile ?? "");
    own(join(base, "backup_label"));
  });
  const id = String((await ask(second.address, "POST", "/projects", { body: { name: "After the base copy" } })).body.id);
  await ask(second.address, "POST", `/projects/${id}/commands`, { body: { revision: 1, commands: [insertTasks(["A", "B", "C"])] } });
  const before = (await ask(second.address, "GET", `/projects/${id}/records`)).body;

  const moment = await asAdministrator(data, async (client) => {
    const { rows } = await client.query<{ moment: string }>("SELECT clock_timestamp()::text AS moment");
    await new Promise((resolve) => setTimeout(resolve, 1000));
    // The mistake.
    await client.query("SET session_replication_role = replica");
    expect((await client.query("DELETE FROM leadline.record")).rowCount).toBeGreaterThan(4);
    const { rows: switched } = await client.query<{ file: string }>("SELECT pg_walfile_name(pg_switch_wal()) AS file");
    for (let tries = 0; tries < 200 && !readdirSync(archive).includes(switched[0]?.file ?? ""); tries += 1) await new Promise((resolve) => setTimeout(resolve, 50));
    return rows[0]?.moment ?? "";
  });
  await stopped(second.program);

  mkdirSync(join(restored, "postgres"), { recursive: true });
  cpSync(join(data, "postgres/password"), join(restored, "postgres/password"));
  expect(spawnSync("cp", ["-a", base, join(restored, "postgres/cluster")]).status).toBe(0);
  const cluster = join(restored, "postgres/cluster");
  for (const name of ["postmaster.pid", "postmaster.opts"]) rmSync(join(cluster, name), { force: true });
  for (const name of readdirSync(join(cluster, "pg_wal"))) rmSync(join(cluster, "pg_wal", name), { recursive: true });
  appendFileSync(join(cluster, "postgresql.auto.conf"), `restore_command = 'cp ${archive}/%f %p'\nrecovery_target_time = '${moment}'\nrecovery_target_action = 'promote'\narchive_mode = 'off'\n`);
  writeFileSync(join(cluster, "recovery.signal"), "");
  own(join(cluster, "recovery.signal"));
  const third = await start(restored);
  expect((await ask(third.address, "GET", `/projects/${id}/records`)).body).toEqual(before);
  expect((await ask(third.address, "POST", `/projects/${id}/commands`, { body: { revision: 2, commands: [insertTasks(["D"], "d")] } })).status).toBe(200);
});
