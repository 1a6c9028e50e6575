/** How the plan page words dates, durations, rows and the outcome of edits, always with this plan's own names and numbers. */
import { settingsOf, type Project } from "../model/project.ts";
import { formatPredecessors } from "../model/plan/predecessor-text.ts";
import type { Outline, OutlineRow } from "../model/plan/outline.ts";
import type { Task } from "../model/records.ts";
import type { Schedule, TaskSchedule } from "../schedule/schedule.ts";
import { formatDuration } from "../time/duration-text.ts";
import { civilOf, dayNumberOf, MINUTES_PER_DAY, weekdayOf, type Minute } from "../time/minute.ts";
import { linksInto } from "../model/plan/link-lists.ts";
import { finishDay, workingDaysMoved, workingDaysOf } from "./working-time.ts";

/** A plan with its computed dates: what every view is made from. */
export interface PlanFacts {
  readonly project: Project;
  readonly outline: Outline;
  readonly schedule: Schedule;
}

export type DateEnd = "start" | "finish";

const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
const WEEKDAYS = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];

/** "4 Dec" in this year, else "4 Dec 27". A finish at midnight belongs to the day that it ends. */
export function shortDate(minute: Minute, end: DateEnd, thisYear: number): string {
  const { year, month, day } = civilOf(dayOfEnd(minute, end));
  const short = `${day} ${MONTHS[month - 1]?.slice(0, 3) ?? ""}`;
  return year === thisYear ? short : `${short} ${String(year % 100).padStart(2, "0")}`;
}

/** "Fri 4 December 2026, 17:00". */
export function fullDate(minute: Minute, end: DateEnd): string {
  const dayNumber = dayOfEnd(minute, end);
  const { year, month, day } = civilOf(dayNumber);
  const time = minute - dayNumber * MINUTES_PER_DAY;
  const clock = `${String(Math.floor(time / 60)).padStart(2, "0")}:${String(time % 60).padStart(2, "0")}`;
  return `${WEEKDAYS[weekdayOf(dayNumber)] ?? ""} ${day} ${MONTHS[month - 1] ?? ""} ${year}, ${clock}`;
}

/** "9 December" in this year, else "9 December 2027": for whole sentences. */
function spokenDate(minute: Minute, end: DateEnd, thisYear: number): string {
  const { year, month, day } = civilOf(dayOfEnd(minute, end));
  return `${day} ${MONTHS[month - 1] ?? ""}${year === thisYear ? "" : ` ${year}`}`;
}

function dayOfEnd(minute: Minute, end: DateEnd): number {
  return end === "finish" ? finishDay(minute) : dayNumberOf(minute);
}

/**
 * The duration as the cell shows it. Of a leaf it reads back as the same; where people or a summary's sub-tasks give the
 * duration, it is what scheduling found, to two decimals.
 */
export function durationText(project: Project, task: Task, dates: TaskSchedule | undefined): string {
  const settings = settingsOf(project);
  if (dates?.isSummary) return roundedDays(dates.durationMinutes, settings.minutesPerDay);
  if (dates && Math.abs(dates.durationMinutes - task.durationMinutes) >= 0.05 && !task.durationUnit.startsWith("e")) {
    const { estimate: _estimate, ...plain } = task;
    const perDay = settings.minutesPerDay;
    if (task.durationUnit === "d") return `${roundedDays(dates.durationMinutes, perDay)}${task.estimated ? "?" : ""}`;
    return formatDuration({ ...plain, durationMinutes: dates.durationMinutes }, settings);
  }
  return formatDuration(task, settings);
}

function roundedDays(minutes: number, minutesPerDay: number): string {
  return `${Number((minutes / minutesPerDay).toFixed(2))}d`;
}

/** The Predecessors cell of a row: "3FS+2d,7SS". */
export function predecessorsText(facts: PlanFacts, taskId: string): string {
  return formatPredecessors(linksInto(facts.project, taskId), facts.outline, settingsOf(facts.project));
}

/**
 * What assistive technology says of a row: "Configure VLANs, 8 to 20 October, 8d, critical, 55 % done, 3 days later than
 * the baseline, waits for row 3." `baseline`: the number of the one to compare with.
 */
export function rowSentence(facts: PlanFacts, row: OutlineRow, thisYear: number, baseline = 0): string {
  const { task } = row;
  const dates = facts.schedule.of(task.id);
  if (!dates) return `${named(row)}, ${task.active ? "no dates, because it is in a loop or its calendar has no working time" : "inactive"}.`;
  const parts = [named(row), spanWords(dates, thisYear)];
  if (row.isSummary) parts.push("summary task");
  if (dates.isMilestone) parts.push("milestone");
  else parts.push(durationText(facts.project, task, dates));
  if (task.mode === "manual") parts.push("manually scheduled");
  if (dates.critical) parts.push("critical");
  else if (!row.isSummary && dates.totalSlackMinutes > 0) parts.push(`${roundedDays(dates.totalSlackMinutes, settingsOf(facts.project).minutesPerDay)} slack`);
  if (dates.percentComplete > 0) parts.push(`${Math.round(dates.percentComplete)} % done`);
  if (task.deadline !== undefined) parts.push(`deadline ${spokenDate(task.deadline, "finish", thisYear)}${dates.finish > task.deadline ? ", missed" : ""}`);
  const moved = baselineWords(facts, task.id, baseline);
  if (moved !== undefined) parts.push(moved);
  const waiting = linksInto(facts.project, task.id).flatMap((link) => facts.outline.rowOf(link.predecessorId)?.rowNumber ?? []);
  if (waiting.length > 0) parts.push(`waits for ${rowsWords(waiting)}`);
  return `${parts.join(", ")}.`;
}

/** "3 days later than the baseline", of the finish and in working days; nothing where the baseline does not have the task. */
function baselineWords({ project, schedule }: PlanFacts, taskId: string, number: number): string | undefined {
  const kept = project.records.taskBaseline.get(`${number}.${taskId}`)?.finish;
  const dates = schedule.of(taskId);
  if (kept === undefined || !dates) return undefined;
  const days = workingDaysMoved(workingDaysOf(project), kept, dates.finish);
  const name = number === 0 ? "the baseline" : `baseline ${number}`;
  if (days === 0) return `as in ${name}`;
  return `${Math.abs(days)} ${Math.abs(days) === 1 ? "day" : "days"} ${days > 0 ? "later" : "earlier"} than ${name}`;
}

function named(row: OutlineRow): string {
  return row.task.name.trim() === "" ? `Row ${row.rowNumber}` : row.task.name;
}

/** "8 to 20 October", "28 September to 2 October", "9 December". */
function spanWords(dates: TaskSchedule, thisYear: number): string {
  const start = spokenDate(dates.start, "start", thisYear);
  const finish = spokenDate(dates.finish, dates.isMilestone ? "start" : "finish", thisYear);
  if (start === finish) return finish;
  const [day, ...monthOfStart] = start.split(" ");
  return finish.endsWith(` ${monthOfStart.join(" ")}`) ? `${day} to ${finish}` : `${start} to ${finish}`;
}

function rowsWords(numbers: readonly number[]): string {
  const sorted = [...numbers].sort((a, b) => a - b);
  if (sorted.length === 1) return `row ${sorted[0]}`;
  if (sorted.length > 4) return `${sorted.length} rows`;
  return `rows ${sorted.slice(0, -1).join(", ")} and ${sorted.at(-1)}`;
}

/**
 * One sentence or two for the live region after an edit: "Go-live moved 3 days later to 9 December. 7 tasks moved."
 * Where the finish stays, that is said; where no date moved, the edit is named.
 */
export function editSentence(before: PlanFacts, after: PlanFacts, edit: { readonly label: string; readonly moved: number }, thisYear: number): string {
  const tasks = edit.moved === 1 ? "1 task moved." : `${edit.moved} tasks moved.`;
  if (before.schedule.finish !== after.schedule.finish) {
    return `${edit.label}. ${lastTaskName(after)} moved ${movedWords(after, before.schedule.finish)} to ${spokenDate(after.schedule.finish, "finish", thisYear)}. ${tasks}`;
  }
  if (edit.moved === 0) return `${edit.label}. No dates moved.`;
  return `${edit.label}. ${tasks} The finish stays on ${spokenDate(after.schedule.finish, "finish", thisYear)}.`;
}

/** "3 days later", "1 day earlier" in working days; in hours where it stays on the day. */
function movedWords(after: PlanFacts, finishBefore: Minute): string {
  const finish = after.schedule.finish;
  const days = Math.abs(workingDaysMoved(workingDaysOf(after.project), finishBefore, finish));
  const direction = finish > finishBefore ? "later" : "earlier";
  if (days > 0) return `${days} working ${days === 1 ? "day" : "days"} ${direction}`;
  return `${Number((Math.abs(finish - finishBefore) / 60).toFixed(1))} h ${direction}`;
}

/** The task that ends the plan, milestones before others: what people call the end. */
function lastTaskName(facts: PlanFacts): string {
  const { rows } = facts.outline;
  let last: OutlineRow | undefined;
  for (const row of rows) {
    const dates = row.isSummary ? undefined : facts.schedule.of(row.task.id);
    if (!dates || dates.finish !== facts.schedule.finish) continue;
    if (dates.isMilestone || !last) last = row;
    if (dates.isMilestone) break;
  }
  return last ? named(last) : "The finish";
}

/** The strip above the chart while something is dragged: "Finish 4 Dec → 9 Dec (+3 working days)". */
export function finishStrip(before: PlanFacts, after: PlanFacts, thisYear: number): string {
  const [was, is] = [before.schedule.finish, after.schedule.finish];
  if (was === is) return `Finish stays ${shortDate(is, "finish", thisYear)}`;
  const days = workingDaysMoved(workingDaysOf(after.project), was, is);
  const count = days === 0 ? `${is > was ? "+" : "−"}${Number((Math.abs(is - was) / 60).toFixed(1))} h` : `${days > 0 ? "+" : "−"}${Math.abs(days)} working ${Math.abs(days) === 1 ? "day" : "days"}`;
  return `Finish ${shortDate(was, "finish", thisYear)} → ${shortDate(is, "finish", thisYear)} (${count})`;
}

/** What a typed or dragged date did: "Start no earlier than 12 Oct. The link from row 3 stays." */
export function constraintSentence(facts: PlanFacts, taskId: string, end: DateEnd, minute: Minute, thisYear: number): string {
  const date = shortDate(minute, end, thisYear);
  const task = facts.project.records.task.get(taskId);
  if (task?.mode === "manual") return `${end === "start" ? "Start" : "Finish"} fixed on ${date}: this task is scheduled by hand.`;
  const rule = `${end === "start" ? "Start" : "Finish"} no earlier than ${date}.`;
  const rows = linksInto(facts.project, taskId).flatMap((link) => facts.outline.rowOf(link.predecessorId)?.rowNumber ?? []);
  if (rows.length === 0) return rule;
  return `${rule} The ${rows.length === 1 ? "link" : "links"} from ${rowsWords(rows)} ${rows.length === 1 ? "stays" : "stay"}.`;
}
