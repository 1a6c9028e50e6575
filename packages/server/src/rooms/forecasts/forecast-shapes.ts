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
    cpi: z.number().nullable().describe("At the status date, where there is a baseline with costs."),
    spi: z.number().nullable(),
  })
  .describe("Whole hundredths of the currency unit. Absent where the asker may not see costs.");

const statusValue = z.enum(["onTrack", "atRisk", "offTrack", "noEvidence"]);
const areaSchema = z.object({ value: statusValue, chance: share.optional(), reason: z.string() });

export const keptSchema = z.object({
  revision: z.number().int().describe("Of the plan that was simulated."),
  madeAt: z.string().describe("UTC."),
  asOf: instant.describe("The plan's status date; where it has none, when the forecast was made."),
  planned: instant.describe("What the plan says as a single date."),
  finish: z.object({ p10: instant, p50: instant, p80: instant, p90: instant }).nullable().describe("Null where nothing is uncertain: then there is a date and no chance."),
  promise: z.object({ date: instant, chance: share.nullable() }).nullable(),
  finished: instant.nullable().describe("When all of it was done."),
  percentDone: z.number(),
  running: z.array(z.object({ taskId: z.string(), percent: z.number(), remainingMinutes: z.number().describe("Working minutes.") })).describe("Tasks under way."),
  status: z
    .object({
      value: statusValue,
      areas: z.object({ date: areaSchema.optional(), cost: areaSchema.optional(), scope: areaSchema.optional() }).describe("An area in which nothing was promised is absent; so is cost for those who may not see costs."),
      evidence: z.enum(["fresh", "old", "asserted", "notNeeded"]),
      evidenceSentence: z.string(),
      evidenceDays: z.number().nullable().describe("Age of the oldest of the newest evidence of running tasks that matter; null where one has none."),
      policyVersion: z.number().int(),
    })
    .describe("Computed by the workspace's policy."),
  declared: z.object({ call: z.enum(["onTrack", "atRisk", "offTrack"]), asOf: instant }).nullable().describe("What the manager says."),
  costs: costsSchema.optional(),
});
export type KeptAnswer = z.infer<typeof keptSchema>;

export type Sight = "everything" | "no costs";

export function keptAnswer(row: ForecastRow, sight: Sight): KeptAnswer {
  const { costs, facts } = row;
  const { areas, evidenceDays = null, ...status } = (sight === "everything" ? costs : facts).status;
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
    running: facts.running.map(({ id, percent, remainingMinutes }) => ({ taskId: id, percent, remainingMinutes })),
    status: { ...status, areas: { ...areas }, evidenceDays },
    declared: facts.declared ? { call: facts.declared.call, asOf: formatIso(facts.declared.asOf) } : null,
    ...(sight === "everything" && { costs: { currency: costs.currency, planned: costs.planned, p10: costs.cost.p10, p50: costs.cost.p50, p80: costs.cost.p80, p90: costs.cost.p90, budget: costs.budget, budgetChance: costs.budgetChance ?? null, cpi: costs.cpi ?? null, spi: costs.spi ?? null } }),
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
