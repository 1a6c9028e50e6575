/** The risk register before simulation: scales from 1 to 5, scores and colours, expected money value (domain C1). */
import type { RiskImpact } from "../model/risk/risk-item.ts";
import { settingsOf, type Project } from "../model/project.ts";
import type { RiskItem } from "../model/records.ts";

export type Colour = "green" | "amber" | "red";

export interface Score {
  /** 1-5 each, and their product. */
  readonly probability: number;
  readonly impact: number;
  readonly score: number;
  readonly colour: Colour;
}

/** Upper ends of the probabilities 1 to 4; above the last one it is 5. */
const PROBABILITY_ENDS = [0.1, 0.3, 0.5, 0.7];
/** Shares of the remaining duration (for costs: of the budget at completion) from which an impact counts as 2, 3, 4 and 5. */
const IMPACT_STARTS = [0.02, 0.05, 0.1, 0.2];
/** Weights of impacts 1 to 5 where high ones shall count more than in proportion. */
export const STEEP_WEIGHTS: readonly number[] = [0.05, 0.1, 0.2, 0.4, 0.8];

/** 1: up to 10 %, 2: up to 30 %, 3: up to 50 %, 4: up to 70 %, 5: more. */
export function probabilityScale(probability: number): number {
  return 1 + PROBABILITY_ENDS.filter((end) => probability > end).length;
}

/** 1: below 2 %, 2: from 2 %, 3: from 5 %, 4: from 10 %, 5: above 20 % of what it is measured by. */
export function impactScale(share: number): number {
  return share > 0.2 ? 5 : 1 + IMPACT_STARTS.slice(0, 3).filter((start) => share >= start).length;
}

/** Red from 15, amber from 8. */
export function colourOf(score: number): Colour {
  return score >= 15 ? "red" : score >= 8 ? "amber" : "green";
}

/** What impacts are measured by. */
export interface Measures {
  readonly remainingDays: number;
  readonly budgetCents: number;
  readonly minutesPerDay: number;
  /** Planned minutes of the tasks that the risk hits. */
  readonly taskMinutes: number;
}

/** What a risk is measured by: what is left of the whole plan, and of the tasks that it hits. */
export function measuresOf(project: Project, whole: Pick<Measures, "remainingDays" | "budgetCents">, { taskIds }: Pick<RiskItem, "taskIds">): Measures {
  const taskMinutes = taskIds.reduce((sum, id) => sum + (project.records.task.get(id)?.remainingDurationMinutes ?? 0), 0);
  return { ...whole, minutesPerDay: settingsOf(project).minutesPerDay, taskMinutes };
}

/** Typed scales count; what was not typed follows from probability and the likely impact. */
export function scoreOf(risk: RiskItem, measures: Measures): Score {
  const { probability: typed, ...typedImpacts } = risk.scales ?? {};
  const probability = typed ?? probabilityScale(risk.probability);
  const stated = Object.values(typedImpacts).filter((value) => value !== undefined);
  const impact = stated.length > 0 ? Math.max(...stated) : Math.max(...[risk.impact, ...(risk.furtherImpacts ?? [])].map((one) => impactScale(shareOf(one, measures))));
  return { probability, impact, score: probability * impact, colour: colourOf(probability * impact) };
}

function shareOf({ kind, likely }: RiskImpact, { remainingDays, budgetCents, minutesPerDay, taskMinutes }: Measures): number {
  if (kind === "cost") return budgetCents > 0 ? Math.abs(likely * 100) / budgetCents : 0;
  if (remainingDays <= 0) return 0;
  const days = kind === "delayDays" ? likely : ((likely - 1) * taskMinutes) / minutesPerDay;
  return Math.abs(days) / remainingDays;
}

/** Sum of probability times likely cost; a chance to save money counts negative. Whole currency units. */
export function expectedMoneyValue(risks: Iterable<Pick<RiskItem, "probability" | "impact" | "furtherImpacts">>): number {
  let sum = 0;
  for (const { probability, impact, furtherImpacts = [] } of risks) for (const { kind, likely } of [impact, ...furtherImpacts]) if (kind === "cost") sum += probability * likely;
  return sum;
}
