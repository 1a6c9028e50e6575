/** Tests of the S-curve: it ends at the sums that the forecast and the earned value tell. */
import { edited } from "@leadline/testkit/edits.ts";
import { smallPlan } from "@leadline/testkit/small-plan.ts";
import { expect, test } from "vitest";
import { schedule } from "../schedule/compute.ts";
import { dayOf, minuteOf } from "../time/minute.ts";
import { costCurvesOf } from "./cost-curves.ts";

const plan = edited(smallPlan([{ id: "a", durationMinutes: 4800, fixedCostCents: 100_000 }]), { type: "setBaseline", number: 0 }, { type: "updateTasks", tasks: [{ id: "a", fields: { percentComplete: 40 } }] });
const dates = schedule(plan).schedule;

test("actual and forecast meet on the status date, and the forecast ends at the total", () => {
  const { points, forecast, earnedValue } = costCurvesOf(plan, dates, { at: minuteOf(2026, 3, 6, 17) });
  expect(points).toHaveLength(12);
  expect(points.find(({ day }) => day === dayOf(2026, 3, 6))).toEqual({ day: dayOf(2026, 3, 6), budget: 50_000, planned: 50_000, earned: 40_000, actual: 40_000, forecast: 40_000, forecastLow: null, forecastHigh: null });
  expect(points.find(({ day }) => day === dayOf(2026, 3, 3))).toMatchObject({ planned: 20_000, earned: 20_000, actual: 20_000, forecast: null });
  expect(points.at(-1)).toMatchObject({ budget: 100_000, planned: 100_000, earned: null, actual: null, forecast: forecast.totalCents });
  expect(earnedValue?.sums.ev).toBe(40_000);
});

test("the band opens at the status date and ends at what runs cost in all", () => {
  const { points } = costCurvesOf(plan, dates, { at: minuteOf(2026, 3, 6, 17), range: { p10: 90_000, p80: 130_000 } });
  expect(points.find(({ day }) => day === dayOf(2026, 3, 6))).toMatchObject({ forecastLow: 40_000, forecastHigh: 40_000 });
  expect(points.at(-1)).toMatchObject({ forecast: 100_000, forecastLow: 90_000, forecastHigh: 130_000 });
  for (const { forecastLow, forecast, forecastHigh } of points) if (forecastLow !== null && forecast !== null && forecastHigh !== null) expect(forecastLow <= forecast && forecast <= forecastHigh).toBe(true);
});

test("by month there is a point at each month's end and on the status date; without a baseline nothing is planned", () => {
  const bare = smallPlan([{ id: "a", durationMinutes: 30 * 480, fixedCostCents: 100_000 }]);
  const { points } = costCurvesOf(bare, schedule(bare).schedule, { step: "month", at: minuteOf(2026, 3, 13, 17) });
  expect(points.map(({ day, planned, forecast }) => [day - dayOf(2026, 3, 1), planned, forecast === null])).toEqual([[12, null, false], [30, null, false], [40, null, false]]);
});
