/** The S-curve: what was budgeted, planned, earned and spent, and what is forecast, cumulative by day or month. */
import { settingsOf, type Project } from "../model/project.ts";
import type { Schedule } from "../schedule/schedule.ts";
import { dayNumberOf, MINUTES_PER_DAY, type Minute } from "../time/minute.ts";
import { costForecastOf, type CostForecast } from "./cost-forecast.ts";
import { monthOf } from "./cost-groups.ts";
import { earnedValueOf, type EarnedValue } from "./earned-value/earned-value.ts";
import { sumCents, type DayCents } from "./spread-cents.ts";

/** Cumulative whole minor units at the end of a day; null is a gap: not known, or not yet. */
export interface CurvePoint {
  readonly day: number;
  readonly budget: number;
  /** From the baseline; null without one. */
  readonly planned: number | null;
  readonly earned: number | null;
  /** Up to the status date. */
  readonly actual: number | null;
  /** From the status date on: spent, and what is to come by then. */
  readonly forecast: number | null;
  /** The forecast where all that is to come costs as little as in 1 of 10 runs, as much as in 8 of 10; null without a simulation. */
  readonly forecastLow: number | null;
  readonly forecastHigh: number | null;
}

export interface CurveOptions {
  readonly step?: "day" | "month";
  /** Absent: the plan's status date. */
  readonly at?: Minute | undefined;
  /** The plan's cost over the runs of a simulation, whole minor units. */
  readonly range?: { readonly p10: number; readonly p80: number } | undefined;
  /** The last day at least, such as the one by which most runs are over. Absent: the last of the plan. */
  readonly until?: number | undefined;
}

export interface CostCurves {
  readonly currency: string;
  readonly statusDay: number | undefined;
  readonly points: readonly CurvePoint[];
  readonly forecast: CostForecast;
  readonly earnedValue: EarnedValue | undefined;
}

/**
 * Points at the end of every day, or of every month, from the first money to the last. Actual and forecast meet on the
 * status date. The band lies over the days as the forecast does: a simulation knows what runs cost, not when. Earned value needs a status date and a baseline with costs.
 */
export function costCurvesOf(project: Project, schedule: Schedule, { step = "day", at = settingsOf(project).statusDate, range, until = -Infinity }: CurveOptions = {}): CostCurves {
  const forecast = costForecastOf(project, schedule, at);
  const earned = at === undefined ? undefined : earnedValueOf(project, schedule, { at });
  const value = earned && earned.measure === "cost" && earned.sums.bac > 0 ? earned : undefined;
  const { statusDay } = forecast;
  const budget = cumulativeOf(forecast.budget);
  const actual = cumulativeOf(forecast.actual);
  const toCome = cumulativeOf(forecast.toCome);
  const endOf = (day: number): Minute => ((day + 1) * MINUTES_PER_DAY) as Minute;
  const points = daysOf(schedule, forecast, { step, until }).map((day): CurvePoint => {
    const isAhead = statusDay === undefined || day >= statusDay;
    const come = toCome(day);
    const banded = (total: number | undefined): number | null => (total === undefined || !isAhead || forecast.toComeCents === 0 ? null : Math.round(forecast.actualCents + (Math.max(0, total - forecast.actualCents) * come) / forecast.toComeCents));
    const isKnown = statusDay !== undefined && day <= statusDay;
    return {
      day,
      budget: budget(day),
      planned: value ? value.plannedAt(endOf(day)) : null,
      earned: value && isKnown ? value.earnedAt(endOf(day) > value.at ? value.at : endOf(day)) : null,
      actual: isKnown ? actual(day) : null,
      forecast: isAhead ? forecast.actualCents + come : null,
      forecastLow: banded(range?.p10),
      forecastHigh: banded(range?.p80),
    };
  });
  return { currency: settingsOf(project).currency, statusDay, points, forecast, earnedValue: value };
}

/** The days at whose end a point stands; the status day always has one. Plans of more than ten years are drawn by month. */
function daysOf(schedule: Schedule, { budget, actual, toCome, statusDay }: CostForecast, { step, until }: { readonly step: "day" | "month"; readonly until: number }): number[] {
  const ends = [...budget, ...actual, ...toCome].map(({ day }) => day);
  const first = ends.reduce((a, b) => Math.min(a, b), dayNumberOf(schedule.start));
  const last = ends.reduce((a, b) => Math.max(a, b), Math.max(dayNumberOf((schedule.finish - 1) as Minute), statusDay ?? -Infinity, until));
  const byDay = step === "day" && last - first <= MOST_DAYS;
  const days: number[] = [];
  for (let day = first; day <= last; day += 1) if (byDay || day === last || day === statusDay || monthOf(day) !== monthOf(day + 1)) days.push(day);
  return days;
}

const MOST_DAYS = 3660;

/** The sum of all days up to and with a day. */
function cumulativeOf(days: readonly DayCents[]): (day: number) => number {
  const byDay = [...days].sort((a, b) => a.day - b.day);
  let [next, sum, reached] = [0, 0, -Infinity];
  return (day) => {
    // Points are asked for in order of time; another order starts again.
    if (day < reached) return sumCents(byDay.filter((one) => one.day <= day));
    for (let one = byDay[next]; one && one.day <= day; one = byDay[next]) {
      sum += one.cents;
      next += 1;
    }
    reached = day;
    return sum;
  };
}
