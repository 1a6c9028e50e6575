/** Stretches within a task in which nothing is done: splits, and the wait between what is done and what is left. */
import type { Project } from "../model/project.ts";
import type { Task } from "../model/records.ts";
import type { TaskSchedule } from "../schedule/schedule.ts";
import { MINUTES_PER_DAY, dayNumberOf, type Minute } from "../time/minute.ts";
import { periodsOn, type WorkingDays } from "../time/working-days.ts";
import { workingDaysOf, type Span } from "./working-time.ts";

/** In order, inside the task's dates, in its own calendar or the project's. */
export function pausesOf(project: Project, task: Task, dates: Pick<TaskSchedule, "start" | "finish">): readonly Span[] {
  const { splits = [], stop, resume } = task;
  if (splits.length > 0) return splitSpans(workingDaysOf(project, task.calendarId), splits, dates);
  const isWaiting = stop !== undefined && resume !== undefined && stop > dates.start && resume < dates.finish && resume > stop;
  return isWaiting ? [{ from: stop, to: resume }] : [];
}

function splitSpans(calendar: WorkingDays, splits: NonNullable<Task["splits"]>, { start, finish }: Pick<TaskSchedule, "start" | "finish">): Span[] {
  const spans: Span[] = [];
  let worked = 0;
  let at: Minute = start;
  for (const { afterMinutes, gapMinutes } of splits) {
    const from = afterWork(calendar, at, afterMinutes - worked, finish);
    const to = afterWork(calendar, from, gapMinutes, finish);
    if (to <= from || from >= finish) break;
    spans.push({ from, to });
    [worked, at] = [afterMinutes, to];
  }
  return spans;
}

/** The instant after so much working time; never beyond `limit`. */
function afterWork(calendar: WorkingDays, from: Minute, minutes: number, limit: Minute): Minute {
  let left = minutes;
  for (let day = dayNumberOf(from); day * MINUTES_PER_DAY < limit; day += 1) {
    const midnight = day * MINUTES_PER_DAY;
    for (const period of periodsOn(calendar, day)) {
      const begin = Math.max(from, midnight + period.from);
      const room = midnight + period.to - begin;
      if (room <= 0) continue;
      if (left <= room) return Math.min(limit, Math.round(begin + left)) as Minute;
      left -= room;
    }
  }
  return limit;
}
