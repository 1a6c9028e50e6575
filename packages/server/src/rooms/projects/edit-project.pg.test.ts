/** Editing over HTTP: revisions, conflicts, refusals, retries, and the log that leads to the same records. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { evolve } from "@leadline/engine/change/change.ts";
import type { Command } from "@leadline/engine/change/command.ts";
import { EMPTY_PROJECT, recordsOf } from "@leadline/engine/model/project.ts";
import { canonicalJson } from "@leadline/engine/base/canonical-json.ts";
import { entryOf, leafHash } from "../../log/log-entry.ts";
import { withClient } from "../../storage/database-access.ts";
import { freshKey, insertTasks, startTestServer, type Asked, type TestServer } from "../../testing/test-server.fixture.ts";

let server: TestServer;
beforeAll(async () => void (server = await startTestServer()));
afterAll(() => server.stop());

async function newProject(names: readonly string[] = ["Survey", "Order", "Install"]): Promise<string> {
  const { body } = await server.ask("POST", "/projects", { body: { name: "Branch refresh", start: "2026-03-02" } });
  await run(String(body.id), 1, [insertTasks(names)]);
  return String(body.id);
}

function run(id: string, revision: number, commands: readonly Command[], given: { readonly key?: string; readonly query?: string } = {}): Promise<Asked> {
  return server.ask("POST", `/projects/${id}/commands${given.query ?? ""}`, { body: { revision, commands }, ...(given.key === undefined ? {} : { key: given.key }) });
}

const setDuration = (id: string, durationMinutes: number): Command => ({ type: "updateTasks", tasks: [{ id, fields: { durationMinutes } }] });
const rename = (id: string, name: string): Command => ({ type: "updateTasks", tasks: [{ id, fields: { name } }] });

test("an edit answers the new revision, the change, its name and the new schedule", async () => {
  const id = await newProject();
  const { status, headers, body } = await run(id, 2, [setDuration("t1", 960)]);
  expect(status).toBe(200);
  expect(headers.get("etag")).toBe('"3"');
  expect(body).toMatchObject({ revision: 3, label: "Change duration of “Survey” to 2d", schedule: { start: "2026-03-02T08:00:00", finish: "2026-03-05T17:00:00", criticalTasks: 3 } });
  expect(body.change?.updated?.[0]).toMatchObject({ kind: "task", before: { durationMinutes: 480 }, after: { durationMinutes: 960 } });
  const summary = await server.ask("GET", `/projects/${id}`);
  expect(summary.body).toMatchObject({ revision: 3, taskCount: 3, finish: "2026-03-05T17:00:00" });
});

test("edits of different fields made on the same revision both stay", async () => {
  const id = await newProject();
  expect((await run(id, 2, [setDuration("t1", 960)])).status).toBe(200);
  const merged = await run(id, 2, [rename("t1", "Site survey")]);
  expect(merged).toMatchObject({ status: 200, body: { revision: 4 } });
  const { body } = await server.ask("GET", `/projects/${id}/records`);
  expect(taskIn(body, "t1")).toMatchObject({ name: "Site survey", durationMinutes: 960 });
});

test("a field that was changed meanwhile answers 409 with both values and stores nothing", async () => {
  const id = await newProject();
  await run(id, 2, [setDuration("t1", 960)]);
  const { status, body } = await run(id, 2, [rename("t2", "Order switches"), setDuration("t1", 1440)]);
  expect(status).toBe(409);
  expect(body).toMatchObject({ code: "change/conflict", conflicts: [{ kind: "task", id: "t1", field: "durationMinutes", base: 480, theirs: 960, mine: 1440, actor: "local" }] });
  const after = await server.ask("GET", `/projects/${id}/records`);
  expect(after.body.revision).toBe(3);
  expect(taskIn(after.body, "t2")).toMatchObject({ name: "Order" });
});

test("an edit on a revision that does not exist yet is told to load again", async () => {
  const id = await newProject();
  expect(await run(id, 9, [setDuration("t1", 960)])).toMatchObject({ status: 409, body: { code: "revision/ahead", currentRevision: 2 } });
});

test("a loop of links is refused with the sentence of the plan", async () => {
  const id = await newProject();
  const link: Command = { type: "linkTasks", predecessorId: "t3", successorId: "t1", linkType: "FS", lagMinutes: 0, lagPercent: 0, lagUnit: "d" };
  const { status, body } = await run(id, 2, [link]);
  expect(status).toBe(422);
  expect(body.refusals?.[0]).toMatchObject({ commandIndex: 0 });
  expect(body.detail).toBe(body.refusals?.[0]?.message);
  expect((await server.ask("GET", `/projects/${id}`)).body.revision).toBe(2);
});

test("the same key with the same body has the same answer and one effect", async () => {
  const id = await newProject();
  const key = freshKey();
  const [first, second] = [await run(id, 2, [insertTasks(["Once"], "once")], { key }), await run(id, 2, [insertTasks(["Once"], "once")], { key })];
  expect(second).toMatchObject({ status: 200, body: first.body });
  const racing = await Promise.all(Array.from({ length: 8 }, () => run(id, 3, [rename("t1", "Raced")], { key: `race-${key}` })));
  expect(racing.map((answer) => [answer.status, answer.body.revision])).toEqual(Array.from({ length: 8 }, () => [200, 4]));
  expect((await server.ask("GET", `/projects/${id}`)).body).toMatchObject({ revision: 4, taskCount: 4 });
});

test("the same key with another body is refused", async () => {
  const id = await newProject();
  const key = freshKey();
  await run(id, 2, [rename("t1", "A")], { key });
  expect(await run(id, 2, [rename("t1", "B")], { key })).toMatchObject({ status: 422, body: { code: "idempotency/other-request" } });
});

test("a dry run answers what would happen and stores nothing", async () => {
  const id = await newProject();
  const key = freshKey();
  const dry = await run(id, 2, [setDuration("t1", 960)], { key, query: "?dryRun=true" });
  expect(dry).toMatchObject({ status: 200, body: { dryRun: true, schedule: { finish: "2026-03-05T17:00:00" } } });
  expect((await server.ask("GET", `/projects/${id}`)).body).toMatchObject({ revision: 2, finish: "2026-03-04T17:00:00" });
  expect((await run(id, 2, [setDuration("t1", 960)], { key: freshKey() })).body.revision).toBe(3);
});

test("an edit that changes nothing makes no revision", async () => {
  const id = await newProject();
  expect(await run(id, 2, [rename("t1", "Survey")])).toMatchObject({ status: 200, body: { revision: 2, change: { added: [], updated: [], removed: [] } } });
});

test("unknown fields and unknown commands are refused, with their place", async () => {
  const id = await newProject();
  const unknown = await server.ask("POST", `/projects/${id}/commands`, { body: { revision: 2, commands: [{ type: "updateTasks", tasks: [{ id: "t1", fields: { colour: "red" } }] }] } });
  expect(unknown).toMatchObject({ status: 400, body: { code: "request/unknown-field" } });
  expect(unknown.body.detail).toContain("colour");
  const extra = await server.ask("POST", `/projects/${id}/commands`, { body: { revision: 2, commands: [rename("t1", "A")], actor: "root" } });
  expect(extra).toMatchObject({ status: 400, body: { code: "request/unknown-field" } });
  expect((await server.ask("POST", `/projects/${id}/commands`, { body: { revision: 2, commands: [{ type: "dropTables" }] } })).status).toBe(400);
});

test("a text that cannot be stored is refused before anything is", async () => {
  const id = await newProject();
  for (const name of ["zero \u0000 character", "half \ud800 pair"]) expect(await run(id, 2, [rename("t1", name)])).toMatchObject({ status: 422, body: { code: "text/unstorable" } });
  expect(await run(id, 2, [rename("t1", "a \\u0000 written out, a 😀 and a \\")])).toMatchObject({ status: 200 });
});

test("a write without an Idempotency-Key is refused", async () => {
  const id = await newProject();
  const response = await fetch(`${server.address}/api/v1/projects/${id}/commands`, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ revision: 2, commands: [rename("t1", "A")] }) });
  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject({ code: "idempotency/missing" });
});

test("undo takes back an edit and leaves the records as they were", async () => {
  const id = await newProject();
  const before = await server.ask("GET", `/projects/${id}/records`);
  const { body } = await run(id, 2, [{ type: "deleteTasks", ids: ["t2"] }]);
  const { added, updated, removed } = JSON.parse(JSON.stringify(body.change)) as { added: []; updated: { kind: string; before: { id: string }; after: { id: string } }[]; removed: [] };
  const reversed = { added: removed, removed: added, updated: updated.map((item) => ({ kind: item.kind, before: item.after, after: item.before })) };
  expect(await run(id, 3, [{ type: "revert", label: "Undo", change: reversed }])).toMatchObject({ status: 200 });
  const after = await server.ask("GET", `/projects/${id}/records`);
  expect(canonicalJson(after.body.records)).toBe(canonicalJson(before.body.records));
});

test("replaying the log gives the records, and every entry has its hash", async () => {
  const id = await newProject(["A", "B", "C", "D", "E"]);
  let revision = 2;
  const commands: readonly Command[] = [setDuration("t1", 720), rename("t2", "B2"), { type: "deleteTasks", ids: ["t3"] }, { type: "unlinkTasks", links: [{ predecessorId: "t1", successorId: "t2" }] }, { type: "indentTasks", ids: ["t2"] }, { type: "updateSettings", fields: { description: "All of it" } }];
  for (const command of commands) {
    expect(await run(id, revision, [command])).toMatchObject({ status: 200, body: { revision: revision + 1 } });
    revision += 1;
  }
  await server.ask("PATCH", `/projects/${id}`, { body: { name: "Renamed", key: "REN" }, headers: { "if-match": `"${revision}"` } });
  const { leaves, rows } = await withClient(server.access.administrator, async (client) => ({
    leaves: (await client.query<{ revision: string; leaf: Buffer; leaf_hash: Buffer }>("SELECT revision, leaf, leaf_hash FROM change WHERE project_id = $1 ORDER BY change.revision", [id])).rows,
    rows: (await client.query<{ kind: string; record: unknown }>("SELECT kind, data AS record FROM record WHERE project_id = $1", [id])).rows,
  }));
  expect(leaves.map((row) => Number(row.revision))).toEqual(Array.from({ length: revision + 1 }, (_, at) => at + 1));
  expect(leaves.every((row) => leafHash(row.leaf).equals(row.leaf_hash))).toBe(true);
  const project = leaves.reduce((state, row) => evolve(state, entryOf(row.leaf).change), EMPTY_PROJECT);
  const inOrder = (items: readonly unknown[]): string[] => items.map(canonicalJson).sort();
  expect(inOrder(rows)).toEqual(inOrder([...recordsOf(project)]));
  expect(entryOf(leaves.at(-1)?.leaf ?? Buffer.of())).toMatchObject({ cause: { project: { key: "REN" } } });
});

test("the history names every change, newest first, page by page", async () => {
  const id = await newProject();
  for (let revision = 2; revision < 7; revision += 1) await run(id, revision, [rename("t1", `Name ${revision}`)]);
  const first = await server.ask("GET", `/projects/${id}/history?limit=4`);
  expect(first.body.changes).toMatchObject([{ revision: 7 }, { revision: 6 }, { revision: 5 }, { revision: 4 }]);
  const second = await server.ask("GET", `/projects/${id}/history?limit=4&before=${String(first.body.nextBefore)}`);
  expect(second.body).toMatchObject({ changes: [{ revision: 3 }, { revision: 2 }, { revision: 1, label: "Create “Branch refresh”" }], nextBefore: null });
});

function taskIn(body: Asked["body"], id: string): unknown {
  const records = JSON.parse(JSON.stringify(body.records)) as { kind: string; record: { id: string } }[];
  return records.find((item) => item.kind === "task" && item.record.id === id)?.record;
}
