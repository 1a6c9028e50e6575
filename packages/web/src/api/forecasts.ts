/** Kept forecasts over HTTP: the history of one project as points, the portfolio of all, and the rule by which status is computed. */
import type { AnswerOf } from "@leadline/client/api-client.ts";
import type { ForecastPoint } from "@leadline/engine/status/status-input.ts";
import type { StatusPolicy } from "@leadline/engine/status/status-policy.ts";
import { parseIso, type Minute } from "@leadline/engine/time/minute.ts";
import { call } from "./http.ts";

export type Portfolio = AnswerOf<"readPortfolio">;
export type PortfolioProject = Portfolio["projects"][number];
export type KeptForecast = AnswerOf<"listForecasts">["forecasts"][number];
export type PolicyAnswer = AnswerOf<"readStatusPolicy">;

export const readPortfolio = (): Promise<Portfolio> => call("readPortfolio");

export const readStatusPolicy = (): Promise<PolicyAnswer> => call("readStatusPolicy");

/** `revision`: the rule that was seen. */
export function changeStatusPolicy(revision: number, wish: Partial<Omit<PolicyAnswer["policy"], "weights">>): Promise<PolicyAnswer> {
  return call("changeStatusPolicy", { ifMatch: revision, body: wish });
}

/** As the computing of the status takes it. */
export function policyOf({ policy, revision }: PolicyAnswer): StatusPolicy {
  return { ...policy, version: revision };
}

const DAYS_AT_ONCE = 400;

/**
 * What was forecast of a project, ascending: the last of each data date, or of each week where the plan has no data date.
 * The present one may be the last of them.
 */
export async function readForecastPoints(projectId: string): Promise<readonly ForecastPoint[]> {
  const { forecasts } = await call("listForecasts", { params: { id: projectId }, query: { limit: DAYS_AT_ONCE } });
  const last = new Map<string, ForecastPoint>();
  for (const kept of [...forecasts].reverse()) last.set(kept.period, pointOf(kept));
  return [...last.values()].sort((a, b) => a.asOf - b.asOf);
}

/** Instants in answers are instants. */
function instant(text: string): Minute {
  const minute = parseIso(text);
  if (minute === undefined) throw new Error(`Leadline bug: ${text} is no instant`);
  return minute;
}

function pointOf({ asOf, planned, finish, promise, percentDone, costs, status, running }: KeptForecast): ForecastPoint {
  const { areas } = status;
  return {
    asOf: instant(asOf),
    planned: instant(planned),
    ...(finish && { p10: instant(finish.p10), p50: instant(finish.p50), p80: instant(finish.p80), p90: instant(finish.p90) }),
    ...(promise && { promise: instant(promise.date), ...(promise.chance !== null && { chance: promise.chance }) }),
    percentDone,
    ...(costs && { costP50: costs.p50, costP80: costs.p80, budget: costs.budget, ...(costs.budgetChance !== null && { budgetChance: costs.budgetChance }), ...(costs.cpi !== null && { cpi: costs.cpi }), ...(costs.spi !== null && { spi: costs.spi }) }),
    computed: { ...(areas.date && { date: areas.date.value }), ...(areas.cost && { cost: areas.cost.value }), ...(areas.scope && { scope: areas.scope.value }) },
    tasks: new Map(running.map(({ taskId, percent, remainingMinutes }) => [taskId, { percent, remainingMinutes }])),
  };
}
