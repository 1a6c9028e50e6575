/** A history counts periods: the last forecast of each data date, or of each week. */
import { at, planOf } from "@leadline/testkit/plan-builder.ts";
import { expect, test } from "vitest";
import { USUAL_STATUS_POLICY } from "../status/status-policy.ts";
import { formatIso, type Minute } from "../time/minute.ts";
import { historyBefore, pointOf } from "./forecast-history.ts";
import { keptForecastOf, type KeptForecast } from "./kept-forecast.ts";

const { forecast: first, costs } = keptForecastOf(planOf('T1 "Survey" 2/3/6d'), { now: at("2026-03-02 08:00"), offered: [], history: [], policy: USUAL_STATUS_POLICY });
const asOf = (text: string, percentDone = 0): { readonly forecast: KeptForecast } => ({ forecast: { ...first, asOf: at(text), percentDone } });
const dated = (text: string): { readonly forecast: KeptForecast } => ({ forecast: { ...first, asOf: at(text), statusDate: at(text) } });
const days = (points: readonly { readonly asOf: Minute }[]): readonly string[] => points.map((point) => formatIso(point.asOf).slice(0, 10));

test("without data dates, the last of each week before this one", () => {
  const kept = [asOf("2026-03-02 08:00"), asOf("2026-03-06 08:00"), asOf("2026-03-08 23:00", 7), asOf("2026-03-09 08:00"), asOf("2026-03-17 08:00")];
  const points = historyBefore(kept, asOf("2026-03-18 08:00").forecast);
  expect(days(points)).toEqual(["2026-03-08", "2026-03-09"]);
  expect(points[0]?.percentDone).toBe(7);
});

test("with data dates, the last of each of them before the present one, whenever it was made", () => {
  const kept = [dated("2026-03-06 17:00"), dated("2026-03-07 17:00"), dated("2026-03-07 17:00"), dated("2026-03-13 17:00"), dated("2026-03-20 17:00")];
  expect(days(historyBefore(kept, dated("2026-03-13 17:00").forecast))).toEqual(["2026-03-06", "2026-03-07"]);
});

test("a point has money only where costs are given", () => {
  expect(pointOf(first)).not.toHaveProperty("costP80");
  expect(pointOf(first, costs)).toMatchObject({ costP80: costs.cost.p80, p80: first.finish?.p80, planned: first.planned, computed: {} });
});
