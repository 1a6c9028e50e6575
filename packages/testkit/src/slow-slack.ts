/** Slack, critical marks and shown dates from early and late ones (domain A5). Part of the specification scheduler. */
import { TICKS, type SlowCalendar } from "./slow-calendar.ts";
import type { Dates, Leaf } from "./slow-leaf.ts";
import type { LeafLink } from "./slow-links.ts";
import { mustHave, unfinishedSuccessors, type Network } from "./slow-network.ts";
import type { PlacedLeaf } from "./slow-roll-up.ts";
import { workBetween } from "./slow-working-time.ts";

/** What the passes found for one leaf. */
export type LeafResult = Omit<PlacedLeaf, "durationMinutes">;

type DatesById = ReadonlyMap<string, Dates>;

/**
 * What is as late as possible stands at its late dates, all else at its early ones. A summary takes the dates shown for
 * early ones, and of a manual task the given ones for late ones too (observed in plans stored by MS Project).
 */
export function resultOf(network: Network, leaf: Leaf, earlies: DatesById, lates: DatesById): Omit<LeafResult, "driving"> {
  const { id } = leaf.task;
  const [early, late] = [mustHave(earlies, id), mustHave(lates, id)];
  const shownOf = (other: string): Dates => mustHave(mustHave(network.leaves, other).constraint === "ALAP" ? lates : earlies, other);
  const totalSlack = totalSlackOf(leaf, early, late);
  const rooms = unfinishedSuccessors(network, id).map((link) => roomBefore(leaf, link, shownOf(id), shownOf(link.to)));
  const { criticalSlackLimitDays, minutesPerDay } = network.settings;
  return {
    task: leaf.task,
    early,
    late,
    shown: shownOf(id),
    inSummary: { early: shownOf(id), late: leaf.isGiven ? early : late },
    totalSlack,
    freeSlack: leaf.isFinished ? 0 : Math.max(0, rooms.length === 0 ? totalSlack : Math.min(...rooms)),
    isCritical: !leaf.isFinished && totalSlack <= criticalSlackLimitDays * minutesPerDay * TICKS,
  };
}

/** Time from `a` to `b` as the task counts it: its calendar's working time, or wall-clock time of an elapsed task. */
function between({ isElapsed, calendar }: { readonly isElapsed: boolean; readonly calendar: SlowCalendar }, a: number, b: number): number {
  return isElapsed ? b - a : workBetween(calendar, a, b);
}

/** The smaller of start slack and finish slack; once started, finish slack; as late as possible, none. */
function totalSlackOf(leaf: Leaf, early: Dates, late: Dates): number {
  if (leaf.constraint === "ALAP") return 0;
  const finishSlack = between(leaf, early.finish, late.finish);
  return leaf.isStarted ? finishSlack : Math.min(between(leaf, early.start, late.start), finishSlack);
}

/** How far the tied end of a task could move before the successor would: the gap less the lag. */
function roomBefore(leaf: Leaf, { type, lag }: LeafLink, own: Dates, theirs: Dates): number {
  const from = type === "FS" || type === "FF" ? own.finish : own.start;
  const to = type === "FS" || type === "SS" ? theirs.start : theirs.finish;
  return between(leaf, from, to) - lag;
}
