/** What the passes of the specification scheduler work on: leaves with their fixed dates, and the links between them. */
import type { Outline, OutlineRow } from "@leadline/engine/model/plan/outline.ts";
import { settingsOf, type Project } from "@leadline/engine/model/project.ts";
import type { ProjectSettings, Task } from "@leadline/engine/model/records.ts";
import { TICKS } from "./slow-calendar.ts";
import type { PlanCalendars } from "./slow-calendars-of-plan.ts";
import { after, before, leafOf, type Dates, type Leaf } from "./slow-leaf.ts";
import { withoutLoops, type LeafLink } from "./slow-links.ts";
import { actualDates } from "./slow-progress.ts";
import { add, nextStart, previousFinish } from "./slow-working-time.ts";

export interface Network {
  readonly settings: ProjectSettings;
  /** No work without predecessors begins before it. */
  readonly start: number;
  /** By task id, predecessors first. */
  readonly leaves: ReadonlyMap<string, Leaf>;
  /** Dates that no link moves: those of given tasks and of what has begun. */
  readonly fixed: ReadonlyMap<string, Dates>;
  readonly links: readonly LeafLink[];
  /** The innermost manual summary above a leaf, where there is one. */
  readonly groupOf: ReadonlyMap<string, string>;
}

export function networkOf(project: Project, outline: Outline, calendars: PlanCalendars, tasks: readonly Task[], links: readonly LeafLink[]): Network {
  const { order, kept } = withoutLoops(tasks, links);
  const settings = settingsOf(project);
  const start = settings.start * TICKS;
  const leaves = order.map((task) => leafOf(project, calendars, task));
  return {
    settings,
    start,
    leaves: new Map(leaves.map((leaf) => [leaf.task.id, leaf])),
    fixed: new Map(leaves.flatMap((leaf) => (leaf.isGiven ? [[leaf.task.id, givenDates(leaf, settings)]] : leaf.isStarted ? [[leaf.task.id, actualDates(leaf)]] : []))),
    links: kept,
    groupOf: new Map(order.flatMap(({ id }) => manualSummaryAbove(outline, id) ?? []).map(({ id, group }) => [id, group])),
  };
}

/** A manual task: what is missing follows from the other date and the duration, or from the fixed end of the project. */
export function givenDates(leaf: Leaf, settings: ProjectSettings): Dates {
  const { manualStart, manualFinish } = leaf.task;
  if (manualStart === undefined && manualFinish === undefined) return atFixedEnd(leaf, settings);
  const finish = manualFinish === undefined ? undefined : manualFinish * TICKS;
  const start = manualStart === undefined ? before(leaf, finish ?? 0) : manualStart * TICKS;
  return { start, finish: finish === undefined || finish < start ? after(leaf, start) : finish };
}

function atFixedEnd(leaf: Leaf, settings: ProjectSettings): Dates {
  const finish = fixedFinish(settings);
  const last = finish === undefined ? undefined : previousFinish(leaf.calendar, finish);
  const start = last === undefined ? nextStart(leaf.calendar, settings.start * TICKS) : before(leaf, last);
  return { start, finish: last ?? after(leaf, start) };
}

/** The finish that a plan is scheduled from; never by Primavera's rules. */
export function fixedFinish({ scheduleFrom, finish, schedulingRules }: ProjectSettings): number | undefined {
  return scheduleFrom === "finish" && finish !== undefined && schedulingRules !== "primavera" ? finish * TICKS : undefined;
}

function manualSummaryAbove(outline: Outline, id: string): { readonly id: string; readonly group: string }[] {
  for (let row: OutlineRow | undefined = outline.rows[outline.rowOf(id)?.parentIndex ?? -1]; row; row = outline.rows[row.parentIndex]) if (row.task.mode === "manual") return [{ id, group: row.task.id }];
  return [];
}

export function linksInto({ links }: Network, id: string): readonly LeafLink[] {
  return links.filter((link) => link.to === id);
}

export function linksOutOf({ links }: Network, id: string): readonly LeafLink[] {
  return links.filter((link) => link.from === id);
}

/** Links to successors that are still to be done: only they limit what comes before them. */
export function unfinishedSuccessors(network: Network, id: string): readonly LeafLink[] {
  return linksOutOf(network, id).filter((link) => !mustHave(network.leaves, link.to).isFinished);
}

/** Adds lag (or with sign -1 takes it away): wall-clock where it is elapsed, else in the link's calendar. */
export function withLag({ leaves }: Network, { link, lag, lagIn }: LeafLink, t: number, sign: 1 | -1): number {
  return link.lagUnit.startsWith("e") ? t + sign * lag : add(mustHave(leaves, lagIn).calendar, t, sign * lag);
}

export function mustHave<T>(map: ReadonlyMap<string, T>, id: string): T {
  const value = map.get(id);
  if (value === undefined) throw new Error(`Leadline bug: the specification scheduler lost task ${id}`);
  return value;
}
