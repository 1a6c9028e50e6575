/** A small project in good order, two weeks after its start, and the input from which its status is computed. */
import { smallPlan, type SmallTask } from "@leadline/testkit/small-plan.ts";
import type { KindedRecord, Project } from "../model/project.ts";
import { projectOf, recordsOf, settingsOf } from "../model/project.ts";
import type { ProjectSettings, Task } from "../model/records.ts";
import { simulate } from "../risk/simulation.ts";
import { schedule } from "../schedule/compute.ts";
import { dayOf, minuteOf } from "../time/minute.ts";
import type { StatusInput } from "./status-input.ts";
import { USUAL_STATUS_POLICY } from "./status-policy.ts";

/** Monday morning, two weeks after the start. */
export const DATA_DATE = minuteOf(2026, 3, 16, 8);
export const TODAY = dayOf(2026, 3, 16);
export const PROMISE = minuteOf(2026, 4, 3, 17);
const DAY = 480;

const days = (low: number, likely: number, high: number): NonNullable<Task["estimate"]> => ({ lowMinutes: low * DAY, likelyMinutes: likely * DAY, highMinutes: high * DAY });

const TASKS: readonly SmallTask[] = [
  { id: "a", name: "Survey", durationMinutes: 5 * DAY, fixedCostCents: 100_000, percentComplete: 100, actualStart: minuteOf(2026, 3, 2, 8), actualFinish: minuteOf(2026, 3, 6, 17), actualDurationMinutes: 5 * DAY, remainingDurationMinutes: 0, estimate: days(4, 5, 7) },
  { id: "b", name: "Order", durationMinutes: 10 * DAY, fixedCostCents: 200_000, percentComplete: 50, actualStart: minuteOf(2026, 3, 9, 8), actualDurationMinutes: 5 * DAY, remainingDurationMinutes: 5 * DAY, estimate: days(8, 10, 12), after: ["a"] },
  { id: "c", name: "Configure", durationMinutes: 5 * DAY, remainingDurationMinutes: 5 * DAY, fixedCostCents: 100_000, estimate: days(4, 5, 7), after: ["b"] },
  { id: "m", name: "Go-live", durationMinutes: 0, deadline: PROMISE, after: ["c"] },
];

const held = (taskId: string, from: number, to: number, length: number, costCents: number): KindedRecord => ({
  kind: "taskBaseline",
  record: { id: `0.${taskId}`, number: 0, taskId, start: minuteOf(2026, 3, from, 8), finish: minuteOf(2026, 3, to, length === 0 ? 8 : 17), durationMinutes: length * DAY, costCents },
});

const RECORDS: readonly KindedRecord[] = [
  { kind: "baseline", record: { id: "baseline.0", number: 0 } },
  held("a", 2, 6, 5, 100_000),
  held("b", 9, 20, 10, 200_000),
  held("c", 23, 27, 5, 100_000),
  { kind: "resource", record: { id: "rita", name: "Rita", type: "work", maxUnits: 1, rank: "V" } },
  { kind: "evidence", record: { id: "e1", kind: "acceptedDeliverable", title: "Survey report signed", taskIds: ["a"], day: TODAY - 9 } },
  { kind: "evidence", record: { id: "e2", kind: "mergedChange", title: "Order sheet merged", taskIds: ["b"], day: TODAY - 3 } },
  { kind: "evidence", record: { id: "e3", kind: "testRun", title: "Nightly run", taskIds: [], day: TODAY - 1, outcome: "passed" } },
  { kind: "deliverable", record: { id: "d1", code: "DL-1", name: "Network", taskId: "c", criteria: [{ id: "k", text: "Ping works", isMet: false }], state: "planned", dueDay: dayOf(2026, 4, 3) } },
  { kind: "reserve", record: { id: "res", name: "Contingency", kind: "contingency", amountCents: 100_000 } },
  { kind: "statusCall", record: { id: "call", asOf: DATA_DATE, call: "onTrack", date: "onTrack", cost: "onTrack", scope: "onTrack", reason: "All goes as planned.", by: "Ada" } },
];

export interface PlanChanges {
  readonly tasks?: Readonly<Record<string, Partial<Task>>>;
  readonly settings?: Partial<ProjectSettings>;
  /** Added, or put in the place of those with their ids. */
  readonly records?: readonly KindedRecord[];
  /** Ids of records that are left out. */
  readonly without?: readonly string[];
}

export function statusPlan({ tasks = {}, settings = {}, records = [], without = [] }: PlanChanges = {}): Project {
  const plan = smallPlan(TASKS.map((task) => ({ ...task, ...tasks[task.id] })), RECORDS);
  const left = [...recordsOf(plan)].filter(({ record }) => !without.includes(record.id));
  return projectOf([...left, { kind: "settings", record: { ...settingsOf(plan), name: "Branch refresh", currency: "EUR", statusDate: DATA_DATE, promisedFinish: PROMISE, ...settings } }, ...records]);
}

export function statusInput(changes: PlanChanges = {}, more: Partial<StatusInput> = {}): StatusInput {
  const project = statusPlan(changes);
  const { promisedFinish } = settingsOf(project);
  return {
    project,
    schedule: schedule(project).schedule,
    facts: simulate(project, { risks: "with", runs: 500, seed: 1, drivers: "none", ...(promisedFinish !== undefined && { target: promisedFinish }) }),
    history: [],
    reports: [],
    now: DATA_DATE,
    policy: USUAL_STATUS_POLICY,
    ...more,
  };
}
