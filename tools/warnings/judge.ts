/** Follows simulated histories with the computed status and with the usual practice, and counts who warned when, falsely, and how true the stated chances were. */
import type { Project } from "@leadline/engine/model/project.ts";
import { simulate } from "@leadline/engine/risk/simulation.ts";
import { schedule } from "@leadline/engine/schedule/compute.ts";
import { computeStatus } from "@leadline/engine/status/computed-status.ts";
import type { ForecastPoint, StatusValue } from "@leadline/engine/status/status-input.ts";
import { USUAL_STATUS_POLICY } from "@leadline/engine/status/status-policy.ts";
import { MINUTES_PER_DAY, type Minute } from "@leadline/engine/time/minute.ts";
import { historyOf, reportedAt, statusDates } from "./histories.ts";

export interface Followed {
  readonly seed: number;
  readonly isLate: boolean;
  /** Days before the promised date at which each first said "off track"; undefined: never while it ran. Negative: after it. */
  readonly computed: number | undefined;
  readonly usual: number | undefined;
  /** The same for the first "at risk" or worse. */
  readonly amber: number | undefined;
  /** Chances that were stated, one for each status date. */
  readonly stated: readonly number[];
}

const RUNS = 400;
/** What is promised: the date that 8 of 10 runs keep (domain C6). */
const PROMISED_SHARE = "p80";

export function follow(seed: number): Followed {
  const history = historyOf(seed);
  const promise = simulated(history.plan, seed).finish[PROMISED_SHARE];
  const points: ForecastPoint[] = [];
  const first: { computed?: Minute; usual?: Minute; amber?: Minute } = {};
  const stated: number[] = [];
  for (const asOf of statusDates(history)) {
    const project = reportedAt(history, asOf, promise);
    const plan = schedule(project).schedule;
    const facts = simulated(project, seed, promise);
    const { areas } = computeStatus({ project, schedule: plan, facts, history: points, reports: [], now: asOf, policy: USUAL_STATUS_POLICY });
    const value: StatusValue = areas.date.value ?? "noEvidence";
    if (areas.date.chance !== undefined && asOf < promise) stated.push(areas.date.chance);
    if (value === "offTrack") first.computed ??= asOf;
    if (value !== "onTrack") first.amber ??= asOf;
    if (plan.finish > promise) first.usual ??= asOf;
    points.push({ asOf, planned: plan.finish, percentDone: 0, computed: { date: value } });
  }
  const before = (at: Minute | undefined): number | undefined => (at === undefined ? undefined : (promise - at) / MINUTES_PER_DAY);
  return { seed, isLate: history.reallyFinished > promise, computed: before(first.computed), usual: before(first.usual), amber: before(first.amber), stated };
}

function simulated(project: Project, seed: number, target?: Minute): ReturnType<typeof simulate> {
  return simulate(project, { risks: "with", runs: RUNS, seed: seed + 1, drivers: "none", ...(target !== undefined && { target }) });
}

export interface Bucket {
  readonly from: number;
  readonly statements: number;
  readonly stated: number;
  readonly cameTrue: number;
}

export interface Verdict {
  readonly late: number;
  readonly kept: number;
  /** Of the late ones: who said "off track" first. */
  readonly earlier: number;
  readonly alike: number;
  readonly later: number;
  /** Median days before the promised date of the first "off track". */
  readonly computedDays: number;
  readonly usualDays: number;
  readonly amberDays: number;
  /** Shares of the kept ones that were called "off track" at some time. */
  readonly falseAlarms: number;
  readonly usualFalseAlarms: number;
  readonly buckets: readonly Bucket[];
}

/** Whoever never warned while the project ran warned when the promised date passed: 0 days before it. */
export function verdictOn(all: readonly Followed[]): Verdict {
  const [late, kept] = [all.filter(({ isLate }) => isLate), all.filter(({ isLate }) => !isLate)];
  const lead = (days: number | undefined): number => Math.max(0, days ?? 0);
  const compared = late.map(({ computed, usual }) => lead(computed) - lead(usual));
  return {
    late: late.length,
    kept: kept.length,
    earlier: compared.filter((days) => days > 0).length,
    alike: compared.filter((days) => days === 0).length,
    later: compared.filter((days) => days < 0).length,
    computedDays: median(late.map(({ computed }) => lead(computed))),
    usualDays: median(late.map(({ usual }) => lead(usual))),
    amberDays: median(late.map(({ amber }) => lead(amber))),
    falseAlarms: share(kept, ({ computed }) => computed !== undefined),
    usualFalseAlarms: share(kept, ({ usual }) => usual !== undefined),
    buckets: bucketsOf(all),
  };
}

const BUCKETS = 5;

function bucketsOf(all: readonly Followed[]): readonly Bucket[] {
  const statements = all.flatMap(({ stated, isLate }) => stated.map((chance) => ({ chance, isKept: !isLate })));
  return Array.from({ length: BUCKETS }, (_, at) => {
    const own = statements.filter(({ chance }) => Math.min(BUCKETS - 1, Math.floor(chance * BUCKETS)) === at);
    return { from: at / BUCKETS, statements: own.length, stated: own.reduce((sum, { chance }) => sum + chance, 0) / Math.max(1, own.length), cameTrue: share(own, ({ isKept }) => isKept) };
  });
}

function share<T>(all: readonly T[], test: (one: T) => boolean): number {
  return all.length === 0 ? 0 : all.filter(test).length / all.length;
}

function median(values: readonly number[]): number {
  const ordered = [...values].sort((a, b) => a - b);
  return ordered[Math.floor((ordered.length - 1) / 2)] ?? 0;
}
