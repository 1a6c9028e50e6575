/**
 * The specification of scheduling, written to be read: domain records in, dates out, no tables and no shortcuts.
 * `packages/engine/src/schedule/compute.ts` must give the same answers fast. Instants are ticks (tenths of a minute).
 */
import { outlineOf, type Outline, type OutlineRow } from "@leadline/engine/model/plan/outline.ts";
import { settingsOf, type Project } from "@leadline/engine/model/project.ts";
import type { ProjectSettings, Task } from "@leadline/engine/model/records.ts";
import type { ScheduleResult } from "@leadline/engine/schedule/schedule.ts";
import { nextStart, TICKS, workBetween } from "./slow-calendar.ts";
import { calendarsOf, type PlanCalendars } from "./slow-calendars-of-plan.ts";
import { after, before, leafOf, settledFinish, startFrom, withLag, workedTogether, type Dates, type Leaf, type LeafResult } from "./slow-leaf.ts";
import { actualDates, resumeOf, stopOf } from "./slow-progress.ts";
import { activeLeaves, leafLinks, withoutLoops, type LeafLink } from "./slow-links.ts";
import { answersOf } from "./slow-roll-up.ts";

/** Schedules a project from its start, as domain A1-A9 say. Loops are left out without a word; the fast engine names them. */
export function slowSchedule(project: Project): ScheduleResult {
  const outline = outlineOf(project);
  const calendars = calendarsOf(project);
  const leaves = activeLeaves(outline);
  // A summary that is linked by its start is stood for by its earliest leaf, which a first run without such links tells.
  const first = run(project, calendars, leaves, leafLinks(project, outline, () => undefined));
  const links = leafLinks(project, outline, (below) => earliestOf(below, first));
  const results = run(project, calendars, leaves, links);
  return { schedule: answersOf(project, outline, calendars, results), problems: [] };
}

function earliestOf(below: readonly Task[], results: ReadonlyMap<string, LeafResult>): Task | undefined {
  let earliest: Task | undefined;
  const startOf = (task: Task): number => results.get(task.id)?.early.start ?? Infinity;
  for (const task of below) if (startOf(task) < (earliest ? startOf(earliest) : Infinity)) earliest = task;
  return earliest;
}

interface Run {
  readonly settings: ProjectSettings;
  readonly projectStart: number;
  readonly leaves: ReadonlyMap<string, Leaf>;
  readonly into: ReadonlyMap<string, readonly LeafLink[]>;
  readonly outOf: ReadonlyMap<string, readonly LeafLink[]>;
}

function run(project: Project, calendars: PlanCalendars, tasks: readonly Task[], links: readonly LeafLink[]): Map<string, LeafResult> {
  const { order, kept } = withoutLoops(tasks, links);
  const settings = settingsOf(project);
  const self: Run = {
    settings,
    projectStart: settings.start * TICKS,
    leaves: new Map(order.map((task) => [task.id, leafOf(project, calendars, task)])),
    into: grouped(kept, (link) => link.to),
    outOf: grouped(kept, (link) => link.from),
  };
  const ids = order.map((task) => task.id);
  const first = forwardPass(self, ids, new Map());
  const finishes = [...first.values()].map((dates) => dates.finish).filter(Number.isFinite);
  const projectFinish = finishes.length === 0 ? self.projectStart : Math.max(...finishes);
  const late = backwardPass(self, [...ids].reverse(), first, latestFinishes(outlineOf(project), ids, first, projectFinish), projectFinish);
  const hasAlap = ids.some((id) => self.leaves.get(id)?.isAlap);
  const early = hasAlap ? forwardPass(self, ids, late) : first;
  const pushing = hasAlap ? late : new Map<string, LateDates>();
  return new Map(ids.map((id) => [id, { ...resultOf(self, id, early, late), driving: drivingLinks(self, mustHave(self.leaves, id), early, pushing) }]));
}

/** How late each task may be at most: the project finish, or below a manual summary the latest early finish of the tasks there (observed). */
function latestFinishes(outline: Outline, ids: readonly string[], early: ReadonlyMap<string, Dates>, projectFinish: number): ReadonlyMap<string, number> {
  const above = (id: string): OutlineRow | undefined => {
    for (let row = outline.rows[outline.rowOf(id)?.parentIndex ?? -1]; row; row = outline.rows[row.parentIndex]) if (row.task.mode === "manual") return row;
    return undefined;
  };
  return new Map(
    ids.map((id) => {
      const group = above(id);
      const together = group ? ids.filter((other) => above(other) === group) : [];
      return [id, group ? Math.min(projectFinish, Math.max(...together.map((other) => mustHave(early, other).finish))) : projectFinish];
    }),
  );
}

function grouped(links: readonly LeafLink[], keyOf: (link: LeafLink) => string): Map<string, LeafLink[]> {
  const groups = new Map<string, LeafLink[]>();
  for (const link of links) groups.set(keyOf(link), [...(groups.get(keyOf(link)) ?? []), link]);
  return groups;
}

/** Early dates in order; `late` holds, in the extra pass, the dates of as late as possible tasks for their successors. */
function forwardPass(self: Run, ids: readonly string[], late: ReadonlyMap<string, LateDates>): Map<string, Dates> {
  const early = new Map<string, Dates>();
  for (const id of ids) {
    const leaf = mustHave(self.leaves, id);
    early.set(id, leaf.isGiven ? givenDates(self, leaf) : leaf.isStarted ? actualDates(leaf) : earlyDates(self, leaf, early, late));
  }
  return early;
}

/** A manual task: what is missing follows from the other date and the duration, or from the project start. */
function givenDates(self: Run, leaf: Leaf): Dates {
  const { manualStart, manualFinish } = leaf.task;
  const finish = manualFinish === undefined ? undefined : manualFinish * TICKS;
  const fallback = finish === undefined ? nextStart(leaf.calendar, self.projectStart) : before(leaf, finish);
  const start = manualStart === undefined ? fallback : manualStart * TICKS;
  return { start, finish: finish === undefined || finish < start ? after(leaf, start) : finish };
}

function earlyDates(self: Run, leaf: Leaf, early: ReadonlyMap<string, Dates>, late: ReadonlyMap<string, LateDates>): Dates {
  const logic = Math.max(startFrom(leaf, startByLogic(self, leaf, early, late)), startBySummaries(leaf));
  const constrained = constrainedStart(self, leaf, logic);
  const start = leaf.delay === 0 ? constrained : startFrom(leaf, constrained + leaf.delay);
  const date = dateOf(leaf, "MFO");
  if (date !== undefined && self.settings.honorConstraints && leaf.delay === 0) return { start, finish: date };
  return { start, finish: finishByLinks(self, leaf, after(leaf, start), early, late) };
}

/** A link to the finish holds by the clock too: no work lies between, but the finish is not before the link's instant (observed in plans stored by MS Project). */
function finishByLinks(self: Run, leaf: Leaf, finish: number, early: ReadonlyMap<string, Dates>, late: ReadonlyMap<string, LateDates>): number {
  const instants = (self.into.get(leaf.task.id) ?? []).flatMap((link) => {
    const seen = predecessorDates(self, leaf, link, early, late);
    if (link.link.type === "FF") return withLag(leaf, link, seen.finish, 1);
    return link.link.type === "SF" ? withLag(leaf, link, seen.start, 1) : [];
  });
  return Math.max(finish, ...instants.filter((instant) => workBetween(leaf.calendar, finish, instant) === 0));
}

/** The earliest start that the summaries above allow. */
function startBySummaries(leaf: Leaf): number {
  return leaf.floor === -Infinity ? -Infinity : startFrom(leaf, leaf.floor);
}

/** The constraint date in ticks if the task has this constraint. */
function dateOf({ task }: Leaf, type: Task["constraint"]): number | undefined {
  return task.constraint === type && task.constraintDate !== undefined ? task.constraintDate * TICKS : undefined;
}

/**
 * The latest start that links ask for. No lead and no link to the finish pulls a task before the project start; only a
 * predecessor that itself lies there does. Without links the project start, or a no-earlier-than date even before it.
 */
function startByLogic(self: Run, leaf: Leaf, early: ReadonlyMap<string, Dates>, late: ReadonlyMap<string, LateDates>): number {
  const links = self.into.get(leaf.task.id) ?? [];
  if (links.length === 0) {
    const finishNoEarlier = dateOf(leaf, "FNET");
    return dateOf(leaf, "SNET") ?? (finishNoEarlier === undefined ? self.projectStart : before(leaf, finishNoEarlier));
  }
  return Math.max(...links.map((link) => clippedBound(self, leaf, link, early, late)));
}

function clippedBound(self: Run, leaf: Leaf, link: LeafLink, early: ReadonlyMap<string, Dates>, late: ReadonlyMap<string, LateDates>): number {
  const bound = startBound(leaf, link, predecessorDates(self, leaf, link, early, late));
  return Math.max(bound, Math.min(self.projectStart, mustHave(early, link.from).start));
}

/** The links that each alone give the task its start; none where a constraint, an actual or a given date does. */
function drivingLinks(self: Run, leaf: Leaf, early: ReadonlyMap<string, Dates>, late: ReadonlyMap<string, LateDates>): readonly string[] {
  if (leaf.isGiven || leaf.isStarted) return [];
  const logic = startFrom(leaf, startByLogic(self, leaf, early, late));
  if (startBySummaries(leaf) > logic) return [];
  if (constrainedStart(self, leaf, logic) !== logic) return [];
  const links = self.into.get(leaf.task.id) ?? [];
  return links.filter((link) => startFrom(leaf, clippedBound(self, leaf, link, early, late)) === logic).map((link) => link.link.id);
}

/** An as late as possible predecessor pushes in the extra pass, from its late dates, all but others of its kind. */
function predecessorDates(self: Run, leaf: Leaf, link: LeafLink, early: ReadonlyMap<string, Dates>, late: ReadonlyMap<string, LateDates>): Dates {
  const isLate = mustHave(self.leaves, link.from).isAlap && !leaf.isAlap;
  return (isLate ? late.get(link.from) : undefined) ?? mustHave(early, link.from);
}

/** The start that one link asks for; a link to the finish steps the successor's work back first, then adds the lag. */
function startBound(leaf: Leaf, link: LeafLink, predecessor: Dates): number {
  switch (link.link.type) {
    case "FS":
      return withLag(leaf, link, predecessor.finish, 1);
    case "SS":
      return withLag(leaf, link, predecessor.start, 1);
    case "FF":
      return withLag(leaf, link, before(leaf, predecessor.finish), 1);
    case "SF":
      return withLag(leaf, link, before(leaf, predecessor.start), 1);
  }
}

/** Domain A4, the column "forward". */
function constrainedStart(self: Run, leaf: Leaf, logic: number): number {
  const { constraint, constraintDate } = leaf.task;
  if (constraintDate === undefined) return logic;
  const date = constraintDate * TICKS;
  const { honorConstraints } = self.settings;
  switch (constraint) {
    case "SNET":
      return date > logic ? startFrom(leaf, date) : logic;
    case "FNET":
      return Math.max(logic, before(leaf, date));
    case "SNLT":
      return honorConstraints && date < logic ? startFrom(leaf, date) : logic;
    case "FNLT":
      return honorConstraints ? Math.min(logic, before(leaf, date)) : logic;
    case "MSO":
      return honorConstraints || date > logic ? startFrom(leaf, date) : logic;
    case "MFO":
      return honorConstraints ? before(leaf, date) : Math.max(logic, before(leaf, date));
    default:
      return logic;
  }
}

/** Late dates; a started task shows its actual start, and the rest of its work goes on at `remainingStart`. */
interface LateDates extends Dates {
  readonly remainingStart: number;
}

function backwardPass(self: Run, ids: readonly string[], early: ReadonlyMap<string, Dates>, latest: ReadonlyMap<string, number>, projectFinish: number): Map<string, LateDates> {
  const late = new Map<string, LateDates>();
  for (const id of ids) {
    const leaf = mustHave(self.leaves, id);
    const given = mustHave(early, id);
    if (leaf.isFinished || leaf.task.external) late.set(id, { ...given, remainingStart: leaf.task.external ? given.start : given.finish });
    else late.set(id, lateDates(leaf, given, cappedFinish(self, leaf, finishBySuccessors(self, leaf, given, late, mustHave(latest, id))), projectFinish));
  }
  return late;
}

function lateDates(leaf: Leaf, early: Dates, bound: number, projectFinish: number): LateDates {
  // What takes no time may be as late as the project finish, even where that lies outside its working time (observed).
  const finish = bound === projectFinish && leaf.drivers.every((driver) => driver.span === 0) ? bound : settledFinish(leaf, bound);
  if (leaf.isStarted && !leaf.isGiven) return { start: early.start, finish, remainingStart: resumeOf(leaf, early) };
  const start = before(leaf, finish);
  return { start, finish, remainingStart: start };
}

/** Domain A4, the column "backward", and the deadline, which a task that must start or finish on a date ignores. */
function cappedFinish(self: Run, leaf: Leaf, finish: number): number {
  const { constraint, constraintDate, deadline } = leaf.task;
  const date = constraintDate === undefined ? undefined : constraintDate * TICKS;
  const isPinned = date !== undefined && (constraint === "MSO" || constraint === "MFO");
  const limit = isPinned && self.settings.honorConstraints ? Infinity : Math.min(leaf.cap, deadline === undefined ? Infinity : deadline * TICKS);
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

/** The earliest finish that unfinished successors ask for, never after the project finish. */
function finishBySuccessors(self: Run, leaf: Leaf, early: Dates, late: ReadonlyMap<string, LateDates>, projectFinish: number): number {
  const links = unfinishedSuccessors(self, leaf.task.id);
  if (links.length === 0) return self.settings.multipleCriticalPaths ? early.finish : projectFinish;
  // What takes no time and has happened cannot be late any more (observed in plans stored by MS Project).
  if (leaf.isStarted && leaf.drivers.every((driver) => driver.span === 0)) return early.start;
  return Math.min(projectFinish, ...links.map((link) => finishBound(self, leaf, link, late, projectFinish)));
}

function unfinishedSuccessors(self: Run, id: string): readonly LeafLink[] {
  return (self.outOf.get(id) ?? []).filter((link) => !mustHave(self.leaves, link.to).isFinished);
}

/** How late a task may finish for the sake of one link. */
function finishBound(self: Run, leaf: Leaf, link: LeafLink, late: ReadonlyMap<string, LateDates>, projectFinish: number): number {
  const successor = mustHave(self.leaves, link.to);
  const theirs = mustHave(late, link.to);
  switch (link.link.type) {
    case "FS":
      return withLag(successor, link, (link.isToSummary ? theirs.start : theirs.remainingStart) - successor.delay, -1);
    case "FF":
      return withLag(successor, link, theirs.finish, -1);
    case "SF":
      return withLag(successor, link, after(leaf, theirs.finish), -1);
    case "SS":
      return boundOfStartToStart(self, leaf, link, theirs, projectFinish);
  }
}

/** SS limits the start alone: nothing once that has happened. The other special cases were observed in stored plans. */
function boundOfStartToStart(self: Run, leaf: Leaf, link: LeafLink, theirs: LateDates, projectFinish: number): number {
  const successor = mustHave(self.leaves, link.to);
  const hasSuccessors = (self.outOf.get(link.to) ?? []).length > 0;
  if (leaf.isStarted) return projectFinish;
  if (leaf.isGiven) return hasSuccessors ? projectFinish : theirs.finish;
  if (successor.isStarted) {
    if (!hasSuccessors) return projectFinish;
    return after(leaf, stopOf(successor));
  }
  const start = nextStart(leaf.calendar, theirs.start - successor.delay);
  return after(leaf, withLag(successor, link, start, -1));
}

function resultOf(self: Run, id: string, earlies: ReadonlyMap<string, Dates>, lates: ReadonlyMap<string, LateDates>): Omit<LeafResult, "driving"> {
  const leaf = mustHave(self.leaves, id);
  const [early, late] = [mustHave(earlies, id), mustHave(lates, id)];
  const totalSlack = totalSlackOf(leaf, early, late);
  const scheduled = (other: string): Dates => (mustHave(self.leaves, other).isAlap ? mustHave(lates, other) : mustHave(earlies, other));
  const rooms = unfinishedSuccessors(self, id).map((link) => roomBefore(leaf, link, scheduled(id), scheduled(link.to)));
  const freeSlack = leaf.isFinished ? 0 : Math.max(0, rooms.length === 0 ? totalSlack : Math.min(...rooms));
  const { criticalSlackLimitDays, minutesPerDay } = self.settings;
  const isCritical = !leaf.isFinished && totalSlack <= criticalSlackLimitDays * minutesPerDay * TICKS;
  return { task: leaf.task, calendar: leaf.calendar, early, late, isAlap: leaf.isAlap, workedTogether: leaf.isDriven ? workedTogether(leaf, scheduled(id).start) : undefined, totalSlack, freeSlack, isCritical };
}

/** Time from `a` to `b` as the task counts it: its calendar's working time, or wall-clock time of an elapsed task. */
function between(leaf: Leaf, a: number, b: number): number {
  return leaf.isElapsed ? b - a : workBetween(leaf.calendar, a, b);
}

/** The smaller of start slack and finish slack; once started, finish slack; as late as possible, none. */
function totalSlackOf(leaf: Leaf, early: Dates, late: Dates): number {
  if (leaf.isAlap) return 0;
  const finishSlack = between(leaf, early.finish, late.finish);
  return leaf.isStarted ? finishSlack : Math.min(between(leaf, early.start, late.start), finishSlack);
}

/** How far the tied end of a task could move before the successor would: the gap less the lag. */
function roomBefore(leaf: Leaf, link: LeafLink, own: Dates, theirs: Dates): number {
  const from = link.link.type === "FS" || link.link.type === "FF" ? own.finish : own.start;
  const to = link.link.type === "FS" || link.link.type === "SS" ? theirs.start : theirs.finish;
  return between(leaf, from, to) - link.lag;
}

function mustHave<T>(map: ReadonlyMap<string, T>, id: string): T {
  const value = map.get(id);
  if (value === undefined) throw new Error(`Leadline bug: the specification scheduler lost task ${id}`);
  return value;
}
