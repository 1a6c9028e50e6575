/** Forecasts that were kept, judged once their dates have passed: how often what was stated at 80 % came true (domain C8). */
import { MINUTES_PER_DAY, type Minute } from "../../time/minute.ts";
import { binomialInterval, brierScore, pinballLoss, type Brier } from "./scores.ts";

/** What one kept forecast of one project said. */
export interface KeptStatement {
  readonly projectId: string;
  /** The instant that it was about: the status date, else when it was made. */
  readonly asOf: Minute;
  readonly p50: Minute;
  readonly p80: Minute;
  readonly p90: Minute;
  readonly promise?: { readonly date: Minute; readonly chance: number };
}

/** What is known of a project by now. */
export interface KnownOutcome {
  /** The plan says how things stood at this instant: its status date, else now. */
  readonly knownUpTo: Minute;
  /** When all of it was done. */
  readonly finished?: Minute;
}

export interface Level {
  /** What was stated, 0-1. */
  readonly share: number;
  readonly statements: number;
  readonly cameTrue: number;
  /** Shares with which so many hits are not surprising (95 %). */
  readonly interval: { readonly low: number; readonly high: number };
}

export interface KeptCalibration {
  /** Projects that have a statement that came due. */
  readonly projects: number;
  /** Stated at 50, 80 and 90 %. */
  readonly levels: readonly Level[];
  /** Stated chances of promised dates. */
  readonly promises: { readonly statements: number; readonly brier: Brier } | undefined;
  /** Mean loss of the 80 % date of finished projects, in calendar days: a day too early costs 0.8, a day too late 0.2. */
  readonly pinballDays: { readonly statements: number; readonly loss: number } | undefined;
  /** Statements at 80 % whose date has not passed yet. */
  readonly open: number;
  /** "Of 31 statements at 80 % so far, 24 came true (77 %)." */
  readonly sentence: string;
}

/** Below so many nobody can judge (domain C8). */
export const FEW_STATEMENTS = 10;
const MINUTES_PER_WEEK = 7 * MINUTES_PER_DAY;
/** 1970-01-01 was a Thursday: weeks begin on Monday. */
const MONDAY = 4 * MINUTES_PER_DAY;
const LEVELS = [
  { share: 0.5, dateOf: (one: KeptStatement) => one.p50 },
  { share: 0.8, dateOf: (one: KeptStatement) => one.p80 },
  { share: 0.9, dateOf: (one: KeptStatement) => one.p90 },
] as const;

/** The last one of each project and week: what was said again on the next day is no new statement. */
export function weeklyStatements(statements: readonly KeptStatement[]): readonly KeptStatement[] {
  const last = new Map<string, KeptStatement>();
  for (const one of statements) {
    const week = `${one.projectId} ${Math.floor((one.asOf - MONDAY) / MINUTES_PER_WEEK)}`;
    const known = last.get(week);
    if (!known || known.asOf <= one.asOf) last.set(week, one);
  }
  return [...last.values()];
}

/**
 * Counts statements whose date has passed, whether they came true or not: to count a hit at once and a miss only later
 * would flatter. A statement about a project after its finish is none, nor is a date that had passed when it was stated.
 */
export function judgeStatements(statements: readonly KeptStatement[], outcomes: ReadonlyMap<string, KnownOutcome>, now: Minute): KeptCalibration {
  const counted = weeklyStatements(statements).filter(({ projectId, asOf }) => {
    const outcome = outcomes.get(projectId);
    return outcome !== undefined && (outcome.finished === undefined || asOf < outcome.finished);
  });
  const verdict = (one: KeptStatement, date: Minute): 0 | 1 | undefined => (date <= one.asOf ? undefined : verdictOn(date, outcomes.get(one.projectId), now));
  const levels = LEVELS.map(({ share, dateOf }) => levelOf(share, counted.flatMap((one) => verdict(one, dateOf(one)) ?? [])));
  const due = counted.filter((one) => verdict(one, one.p80) !== undefined);
  const chances = counted.flatMap((one) => {
    const outcome = one.promise && verdict(one, one.promise.date);
    return one.promise && outcome !== undefined ? [{ chance: one.promise.chance, outcome }] : [];
  });
  const losses = due.flatMap(({ projectId, p80 }) => {
    const finished = outcomes.get(projectId)?.finished;
    return finished === undefined ? [] : [pinballLoss(p80, finished, 0.8) / MINUTES_PER_DAY];
  });
  return {
    projects: new Set(due.map(({ projectId }) => projectId)).size,
    levels,
    promises: chances.length === 0 ? undefined : { statements: chances.length, brier: brierScore(chances) },
    pinballDays: losses.length === 0 ? undefined : { statements: losses.length, loss: losses.reduce((sum, loss) => sum + loss, 0) / losses.length },
    open: counted.filter((one) => one.p80 > one.asOf).length - due.length,
    sentence: sentenceOf(levels[1]),
  };
}

/** 1: done by the date, 0: not; nothing as long as the date has not passed by what is known of the project. */
export function verdictOn(date: Minute, outcome: KnownOutcome | undefined, now: Minute): 0 | 1 | undefined {
  if (!outcome) return undefined;
  const { finished, knownUpTo } = outcome;
  const passed = finished === undefined ? knownUpTo : Math.max(knownUpTo, now);
  if (passed <= date) return undefined;
  return finished !== undefined && finished <= date ? 1 : 0;
}

function levelOf(share: number, verdicts: readonly (0 | 1)[]): Level {
  const cameTrue = verdicts.reduce<number>((sum, verdict) => sum + verdict, 0);
  const statements = verdicts.length;
  return { share, statements, cameTrue, interval: statements === 0 ? { low: 0, high: 1 } : binomialInterval(cameTrue, statements) };
}

function sentenceOf(level: Level | undefined): string {
  if (!level || level.statements === 0) return "No statement at 80 % has come due yet: forecasts are kept, and judged when their dates have passed.";
  const { statements, cameTrue } = level;
  const counted = `Of ${statements} ${statements === 1 ? "statement" : "statements"} at 80 % so far, ${cameTrue} came true (${Math.round((cameTrue / statements) * 100)} %)`;
  return statements < FEW_STATEMENTS ? `${counted}: too few to judge by, which takes ${FEW_STATEMENTS}.` : `${counted}.`;
}
