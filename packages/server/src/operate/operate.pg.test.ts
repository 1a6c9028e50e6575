/** The verbs of operations as commands, beside a running server and alone: backup, restore, move there and back, export and import. */
import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { addressOf, isRoot, mountSmall, refusalOf, runProgram, stopped, type Ending, type Program } from "../testing/running-program.fixture.ts";
import { ask, insertTasks, makeDatabase } from "../testing/test-server.fixture.ts";

let folder: string;
let programs: Program[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "leadline-operate-"));
  chmodSync(folder, 0o755);
  programs = [];
});
afterEach(async () => {
  for (const program of programs) {
    program.signal("SIGTERM");
    await program.ended;
  }
  rmSync(folder, { recursive: true, force: true });
});

const data = (name = "data"): string => join(folder, name);

function run(words: readonly string[] = [], dataFolder = data(), environment: Readonly<Record<string, string>> = {}): Program {
  const program = runProgram({ dataFolder, words, environment });
  programs.push(program);
  return program;
}

async function said(words: readonly string[], dataFolder = data(), environment: Readonly<Record<string, string>> = {}): Promise<Ending> {
  return run(words, dataFolder, environment).ended;
}

const names = async (address: string): Promise<readonly string[]> => JSON.parse(JSON.stringify((await ask(address, "GET", "/projects")).body.projects)).map((project: { name: string }) => project.name);

test("everything leaves and comes back: beside a running server, and into an empty folder (C15)", async (context) => {
  if (process.env["LEADLINE_TRUST"] !== "1") context.skip("half a dozen programs start here; npm run trust -- C15 runs it");
  const first = run();
  const address = await addressOf(first);
  const id = String((await ask(address, "POST", "/projects", { body: { name: "Travels" } })).body.id);
  await ask(address, "POST", `/projects/${id}/commands`, { body: { revision: 1, commands: [insertTasks(["A", "B"])] } });
  const file = join(folder, "all.backup");
  const lines = join(folder, "all.ndjson.gz");

  // Beside the running server.
  expect(await said(["backup", file])).toMatchObject({ code: 0, stdout: expect.stringMatching(/all\.backup: 1 project, \d+ records, 2 log entries\.\n$/) });
  const exported = await said(["export", lines]);
  expect(exported).toMatchObject({ code: 0, stdout: expect.stringMatching(/1 project in \d+ lines, canonical hash [0-9a-f]{64}\.\n$/) });
  expect(await said(["restore", file, "--check"])).toMatchObject({ code: 0, stdout: expect.stringContaining("is whole: made ") });
  expect(await said(["restore", file])).toMatchObject({ code: 1, stderr: expect.stringMatching(/^leadline: Another Leadline server already uses the data folder /) });
  expect(await said(["backup", file])).toMatchObject({ code: 1, stderr: expect.stringMatching(/^leadline: .* exists already\. Backups overwrite nothing: choose another name\.\n$/) });
  await stopped(first);

  // Into an empty folder, which is refused a second time.
  expect(await said(["restore", file], data("restored"))).toMatchObject({ code: 0, stdout: expect.stringContaining("Everything was read again and compared.") });
  expect(await said(["restore", file], data("restored"))).toMatchObject({ code: 1, stderr: expect.stringContaining("This installation is not empty: it has 1 project in 1 workspace.") });
  const imported = await said(["import", lines], data("imported"));
  expect(imported).toMatchObject({ code: 0, stdout: expect.stringContaining(/[0-9a-f]{64}/.exec(exported.stdout)?.[0] ?? "none") });
  expect(await said(["verify"], data("imported"))).toMatchObject({ code: 0, stderr: "" });
  const restored = run([], data("restored"));
  expect(await names(await addressOf(restored))).toEqual(["Travels"]);
  await stopped(restored);
});

test("everything moves to a PostgreSQL elsewhere, and back (C15)", async (context) => {
  if (process.env["LEADLINE_TRUST"] !== "1") context.skip("a dozen programs start here; npm run trust -- C15 runs it");
  const first = run();
  const id = String((await ask(await addressOf(first), "POST", "/projects", { body: { name: "Travels" } })).body.id);
  await ask(await addressOf(first), "POST", `/projects/${id}/commands`, { body: { revision: 1, commands: [insertTasks(["A", "B"])] } });
  await stopped(first);
  const server = await makeDatabase();
  const { port, password, database } = { ...server.access.administrator };
  const environment = { DATABASE_URL: `postgresql://postgres:${encodeURIComponent(String(password))}@127.0.0.1:${port}/${database}` };
  expect(await said(["move", "server"])).toMatchObject({ code: 1, stderr: expect.stringContaining("Set DATABASE_URL to the PostgreSQL server") });
  expect(await said(["move", "server"], data(), environment)).toMatchObject({ code: 0, stdout: expect.stringMatching(/^Moved to 127\.0\.0\.1:\d+\/\w+: 1 project, .*\nFrom now on, start Leadline with this DATABASE_URL\.\n$/) });
  expect(await refusalOf(run())).toMatch(/were moved to the PostgreSQL at 127\.0\.0\.1:\d+\/\w+\. Set DATABASE_URL to go on there/);
  const moved = run([], data(), environment);
  const there = await addressOf(moved);
  expect(await names(there)).toEqual(["Travels"]);
  expect((await ask(there, "POST", `/projects/${id}/commands`, { body: { revision: 2, commands: [insertTasks(["C"], "c")] } })).status).toBe(200);
  await stopped(moved);
  expect(await said(["move", "folder"], data(), environment)).toMatchObject({ code: 1, stderr: expect.stringContaining("This installation is not empty") });
  expect(await said(["move", "folder", "--replace"], data(), environment)).toMatchObject({ code: 0, stdout: expect.stringContaining("start Leadline without DATABASE_URL") });
  const back = run();
  expect((await ask(await addressOf(back), "GET", `/projects/${id}`)).body.revision).toBe(3);
  await stopped(back);
  await server.remove();
  expect(readdirSync(data()).filter((name) => name.includes("moving"))).toEqual([]);
});

test("what cannot be is said in one sentence, and nothing is made for it", async () => {
  const wrong: readonly (readonly [readonly string[], RegExp])[] = [
    [["backup", join(folder, "x.backup")], /There is no database in .*\. Name the right folder with LEADLINE_DATA_DIR, or the database with DATABASE_URL\./],
    [["restore", join(folder, "none.backup")], /none\.backup: there is no such file\./],
    [["restore"], /“leadline restore” takes one file/],
    [["import", "/etc/hostname"], /\/etc\/hostname, line 1: this is no JSON\. Nothing was imported\./],
    [["move", "elsewhere"], /needs to know where/],
    [["restore", "x", "--force"], /Unknown option '--force'\./],
    [["dance"], /There is no verb “dance”/],
  ];
  for (const [words, sentence] of wrong) {
    const { code, stderr } = await said(words, data("nothing"));
    expect([code, stderr.split("\n").length]).toEqual([1, 2]);
    expect(stderr).toMatch(sentence);
  }
  expect(existsSync(data("nothing"))).toBe(false);
});

if (isRoot) {
  test("a backup for which there is no room leaves nothing, the server goes on, and with space again it is made", async (context) => {
    const small = join(folder, "small");
    mkdirSync(small);
    const unmount = mountSmall(small, "size=2m");
    if (!unmount) context.skip("this user may not mount file systems");
    try {
      const address = await addressOf(run([], data(), { LEADLINE_BACKUP_FOLDER: join(small, "backups"), LEADLINE_BACKUP_HOUR: "23" }));
      await ask(address, "POST", "/projects", { body: { name: "Full" } });
      mkdirSync(join(small, "backups"), { recursive: true });
      spawnSync("dd", ["if=/dev/zero", `of=${join(small, "filler")}`, "bs=1k"], { stdio: "ignore" });
      const ended = async (): Promise<{ readonly state: string; readonly problem: string }> => {
        const job = String((await ask(address, "POST", "/backups")).body.job.id);
        for (let tries = 0; tries < 500; tries += 1) {
          const { body } = await ask(address, "GET", `/jobs/${job}`);
          if (["done", "failed"].includes(String(body.state))) return { state: String(body.state), problem: String(body.problem) };
          await new Promise((resolve) => setTimeout(resolve, 40));
        }
        throw new Error("the backup did not end");
      };
      expect(await ended()).toMatchObject({ state: "failed", problem: expect.stringMatching(/There is no space left for the backup .* free some space, or choose another disk\./) });
      expect(readdirSync(join(small, "backups"))).toEqual([]);
      expect((await said(["backup", join(small, "own.backup")])).stderr).toMatch(/There is no space left for the backup/);
      expect((await ask(address, "POST", "/projects", { body: { name: "Goes on" } })).status).toBe(201);
      rmSync(join(small, "filler"));
      expect(await ended()).toMatchObject({ state: "done" });
      expect(readdirSync(join(small, "backups"))).toEqual([expect.stringMatching(/^manual-.*\.backup$/)]);
    } finally {
      for (const program of programs) await stopped(program);
      unmount?.();
    }
  });
}
