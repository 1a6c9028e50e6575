/** A draft follows from the plan, what is published is frozen, and nothing that is missing can be left out. */
import { expect, test } from "vitest";
import { canonicalJson } from "../base/canonical-json.ts";
import { commandSchema, type CommandOf } from "../change/command.ts";
import { decide } from "../change/decide.ts";
import { projectOf, recordsOf, type Project } from "../model/project.ts";
import type { StatusReport } from "../model/records.ts";
import { DATA_DATE, statusInput, statusPlan, TODAY, type PlanChanges } from "../status/status-plan.fixture.ts";
import { minuteOf, type Minute } from "../time/minute.ts";
import { draftReport, type ReportInput } from "./draft.ts";
import { correctReport, publishedReports, publishReport, withdrawReport, type ReportWords } from "./published.ts";

const WHO = { by: "u1", name: "Ada", at: 1_773_655_200_000 };

function inputOf(changes: PlanChanges = {}, more: Partial<ReportInput> = {}): ReportInput {
  return { ...statusInput(changes), reports: [], engine: "1.0.0", ...more };
}

function published(input: ReportInput, words: ReportWords = {}): StatusReport {
  const made = publishReport(draftReport(input), words, WHO);
  if ("refusals" in made) throw new Error(made.refusals.map(({ message }) => message).join(" "));
  return made.record;
}

function withReports(records: readonly StatusReport[], project: Project = statusPlan()): Project {
  return projectOf([...recordsOf(project), ...records.map((record) => ({ kind: "statusReport" as const, record }))]);
}

test("a draft tells date, calls, dots and numbers with their source, and no money outside of costs", () => {
  const { body, costs, headlines, needs } = draftReport(inputOf());
  expect(headlines[0]?.text).toMatch(/^Go-live will .* keep 3 Apr 2026 \(.* chance\); 8 of 10 runs are done by /);
  expect(body).toMatchObject({ number: 1, runs: 500, seed: 1, computed: { value: "onTrack" }, manager: { call: "onTrack", by: "Ada" }, changes: { sentence: "This is the first report.", rows: [] } });
  expect(body.datePlot?.dots).toHaveLength(20);
  expect(body.numbers.every(({ source, text }) => source !== "" && text !== "")).toBe(true);
  expect(body.opinions).toContainEqual({ text: "All goes as planned.", name: "Ada" });
  expect(needs).toEqual([]);
  expect(costs?.numbers.map(({ id }) => id)).toContain("cost-p80");
  expect(canonicalJson(body)).not.toMatch(/EUR|"cents"/);
  expect(draftReport(inputOf({}, { showsCosts: false })).costs).toBeUndefined();
});

test("a call that differs needs an explanation, a contradiction an answer, and a report a call", () => {
  const worse: PlanChanges = { tasks: { c: { durationMinutes: 40 * 480, remainingDurationMinutes: 40 * 480, estimate: { lowMinutes: 38 * 480, likelyMinutes: 40 * 480, highMinutes: 45 * 480 } } } };
  const draft = draftReport(inputOf(worse));
  expect(draft.body.computed.value).toBe("offTrack");
  expect(draft.body.disagreement).toMatch(/^These two disagree: computed from evidence “Off track”, the project manager says “On track”\./);
  expect(draft.needs.map(({ kind }) => kind)).toContain("explanation");
  expect(draft.needs).toContainEqual(expect.objectContaining({ kind: "answer", ruleId: "C1" }));
  expect(publishReport(draft, {}, WHO)).toMatchObject({ refusals: expect.arrayContaining([expect.objectContaining({ code: "report/explanation" }), expect.objectContaining({ code: "report/answer" })]) });
  expect(publishReport(draftReport(inputOf({ without: ["call"] })), {}, WHO)).toMatchObject({ refusals: [{ code: "report/call" }] });
});

test("live numbers are frozen, unknown ones refused, and a headline that the numbers do not allow as well", () => {
  const record = published(inputOf(), { summary: "We plan on #p80 and promised #promise." });
  const [report] = publishedReports(withReports([record]));
  expect(report?.content?.texts).toEqual([{ id: "summary", typed: "We plan on #p80 and promised #promise.", text: expect.stringMatching(/^We plan on \d+ \w{3} 2026 and promised 3 Apr 2026\.$/), tokens: ["p80", "promise"] }]);
  expect(canonicalJson(JSON.parse(record.content))).toBe(record.content);
  expect(publishReport(draftReport(inputOf()), { summary: "By #p85." }, WHO)).toMatchObject({ refusals: [{ code: "report/token", message: expect.stringContaining("#p85 in the summary is no number of this report") }] });
  expect(publishReport(draftReport(inputOf()), { summary: "Costs #cost-p80." }, WHO)).toMatchObject({ refusals: [{ code: "report/token" }] });
  expect(publishReport(draftReport(inputOf()), { headline: "all is well" }, WHO)).toMatchObject({ refusals: [{ code: "report/headline" }] });
});

test("a number that was typed and says otherwise than the data is printed as a contradiction, money to those who may see it", () => {
  const record = published(inputOf(), { summary: "The P80 is 1 Apr 2027. The budget is EUR 99. We promised 3 Apr 2026." });
  const [report] = publishedReports(withReports([record]));
  expect(report?.content?.contradictions).toEqual([expect.objectContaining({ ruleId: "C16", subject: "p80 1 Apr 2027", sentence: expect.stringContaining("the text says “1 Apr 2027”, and by the data “P80 of the finish” is") })]);
  expect(report?.costs?.contradictions).toEqual([expect.objectContaining({ ruleId: "C16", sentence: expect.stringContaining("“EUR 99”, and by the data “Budget” is EUR 5,000") })]);
});

test("the next report says nothing changed, or measure by measure what did and why", () => {
  const first = published(inputOf());
  const reports = publishedReports(withReports([first]));
  expect(draftReport(inputOf({}, { reports })).body.changes).toMatchObject({ since: { number: 1 }, sentence: "Nothing changed since report 1 (16 Mar 2026).", rows: [] });
  const later: PlanChanges = {
    tasks: { c: { durationMinutes: 7 * 480, remainingDurationMinutes: 7 * 480, estimate: { lowMinutes: 6 * 480, likelyMinutes: 7 * 480, highMinutes: 9 * 480 } } },
    records: [{ kind: "delayEvent", record: { id: "ev", code: "E-1", title: "Switches stuck in customs", party: "authority", day: TODAY, steps: [{ id: "s", name: "Wait", durationMinutes: 960, afterStepIds: [] }], afterTaskIds: [], beforeTaskIds: [], issueIds: [] } }],
  };
  const { changes, history, number } = draftReport(inputOf(later, { reports })).body;
  expect(number).toBe(2);
  expect(history).toMatchObject([{ number: 1, call: "onTrack", computed: "onTrack", version: 1, isWithdrawn: false }]);
  expect(changes.rows.find(({ id }) => id === "p80")).toMatchObject({ moved: expect.stringMatching(/^\d+ days later$/), why: "E-1 Switches stuck in customs" });
});

test("since the last report every change of P80, cost, promise, scope, baseline and the largest risks is listed, and nothing else (J10)", () => {
  const first = published(inputOf());
  const reports = publishedReports(withReports([first]));
  const taskC = statusPlan().records.task.get("c");
  if (!taskC) throw new Error("the fixture has lost its task c");
  const risk = { id: "r9", code: "R9", title: "Vendor fails", category: "external", probability: 0.9, impact: { kind: "delayDays" as const, low: 5, likely: 10, high: 20 }, taskIds: ["c"], response: "", action: "", trigger: "" };
  const later: PlanChanges = {
    tasks: { c: { fixedCostCents: 300_000 } },
    settings: { promisedFinish: minuteOf(2026, 4, 10, 17) },
    records: [
      { kind: "riskItem", record: risk },
      { kind: "task", record: { ...taskC, id: "x", number: 9, name: "More scope" } },
      { kind: "taskBaseline", record: { id: "0.x", number: 0, taskId: "x", start: DATA_DATE, finish: (DATA_DATE + 480) as Minute, durationMinutes: 480, costCents: 1 } },
    ],
  };
  const { body, costs } = draftReport(inputOf(later, { reports }));
  const ids = [...body.changes.rows, ...(costs?.changes ?? [])].map(({ id }) => id);
  expect(ids).toEqual(expect.arrayContaining(["p80", "promise", "scope", "baseline", "risks", "cost-p80"]));
  expect(body.changes.rows.find(({ id }) => id === "risks")).toMatchObject({ now: expect.stringContaining("R9 Vendor fails") });
  expect(body.changes.rows.find(({ id }) => id === "scope")).toMatchObject({ moved: "1 more", why: "No change request was approved." });
  for (const { id, before, now } of body.changes.rows) expect(before, id).not.toBe(now);
});

test("a correction is a version of its own with its reason, a withdrawal leaves a tombstone, and both end what stood", () => {
  const first = published(inputOf());
  const [old] = publishedReports(withReports([first]));
  if (!old) throw new Error("it was published");
  const reports = [old];
  expect(correctReport(old, draftReport(inputOf({}, { reports })), {}, { ...WHO, reason: " " })).toMatchObject({ refusals: [{ code: "report/reason" }] });
  const draft = draftReport(inputOf({ records: [{ kind: "statusCall", record: { id: "call2", asOf: statusInput().now, call: "onTrack", at: WHO.at + 1 } }] }, { reports }));
  const corrected = correctReport(old, draft, {}, { ...WHO, at: WHO.at + 2, reason: "The promise was mistyped." });
  if ("refusals" in corrected) throw new Error(JSON.stringify(corrected.refusals));
  const both = publishedReports(withReports([first, corrected.record]));
  expect(both[0]?.replacedBy).toEqual({ version: 2, event: "corrected", at: WHO.at + 2, reason: "The promise was mistyped." });
  const second = both[1];
  if (!second) throw new Error("it was corrected");
  expect(second.content).toMatchObject({ number: 1, version: 2, correction: "The promise was mistyped." });
  expect(correctReport(both[0] ?? second, draft, {}, { ...WHO, reason: "again" })).toMatchObject({ refusals: [{ code: "report/replaced" }] });
  const gone = withdrawReport(second, { by: "u1", at: WHO.at + 3, reason: "Published by mistake." });
  if ("refusals" in gone) throw new Error("it stood");
  const all = publishedReports(withReports([first, corrected.record, gone.record]));
  expect(all[2]).toMatchObject({ version: 3, event: "withdrawn", reason: "Published by mistake." });
  expect(all[2]?.content).toBeUndefined();
  expect(draftReport(inputOf({}, { reports: all })).body).toMatchObject({ number: 2, changes: { sentence: "This is the first report." }, history: [{ isWithdrawn: true, version: 3 }] });
});

test("no command, undo or redo adds, alters or takes away a published report", () => {
  const record = published(inputOf());
  const project = withReports([record]);
  const context = { actor: "u1", at: WHO.at, newId: () => "new" };
  const forged = { ...record, content: record.content.replace("Ada", "Bob") };
  const step = (change: Partial<CommandOf<"revert">["change"]>): CommandOf<"revert"> => ({ type: "revert", label: "Undo", change: { added: [], updated: [], removed: [], ...change } });
  const kind = "statusReport";
  for (const change of [{ removed: [{ kind, record }] }, { updated: [{ kind, before: record, after: forged }] }, { added: [{ kind, record: { ...record, id: "report-2-1", number: 2 } }] }]) {
    expect(decide(project, [step(change)], context)).toMatchObject({ refusals: [{ code: "report/frozen" }] });
  }
  expect(commandSchema.safeParse({ type: "deleteRecords", records: [{ kind, id: record.id }] }).success).toBe(false);
  expect(commandSchema.safeParse({ type: "saveRecords", records: [{ kind, record }] }).success).toBe(false);
});
