/** What is kept of a forecast: its ranges and chances, what drives them, who is asked for how much, and what other projects wait for. */
import { budgetOf } from "../cost/budget.ts";
import { earnedValueOf } from "../cost/earned-value/earned-value.ts";
import { weekLoads } from "../leveling/week-loads.ts";
import { outlineOf } from "../model/plan/outline.ts";
import { settingsOf, type Project } from "../model/project.ts";
import type { StatusCall } from "../model/records.ts";
import type { StatusCallValue } from "../model/status/status-call.ts";
import { promiseOf } from "../risk/promise.ts";
import { driverOf, driverRuns, factsOf, frameOf, likelyDrivers, planWithout, simulateRuns, type RangeOf, type RunRange, type SimulatedDriver, type SimulationFacts, type SimulationFrame, type SimulationPart, type SimulationPlan } from "../risk/simulation.ts";
import { shareUpTo, sorted } from "../risk/statistics.ts";
import { USUAL_SEED, usualRuns } from "../risk/usual-runs.ts";
import { schedule } from "../schedule/compute.ts";
import type { Schedule } from "../schedule/schedule.ts";
import { computeStatus } from "../status/computed-status.ts";
import type { AreaStatus, ComputedStatus, EvidenceState, ForecastPoint, StatusArea, StatusInput, StatusValue } from "../status/status-input.ts";
import type { StatusPolicy } from "../status/status-policy.ts";
import type { Minute } from "../time/minute.ts";

export interface KeptForecast {
  /** The status date; where the plan has none, when the forecast was made. */
  readonly asOf: Minute;
  readonly statusDate?: Minute;
  readonly runs: number;
  readonly seed: number;
  /** What the plan says as a single date. */
  readonly planned: Minute;
  /** Absent where no task has a range and no risk is known: then there is a date and no chance. */
  readonly finish?: RangeOf<Minute>;
  readonly promise?: { readonly date: Minute; readonly chance?: number };
  /** 0-100, tasks weighed by their durations. */
  readonly percentDone: number;
  /** When all of it was done; absent as long as anything is left. */
  readonly finished?: Minute;
  readonly taskCount: number;
  /** What moves the 80 % date most, first the largest. */
  readonly drivers: readonly KeptDriver[];
  readonly people: readonly PersonLoad[];
  /** Tasks of other projects that this plan waits for. */
  readonly awaited: readonly AwaitedTask[];
  /** Tasks that other plans wait for. */
  readonly offered: readonly OfferedTask[];
  /** Tasks under way. */
  readonly running: readonly RunningTask[];
  /** Without what money says, so that everybody may see it. */
  readonly status: KeptStatus;
  /** What the manager says, for the newest data date. */
  readonly declared?: { readonly call: StatusCallValue; readonly asOf: Minute };
}

export interface RunningTask {
  readonly id: string;
  /** 0-100. */
  readonly percent: number;
  readonly remainingMinutes: number;
}

export interface KeptStatus {
  readonly value: StatusValue;
  readonly areas: Readonly<Partial<Record<StatusArea, KeptArea>>>;
  readonly evidence: EvidenceState["state"];
  readonly evidenceSentence: string;
  /** Age of the oldest of the newest evidence of running tasks that matter; absent where one of them has none, or none runs. */
  readonly evidenceDays?: number;
  readonly policyVersion: number;
}

export interface KeptArea {
  readonly value: StatusValue;
  readonly chance?: number;
  readonly reason: string;
}

/** Money, in whole cents; kept apart because not everybody may see it. */
export interface KeptCosts {
  readonly currency: string;
  readonly planned: number;
  readonly cost: RangeOf<number>;
  /** With contingency, without what is left of management reserve. */
  readonly budget: number;
  /** Share of the runs that cost no more than the budget; absent where nothing is uncertain. */
  readonly budgetChance?: number;
  /** With what money says. */
  readonly status: KeptStatus;
  /** At the status date, where there is a baseline with costs. */
  readonly cpi?: number;
  readonly spi?: number;
}

export interface KeptDriver {
  readonly kind: SimulatedDriver["kind"];
  readonly id: string;
  readonly name: string;
  /** By how many working days the 80 % date would be earlier without what is uncertain about it. */
  readonly days: number;
}

export interface PersonLoad {
  readonly resourceId: string;
  readonly name: string;
  readonly email?: string;
  readonly weeks: readonly { readonly week: number; readonly asked: number; readonly capacity: number }[];
}

export interface AwaitedTask {
  readonly id: string;
  readonly name: string;
  readonly otherProjectId: string;
  readonly otherTaskId: string;
  /** As this plan knows it. */
  readonly finish: Minute;
  /** Working minutes that it could finish later without moving the end of this plan. */
  readonly slackMinutes: number;
}

export interface OfferedTask {
  readonly id: string;
  readonly finish: Minute;
  readonly p80?: Minute;
}

export interface KeptForecastWish {
  readonly now: Minute;
  /** Tasks of this plan that other plans show. */
  readonly offered: readonly string[];
  /** Of earlier data dates, ascending. */
  readonly history: readonly ForecastPoint[];
  readonly policy: StatusPolicy;
}

export interface MadeForecast {
  readonly forecast: KeptForecast;
  readonly costs: KeptCosts;
}

const WEEKS_AHEAD = 26;
const DRIVERS = 3;
/** A driver that moves the date by less is not worth a name. */
const LEAST_DAYS = 0.1;

/** Simulated with the seed and the runs that pages and the command line use, so the numbers are theirs. */
export function keptForecastOf(project: Project, { now, offered, history, policy }: KeptForecastWish): MadeForecast {
  const dates = schedule(project).schedule;
  const { statusDate, currency } = settingsOf(project);
  const asOf = statusDate ?? now;
  const promise = promiseOf(project);
  const finished = finishedOf(project, dates);
  const runs = usualRuns(project);
  const simulated = simulatedOf(project, runs, promise);
  const facts = simulated?.facts;
  const isUncertain = facts !== undefined && !facts.problems.some(({ code }) => code === "estimate/none");
  const budget = budgetOf(project, dates).totalCents;
  const input: StatusInput = { project, schedule: dates, facts, history, reports: [], now, policy };
  const declared = declaredOf(project);
  const p80s = new Map(facts?.tasks.map(({ taskId, p80 }) => [taskId, p80]));
  const forecast: KeptForecast = {
    asOf,
    ...(statusDate !== undefined && { statusDate }),
    runs,
    seed: USUAL_SEED,
    planned: facts?.deterministic.finish ?? dates.finish,
    ...(isUncertain && { finish: facts.finish }),
    ...(promise !== undefined && { promise: { date: promise, ...(isUncertain && facts.target && { chance: facts.target.probability }) } }),
    percentDone: percentDoneOf(project, dates),
    ...(finished !== undefined && { finished }),
    taskCount: project.records.task.size,
    drivers: simulated && isUncertain && finished === undefined ? driversOf(simulated) : [],
    people: peopleOf(project, dates, asOf),
    awaited: awaitedOf(project, dates),
    offered: offered.flatMap((id): OfferedTask[] => {
      const finish = dates.of(id)?.finish;
      const p80 = isUncertain ? p80s.get(id) : undefined;
      return finish === undefined ? [] : [{ id, finish, ...(p80 !== undefined && { p80 }) }];
    }),
    running: leavesOf(project, dates).flatMap(({ id, percentComplete }) => (percentComplete > 0 && percentComplete < 100 ? [{ id, percent: percentComplete, remainingMinutes: project.records.task.get(id)?.remainingDurationMinutes ?? 0 }] : [])),
    status: keptStatus(computeStatus({ ...input, showsCosts: false })),
    ...(declared && { declared: { call: declared.call, asOf: declared.asOf } }),
  };
  const costs: KeptCosts = {
    currency,
    planned: facts?.cost.planned ?? 0,
    cost: facts ? { p10: facts.cost.p10, p50: facts.cost.p50, p80: facts.cost.p80, p90: facts.cost.p90, mean: facts.cost.mean } : NO_COST,
    budget,
    ...(isUncertain && budget > 0 && { budgetChance: shareUpTo(sorted(facts.samples.cost), budget + 0.5) }),
    status: keptStatus(computeStatus(input)),
    ...indicesAt(project, dates, statusDate),
  };
  return { forecast, costs };
}

function keptStatus({ value, areas, evidence, policyVersion }: ComputedStatus): KeptStatus {
  const ages = evidence.drivers.map(({ ageDays }) => ageDays);
  const oldest = ages.length > 0 && ages.every((age) => age !== undefined) ? Math.max(...ages) : undefined;
  const kept = (one: AreaStatus): KeptArea | undefined => (one.value === undefined ? undefined : { value: one.value, ...(one.chance !== undefined && { chance: one.chance }), reason: one.reason });
  const [date, cost, scope] = [kept(areas.date), kept(areas.cost), kept(areas.scope)];
  return {
    value,
    areas: { ...(date && { date }), ...(cost && { cost }), ...(scope && { scope }) },
    evidence: evidence.state,
    evidenceSentence: evidence.sentence,
    ...(oldest !== undefined && { evidenceDays: oldest }),
    policyVersion,
  };
}

/** The newest one, by its data date and then by when it was made. */
function declaredOf(project: Project): StatusCall | undefined {
  return [...project.records.statusCall.values()].reduce<StatusCall | undefined>((newest, call) => (!newest || call.asOf > newest.asOf || (call.asOf === newest.asOf && (call.at ?? 0) >= (newest.at ?? 0)) ? call : newest), undefined);
}

function indicesAt(project: Project, dates: Schedule, statusDate: Minute | undefined): Pick<KeptCosts, "cpi" | "spi"> {
  if (statusDate === undefined) return {};
  const { measure, indices } = earnedValueOf(project, dates, { at: statusDate });
  if (measure !== "cost") return {};
  return { ...(indices.cpi !== null && { cpi: indices.cpi }), ...(indices.spi !== null && { spi: indices.spi }) };
}

const NO_COST: RangeOf<number> = { p10: 0, p50: 0, p80: 0, p90: 0, mean: 0 };

interface Simulated {
  readonly frame: SimulationFrame;
  readonly facts: SimulationFacts;
}

/** Nothing where there is nothing to simulate. */
function simulatedOf(project: Project, runs: number, promise: Minute | undefined): Simulated | undefined {
  if (![...project.records.task.values()].some(({ active }) => active)) return undefined;
  const frame = frameOf(project, { risks: "with", runs });
  return { frame, facts: factsOf(frame, run(frame.inputs.plan, { seed: USUAL_SEED, from: 0, to: runs, wanted: "everything" }), USUAL_SEED, promise) };
}

function run(plan: SimulationPlan, range: RunRange): SimulationPart {
  const part = simulateRuns(plan, range);
  if (!part) throw new Error("Leadline bug: nobody cancelled these runs");
  return part;
}

function driversOf({ frame, facts }: Simulated): readonly KeptDriver[] {
  const range: RunRange = { seed: USUAL_SEED, from: 0, to: driverRuns(frame.inputs, facts.runs), wanted: "finish" };
  const withAll = run(frame.inputs.plan, range);
  return likelyDrivers(frame.inputs, facts.tasks, DRIVERS)
    .map((source) => driverOf(frame, source, withAll, run(planWithout(frame.inputs, source), range)))
    .filter(({ deltaP80Days }) => -deltaP80Days >= LEAST_DAYS || deltaP80Days >= LEAST_DAYS)
    .sort((a, b) => b.deltaP80Days - a.deltaP80Days || (a.id < b.id ? -1 : 1))
    .slice(0, DRIVERS)
    .map(({ kind, id, deltaP80Days }) => ({ kind, id, name: nameOfSource(frame.project, kind, id), days: Math.round(deltaP80Days * 10) / 10 }));
}

function nameOfSource({ records }: Project, kind: KeptDriver["kind"], id: string): string {
  switch (kind) {
    case "task":
      return records.task.get(id)?.name ?? id;
    case "risk":
      return records.riskItem.get(id)?.title ?? id;
    case "calendarRisk":
      return records.calendarRisk.get(id)?.name ?? id;
    case "resourceAbsence":
      return records.resourceAbsence.get(id)?.name ?? id;
  }
}

interface Leaf {
  readonly id: string;
  readonly percentComplete: number;
  readonly durationMinutes: number;
  readonly finish: Minute;
}

/** Tasks of this plan that are work: no summaries, nothing inactive, nothing of other projects. */
function leavesOf(project: Project, dates: Schedule): readonly Leaf[] {
  return outlineOf(project).rows.flatMap(({ task, isSummary }): Leaf[] => {
    const at = isSummary || !task.active || task.external || task.otherProject ? undefined : dates.of(task.id);
    return at ? [{ id: task.id, percentComplete: at.percentComplete, durationMinutes: at.durationMinutes, finish: at.finish }] : [];
  });
}

function percentDoneOf(project: Project, dates: Schedule): number {
  const leaves = leavesOf(project, dates);
  const all = leaves.reduce((sum, { durationMinutes }) => sum + durationMinutes, 0);
  if (all === 0) return leaves.length > 0 && leaves.every(({ percentComplete }) => percentComplete >= 100) ? 100 : 0;
  return leaves.reduce((sum, { durationMinutes, percentComplete }) => sum + (durationMinutes * percentComplete) / 100, 0) / all * 100;
}

function finishedOf(project: Project, dates: Schedule): Minute | undefined {
  const leaves = leavesOf(project, dates);
  const [first, ...others] = leaves;
  if (!first || !leaves.every(({ percentComplete }) => percentComplete >= 100)) return undefined;
  return others.reduce((last, { finish }) => (finish > last ? finish : last), first.finish);
}

function peopleOf(project: Project, dates: Schedule, from: Minute): readonly PersonLoad[] {
  const byResource = new Map<string, { week: number; asked: number; capacity: number }[]>();
  for (const { resourceId, week, askedMinutes: asked, capacityMinutes: capacity } of weekLoads(project, dates, { from, weeks: WEEKS_AHEAD })) {
    const weeks = byResource.get(resourceId);
    if (weeks) weeks.push({ week, asked, capacity });
    else byResource.set(resourceId, [{ week, asked, capacity }]);
  }
  return [...byResource].flatMap(([resourceId, weeks]) => {
    const resource = project.records.resource.get(resourceId);
    // A role that stands for people not yet named is nobody whom two projects could share.
    if (!resource || resource.generic) return [];
    return [{ resourceId, name: resource.name, ...(resource.email !== undefined && { email: resource.email }), weeks }];
  });
}

function awaitedOf(project: Project, dates: Schedule): readonly AwaitedTask[] {
  return [...project.records.task.values()].flatMap((task): AwaitedTask[] => {
    const at = dates.of(task.id);
    if (!task.otherProject || !at || !task.active) return [];
    return [{ id: task.id, name: task.name, otherProjectId: task.otherProject.projectId, otherTaskId: task.otherProject.taskId, finish: at.finish, slackMinutes: at.totalSlackMinutes }];
  });
}
