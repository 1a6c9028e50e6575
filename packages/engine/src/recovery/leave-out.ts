/** Leaving something out: what is worth least and frees enough, with whatever depends on it (domain D6). */
import { outlineOf } from "../model/plan/outline.ts";
import { settingsOf, type Project } from "../model/project.ts";
import { remainingNetwork } from "./cheapest-crash.ts";
import { leastValueFreeing } from "./descope-by-value.ts";
import type { Candidate } from "./option.ts";
import { longestWay } from "./longest-way.ts";
import { bridgesOver, closureOf, idsOf, type Dispensable } from "./scope-items.ts";
import { namesIn, peopleOf } from "./shorter-tasks.ts";

/** Up to so many items every choice is looked at; beyond, the choice is made first and what depends on it follows. */
const MOST_CHOICES = 14;

/** What one item frees, in the unit of what is needed: working minutes on the way to the finish, or cents. */
export type Freed = (items: readonly Dispensable[]) => number;

/** By how many working minutes the longest way to the finish is shorter when parts of it take no time; over finish-to-start links, without calendars. */
export function freedMinutes(project: Project): Freed {
  const tasks = remainingNetwork(project, 1);
  const place = new Map(tasks.map(({ id }, at) => [id, at]));
  const before = tasks.map(({ after }) => after.flatMap((id) => place.get(id) ?? []));
  const lengths = Float64Array.from(tasks, ({ normal }) => normal);
  const whole = longestWay(lengths, before);
  return (items) => {
    const shorter = lengths.slice();
    for (const { leafIds } of items) for (const id of leafIds) shorter[place.get(id) ?? -1] = 0;
    return whole - longestWay(shorter, before);
  };
}

export function freedCents(items: readonly Dispensable[]): number {
  return items.reduce((sum, { work }) => sum + work.reduce((cents, { task, labourCents }) => cents + labourCents + (task.fixedCostCents ?? 0), 0), 0);
}

/** Everything that frees anything, and only so much of it as is needed. */
export function leftOutIn(project: Project, all: readonly Dispensable[], freed: Freed, needed: number): readonly (Candidate | undefined)[] {
  const useful = all.filter((item) => freed([item]) > 0);
  return [leaveOut(project, enoughOf(project, useful, all, freed, needed), all, "of what the plan can do without it is worth least and frees what is missing"), leaveOut(project, useful, all, "the plan can do without it")];
}

/** The least valuable items that free enough together with what depends on them; all where that is not enough. */
function enoughOf(project: Project, useful: readonly Dispensable[], all: readonly Dispensable[], freed: Freed, needed: number): readonly Dispensable[] {
  if (needed <= 0) return [];
  if (useful.length > MOST_CHOICES) {
    const ids = leastValueFreeing(useful.map((item) => ({ id: item.task.id, value: item.value, minutes: freed([item]) })), needed);
    return ids ? useful.filter(({ task }) => ids.includes(task.id)) : useful;
  }
  let best: { readonly items: readonly Dispensable[]; readonly value: number } | undefined;
  for (let choice = 1; choice < 2 ** useful.length; choice += 1) {
    const items = useful.filter((_, at) => (choice >> at) & 1);
    const value = closureOf(project, items, all).reduce((sum, item) => sum + item.value, 0);
    if ((!best || value < best.value) && freed(items) >= needed) best = { items, value };
  }
  return best?.items ?? useful;
}

export function leaveOut(project: Project, chosen: readonly Dispensable[], all: readonly Dispensable[], reason: string): Candidate | undefined {
  if (chosen.length === 0) return undefined;
  const outline = outlineOf(project);
  const items = [...closureOf(project, chosen, all)].sort((a, b) => (outline.indexOf(a.task.id) ?? 0) - (outline.indexOf(b.task.id) ?? 0));
  const gone = idsOf(items);
  const work = items.flatMap((item) => item.work);
  const dependent = items.length - chosen.length;
  const also = dependent === 0 ? "" : ` ${dependent === 1 ? "One of them has" : `${dependent} of them have`} nothing to work on without the others.`;
  return {
    kind: "descope",
    summary: `Leave out ${namesIn(items.map(({ task }) => task.name), "part")}: ${reason}.${also}`,
    commands: [{ type: "updateTasks", tasks: items.flatMap(({ leafIds }) => leafIds.map((id) => ({ id, fields: { active: false } }))) }, ...bridgesOver(project, gone)],
    scopeLost: work.length,
    ...(items.some(({ task }) => task.valuePoints !== undefined) && { valueLost: items.reduce((sum, item) => sum + (item.task.valuePoints ?? 0), 0) }),
    risk: "",
    riskDays: 0,
    peopleHit: peopleOf(work),
    approvals: ["Whoever asked for the scope"],
  };
}

/** Working time by which the date that is kept with the goal's chance misses it, five working days counted to a week. */
export function workingMinutes(project: Project, calendarMinutes: number): number {
  return (Math.max(0, calendarMinutes) / 1440) * (5 / 7) * settingsOf(project).minutesPerDay;
}
