/** What a business case is worth: as planned, and as a range over the runs of a simulation that delay its benefits and move its cost. */
import { streamOf, uniformDraw } from "@leadline/kernel/simulation/draws.ts";
import type { Project } from "../../model/project.ts";
import type { Benefit, BusinessCase } from "../../model/records.ts";
import type { Schedule } from "../../schedule/schedule.ts";
import { MINUTES_PER_DAY } from "../../time/minute.ts";
import type { CostItem } from "../cost-item.ts";
import { rangeOf, type Range } from "../quantiles.ts";
import { AS_PLANNED, casePartsOf, flowsOf } from "./case-flows.ts";
import { internalRate, payback, netPresentValue, worthOf, type Worth } from "./present-value.ts";

export interface CaseWorth {
  readonly caseId: string;
  readonly name: string;
  /** 0.11 is 11 % a year. */
  readonly rate: number;
  /** By year, day 0 first; whole minor units. */
  readonly flows: readonly number[];
  readonly worth: Worth;
}

/** Each case at its own rate, with benefits as likely and on their planned days. `items` are those of the budget. */
export function caseWorths(project: Project, items: readonly CostItem[]): CaseWorth[] {
  return [...project.records.businessCase.values()].map((businessCase) => {
    const flows = flowsOf(casePartsOf(project, businessCase, items), AS_PLANNED);
    return { caseId: businessCase.id, name: businessCase.name, rate: rateOf(businessCase), flows, worth: worthOf(flows, rateOf(businessCase), ratesOf(businessCase)) };
  });
}

/** A number of its own for every benefit and run, so that adding a benefit changes nothing of the others. */
export function benefitDraws(seed: number): CaseRuns["draw"] {
  return (benefitId, run) => uniformDraw(seed, streamOf(`benefit ${benefitId}`), run);
}

/** What a simulation found, run by run. */
export interface CaseRuns {
  readonly runs: number;
  /** The budget's cost in a run, whole minor units; absent: as planned. */
  readonly costCents?: (run: number) => number;
  /** The finish of a task (of the project where none is named) in a run, as an instant in minutes. */
  readonly finish: (taskId: string | undefined, run: number) => number;
  /** 0-1, evenly: where in its range a benefit's worth lies in a run. */
  readonly draw: (benefitId: string, run: number) => number;
}

export interface CaseRange {
  readonly caseId: string;
  readonly npv: Range;
  /** Share of runs in which the case is worth less than nothing. */
  readonly lossChance: number;
  /** Over the runs that have one rate of return; absent where none has. */
  readonly irr?: Range;
  /** In years, over the runs that pay back; absent where none does. */
  readonly payback?: Range;
  readonly paybackChance: number;
  /** Mean delay of the benefits' beginning, in days. */
  readonly meanDelayDays: number;
}

/** A benefit begins as many days late as the task that it waits for finishes late; never before its planned day. Undefined without runs. */
export function caseRangeOf(project: Project, schedule: Schedule, businessCase: BusinessCase, { items, runs }: { readonly items: readonly CostItem[]; readonly runs: CaseRuns }): CaseRange | undefined {
  const parts = casePartsOf(project, businessCase, items);
  const planned = items.reduce((sum, { cents }) => sum + cents, 0);
  const rate = rateOf(businessCase);
  const [npvs, rates, paybacks]: [number[], number[], number[]] = [[], [], []];
  let delays = 0;
  for (let run = 0; run < runs.runs; run += 1) {
    const delayDays = (benefit: Benefit): number => delayOf(schedule, benefit, runs.finish(benefit.afterTaskId, run));
    const costFactor = runs.costCents && planned > 0 ? runs.costCents(run) / planned : 1;
    const flows = flowsOf(parts, { costFactor, delayDays, yearlyCents: (benefit) => worthAt(benefit, runs.draw(benefit.id, run)) });
    npvs.push(netPresentValue(flows, rate));
    const irr = internalRate(flows);
    if (irr.kind === "one") rates.push(irr.rate);
    const paid = payback(flows);
    if (paid !== null) paybacks.push(paid);
    delays += parts.benefits.reduce((sum, benefit) => sum + delayDays(benefit), 0);
  }
  const npv = rangeOf(npvs);
  if (!npv) return undefined;
  const [irr, paid] = [rangeOf(rates), rangeOf(paybacks)];
  return {
    caseId: businessCase.id,
    npv,
    lossChance: npvs.filter((value) => value < 0).length / npvs.length,
    ...(irr && { irr }),
    ...(paid && { payback: paid }),
    paybackChance: paybacks.length / npvs.length,
    meanDelayDays: parts.benefits.length === 0 ? 0 : delays / (parts.benefits.length * npvs.length),
  };
}

function delayOf(schedule: Schedule, { afterTaskId }: Benefit, finish: number): number {
  const planned = afterTaskId === undefined ? schedule.finish : (schedule.of(afterTaskId)?.finish ?? schedule.finish);
  return Math.max(0, (finish - planned) / MINUTES_PER_DAY);
}

/** Triangular between low, likely and high by the inverse of its distribution (domain C2); whole minor units. */
function worthAt({ yearlyCents: { low, likely, high } }: Benefit, draw: number): number {
  const span = high - low;
  if (span <= 0) return likely;
  const atLikely = (likely - low) / span;
  return Math.round(draw < atLikely ? low + Math.sqrt(draw * span * (likely - low)) : high - Math.sqrt((1 - draw) * span * (high - likely)));
}

function rateOf({ discountPercent }: BusinessCase): number {
  return discountPercent / 100;
}

function ratesOf({ financePercent, reinvestPercent }: BusinessCase): { readonly finance?: number; readonly reinvest?: number } {
  return { ...(financePercent !== undefined && { finance: financePercent / 100 }), ...(reinvestPercent !== undefined && { reinvest: reinvestPercent / 100 }) };
}
