/**
 * The specification of scheduling by Primavera's rules: docs/decisions/primavera-rules.md as a program to be read, over
 * domain records and without tables. Instants are ticks (tenths of a minute).
 */
import { outlineOf } from "@leadline/engine/model/plan/outline.ts";
import type { Project } from "@leadline/engine/model/project.ts";
import type { ScheduleResult } from "@leadline/engine/schedule/schedule.ts";
import { TICKS } from "./slow-calendar.ts";
import { calendarsOf } from "./slow-calendars-of-plan.ts";
import { activeLeaves, earliestOf, leafLinks } from "./slow-links.ts";
import { backward, floats, longestPath, shownLate } from "./slow-primavera-backward.ts";
import { delay, forward, projectFinish } from "./slow-primavera-forward.ts";
import { isGiven, of, planOf, spans, type Arc, type Node, type P6Result, type Plan } from "./slow-primavera-plan.ts";
import { spanMembers, spanNeighbours } from "./slow-primavera-spans.ts";
import { answersOf, type PlacedLeaf } from "./slow-roll-up.ts";
import { workBetween } from "./slow-working-time.ts";

/** Schedules a project by Primavera's rules. Loops are left out without a word; the fast engine names them. */
export function slowPrimavera(project: Project): ScheduleResult {
  const outline = outlineOf(project);
  const calendars = calendarsOf(project);
  const leaves = activeLeaves(outline);
  // As from the start: a summary that is linked by its start is stood for by its earliest leaf.
  const first = resultsOf(planOf(project, outline, calendars, leaves, leafLinks(project, outline, () => undefined)));
  const links = leafLinks(project, outline, (below) => earliestOf(below, (id) => first.results.get(id)?.start));
  const plan = planOf(project, outline, calendars, leaves, links);
  const { results, driving } = resultsOf(plan);
  const placed = plan.order.map((node) => placedLeaf(plan, node, of(results, node), driving));
  return { schedule: answersOf(project, outline, calendars, new Map(placed.map((leaf) => [leaf.task.id, leaf]))), problems: [] };
}

interface Found {
  readonly results: ReadonlyMap<string, P6Result>;
  readonly driving: ReadonlySet<Arc>;
}

function resultsOf(plan: Plan): Found {
  const results = new Map<string, P6Result>();
  const driving = new Set<Arc>();
  const others = plan.order.filter((node) => !spans(node));
  for (const node of others) forward(plan, node, results, driving);
  const end = projectFinish(others, results, plan.dataDate);
  for (const node of [...others].reverse()) if (node.limits.isAlap && node.state === "unstarted" && !isGiven(node)) delay(plan, node, results);
  for (const node of [...others].reverse()) backward(plan, node, results, end);
  for (const node of others) floats(plan, node, results, end);
  const longest = longestPath(plan, others, results, driving, end);
  for (const node of others) of(results, node).isCritical = isCritical(plan, node, of(results, node), longest);
  spanNeighbours(plan, results, end);
  spanMembers(plan, results);
  return { results, driving };
}

/** By total float a task with given dates never is: it has none. */
function isCritical({ settings, options }: Plan, node: Node, { totalFloat }: P6Result, longest: ReadonlySet<Node>): boolean {
  if (node.state === "finished" || node.type === "external") return false;
  if (options.critical === "longestPath") return longest.has(node);
  return !isGiven(node) && totalFloat <= settings.criticalSlackLimitDays * settings.minutesPerDay * TICKS;
}

function placedLeaf(plan: Plan, node: Node, result: P6Result, driving: ReadonlySet<Arc>): PlacedLeaf {
  const { task } = node;
  const early = { start: result.start, finish: result.finish };
  const late = shownLate(node, result);
  const isUnderWay = task.actualStart !== undefined && task.actualFinish === undefined;
  return {
    task,
    early,
    late,
    shown: early,
    inSummary: { early, late },
    ...(isUnderWay && { remainingStart: result.RS }),
    totalSlack: result.totalFloat,
    freeSlack: result.freeFloat,
    isCritical: result.isCritical,
    durationMinutes: task.actualStart === undefined && !task.durationUnit.startsWith("e") ? workBetween(plan.calendarOf(task), early.start, early.finish) / TICKS : task.durationMinutes,
    driving: plan.into(node).flatMap((arc) => (driving.has(arc) ? [arc.link] : [])),
  };
}
