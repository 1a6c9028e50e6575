/** The four status-date options: where done and remaining work move when progress is typed (domain A8). */
import type { Task } from "../model/records.ts";
import type { Minute } from "../time/minute.ts";
import { settingsIn, type Draft } from "./draft.ts";
import { asPaused, endOfDone, pausesBefore, startOfRest } from "./task-pauses.ts";
import { taskTimeOf } from "./task-time.ts";

/**
 * The task with its work moved as the project's options say: done work that lies after the status date back to end at it,
 * remaining work that lies before it forward to begin at it; the other part comes along where its option says so.
 */
export function withStatusDateOptions(draft: Draft, task: Task): Task {
  const settings = settingsIn(draft);
  const { statusDate } = settings;
  if (statusDate === undefined || task.actualStart === undefined || task.actualDurationMinutes === 0) return task;
  const time = taskTimeOf(draft, task);
  const paused = asPaused(draft, task);
  const end = task.actualFinish ?? endOfDone(time, paused, task.actualStart);
  const rest = startOfRest(time, paused, task.actualStart);
  const doneFor = task.actualDurationMinutes + pausesBefore(paused, task.actualDurationMinutes);
  if (end === undefined || rest === undefined) return task;
  if (settings.moveCompletedEndsBack && end > statusDate) return endingAt(task, statusDate, time.before(statusDate, doneFor), settings.moveRemainingStartsBack ? undefined : rest);
  if (!settings.moveRemainingStartsForward || task.remainingDurationMinutes === 0 || rest >= statusDate) return task;
  return settings.moveCompletedEndsForward ? endingAt(task, statusDate, time.before(statusDate, doneFor), undefined) : { ...task, stop: end, resume: time.nextStart(statusDate) };
}

/** The done part moved to end at the status date; the rest stays where it was, or follows at once. */
function endingAt(task: Task, statusDate: Minute, start: Minute | undefined, rest: Minute | undefined): Task {
  if (start === undefined) return task;
  const { stop: _stop, resume: _resume, ...plain } = task;
  const moved: Task = { ...plain, actualStart: start };
  if (task.actualFinish !== undefined) return { ...moved, actualFinish: statusDate };
  return rest === undefined || task.remainingDurationMinutes === 0 ? moved : { ...moved, stop: statusDate, resume: rest };
}
