/** Costs reach nobody who may not see them, on any way out, and nothing that such a person does loses them. */
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Command } from "@leadline/engine/change/command.ts";
import { startWithPeople, type People, type Person } from "../testing/people.fixture.ts";
import { insertTasks, type Asked } from "../testing/test-server.fixture.ts";

let people: People;
let manager: Person;
let contributor: Person;
let projectId: string;
let revision: number;

/** Amounts that stand in no other number. */
const [RATE, FIXED, TRAVEL, DATED] = [7771101, 7772202, 7773303, 7774404];
const AMOUNTS = [RATE, FIXED, TRAVEL, DATED].map(String);
const MONEY = /CentsPerHour|costCents|fixedCostCents|costPerUse|budgetCents|"rates"/i;

beforeAll(async () => {
  people = await startWithPeople();
  manager = await people.join("mark", "manager");
  contributor = await people.join("cora", "contributor");
  projectId = String((await manager.ask("POST", "/projects", { body: { name: "Priced" } })).body.id);
  revision = 1;
  await run(manager, insertTasks(["Survey", "Order"]));
  await run(manager, { type: "saveResource", resource: { id: "rita", name: "Rita", type: "work", maxUnits: 1, standardRateCentsPerHour: RATE, rates: [{ table: "B", standardCentsPerHour: DATED }] } });
  await run(manager, { type: "saveResource", resource: { id: "travel", name: "Travel", type: "cost", maxUnits: 1 } });
  await run(manager, { type: "setAssignments", taskId: "t1", assignments: [{ resourceId: "rita" }, { resourceId: "travel", costCents: TRAVEL }] });
  await run(manager, { type: "updateTasks", tasks: [{ id: "t1", fields: { fixedCostCents: FIXED } }] });
  await run(manager, { type: "setBaseline", number: 0 });
}, 60_000);
afterAll(() => people.stop());

async function attempt(person: Person, command: Command, given: { readonly on?: number; readonly query?: string } = {}): Promise<Asked> {
  return person.ask("POST", `/projects/${projectId}/commands${given.query ?? ""}`, { body: { revision: given.on ?? revision, commands: [command] } });
}

async function run(person: Person, command: Command): Promise<Asked> {
  const answer = await attempt(person, command);
  expect(answer.status, answer.text.slice(0, 500)).toBe(200);
  revision = Number(answer.body.revision);
  return answer;
}

function expectNoCosts(text: string, where: string): void {
  expect.soft(AMOUNTS.filter((amount) => text.includes(amount)), where).toEqual([]);
  expect.soft(MONEY.exec(text)?.[0], where).toBeUndefined();
}

async function recordOf(person: Person, kind: string, id: string): Promise<Asked["body"] | undefined> {
  const { body } = await person.ask("GET", `/projects/${projectId}/records`);
  const records = body["records"] as unknown as readonly { readonly kind: string; readonly record: Asked["body"] }[];
  return records.find((item) => item.kind === kind && String(item.record["id"]) === id)?.record;
}

async function streamed(person: Person): Promise<string> {
  const life = new AbortController();
  const response = await fetch(`${people.server.address}/api/v1/projects/${projectId}/events?lastEventId=1`, { headers: { cookie: person.cookie }, signal: life.signal });
  let text = "";
  if (response.body) {
    for await (const piece of response.body.pipeThrough(new TextDecoderStream())) {
      text += piece;
      if (text.includes(`id: ${revision}\n`) && text.endsWith("\n\n")) break;
    }
  }
  life.abort();
  return text;
}

test("records, events, history, exports and losses tell no costs; to those who may see them they do", async () => {
  for (const path of ["records", "history", "export?format=json", "export?format=mspdi", "export?format=plan-text", "export?format=xer"]) {
    const { status, text } = await contributor.ask("GET", `/projects/${projectId}/${path}`);
    expect.soft(status, path).toBe(200);
    const isTagged = path.includes("mspdi") || path.includes("xer");
    if (isTagged) expect.soft(AMOUNTS.filter((amount) => text.includes(amount) || text.includes((Number(amount) / 100).toFixed(2)) || text.includes(String(Number(amount) / 100))), path).toEqual([]);
    else expectNoCosts(text, path);
  }
  expectNoCosts(await streamed(contributor), "events");
  expect((await contributor.ask("GET", `/projects/${projectId}/export-losses?format=json`)).body.losses).toMatchObject([{ code: "export/costs-hidden" }]);
  const seen = await streamed(manager);
  for (const amount of AMOUNTS) expect.soft(seen, "the manager's events").toContain(amount);
  expect((await manager.ask("GET", `/projects/${projectId}/records`)).text).toContain(String(RATE));
  expect((await manager.ask("GET", `/projects/${projectId}/export-losses?format=json`)).body.losses).toEqual([]);
});

test("what is kept of one who sees costs is no answer for one who does not", async () => {
  const etags = await Promise.all([manager, contributor].map(async (person) => (await person.ask("GET", `/projects/${projectId}/records`)).headers.get("etag")));
  expect(etags[0]).not.toBe(etags[1]);
  expect((await manager.ask("GET", `/projects/${projectId}/records`, { headers: { "if-none-match": etags[1] ?? "" } })).status).toBe(200);
  expect((await contributor.ask("GET", `/projects/${projectId}/records`, { headers: { "if-none-match": etags[1] ?? "" } })).status).toBe(304);
});

test("answers, dry runs and conflicts of an edit tell no costs", async () => {
  const rename: Command = { type: "updateTasks", tasks: [{ id: "t1", fields: { name: "Site survey" } }] };
  expectNoCosts((await attempt(contributor, rename, { query: "?dryRun=true" })).text, "dry run");
  const before = revision;
  expectNoCosts((await run(contributor, rename)).text, "answer");
  await run(manager, { type: "updateTasks", tasks: [{ id: "t1", fields: { name: "Survey of the site", fixedCostCents: FIXED } }] });
  const conflict = await attempt(contributor, { type: "updateTasks", tasks: [{ id: "t1", fields: { name: "Mine" } }] }, { on: before });
  expect(conflict.status).toBe(409);
  expectNoCosts(conflict.text, "conflict");
  const removal = await attempt(contributor, { type: "deleteTasks", ids: ["t1"] }, { on: before });
  expect(removal.status).toBe(409);
  expectNoCosts(removal.text, "conflict about the whole record");
});

test("whoever sees no costs cannot set them", async () => {
  const commands: readonly Command[] = [
    { type: "updateTasks", tasks: [{ id: "t1", fields: { fixedCostCents: 1 } }] },
    { type: "updateTasks", tasks: [{ id: "t1", fields: { fixedCostCents: null } }] },
    { type: "saveResource", resource: { id: "rita", name: "Rita", type: "work", maxUnits: 1, standardRateCentsPerHour: 1 } },
    { type: "saveResource", resource: { id: "new", name: "New", type: "work", maxUnits: 1, rates: [] } },
    { type: "setAssignments", taskId: "t2", assignments: [{ resourceId: "travel", costCents: 1 }] },
    { type: "insertTasks", tasks: [{ id: "n1", fields: { name: "N", fixedCostCents: 1 } }] },
  ];
  for (const command of commands) expect.soft(await attempt(contributor, command), JSON.stringify(command)).toMatchObject({ status: 403, body: { code: "permission/missing" } });
});

test("a resource saved by somebody who does not see its rates keeps them", async () => {
  const shown = await recordOf(contributor, "resource", "rita");
  expect(shown).toMatchObject({ name: "Rita" });
  await run(contributor, { type: "saveResource", resource: { ...JSON.parse(JSON.stringify(shown)), name: "Rita R." } });
  expect(await recordOf(manager, "resource", "rita")).toMatchObject({ name: "Rita R.", standardRateCentsPerHour: RATE, rates: [{ table: "B", standardCentsPerHour: DATED }] });
});

test("taking a step back without having seen the costs in it brings them back all the same", async () => {
  const before = (await manager.ask("GET", `/projects/${projectId}/records`)).body["records"];
  const deleted = await run(contributor, { type: "deleteTasks", ids: ["t1"] });
  expect(await recordOf(manager, "task", "t1")).toBeUndefined();
  const undone = await run(contributor, { type: "revert", label: "Undo", change: reversed(deleted.body["change"]) });
  expectNoCosts(undone.text, "undo");
  expect((await manager.ask("GET", `/projects/${projectId}/records`)).body["records"]).toEqual(before);
  // And forth again, and back.
  await run(contributor, { type: "revert", label: "Redo", change: reversed(undone.body["change"]) });
  await run(contributor, { type: "revert", label: "Undo", change: reversed((await lastChange(contributor)) as Asked["body"]) });
  expect(await recordOf(manager, "task", "t1")).toMatchObject({ fixedCostCents: FIXED });
});

test("a step put together by hand keeps costs as they are, and cannot bring in others", async () => {
  const task = await recordOf(contributor, "task", "t1");
  const after = { ...JSON.parse(JSON.stringify(task)), name: "By hand", fixedCostCents: 1 };
  await run(contributor, { type: "revert", label: "Undo", change: { added: [], updated: [{ kind: "task", before: JSON.parse(JSON.stringify(task)), after }], removed: [] } });
  expect(await recordOf(manager, "task", "t1")).toMatchObject({ name: "By hand", fixedCostCents: FIXED });
  const resource = { id: "made-up", name: "Made up", type: "work", maxUnits: 1, rank: "zz", standardRateCentsPerHour: 1 };
  await run(contributor, { type: "revert", label: "Undo", change: { added: [{ kind: "resource", record: resource }], updated: [], removed: [] } });
  expect(await recordOf(manager, "resource", "made-up")).toEqual({ id: "made-up", name: "Made up", type: "work", maxUnits: 1, rank: "zz" });
});

test("somebody else's amounts are not taken back by who does not see them", async () => {
  const step = await run(manager, { type: "updateTasks", tasks: [{ id: "t2", fields: { name: "Order all", fixedCostCents: DATED } }] });
  expect(step.text).toContain(String(DATED));
  await run(contributor, { type: "revert", label: "Undo", change: reversed((await lastChange(contributor)) as Asked["body"]) });
  expect(await recordOf(manager, "task", "t2")).toMatchObject({ name: "Order", fixedCostCents: DATED });
});

test("an answer that was stored while somebody saw costs is told without them when they no longer do", async () => {
  const carl = await people.join("carl", "manager");
  const body = { revision, commands: [{ type: "updateTasks", tasks: [{ id: "t2", fields: { fixedCostCents: FIXED } }] }] };
  const first = await carl.ask("POST", `/projects/${projectId}/commands`, { body, key: "carl-1" });
  expect(first.text).toContain(String(FIXED));
  revision = Number(first.body.revision);
  await (await people.join("olga", "owner")).ask("PATCH", `/members/${carl.memberId}`, { body: { role: "contributor" }, headers: { "if-match": '"1"' } });
  const again = await carl.ask("POST", `/projects/${projectId}/commands`, { body, key: "carl-1" });
  expect(again.status).toBe(200);
  expectNoCosts(again.text, "repeated answer");
});

test("a sponsor sees the costs of the one project", async () => {
  const guest = await people.join("gus", "guest");
  await manager.ask("POST", `/projects/${projectId}/members`, { body: { memberId: guest.memberId, role: "sponsor" } });
  expect((await guest.ask("GET", `/projects/${projectId}/records`)).text).toContain(String(RATE));
  await manager.ask("PATCH", `/projects/${projectId}/members/${guest.memberId}`, { body: { role: "approver" }, headers: { "if-match": '"1"' } });
  expectNoCosts((await guest.ask("GET", `/projects/${projectId}/records`)).text, "approver");
});

test("what an imported file said beside the plan is written back for those who see costs alone", async () => {
  const file = `<?xml version="1.0" encoding="UTF-8"?><Project xmlns="http://schemas.microsoft.com/project"><Name>Kept</Name><StartDate>2026-03-02T08:00:00</StartDate>
    <Tasks><Task><UID>1</UID><ID>1</ID><Name>Survey</Name><Duration>PT8H0M0S</Duration><ActualCost>${RATE}</ActualCost><FixedCost>${FIXED}</FixedCost></Task></Tasks>
    <Resources><Resource><UID>1</UID><ID>1</ID><Name>Rita</Name><Type>1</Type><StandardRate>${TRAVEL}</StandardRate><CostVariance>${DATED}</CostVariance></Resource></Resources></Project>`;
  const { body, status } = await manager.ask("POST", "/projects/import?name=kept.xml", { body: Buffer.from(file) });
  expect(status).toBe(201);
  const exported = async (person: Person): Promise<string> => (await person.ask("GET", `/projects/${String(body.project.id)}/export?format=mspdi`)).text;
  const full = await exported(manager);
  expect(AMOUNTS.filter((amount) => full.includes(amount)).length).toBeGreaterThanOrEqual(3);
  const shown = await exported(contributor);
  expect(shown).toContain("<Name>Survey</Name>");
  expect(AMOUNTS.filter((amount) => shown.includes(amount))).toEqual([]);
  for (const path of ["import-report", "records", "history"]) expectNoCosts((await contributor.ask("GET", `/projects/${String(body.project.id)}/${path}`)).text, path);
});

async function lastChange(person: Person): Promise<unknown> {
  const blocks = (await streamed(person)).split("\n\n").filter((block) => block.includes("event: change"));
  const data = /^data: (.*)$/m.exec(blocks.at(-1) ?? "")?.[1] ?? "{}";
  return (JSON.parse(data) as { readonly change?: unknown }).change;
}

type Step = Extract<Command, { readonly type: "revert" }>["change"];

function reversed(change: Asked["body"]): Step {
  const { added, updated, removed } = JSON.parse(JSON.stringify(change)) as Step;
  return { added: removed, removed: added, updated: updated.map(({ kind, before, after }) => ({ kind, before: after, after: before })) };
}
