/** Every rule of contradictions fires on its fixture and stays silent on the clean one; an answer stays with its sentence. */
import { expect, test } from "vitest";
import { dayOf, minuteOf, MINUTES_PER_DAY, type Minute } from "../time/minute.ts";
import { computeStatus } from "./computed-status.ts";
import { baselineFingerprint, scopeFingerprint } from "./contradictions-of-records.ts";
import { CONTRADICTION_RULES, contradictionsOf } from "./contradictions.ts";
import type { ForecastPoint, ReportPoint, StatusInput } from "./status-input.ts";
import { DATA_DATE, PROMISE, statusInput, statusPlan, TODAY, type PlanChanges } from "./status-plan.fixture.ts";

const DAY = 480;
const week = (ago: number): Minute => (DATA_DATE - ago * 7 * MINUTES_PER_DAY) as Minute;
const point = (ago: number, more: Partial<ForecastPoint> = {}): ForecastPoint => ({ asOf: week(ago), planned: PROMISE, percentDone: 30, ...more });
const report = (more: Partial<ReportPoint> = {}): ReportPoint => ({ number: 7, asOf: week(1), call: "onTrack", text: "As before.", ...more });
const found = (input: StatusInput): readonly string[] => [...new Set(contradictionsOf(input).map(({ ruleId }) => ruleId))];

test("a project in good order is on track, and nothing contradicts anything", () => {
  const clean = statusPlan();
  const input = statusInput({}, {
    history: [point(2, { tasks: new Map([["b", { percent: 0, remainingMinutes: 10 * DAY }]]) }), point(1, { tasks: new Map([["b", { percent: 20, remainingMinutes: 8 * DAY }]]) })],
    reports: [report({ baseline: baselineFingerprint(clean), scope: scopeFingerprint(clean), p80: minuteOf(2026, 4, 1, 17) })],
    tracked: [{ taskId: "a", reference: "NET-1", state: "closed" }],
    texts: ["P80 is where it was. The promise is 3 April 2026."],
  });
  expect(computeStatus(input)).toMatchObject({ value: "onTrack", evidence: { state: "fresh" } });
  expect(contradictionsOf(input)).toEqual([]);
});

interface Fixture {
  readonly changes?: PlanChanges;
  readonly more?: Partial<StatusInput>;
  /** What the sentence must say. */
  readonly says: RegExp;
}

const call = (fields: object): PlanChanges => ({ without: ["call"], records: [{ kind: "statusCall", record: { id: "call2", asOf: DATA_DATE, call: "onTrack", ...fields } }] });
const earlyPromise = { settings: { promisedFinish: minuteOf(2026, 3, 24, 17) }, tasks: { m: { deadline: minuteOf(2026, 3, 24, 17) } } };
const stated = (id: string, day: number, actualDay?: number): NonNullable<PlanChanges["records"]>[number] => ({ kind: "statedDate", record: { id, title: "Switches leave the factory", source: "Vendor", taskId: "b", saidDay: day - 20, day, ...(actualDay !== undefined && { actualDay }) } });

const FIXTURES: Readonly<Record<string, Fixture>> = {
  C1: { changes: earlyPromise, says: /calls its date “on track”, and by the evidence it is “off track”/ },
  C2: { changes: { without: ["e1"] }, says: /1 task is reported as done \(“Survey”\)/ },
  C3: {
    changes: { tasks: { b: { percentComplete: 90, remainingDurationMinutes: DAY, actualDurationMinutes: 9 * DAY } } },
    more: { history: [point(2, { tasks: new Map([["b", { percent: 88, remainingMinutes: DAY }]]) }), point(1, { tasks: new Map([["b", { percent: 90, remainingMinutes: DAY }]]) })] },
    says: /“Order” is reported as 90 % done, and it was at 88 % and 90 %/,
  },
  C4: { changes: { tasks: { b: { actualStart: minuteOf(2026, 3, 18, 8) } } }, says: /the data date is 16 Mar 2026, and 1 task has an actual date after it/ },
  C5: { changes: { records: [{ kind: "evidence", record: { id: "e2", kind: "mergedChange", title: "Old", taskIds: ["b"], day: TODAY - 30 } }] }, says: /for up to 30 days no hours/ },
  C6: { changes: { tasks: { m: { constraint: "MFO", constraintDate: minuteOf(2026, 3, 20, 17), deadline: minuteOf(2026, 3, 23, 17) } }, settings: { honorConstraints: true } }, says: /“Go-live” stands in the plan for 20 Mar 2026, in time for its deadline, and “Configure”/ },
  C7: { changes: earlyPromise, says: /24 Mar 2026 is promised, and not even 1 of 10 runs/ },
  C8: {
    changes: {
      ...earlyPromise,
      records: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((at) => ({ kind: "task" as const, record: { ...taskOf("c"), id: `x${at}`, number: 10 + at, name: `Extra ${at}`, ...(at <= 3 && { percentComplete: 100, actualStart: minuteOf(2026, 3, 2, 8), actualFinish: minuteOf(2026, 3, 2 + at, 17), remainingDurationMinutes: 0 }) } })),
    },
    says: /the best 4 weeks so far finished 2\.\d tasks a week, and keeping 24 Mar 2026 needs \d\.\d a week/,
  },
  C9: { changes: { records: [{ kind: "actualCost", record: { id: "x", name: "Cables", day: TODAY - 5, costType: "hardware", amountCents: 60_000, taskId: "b" } }] }, says: /a unit of money has brought work worth 0\.\d\d \(CPI\)/ },
  C10: { more: { reports: [report({ baseline: "other", scope: scopeFingerprint(statusPlan()) })] }, says: /the baseline or the promised date is not what report 7 was measured against/ },
  C11: { changes: { records: [{ kind: "riskItem", record: { id: "r", code: "R01", title: "Switches arrive late", category: "", probability: 0.2, impact: { kind: "delayDays", low: 0, likely: 0, high: 0 }, taskIds: ["b"], response: "", action: "", trigger: "", lastDay: TODAY - 2 } }] }, says: /“Switches arrive late” could happen until 14 Mar 2026, which has passed/ },
  C12: { changes: { records: [stated("s1", TODAY - 60, TODAY - 57), stated("s2", TODAY - 40, TODAY - 36), stated("s3", TODAY - 20, TODAY - 18), stated("s4", dayOf(2026, 3, 20))] }, says: /Vendor states 20 Mar 2026 .* their last 3 dates slipped by 3 days on average/ },
  C13: { changes: { records: [{ kind: "issueItem", record: { id: "i", code: "I-1", kind: "defect", title: "Core reboots", severity: 1, state: "open", taskIds: [], riskIds: [], changeRequestIds: [] } }] }, says: /1 defect of severity 1 is open \(I-1\)/ },
  C14: { more: { tracked: [{ taskId: "a", reference: "NET-1", state: "open" }] }, says: /the plan says that “Survey” is done, and the tracker says that NET-1 is open/ },
  C15: {
    changes: {
      records: [
        { kind: "assignment", record: { id: "as", taskId: "c", resourceId: "rita", units: 2, workMinutes: 10 * DAY, actualWorkMinutes: 0, remainingWorkMinutes: 10 * DAY, delayMinutes: 0 } },
      ],
    },
    says: /the finish depends on “Configure”, and Rita is booked to 200 % on 23 Mar 2026/,
  },
  C16: { more: { texts: ["We will be done soon: P80 is 27 March 2026."] }, says: /the text says “27 March 2026”, and by the data “P80 of the finish” is/ },
  C17: { changes: call({ reason: "As before." }), more: { reports: [report({ p80: minuteOf(2026, 3, 20, 17) })] }, says: /call and words are those of report 7, and the date that 8 of 10 runs keep has moved out by/ },
  C18: { changes: { records: [{ kind: "reserveDrawdown", record: { id: "dd", name: "Crane", reserveId: "res", day: TODAY - 1, amountCents: 90_000, costType: "other", reason: "Roof" } }] }, says: /90 % of the contingency is used, and 50 % of the work is done/ },
};

function taskOf(id: string) {
  const task = statusPlan().records.task.get(id);
  if (!task) throw new Error(`no task ${id}`);
  return task;
}

test("every rule has its fixture", () => {
  expect(CONTRADICTION_RULES.map(({ id }) => id)).toEqual(Object.keys(FIXTURES));
});

test.each(Object.entries(FIXTURES))("%s fires on its fixture", (id, { changes, more, says }) => {
  const own = contradictionsOf(statusInput(changes, more)).filter(({ ruleId }) => ruleId === id);
  expect(own.length).toBeGreaterThan(0);
  expect(own[0]?.sentence).toMatch(says);
  expect(own[0]?.sentence).toMatch(/^These two do not fit together: .* Which one is right\?$/);
  for (const number of own.flatMap(({ numbers }) => numbers)) expect([number.source, number.text].every((text) => text !== "")).toBe(true);
});

test("an approved change makes a new baseline an honest one", () => {
  const approved = { kind: "changeRequest" as const, record: { id: "cr", code: "CR-1", title: "Later", state: "approved" as const, commands: [], approvals: [], decidedAt: DATA_DATE * 60_000 } };
  expect(found(statusInput({ records: [approved] }, { reports: [report({ baseline: "other" })] }))).not.toContain("C10");
});

test("an answer stays with its contradiction until its numbers change", () => {
  const unproven = (records: PlanChanges["records"] = []) => contradictionsOf(statusInput({ without: ["e1"], records })).find(({ ruleId }) => ruleId === "C2");
  const sentence = unproven()?.sentence ?? "";
  const answer = { kind: "contradictionAnswer" as const, record: { id: "an", ruleId: "C2", subject: "", sentence, answer: "The report lies on paper.", asOf: DATA_DATE, by: "Ada" } };
  expect(unproven([answer])?.answer).toEqual({ text: "The report lies on paper.", by: "Ada" });
  const other = { ...answer, record: { ...answer.record, sentence: sentence.replace("1 task", "2 tasks") } };
  expect(unproven([other])).not.toHaveProperty("answer");
});

test("for people who see no costs nothing of money is said", () => {
  const input = statusInput(FIXTURES["C9"]?.changes, { showsCosts: false });
  expect(found(input)).not.toContain("C9");
  expect(JSON.stringify([computeStatus(input), contradictionsOf(input)])).not.toContain("EUR");
});
