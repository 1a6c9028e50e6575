/** Tests of actual costs in Microsoft Project files: those that rates explain are computed, others are kept. */
import { earnedValueOf } from "@leadline/engine/cost/earned-value/earned-value.ts";
import { schedule } from "@leadline/engine/schedule/compute.ts";
import { minuteOf } from "@leadline/engine/time/minute.ts";
import { expect, test } from "vitest";
import { seededIds } from "@leadline/engine/change/id-maker.ts";
import { readMspdi } from "./read.ts";

/** Ten days from Monday 2 March 2026, half of them done, baseline cost 1,000.00 (costs are hundredths). */
const file = (actualCost: number, more = ""): Uint8Array =>
  new TextEncoder().encode(`<?xml version="1.0"?><Project xmlns="http://schemas.microsoft.com/project"><StartDate>2026-03-02T08:00:00</StartDate><Tasks><Task><UID>1</UID><ID>1</ID><Name>Build</Name><OutlineLevel>1</OutlineLevel><Start>2026-03-02T08:00:00</Start><Finish>2026-03-13T17:00:00</Finish>
<Duration>PT80H0M0S</Duration><PercentComplete>50</PercentComplete><ActualStart>2026-03-02T08:00:00</ActualStart><ActualDuration>PT40H0M0S</ActualDuration><RemainingDuration>PT40H0M0S</RemainingDuration><ActualCost>${actualCost}</ActualCost>${more}
<Baseline><Number>0</Number><Start>2026-03-02T08:00:00</Start><Finish>2026-03-13T17:00:00</Finish><Duration>PT80H0M0S</Duration><Cost>100000</Cost></Baseline></Task></Tasks></Project>`);

function valueOf(bytes: Uint8Array) {
  const read = readMspdi(bytes, { fileName: "plan", newId: seededIds("t") });
  if (!read.ok) throw new Error(read.problem.message);
  return { task: [...read.project.records.task.values()][0], sums: earnedValueOf(read.project, schedule(read.project).schedule, { at: minuteOf(2026, 3, 9, 17) }).sums };
}

test("an actual cost that nothing explains is kept and counts as spent", () => {
  const { task, sums } = valueOf(file(62_500));
  expect(task?.reportedCost).toEqual({ actualCents: 62_500, computedCents: 0 });
  expect(sums).toEqual({ bac: 100_000, pv: 60_000, ev: 50_000, ac: 62_500 });
});

test("an actual cost that follows from a fixed cost and progress is computed", () => {
  const { task, sums } = valueOf(file(20_000, "<FixedCost>40000</FixedCost>"));
  expect(task?.reportedCost).toBeUndefined();
  expect(sums.ac).toBe(20_000);
});
