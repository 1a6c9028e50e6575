/** The grid's columns: what each shows, how wide it is, and the text that its cells give to editor and clipboard. */
import { settingsOf, type Project } from "@leadline/engine/model/project.ts";
import type { Assignment } from "@leadline/engine/model/records.ts";
import type { OutlineRow } from "@leadline/engine/model/plan/outline.ts";
import type { TaskSchedule } from "@leadline/engine/schedule/schedule.ts";
import { formatIso, formatIsoDay, MINUTES_PER_DAY, type Minute } from "@leadline/engine/time/minute.ts";
import { formatDuration } from "@leadline/engine/time/duration-text.ts";
import { finishDay } from "@leadline/engine/views/working-time.ts";
import { workText } from "../../ui/number-text.ts";
import { varianceOfTask } from "./baselines.ts";
import { assignmentsOfTask, assignmentsText } from "./assignment-cell.ts";
import { durationText, predecessorsText, shortDate, type DateEnd, type PlanFacts } from "@leadline/engine/views/plan-words.ts";

export type ColumnId = "row" | "marks" | "task" | "duration" | "start" | "finish" | "predecessors" | "resources" | "wbs" | "done" | "slack" | "deadline" | "work" | "priority" | "levelingDelay" | "baselineStart" | "baselineFinish" | "startVariance" | "finishVariance" | "durationVariance" | "workVariance" | "costVariance";

export interface Column {
  readonly id: ColumnId;
  readonly header: string;
  /** Whole name, for tooltips and assistive technology. */
  readonly name: string;
  /** Width in px; the task column takes what is left over. */
  readonly width: number;
  readonly align: "start" | "end" | "center";
  readonly isEditable: boolean;
}

export const COLUMNS: Readonly<Record<ColumnId, Column>> = {
  row: { id: "row", header: "", name: "Row", width: 38, align: "end", isEditable: false },
  marks: { id: "marks", header: "", name: "Marks", width: 22, align: "center", isEditable: false },
  task: { id: "task", header: "Task", name: "Task name", width: 196, align: "start", isEditable: true },
  duration: { id: "duration", header: "Dur.", name: "Duration", width: 74, align: "end", isEditable: true },
  start: { id: "start", header: "Start", name: "Start", width: 78, align: "end", isEditable: true },
  finish: { id: "finish", header: "Finish", name: "Finish", width: 78, align: "end", isEditable: true },
  predecessors: { id: "predecessors", header: "Predecessors", name: "Predecessors", width: 90, align: "start", isEditable: true },
  resources: { id: "resources", header: "Resources", name: "Resources", width: 120, align: "start", isEditable: true },
  wbs: { id: "wbs", header: "WBS", name: "WBS code", width: 64, align: "start", isEditable: false },
  done: { id: "done", header: "Done", name: "Percent complete", width: 56, align: "end", isEditable: true },
  slack: { id: "slack", header: "Slack", name: "Total slack (float)", width: 64, align: "end", isEditable: false },
  deadline: { id: "deadline", header: "Deadline", name: "Deadline", width: 80, align: "end", isEditable: true },
  work: { id: "work", header: "Work", name: "Work", width: 64, align: "end", isEditable: true },
  priority: { id: "priority", header: "Prio.", name: "Priority", width: 54, align: "end", isEditable: true },
  levelingDelay: { id: "levelingDelay", header: "Delay", name: "Levelling delay", width: 64, align: "end", isEditable: false },
  baselineStart: { id: "baselineStart", header: "Base start", name: "Baseline start", width: 84, align: "end", isEditable: false },
  baselineFinish: { id: "baselineFinish", header: "Base finish", name: "Baseline finish", width: 84, align: "end", isEditable: false },
  startVariance: { id: "startVariance", header: "Start ±", name: "Start variance", width: 64, align: "end", isEditable: false },
  finishVariance: { id: "finishVariance", header: "Finish ±", name: "Finish variance", width: 68, align: "end", isEditable: false },
  durationVariance: { id: "durationVariance", header: "Dur. ±", name: "Duration variance", width: 64, align: "end", isEditable: false },
  workVariance: { id: "workVariance", header: "Work ±", name: "Work variance", width: 64, align: "end", isEditable: false },
  costVariance: { id: "costVariance", header: "Cost ±", name: "Cost variance", width: 72, align: "end", isEditable: false },
};

/** Narrower than this the task column makes the grid scroll sideways. */
export const TASK_COLUMN_LEAST = 130;

const DEFAULT_COLUMNS: readonly ColumnId[] = ["row", "marks", "task", "duration", "start", "finish", "predecessors"];
export const OPTIONAL_COLUMNS: readonly ColumnId[] = ["duration", "start", "finish", "predecessors", "resources", "wbs", "done", "slack", "deadline", "work", "priority", "levelingDelay", "baselineStart", "baselineFinish", "startVariance", "finishVariance", "durationVariance", "workVariance", "costVariance"];

/** The columns that an address asks for; row, marks and task always stand first. */
export function columnsOf(asked: string | undefined): readonly Column[] {
  const wanted = asked?.split(",") ?? DEFAULT_COLUMNS;
  const ids: ColumnId[] = ["row", "marks", "task", ...OPTIONAL_COLUMNS.filter((id) => wanted.includes(id))];
  return ids.map((id) => COLUMNS[id]);
}

/** What the address says for columns; nothing for the default ones. */
export function columnsText(columns: readonly Column[]): string | undefined {
  const ids = columns.map((column) => column.id);
  const isDefault = ids.length === DEFAULT_COLUMNS.length && DEFAULT_COLUMNS.every((id) => ids.includes(id));
  return isDefault ? undefined : ids.filter((id) => OPTIONAL_COLUMNS.includes(id)).join(",");
}

/** What a cell shows. */
export function shownText(facts: PlanFacts, row: OutlineRow, column: ColumnId, thisYear: number): string {
  const { task } = row;
  const dates = facts.schedule.of(task.id);
  switch (column) {
    case "row":
      return String(row.rowNumber);
    case "marks":
      return "";
    case "task":
      return task.name;
    case "duration":
      return task.active || !row.isSummary ? durationText(facts.project, task, dates) : "";
    case "start":
      return dates ? shortDate(dates.start, "start", thisYear) : "";
    case "finish":
      return dates ? shortDate(dates.finish, dates.isMilestone ? "start" : "finish", thisYear) : "";
    case "predecessors":
      return predecessorsText(facts, task.id);
    case "wbs":
      return row.wbs;
    case "done":
      return dates ? `${Math.round(dates.percentComplete)} %` : "";
    case "slack":
      return dates && !row.isSummary ? slackText(facts, dates) : "";
    case "deadline":
      return task.deadline === undefined ? "" : shortDate(task.deadline, "finish", thisYear);
    case "resources":
      return assignmentsText(facts.project, task.id);
    case "work":
      return row.isSummary ? "" : taskWorkText(facts.project, task.id);
    case "priority":
      return row.isSummary ? "" : String(task.priority);
    case "levelingDelay":
      return task.levelingDelayMinutes === 0 ? "" : `${Number((task.levelingDelayMinutes / MINUTES_PER_DAY).toFixed(2))}ed`;
    case "baselineStart":
    case "baselineFinish":
    case "startVariance":
    case "finishVariance":
    case "durationVariance":
    case "workVariance":
    case "costVariance":
      return baselineText(facts, task.id, column, thisYear);
  }
}

type BaselineColumn = "baselineStart" | "baselineFinish" | "startVariance" | "finishVariance" | "durationVariance" | "workVariance" | "costVariance";

/** What the compared baseline has of a task, or how far the plan is off; empty where it does not have it. */
function baselineText(facts: PlanFacts, taskId: string, column: BaselineColumn, thisYear: number): string {
  const variance = varianceOfTask(facts, taskId);
  if (!variance) return "";
  const { baseline } = variance;
  const days = (minutes: number | undefined): string => (minutes === undefined ? "" : `${signed(minutes / settingsOf(facts.project).minutesPerDay)}d`);
  switch (column) {
    case "baselineStart":
      return baseline.start === undefined ? "" : shortDate(baseline.start, "start", thisYear);
    case "baselineFinish":
      return baseline.finish === undefined ? "" : shortDate(baseline.finish, "finish", thisYear);
    case "startVariance":
      return days(variance.startVarianceMinutes);
    case "finishVariance":
      return days(variance.finishVarianceMinutes);
    case "durationVariance":
      return days(variance.durationVarianceMinutes);
    case "workVariance":
      return variance.workVarianceMinutes === undefined ? "" : `${signed(variance.workVarianceMinutes / 60)}h`;
    case "costVariance":
      return variance.costVarianceCents === undefined ? "" : signed(variance.costVarianceCents / 100);
  }
}

/** "+2", "−1.5", "0". */
function signed(value: number): string {
  const rounded = Number(value.toFixed(2));
  return rounded > 0 ? `+${rounded}` : rounded < 0 ? `−${-rounded}` : "0";
}

/** The work of a task's people; nothing where nobody is assigned. */
function taskWorkText(project: Project, taskId: string): string {
  const work = assignmentsOfTask(project, taskId).filter((one) => isWork(project, one));
  return work.length === 0 ? "" : workText(work.reduce((sum, one) => sum + one.workMinutes, 0));
}

function isWork(project: Project, assignment: Assignment): boolean {
  return assignment.resourceId === undefined || project.records.resource.get(assignment.resourceId)?.type === "work";
}

function slackText(facts: PlanFacts, dates: TaskSchedule): string {
  return `${Number((dates.totalSlackMinutes / settingsOf(facts.project).minutesPerDay).toFixed(1))}d`;
}

/** The text that an editor opens with and the clipboard gets: it reads back as the same, whatever the country. */
export function plainText(facts: PlanFacts, row: OutlineRow, column: ColumnId, thisYear: number): string {
  const settings = settingsOf(facts.project);
  const dates = facts.schedule.of(row.task.id);
  switch (column) {
    case "duration":
      return row.isSummary ? durationText(facts.project, row.task, dates) : formatDuration(row.task, settings);
    case "start":
      return dates ? plainDate(facts, dates.start, "start") : "";
    case "finish":
      return dates ? plainDate(facts, dates.finish, "finish") : "";
    case "deadline":
      return row.task.deadline === undefined ? "" : plainDate(facts, row.task.deadline, "finish");
    default:
      return shownText(facts, row, column, thisYear);
  }
}

/** "2026-12-04", with the time where it is not the one that goes without saying. */
export function plainDate(facts: PlanFacts, minute: Minute, end: DateEnd): string {
  const { defaultStartTime, defaultFinishTime } = settingsOf(facts.project);
  const unsaidTime = end === "start" ? defaultStartTime : defaultFinishTime;
  const day = Math.floor(minute / MINUTES_PER_DAY);
  if (minute - day * MINUTES_PER_DAY === unsaidTime) return formatIsoDay(day);
  if (unsaidTime === MINUTES_PER_DAY && minute === day * MINUTES_PER_DAY) return formatIsoDay(finishDay(minute));
  return formatIso(minute).slice(0, 16).replace("T", " ");
}
