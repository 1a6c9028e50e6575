/** What a drag in the chart asks for: a new start or a new duration, snapped to days or hours. Pure. */
import type { Command } from "@leadline/engine/change/command.ts";
import { linkType, type LinkType } from "@leadline/engine/model/plan/link.ts";
import type { Task } from "@leadline/engine/model/records.ts";
import { toTenth } from "@leadline/engine/time/duration-text.ts";
import { dayNumberOf, MINUTES_PER_DAY, type Minute } from "@leadline/engine/time/minute.ts";
import { periodsOn, type WorkingDays } from "@leadline/engine/time/working-days.ts";
import type { PlanFacts } from "@leadline/engine/views/plan-words.ts";
import { finishDay, isWorkingDay, workingDaysOf, workingMinutesIn } from "@leadline/engine/views/working-time.ts";

export type DragKind = "move" | "resize";
/** Minutes that a drag snaps to; "day" goes to the beginning or end of working days. */
export type Snap = "day" | number;

export function snapFor(pixelsPerDay: number, isFree: boolean): Snap {
  if (isFree) return pixelsPerDay >= 720 ? 1 : pixelsPerDay >= 100 ? 15 : 60;
  return pixelsPerDay >= 720 ? 15 : pixelsPerDay >= 150 ? 60 : "day";
}

/** The command that dragging a bar by so many minutes means; none where it comes to rest where it was. */
export function dragCommand(facts: PlanFacts, taskId: string, drag: { readonly kind: DragKind; readonly byMinutes: number; readonly snap: Snap }): Command | undefined {
  const task = facts.project.records.task.get(taskId);
  const dates = facts.schedule.of(taskId);
  if (!task || !dates) return undefined;
  const calendar = workingDaysOf(facts.project, task.calendarId);
  if (drag.kind === "move") {
    const start = snappedStart(calendar, dates.start, drag);
    return start === dates.start ? undefined : { type: "setTaskStart", id: taskId, start };
  }
  const durationMinutes = stretchedDuration(calendar, task, { start: dates.start, finish: snappedFinish(calendar, dates.finish, drag) });
  return Math.abs(durationMinutes - dates.durationMinutes) < 0.05 ? undefined : { type: "updateTasks", tasks: [{ id: taskId, fields: { durationMinutes } }] };
}

interface Shift {
  readonly byMinutes: number;
  readonly snap: Snap;
}

function snappedStart(calendar: WorkingDays, start: Minute, { byMinutes, snap }: Shift): Minute {
  if (snap !== "day") return nearest(start + byMinutes, snap);
  const days = Math.round(byMinutes / MINUTES_PER_DAY);
  if (days === 0) return start;
  const day = workingDayFrom(calendar, dayNumberOf(start) + days, 1);
  return (day * MINUTES_PER_DAY + (periodsOn(calendar, day)[0]?.from ?? 0)) as Minute;
}

function snappedFinish(calendar: WorkingDays, finish: Minute, { byMinutes, snap }: Shift): Minute {
  if (snap !== "day") return nearest(finish + byMinutes, snap);
  const days = Math.round(byMinutes / MINUTES_PER_DAY);
  if (days === 0) return finish;
  const day = workingDayFrom(calendar, finishDay(finish) + days, days < 0 ? -1 : 1);
  return (day * MINUTES_PER_DAY + (periodsOn(calendar, day).at(-1)?.to ?? MINUTES_PER_DAY)) as Minute;
}

/** The longest run of free days that a drag looks across. */
const MOST_FREE_DAYS = 400;

function workingDayFrom(calendar: WorkingDays, day: number, step: 1 | -1): number {
  for (let count = 0; count < MOST_FREE_DAYS; count += 1) if (isWorkingDay(calendar, day + count * step)) return day + count * step;
  return day;
}

function nearest(minute: number, snap: number): Minute {
  return (Math.round(minute / snap) * snap) as Minute;
}

/** No drag makes a bar shorter than this; to make a milestone, type 0d. */
const SHORTEST_MINUTES = 30;

function stretchedDuration(calendar: WorkingDays, task: Task, span: { readonly start: Minute; readonly finish: Minute }): number {
  const minutes = task.durationUnit.startsWith("e") ? span.finish - span.start : workingMinutesIn(calendar, span.start, span.finish);
  return toTenth(Math.max(SHORTEST_MINUTES, minutes));
}

/** The command for moving a task by whole working days from the keyboard. */
export function nudgeCommand(facts: PlanFacts, taskId: string, step: 1 | -1): Command | undefined {
  const task = facts.project.records.task.get(taskId);
  const dates = facts.schedule.of(taskId);
  if (!task || !dates) return undefined;
  const calendar = workingDaysOf(facts.project, task.calendarId);
  const day = workingDayFrom(calendar, dayNumberOf(dates.start) + step, step);
  return { type: "setTaskStart", id: taskId, start: (day * MINUTES_PER_DAY + (periodsOn(calendar, day)[0]?.from ?? 0)) as Minute };
}

export type BarEnd = "start" | "finish";

/** The ends that a link is drawn between choose its type. */
export function linkTypeOf(from: BarEnd, to: BarEnd): LinkType {
  return linkType.parse(`${from === "finish" ? "F" : "S"}${to === "finish" ? "F" : "S"}`);
}
