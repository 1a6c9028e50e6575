/** Projects made, listed, renamed, copied, deleted and restored over HTTP, and the sample portfolio. */
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { canonicalJson } from "@leadline/engine/base/canonical-json.ts";
import { freshKey, insertTasks, startTestServer, type Asked, type TestServer } from "../../testing/test-server.fixture.ts";

let server: TestServer;
beforeAll(async () => void (server = await startTestServer()));
beforeEach(async () => void (await server.ask("POST", "/test/reset")));
afterAll(() => server.stop());

const create = (body: object): Promise<Asked> => server.ask("POST", "/projects", { body });
const match = (revision: number): { readonly headers: Readonly<Record<string, string>> } => ({ headers: { "if-match": `"${revision}"` } });

test("a blank project starts at eight on the day that was asked for", async () => {
  const { status, headers, body } = await create({ name: "Branch refresh", start: "2026-03-02" });
  expect(status).toBe(201);
  expect(headers.get("etag")).toBe('"1"');
  expect(body).toMatchObject({ key: "BR", name: "Branch refresh", revision: 1, taskCount: 0, start: "2026-03-02T08:00:00", origin: "blank", sample: false });
  expect((await server.ask("GET", `/projects/${String(body.id)}`)).body).toEqual(body);
});

test("a project from a template has its tasks, dates, risks and gates", async () => {
  const { body: templates } = await server.ask("GET", "/templates");
  expect(templates.templates).toHaveLength(4);
  const { status, body } = await create({ name: "Campus", start: "2026-03-02", templateKey: "network-upgrade" });
  expect([status, body.taskCount]).toEqual([201, templates.templates?.[1]?.taskCount]);
  const { body: plan } = await server.ask("GET", `/projects/${String(body.id)}/records`);
  const kinds = new Set(JSON.parse(JSON.stringify(plan.records)).map((item: { kind: string }) => item.kind));
  expect([...kinds]).toEqual(expect.arrayContaining(["task", "link", "resource", "riskItem", "qualityGate", "procurementItem"]));
  expect((await create({ name: "X", templateKey: "unheard-of" })).status).toBe(400);
});

test("keys are made from names and never twice", async () => {
  const keys = [];
  for (const name of ["Network", "Network", "Émile Zola's café", "数据", "Branch refresh"]) keys.push((await create({ name })).body.key);
  expect(keys).toEqual(["NETW", "NETW2", "EZSC", "P", "BR"]);
  expect(await create({ name: "Other", key: "BR" })).toMatchObject({ status: 409, body: { code: "project/key-taken" } });
  expect((await create({ name: "Other", key: "net 1" })).status).toBe(400);
  const racing = await Promise.all(Array.from({ length: 6 }, () => create({ name: "Same name" })));
  expect(racing.map((answer) => answer.body.key).sort()).toEqual(["SN", "SN2", "SN3", "SN4", "SN5", "SN6"]);
});

test("a start date that does not exist is refused", async () => {
  for (const start of ["2026-02-30", "yesterday", "9999-01-01"]) expect(await create({ name: "X", start }), start).toMatchObject({ status: 400, body: { code: "request/invalid" } });
});

test("creating again with the same key makes one project", async () => {
  const key = freshKey();
  const answers = await Promise.all(Array.from({ length: 5 }, () => server.ask("POST", "/projects", { body: { name: "Once" }, key })));
  expect(new Set(answers.map((answer) => String(answer.body.id))).size).toBe(1);
  expect((await server.ask("GET", "/projects")).body.projects).toHaveLength(1);
});

test("the list comes page by page, last changed first, and misses nobody", async () => {
  const ids = [];
  for (let number = 0; number < 7; number += 1) ids.push(String((await create({ name: `Project ${number}` })).body.id));
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const { body } = await server.ask("GET", `/projects?limit=3${cursor === undefined ? "" : `&cursor=${cursor}`}`);
    seen.push(...JSON.parse(JSON.stringify(body.projects)).map((project: { id: string }) => project.id));
    cursor = body.nextCursor === null ? undefined : String(body.nextCursor);
  } while (cursor !== undefined);
  expect(seen).toEqual([...ids].reverse());
  expect((await server.ask("GET", "/projects?cursor=nonsense")).status).toBe(400);
});

test("a project gets another name and key; the plan's own name follows", async () => {
  const { body } = await create({ name: "Old", start: "2026-03-02" });
  const id = String(body.id);
  const renamed = await server.ask("PATCH", `/projects/${id}`, { body: { name: "New", key: "NEWKEY" }, ...match(1) });
  expect(renamed).toMatchObject({ status: 200, body: { name: "New", key: "NEWKEY", revision: 2 } });
  const { body: plan } = await server.ask("GET", `/projects/${id}/records`);
  expect(JSON.stringify(plan.records)).toContain('"name":"New"');
});

test("a name that was changed meanwhile answers 409 with both; other changes merge", async () => {
  const { body } = await create({ name: "Old" });
  const path = `/projects/${String(body.id)}`;
  await server.ask("PATCH", path, { body: { name: "Theirs" }, ...match(1) });
  expect(await server.ask("PATCH", path, { body: { name: "Mine" }, ...match(1) })).toMatchObject({
    status: 409,
    body: { code: "change/conflict", conflicts: [{ kind: "settings", field: "name", base: "Old", theirs: "Theirs", mine: "Mine" }] },
  });
  expect(await server.ask("PATCH", path, { body: { key: "MINE" }, ...match(1) })).toMatchObject({ status: 200, body: { name: "Theirs", key: "MINE", revision: 3 } });
  expect(await server.ask("PATCH", path, { body: { key: "THIRD" }, ...match(2) })).toMatchObject({ status: 409, body: { conflicts: [{ field: "key", theirs: "MINE", mine: "THIRD" }] } });
  expect((await server.ask("PATCH", path, { body: { name: "x" }, ...match(77) })).status).toBe(409);
  expect((await server.ask("PATCH", path, { body: { name: "x" }, headers: { "if-match": "*" } })).status).toBe(409);
});

test("deleting needs the latest revision, hides the project and can be taken back", async () => {
  const { body } = await create({ name: "Gone soon", start: "2026-03-02" });
  const path = `/projects/${String(body.id)}`;
  await server.ask("POST", `${path}/commands`, { body: { revision: 1, commands: [insertTasks(["A", "B"])] } });
  expect(await server.ask("DELETE", path, match(1))).toMatchObject({ status: 409, body: { code: "project/changed", theirs: { revision: 2, taskCount: 2 } } });
  const before = await server.ask("GET", `${path}/records`);
  const deletion = await server.ask("DELETE", path, { ...match(2), key: "delete-it" });
  expect(deletion.status).toBe(200);
  expect(await server.ask("DELETE", path, { ...match(2), key: "delete-it" })).toMatchObject({ status: 200, body: deletion.body });
  expect(await server.ask("DELETE", path, match(3))).toMatchObject({ status: 404, body: { code: "project/deleted" } });
  expect(await server.ask("GET", path)).toMatchObject({ status: 404, body: { code: "project/deleted" } });
  expect(await server.ask("POST", `${path}/commands`, { body: { revision: 3, commands: [{ type: "deleteTasks", ids: ["t1"] }] } })).toMatchObject({ status: 404 });
  expect((await server.ask("GET", "/projects")).body.projects).toEqual([]);
  expect((await server.ask("GET", "/projects?deleted=true")).body.projects).toMatchObject([{ name: "Gone soon", deletedAt: expect.any(String) }]);
  expect(await server.ask("POST", `${path}/restore`, { body: {} })).toMatchObject({ status: 200, body: { revision: 4 } });
  const after = await server.ask("GET", `${path}/records`);
  expect(canonicalJson(after.body.records)).toBe(canonicalJson(before.body.records));
});

test("a copy has the same plan, a name and history of its own", async () => {
  const { body } = await create({ name: "Original", templateKey: "software-app", start: "2026-03-02" });
  const { status, body: copy } = await server.ask("POST", `/projects/${String(body.id)}/copy`, { body: {} });
  expect([status, copy.name, copy.taskCount, copy.finish, copy.origin]).toEqual([201, "Original (copy)", body.taskCount, body.finish, "copy"]);
  expect((await server.ask("POST", `/projects/${String(body.id)}/copy`)).status).toBe(201);
  const named = await server.ask("POST", `/projects/${String(body.id)}/copy`, { body: { name: "Second" } });
  expect(named.body.name).toBe("Second");
  await server.ask("DELETE", `/projects/${String(copy.id)}`, match(Number(copy.revision)));
  expect((await server.ask("GET", `/projects/${String(body.id)}`)).status).toBe(200);
});

test("a dry run of each write stores nothing", async () => {
  const { body } = await create({ name: "Original" });
  const path = `/projects/${String(body.id)}`;
  const before = await server.ask("GET", "/projects?deleted=true");
  const dry = [
    await server.ask("POST", "/projects?dryRun=true", { body: { name: "Other" } }),
    await server.ask("POST", `${path}/copy?dryRun=true`, { body: {} }),
    await server.ask("PATCH", `${path}?dryRun=true`, { body: { name: "Other" }, ...match(1) }),
    await server.ask("DELETE", `${path}?dryRun=true`, match(1)),
    await server.ask("POST", "/samples?dryRun=true"),
    await server.ask("POST", "/projects/import?name=a.plan&dryRun=true", { body: new TextEncoder().encode('project "P" starts 2026-03-02\nA "A" 3d\n') }),
  ];
  expect(dry.map((answer) => [answer.status, answer.body.dryRun])).toEqual(dry.map(() => [200, true]));
  expect((await server.ask("GET", "/projects?deleted=true")).body).toEqual(before.body);
});

test("the sample portfolio comes once, says that it is one, and goes without a trace", async () => {
  const own = await create({ name: "My own" });
  const { status, body } = await server.ask("POST", "/samples");
  expect(status).toBe(201);
  const samples = JSON.parse(JSON.stringify(body.projects)) as { id: string; sample: boolean; taskCount: number }[];
  expect(samples.length).toBeGreaterThanOrEqual(3);
  expect(samples.every((project) => project.sample && project.taskCount > 30)).toBe(true);
  const again = await server.ask("POST", "/samples");
  expect([again.status, again.body.projects]).toEqual([200, body.projects]);
  await server.ask("POST", `/projects/${samples[0]?.id ?? ""}/commands`, { body: { revision: 1, commands: [insertTasks(["Mine"])] } });
  expect((await server.ask("DELETE", "/samples")).body).toEqual({ removed: samples.length });
  expect((await server.ask("GET", "/projects?deleted=true")).body.projects).toMatchObject([{ id: own.body.id }]);
  expect((await server.ask("GET", `/projects/${samples[0]?.id ?? ""}`)).body.code).toBe("not-found");
});
