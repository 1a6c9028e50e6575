/** The backward pass of the specification scheduler: late dates, successors first (domain A3, A4). */
import { after, before, settledFinish, type Dates, type Leaf } from "./slow-leaf.ts";
import type { LeafLink } from "./slow-links.ts";
import { linksOutOf, mustHave, unfinishedSuccessors, withLag, type Network } from "./slow-network.ts";
import { resumeOf, stopOf } from "./slow-progress.ts";
import { nextStart } from "./slow-working-time.ts";

/** Late dates; a started task shows its actual start, and the rest of its work goes on at `remainingStart`. */
export interface LateDates extends Dates {
  readonly remainingStart: number;
}

interface Seen {
  readonly early: ReadonlyMap<string, Dates>;
  readonly late: ReadonlyMap<string, LateDates>;
  /** No task is later than that. */
  readonly end: number;
}

export function lateDates(network: Network, early: ReadonlyMap<string, Dates>): ReadonlyMap<string, LateDates> {
  const finishes = [...early.values()].map((dates) => dates.finish).filter(Number.isFinite);
  const projectFinish = finishes.length === 0 ? network.start : Math.max(...finishes);
  const late = new Map<string, LateDates>();
  for (const [id, leaf] of [...network.leaves].reverse()) {
    const own = mustHave(early, id);
    if (leaf.isKept) late.set(id, { ...own, remainingStart: leaf.isFinished && !leaf.task.external ? own.finish : own.start });
    else {
      const bySuccessors = finishBySuccessors(network, leaf, { early, late, end: endFor(network, id, early, projectFinish) });
      late.set(id, placed(leaf, own, cappedFinish(network, leaf, bySuccessors), projectFinish));
    }
  }
  return late;
}

/** How late a task may be at most: the project finish, or below a manual summary the latest early finish of the tasks there (observed). */
function endFor({ groupOf }: Network, id: string, early: ReadonlyMap<string, Dates>, projectFinish: number): number {
  const group = groupOf.get(id);
  if (group === undefined) return projectFinish;
  const together = [...groupOf].filter(([, other]) => other === group).map(([other]) => mustHave(early, other).finish);
  return Math.min(projectFinish, Math.max(...together));
}

const takesNoTime = (leaf: Leaf): boolean => leaf.drivers.every((driver) => driver.span === 0);

function placed(leaf: Leaf, early: Dates, bound: number, projectFinish: number): LateDates {
  // What takes no time may be as late as the project finish, even where that lies outside its working time (observed).
  const finish = bound === projectFinish && takesNoTime(leaf) ? bound : settledFinish(leaf, bound);
  if (leaf.isStarted && !leaf.isGiven) return { start: early.start, finish, remainingStart: resumeOf(leaf, early) };
  const start = before(leaf, finish);
  return { start, finish, remainingStart: start };
}

/** Domain A4, the column "backward", and the deadline, which a task that must start or finish on a date ignores. */
function cappedFinish({ settings: { honorConstraints } }: Network, leaf: Leaf, finish: number): number {
  const { constraint, constraintDate: date } = leaf;
  const isPinned = date !== undefined && (constraint === "MSO" || constraint === "MFO");
  const limit = isPinned && honorConstraints ? Infinity : Math.min(leaf.cap, leaf.deadline);
  if (date === undefined) return Math.min(finish, limit);
  switch (constraint) {
    case "MSO":
      return Math.min(after(leaf, date), limit);
    case "MFO":
      return Math.min(date, limit);
    case "SNLT":
      return Math.min(finish, after(leaf, date), limit);
    case "FNLT":
      return Math.min(finish, date, limit);
    default:
      return Math.min(finish, limit);
  }
}

/** The earliest finish that unfinished successors ask for, never after the end. */
function finishBySuccessors(network: Network, leaf: Leaf, seen: Seen): number {
  const links = unfinishedSuccessors(network, leaf.task.id);
  const early = mustHave(seen.early, leaf.task.id);
  if (links.length === 0) return network.settings.multipleCriticalPaths ? early.finish : seen.end;
  // What takes no time and has happened cannot be late any more (observed in plans stored by MS Project).
  if (leaf.isStarted && takesNoTime(leaf)) return early.start;
  return Math.min(seen.end, ...links.map((link) => finishBound(network, leaf, link, seen)));
}

/** How late a task may finish for the sake of one link. */
function finishBound(network: Network, leaf: Leaf, link: LeafLink, seen: Seen): number {
  const successor = mustHave(network.leaves, link.to);
  const theirs = mustHave(seen.late, link.to);
  switch (link.type) {
    case "FS":
      return withLag(network, link, (link.isToSummary ? theirs.start : theirs.remainingStart) - successor.delay, -1);
    case "FF":
      return withLag(network, link, theirs.finish, -1);
    case "SF":
      return withLag(network, link, after(leaf, theirs.finish), -1);
    case "SS":
      return boundOfStartToStart(network, leaf, link, seen);
  }
}

/** SS limits the start alone: nothing once that has happened. The other special cases were observed in stored plans. */
function boundOfStartToStart(network: Network, leaf: Leaf, link: LeafLink, { late, end }: Seen): number {
  const successor = mustHave(network.leaves, link.to);
  const theirs = mustHave(late, link.to);
  const hasSuccessors = linksOutOf(network, link.to).length > 0;
  if (leaf.isStarted) return end;
  if (leaf.isGiven) return hasSuccessors ? end : theirs.finish;
  if (successor.isStarted) return hasSuccessors ? after(leaf, stopOf(successor)) : end;
  const start = nextStart(leaf.calendar, theirs.start - successor.delay);
  return after(leaf, withLag(network, link, start, -1));
}
