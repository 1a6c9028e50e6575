/** Tests of what finished tasks say about estimates. */
import { at, planOf } from "@leadline/testkit/plan-builder.ts";
import { expect, test } from "vitest";
import { projectOf, recordsOf, type KindedRecord } from "../model/project.ts";
import { estimateHistoryOf } from "./estimate-history.ts";

test("finished tasks are compared with their estimate, else with the first baseline; open ones wait", () => {
  const plan = planOf(`project "P" starts 2026-03-02\nA "A" 2/5/9d\nB "B" 3d after A\nC "C" 4d after B\nM "M" 0d after C`);
  const done = { actualStart: at("2026-03-02T08:00"), actualFinish: at("2026-03-11T17:00"), percentComplete: 100, actualDurationMinutes: 3840, remainingDurationMinutes: 0, durationMinutes: 3840 };
  const records = [...recordsOf(plan)].flatMap((item): KindedRecord[] => {
    if (item.kind !== "task" || !["A", "B"].includes(item.record.name)) return [item];
    const record = { ...item.record, ...done };
    if (item.record.name === "A") return [{ kind: "task", record: { ...record, estimate: { lowMinutes: 960, likelyMinutes: 2400, highMinutes: 4320, estimator: "Rita" } } }];
    const held = (number: number, durationMinutes: number): KindedRecord => ({ kind: "taskBaseline", record: { id: `${number}.${record.id}`, number, taskId: record.id, durationMinutes } });
    return [{ kind: "task", record }, held(3, 9999), held(0, 1440)];
  });
  const { outcomes, finished, open } = estimateHistoryOf(projectOf(records));
  expect(outcomes.map(({ estimator, likely, low, high, actual }) => ({ estimator, likely, low, high, actual }))).toEqual([
    { estimator: "Rita", likely: 2400, low: 960, high: 4320, actual: 3840 },
    { estimator: "", likely: 1440, low: undefined, high: undefined, actual: 3840 },
  ]);
  expect(finished).toHaveLength(2);
  expect((finished[0]?.finishDay ?? 0) - (finished[0]?.startDay ?? 0)).toBe(9);
  expect(open).toBe(1);
});
