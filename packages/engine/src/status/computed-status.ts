/** The status that follows from the evidence, by the published rule: date, cost and scope, and the worst of them (ux 6.2). */
import { budgetOf } from "../cost/budget.ts";
import { costForecastOf } from "../cost/cost-forecast.ts";
import { settingsOf } from "../model/project.ts";
import type { Deliverable } from "../model/records.ts";
import { chanceText } from "../risk/chance-words.ts";
import { promiseOf } from "../risk/promise.ts";
import type { SimulatedTask } from "../risk/simulation.ts";
import { MINUTES_PER_DAY, dayNumberOf, type Minute } from "../time/minute.ts";
import { evidenceState, leavesOf } from "./evidence-state.ts";
import { centsText, countNumber, dateText, dayText, instantNumber, moneyNumber, shareNumber } from "./proven-numbers.ts";
import type { AreaStatus, ComputedStatus, EvidenceState, ProvenNumber, StatusArea, StatusInput, StatusValue } from "./status-input.ts";
import type { StatusPolicy } from "./status-policy.ts";

/** From the best to the worst. */
const ORDER: readonly StatusValue[] = ["onTrack", "atRisk", "noEvidence", "offTrack"];

export function computeStatus(input: StatusInput): ComputedStatus {
  const asOf = statusInstant(input);
  const evidence = evidenceState(input.project, input.facts, { asOf, policy: input.policy });
  const areas = {
    date: borneOut(dateStatus(input, asOf), evidence),
    cost: input.showsCosts === false ? { area: "cost" as const, value: undefined, hardFacts: [], reason: "Your role does not show what things cost.", numbers: [] } : borneOut(costStatus(input, asOf), evidence),
    scope: borneOut(scopeStatus(input, asOf), evidence),
  };
  const values = Object.values(areas).flatMap(({ value }) => value ?? []);
  return { asOf, value: values.length === 0 ? "noEvidence" : worst(values), areas, evidence, policyVersion: input.policy.version };
}

/** The status date; today where the plan has none. */
export function statusInstant({ project, now }: Pick<StatusInput, "project" | "now">): Minute {
  return settingsOf(project).statusDate ?? now;
}

export function worst(values: readonly StatusValue[]): StatusValue {
  return values.reduce((found, value) => (ORDER.indexOf(value) > ORDER.indexOf(found) ? value : found), "onTrack");
}

/**
 * On track from 70 %, off track below 30 % (by the usual policy). A call gets better only when the chance exceeds the limit
 * by the hysteresis: after "at risk", 72 % is still at risk and 75 % on track. It gets worse at once.
 */
export function valueOfChance(chance: number, before: StatusValue | undefined, { onTrackFrom, offTrackBelow, hysteresis }: StatusPolicy): StatusValue {
  const margin = (from: StatusValue): number => (before !== undefined && before !== "noEvidence" && ORDER.indexOf(before) > ORDER.indexOf(from) ? hysteresis : 0);
  if (chance >= onTrackFrom + margin("onTrack") - ROUNDING) return "onTrack";
  return chance >= offTrackBelow + margin("atRisk") - ROUNDING ? "atRisk" : "offTrack";
}

/** 0.7 + 0.05 is not 0.75 in binary. */
const ROUNDING = 1e-9;

/** Bad news stands without evidence; good news does not. */
function borneOut(status: AreaStatus, evidence: EvidenceState): AreaStatus {
  const isBare = evidence.state === "old" || evidence.state === "asserted";
  if (!isBare || status.value === undefined || status.value === "offTrack") return status;
  return { ...status, value: "noEvidence", reason: `${evidence.sentence} Without that: ${lowerFirst(status.reason)}` };
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

function before(input: StatusInput, area: StatusArea): StatusValue | undefined {
  return input.history.at(-1)?.computed?.[area];
}

function dateStatus(input: StatusInput, asOf: Minute): AreaStatus {
  const { project, facts, schedule, policy } = input;
  const promise = facts?.target?.date ?? promiseOf(project);
  if (promise === undefined) return { area: "date", value: undefined, hardFacts: [], reason: "No finish is promised. Promise one under Risks, Forecast, or set a deadline.", numbers: [] };
  const leaves = leavesOf(project);
  const finished = leaves.length > 0 && leaves.every(({ actualFinish }) => actualFinish !== undefined);
  const source = simulationSource(input);
  const promised = instantNumber("promise", "Promised finish", promise, { source: "settings of the project, or the deadline of its last task", asOf });
  if (finished) {
    const isKept = schedule.finish <= promise;
    const numbers = [promised, instantNumber("finish", "Finished", schedule.finish, { source: "actual finishes of the tasks", asOf })];
    return { area: "date", value: isKept ? "onTrack" : "offTrack", hardFacts: isKept ? [] : [`It was finished on ${dateText(schedule.finish)}, after the promised ${dateText(promise)}.`], reason: isKept ? `It was finished on ${dateText(schedule.finish)}, as promised.` : "It is finished, and later than promised.", numbers };
  }
  const hardFacts = asOf > promise ? [`The promised date, ${dateText(promise)}, has passed, and ${countOf(leaves.filter(({ actualFinish }) => actualFinish === undefined).length, "task is", "tasks are")} open.`] : [];
  const isUncertain = facts !== undefined && !facts.problems.some(({ code }) => code === "estimate/none");
  if (!isUncertain || !facts?.target) {
    const isLate = schedule.finish > promise;
    const numbers = [promised, instantNumber("planned", "Finish by the plan", schedule.finish, { source: "the schedule", asOf })];
    const reason = isLate ? `The plan itself ends on ${dateText(schedule.finish)}, after the promised ${dateText(promise)}.` : "No task has a range, so there is a date and no chance. Give the tasks ranges, such as 3/5/9d.";
    return { area: "date", value: hardFacts.length > 0 || isLate ? "offTrack" : "noEvidence", hardFacts, reason, numbers };
  }
  const { probability } = facts.target;
  const value = hardFacts.length > 0 ? "offTrack" : valueOfChance(probability, before(input, "date"), policy);
  return {
    area: "date",
    value,
    chance: probability,
    hardFacts,
    reason: `${chanceText(probability)} of the runs are done by the promised ${dateText(promise)}; 8 of 10 are done by ${dateText(facts.finish.p80)}.`,
    numbers: [
      promised,
      shareNumber("promise-chance", "Chance of the promised finish", probability, { source, formula: "runs that are done by then / all runs", asOf }),
      instantNumber("p50", "P50 of the finish", facts.finish.p50, { source, formula: "half of the runs are done by then", asOf }),
      instantNumber("p80", "P80 of the finish", facts.finish.p80, { source, formula: "8 of 10 runs are done by then", asOf }),
      instantNumber("planned", "Finish by the plan", facts.deterministic.finish, { source: "the schedule", asOf }),
    ],
  };
}

/** "10,000 simulated runs, seed 1". */
export function simulationSource({ facts }: Pick<StatusInput, "facts">): string {
  return facts ? `${facts.runs.toLocaleString("en")} simulated runs, seed ${facts.seed}` : "no simulation";
}

function countOf(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}

function costStatus(input: StatusInput, asOf: Minute): AreaStatus {
  const { project, facts, schedule, policy } = input;
  const { currency } = settingsOf(project);
  const budget = budgetOf(project, schedule).totalCents;
  if (budget <= 0) return { area: "cost", value: undefined, hardFacts: [], reason: "There is no budget: nothing in the plan costs anything yet.", numbers: [] };
  const actual = costForecastOf(project, schedule, asOf).actualCents;
  const source = simulationSource(input);
  const numbers: ProvenNumber[] = [
    moneyNumber("budget", "Budget", budget, currency, { source: "the budget's lines with contingency, without management reserve", asOf }),
    moneyNumber("actual-cost", "Spent", actual, currency, { source: "actual costs up to the data date", asOf }),
  ];
  const hardFacts = actual > budget ? [`${centsText(actual, currency)} were spent, more than the budget of ${centsText(budget, currency)}.`] : [];
  if (!facts || facts.cost.p90 <= 0) return { area: "cost", value: hardFacts.length > 0 ? "offTrack" : "noEvidence", hardFacts, reason: "What it will cost cannot be simulated yet.", numbers };
  const chance = facts.samples.cost.reduce((count, cost) => count + (cost <= budget + 0.5 ? 1 : 0), 0) / Math.max(1, facts.samples.cost.length);
  return {
    area: "cost",
    value: hardFacts.length > 0 ? "offTrack" : valueOfChance(chance, before(input, "cost"), policy),
    chance,
    hardFacts,
    reason: `The budget of ${centsText(budget, currency)} is enough in ${chanceText(chance)} of the runs; 8 of 10 cost at most ${centsText(facts.cost.p80, currency)}.`,
    numbers: [
      ...numbers,
      shareNumber("budget-chance", "Chance that the budget is enough", chance, { source, formula: "runs that cost at most the budget / all runs", asOf }),
      moneyNumber("cost-p50", "P50 of the cost", facts.cost.p50, currency, { source, formula: "half of the runs cost at most so much", asOf }),
      moneyNumber("cost-p80", "P80 of the cost", facts.cost.p80, currency, { source, formula: "8 of 10 runs cost at most so much", asOf }),
    ],
  };
}

function scopeStatus(input: StatusInput, asOf: Minute): AreaStatus {
  const { project, facts, policy } = input;
  const deliverables = [...project.records.deliverable.values()];
  if (deliverables.length === 0) return { area: "scope", value: undefined, hardFacts: [], reason: "No deliverable is promised.", numbers: [] };
  const open = deliverables.filter(({ state }) => state !== "accepted");
  const rejected = open.filter(({ state }) => state === "rejected");
  const today = dayNumberOf(asOf);
  const overdue = open.filter(({ dueDay, state }) => dueDay !== undefined && dueDay < today && state !== "rejected");
  const unmet = deliverables.filter(({ state, criteria }) => state === "accepted" && criteria.some(({ isMet, waiver }) => !isMet && !waiver));
  const hardFacts = [
    ...rejected.map(({ name }) => `“${name}” was not accepted.`),
    ...overdue.map(({ name, dueDay }) => `“${name}” was promised for ${dayText(dueDay ?? 0)} and is not accepted.`),
    ...unmet.map(({ name }) => `“${name}” was accepted with a criterion that is neither met nor waived.`),
  ];
  const byTask = new Map(facts?.tasks.map((task) => [task.taskId, task]));
  const chances = open.flatMap((deliverable) => {
    const chance = chanceInTime(deliverable, byTask);
    return chance === undefined ? [] : [{ deliverable, chance }];
  });
  const lowest = chances.reduce<(typeof chances)[number] | undefined>((least, one) => (least === undefined || one.chance < least.chance ? one : least), undefined);
  const numbers: ProvenNumber[] = [
    countNumber("accepted", "Accepted deliverables", deliverables.length - open.length, { source: "the deliverables' states", asOf }),
    countNumber("deliverables", "Promised deliverables", deliverables.length, { source: "the list of deliverables", asOf }),
    ...(lowest ? [shareNumber("scope-chance", `Chance of “${lowest.deliverable.name}” in time`, lowest.chance, { source: simulationSource(input), formula: "between P10, P50 and P80 of its task on a straight line", asOf })] : []),
  ];
  const counted = `${deliverables.length - open.length} of ${countOf(deliverables.length, "deliverable is", "deliverables are")} accepted`;
  if (hardFacts.length > 0) return { area: "scope", value: "offTrack", ...(lowest && { chance: lowest.chance }), hardFacts, reason: `${counted}. ${hardFacts[0] ?? ""}`, numbers };
  if (open.length === 0) return { area: "scope", value: "onTrack", hardFacts, reason: `${counted}.`, numbers };
  if (!lowest) return { area: "scope", value: "noEvidence", hardFacts, reason: `${counted}; the others have no due date or no task, so there is no chance to tell.`, numbers };
  return { area: "scope", value: valueOfChance(lowest.chance, before(input, "scope"), policy), chance: lowest.chance, hardFacts, reason: `${counted}. The least likely in time is “${lowest.deliverable.name}” with ${chanceText(lowest.chance)}.`, numbers };
}

/** That its task is finished by the end of the due day; undefined where nothing tells. */
function chanceInTime({ taskId, dueDay }: Deliverable, byTask: ReadonlyMap<string, SimulatedTask>): number | undefined {
  const task = taskId === undefined ? undefined : byTask.get(taskId);
  if (!task || dueDay === undefined) return undefined;
  return chanceBy(task, ((dueDay + 1) * MINUTES_PER_DAY) as Minute);
}

/** Straight lines between P10, P50 and P80, and on to 0 and 1 with the slope of the last piece. */
export function chanceBy({ p10, p50, p80 }: Pick<SimulatedTask, "p10" | "p50" | "p80">, limit: Minute): number {
  if (p80 <= p10) return limit >= p80 ? 1 : 0;
  const along = (from: number, to: number, low: number, high: number): number => (to === from ? high : low + ((limit - from) / (to - from)) * (high - low));
  if (limit < p50) return Math.max(0, Math.min(0.5, along(p10, p50, 0.1, 0.5)));
  return Math.min(1, along(p50, p80, 0.5, 0.8));
}
