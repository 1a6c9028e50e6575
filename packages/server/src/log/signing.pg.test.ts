/** Signing behind the screen: all logs that have grown, never two pasts, and another key is told. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { openDatabase, type Database } from "../storage/database.ts";
import { withClient } from "../storage/database-access.ts";
import { startTestServer, type TestServer } from "../testing/test-server.fixture.ts";
import { logKey, makeSigner, projectCheckpoint, signWorkspace, type Signer } from "./checkpoints.ts";
import { keepSigning } from "./keep-signing.ts";
import { openProver } from "./prover.ts";
import { newestCheckpoint, WORKSPACE_LOG } from "./queries.ts";
import { readWorkspaceEntries } from "./workspace-log.ts";

let server: TestServer;
let database: Database;
let workspaceId: string;
const ids: string[] = [];
const AT = new Date("2026-03-02T08:00:00Z");
const signer = makeSigner(logKey("a secret that is long enough for a test"));

beforeAll(async () => {
  server = await startTestServer();
  database = openDatabase(server.access);
  workspaceId = await database.localWorkspaceId();
  for (const name of ["One", "Two"]) ids.push(String((await server.ask("POST", "/projects", { body: { name, start: "2026-03-02" } })).body.id));
}, 60_000);
afterAll(async () => {
  await database.close();
  await server.stop();
});

const signAll = (by: Signer = signer): ReturnType<typeof signWorkspace> => database.inWorkspace(workspaceId, (tx) => signWorkspace(tx, by, AT));
const events = (): Promise<readonly string[]> => database.inWorkspace(workspaceId, async (tx) => (await readWorkspaceEntries(tx, { before: 1000, limit: 100 })).map(({ event }) => event.type));
const alter = (text: string, values: readonly unknown[]): Promise<unknown> =>
  withClient(server.access.administrator, async (client) => {
    await client.query("SET session_replication_role = replica");
    return client.query(text, [...values]);
  });

test("every log that has grown is signed once, and the workspace's log says so", async () => {
  expect(await signAll()).toEqual({ signed: 2, contradicted: [] });
  expect((await events()).filter((type) => type === "log.anchored").length).toBe(1);
  expect(await signAll()).toEqual({ signed: 0, contradicted: [] });
  const checkpoint = await database.inWorkspace(workspaceId, (tx) => newestCheckpoint(tx, WORKSPACE_LOG));
  expect(checkpoint?.public_key.equals(signer.key.publicKey)).toBe(true);
  await server.ask("PATCH", `/projects/${ids[0]}`, { body: { name: "Uno" }, headers: { "if-match": '"1"' } });
  expect(await signAll()).toEqual({ signed: 1, contradicted: [] });
});

test("another key signs what comes, and the log says that it is another one", async () => {
  const other = makeSigner(logKey("another secret that is long enough"));
  await server.ask("PATCH", `/projects/${ids[0]}`, { body: { name: "One" }, headers: { "if-match": '"2"' } });
  expect(await signAll(other)).toEqual({ signed: 1, contradicted: [] });
  expect((await events()).filter((type) => type === "log.keyChanged").length).toBe(1);
  await signAll(other);
  expect((await events()).filter((type) => type === "log.keyChanged").length).toBe(1);
});

test("proofs of any size come from what the log holds, and a log with gaps proves nothing", async () => {
  const prover = openProver();
  const inLog = <T>(work: (tx: Parameters<Parameters<Database["inWorkspace"]>[1]>[0]) => Promise<T>): Promise<T> => database.inWorkspace(workspaceId, work);
  const id = ids[0] ?? "";
  expect((await inLog((tx) => prover.inclusion(tx, id, { index: 0, size: 3 }))).length).toBe(2);
  expect(await inLog((tx) => prover.consistency(tx, id, { from: 0, to: 3 }))).toEqual([]);
  expect(await inLog((tx) => prover.consistency(tx, id, { from: 3, to: 3 }))).toEqual([]);
  expect((await inLog((tx) => prover.consistency(tx, id, { from: 2, to: 3 }))).length).toBe(1);
  await expect(inLog((tx) => prover.inclusion(tx, id, { index: 0, size: 4 }))).rejects.toThrow("has gaps");
});

test("what was signed and is gone, or is another one now, is signed no more; other logs are", async () => {
  const [one = "", two = ""] = ids;
  await server.ask("PATCH", `/projects/${one}`, { body: { name: "Uno" }, headers: { "if-match": '"3"' } });
  await alter("UPDATE leadline.checkpoint SET root = decode(repeat('00', 32), 'hex') WHERE log = $1", [one]);
  const { signed, contradicted } = await signAll();
  expect([signed, contradicted.length]).toEqual([0, 1]);
  expect(contradicted[0]).toContain(one);
  await database.inWorkspace(workspaceId, (tx) => projectCheckpoint(tx, signer, two, AT));
  await alter("UPDATE leadline.checkpoint SET root = decode(repeat('00', 32), 'hex') WHERE log = $1", [two]);
  await expect(database.inWorkspace(workspaceId, (tx) => projectCheckpoint(tx, signer, two, AT))).rejects.toThrow("holds other");
  await alter("DELETE FROM leadline.checkpoint WHERE log = $1", [two]);
  await expect(database.inWorkspace(workspaceId, (tx) => projectCheckpoint(tx, signer, two, AT))).rejects.toThrow("no longer there");
});

test("after a thousand entries the logs are signed at once, and trouble is told", async () => {
  const troubles: string[] = [];
  const kept = keepSigning({ database, workspaceIds: () => Promise.reject(new Error("no database")), signer: makeSigner(signer.key), onTrouble: (_error, sentence) => troubles.push(sentence) });
  for (let entry = 0; entry < 999; entry += 1) kept.stored(workspaceId);
  await kept.stop();
  expect(troubles).toEqual([]);
  kept.stored(workspaceId);
  await kept.stop();
  expect(troubles.length).toBeGreaterThan(0);
  await alter("DELETE FROM leadline.checkpoint WHERE log = $1", [WORKSPACE_LOG]);
  const forgetful = keepSigning({ database, workspaceIds: () => Promise.resolve([]), signer, onTrouble: (_error, sentence) => troubles.push(sentence) });
  for (let entry = 0; entry < 1000; entry += 1) forgetful.stored(workspaceId);
  await forgetful.stop();
  expect(troubles.at(-1)).toContain("no longer there");
});
