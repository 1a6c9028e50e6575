/** What a business case is worth: as planned, and as a range over the runs of a simulation that delay its benefits and move its cost. */
import { streamOf, uniformDraw } from "@leadline/kernel/simulation/draws.ts";
import { settingsOf, type Project } from "../../model/project.ts";
import type { Benefit, BusinessCase } from "../../model/records.ts";
import type { Schedule } from "../../schedule/schedule.ts";
import { MINUTES_PER_DAY } from "../../time/minute.ts";
import type { CostItem } from "../cost-item.ts";
import { rangeOf, type Range } from "../quantiles.ts";
import { AS_PLANNED, casePartsOf, flowsOf } from "./case-flows.ts";
import { worthOf, type Worth } from "./present-value.ts";

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
  /** Each absent where no run has it. */
  readonly mirr?: Range;
  readonly profitabilityIndex?: Range;
  readonly roi?: Range;
  /** In years, over the runs that pay back; absent where none does. */
  readonly payback?: Range;
  readonly discountedPayback?: Range;
  readonly paybackChance: number;
  /** Mean delay of the benefits' beginning, in days. */
  readonly meanDelayDays: number;
  /** How many days late each benefit begins. */
  readonly delays: readonly { readonly benefitId: string; readonly days: Range }[];
  /** By year, day 0 first: what the case has brought by then, discounted; whole minor units. */
  readonly cumulative: readonly Range[];
}

/**
 * A benefit begins as many days late as the task that it waits for finishes late; never before its planned day. Late is
 * later than the baseline has it, or than the plan where there is no baseline. Undefined without runs.
 */
export function caseRangeOf(project: Project, schedule: Schedule, businessCase: BusinessCase, { items, runs }: { readonly items: readonly CostItem[]; readonly runs: CaseRuns }): CaseRange | undefined {
  const parts = casePartsOf(project, businessCase, items);
  const planned = items.reduce((sum, { cents }) => sum + cents, 0);
  const rate = rateOf(businessCase);
  const promised = promisedFinishes(project, schedule, parts.benefits);
  const found: Record<Figure, number[]> = { npv: [], irr: [], mirr: [], profitabilityIndex: [], roi: [], payback: [], discountedPayback: [] };
  const delays = parts.benefits.map(() => new Float64Array(runs.runs));
  const cumulative = Array.from({ length: parts.years + 1 }, () => new Float64Array(runs.runs));
  for (let run = 0; run < runs.runs; run += 1) {
    const late = parts.benefits.map((benefit, at) => Math.max(0, (runs.finish(benefit.afterTaskId, run) - (promised[at] ?? 0)) / MINUTES_PER_DAY));
    const costFactor = runs.costCents && planned > 0 ? runs.costCents(run) / planned : 1;
    const flows = flowsOf(parts, { costFactor, delayDays: (benefit) => late[parts.benefits.indexOf(benefit)] ?? 0, yearlyCents: (benefit) => worthAt(benefit, runs.draw(benefit.id, run)) });
    const worth = worthOf(flows, rate, ratesOf(businessCase));
    for (const name of FIGURES) {
      const value = name === "irr" ? (worth.irr.kind === "one" ? worth.irr.rate : null) : worth[name];
      if (value !== null) found[name].push(value);
    }
    delays.forEach((days, at) => (days[run] = late[at] ?? 0));
    let [sum, factor] = [0, 1];
    flows.forEach((flow, year) => {
      sum += flow / factor;
      factor *= 1 + rate;
      const byYear = cumulative[year];
      if (byYear) byYear[run] = sum;
    });
  }
  const npv = rangeOf(found.npv);
  if (!npv) return undefined;
  const ranges: Partial<Record<Figure, Range>> = Object.fromEntries(FIGURES.flatMap((name) => ofSample(found[name], (range) => [name, range] as const)));
  return {
    ...ranges,
    caseId: businessCase.id,
    npv,
    lossChance: found.npv.filter((value) => value < 0).length / runs.runs,
    paybackChance: found.payback.length / runs.runs,
    meanDelayDays: delays.length === 0 ? 0 : delays.reduce((sum, days) => sum + days.reduce((all, day) => all + day, 0), 0) / (delays.length * runs.runs),
    delays: parts.benefits.flatMap(({ id }, at) => ofSample(delays[at], (days) => ({ benefitId: id, days }))),
    cumulative: cumulative.flatMap((sums) => ofSample(sums, (range) => range)),
  };
}

/** Each of them is found run by run. */
const FIGURES = ["npv", "irr", "mirr", "profitabilityIndex", "roi", "payback", "discountedPayback"] as const;
type Figure = (typeof FIGURES)[number];

function ofSample<T>(sample: Iterable<number> | undefined, make: (range: Range) => T): T[] {
  const range = sample && rangeOf(sample);
  return range ? [make(range)] : [];
}

/** When each benefit's task (or the project) was to finish: by the baseline, else by the plan. */
function promisedFinishes(project: Project, schedule: Schedule, benefits: readonly Benefit[]): number[] {
  const number = settingsOf(project).baselineForEarnedValue ?? 0;
  const frozen = new Map([...project.records.taskBaseline.values()].flatMap((one) => (one.number === number && one.finish !== undefined ? [[one.taskId, one.finish] as const] : [])));
  const last = [...frozen.values()].reduce<number>((latest, finish) => Math.max(latest, finish), -Infinity);
  return benefits.map(({ afterTaskId }) => (afterTaskId === undefined ? (frozen.size > 0 ? last : schedule.finish) : (frozen.get(afterTaskId) ?? schedule.of(afterTaskId)?.finish ?? schedule.finish)));
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
