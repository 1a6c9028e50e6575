/** How far a task had got at any instant, from its recorded start, progress and finish. */
import type { Project } from "../../model/project.ts";
import type { Task } from "../../model/records.ts";
import type { TaskSchedule } from "../../schedule/schedule.ts";
import { dayNumberOf, MINUTES_PER_DAY, type Minute } from "../../time/minute.ts";
import { evenCurve } from "../work-curve.ts";

export interface Progress {
  readonly started: Minute | undefined;
  readonly finished: Minute | undefined;
  /** The end of what is done. */
  readonly reached: Minute | undefined;
  /** 0-1 of what is done altogether that was done before an instant: 1 from `reached` on, 0 before the start. */
  readonly partBefore: (at: Minute) => number;
}

/**
 * Progress is recorded as one sum, so what is done lies evenly over the working time from the actual start to where the work
 * stands: the actual finish, the recorded stop, or as far as the schedule's dates say. A task with progress but without an
 * actual start began when it is scheduled to.
 */
export function progressOf(project: Project, task: Task, dates: TaskSchedule): Progress {
  const percent = dates.isSummary ? dates.percentComplete : Math.max(task.percentComplete, task.actualFinish === undefined ? 0 : 100);
  if (percent <= 0 && task.actualStart === undefined) return { started: undefined, finished: undefined, reached: undefined, partBefore: () => 0 };
  const started = task.actualStart ?? dates.start;
  const finished = percent >= 100 ? (task.actualFinish ?? dates.finish) : undefined;
  const reached = finished ?? reachedBy(project, task, { dates, percent, started });
  const curve = evenCurve(project, task, { start: started, finish: reached });
  const partBefore = (at: Minute): number => (at >= reached ? 1 : at <= started ? 0 : curve.shareBefore(at));
  return { started, finished, reached, partBefore };
}

function reachedBy(project: Project, task: Task, { dates, percent, started }: { readonly dates: TaskSchedule; readonly percent: number; readonly started: Minute }): Minute {
  if (task.stop !== undefined && task.stop > started) return task.stop;
  if (percent <= 0) return started;
  return instantAt(evenCurve(project, task, { start: started, finish: dates.finish > started ? dates.finish : started }), percent / 100);
}

/** The first minute by which a share of a curve has passed. */
export function instantAt(curve: { readonly start: Minute; readonly finish: Minute; readonly shareBefore: (at: number) => number }, share: number): Minute {
  let [low, high]: [number, number] = [curve.start, curve.finish];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (curve.shareBefore(middle) >= share - 1e-12) high = middle;
    else low = middle + 1;
  }
  return low as Minute;
}

/** The last instant of a day counts to that day. */
export function isReachedBy(day: number, at: Minute): boolean {
  return day * MINUTES_PER_DAY < at && day <= dayNumberOf(at);
}
