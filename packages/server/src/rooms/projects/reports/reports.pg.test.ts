/** Reports over HTTP: nobody paints them, and once published nobody alters them, by the API or beside it, without being named. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { logKey, makeSigner } from "../../../log/checkpoints.ts";
import { openProver } from "../../../log/prover.ts";
import type { Letter } from "../../../mail/letter.ts";
import { openDatabase } from "../../../storage/database.ts";
import { ProjectCache } from "../project-cache.ts";
import { sendReportsWork } from "./report-job.ts";
import { startWithPeople, type People, type Person } from "../../../testing/people.fixture.ts";
import { insertTasks, type Asked } from "../../../testing/test-server.fixture.ts";
import { readReportFile } from "@leadline/formats/report/report-file.ts";
import { verifyReport } from "@leadline/verifier/report.ts";
import { verifyDatabase } from "../../../operate/verify-database.ts";
import { withClient } from "../../../storage/database-access.ts";

let people: People;
let owner: Person;
let contributor: Person;
let viewer: Person;

beforeAll(async () => {
  people = await startWithPeople();
  owner = await people.join("olga", "owner");
  contributor = await people.join("cora", "contributor");
  viewer = await people.join("vera", "viewer");
}, 60_000);
afterAll(() => people.stop());

const DATA_DATE = Date.UTC(2026, 2, 9, 8) / 60_000;
const estimate = { lowMinutes: 240, likelyMinutes: 480, highMinutes: 1440 };

/** Two tasks with ranges and costs, a promise, and a call that fits it. */
async function newProject(call = "offTrack"): Promise<{ readonly id: string; readonly revision: number }> {
  const id = String((await owner.ask("POST", "/projects", { body: { name: "Branch refresh", start: "2026-03-02" } })).body.id);
  const commands = [
    insertTasks(["Survey", "Order"]),
    { type: "updateTasks", tasks: [{ id: "t1", fields: { estimate, fixedCostCents: 1_234_500 } }, { id: "t2", fields: { estimate } }] },
    { type: "updateSettings", fields: { statusDate: DATA_DATE, promisedFinish: DATA_DATE - 1440, currency: "EUR" } },
    { type: "saveRecords", records: [{ kind: "statusCall", record: { id: "c", asOf: DATA_DATE, call, reason: "The vendor is late.", by: "Olga" } }] },
  ];
  const { body } = await owner.ask("POST", `/projects/${id}/commands`, { body: { revision: 1, commands } });
  return { id, revision: Number(body.revision) };
}

/** Answers every contradiction that the draft shows, as the page does. */
async function answered(id: string): Promise<number> {
  const { revision, draft } = (await owner.ask("GET", `/projects/${id}/report-draft`)).body as unknown as Draft;
  const records = draft.needs.flatMap((need, at) => (need.kind === "answer" ? [{ kind: "contradictionAnswer", record: { id: `a${at}`, ruleId: need.ruleId, subject: need.subject, sentence: need.sentence.slice(0, 1000), answer: "Known.", asOf: DATA_DATE } }] : []));
  if (records.length === 0) return revision;
  return Number((await owner.ask("POST", `/projects/${id}/commands`, { body: { revision, commands: [{ type: "saveRecords", records }] } })).body.revision);
}
interface Draft {
  readonly revision: number;
  readonly draft: { readonly needs: readonly { readonly kind: string; readonly sentence: string; readonly ruleId: string; readonly subject: string }[] };
}
const publish = (who: Person, id: string, revision: number, more: object = {}): Promise<Asked> => who.ask("POST", `/projects/${id}/reports`, { body: { revision, ...more } });

async function published(): Promise<string> {
  const { id } = await newProject();
  const revision = await answered(id);
  expect(await publish(owner, id, revision, { summary: "Plan on #p80." })).toMatchObject({ status: 201 });
  return id;
}

test("a draft is computed on the server; publishing refuses what is missing, another revision, and whoever sees no costs", async () => {
  const { id, revision } = await newProject("onTrack");
  const draft = await owner.ask("GET", `/projects/${id}/report-draft`);
  expect(draft).toMatchObject({ status: 200, body: { revision, draft: { body: { number: 1, computed: { value: "offTrack" }, manager: { call: "onTrack" } } } } });
  expect(draft.text).toMatch(/The promised date, 8 Mar 2026, has passed/);
  expect((await viewer.ask("GET", `/projects/${id}/report-draft`)).text).not.toMatch(/EUR|12,345|"costs"/);
  const refused = await publish(owner, id, revision);
  expect(refused).toMatchObject({ status: 422 });
  expect((refused.body.refusals as unknown as { code: string }[]).map(({ code }) => code)).toEqual(expect.arrayContaining(["report/explanation", "report/answer"]));
  const now = await answered(id);
  expect(await publish(owner, id, now)).toMatchObject({ status: 422, body: { code: "report/explanation" } });
  expect(await publish(owner, id, now - 1, { explanation: "The vendor signed for Friday." })).toMatchObject({ status: 409, body: { code: "project/changed" } });
  expect(await publish(contributor, id, now, { explanation: "x" })).toMatchObject({ status: 403 });
  expect(await publish(viewer, id, now)).toMatchObject({ status: 403 });
  const done = await publish(owner, id, now, { explanation: "The vendor signed for Friday.", summary: "Plan on #p80." });
  expect(done).toMatchObject({ status: 201, body: { revision: now + 1, report: { id: "report-1-1", content: { computed: { value: "offTrack" }, manager: { call: "onTrack" }, texts: [{ id: "summary" }, { id: "explanation", text: "The vendor signed for Friday." }] } } } });
  expect(String(done.body.proof?.words)).toMatch(/^(?:[a-z]{5} ){7}[a-z]{5}$/);
  expect((await viewer.ask("GET", `/projects/${id}/reports/report-1-1`)).text).not.toMatch(/EUR|12,345|"costs"/);
});

test("a published report is not altered by commands, undo or the program's role; it is corrected and withdrawn in sight", async () => {
  const id = await published();
  const report = (await owner.ask("GET", `/projects/${id}/reports/report-1-1`)).body.report as unknown as { at: number };
  const records = (await owner.ask("GET", `/projects/${id}/records`)).body as unknown as { revision: number; records: { kind: string; record: { id: string } }[] };
  const kept = records.records.find(({ kind }) => kind === "statusReport");
  const change = { added: [], updated: [], removed: [kept] };
  expect(await owner.ask("POST", `/projects/${id}/commands`, { body: { revision: records.revision, commands: [{ type: "revert", label: "Undo", change }] } })).toMatchObject({ status: 422, body: { code: "report/frozen" } });
  for (const sql of ["DELETE FROM record WHERE kind = 'statusReport'", "UPDATE record SET data = jsonb_set(data, '{number}', '7') WHERE kind = 'statusReport'"]) {
    await withClient(people.database.access.application, async (client) => {
      await client.query("BEGIN");
      await client.query("SELECT set_config('app.workspace', (SELECT local_workspace_id::text FROM installation), true), set_config('leadline.removing_project', 'on', true)");
      await expect(client.query(sql)).rejects.toMatchObject({ code: "42501" });
      await client.query("ROLLBACK");
    });
  }
  const call = { type: "saveRecords", records: [{ kind: "statusCall", record: { id: "c2", asOf: DATA_DATE, call: "offTrack", at: report.at + 1 } }] };
  await owner.ask("POST", `/projects/${id}/commands`, { body: { revision: records.revision, commands: [call] } });
  await answered(id);
  const corrected = await owner.ask("POST", `/projects/${id}/reports/report-1-1/correction`, { body: { reason: "The promise was mistyped." } });
  expect(corrected).toMatchObject({ status: 201, body: { report: { id: "report-1-2", number: 1, version: 2, content: { correction: "The promise was mistyped." } } } });
  expect(await owner.ask("GET", `/projects/${id}/reports/report-1-1`)).toMatchObject({ body: { report: { content: { version: 1 }, replacedBy: { version: 2, reason: "The promise was mistyped." } } } });
  expect(await owner.ask("POST", `/projects/${id}/reports/report-1-2/withdrawal`, { body: { reason: "Published by mistake." } })).toMatchObject({ status: 201 });
  const list = (await viewer.ask("GET", `/projects/${id}/reports`)).body.reports as unknown as { id: string; headline?: string }[];
  expect(list.map(({ id: one, headline }) => [one, headline])).toEqual([["report-1-3", undefined], ["report-1-2", undefined], ["report-1-1", undefined]]);
});

test("whoever alters, removes or reorders reports beside the program is named with report and field", async () => {
  const id = await published();
  const key = String((await owner.ask("GET", `/projects/${id}`)).body.key);
  const found = async (sql: string): Promise<readonly string[]> => {
    await withClient(people.database.access.administrator, async (client) => {
      await client.query("SET session_replication_role = replica");
      await client.query(sql.replace("report", "leadline.record SET data =").replace("HERE", `WHERE kind = 'statusReport' AND project_id = '${id}'`));
    });
    const { findings } = await verifyDatabase({ access: people.database.access, keys: [] });
    return findings.filter(({ project }) => project === key).map(({ kind, id: record, field }) => [kind, record, field].filter(Boolean).join(" "));
  };
  expect(await found("SELECT 1")).toEqual([]);
  expect(await found("UPDATE report jsonb_set(data, '{content}', to_jsonb(replace(data->>'content', 'offTrack', 'onTrack'))) HERE")).toContainEqual("statusReport report-1-1 content");
  expect(await found("UPDATE report data || '{\"number\": 2}' HERE")).toContainEqual("statusReport report-1-1 number");
  expect(await found("DELETE FROM leadline.record HERE")).toContainEqual("statusReport report-1-1");
});

test("a schedule sends the newest report once, complete in its text part with the eight words, and says it when there is none", async () => {
  const id = await published();
  const { id: silent } = await newProject();
  const now = new Date();
  for (const project of [id, silent]) expect((await owner.ask("POST", `/projects/${project}/report-schedule`, { body: { schedule: { weekday: now.getDay(), hour: 0, audience: "team", to: ["sam@example.org"] } } })).status).toBe(200);
  expect(await contributor.ask("GET", `/projects/${id}/report-schedule`)).toMatchObject({ status: 403 });
  const sent: Letter[] = [];
  const database = openDatabase(people.database.access);
  const work = sendReportsWork({ database, cache: new ProjectCache(), signer: makeSigner(logKey("a secret of thirty-two letters ...")), prover: openProver(), queue: { workspaceIds: async () => [people.workspaceId] }, sendLetter: async (letter) => void sent.push(letter), origin: "https://pm.example.org", now: () => now });
  const run = (): Promise<unknown> => work({ job: { workspaceId: people.workspaceId, id: "j", kind: "sendReports", input: {}, attempts: 1, maxAttempts: 3, actor: "leadline" }, progress: () => undefined, signal: new AbortController().signal });
  expect(await run()).toEqual({ letters: 2 });
  expect(await run()).toEqual({ letters: 0 });
  await database.close();
  const words = String((await owner.ask("GET", `/projects/${id}/reports/report-1-1`)).body.proof?.words);
  const report = sent.find(({ attachments }) => attachments !== undefined);
  expect(report?.subject).toMatch(/^Branch refresh: status report 1: The promised date, 8 Mar 2026, has passed/);
  expect(report?.text).toContain(words);
  expect(report?.html).toContain(words);
  expect(`${report?.text} ${report?.html}`).not.toMatch(/12,345/);
  expect(Buffer.from(report?.attachments?.[0]?.content ?? []).subarray(0, 5).toString()).toBe("%PDF-");
  expect(sent.find(({ attachments }) => attachments === undefined)?.text).toMatch(/Nobody has published a status report of “Branch refresh” in the last week. There has been none so far./);
});

test("a person who is erased is gone from reports as well, and the log goes on to prove the rest", async () => {
  const id = await published();
  const key = String((await owner.ask("GET", `/projects/${id}`)).body.key);
  expect(await owner.ask("POST", "/erasures", { body: { words: ["The vendor is late"] } })).toMatchObject({ status: 200 });
  const left = await withClient(people.database.access.administrator, async (client) => (await client.query<{ data: { content: string; number: number } }>("SELECT data FROM leadline.record WHERE kind = 'statusReport' AND project_id = $1", [id])).rows);
  expect(left).toMatchObject([{ data: { content: "(erased)", number: 1 } }]);
  const { findings } = await verifyDatabase({ access: people.database.access, keys: [] });
  expect(findings.filter(({ project }) => project === key)).toEqual([]);
});

test("a file proves its report offline; a log that was cut, rolled back or put in another order is caught by it", async () => {
  const id = await published();
  const { revision, key: name } = (await owner.ask("GET", `/projects/${id}`)).body as unknown as { revision: number; key: string };
  await publishSecond(id, revision);
  const answer = await fetch(`${people.server.address}/api/v1/projects/${id}/reports/report-2-1/file?format=pdf`, { headers: { cookie: owner.cookie } });
  expect(answer.headers.get("content-disposition")).toMatch(/attachment; filename="[A-Z]+\d*-report-2\.pdf"/);
  const read = readReportFile(new Uint8Array(await answer.arrayBuffer()));
  if ("problem" in read) throw new Error(read.problem);
  const key = Buffer.from(String((await owner.ask("GET", "/log/key")).body.publicKey), "base64");
  expect(verifyReport(read.file, { keys: [key], kept: [] }).findings).toEqual([]);
  expect(verifyReport({ ...read.file, content: read.file.content.replace("offTrack", "onTrack") }, { keys: [key], kept: [] }).findings).toMatchObject([{ kind: "statusReport", field: "content" }]);
  expect(read.file.costs).toContain("12,345");
  const forViewer = (await viewer.ask("GET", `/projects/${id}/reports/report-2-1/file?format=json`)).text;
  expect(forViewer).not.toMatch(/12,345|\bEUR\b/);
  expect(forViewer).toContain(read.file.proof.words);

  const kept = [String(read.file.proof["note"])];
  const altered = async (...statements: readonly string[]): Promise<string> => {
    await withClient(people.database.access.administrator, async (client) => {
      await client.query("SET session_replication_role = replica");
      for (const sql of statements) await client.query(sql.replace("OURS", `workspace_id = '${people.workspaceId}' AND project_id = '${id}'`).replace("LOG", `workspace_id = '${people.workspaceId}' AND log = '${id}'`));
    });
    return (await verifyDatabase({ access: people.database.access, keys: [key], kept })).findings.filter(({ project }) => project === undefined || project === name).map(({ sentence }) => sentence).join("\n");
  };
  expect(await altered("SELECT 1")).toBe("");
  const last = Number(read.file.proof["entry"]);
  expect(await altered(`UPDATE leadline.change SET revision = 999999 WHERE OURS AND revision = ${last}`, `UPDATE leadline.change SET revision = ${last} WHERE OURS AND revision = ${last - 1}`, `UPDATE leadline.change SET revision = ${last - 1} WHERE OURS AND revision = 999999`)).toMatch(new RegExp(`entry ${last}`));
  await altered(`UPDATE leadline.change SET revision = 999999 WHERE OURS AND revision = ${last}`, `UPDATE leadline.change SET revision = ${last} WHERE OURS AND revision = ${last - 1}`, `UPDATE leadline.change SET revision = ${last - 1} WHERE OURS AND revision = 999999`);
  // Back to the state before the second report, signatures and all, as an older backup would have it.
  const rolledBack = await altered(`DELETE FROM leadline.change_text WHERE OURS AND revision >= ${last}`, `DELETE FROM leadline.change WHERE OURS AND revision >= ${last}`, `DELETE FROM leadline.record WHERE OURS AND revision >= ${last}`, `DELETE FROM leadline.checkpoint WHERE LOG AND size >= ${last}`, `UPDATE leadline.project SET revision = ${last - 1} WHERE workspace_id = '${people.workspaceId}' AND id = '${id}'`);
  expect(rolledBack).toMatch(/kept elsewhere/);
});

/** A week later, with a call of its own. */
async function publishSecond(id: string, revision: number): Promise<void> {
  const call = { type: "saveRecords", records: [{ kind: "statusCall", record: { id: "c2", asOf: DATA_DATE, call: "offTrack", at: Date.now() + 1000 } }] };
  await owner.ask("POST", `/projects/${id}/commands`, { body: { revision, commands: [call] } });
  expect((await publish(owner, id, await answered(id), { summary: "Nothing new." })).status).toBe(201);
}
