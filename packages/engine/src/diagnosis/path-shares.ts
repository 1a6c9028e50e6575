/** As planned against as built: where along the driving path the days went, share by share, adding up to the slip (domain D7, static comparison). */
import { settingsOf, type Project } from "../model/project.ts";
import type { Schedule } from "../schedule/schedule.ts";
import { workedMinutesBetween } from "../schedule/worked-time.ts";
import type { Minute } from "../time/minute.ts";
import { drivingPath } from "./driving-path.ts";

export interface PlannedDates {
  readonly finish: Minute;
  readonly of: (taskId: string) => { readonly start: Minute; readonly finish: Minute } | undefined;
}

/** What one task of the path did, in working days; positive: later. */
export interface PathShare {
  readonly taskId: string;
  /** Absent: it was not in the plan then. */
  readonly planned?: { readonly start: Minute; readonly finish: Minute };
  readonly built: { readonly start: Minute; readonly finish: Minute };
  /** By how much more its start moved than the finish of the task before it on the path; of a new task 0. */
  readonly waitedDays: number;
  /** By how much more its finish moved than its start; of a new task 0: it shows in the wait of the next one, at the end of the path here. */
  readonly tookLongerDays: number;
}

export interface PathShares {
  readonly shares: readonly PathShare[];
  /** The path ended so much earlier than the plan then: that slack is used up first. */
  readonly slackThenDays: number;
  /** All shares together, less that slack: the move of the finish. */
  readonly slipDays: number;
}

/** `planned` are dates of an earlier plan or a baseline; `after` and its schedule are the plan as it was built, days are counted in its calendar. */
export function pathShares(planned: PlannedDates, after: Project, schedule: Schedule): PathShares {
  const perDay = settingsOf(after).minutesPerDay;
  const days = (from: Minute, to: Minute): number => workedMinutesBetween(after, undefined, from, to) / perDay;
  const path = drivingPath(after, schedule).flatMap((taskId) => {
    const built = schedule.of(taskId);
    return built ? [{ taskId, built: { start: built.start, finish: built.finish }, then: planned.of(taskId) }] : [];
  });
  let moved = 0;
  const shares = path.map(({ taskId, built, then }): PathShare => {
    if (!then) return { taskId, built, waitedDays: 0, tookLongerDays: 0 };
    const [startMoved, finishMoved] = [days(then.start, built.start), days(then.finish, built.finish)];
    const share = { taskId, planned: then, built, waitedDays: rounded(startMoved - moved), tookLongerDays: rounded(finishMoved - startMoved) };
    moved = finishMoved;
    return share;
  });
  const known = path.findLast(({ then }) => then !== undefined);
  // New tasks at the end of the path have none behind them in whose wait they could show.
  const tail = known ? days(known.built.finish, schedule.finish) : days(planned.finish, schedule.finish);
  const settled = tail === 0 ? shares : shares.map((share, at) => (at === shares.length - 1 ? { ...share, tookLongerDays: rounded(share.tookLongerDays + tail) } : share));
  return { shares: settled, slackThenDays: known?.then ? rounded(days(known.then.finish, planned.finish)) : 0, slipDays: rounded(days(planned.finish, schedule.finish)) };
}

function rounded(days: number): number {
  return Math.round(days * 1000) / 1000;
}
