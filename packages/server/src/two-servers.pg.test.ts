/** Two servers on one PostgreSQL: whatever they are asked at once, the plan stays one that a single server could have made. */
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Command } from "@leadline/engine/change/command.ts";
import { evolve } from "@leadline/engine/change/change.ts";
import { EMPTY_PROJECT, recordsOf } from "@leadline/engine/model/project.ts";
import { canonicalJson } from "@leadline/engine/base/canonical-json.ts";
import { entryOf } from "./log/log-entry.ts";
import { withClient } from "./storage/database-access.ts";
import { isWithoutLoop } from "./testing/plan-judgement.fixture.ts";
import { freshKey, insertTasks, makeDatabase, startTestServer, type Asked, type TestDatabase, type TestServer } from "./testing/test-server.fixture.ts";

const SECONDS = 5;
const TASKS = 8;

let database: TestDatabase;
let servers: readonly TestServer[];
beforeAll(async () => {
  database = await makeDatabase();
  servers = [await startTestServer({ database }), await startTestServer({ database })];
});
afterAll(async () => {
  await Promise.all(servers.map((server) => server.stop()));
  await database.remove();
});

const taskId = (number: number): string => `t${number}`;
const link = (from: number, to: number): Command => ({ type: "linkTasks", predecessorId: taskId(from), successorId: taskId(to), linkType: "FS", lagMinutes: 0, lagPercent: 0, lagUnit: "d" });
const unlink = (from: number, to: number): Command => ({ type: "unlinkTasks", links: [{ predecessorId: taskId(from), successorId: taskId(to) }] });
const setDuration = (number: number, days: number): Command => ({ type: "updateTasks", tasks: [{ id: taskId(number), fields: { durationMinutes: days * 480 } }] });

/** The same numbers in every run; which of the edits meet is left to the machine. */
function* numbers(seed: number): Generator<number> {
  for (let state = seed; ; ) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    yield state >>> 8;
  }
}

/** One person who links, unlinks and changes durations as fast as the server answers. */
async function editFor(milliseconds: number, server: TestServer, id: string, seed: number): Promise<{ readonly acknowledged: number; readonly statuses: ReadonlySet<number> }> {
  const random = numbers(seed);
  const below = (limit: number): number => (random.next().value ?? 0) % limit;
  const statuses = new Set<number>();
  let acknowledged = 0;
  let revision = 1;
  for (const until = Date.now() + milliseconds; Date.now() < until; ) {
    const [from, to] = [below(TASKS) + 1, below(TASKS) + 1];
    const command = [link(from, to), link(to, from), unlink(from, to), setDuration(from, below(5) + 1)][below(4)] ?? unlink(from, to);
    const key = freshKey();
    const body = { revision, commands: [command] };
    const first: Asked = await server.ask("POST", `/projects/${id}/commands`, { key, body });
    // Every fifth answer is "lost", and the request is sent again to the other server. What was refused may be possible by then.
    const answer = below(5) === 0 ? await (servers.find((other) => other !== server) ?? server).ask("POST", `/projects/${id}/commands`, { key, body }) : first;
    if (first.status === 200) expect(answer.body).toEqual(first.body);
    statuses.add(first.status).add(answer.status);
    const isStored = answer.status === 200 && Number(answer.body.revision) > revision - 1 && JSON.stringify(answer.body.change) !== EMPTY_CHANGE;
    if (isStored) acknowledged += 1;
    revision = answer.status === 200 ? Number(answer.body.revision) : Number((await server.ask("GET", `/projects/${id}`)).body.revision);
  }
  return { acknowledged, statuses };
}

const EMPTY_CHANGE = '{"added":[],"updated":[],"removed":[]}';

test("conflicting edits over two servers leave no loop, lose nothing and double nothing", async () => {
  const [first, second] = servers;
  if (!first || !second) throw new Error("two servers were started");
  const id = String((await first.ask("POST", "/projects", { body: { name: "Contended", start: "2026-03-02" } })).body.id);
  await first.ask("POST", `/projects/${id}/commands`, { body: { revision: 1, commands: [{ ...insertTasks(Array.from({ length: TASKS }, (_, at) => `Task ${at + 1}`)) }] } });
  const people = await Promise.all([1, 2, 3, 4].map((person) => editFor(SECONDS * 1000, person % 2 === 0 ? first : second, id, person)));

  const { leaves, rows } = await withClient(database.access.administrator, async (client) => ({
    leaves: (await client.query<{ leaf: Buffer }>("SELECT leaf FROM change WHERE project_id = $1 ORDER BY revision", [id])).rows.map((row) => entryOf(row.leaf)),
    rows: (await client.query<{ kind: string; record: unknown }>("SELECT kind, data AS record FROM record WHERE project_id = $1", [id])).rows,
  }));
  const acknowledged = people.reduce((sum, person) => sum + person.acknowledged, 0);
  expect(acknowledged).toBeGreaterThan(8);
  expect(leaves.length - 2).toBe(acknowledged);
  expect(new Set(leaves.map((entry) => entry.requestKey)).size).toBe(leaves.length);
  expect(leaves.map((entry) => entry.revision)).toEqual(leaves.map((_, at) => at + 1));
  const project = leaves.reduce((state, entry) => evolve(state, entry.change), EMPTY_PROJECT);
  expect(rows.map(canonicalJson).sort()).toEqual([...recordsOf(project)].map(canonicalJson).sort());
  expect(isWithoutLoop(project)).toBe(true);
  expect([...people.flatMap((person) => [...person.statuses])].every((status) => [200, 409, 422].includes(status))).toBe(true);
  const [one, two] = await Promise.all([first, second].map((server) => server.ask("GET", `/projects/${id}/records`)));
  expect(canonicalJson(two?.body)).toBe(canonicalJson(one?.body));
});
