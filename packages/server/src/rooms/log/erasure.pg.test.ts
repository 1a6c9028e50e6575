/** A person leaves plans and logs; everything else stays, and stays proven. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { verifyDatabase } from "../../operate/verify-database.ts";
import { recordWorkspaceEvent } from "../../log/workspace-log.ts";
import { openDatabase } from "../../storage/database.ts";
import { withClient } from "../../storage/database-access.ts";
import { insertTasks, startTestServer, type Json, type TestServer } from "../../testing/test-server.fixture.ts";

let server: TestServer;
let projectId: string;
beforeAll(async () => {
  server = await startTestServer();
  const { body } = await server.ask("POST", "/projects", { body: { name: "Staffed", key: "STAFF", start: "2026-03-02" } });
  projectId = String(body.id);
  const ann = { id: "r-ann", type: "work", maxUnits: 1, initials: "AE" };
  await edit([insertTasks(["Survey"])]);
  await edit([{ type: "saveResource", resource: { ...ann, name: "Ann Exämple", email: "ann@example.com" } }]);
  await edit([{ type: "saveResource", resource: { ...ann, name: "Ann Exämple-Meier", email: "ann@example.com", notes: "Prefers mornings" } }]);
  await edit([{ type: "saveResource", resource: { id: "r-bob", type: "work", maxUnits: 1, name: "Bob Other" } }]);
  await edit([{ type: "setAssignments", taskId: "t1", assignments: [{ resourceId: "r-ann" }] }]);
  await edit([{ type: "updateTasks", tasks: [{ id: "t1", fields: { notes: "Ask Ann Exämple" } }] }]);
  await server.ask("GET", `/projects/${projectId}/log/checkpoint`);
}, 60_000);
afterAll(() => server.stop());

let revision = 1;
async function edit(commands: readonly unknown[]): Promise<void> {
  const { body } = await server.ask("POST", `/projects/${projectId}/commands`, { body: { revision, commands } });
  revision = Number(body.revision);
}

const findings = async (): Promise<readonly string[]> => {
  const key = Buffer.from(String((await server.ask("GET", "/log/key")).body.publicKey), "base64");
  return (await verifyDatabase({ access: server.access, keys: [key] })).findings.map(({ sentence }) => sentence);
};

/** Every byte of every table. */
async function dump(): Promise<string> {
  return withClient(server.access.administrator, async (client) => {
    const { rows: tables } = await client.query<{ name: string }>("SELECT relname AS name FROM pg_class WHERE relnamespace = 'leadline'::regnamespace AND relkind = 'r'");
    const texts: string[] = [];
    for (const { name } of tables) {
      const { rows } = await client.query<{ row: string }>(`SELECT to_jsonb(t)::text AS row FROM leadline.${client.escapeIdentifier(name)} t`);
      texts.push(...rows.map(({ row }) => row.replaceAll(/\\\\x([0-9a-f]+)/g, (_whole, hex: string) => Buffer.from(hex, "hex").toString("utf8"))));
    }
    return texts.join("\n");
  });
}

test("a dry run counts what would be erased, and erases nothing", async () => {
  const before = await dump();
  const { status, body } = await server.ask("POST", "/erasures?dryRun=true", { body: { words: ["Ann Exämple", "ann@example.com"] } });
  expect([status, body.resources, body.projects]).toEqual([200, 1, 1]);
  expect(await dump()).toBe(before);
});

test("after an erasure no table holds the name, in no spelling, and both logs and tables verify", async () => {
  expect(await findings()).toEqual([]);
  expect(await dump()).toContain("Ann Exämple");
  const { body } = await server.ask("POST", "/erasures", { body: { words: ["ann exämple", "ann@example.com"] } });
  expect(body).toMatchObject({ resources: 1, projects: 1, remaining: [{ projectId, kind: "task", id: "t1" }] });
  const after = (await dump()).replaceAll("Ask Ann Exämple", "");
  expect(after).not.toMatch(/Ann Ex|ann@|Prefers mornings|"AE"/);
  expect(after).toContain("Bob Other");
  expect(await findings()).toEqual([]);
});

test("the plan goes on with a nameless person, and the history shows what was erased", async () => {
  const { body } = await server.ask("GET", `/projects/${projectId}/records`);
  const people = (body.records as unknown as { kind: string; record: Json }[]).filter(({ kind }) => kind === "resource").map(({ record }) => record.name);
  expect(people).toEqual(["Former person r-ann", "Bob Other"]);
  const { body: history } = await server.ask("GET", `/projects/${projectId}/history`);
  const labels = (history.changes as unknown as { label: string }[]).map(({ label }) => label);
  expect(labels[0]).toBe("Erase the data of a person");
  expect(labels).toContain("(erased)");
  expect(labels).toContain("Insert “Survey”");
  revision = Number(body.revision);
  await edit([{ type: "setAssignments", taskId: "t1", assignments: [{ resourceId: "r-bob" }] }]);
  expect(await findings()).toEqual([]);
});

test("an edit made on a revision from before the erasure is still merged with what was stored since", async () => {
  const { status, body } = await server.ask("POST", `/projects/${projectId}/commands`, { body: { revision: 3, commands: [{ type: "updateSettings", fields: { description: "Late" } }] } });
  expect([status, body.revision]).toEqual([200, revision + 1]);
  expect(await findings()).toEqual([]);
});

test("words that are too short to be meant are refused", async () => {
  const { body } = await server.ask("POST", "/erasures", { body: { words: ["An"] } });
  expect(body).toMatchObject({ status: 400 });
});

test("who a former member was leaves the list of members and the workspace's log; who is still a member stays", async () => {
  const workspaceId = await withClient(server.access.administrator, async (client) => {
    const { rows } = await client.query<{ id: string }>("SELECT local_workspace_id AS id FROM installation");
    const id = rows[0]?.id ?? "";
    await client.query("INSERT INTO member (workspace_id, id, user_id, name, email, role, removed_at) VALUES ($1, 'm-1', 'u-1', 'Cleo Gone', 'cleo@example.com', 'viewer', now()), ($1, 'm-2', 'u-2', 'Dora Here', 'dora@example.com', 'viewer', NULL)", [id]);
    return id;
  });
  const database = openDatabase(server.access);
  await database.inWorkspace(workspaceId, (tx) => recordWorkspaceEvent(tx, { at: new Date(), actorId: "local", label: "Removed Cleo Gone", event: { type: "member.removed", memberId: "m-1", email: "cleo@example.com" } }));
  await database.close();
  expect((await server.ask("POST", "/members/m-2/erasure")).body).toMatchObject({ status: 400, detail: expect.stringContaining("still a member") });
  expect((await server.ask("POST", "/members/m-9/erasure")).status).toBe(404);
  expect((await server.ask("POST", "/members/m-1/erasure")).body).toMatchObject({ texts: 2 });
  expect(await dump()).not.toMatch(/Cleo Gone|cleo@/);
  expect(await dump()).toContain("Dora Here");
  expect(await findings()).toEqual([]);
  const { body } = await server.ask("GET", "/log/entries?limit=2");
  expect(body.entries).toMatchObject([{ event: { type: "personalData.erased" } }, { label: "(erased)", event: { type: "member.removed", erased: true } }]);
});
