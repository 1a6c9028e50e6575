/** Kept forecasts as the points of a history: one for each data date, or each week where the plan has none. */
import type { ForecastPoint, StatusArea, StatusValue } from "../status/status-input.ts";
import { dayNumberOf } from "../time/minute.ts";
import type { KeptCosts, KeptForecast, KeptStatus } from "./kept-forecast.ts";

/** `costs` only for whoever may see them. */
export function pointOf(forecast: KeptForecast, costs?: KeptCosts): ForecastPoint {
  const { asOf, planned, finish, promise, percentDone, status, running } = forecast;
  return {
    asOf,
    planned,
    ...(finish && { p10: finish.p10, p50: finish.p50, p80: finish.p80, p90: finish.p90 }),
    ...(promise && { promise: promise.date, ...(promise.chance !== undefined && { chance: promise.chance }) }),
    percentDone,
    ...(costs && { costP50: costs.cost.p50, costP80: costs.cost.p80, budget: costs.budget, ...(costs.budgetChance !== undefined && { budgetChance: costs.budgetChance }), ...(costs.cpi !== undefined && { cpi: costs.cpi }), ...(costs.spi !== undefined && { spi: costs.spi }) }),
    computed: callsOf(costs?.status ?? status),
    tasks: new Map(running.map(({ id, percent, remainingMinutes }) => [id, { percent, remainingMinutes }])),
  };
}

/**
 * The last point of each period before the present one, ascending. `kept` is in the order in which it was made. Two
 * forecasts of one data date, or without a data date of one week, are one point: trends count periods, not edits.
 */
export function historyBefore(kept: readonly { readonly forecast: KeptForecast; readonly costs?: KeptCosts }[], present: Pick<KeptForecast, "asOf" | "statusDate">): readonly ForecastPoint[] {
  const here = periodOf(present);
  const last = new Map<string, ForecastPoint>();
  for (const { forecast, costs } of kept) {
    const period = periodOf(forecast);
    if (period !== here && forecast.asOf < present.asOf) last.set(period, pointOf(forecast, costs));
  }
  return [...last.values()].sort((a, b) => a.asOf - b.asOf);
}

/** Which data date, or week, a forecast counts for. */
export function periodOf({ asOf, statusDate }: Pick<KeptForecast, "asOf" | "statusDate">): string {
  const day = dayNumberOf(asOf);
  // 1970-01-01 was a Thursday: weeks begin on Monday.
  return statusDate !== undefined ? `day ${day}` : `week ${Math.floor((day + 3) / 7)}`;
}

function callsOf({ areas }: KeptStatus): Partial<Record<StatusArea, StatusValue>> {
  return { ...(areas.date && { date: areas.date.value }), ...(areas.cost && { cost: areas.cost.value }), ...(areas.scope && { scope: areas.scope.value }) };
}
