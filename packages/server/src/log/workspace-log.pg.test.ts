/** The workspace's own log: numbered without gaps, bound by hashes, append-only, and its texts can be taken out. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { openDatabase, type Database } from "../storage/database.ts";
import { withClient } from "../storage/database-access.ts";
import { makeDatabase, type TestDatabase } from "../testing/test-server.fixture.ts";
import { leafHash } from "./log-entry.ts";
import { rootOf, treeOf, treeOver } from "./merkle-tree.ts";
import { ERASED } from "./sealed-text.ts";
import { readWorkspaceEntries, recordWorkspaceEvent } from "./workspace-log.ts";

let made: TestDatabase;
let database: Database;
let workspaceId: string;
const AT = new Date("2026-03-02T08:00:00Z");

beforeAll(async () => {
  made = await makeDatabase();
  database = openDatabase(made.access);
  workspaceId = await database.localWorkspaceId();
}, 60_000);
afterAll(async () => {
  await database.close();
  await made.remove();
});

const record = (name: string): Promise<number> =>
  database.inWorkspace(workspaceId, (tx) => recordWorkspaceEvent(tx, { at: AT, actorId: "m1", label: `${name} joined`, event: { type: "member.added", memberId: name, proof: { count: 1 } } }));

test("ten that write at once get the numbers 1 to 10, and the kept edge is that of the tree over their leaves", async () => {
  const positions = await Promise.all(Array.from({ length: 10 }, (_, at) => record(`m${at}`)));
  expect(positions.toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  await database.inWorkspace(workspaceId, async (tx) => {
    const { rows } = await tx.query<{ leaf: Buffer; leaf_hash: Buffer }>("SELECT leaf, leaf_hash FROM workspace_change ORDER BY position");
    expect(rows.map((row) => leafHash(row.leaf).toString("hex"))).toEqual(rows.map((row) => row.leaf_hash.toString("hex")));
    const [tree] = (await tx.query<{ size: number; edge: Buffer }>("SELECT size, edge FROM workspace_tree")).rows;
    expect(rootOf(treeOf(tree?.size ?? 0, tree?.edge ?? Buffer.of()))).toEqual(rootOf(treeOver(rows.map((row) => row.leaf_hash))));
  });
});

test("entries are read newest first, a page at a time, with their texts", async () => {
  const page = await database.inWorkspace(workspaceId, (tx) => readWorkspaceEntries(tx, { before: 4, limit: 2 }));
  expect(page.map((entry) => entry.position)).toEqual([3, 2]);
  expect(page[0]).toMatchObject({ at: AT.toISOString(), actor: "m1", label: expect.stringMatching(/^m\d joined$/), event: { type: "member.added", memberId: expect.stringMatching(/^m\d$/), proof: { count: 1 } } });
});

test("a text that was erased is shown as erased; type, proof and hash of the entry stay", async () => {
  const page = await database.inWorkspace(workspaceId, async (tx) => {
    await tx.query("SELECT erase_text('workspace', 3, 0), erase_text('workspace', 3, 1)");
    return readWorkspaceEntries(tx, { before: 4, limit: 1 });
  });
  expect(page).toEqual([{ position: 3, at: AT.toISOString(), actor: "m1", label: ERASED, event: { erased: true, type: "member.added", proof: { count: 1 } } }]);
});

test.for([
  "DELETE FROM workspace_change",
  "UPDATE workspace_change SET actor = 'x'",
  "DELETE FROM workspace_change_text",
  "UPDATE change_text SET text = 'x'",
  "DELETE FROM checkpoint",
])("the application's role may not: %s", async (sql) => {
  await expect(database.inWorkspace(workspaceId, (tx) => tx.query(sql))).rejects.toMatchObject({ code: "42501" });
});

test("even the owner of the tables cannot rewrite the log in passing", async () => {
  await withClient(made.access.owner, async (owner) => {
    await owner.query("SELECT set_config('app.workspace', $1, false)", [workspaceId]);
    await expect(owner.query("UPDATE workspace_change SET actor = 'x'")).rejects.toThrow(/append-only/);
    await expect(owner.query("TRUNCATE checkpoint")).rejects.toThrow(/append-only/);
  });
});
