/** The log explains every row of the tables after whatever was done, and whatever was altered past the program is found and named. */
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { startVerification, type Line, type Report } from "@leadline/verifier/verification.ts";
import { build } from "esbuild";
import { afterAll, beforeAll, expect, test } from "vitest";
import { verifierBundle } from "../../../../tools/build.mjs";
import { originOf } from "../log/checkpoints.ts";
import { edgeBytes, rootOf, treeOver } from "../log/merkle-tree.ts";
import { signedNote, signingKeyOf } from "../log/signed-note.ts";
import { writeExport } from "../storage/exchange/write-export.ts";
import { withClient } from "../storage/database-access.ts";
import { randomWorker, type Worker } from "../testing/random-work.fixture.ts";
import { tampered, WAYS_OF_TAMPERING } from "../testing/tampering.fixture.ts";
import { insertTasks, startTestServer, type TestServer } from "../testing/test-server.fixture.ts";
import { reached } from "../testing/trust-report.fixture.ts";
import { verifyDatabase } from "./verify-database.ts";

/** `npm run trust` takes 5,000 commands, 1,000 tamperings and 100 clean logs. */
const COMMANDS = Number(process.env["LEADLINE_TRUST_COMMANDS"] ?? 60);
const TAMPERINGS = Number(process.env["LEADLINE_TRUST_TAMPERINGS"] ?? 80);
const CLEAN_LOGS = Number(process.env["LEADLINE_TRUST_CLEAN_LOGS"] ?? 4);
/** Altered exports that both verifiers judge. */
const SECOND_OPINIONS = Number(process.env["LEADLINE_TRUST_SECOND_OPINIONS"] ?? 3);

let server: TestServer;
let worker: Worker;
let folder: string;
let file: string;
let lines: readonly Line[];
let keptNote: string;
let publicKey: Buffer;
const projectIds: string[] = [];

beforeAll(async () => {
  server = await startTestServer();
  folder = mkdtempSync(join(tmpdir(), "leadline-verify-"));
  worker = randomWorker({ server, projectIds, seed: 7 });
  for (const name of ["One", "Two"]) {
    const { body } = await server.ask("POST", "/projects", { body: { name, start: "2026-03-02" } });
    projectIds.push(String(body.id));
  }
  publicKey = Buffer.from(String((await server.ask("GET", "/log/key")).body.publicKey), "base64");
}, 60_000);
afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

const verified = (): Promise<Report> => verifyDatabase({ access: server.access, keys: [publicKey] });

test("after random commands the log explains every row, and no clean log raises an alarm (C17, C18)", { timeout: 60_000 + COMMANDS * 200 }, async () => {
  let stored = 0;
  for (let log = 1; log <= CLEAN_LOGS; log += 1) {
    stored += await worker.work(Math.ceil(COMMANDS / CLEAN_LOGS));
    const { findings } = await verified();
    expect(findings.map(({ sentence }) => sentence)).toEqual([]);
  }
  expect(stored).toBeGreaterThan(COMMANDS / 2);
  reached("C17", `${stored} stored commands in ${projectIds.length} projects: replay(log) = tables`);
  reached("C18", `0 false alarms on ${CLEAN_LOGS} clean logs`);
});

test("an export is verified by the one file alone, against a key and a checkpoint kept earlier", async () => {
  for (const id of projectIds) await server.ask("GET", `/projects/${id}/log/checkpoint`);
  keptNote = String((await server.ask("GET", "/log/checkpoint")).body.note);
  file = join(folder, "all.ndjson");
  await writeExport({ access: server.access, file, version: "test", at: new Date() });
  lines = readFileSync(file, "utf8").trimEnd().split("\n").map((line) => JSON.parse(line) as Line);
  await build({ ...verifierBundle(folder), write: true });
  expect(readFileSync(join(folder, "verify.mjs"), "utf8").split("\n").length).toBeLessThanOrEqual(400);
  writeFileSync(join(folder, "kept.txt"), `${keptNote}\n`);
  expect(await run([file, "--key", publicKey.toString("base64"), "--checkpoint", join(folder, "kept.txt")])).toMatchObject({ code: 0, out: expect.stringMatching(/^Nothing was altered \(\d+ projects, \d+ entries, \d+ signed checkpoints\)\.\n$/) });
  expect(await run([file, "--key", signingKeyOf(Buffer.alloc(32, 1)).publicKey.toString("base64")])).toMatchObject({ code: 1, out: expect.stringContaining("not signed by the given key") });
  const proof = join(folder, "one.tlog-proof");
  writeFileSync(proof, (await server.ask("GET", `/projects/${projectIds[0] ?? ""}/log/tlog-proof?revision=1`)).text);
  expect(await run([proof, "--key", publicKey.toString("base64")])).toMatchObject({ code: 0, out: expect.stringContaining('by "local"') });
  expect(await run([proof])).toMatchObject({ code: 2 });
  writeFileSync(proof, readFileSync(proof, "utf8").replace("index 0", "index 1"));
  expect(await run([proof, "--key", publicKey.toString("base64")])).toMatchObject({ code: 1, out: expect.stringContaining("ALTERED proof: entry 2 is not part of what was signed") });
  expect(await run([join(folder, "none.ndjson")])).toMatchObject({ code: 3 });
  expect(await run([])).toMatchObject({ code: 2 });
  expect(await run([file, "--key", "abc"])).toMatchObject({ code: 2 });
});

const exec = promisify(execFile);

async function run(words: readonly string[], program = [process.execPath, join(folder, "verify.mjs")]): Promise<{ readonly code: number; readonly out: string }> {
  const [command = "", ...first] = program;
  try {
    const { stdout } = await exec(command, [...first, ...words], { cwd: folder });
    return { code: 0, out: stdout };
  } catch (error) {
    const { code, stdout, stderr } = error as { readonly code: number; readonly stdout: string; readonly stderr: string };
    return { code, out: stdout + stderr };
  }
}

function verify(altered: readonly Line[], kept = [keptNote]): Report {
  const verification = startVerification({ keys: [publicKey], kept });
  for (const line of altered) verification.add(line);
  return verification.end();
}

test("every random tampering is found (C18)", { timeout: 600_000 }, () => {
  expect(verify(lines).findings).toEqual([]);
  const ways = new Set<string>();
  for (let seed = 1; seed <= TAMPERINGS; seed += 1) {
    const { way, lines: altered } = tampered(lines, seed);
    ways.add(way);
    if (verify(altered).findings.length === 0) throw new Error(`seed ${seed}: not found: ${way}`);
  }
  expect(ways.size).toBeGreaterThan(Math.min(WAYS_OF_TAMPERING, TAMPERINGS / 4) * 0.7);
  reached("C18", `${TAMPERINGS} of ${TAMPERINGS} tamperings in ${ways.size} ways found`);
});

test("a second verifier, in another language, says the same of clean and altered exports (C18)", { timeout: 120_000 }, async ({ skip }) => {
  const python = [await exec("python3", ["--version"]).then(() => "python3", () => ""), join(import.meta.dirname, "../../../../tools/verify_log.py")];
  skip(python[0] === "", "python3 is not there, so the second verifier was not run");
  const key = publicKey.toString("base64");
  expect(await run([file, key, join(folder, "kept.txt")], python)).toMatchObject({ code: 0, out: expect.stringContaining("Nothing was altered") });
  const altered = join(folder, "altered.ndjson");
  for (let seed = 1; seed <= SECOND_OPINIONS; seed += 1) {
    const { way, lines: others } = tampered(lines, seed);
    writeExportLines(altered, others);
    const [first, second] = [await run([altered, "--key", key, "--checkpoint", join(folder, "kept.txt")]), await run([altered, key, join(folder, "kept.txt")], python)];
    expect([way, first.code, /^ALTERED/m.test(first.out), second.code, /^ALTERED/m.test(second.out)], second.out).toEqual([way, 1, true, 1, true]);
    expect(first.out).not.toContain("after it was written");
  }
});

/** With a last line that fits, as a forger would. */
function writeExportLines(path: string, all: readonly Line[]): void {
  const body = all.filter(({ type }) => type !== "end").map((line) => `${JSON.stringify(line)}\n`);
  const end = { ...all.at(-1), type: "end", lines: body.length, sha256: createHash("sha256").update(body.join("")).digest("hex") };
  writeFileSync(path, `${body.join("")}${JSON.stringify(end)}\n`);
}

test("a forger who makes everything fit, down to the signatures, is caught by the key or the kept checkpoint, and by nothing else", () => {
  const forged = forgery(lines);
  const without = startVerification();
  for (const line of forged) without.add(line);
  expect(without.end().findings).toEqual([]);
  expect(verify(forged, []).findings.map(({ sentence }) => sentence).join()).toContain("not signed by the given key");
  const onlyKept = startVerification({ kept: [keptNote] });
  for (const line of forged) onlyKept.add(line);
  expect(onlyKept.end().findings.map(({ sentence }) => sentence).join()).toContain("kept elsewhere");
});

/** The owner's name in every entry of the workspace's log is replaced, and all hashes, trees and signatures are made anew with another key. */
function forgery(all: readonly Line[]): readonly Line[] {
  type Fields = Record<string, unknown>;
  const copy = structuredClone(all) as (Line & { row: Fields; table: string })[];
  const forger = signingKeyOf(Buffer.alloc(32, 9));
  const hashes: Buffer[] = [];
  for (const { row } of copy.filter(({ table }) => table === "workspace_change")) {
    const leaf = Buffer.from(String(row["leaf"]).slice(2), "hex").toString().replaceAll('"actor":"local"', '"actor":"forged"');
    const hash = createHash("sha256").update(Buffer.of(0)).update(leaf).digest();
    hashes.push(hash);
    Object.assign(row, { leaf: `\\x${Buffer.from(leaf).toString("hex")}`, leaf_hash: `\\x${hash.toString("hex")}`, actor: row["actor"] === "local" ? "forged" : row["actor"] });
  }
  for (const { row } of copy.filter(({ table }) => table === "workspace_tree")) row["edge"] = `\\x${edgeBytes(treeOver(hashes)).toString("hex")}`;
  for (const { row } of copy.filter(({ table, row: { log } = {} as Fields }) => table === "checkpoint" && log === "workspace")) {
    const tree = treeOver(hashes.slice(0, Number(row["size"])));
    const note = signedNote(forger, { origin: originOf("x", "workspace"), size: tree.size, root: rootOf(tree) });
    Object.assign(row, { note, root: `\\x${rootOf(tree).toString("hex")}`, edge: `\\x${edgeBytes(tree).toString("hex")}`, public_key: `\\x${forger.publicKey.toString("hex")}` });
  }
  return copy;
}

test("what a database administrator alters is named by table, project, record and field", async () => {
  const { body } = await server.ask("POST", "/projects", { body: { name: "Named", key: "NAMED", start: "2026-03-02" } });
  const id = String(body.id);
  await server.ask("POST", `/projects/${id}/commands`, { body: { revision: 1, commands: [insertTasks(["Survey"])] } });
  await server.ask("POST", `/projects/${id}/commands`, { body: { revision: 2, commands: [{ type: "saveResource", resource: { id: "r1", name: "Ann", type: "work", maxUnits: 1 } }] } });
  expect((await verified()).findings).toEqual([]);
  const asAdministrator = (sql: string): Promise<unknown> =>
    withClient(server.access.administrator, async (client) => {
      await client.query("SET session_replication_role = replica");
      await client.query(sql.replaceAll("PROJECT", `'${id}'`));
    });
  const found = async (sql: string, back: string): Promise<readonly string[]> => {
    await asAdministrator(sql);
    const { findings } = await verified();
    await asAdministrator(back);
    return findings.map(({ sentence }) => sentence);
  };
  expect(await found("UPDATE record SET data = jsonb_set(data, '{durationMinutes}', '4800') WHERE project_id = PROJECT AND id = 't1'", "UPDATE record SET data = jsonb_set(data, '{durationMinutes}', '480') WHERE project_id = PROJECT AND id = 't1'")).toEqual([
    "record, project NAMED, task t1, field durationMinutes: the row says 4800, its log 480.",
  ]);
  expect(await found("UPDATE record SET data = jsonb_set(data, '{name}', '\"Eve\"') WHERE project_id = PROJECT AND id = 'r1'", "UPDATE record SET data = jsonb_set(data, '{name}', '\"Ann\"') WHERE project_id = PROJECT AND id = 'r1'")).toEqual([
    'record, project NAMED, resource r1, field name: the row says "Eve", its log "Ann".',
  ]);
  expect(await found("UPDATE project SET finish_minute = finish_minute + 60 WHERE id = PROJECT", "UPDATE project SET finish_minute = finish_minute - 60 WHERE id = PROJECT")).toEqual([
    expect.stringMatching(/^project, project NAMED, field finishMinute: the row says \d+, the plan computes \d+\.$/),
  ]);
  expect(await found("UPDATE change SET actor = 'eve' WHERE project_id = PROJECT AND revision = 2", "UPDATE change SET actor = 'local' WHERE project_id = PROJECT AND revision = 2")).toEqual([
    'change, entry 2 of project NAMED, field actor: the row says "eve", the entry itself "local".',
  ]);
  expect((await verified()).findings).toEqual([]);
  await asAdministrator("DELETE FROM change_text WHERE project_id = PROJECT AND revision = 3 AND position = 2");
  expect((await verified()).findings.map(({ sentence }) => sentence)).toContain("change_text, entry 3 of project NAMED: text 2 is gone, and the workspace's log does not say that it was erased.");
});
