/** What the Gantt chart draws for each row, as plain numbers: bars, brackets, diamonds, slack, deadlines and flags. No canvas here. */
import { settingsOf } from "../model/project.ts";
import type { ConstraintType } from "../model/plan/task.ts";
import type { OutlineRow } from "../model/plan/outline.ts";
import type { Task } from "../model/records.ts";
import type { TaskSchedule } from "../schedule/schedule.ts";
import type { Minute } from "../time/minute.ts";
import { inactiveDates } from "./inactive-dates.ts";
import { pausesOf } from "./pauses.ts";
import { shortDate, type DateEnd, type PlanFacts } from "./plan-words.ts";
import { xOf, type Timescale } from "./timescale.ts";
import { workingDaysMoved, workingDaysOf } from "./working-time.ts";

/** Vertical measures of a row in px; see `rowMetrics`. */
export interface RowMetrics {
  readonly rowHeight: number;
  /** Top of the bar below the row's top. */
  readonly barTop: number;
  readonly barHeight: number;
  /** Middle of the bar below the row's top. */
  readonly middle: number;
  /** Top of the baseline's bar below the row's top, and its height. */
  readonly baselineTop: number;
  readonly baselineHeight: number;
}

/** Half the width of a milestone's diamond. */
export const DIAMOND_HALF = 8;
/** From the last thing drawn in a row to its label. */
const LABEL_GAP = 7;
/** No bar is drawn narrower than this. */
const NARROWEST_BAR = 2;

/** The measures of a row: a 13 px bar at 6 px in a normal row of 28 px. */
export function rowMetrics(rowHeight: number): RowMetrics {
  const barHeight = Math.round(rowHeight * 0.46);
  const barTop = Math.round((rowHeight - barHeight) / 2) - (rowHeight >= 28 ? 2 : 1);
  const baselineTop = barTop + barHeight + 2;
  return { rowHeight, barTop, barHeight, middle: barTop + barHeight / 2, baselineTop, baselineHeight: Math.min(4, rowHeight - baselineTop - 2) };
}

export type MarkKind = "task" | "summary" | "milestone";

/** One row of the chart; x in px of the axis. */
export interface RowMarks {
  readonly taskId: string;
  /** Place among the shown rows, 0-based. */
  readonly position: number;
  readonly kind: MarkKind;
  /** A milestone has x1 = x2, the middle of its diamond. */
  readonly x1: number;
  readonly x2: number;
  /** Right end of the part that is done; absent where nothing is. */
  readonly doneTo?: number | undefined;
  readonly isCritical: boolean;
  readonly isManual: boolean;
  /** Drawn hollow, with its label struck: it has no effect on any date. */
  readonly isInactive: boolean;
  /** Pauses within the bar. */
  readonly gaps: readonly { readonly x1: number; readonly x2: number }[];
  /** Where the shown baseline has it; a milestone has x1 = x2. */
  readonly baseline?: { readonly x1: number; readonly x2: number } | undefined;
  /** Done to the last minute. */
  readonly isFinished: boolean;
  /** A task of another project. */
  readonly isExternal: boolean;
  /** From the finish to the late finish; to the left of it when the slack is negative. */
  readonly slackTo?: number | undefined;
  /** What the simulation says of its finish, from P10 to P80. */
  readonly whisker?: { readonly x10: number; readonly x50: number; readonly x80: number } | undefined;
  readonly deadline?: { readonly x: number; readonly lateText?: string | undefined } | undefined;
  /** A hard constraint fixes a date or forbids a later one. */
  readonly constraint?: { readonly x: number; readonly end: DateEnd; readonly isHard: boolean } | undefined;
  /** The descendants of a collapsed summary task, drawn thin on its row. */
  readonly rolledUp: readonly { readonly x1: number; readonly x2: number; readonly isMilestone: boolean; readonly isCritical: boolean }[];
  /** Label to the right of everything that belongs to the row; empty where there is none. */
  readonly label: string;
  /** Where things of the row itself end on the right: the label begins some pixels after. */
  readonly right: number;
}

/** What a page may leave out. */
export const GANTT_LAYERS = ["progress", "baseline", "slack", "links", "deadlines", "constraints", "labels", "nonworking", "today", "ranges", "barRanges"] as const;
export type GanttLayer = (typeof GANTT_LAYERS)[number];
/** Ranges of all bars at once are for those who ask. */
export const USUAL_LAYERS: readonly GanttLayer[] = GANTT_LAYERS.filter((layer) => layer !== "barRanges");

/** Where a task finishes in 1, 5 and 8 of 10 simulated runs. */
export interface FinishRange {
  readonly p10: Minute;
  readonly p50: Minute;
  readonly p80: Minute;
}

export interface MarkOptions {
  readonly scale: Timescale;
  readonly thisYear: number;
  readonly layers: ReadonlySet<GanttLayer>;
  /** Summary tasks are labelled only where no grid stands beside the chart. */
  readonly labelled: "leaves" | "all";
  readonly collapsed: ReadonlySet<string>;
  /** Number of the baseline whose bars are shown; 0 where nothing is said. */
  readonly baseline?: number | undefined;
  /** By task; absent where nothing was simulated. */
  readonly ranges?: ReadonlyMap<string, FinishRange> | undefined;
}

/** The marks of one row; none where the task has no dates. */
export function rowMarks(facts: PlanFacts, row: OutlineRow, position: number, options: MarkOptions): RowMarks | undefined {
  const dates = facts.schedule.of(row.task.id) ?? inactiveDates(facts.project, row.task);
  if (!dates) return undefined;
  const { scale } = options;
  const kind: MarkKind = row.isSummary ? "summary" : dates.isMilestone ? "milestone" : "task";
  const x1 = xOf(scale, kind === "milestone" ? dates.finish : dates.start);
  const x2 = kind === "milestone" ? x1 : Math.max(x1 + NARROWEST_BAR, xOf(scale, dates.finish));
  const extras = extrasOf(facts, row, dates, options);
  return {
    taskId: row.task.id,
    position,
    kind,
    x1,
    x2,
    isCritical: dates.critical && row.task.active,
    isManual: row.task.mode === "manual",
    isInactive: !row.task.active,
    gaps: kind === "task" ? pausesOf(facts.project, row.task, dates).map(({ from, to }) => ({ x1: xOf(scale, from), x2: xOf(scale, to) })) : [],
    isFinished: dates.percentComplete >= 100,
    isExternal: row.task.external === true,
    ...extras,
    rolledUp: kind === "summary" && options.collapsed.has(row.task.id) ? rolledUpMarks(facts, row, scale) : [],
    label: labelOf(row, dates, kind, options),
    right: rightEnd(kind === "milestone" ? x2 + DIAMOND_HALF : x2, extras),
  };
}

type Extras = Pick<RowMarks, "doneTo" | "slackTo" | "deadline" | "constraint" | "baseline" | "whisker">;

function extrasOf(facts: PlanFacts, row: OutlineRow, dates: TaskSchedule, options: MarkOptions): Extras {
  const { task } = row;
  const { scale, layers } = options;
  const isLeafBar = !row.isSummary && !dates.isMilestone;
  return {
    doneTo: layers.has("progress") && isLeafBar && dates.percentComplete > 0 ? doneEnd(task, dates, scale) : undefined,
    baseline: layers.has("baseline") ? baselineSpan(facts, task.id, options) : undefined,
    slackTo: task.active && layers.has("slack") && !row.isSummary ? slackEnd(dates, scale) : undefined,
    deadline: layers.has("deadlines") ? deadlineMark(facts, task, dates, scale) : undefined,
    constraint: layers.has("constraints") ? constraintMark(task, dates, scale) : undefined,
    whisker: whiskerOf(rangeOf(row, dates, options), scale),
  };
}

/** Where a baseline has the task, if it holds it with dates. */
function baselineSpan({ project }: PlanFacts, taskId: string, { scale, baseline = 0 }: MarkOptions): RowMarks["baseline"] {
  const kept = project.records.taskBaseline.get(`${baseline}.${taskId}`);
  if (kept?.start === undefined || kept.finish === undefined) return undefined;
  const [x1, x2] = [xOf(scale, kept.start), xOf(scale, kept.finish)];
  return kept.durationMinutes === 0 ? { x1: x2, x2 } : { x1, x2: Math.max(x1 + NARROWEST_BAR, x2) };
}

/** Milestones show their range, other bars where somebody asked for it; what is finished, or certain, has none. */
function rangeOf(row: OutlineRow, dates: TaskSchedule, { layers, ranges }: MarkOptions): FinishRange | undefined {
  if (row.isSummary || !row.task.active || dates.percentComplete >= 100 || !layers.has(dates.isMilestone ? "ranges" : "barRanges")) return undefined;
  const range = ranges?.get(row.task.id);
  return range && range.p80 > range.p10 ? range : undefined;
}

function whiskerOf(range: FinishRange | undefined, scale: Timescale): RowMarks["whisker"] {
  return range && { x10: xOf(scale, range.p10), x50: xOf(scale, range.p50), x80: xOf(scale, range.p80) };
}

/** Progress as given: up to the stored stop where there is one, else the done share of the bar. */
function doneEnd(task: Task, dates: TaskSchedule, scale: Timescale): number {
  if (dates.percentComplete >= 100) return xOf(scale, dates.finish);
  if (task.stop !== undefined && task.stop > dates.start && task.stop < dates.finish) return xOf(scale, task.stop);
  return xOf(scale, dates.start + ((dates.finish - dates.start) * dates.percentComplete) / 100);
}

/** Only where it is worth seeing: from two pixels on. Finished tasks have none. */
function slackEnd(dates: TaskSchedule, scale: Timescale): number | undefined {
  if (dates.percentComplete >= 100) return undefined;
  const [from, to] = [xOf(scale, dates.finish), xOf(scale, dates.lateFinish)];
  return Math.abs(to - from) < 2 || dates.totalSlackMinutes === 0 ? undefined : to;
}

function deadlineMark(facts: PlanFacts, task: Task, dates: TaskSchedule, scale: Timescale): RowMarks["deadline"] {
  if (task.deadline === undefined) return undefined;
  const x = xOf(scale, task.deadline);
  if (dates.finish <= task.deadline) return { x };
  const days = workingDaysMoved(workingDaysOf(facts.project, task.calendarId), task.deadline, dates.finish);
  return { x, lateText: days === 0 ? "late" : `−${days}d` };
}

/** Constraints by the end that they hold and whether they can beat a link. */
const CONSTRAINTS: Readonly<Record<ConstraintType, { readonly end: DateEnd; readonly isHard: boolean } | undefined>> = {
  ASAP: undefined,
  ALAP: undefined,
  SNET: { end: "start", isHard: false },
  FNET: { end: "finish", isHard: false },
  SNLT: { end: "start", isHard: true },
  FNLT: { end: "finish", isHard: true },
  MSO: { end: "start", isHard: true },
  MFO: { end: "finish", isHard: true },
};

function constraintMark(task: Task, dates: TaskSchedule, scale: Timescale): RowMarks["constraint"] {
  const rule = CONSTRAINTS[task.constraint];
  if (!rule || task.constraintDate === undefined) return undefined;
  return { x: xOf(scale, rule.end === "start" ? dates.start : dates.finish), ...rule };
}

/** More segments than this on one row are a blur. */
const MOST_ROLLED_UP = 300;

function rolledUpMarks(facts: PlanFacts, row: OutlineRow, scale: Timescale): RowMarks["rolledUp"] {
  const marks: { x1: number; x2: number; isMilestone: boolean; isCritical: boolean }[] = [];
  for (let index = row.rowNumber; index < row.endIndex && marks.length < MOST_ROLLED_UP; index += 1) {
    const child = facts.outline.rows[index];
    const dates = child && !child.isSummary ? facts.schedule.of(child.task.id) : undefined;
    if (dates) marks.push({ x1: xOf(scale, dates.start), x2: xOf(scale, dates.finish), isMilestone: dates.isMilestone, isCritical: dates.critical });
  }
  return marks;
}

function labelOf(row: OutlineRow, dates: TaskSchedule, kind: MarkKind, options: MarkOptions): string {
  if (!options.layers.has("labels") || (kind === "summary" && options.labelled === "leaves")) return "";
  if (kind !== "milestone") return row.task.name;
  const range = rangeOf(row, dates, options);
  const day = (minute: Minute): string => shortDate(minute, "finish", options.thisYear);
  return `${row.task.name} · ${shortDate(dates.finish, "start", options.thisYear)}${range ? ` (P50 ${day(range.p50)} · P80 ${day(range.p80)})` : ""}`;
}

function rightEnd(barEnd: number, extras: Extras): number {
  const deadline = extras.deadline ? extras.deadline.x + (extras.deadline.lateText ? 32 : 6) : barEnd;
  const flag = extras.constraint?.end === "finish" ? extras.constraint.x + 9 : barEnd;
  return Math.max(barEnd, (extras.slackTo ?? barEnd) + 2, (extras.whisker?.x80 ?? barEnd) + 2, deadline, flag);
}

/** Where a row's label may begin at the earliest. */
export function labelStart(marks: RowMarks): number {
  return marks.right + LABEL_GAP;
}

/** Where a label may begin that leaves the row's slack line aside. */
export function labelBesideBar(marks: RowMarks): number {
  const end = marks.kind === "milestone" ? marks.x2 + DIAMOND_HALF : marks.x2;
  const isDeadlineNear = marks.deadline !== undefined && marks.deadline.x < end + 60;
  return Math.max(end, isDeadlineNear ? (marks.deadline?.x ?? end) + (marks.deadline?.lateText ? 32 : 6) : end) + LABEL_GAP;
}

/** Near-critical leaves: slack above zero, but within one working day. */
export function isNearCritical(facts: PlanFacts, taskId: string): boolean {
  const dates = facts.schedule.of(taskId);
  return dates !== undefined && !dates.critical && !dates.isSummary && dates.percentComplete < 100 && dates.totalSlackMinutes <= settingsOf(facts.project).minutesPerDay;
}
