/** The door of simulation: a plan's finish and cost as ranges with chances, and what drives them. */
import { finishAt, TICKS_PER_MINUTE, workedAt, type CalendarTable } from "@leadline/kernel/calendar-table.ts";
import { NODE } from "@leadline/kernel/network.ts";
import { valuesAtRanks } from "@leadline/kernel/simulation/order-statistics.ts";
import { joinParts, simulateOneByOne, simulateRuns } from "@leadline/kernel/simulation/simulate-runs.ts";
import type { RunRange, SimulationPart, SimulationPlan } from "@leadline/kernel/simulation/simulation-plan.ts";
import type { Problem } from "../base/problem.ts";
import { settingsOf, type Project } from "../model/project.ts";
import { calendarTablesOf } from "../schedule/calendar-tables.ts";
import { inTicks, minuteOfTick } from "../schedule/ticks.ts";
import type { Minute } from "../time/minute.ts";
import { simulationInputsOf, type SimulationInputs, type SimulationWish, type Source } from "./simulation-inputs.ts";
import { deviationOfSums, sensitivityOf } from "./sensitivity.ts";
import { jointFrontier, jointShare, mean, quantile, quantileInterval, rankReached, reached, shareError, shareUpTo, sorted } from "./statistics.ts";

export { joinParts, simulateRuns };
export type { RunRange, SimulationPart, SimulationPlan };

/** More would take minutes and tell no more. */
export const MOST_RUNS = 200_000;

/** Values that 10, 50, 80 and 90 of 100 runs do not exceed, and the mean of all runs. */
export interface RangeOf<T> {
  readonly p10: T;
  readonly p50: T;
  readonly p80: T;
  readonly p90: T;
  readonly mean: T;
}

export interface SimulatedTask {
  readonly taskId: string;
  /** Share of the runs in which the task has no slack. */
  readonly criticality: number;
  /** Size of the correlation of its duration with the project's. */
  readonly cruciality: number;
  /** Schedule sensitivity: criticality times the task's spread over the project's. */
  readonly ssi: number;
  /** Of its duration with the project's: shares of a buffer go by it. */
  readonly covariance: number;
  /** Finish. */
  readonly p10: Minute;
  readonly p50: Minute;
  readonly p80: Minute;
}

export interface SimulationFacts {
  readonly runs: number;
  readonly seed: number;
  readonly finish: RangeOf<Minute>;
  /** From the project's start, in days of the project's calendar. */
  readonly finishWorkingDays: RangeOf<number>;
  /** What the plan says as a single date, and the share of runs that keep it. */
  readonly deterministic: { readonly finish: Minute; readonly workingDays: number; readonly probability: number };
  readonly target?: { readonly date: Minute; readonly probability: number; readonly error: number };
  /** Whole cents. */
  readonly cost: RangeOf<number> & { readonly planned: number; readonly plannedProbability: number };
  /** Finish by the target (or the plan's date) and cost within the plan's cost, in one and the same run; and what keeps 70 % of the runs within both. */
  readonly joint: { readonly probability: number; readonly finish: Minute; readonly cost: number; readonly frontier: readonly { readonly finish: Minute; readonly cost: number }[] };
  readonly tasks: readonly SimulatedTask[];
  /** Where 95 of 100 repetitions with other seeds would find the P80, in working days. */
  readonly p80Interval: { readonly low: number; readonly high: number };
  /** Every run, for pictures: finish in working days and as instants, cost in cents, in the order of the runs. */
  readonly samples: { readonly finish: Float64Array; readonly workingDays: Float64Array; readonly cost: Float64Array };
  readonly problems: readonly Problem[];
}

export interface Simulated {
  readonly inputs: SimulationInputs;
  readonly part: SimulationPart;
}

/** Everything of a plan that results are told with. */
export interface SimulationFrame {
  readonly project: Project;
  readonly inputs: SimulationInputs;
  readonly problems: readonly Problem[];
}

/** Why these runs cannot be made, in one sentence; none where they can. */
export function refusedRuns(project: Project, runs: number): Problem | undefined {
  if (!Number.isInteger(runs) || runs < 1 || runs > MOST_RUNS) return { code: "simulation/runs", message: `${runs} runs cannot be made: choose a whole number from 1 to ${MOST_RUNS.toLocaleString("en")}.` };
  const hasTask = [...project.records.task.values()].some((task) => task.active);
  return hasTask ? undefined : { code: "simulation/no-tasks", message: "There is nothing to simulate: the plan has no active task. Add tasks with durations first." };
}

export function frameOf(project: Project, wish: SimulationWish): SimulationFrame {
  const inputs = simulationInputsOf(project, wish);
  return { project, inputs, problems: problemsOf(project, inputs) };
}

function problemsOf(project: Project, { plan, spreadTasks, problems }: SimulationInputs): Problem[] {
  const { statusDate, start } = settingsOf(project);
  const isCertain = plan.spanDraws.length + plan.risks.length + plan.lagDraws.length + plan.branches.length + (plan.lostDays?.length ?? 0) === 0;
  return [
    ...problems,
    ...(isCertain
      ? [{ code: "estimate/none", message: "No task has a range and no risk is known, so there is one date and no chance. Type ranges such as 2/5/9d into the Duration column, or ask for a usual spread." }]
      : []),
    ...(spreadTasks > 0 ? [{ code: "estimate/spread", message: `${spreadTasks} ${spreadTasks === 1 ? "task has" : "tasks have"} no range of ${spreadTasks === 1 ? "its" : "their"} own and ${spreadTasks === 1 ? "was" : "were"} given the usual spread that was asked for.` }] : []),
    ...(statusDate !== undefined && statusDate < start ? [{ code: "simulation/status-date", message: "The status date lies before the project's start, so nothing can have been done by then. Change one of the two." }] : []),
  ];
}

/** Results of all runs of a plan. `target` is a date to be kept. */
export function factsOf({ project, inputs, problems }: SimulationFrame, part: SimulationPart, seed: number, target?: Minute): SimulationFacts {
  const clock = clockOf(project, inputs);
  const ascending = sorted(part.finish);
  const days = Float64Array.from(part.finish, clock.days);
  const ascendingDays = sorted(days);
  const costs = sorted(part.cost);
  const planned = plannedOf(inputs);
  const instantOf = (worked: number): Minute => minuteOfTick(reached(ascending, worked));
  const limit = limitTick(target ?? minuteOfTick(planned.finish));
  const runs = part.finish.length;
  const targetShare = target === undefined ? undefined : shareUpTo(ascending, limit);
  return {
    runs,
    seed,
    finish: { p10: instantOf(0.1), p50: instantOf(0.5), p80: instantOf(0.8), p90: instantOf(0.9), mean: clock.instant(mean(days)) },
    finishWorkingDays: rangeOf(ascendingDays, mean(days)),
    deterministic: { finish: minuteOfTick(planned.finish), workingDays: clock.days(planned.finish), probability: shareUpTo(ascending, planned.finish) },
    ...(target === undefined || targetShare === undefined ? {} : { target: { date: target, probability: targetShare, error: shareError(targetShare, runs) } }),
    cost: { ...wholeRange(rangeOf(costs, mean(part.cost))), planned: Math.round(planned.cost), plannedProbability: shareUpTo(costs, planned.cost + 0.5) },
    joint: {
      probability: jointShare(part.finish, part.cost, { time: limit, cost: planned.cost + 0.5 }),
      finish: minuteOfTick(Math.min(limit, inTicks(target ?? minuteOfTick(planned.finish)))),
      cost: Math.round(planned.cost),
      frontier: jointFrontier(part.finish, part.cost, 0.7).map(({ time, cost }) => ({ finish: minuteOfTick(time), cost: Math.round(cost) })),
    },
    tasks: tasksOf(inputs, part),
    p80Interval: quantileInterval(ascendingDays, 0.8),
    samples: { finish: Float64Array.from(part.finish, minuteOfTick), workingDays: days, cost: part.cost },
    problems,
  };
}

/** What options are compared by: the finish, the cost and the chance of a date, exactly as `factsOf` tells them, without anything of single tasks. */
export interface BriefFacts {
  readonly finish: { readonly p50: Minute; readonly p80: Minute };
  /** Whole cents. */
  readonly cost: { readonly p50: number; readonly p80: number };
  /** Share of the runs that finish by the target; undefined without one. */
  readonly probability: number | undefined;
}

/** Enough of it are runs of which only the finish was wanted. */
export function briefFactsOf({ finish, cost }: Pick<SimulationPart, "finish" | "cost">, target?: Minute): BriefFacts {
  const [dates, costs] = [sorted(finish), sorted(cost)];
  const day = (share: number): Minute => minuteOfTick(reached(dates, share));
  const cents = (share: number): number => Math.round(quantile(costs, share));
  return { finish: { p50: day(0.5), p80: day(0.8) }, cost: { p50: cents(0.5), p80: cents(0.8) }, probability: target === undefined ? undefined : shareUpTo(dates, limitTick(target)) };
}

/** Whoever finishes within the minute is in time. */
function limitTick(target: Minute): number {
  return inTicks(target) + TICKS_PER_MINUTE - 1;
}

/** The plan without any draw: spans as planned, no risk. */
function plannedOf({ plan }: SimulationInputs): { readonly finish: number; readonly cost: number } {
  const calm: SimulationPlan = { ...plan, spanDraws: [], lagDraws: [], correlations: [], risks: [], branches: [], conditions: [], lostDays: [], costs: { ...plan.costs, draws: [] } };
  // One run of a plan of its own: not worth translating into blocks, and the same without draws.
  const part = simulateOneByOne(calm, { seed: 0, from: 0, to: 1, wanted: "finish" });
  return { finish: part?.finish[0] ?? Number.NaN, cost: part?.cost[0] ?? Number.NaN };
}

interface Clock {
  /** Working days from the project's start to an instant in ticks. */
  readonly days: (ticks: number) => number;
  readonly instant: (days: number) => Minute;
}

function clockOf(project: Project, { plan }: SimulationInputs): Clock {
  const settings = settingsOf(project);
  const calendars = calendarTablesOf(project);
  const table: CalendarTable | undefined = calendars.tables[calendars.indexOf(settings.calendarId)];
  const perDay = inTicks(settings.minutesPerDay);
  const start = plan.network.projectStart;
  if (!table) return { days: (ticks) => (ticks - start) / perDay, instant: (days) => minuteOfTick(start + days * perDay) };
  const before = workedAt(table, start);
  return { days: (ticks) => (workedAt(table, ticks) - before) / perDay, instant: (days) => minuteOfTick(finishAt(table, before + Math.round(days * perDay))) };
}

function rangeOf(ascending: Float64Array, middle: number): RangeOf<number> {
  return { p10: quantile(ascending, 0.1), p50: quantile(ascending, 0.5), p80: quantile(ascending, 0.8), p90: quantile(ascending, 0.9), mean: middle };
}

function wholeRange({ p10, p50, p80, p90, mean: middle }: RangeOf<number>): RangeOf<number> {
  return { p10: Math.round(p10), p50: Math.round(p50), p80: Math.round(p80), p90: Math.round(p90), mean: Math.round(middle) };
}

function tasksOf({ plan, taskOfNode }: SimulationInputs, part: SimulationPart): SimulatedTask[] {
  const runs = part.finish.length;
  const projectSpread = spreadOfFinish(plan, part);
  const project = sumsOfFinish(plan, part);
  const ranks = [0.1, 0.5, 0.8].map((share) => rankReached(runs, share));
  return [...plan.reported].flatMap((node, row) => {
    const task = taskOfNode[node];
    if (!task || ((plan.network.flags[node] ?? 0) & NODE.finished) !== 0) return [];
    const [p10 = Number.NaN, p50 = Number.NaN, p80 = Number.NaN] = valuesAtRanks(part.nodeFinish, row * runs, (row + 1) * runs, ranks);
    const [span, spanSquares, spanTimesProject] = [part.span[node] ?? 0, part.spanSquares[node] ?? 0, part.spanTimesFinish[node] ?? 0];
    const { criticality, cruciality, ssi, covariance } = sensitivityOf({ runs, critical: part.critical[node] ?? 0, span, spanSquares, spanTimesProject, ...project }, projectSpread);
    return [{ taskId: task.id, criticality, cruciality, ssi, covariance, p10: minuteOfTick(p10), p50: minuteOfTick(p50), p80: minuteOfTick(p80) }];
  });
}

/** Minutes by the clock from the project's start to its finish, as the kernel multiplies them with spans. */
function sumsOfFinish({ network }: SimulationPlan, part: SimulationPart): { readonly project: number; readonly projectSquares: number } {
  let [project, projectSquares] = [0, 0];
  for (const finish of part.finish) {
    const after = Math.round((finish - network.projectStart) / TICKS_PER_MINUTE);
    project += after;
    projectSquares += after * after;
  }
  return { project, projectSquares };
}

/** Standard deviation of the project's length in working minutes of its longest calendar: in whole minutes, so that it does not depend on the order of the runs. */
function spreadOfFinish({ network }: SimulationPlan, part: SimulationPart): number {
  const table = network.calendars[0];
  let [sum, squares] = [0, 0];
  for (const finish of part.finish) {
    const minutes = Math.round((table ? workedAt(table, finish) - workedAt(table, network.projectStart) : finish - network.projectStart) / TICKS_PER_MINUTE);
    sum += minutes;
    squares += minutes * minutes;
  }
  return deviationOfSums(sum, squares, part.finish.length);
}

export interface SimulatedDriver extends Source {
  /** By how many working days the P80 of the finish would be earlier (and by how many cents that of the cost lower) without it. */
  readonly deltaP80Days: number;
  readonly deltaP80Cents: number;
}

const AS_PLANNED = { kind: "triangle", low: 1, mode: 1, high: 1 } as const;

/** The plan without what some sources add to its spread: a task takes as long as planned, a risk does not occur. */
export function planWithout({ plan, sourceOfDraw, sourceOfRisk, sourceOfLostDays }: SimulationInputs, ...sources: readonly Source[]): SimulationPlan {
  const isIt = (one: Source | undefined): boolean => sources.some(({ kind, id }) => one?.kind === kind && one.id === id);
  // Its draw stays, without effect, so that what it is correlated with draws as before.
  const spanDraws = plan.spanDraws.map((draw, at) => (isIt(sourceOfDraw[at]) ? { ...draw, shape: AS_PLANNED } : draw));
  const lostDays = (plan.lostDays ?? []).filter((_, at) => !isIt(sourceOfLostDays[at]));
  return { ...plan, spanDraws, lostDays, risks: plan.risks.filter((_, at) => !isIt(sourceOfRisk[at])) };
}

/** The sources worth asking about: every risk, and the tasks that move the finish most. */
export function likelyDrivers({ sourceOfDraw, sourceOfRisk, sourceOfLostDays }: SimulationInputs, tasks: readonly SimulatedTask[], most = 10): Source[] {
  const drawn = new Set([...sourceOfDraw, ...sourceOfRisk].flatMap(({ kind, id }) => (kind === "task" ? [id] : [])));
  const sensitive = tasks.filter(({ taskId, ssi }) => ssi > 0 && drawn.has(taskId)).sort((a, b) => b.ssi - a.ssi || (a.taskId < b.taskId ? -1 : 1));
  const others = new Map([...sourceOfRisk, ...sourceOfLostDays].filter(({ kind }) => kind !== "task").map((source) => [`${source.kind} ${source.id}`, source]));
  return [...others.values(), ...sensitive.slice(0, most).map(({ taskId }): Source => ({ kind: "task", id: taskId }))];
}

/** What a source does to the P80s, from the same runs with it and without it. */
export function driverOf(frame: SimulationFrame, source: Source, withIt: SimulationPart, without: SimulationPart): SimulatedDriver {
  const clock = clockOf(frame.project, frame.inputs);
  const p80 = (values: Iterable<number>): number => quantile(sorted(values), 0.8);
  const days = (part: SimulationPart): number => p80(Float64Array.from(part.finish, clock.days));
  return { ...source, deltaP80Days: days(withIt) - days(without), deltaP80Cents: Math.round(p80(withIt.cost) - p80(without.cost)) };
}

/** Runs of plans that lose days: each of them builds its calendars anew, which takes half a millisecond. */
const MOST_RUNS_WITH_LOST_DAYS = 1000;

/** Runs for each question "what without it?": as many as asked for, fewer for large plans and for those that lose days. */
export function driverRuns({ plan }: SimulationInputs, runs: number): number {
  const most = (plan.lostDays ?? []).length > 0 ? Math.min(runs, MOST_RUNS_WITH_LOST_DAYS) : runs;
  return Math.min(most, Math.max(500, Math.floor(4_000_000 / Math.max(1, plan.network.nodeCount))));
}

/** All at once and on the spot: for small plans, tests and the command line's single thread. */
export function simulate(project: Project, wish: SimulationWish & { readonly seed: number; readonly target?: Minute; readonly drivers?: "none" }): SimulationFacts & { readonly drivers: readonly SimulatedDriver[] } {
  const frame = frameOf(project, wish);
  const run = (plan: SimulationPlan, to: number, wanted: RunRange["wanted"]): SimulationPart => {
    const part = simulateRuns(plan, { seed: wish.seed, from: 0, to, wanted });
    if (!part) throw new Error("Leadline bug: nobody cancelled these runs");
    return part;
  };
  const facts = factsOf(frame, run(frame.inputs.plan, wish.runs, "everything"), wish.seed, wish.target);
  if (wish.drivers === "none") return { ...facts, drivers: [] };
  const fewer = driverRuns(frame.inputs, wish.runs);
  const withAll = run(frame.inputs.plan, fewer, "finish");
  const drivers = likelyDrivers(frame.inputs, facts.tasks).map((source) => driverOf(frame, source, withAll, run(planWithout(frame.inputs, source), fewer, "finish")));
  return { ...facts, drivers: drivers.sort((a, b) => b.deltaP80Days - a.deltaP80Days) };
}
