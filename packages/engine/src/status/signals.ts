/** Early warnings: trends and signs that ask for attention before a promise is broken; they never make a call better (domain D9). */
import { earnedValueOf, type EarnedValue } from "../cost/earned-value/earned-value.ts";
import type { Project } from "../model/project.ts";
import type { Task } from "../model/records.ts";
import { dayNumberOf, MINUTES_PER_DAY } from "../time/minute.ts";
import { counted, taskNames } from "./contradiction-parts.ts";
import { percentDone } from "./contradictions-of-forecast.ts";
import { evidenceByTask, leavesOf } from "./evidence-state.ts";
import { countNumber, dateText, daysNumber, daysText, percentNumber, ratioNumber } from "./proven-numbers.ts";
import { statusInstant } from "./computed-status.ts";
import type { ForecastPoint, Signal, StatusInput } from "./status-input.ts";
import { trendOf } from "./trend.ts";

interface SignalInput extends StatusInput {
  readonly leaves: readonly Task[];
  readonly asOf: StatusInput["now"];
  /** Undefined without a baseline, and for people who see no costs. */
  readonly earned: EarnedValue | undefined;
}

type SignalRule = (input: SignalInput) => Signal | undefined;

/** Every signal by its id, with what it looks for. */
export const SIGNALS: readonly { readonly id: string; readonly looksFor: string; readonly find: SignalRule }[] = [
  { id: "to-complete", looksFor: "the rest would have to be much cheaper than what is done", find: toComplete },
  { id: "cpi-trend", looksFor: "money brings less and less", find: cpiTrend },
  { id: "forecast-drift", looksFor: "the forecast finish slides", find: forecastDrift },
  { id: "ninety-percent", looksFor: "almost done for long", find: ninetyPercent },
  { id: "hockey-stick", looksFor: "much more planned for the next weeks than was ever done", find: hockeyStick },
  { id: "evidence-gap", looksFor: "progress rises and nothing shows it", find: evidenceGap },
  { id: "effort-without-progress", looksFor: "money goes faster than work", find: effortWithoutProgress },
  { id: "quality-debt", looksFor: "severe defects rise with the progress", find: qualityDebt },
  { id: "optimistic-estimator", looksFor: "what is left is exactly what was planned", find: optimisticEstimator },
  { id: "merge", looksFor: "many paths nearly as long as the longest", find: mergePressure },
  { id: "stale", looksFor: "no news, or work left in the past", find: stale },
];

export function signalsOf(input: StatusInput): readonly Signal[] {
  const asOf = statusInstant(input);
  const hasMoney = input.showsCosts !== false && input.project.records.taskBaseline.size > 0;
  const earned = hasMoney ? earnedValueOf(input.project, input.schedule, { at: asOf }) : undefined;
  const signalInput = { ...input, leaves: leavesOf(input.project), asOf, earned: earned && earned.sums.bac > 0 ? earned : undefined };
  return SIGNALS.flatMap(({ find }) => find(signalInput) ?? []);
}

const SETTLED_PERCENT = 20;
const IMPLAUSIBLE = 0.1;

/** TCPI(BAC) - CPI above .10 once a fifth is done: CPI hardly ever recovers by that much. */
export function isImplausible({ tcpi, cpi, percentComplete }: { readonly tcpi: number | "impossible" | null; readonly cpi: number | null; readonly percentComplete: number | null }): boolean {
  if (cpi === null || tcpi === null || (percentComplete ?? 0) < SETTLED_PERCENT) return false;
  return tcpi === "impossible" || tcpi - cpi > IMPLAUSIBLE;
}

function toComplete({ earned, asOf }: SignalInput): Signal | undefined {
  if (!earned || !isImplausible(earned.indices)) return undefined;
  const { tcpi, cpi } = earned.indices;
  const source = `earned value against baseline ${earned.baseline}`;
  const needed = tcpi === "impossible" ? "the budget is spent already" : `the rest would have to bring ${Number(tcpi).toFixed(2)} per unit of money to end at the budget`;
  return { id: "to-complete", sentence: `So far a unit of money brought ${(cpi ?? 0).toFixed(2)}; ${needed}. The budget at completion is not plausible.`, numbers: [ratioNumber("cpi", "CPI", cpi ?? 0, { source, formula: "EV / AC", asOf }), ...(typeof tcpi === "number" ? [ratioNumber("tcpi", "TCPI to the budget", tcpi, { source, formula: "(BAC − EV) / (BAC − AC)", asOf })] : [])] };
}

const FALLING_PERIODS = 3;
const CPI_GAP = 0.05;

function cpiTrend({ history, earned, asOf }: SignalInput): Signal | undefined {
  const now = earned?.indices.cpi;
  if (!earned || now === null || now === undefined) return undefined;
  const values = [...history.flatMap(({ cpi }) => cpi ?? []).slice(-FALLING_PERIODS), now];
  const isFalling = values.length > FALLING_PERIODS && values.every((value, at) => at === 0 || value < (values[at - 1] ?? 0));
  const moving = earned.moving.cpi;
  const isBelow = moving !== null && moving < now - CPI_GAP;
  if (!isFalling && !isBelow) return undefined;
  const source = `earned value against baseline ${earned.baseline}`;
  const sentence = isFalling ? `CPI fell ${FALLING_PERIODS} periods in a row, to ${now.toFixed(2)}.` : `In the last ${earned.moving.days} days a unit of money brought ${(moving ?? 0).toFixed(2)}, over the whole project ${now.toFixed(2)}.`;
  return { id: "cpi-trend", sentence, numbers: [ratioNumber("cpi", "CPI", now, { source, formula: "EV / AC", asOf })] };
}

const LEAST_POINTS = 5;
const SURELY = 0.05;

/** The finish that 8 of 10 runs keep, or the plan's where nothing was simulated; one-sided Mann-Kendall. */
function forecastDrift({ history, facts, schedule, asOf }: SignalInput): Signal | undefined {
  const finishOf = ({ p80, planned }: Pick<ForecastPoint, "p80" | "planned">): number => p80 ?? planned;
  const points = [...history.map(finishOf), facts?.finish.p80 ?? schedule.finish];
  if (points.length < LEAST_POINTS) return undefined;
  const { p, slope } = trendOf(points);
  if (p >= SURELY || slope <= 0) return undefined;
  const days = slope / MINUTES_PER_DAY;
  return { id: "forecast-drift", sentence: `The forecast finish slides: over ${points.length} forecasts by ${daysText(days)} from each to the next (chance of such a row without a trend: ${p < 0.001 ? "under 0.1" : (p * 100).toFixed(1)} %).`, numbers: [daysNumber("drift", "Slide of the forecast per period", days, { source: `${points.length} forecasts`, formula: "Theil-Sen slope, Mann-Kendall test", asOf })] };
}

const [ALMOST, DONE] = [80, 100];
const PERIODS = 2;

function ninetyPercent({ leaves, history, asOf }: SignalInput): Signal | undefined {
  const earlier = history.filter(({ tasks }) => tasks !== undefined).slice(-PERIODS);
  if (earlier.length < PERIODS) return undefined;
  const stuck = leaves.filter((task) => {
    const past = earlier.flatMap(({ tasks }) => tasks?.get(task.id) ?? []);
    if (past.length < PERIODS || task.percentComplete >= DONE) return false;
    const isAlmost = [...past.map(({ percent }) => percent), task.percentComplete].every((percent) => percent >= ALMOST && percent < DONE);
    const isFrozen = past.every(({ remainingMinutes }) => remainingMinutes === task.remainingDurationMinutes) && task.percentComplete > (past[0]?.percent ?? 0);
    return isAlmost || isFrozen;
  });
  if (stuck.length === 0) return undefined;
  return { id: "ninety-percent", sentence: `${counted(stuck.length, "task is", "tasks are")} almost done, or ${stuck.length === 1 ? "has" : "have"} the same time left, for more than ${PERIODS} periods: ${taskNames(stuck)}.`, numbers: [countNumber("stuck", "Tasks that stay almost done", stuck.length, { source: "earlier forecasts and the tasks' progress", asOf })] };
}

const WEEKS = 4;
const MUCH_MORE = 1.5;
const LEAST_FINISHED = 4;

function hockeyStick({ leaves, schedule, asOf }: SignalInput): Signal | undefined {
  const today = dayNumberOf(asOf);
  const length = WEEKS * 7;
  const done = leaves.flatMap(({ actualFinish, durationMinutes }) => (actualFinish === undefined || durationMinutes === 0 ? [] : [dayNumberOf(actualFinish)]));
  if (done.length < LEAST_FINISHED) return undefined;
  const best = done.reduce((most, last) => Math.max(most, done.filter((day) => day <= last && day > last - length).length), 0);
  const ahead = leaves.filter((task) => task.actualFinish === undefined && task.durationMinutes > 0 && dayNumberOf(schedule.of(task.id)?.finish ?? asOf) < today + length).length;
  if (ahead <= MUCH_MORE * best) return undefined;
  const origin = { source: "finished tasks and the schedule", asOf };
  return { id: "hockey-stick", sentence: `${ahead} tasks are planned to be finished in the next ${WEEKS} weeks; the best ${WEEKS} weeks so far finished ${best}.`, numbers: [countNumber("planned-ahead", `Planned for the next ${WEEKS} weeks`, ahead, origin), countNumber("best-weeks", `Best ${WEEKS} weeks so far`, best, origin)] };
}

function evidenceGap({ project, leaves, history, policy, asOf }: SignalInput): Signal | undefined {
  const last = history.at(-1);
  if (!last?.tasks) return undefined;
  const since = dayNumberOf(last.asOf);
  const byTask = evidenceByTask(project, policy);
  const bare = leaves.filter((task) => task.percentComplete > (last.tasks?.get(task.id)?.percent ?? 0) && !(byTask.get(task.id) ?? []).some(({ day }) => day >= since));
  if (bare.length === 0) return undefined;
  return { id: "evidence-gap", sentence: `Since ${dateText(last.asOf)} the progress of ${counted(bare.length, "task", "tasks")} rose without anything to show for it: ${taskNames(bare)}.`, numbers: [countNumber("evidence-gap", "Tasks whose progress rose without evidence", bare.length, { source: "progress and evidence of the tasks", asOf })] };
}

const POINTS_APART = 10;

function effortWithoutProgress({ earned, asOf }: SignalInput): Signal | undefined {
  const { percentSpent, percentComplete } = earned?.indices ?? {};
  if (!earned || percentSpent === null || percentSpent === undefined || percentSpent - (percentComplete ?? 0) <= POINTS_APART) return undefined;
  const source = `earned value against baseline ${earned.baseline}`;
  return { id: "effort-without-progress", sentence: `${Math.round(percentSpent)} % of the budget is spent, and ${Math.round(percentComplete ?? 0)} % of the work is earned.`, numbers: [percentNumber("percent-spent", "Spent", percentSpent, { source, formula: "AC / BAC", asOf }), percentNumber("percent-earned", "Earned", percentComplete ?? 0, { source, formula: "EV / BAC", asOf })] };
}

const RISING_PERIODS = 3;

function qualityDebt({ project, history, leaves, asOf }: SignalInput): Signal | undefined {
  const known = history.filter(({ severeDefects }) => severeDefects !== undefined).slice(-RISING_PERIODS);
  const counts = [...known.map(({ severeDefects = 0 }) => severeDefects), severeDefects(project)];
  const isRising = counts.length > RISING_PERIODS && counts.every((count, at) => at === 0 || count > (counts[at - 1] ?? 0));
  if (!isRising || percentDone(leaves) <= (known[0]?.percentDone ?? 0)) return undefined;
  return { id: "quality-debt", sentence: `Open defects of severity 1 and 2 rose ${RISING_PERIODS} periods in a row, to ${counts.at(-1) ?? 0}, while progress went up.`, numbers: [countNumber("severe-defects", "Open defects of severity 1 and 2", counts.at(-1) ?? 0, { source: "the issue log", asOf })] };
}

/** Open defects of severity 1 and 2: kept with every forecast. */
export function severeDefects(project: Project): number {
  return [...project.records.issueItem.values()].filter(({ kind, severity, state }) => kind === "defect" && severity <= 2 && (state === "open" || state === "inProgress")).length;
}

const MOST_EXACT = 0.7;
const LEAST_RUNNING = 3;

/** Running tasks whose remaining time is to the minute what their baseline had left at this progress. */
function optimisticEstimator({ project, leaves, asOf }: SignalInput): Signal | undefined {
  const running = leaves.flatMap((task) => {
    const planned = project.records.taskBaseline.get(`0.${task.id}`)?.durationMinutes;
    return planned !== undefined && task.percentComplete > 0 && task.percentComplete < DONE ? [{ task, planned }] : [];
  });
  const exact = running.filter(({ task, planned }) => Math.abs(task.remainingDurationMinutes - (planned * (DONE - task.percentComplete)) / DONE) < 1);
  if (running.length < LEAST_RUNNING || exact.length <= MOST_EXACT * running.length) return undefined;
  return { id: "optimistic-estimator", sentence: `${exact.length} of ${running.length} running tasks have exactly as much left as was planned: nobody seems to have estimated anew.`, numbers: [countNumber("exact-remaining", "Running tasks exactly as planned", exact.length, { source: "remaining durations against baseline 0", asOf })] };
}

const NEAR_DAYS = 5;
const MOST_NEAR = 5;

/** Ends of chains that come within five days of the longest path: each may become it. */
function mergePressure({ leaves, schedule, project, asOf }: SignalInput): Signal | undefined {
  const open = leaves.filter(({ actualFinish }) => actualFinish === undefined);
  const isCritical = (id: string): boolean => schedule.of(id)?.critical === true;
  const merging = new Set([...project.records.link.values()].flatMap(({ predecessorId, successorId }) => (isCritical(successorId) && !isCritical(predecessorId) ? [predecessorId] : [])));
  const near = open.filter(({ id }) => merging.has(id) && (schedule.of(id)?.totalSlackMinutes ?? Infinity) <= NEAR_DAYS * 480);
  if (near.length <= MOST_NEAR) return undefined;
  return { id: "merge", sentence: `${near.length} paths run into the longest one with at most ${NEAR_DAYS} days of slack: that all of them hold is less likely than that one does.`, numbers: [countNumber("near-paths", `Paths within ${NEAR_DAYS} days`, near.length, { source: "the schedule", asOf })] };
}

function stale({ leaves, schedule, history, policy, asOf, now, project }: SignalInput): Signal | undefined {
  const past = leaves.filter((task) => task.actualFinish === undefined && task.percentComplete > 0 && (schedule.of(task.id)?.finish ?? asOf) < asOf);
  const days = dayNumberOf(now) - dayNumberOf(asOf);
  if (past.length > 0) return { id: "stale", sentence: `${counted(past.length, "task has", "tasks have")} work left that lies before the data date: ${taskNames(past)}.`, numbers: [countNumber("work-in-the-past", "Tasks with work left in the past", past.length, { source: "the schedule", asOf })] };
  if (days <= policy.evidenceDays || (history.length === 0 && project.records.task.size === 0)) return undefined;
  return { id: "stale", sentence: `The data date, ${dateText(asOf)}, is ${daysText(days)} old.`, numbers: [daysNumber("data-age", "Age of the data", days, { source: "status date of the project", formula: "today − data date", asOf })] };
}
