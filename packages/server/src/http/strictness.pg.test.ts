/** Whatever an operation does not know is refused, on every operation there is (C4). */
import { afterAll, beforeAll, expect, test } from "vitest";
import { withClient } from "../storage/database-access.ts";
import { operationsOf, type Operation, type Schema } from "../testing/api/operations.fixture.ts";
import { idsFor, pathOf, sampleFor, type Ids } from "../testing/api/samples.fixture.ts";
import { oneWorld, pictureOf } from "../testing/api/world.fixture.ts";
import { reached } from "../testing/trust-report.fixture.ts";

let world: Awaited<ReturnType<typeof oneWorld>>;
let operations: readonly Operation[];
beforeAll(async () => {
  world = await oneWorld();
  operations = (await operationsOf(world.server)).filter(({ operationId }) => operationId !== ONLY_ALONE);
});
afterAll(() => world.stop());

/** Nobody who is signed in may do it: it is there for tests of a server without sign-in. */
const ONLY_ALONE = "resetForTests";

test("an unknown query word is refused on every operation (C4)", async () => {
  for (const operation of operations) {
    const { path, body, headers } = await sampleFor(world, operation);
    const answer = await world.ask(operation.method, `${path}${path.includes("?") ? "&" : "?"}nonsense=1`, { headers, ...(body === undefined ? {} : { body }) });
    expect.soft([answer.status, answer.body["code"]], `${operation.method} ${operation.url}`).toEqual([400, "request/unknown-field"]);
  }
});

test("a request can set no column of a table that its operation does not name (C4)", async () => {
  const columns = await allColumns();
  expect(columns).toEqual(expect.arrayContaining(["workspace_id", "revision", "is_sample", "actor"]));
  // A tracker sends whatever fields it has; nothing is looked at before its signature is.
  const writes = operations.filter(({ isWrite, isUpload, permission }) => isWrite && !isUpload && permission !== "hook.signed");
  reached("C4", `${writes.length} of ${writes.length} writes with a body of fields, ${columns.length} names of columns each; ${operations.length} of ${operations.length} operations with an unknown query word`);
  for (const operation of writes) {
    const { path, body, headers } = await sampleFor(world, operation);
    const known = typeof body === "object" && body !== null ? body : {};
    const before = await pictureOf(world);
    for (const names of [columns, ["nonsense"], ["__proto__x", "constructor"]]) {
      const stray = Object.fromEntries(names.filter((name) => !(name in known) && !(name in (operation.body?.properties ?? {}))).map((name) => [name, "x"]));
      const answer = await world.ask(operation.method, path, { headers, body: { ...known, ...stray } });
      expect.soft(answer.status, `${operation.method} ${operation.url} with ${names[0]} …`).toBe(400);
      expect.soft(String(answer.body["code"]), `${operation.method} ${operation.url}`).toMatch(/^request\/(unknown-field|invalid)$/);
    }
    expect.soft(await pictureOf(world), `${operation.method} ${operation.url}`).toEqual(before);
  }
});

/** Names of columns, and how our answers write them. */
async function allColumns(): Promise<readonly string[]> {
  const { rows } = await withClient(world.database.access.administrator, (client) => client.query<{ name: string }>("SELECT DISTINCT column_name AS name FROM information_schema.columns WHERE table_schema LIKE 'leadline%'"));
  return [...new Set(rows.flatMap(({ name }) => [name, name.replace(/_(\w)/g, (_match, letter: string) => letter.toUpperCase())]))];
}

test("every object in the description of a body says that it takes nothing else (C4)", () => {
  for (const { operationId, body } of operations) expect.soft(openObjects(body, "body"), operationId).toEqual([]);
});

/**
 * Places of objects that take any field. What the engine or the browser's authenticator made comes back as it is; commands
 * that wait in a change request are held against the schema of commands by the rules of its register.
 */
function openObjects(schema: Schema | undefined, place: string): readonly string[] {
  if (!schema || ON_PURPOSE.test(place)) return [];
  const parts = [...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])].flatMap((part) => openObjects(part, place));
  const inside = Object.entries(schema.properties ?? {}).flatMap(([name, part]) => openObjects(part, `${place}.${name}`));
  const isOpen = schema.properties !== undefined && schema.additionalProperties !== false;
  return [...(isOpen ? [place] : []), ...parts, ...inside, ...openObjects(schema.items, `${place}[]`)];
}

const ON_PURPOSE = /\.change\b|\.clientExtensionResults$|\.record(\.packages\[\])?\.commands\[\]$/;

test("a parameter of the wrong form is told as such", async () => {
  for (const operation of operations) {
    const numbers = operation.query.filter(({ schema }) => schema.type === "integer" || schema.type === "number");
    if (numbers.length === 0) continue;
    const ids: Ids = await idsFor(world, operation);
    for (const { name } of numbers) {
      for (const value of ["x", "-1", "1e400", "1.5"]) {
        const answer = await world.ask(operation.method, pathOf(operation, ids, { [name]: value }));
        expect.soft(answer.status, `${operation.url}?${name}=${value}`).toBe(400);
      }
    }
  }
});

test("every list that can grow comes in pages", () => {
  for (const { operationId, method, query } of operations.filter(({ operationId: id, method: verb }) => verb === "GET" && /^list[A-Z]/.test(id))) {
    const names = query.map(({ name }) => name);
    expect.soft(SHORT_LISTS[operationId] !== undefined || (names.includes("cursor") && names.includes("limit")), `${method} ${operationId}: give it pageQuery of http/page.ts, or say in SHORT_LISTS why it stays short`).toBe(true);
  }
});

const SHORT_LISTS: Readonly<Record<string, string>> = {
  listTemplates: "built in, ten of them",
  listRoles: "those that a workspace made by hand",
  listSessions: "of one person",
  listBackups: "as many as the operator keeps",
  listFinishedProjects: "of the 200 projects that were changed last",
  listTeamEstimates: "the 100 newest of one project",
  listMyTeamEstimates: "those that a person is asked for and that go on, 100 at most",
  listReports: "of one project, at most one a week",
};
