/** Team estimates over HTTP: blind until shown, in every place where something can be read; then shown to all, again, and over. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { operationsOf } from "../../../testing/api/operations.fixture.ts";
import { startWithPeople, type People, type Person } from "../../../testing/people.fixture.ts";
import { freshKey, insertTasks, type Asked } from "../../../testing/test-server.fixture.ts";
import type { TeamEstimate } from "./team-estimates.ts";

let people: People;
let manager: Person;
let ann: Person;
let bob: Person;
let viewer: Person;

beforeAll(async () => {
  people = await startWithPeople();
  manager = await people.join("mia", "manager");
  ann = await people.join("ann", "contributor");
  bob = await people.join("bob", "viewer");
  viewer = await people.join("vera", "viewer");
}, 60_000);
afterAll(() => people.stop());

async function newProject(): Promise<string> {
  const id = String((await manager.ask("POST", "/projects", { body: { name: "Branches", start: "2026-03-02" } })).body["id"]);
  await manager.ask("POST", `/projects/${id}/commands`, { body: { revision: 1, commands: [insertTasks(["Survey"])] } });
  return id;
}

const estimateOf = ({ body, status, text }: Asked): TeamEstimate => {
  if (status >= 300) throw new Error(text);
  return body["estimate"] as unknown as TeamEstimate;
};
const opened = async (id: string, asked: readonly Person[]): Promise<string> => estimateOf(await manager.ask("POST", `/projects/${id}/team-estimates`, { body: { taskId: "t1", memberIds: asked.map(({ memberId }) => memberId) } })).id;
const answer = (who: Person, id: string, estimateId: string, [low, likely, high]: readonly [number, number, number], round = 1): Promise<Asked> =>
  who.ask("POST", `/projects/${id}/team-estimates/${estimateId}/answer`, { body: { round, lowMinutes: low, likelyMinutes: likely, highMinutes: high } });
const step = (who: Person, id: string, estimateId: string, name: string): Promise<Asked> => who.ask("POST", `/projects/${id}/team-estimates/${estimateId}/step`, { body: { step: name } });
const listed = async (who: Person, id: string): Promise<readonly TeamEstimate[]> => (await who.ask("GET", `/projects/${id}/team-estimates`)).body["estimates"] as unknown as readonly TeamEstimate[];

test("a blind answer is read by nobody else, on any address that reads anything, until the answers are shown", async () => {
  const id = await newProject();
  const estimateId = await opened(id, [ann, bob]);
  const revision = (await manager.ask("GET", `/projects/${id}`)).body["revision"];
  // Numbers that stand nowhere else.
  expect(estimateOf(await answer(ann, id, estimateId, [731.3, 911.7, 1733.9])).mine).toEqual({ lowMinutes: 731.3, likelyMinutes: 911.7, highMinutes: 1733.9 });
  const reading = (await operationsOf(people.server)).filter(({ method, pathNames, operationId }) => method === "GET" && pathNames.every((name) => name === "id") && operationId !== "followProject");
  expect(reading.length).toBeGreaterThan(25);
  let told = 0;
  // Whoever may read most, everywhere; whoever is asked as well, where estimates and plans are read.
  const readers = [...reading.map((operation) => ({ who: manager, operation })), ...reading.filter(({ url }) => /estimates|records|export|log|history/.test(url)).map((operation) => ({ who: bob, operation }))];
  for (const { who, operation } of readers.filter(({ operation: { url } }) => url.startsWith("/api/v1"))) {
    for (const format of operation.query.some(({ name }) => name === "format") ? ["json", "mspdi", "plan"] : [""]) {
      const path = `${operation.url.replace("/api/v1", "").replace("{id}", id)}${format === "" ? "" : `?format=${format}`}`;
      const { status, text } = await who.ask("GET", path);
      if (status === 200) told += 1;
      for (const secret of ["731.3", "911.7", "1733.9"]) expect.soft(text.includes(secret), `GET ${path} as ${who.memberId} tells ${secret}`).toBe(false);
    }
  }
  expect(told, "the readers do read").toBeGreaterThan(25);
  expect((await manager.ask("GET", `/projects/${id}`)).body["revision"], "no entry of the log, so no event and no record").toBe(revision);
  expect((await listed(manager, id))[0]).toMatchObject({ answers: [], mine: null, people: [{ name: "ann", hasAnswered: true }, { name: "bob", hasAnswered: false }] });
  await answer(bob, id, estimateId, [100, 200, 300]);
  const shown = estimateOf(await step(manager, id, estimateId, "reveal"));
  expect(shown.answers.map(({ name, likelyMinutes }) => [name, likelyMinutes])).toEqual([["ann", 911.7], ["bob", 200]]);
  expect((await listed(viewer, id))[0]?.answers).toHaveLength(2);
});

test("a repeated or guessed request tells no answer either, and an answer can be replaced until it is shown", async () => {
  const id = await newProject();
  const estimateId = await opened(id, [ann, bob]);
  const key = freshKey();
  const body = { round: 1, lowMinutes: 731.3, likelyMinutes: 911.7, highMinutes: 1733.9 };
  const path = `/projects/${id}/team-estimates/${estimateId}/answer`;
  const first = await ann.ask("POST", path, { key, body });
  expect((await ann.ask("POST", path, { key, body })).text).toBe(first.text);
  const guessed = await bob.ask("POST", path, { key, body });
  expect([guessed.status, guessed.body["code"]], "the key of somebody else, with the same numbers").toEqual([422, "idempotency/other-request"]);
  const tried = await bob.ask("POST", `${path}?dryRun=true`, { body: { ...body, likelyMinutes: 1000 } });
  expect(tried.text).not.toContain("911.7");
  expect(estimateOf(await answer(ann, id, estimateId, [1, 2, 3])).mine).toEqual({ lowMinutes: 1, likelyMinutes: 2, highMinutes: 3 });
  expect(estimateOf(await step(manager, id, estimateId, "reveal")).answers).toHaveLength(1);
});

test("who is asked is told so in their own list; who is not can neither answer nor learn that it is there", async () => {
  const id = await newProject();
  const estimateId = await opened(id, [ann]);
  const mine = async (who: Person): Promise<readonly string[]> => ((await who.ask("GET", "/my-team-estimates")).body["estimates"] as unknown as readonly TeamEstimate[]).map((one) => one.id);
  expect(await mine(ann)).toContain(estimateId);
  expect(await mine(bob)).not.toContain(estimateId);
  expect((await answer(bob, id, estimateId, [1, 2, 3])).status).toBe(404);
  expect((await step(viewer, id, estimateId, "reveal")).status).toBe(403);
  await step(manager, id, estimateId, "close");
  expect(await mine(ann)).not.toContain(estimateId);
});

test("the next round is blind again while the one before stays in sight; what was never shown is not shown by ending it", async () => {
  const id = await newProject();
  const estimateId = await opened(id, [ann, bob]);
  await answer(ann, id, estimateId, [1, 2, 3]);
  await answer(bob, id, estimateId, [10, 20, 30]);
  await step(manager, id, estimateId, "reveal");
  expect(estimateOf(await step(manager, id, estimateId, "again"))).toMatchObject({ round: 2, state: "open" });
  const early = await answer(ann, id, estimateId, [7, 8, 9], 1);
  expect([early.status, early.body["code"]]).toEqual([422, "team-estimate/round"]);
  await answer(ann, id, estimateId, [7, 8, 9], 2);
  const seen = (await listed(bob, id))[0];
  expect(seen?.answers.map(({ round, likelyMinutes }) => [round, likelyMinutes])).toEqual([[1, 2], [1, 20]]);
  await step(manager, id, estimateId, "close");
  expect((await listed(bob, id))[0]?.answers.map(({ round }) => round)).toEqual([1, 1]);
});

test("each mistake gets one sentence that says what to do", async () => {
  const id = await newProject();
  const estimateId = await opened(id, [manager, ann]);
  const told = async (asked: Promise<Asked>): Promise<readonly unknown[]> => [(await asked).status, (await asked).body["detail"]];
  expect(await told(answer(ann, id, estimateId, [9, 5, 7]))).toEqual([422, "The estimate does not rise: it needs the lowest, the most likely and the highest value in this order, such as 2/5/9d."]);
  expect((await answer(ann, id, estimateId, [-1, 5, 7])).status).toBe(400);
  expect(await told(step(manager, id, estimateId, "reveal"))).toEqual([422, "Nobody has answered yet, so there is nothing to show."]);
  expect(await told(step(manager, id, estimateId, "again"))).toEqual([422, "Another round begins once the answers of this one have been shown."]);
  await answer(ann, id, estimateId, [1, 2, 3]);
  expect(await told(step(manager, id, estimateId, "reveal"))).toEqual([422, "You are asked yourself: give your own estimate first, then show them all."]);
  await answer(manager, id, estimateId, [1, 2, 3]);
  await step(ann, id, estimateId, "reveal");
  expect(await told(answer(ann, id, estimateId, [1, 2, 3]))).toEqual([422, "The answers of this round have been shown, so nobody can answer blind any more. Ask for another round."]);
  expect(await told(manager.ask("POST", `/projects/${id}/team-estimates`, { body: { taskId: "gone", memberIds: [ann.memberId] } }))).toEqual([422, "This task is no longer in the plan. Maybe somebody has deleted it."]);
  expect(await told(manager.ask("POST", `/projects/${id}/team-estimates`, { body: { taskId: "t1", memberIds: ["nobody"] } }))).toEqual([404, "There is no such member. Maybe somebody has left: choose the people again."]);
});
