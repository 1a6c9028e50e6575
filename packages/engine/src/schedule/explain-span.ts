/** Says in words how a task's start and its finish hang together: duration, calendar, people, contours, pauses, progress. */
import { addWork, nextStart } from "@leadline/kernel/calendar-table.ts";
import type { WorkContour } from "../model/people/assignment.ts";
import { settingsOf, type Project } from "../model/project.ts";
import type { Assignment, Task } from "../model/records.ts";
import { readableDate } from "../time/date-text.ts";
import { formatDuration } from "../time/duration-text.ts";
import { waitOf, type Driver } from "./drivers.ts";
import { amountOf, OUR_RULE, type Tale } from "./explain-tale.ts";
import { inMinutes, inTicks, minuteOfTick } from "./ticks.ts";
import { stretchesOf, ticksIn } from "./work-stretches.ts";

/** "It takes 3d in the calendar “Standard”, so it finishes …". Empty for a milestone. From the finish it ends in the start. */
export function spanSentence(tale: Tale, task: Task, node: number): string {
  const dates = tale.schedule.of(task.id);
  if (!dates || task.durationMinutes === 0) return "";
  if (task.actualFinish !== undefined) return `It really finished ${readableDate(dates.finish)}.`;
  if (task.mode === "manual") return "";
  if (dates.remainingStart !== undefined) return `What is left is done by ${readableDate(dates.finish)}.`;
  const end = tale.computed.from === "finish" && task.actualStart === undefined ? `so it starts ${readableDate(dates.start)}.` : `so it finishes ${readableDate(dates.finish)}.`;
  if (task.actualStart !== undefined) return `${progressWords(tale, task, node)}, ${end}`;
  // By Primavera's rules people set the dates of resource-dependent activities only.
  const drivers = tale.computed.primavera && task.p6?.activityType !== "resource" ? [] : tale.computed.compiled.drivingOf(node);
  if (drivers.length > 0) return `${peopleWords(tale, task, drivers)}, ${end}`;
  return `${durationWords(tale, task)}, ${end}`;
}

function durationWords({ project, settings }: Tale, task: Task): string {
  const span = formatDuration({ ...task, estimated: false, estimate: undefined }, settings);
  if (task.durationUnit.startsWith("e")) return `It takes ${span} by the clock`;
  const calendar = project.records.calendar.get(task.calendarId ?? settings.calendarId);
  return `It takes ${span}${calendar ? ` in the calendar “${calendar.name}”` : ""}${pauseWords(settings, task)}`;
}

/** ", with a pause of 1d after 2d". */
function pauseWords(settings: Tale["settings"], task: Task): string {
  const pauses = (task.splits ?? []).filter(({ afterMinutes, gapMinutes }) => gapMinutes > 0 && afterMinutes < task.durationMinutes);
  if (pauses.length === 0) return "";
  const told = pauses.slice(0, 3).map(({ afterMinutes, gapMinutes }) => `of ${amountOf(gapMinutes, settings)} after ${amountOf(afterMinutes, settings)}`);
  const more = pauses.length > 3 ? ` and ${pauses.length - 3} more` : "";
  return pauses.length === 1 ? `, with a pause ${told.join("")}` : `, with pauses ${told.join(", ")}${more}`;
}

/** What is done, where the rest goes on, and why it pauses. */
function progressWords({ settings, computed }: Tale, task: Task, node: number): string {
  const { stop, resume, calendarOf } = computed.compiled.net;
  const [stopped, goesOn] = [stop[node] ?? 0, resume[node] ?? 0];
  const done = amountOf(task.actualDurationMinutes, settings);
  const left = amountOf(task.remainingDurationMinutes, settings);
  if (task.remainingDurationMinutes === 0) return `All of it is done (${done})`;
  const calendars = computed.compiled.drivingOf(node).map(({ calendar }) => calendar);
  const tables = (calendars.length > 0 ? calendars : [calendarOf[node] ?? 0]).flatMap((index) => computed.calendars.tables[index] ?? []);
  const pauses = tables.every((table) => goesOn > nextStart(table, stopped));
  const begun = task.actualDurationMinutes === 0 ? `Nothing of it is done yet; the ${left} to do` : `Done so far: ${done}, up to ${readableDate(minuteOfTick(stopped))}; the other ${left}`;
  return `${begun} ${pauses ? "wait until" : "go on"} ${readableDate(minuteOfTick(goesOn))}`;
}

/** The people who fix the other end, and who of them does it last. */
function peopleWords(tale: Tale, task: Task, drivers: readonly Driver[]): string {
  const { settings } = tale;
  const parts = drivers.slice(0, 3).map(({ assignment }) => assignmentWords(tale, assignment));
  const more = drivers.length > 3 ? ` and ${drivers.length - 3} more` : "";
  const pauses = drivers.every(({ assignment }) => assignment.profile) ? "" : pauseWords(settings, task);
  return `${parts.join(", ")}${more}${pauses}${lastWords(tale, task, drivers)}`;
}

const CONTOUR_WORDS: Readonly<Record<Exclude<WorkContour, "flat">, string>> = {
  backLoaded: "back loaded",
  frontLoaded: "front loaded",
  doublePeak: "in two peaks",
  earlyPeak: "with an early peak",
  latePeak: "with a late peak",
  bell: "as a bell",
  turtle: "as a turtle",
  contoured: "spread by hand",
};

function assignmentWords({ project, settings }: Tale, assignment: Assignment): string {
  const task = project.records.task.get(assignment.taskId);
  const { contour = "flat", overtimeWorkMinutes = 0, units, workMinutes } = assignment;
  const overtime = overtimeWorkMinutes > 0 ? ` (${amountOf(overtimeWorkMinutes, settings, "h")} of it overtime, which takes no working time)` : "";
  const length = task ? inMinutes(ticksIn(stretchesOf(task, assignment))) : 0;
  const pause = (assignment.profile ?? []).reduce((sum, stretch) => sum + (stretch.units === 0 ? stretch.spanMinutes : 0), 0);
  const paused = pause > 0 ? `, ${amountOf(pause, settings, "h")} of it pauses` : "";
  const shape = contour === "flat" && !assignment.profile ? "" : `, ${CONTOUR_WORDS[contour === "flat" ? "contoured" : contour]} over ${amountOf(length, settings, "h")} of working time${paused}`;
  const wait = inMinutes(waitOf(assignment));
  const delay = wait > 0 ? `, beginning ${amountOf(wait, settings)} of working time after the task starts` : "";
  return `${nameOf(project, assignment)} works ${amountOf(workMinutes, settings, "h")} at ${Math.round(units * 100)} %${overtime}${shape}${delay}`;
}

/** Names the one who ends last, and a start that no delay moves. */
function lastWords({ project, schedule, computed }: Tale, task: Task, drivers: readonly Driver[]): string {
  const dates = schedule.of(task.id);
  const allWait = drivers.every(({ assignment }) => waitOf(assignment) > 0) ? `; that all of them begin later does not move the task's start${OUR_RULE}` : "";
  if (!dates || drivers.length < 2) return allWait;
  const ends = drivers.map(({ assignment, calendar }) => {
    const table = computed.calendars.tables[calendar];
    return table ? addWork(table, inTicks(dates.start), waitOf(assignment) + ticksIn(stretchesOf(task, assignment))) : 0;
  });
  const last = drivers[ends.indexOf(Math.max(...ends))];
  const isShared = ends.every((end) => end === ends[0]);
  return `${last && !isShared ? `; ${nameOf(project, last.assignment)} is the last to finish` : ""}${allWait}`;
}

function nameOf(project: Project, assignment: Assignment): string {
  return `“${project.records.resource.get(assignment.resourceId ?? "")?.name ?? "?"}”`;
}

/** Whose working time a task waits for: its people, or its own calendar. */
export function workersOf({ project, computed }: Tale, task: Task, node: number): string | undefined {
  const drivers = computed.compiled.drivingOf(node);
  if (drivers.length > 0) return drivers.map(({ assignment }) => nameOf(project, assignment)).join(" and ");
  const calendar = project.records.calendar.get(task.calendarId ?? settingsOf(project).calendarId);
  return calendar && `the calendar “${calendar.name}”`;
}
