/** Early warnings: each is seen on its fixture, and none on a project in good order. */
import { expect, test } from "vitest";
import { indicesOf } from "../cost/earned-value/indices.ts";
import { minuteOf, MINUTES_PER_DAY, type Minute } from "../time/minute.ts";
import { isImplausible, SIGNALS, signalsOf } from "./signals.ts";
import type { ForecastPoint, StatusInput } from "./status-input.ts";
import { DATA_DATE, PROMISE, statusInput, statusPlan, TODAY, type PlanChanges } from "./status-plan.fixture.ts";

const DAY = 480;
const point = (ago: number, more: Partial<ForecastPoint> = {}): ForecastPoint => ({ asOf: (DATA_DATE - ago * 7 * MINUTES_PER_DAY) as Minute, planned: PROMISE, percentDone: 10, ...more });
const later = (days: number): Minute => (minuteOf(2026, 3, 20, 17) + days * MINUTES_PER_DAY) as Minute;
const extra = (count: number, fields: (at: number) => object): NonNullable<PlanChanges["records"]> => {
  const task = statusPlan().records.task.get("c");
  if (!task) throw new Error("the plan lacks its third task");
  return Array.from({ length: count }, (_, at) => ({ kind: "task" as const, record: { ...task, id: `x${at}`, number: 10 + at, name: `Extra ${at}`, ...fields(at) } }));
};
const link = (from: string) => ({ kind: "link" as const, record: { id: `${from}-c`, predecessorId: from, successorId: "c", type: "FS" as const, lagMinutes: 0, lagPercent: 0, lagUnit: "d" as const } });

const FIXTURES: Readonly<Record<string, { readonly changes?: PlanChanges; readonly more?: Partial<StatusInput>; readonly says: RegExp }>> = {
  "to-complete": { changes: { records: [{ kind: "actualCost", record: { id: "x", name: "Cables", day: TODAY - 5, costType: "hardware", amountCents: 60_000, taskId: "b" } }] }, says: /The budget at completion is not plausible/ },
  "cpi-trend": { more: { history: [point(3, { cpi: 1.3 }), point(2, { cpi: 1.2 }), point(1, { cpi: 1.1 })] }, says: /CPI fell 3 periods in a row, to 1\.00/ },
  "forecast-drift": { more: { history: [0, 2, 3, 6, 7].map((days, at) => point(5 - at, { p80: later(days - 10) })) }, says: /slides: over 6 forecasts by \d+(\.\d)? days from each to the next/ },
  "ninety-percent": {
    changes: { tasks: { b: { percentComplete: 90, remainingDurationMinutes: DAY, actualDurationMinutes: 9 * DAY } } },
    more: { history: [2, 1].map((ago) => point(ago, { tasks: new Map([["b", { percent: 85, remainingMinutes: 2 * DAY }]]) })) },
    says: /1 task is almost done, or has the same time left, for more than 2 periods: “Order”/,
  },
  "hockey-stick": {
    changes: { records: extra(12, (at) => (at < 4 ? { percentComplete: 100, actualStart: minuteOf(2026, 3, 2, 8), actualFinish: minuteOf(2026, 3, 3 + at, 17), remainingDurationMinutes: 0 } : {})) },
    says: /10 tasks are planned to be finished in the next 4 weeks; the best 4 weeks so far finished 5/,
  },
  "evidence-gap": { changes: { without: ["e2"] }, more: { history: [point(1, { tasks: new Map([["b", { percent: 20, remainingMinutes: 8 * DAY }]]) })] }, says: /the progress of 2 tasks rose without anything to show for it: “Survey” and “Order”/ },
  "effort-without-progress": { changes: { records: [{ kind: "actualCost", record: { id: "x", name: "Cables", day: TODAY - 5, costType: "hardware", amountCents: 90_000, taskId: "b" } }] }, says: /73 % of the budget is spent, and 50 % of the work is earned/ },
  "quality-debt": {
    changes: { records: [1, 2, 3, 4].map((at) => ({ kind: "issueItem" as const, record: { id: `i${at}`, code: `I-${at}`, kind: "defect" as const, title: "Fault", severity: 2, state: "open" as const, taskIds: [], riskIds: [], changeRequestIds: [] } })) },
    more: { history: [1, 2, 3].map((count, at) => point(3 - at, { severeDefects: count })) },
    says: /rose 3 periods in a row, to 4/,
  },
  "optimistic-estimator": {
    changes: { records: [...extra(3, () => ({ percentComplete: 40, actualStart: minuteOf(2026, 3, 9, 8), remainingDurationMinutes: 3 * DAY, actualDurationMinutes: 2 * DAY })), ...[0, 1, 2].map((at) => ({ kind: "taskBaseline" as const, record: { id: `0.x${at}`, number: 0, taskId: `x${at}`, durationMinutes: 5 * DAY } }))] },
    says: /4 of 4 running tasks have exactly as much left as was planned/,
  },
  merge: { changes: { records: [...extra(6, () => ({ durationMinutes: 4 * DAY, remainingDurationMinutes: 4 * DAY, constraint: "SNET", constraintDate: minuteOf(2026, 3, 16, 8) })), ...[0, 1, 2, 3, 4, 5].map((at) => link(`x${at}`))] }, says: /6 paths run into the longest one/ },
  stale: { more: { now: (DATA_DATE + 12 * MINUTES_PER_DAY) as Minute }, says: /The data date, 16 Mar 2026, is 12 days old/ },
};

test("every signal has its fixture, and a project in good order gives none", () => {
  expect(SIGNALS.map(({ id }) => id)).toEqual(Object.keys(FIXTURES));
  expect(signalsOf(statusInput())).toEqual([]);
});

test.each(Object.entries(FIXTURES))("%s is seen on its fixture", (id, { changes, more, says }) => {
  const signal = signalsOf(statusInput(changes, more)).find((one) => one.id === id);
  expect(signal?.sentence).toMatch(says);
  expect(signal?.numbers.length).toBeGreaterThan(0);
});

test("TCPI 1.0909 less CPI .8889 is .202, which is implausible (EX-D10)", () => {
  const indices = indicesOf({ bac: 100, pv: 50, ev: 40, ac: 45 });
  expect(Number(indices.tcpi) - (indices.cpi ?? 0)).toBeCloseTo(0.202, 3);
  expect(isImplausible(indices)).toBe(true);
  expect(isImplausible({ ...indices, percentComplete: 19 })).toBe(false);
});
