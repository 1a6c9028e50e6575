/** Change requests over HTTP: decided by those who may, on the plan as it is then, with conflicts answered and nothing half done. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { canonicalJson } from "@leadline/engine/base/canonical-json.ts";
import { startWithPeople, type People, type Person } from "../../testing/people.fixture.ts";
import { insertTasks, type Asked } from "../../testing/test-server.fixture.ts";

let people: People;
let owner: Person;
let manager: Person;
let contributor: Person;
let sponsor: Person;

beforeAll(async () => {
  people = await startWithPeople();
  owner = await people.join("olga", "owner");
  manager = await people.join("mark", "manager");
  contributor = await people.join("cora", "contributor");
  sponsor = await people.join("sam", "guest");
}, 60_000);
afterAll(() => people.stop());

const moment = Date.UTC(2026, 2, 2, 17) / 60_000;
const within = { impact: { runs: 1000, seed: 1, before: { p50: moment, p80: moment }, after: { p50: moment, p80: moment } }, costImpact: { before: { p50: 0, p80: 0 }, after: { p50: 0, p80: 0 } } };
const beyond = { ...within, costImpact: { before: { p50: 0, p80: 0 }, after: { p50: 0, p80: 9_000_000 } } };
const shorten = { type: "updateTasks", tasks: [{ id: "t1", fields: { durationMinutes: 240 } }] };
const request = (more: object = {}): object => ({ type: "saveRecords", records: [{ kind: "changeRequest", record: { id: "q", code: "CR-1", title: "Shorten", state: "open", commands: [shorten], approvals: [], revision: 2, ...within, ...more } }] });

/** A plan of two tasks at revision 2, which the sponsor may see and approve. */
async function newProject(): Promise<string> {
  const id = String((await owner.ask("POST", "/projects", { body: { name: "Branch refresh" } })).body.id);
  await owner.ask("POST", `/projects/${id}/commands`, { body: { revision: 1, commands: [insertTasks(["Survey", "Order"])] } });
  await owner.ask("POST", `/projects/${id}/members`, { body: { memberId: sponsor.memberId, role: "sponsor" } });
  return id;
}
const run = (person: Person, id: string, revision: number, ...commands: object[]): Promise<Asked> => person.ask("POST", `/projects/${id}/commands`, { body: { revision, commands } });
const say = (person: Person, id: string, revision: number, verdict: string, more: object = {}): Promise<Asked> => person.ask("POST", `/projects/${id}/change-requests/q/verdict`, { body: { revision, verdict, ...more } });
/** Every record of the plan but requests and the decision log. */
async function plan(id: string): Promise<string> {
  const records = (await owner.ask("GET", `/projects/${id}/records`)).body.records as unknown as { kind: string }[];
  return canonicalJson(records.filter(({ kind }) => kind !== "changeRequest" && kind !== "decision"));
}
async function labels(id: string): Promise<readonly string[]> {
  return ((await owner.ask("GET", `/projects/${id}/history`)).body.changes as unknown as { label: string }[]).map(({ label }) => label);
}

test("a sponsor who may not edit approves after the manager, and the plan changes with the last yes alone", async () => {
  const id = await newProject();
  const before = await plan(id);
  expect((await run(manager, id, 2, request(beyond))).status).toBe(200);
  expect(await run(sponsor, id, 3, shorten)).toMatchObject({ status: 403 });
  expect(await say(contributor, id, 3, "approve")).toMatchObject({ status: 403, body: { code: "permission/missing" } });
  expect(await say(sponsor, id, 3, "approve")).toMatchObject({ status: 422, body: { code: "changeRequest/authority" } });
  expect((await say(manager, id, 3, "approve")).status).toBe(200);
  expect(await plan(id)).toBe(before);
  const done = await say(sponsor, id, 4, "approve", { note: "Agreed" });
  expect(done).toMatchObject({ status: 200, body: { revision: 5, label: "Approve change request CR-1 “Shorten”" } });
  expect(await plan(id)).toContain('"durationMinutes":240');
  expect(await say(sponsor, id, 5, "reject")).toMatchObject({ status: 422, body: { code: "changeRequest/decided" } });
});

test("rejecting leaves no trace in the plan and one in the history", async () => {
  const id = await newProject();
  const before = await plan(id);
  await run(manager, id, 2, request());
  expect((await say(owner, id, 3, "reject", { note: "Not now" })).status).toBe(200);
  expect(await plan(id)).toBe(before);
  expect((await labels(id)).slice(0, 2)).toEqual(["Reject change request CR-1 “Shorten”", "Add change request “Shorten”"]);
});

test("what was changed since the request was computed is answered as a conflict, and other edits merge", async () => {
  const id = await newProject();
  await run(manager, id, 2, request());
  await run(contributor, id, 3, { type: "updateTasks", tasks: [{ id: "t1", fields: { name: "Site survey" } }, { id: "t2", fields: { durationMinutes: 960 } }] });
  expect((await owner.ask("POST", `/projects/${id}/change-requests/q/verdict?dryRun=true`, { body: { revision: 4, verdict: "approve" } })).status).toBe(200);
  await run(contributor, id, 4, { type: "updateTasks", tasks: [{ id: "t1", fields: { durationMinutes: 1440 } }] });
  const before = await plan(id);
  expect(await say(owner, id, 5, "approve")).toMatchObject({ status: 409, body: { code: "change/conflict", detail: expect.stringContaining("since CR-1 was computed (revision 2)"), conflicts: [{ field: "durationMinutes", theirs: 1440, mine: 240 }] } });
  expect(await plan(id)).toBe(before);
  // Computed anew, on the plan as it is: nothing stands against it.
  expect((await run(contributor, id, 5, { type: "updateRecords", records: [{ kind: "changeRequest", id: "q", fields: { revision: 5 } }] })).status).toBe(200);
  expect((await say(owner, id, 6, "approve")).status).toBe(200);
});

test("who may only edit decides nothing by commands, and does not say who may approve", async () => {
  const id = await newProject();
  await run(contributor, id, 2, request({ costImpact: undefined }));
  const verdict = (said: string): object => ({ type: "decideChangeRequest", id: "q", verdict: said });
  expect(await run(contributor, id, 3, verdict("reject"))).toMatchObject({ status: 422, body: { code: "changeRequest/authority" } });
  const policy = { levels: [{ id: "all", name: "Everybody", roles: ["contributor"] }] };
  expect(await run(contributor, id, 3, { type: "updateSettings", fields: { changePolicy: policy } })).toMatchObject({ status: 403 });
  expect((await run(owner, id, 3, { type: "updateSettings", fields: { changePolicy: policy } })).status).toBe(200);
  expect(await run(contributor, id, 4, verdict("approve"))).toMatchObject({ status: 403 });
  expect((await run(contributor, id, 4, verdict("withdraw"))).status).toBe(200);
});

test("an approver who sees no costs decides, and is told none", async () => {
  const id = await newProject();
  await owner.ask("POST", `/projects/${id}/members`, { body: { memberId: contributor.memberId, role: "approver" } });
  await run(manager, id, 2, request({ ...beyond, approvals: [], commands: [{ type: "updateTasks", tasks: [{ id: "t1", fields: { fixedCostCents: 77_001 } }] }] }));
  await say(manager, id, 3, "approve");
  const shown = await contributor.ask("GET", `/projects/${id}/records`);
  expect(JSON.stringify(shown.body)).not.toMatch(/9000000|77001/);
  const done = await say(contributor, id, 4, "approve");
  expect(done.status).toBe(200);
  expect(JSON.stringify(done.body)).not.toMatch(/9000000|77001/);
  expect(await plan(id)).toContain('"fixedCostCents":77001');
});
