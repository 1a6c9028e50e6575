/** The addresses of operations: a backup made behind the screen can be listed, downloaded, restored and removed; the state of the installation is told. */
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { backupName, keepNewest, listBackups } from "../../operate/backup-folder.ts";
import { restoreBackup } from "../../storage/backup/restore-backup.ts";
import { makeDatabase, startTestServer, type Asked, type TestServer } from "../../testing/test-server.fixture.ts";

let folder: string;
let server: TestServer;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "leadline-operations-"));
  server = await startTestServer({ environment: { LEADLINE_BACKUP_FOLDER: join(folder, "backups"), LEADLINE_BACKUP_HOUR: "0", LEADLINE_BACKUP_KEEP: "2" } });
});
afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function ended(id: string): Promise<Asked["body"]> {
  for (const end = Date.now() + 30_000; Date.now() < end; await new Promise((resolve) => setTimeout(resolve, 30))) {
    const { body } = await server.ask("GET", `/jobs/${id}`);
    if (!["waiting", "running"].includes(String(body.state))) return body;
  }
  throw new Error("the job did not end");
}

test("a backup made behind the screen is listed, whole, and restores elsewhere", async () => {
  await server.ask("POST", "/projects", { body: { name: "Backed up" } });
  const asked = await server.ask("POST", "/backups", { key: "backup-1" });
  expect(asked).toMatchObject({ status: 202, body: { job: { kind: "backup", state: "waiting" } } });
  const id = String(asked.body.job.id);
  expect((await server.ask("POST", "/backups", { key: "backup-1" })).body.job.id).toBe(id);
  const job = await ended(id);
  expect(job).toMatchObject({ state: "done", result: { contents: expect.stringMatching(/^1 project, \d+ records, 1 log entry/) } });
  const name = String(job.result.name);
  const { backups } = (await server.ask("GET", "/backups")).body;
  expect(JSON.parse(JSON.stringify(backups))).toContainEqual({ name, bytes: job.result.bytes, madeAt: expect.any(String), reason: "manual" });
  const download = await fetch(`${server.address}/api/v1/backups/${name}`);
  expect(download.headers.get("content-disposition")).toContain(`attachment; filename="${name}"`);
  const file = join(folder, "downloaded.backup");
  writeFileSync(file, new Uint8Array(await download.arrayBuffer()));
  const other = await makeDatabase();
  await restoreBackup({ access: other.access, dataFolder: mkdtempSync(join(folder, "data-")), file, into: "an empty installation" });
  const restored = await startTestServer({ database: other });
  expect(JSON.parse(JSON.stringify((await restored.ask("GET", "/projects")).body.projects))).toMatchObject([{ name: "Backed up" }]);
  await restored.stop();
  await other.remove();
  expect((await server.ask("DELETE", `/backups/${name}`, { key: "remove-1" })).status).toBe(200);
  expect((await server.ask("DELETE", `/backups/${name}`, { key: "remove-1" })).status).toBe(200);
  expect((await server.ask("DELETE", `/backups/${name}`)).status).toBe(404);
  expect((await fetch(`${server.address}/api/v1/backups/${name}`)).status).toBe(404);
});

test("a dry run makes no backup, and names of other files lead nowhere", async () => {
  const before = readdirSync(join(folder, "backups")).length;
  expect(await server.ask("POST", "/backups?dryRun=true")).toMatchObject({ status: 200, body: { dryRun: true } });
  writeFileSync(join(folder, "backups/notes.txt"), "mine");
  for (const name of ["notes.txt", "..%2Fnotes.backup", "manual-%2e%2e%2f%2e%2e.backup", "manual-x.backup"]) expect([400, 404]).toContain((await server.ask("GET", `/backups/${name}`)).status);
  expect(readdirSync(join(folder, "backups")).filter((name) => name.startsWith("manual")).length).toBeLessThanOrEqual(before);
});

test("the daily backup is made by the clock, and only so many stay", async () => {
  for (const end = Date.now() + 30_000; Date.now() < end && !listBackups(join(folder, "backups")).some(({ reason }) => reason === "daily"); ) await new Promise((resolve) => setTimeout(resolve, 50));
  expect(listBackups(join(folder, "backups")).filter(({ reason }) => reason === "daily")).toHaveLength(1);
  const kept = mkdtempSync(join(folder, "kept-"));
  for (const day of [1, 2, 3, 4]) {
    writeFileSync(join(kept, backupName("daily", new Date(Date.UTC(2026, 10, day)))), "x");
    writeFileSync(join(kept, backupName("manual", new Date(Date.UTC(2026, 10, day)))), "x");
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  keepNewest(kept, 2);
  expect(readdirSync(kept).sort()).toEqual([1, 2, 3, 4].map((day) => `manual-2026-11-0${day}T00-00-00-000Z.backup`).concat([3, 4].map((day) => `daily-2026-11-0${day}T00-00-00-000Z.backup`)).sort());
});

test("the state of the installation is told in one answer", async () => {
  const { status, body } = await server.ask("GET", "/system");
  expect(status).toBe(200);
  expect(body).toMatchObject({
    version: expect.any(String),
    database: { place: "embedded", version: expect.stringMatching(/^\d+\./), schema: expect.any(Number), bytes: expect.any(Number) },
    disk: { freeBytes: expect.any(Number) },
    backup: { schedule: { hour: 0, keep: 2 }, last: { name: expect.stringMatching(/backup$/) } },
    jobs: { failing: [] },
  });
});

test("jobs come in pages, and unknown ones do not exist", async () => {
  const seen: string[] = [];
  for (let cursor: string | null = ""; cursor !== null; ) {
    const { body } = await server.ask("GET", `/jobs?limit=1${cursor === "" ? "" : `&cursor=${cursor}`}`);
    seen.push(...JSON.parse(JSON.stringify(body.jobs)).map((job: { id: string }) => job.id));
    cursor = JSON.parse(JSON.stringify(body.nextCursor));
  }
  expect(new Set(seen).size).toBe(seen.length);
  expect(seen.length).toBeGreaterThanOrEqual(2);
  expect((await server.ask("GET", "/jobs/none")).status).toBe(404);
  expect((await server.ask("DELETE", "/jobs/none")).status).toBe(404);
  expect(existsSync(join(folder, "backups"))).toBe(true);
});
