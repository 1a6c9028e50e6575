/** Issues that must reach somebody: people in the role get one mail, it is noted with the issue, and nobody is told twice or who may not read the project. */
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { IssueItem } from "@leadline/engine/model/records.ts";
import type { Letter } from "../../mail/letter.ts";
import { openDatabase, type Database } from "../../storage/database.ts";
import { startWithPeople, type People, type Person } from "../../testing/people.fixture.ts";
import { editProject } from "../projects/edit-project.ts";
import { ProjectCache } from "../projects/project-cache.ts";
import { escalationWork } from "./escalation-job.ts";

let people: People;
let database: Database;
let manager: Person;
let projectId = "";
let sent: Letter[] = [];

/** Wall clock of the job's server. */
const TODAY = new Date(2026, 2, 20, 9);
const today = Math.round(Date.UTC(2026, 2, 20) / 86_400_000);

beforeAll(async () => {
  people = await startWithPeople();
  database = openDatabase(people.database.access);
  manager = await people.join("mia", "manager");
  const guest = await people.join("gil", "guest");
  const sponsor = await people.join("sam", "viewer");
  projectId = String((await manager.ask("POST", "/projects", { body: { name: "Branch refresh", start: "2026-03-02" } })).body["id"]);
  const joined = await manager.ask("POST", `/projects/${projectId}/members`, { body: { memberId: sponsor.memberId, role: "sponsor" } });
  expect([joined.status, guest.memberId]).toEqual([201, expect.any(String)]);
});
afterAll(async () => {
  await database.close();
  await people.stop();
});
beforeEach(() => void (sent = []));

const post = async (letter: Letter): Promise<void> => void sent.push(letter);

async function run(now = TODAY, { sendLetter }: { readonly sendLetter: ((letter: Letter) => Promise<void>) | undefined } = { sendLetter: post }): Promise<unknown> {
  const cache = new ProjectCache();
  const work = escalationWork({
    database,
    queue: { workspaceIds: async () => [people.workspaceId] },
    readPlan: (tx, id, revision) => cache.newest(tx, id, revision),
    edit: (write, edit) => editProject({ database, cache }, write, edit),
    sendLetter,
    origin: "https://pm.example.org",
    now: () => now,
  });
  return work({ job: { workspaceId: people.workspaceId, id: "j", kind: "escalateIssues", input: {}, attempts: 1, maxAttempts: 3, actor: "leadline" }, progress: () => undefined, signal: new AbortController().signal });
}

async function edit(...commands: readonly object[]): Promise<void> {
  const { body } = await manager.ask("GET", `/projects/${projectId}`);
  const { status, text } = await manager.ask("POST", `/projects/${projectId}/commands`, { body: { revision: Number(body["revision"]), commands } });
  expect([status, status === 200 ? "" : text]).toEqual([200, ""]);
}

async function issues(): Promise<readonly IssueItem[]> {
  const { records } = JSON.parse((await manager.ask("GET", `/projects/${projectId}/records`)).text) as { records: { kind: string; record: IssueItem }[] };
  return records.flatMap(({ kind, record }) => (kind === "issueItem" ? [record] : []));
}

const issue = (more: Partial<IssueItem>): object => ({ type: "saveRecords", records: [{ kind: "issueItem", record: { id: "i1", code: "I-1", kind: "issue", title: "Customs holds the switches", severity: 2, state: "open", owner: "Rita", dueDay: today - 3, taskIds: [], riskIds: [], changeRequestIds: [], ...more } }] });

test("people in the role get one mail, the issue says so, and an hour later nobody gets another", async () => {
  await edit(issue({}));
  expect(await run()).toEqual({ letters: 1 });
  expect(sent.map(({ to, subject }) => [to, subject])).toEqual([["mia@example.org", "I-1 Customs holds the switches (Branch refresh)"]]);
  expect(sent[0]?.text).toContain("I-1 Customs holds the switches: severity 2, 3 days overdue, due 2026-03-17; Rita sees to it.");
  expect(sent[0]?.text).toMatch(/https:\/\/pm\.example\.org\/p\/[A-Z0-9]+\/issues\/escalated/);
  expect((await issues())[0]?.told).toEqual([{ ruleId: "severe-overdue", day: today, whom: "manager", mailedTo: [manager.memberId] }]);
  expect(await run()).toEqual({ letters: 0 });
});

test("a week later a further rule holds, and a new due date begins anew", async () => {
  expect(await run(new Date(2026, 2, 24, 9))).toEqual({ letters: 1 });
  await edit({ type: "updateRecords", records: [{ kind: "issueItem", id: "i1", fields: { dueDay: today + 10 } }] });
  expect(await run(new Date(2026, 2, 30, 9))).toEqual({ letters: 0 });
  expect(await run(new Date(2026, 2, 31, 9))).toEqual({ letters: 1 });
});

test("a sponsor of the project is told of the worst, a guest who may not read it is not", async () => {
  await edit(issue({ id: "i2", code: "I-2", title: "Site closed", severity: 1, dueDay: today - 1 }), { type: "updateSettings", fields: { issuePolicy: { rules: [{ id: "all", severityUpTo: 1, overdueDays: 1, roles: ["sponsor", "guest"] }] } } });
  expect(await run()).toEqual({ letters: 1 });
  expect(sent.map(({ to }) => to)).toEqual(["sam@example.org"]);
});

test("without mail nothing is noted; where the mail server refuses, the job fails and tells nobody that it was told", async () => {
  await edit(issue({ id: "i3", code: "I-3", title: "Line cut", severity: 1, dueDay: today - 5 }));
  expect(await run(TODAY, { sendLetter: undefined })).toEqual({ letters: 0 });
  await expect(run(TODAY, { sendLetter: () => Promise.reject(new Error("no route")) })).rejects.toThrow("no route");
  expect((await issues()).find(({ id }) => id === "i3")?.told).toBeUndefined();
});
