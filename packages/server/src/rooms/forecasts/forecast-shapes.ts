/** How kept forecasts travel: instants as local wall clock, chances as shares, costs only to those who may see them. */
import { formatIso, type Minute } from "@leadline/engine/time/minute.ts";
import { z } from "zod";
import type { ForecastRow, StatementRow } from "./queries.ts";

const instant = z.string().describe("Local wall clock, YYYY-MM-DDTHH:MM:SS.");
const share = z.number().min(0).max(1);

const costsSchema = z
  .object({
    currency: z.string(),
    planned: z.number(),
    p10: z.number(),
    p50: z.number(),
    p80: z.number(),
    p90: z.number(),
    budget: z.number().describe("With contingency, without what is left of management reserve."),
    budgetChance: share.nullable().describe("Share of the runs within the budget; null where nothing is uncertain."),
  })
  .describe("Whole hundredths of the currency unit. Absent where the asker may not see costs.");

export const keptSchema = z.object({
  revision: z.number().int().describe("Of the plan that was simulated."),
  madeAt: z.string().describe("UTC."),
  asOf: instant.describe("The plan's status date; where it has none, when the forecast was made."),
  planned: instant.describe("What the plan says as a single date."),
  finish: z.object({ p10: instant, p50: instant, p80: instant, p90: instant }).nullable().describe("Null where nothing is uncertain: then there is a date and no chance."),
  promise: z.object({ date: instant, chance: share.nullable() }).nullable(),
  finished: instant.nullable().describe("When all of it was done."),
  percentDone: z.number(),
  costs: costsSchema.optional(),
});
export type KeptAnswer = z.infer<typeof keptSchema>;

export type Sight = "everything" | "no costs";

export function keptAnswer(row: ForecastRow, sight: Sight): KeptAnswer {
  const { costs } = row;
  const { finish, promise, finished } = datesOf(row);
  return {
    revision: row.revision,
    madeAt: row.made_at.toISOString(),
    asOf: formatIso(row.as_of_minute),
    planned: formatIso(row.planned_minute),
    finish,
    promise,
    finished,
    percentDone: row.percent_done,
    ...(sight === "everything" && { costs: { currency: costs.currency, planned: costs.planned, p10: costs.cost.p10, p50: costs.cost.p50, p80: costs.cost.p80, p90: costs.cost.p90, budget: costs.budget, budgetChance: costs.budgetChance ?? null } }),
  };
}

function datesOf({ p10_minute: p10, p50_minute: p50, p80_minute: p80, p90_minute: p90, promise_minute: promise, promise_chance: chance, finished_minute: finished }: StatementRow): Pick<KeptAnswer, "finish" | "promise" | "finished"> {
  const isRange = p10 !== null && p50 !== null && p80 !== null && p90 !== null;
  return {
    finish: isRange ? { p10: formatIso(p10), p50: formatIso(p50), p80: formatIso(p80), p90: formatIso(p90) } : null,
    promise: promise === null ? null : { date: formatIso(promise), chance },
    finished: isoOrNull(finished),
  };
}

export function isoOrNull(minute: Minute | null | undefined): string | null {
  return minute === null || minute === undefined ? null : formatIso(minute);
}
