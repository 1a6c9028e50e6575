/** `leadline remote` as people and scripts meet it: the command as a process, asking a real server. */
import { spawn } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import { afterAll, beforeAll, expect, test } from "vitest";
import { nodeBundle } from "../../../tools/build.mjs";
import { startTestServer, type TestServer } from "./testing/test-server.fixture.ts";

const folder = mkdtempSync(join(tmpdir(), "leadline-remote-"));
let server: TestServer;
beforeAll(async () => {
  // The command line as it is shipped, made from the sources of this moment.
  await build(nodeBundle("cli", join(folder, "cli")));
  server = await startTestServer();
});
afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

interface Run {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function remote(words: readonly string[], environment: Readonly<Record<string, string>> = {}): Promise<Run> {
  const child = spawn(process.execPath, [join(folder, "cli/leadline.mjs"), "remote", ...words], { env: { PATH: process.env["PATH"] ?? "", LEADLINE_SERVER: server.address, ...environment } });
  let [stdout, stderr] = ["", ""];
  child.stdout.on("data", (piece: Buffer) => (stdout += piece.toString()));
  child.stderr.on("data", (piece: Buffer) => (stderr += piece.toString()));
  return new Promise((resolve) => child.on("close", (status) => resolve({ status, stdout, stderr })));
}

test("a project is made, listed, renamed and read by its key", async () => {
  const made = JSON.parse((await remote(["projects", "create", "name=Branch refresh", "key=NET", "start=2027-03-01", "--json"])).stdout);
  expect(made).toMatchObject({ key: "NET", name: "Branch refresh", revision: 1 });
  expect((await remote(["projects", "update", "NET", "name=Branch move"])).status).toBe(0);
  expect((await remote(["projects", "list", "--plain"])).stdout).toMatch(/^NET\tBranch move\t2027-03-01T08:00:00\t/m);
  expect(JSON.parse((await remote(["projects", "get", "net", "--json"])).stdout)).toMatchObject({ name: "Branch move", revision: 2 });
});

test("tasks are made and changed by commands, and shown with their dates", async () => {
  await remote(["projects", "create", "name=Tasks", "key=TSK", "start=2027-03-01"]);
  const made = JSON.parse((await remote(["tasks", "create", "TSK", "name=Site survey", "days=3", "--json"])).stdout);
  expect(made).toMatchObject({ name: "Site survey", start: "2027-03-01T08:00:00", finish: "2027-03-03T17:00:00" });
  const changed = await remote(["tasks", "update", "TSK", String(made.uid), "days=5", "--json"]);
  expect(JSON.parse(changed.stdout)).toMatchObject({ finish: "2027-03-05T17:00:00" });
  expect((await remote(["tasks", "get", "TSK", "99"])).status).toBe(3);
});

test("a file is attached and listed", async () => {
  writeFileSync(join(folder, "offer.txt"), "An offer");
  await remote(["projects", "create", "name=Files", "key=FIL"]);
  expect(JSON.parse((await remote(["files", "create", "FIL", join(folder, "offer.txt"), "--json"])).stdout)).toMatchObject({ name: "offer.txt", bytes: 8 });
  expect((await remote(["files", "list", "FIL"])).stdout).toContain("offer.txt");
});

test("a person is erased when that is confirmed, and only counted before", async () => {
  await remote(["projects", "create", "name=Erased", "key=ERA"]);
  await remote(["tasks", "create", "ERA", "name=Ask Zoe Example"]);
  const texts = async (...words: readonly string[]): Promise<number> => Number((JSON.parse((await remote(["people", "erase", "Zoe Example", ...words, "--json"])).stdout) as { texts: number }).texts);
  const counted = await texts();
  expect(counted).toBeGreaterThan(0);
  expect(await texts()).toBe(counted);
  expect((await remote(["people", "erase", "Zoe Example", "--plain"])).stdout).toContain(`texts of logs\t${counted}`);
  expect(await texts("confirm=yes")).toBe(counted);
  expect(await texts()).toBe(0);
  expect(await remote(["people", "erase"])).toMatchObject({ status: 2, stdout: "", stderr: expect.stringContaining("Name the person") });
});

test("status tells dates, health and the chance of the promise, and fails below the chance asked for", async () => {
  await remote(["projects", "create", "name=State", "key=STA", "start=2027-03-01"]);
  expect(JSON.parse((await remote(["status", "STA", "--json"])).stdout)).toMatchObject({ project: "STA", start: "2027-03-01T08:00:00", onTimeProbability: null });
  expect(await remote(["status", "STA", "--fail-below", "70%"])).toMatchObject({ status: 1, stderr: expect.stringContaining("promises no date") });
  expect(await remote(["status", "STA", "--fail-below", "much"])).toMatchObject({ status: 2, stdout: "", stderr: expect.stringContaining("between 0 and 100 %") });
  await remote(["tasks", "create", "STA", "name=Work", "days=10"]);
  const { projects } = (await (await fetch(`${server.address}/api/v1/projects`)).json()) as { projects: { id: string; key: string; revision: number }[] };
  const { id, revision } = projects.find(({ key }) => key === "STA") ?? { id: "", revision: 0 };
  const promised = Date.UTC(2027, 2, 8) / 60_000;
  expect((await server.ask("POST", `/projects/${id}/commands`, { body: { revision, commands: [{ type: "updateSettings", fields: { promisedFinish: promised } }] } })).status).toBe(200);
  expect(JSON.parse((await remote(["status", "STA", "--json"])).stdout)).toMatchObject({ promise: "2027-03-08T00:00:00", onTimeProbability: 0, finishP80: "2027-03-12T17:00:00" });
  expect(await remote(["status", "STA", "--fail-below", "70%"])).toMatchObject({ status: 1, stderr: expect.stringContaining("is 0 %, below 70 %") });
});

test("each failure has its exit code and one sentence", async () => {
  expect(await remote(["projects", "get", "NOBODY"])).toMatchObject({ status: 3, stderr: expect.stringMatching(/^leadline: There is no project NOBODY/) });
  expect(await remote(["projekts", "list"])).toMatchObject({ status: 2, stderr: expect.stringContaining("Maybe you mean projects.") });
  expect(await remote(["projects", "remove"])).toMatchObject({ status: 2 });
  expect(await remote(["projects", "create"])).toMatchObject({ status: 2 });
  expect(await remote(["projects", "create", "name=x", "key=NET"])).toMatchObject({ status: 5 });
  expect(await remote(["projects", "list", "--server", "http://127.0.0.1:9"])).toMatchObject({ status: 1, stderr: expect.stringContaining("does not answer") });
  expect(await remote(["projects", "list", "--server", "example.org"])).toMatchObject({ status: 2 });
});

test("a token stays a secret: no file that others can read, no connection that others can read", async () => {
  const file = join(folder, "token");
  writeFileSync(file, "ll_secret\n");
  chmodSync(file, 0o644);
  const open = await remote(["projects", "list", "--token-file", file]);
  expect(open).toMatchObject({ status: 4, stderr: expect.stringContaining("chmod 600") });
  expect(await remote(["projects", "list", "--server", "http://plans.example.org"], { LEADLINE_TOKEN: "ll_secret" })).toMatchObject({ status: 2, stderr: expect.stringContaining("Use https") });
  expect((await remote(["projects", "list"], { LEADLINE_TOKEN: "no token\n at all" })).status).toBe(2);
  for (const { stderr, stdout } of [open]) expect(stderr + stdout).not.toContain("ll_secret");
});
