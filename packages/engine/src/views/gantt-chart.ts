/** The part of the Gantt chart that is in sight: rows, link lines and labels as plain data, and what lies under the pointer. */
import type { Link } from "../model/records.ts";
import { rowMarks, rowMetrics, type MarkOptions, type RowMarks, type RowMetrics } from "./gantt-layout.ts";
import { linkRoute, type LinkRoute, type Point } from "./gantt-links.ts";
import { placeLabels, type LabelBox } from "./gantt-labels.ts";
import { linksFrom, linksInto } from "../model/plan/link-lists.ts";
import type { ShownRows } from "./plan-rows.ts";
import type { PlanFacts } from "./plan-words.ts";

export interface GanttWindow extends MarkOptions {
  readonly rows: ShownRows;
  /** Positions of the first and the last row in sight. */
  readonly first: number;
  readonly last: number;
  /** The part of the axis in sight, px. */
  readonly fromX: number;
  readonly toX: number;
  readonly rowHeight: number;
  /** Width of a label's text in px. */
  readonly measure: (text: string) => number;
}

export interface GanttChart {
  readonly metrics: RowMetrics;
  readonly rows: readonly RowMarks[];
  readonly routes: readonly RoutedLink[];
  readonly labels: readonly LabelBox[];
}

export interface RoutedLink extends LinkRoute {
  readonly link: Link;
  /** The link that fixed its successor's date. */
  readonly isDriving: boolean;
}

/** Lays out what is in sight. Lines are drawn for links with at least one end among the rows in sight. */
export function ganttChart(facts: PlanFacts, window: GanttWindow): GanttChart {
  const metrics = rowMetrics(window.rowHeight);
  const marksOf = marksByPosition(facts, window);
  const rows: RowMarks[] = [];
  for (let position = window.first; position <= window.last; position += 1) {
    const marks = marksOf(position);
    if (marks) rows.push(marks);
  }
  const routes = window.layers.has("links") ? routesInSight(facts, window, marksOf, metrics) : [];
  return { metrics, rows, routes, labels: placeLabels(rows, routes, metrics, window) };
}

function marksByPosition(facts: PlanFacts, window: GanttWindow): (position: number) => RowMarks | undefined {
  const made = new Map<number, RowMarks | undefined>();
  return (position) => {
    if (made.has(position)) return made.get(position);
    const row = facts.outline.rows[window.rows.indices[position] ?? -1];
    const marks = row && rowMarks(facts, row, position, window);
    made.set(position, marks);
    return marks;
  };
}

function routesInSight(facts: PlanFacts, window: GanttWindow, marksOf: (position: number) => RowMarks | undefined, metrics: RowMetrics): RoutedLink[] {
  const positionOf = (taskId: string): number => window.rows.positionOf(facts.outline.indexOf(taskId) ?? -1);
  const routes = new Map<string, RoutedLink>();
  const add = (link: Link): void => {
    if (routes.has(link.id)) return;
    const [from, to] = [marksOf(positionOf(link.predecessorId)), marksOf(positionOf(link.successorId))];
    if (!from || !to) return;
    const route = linkRoute(link, from, to, metrics);
    if (isInSight(route, window)) routes.set(link.id, { ...route, link, isDriving: facts.schedule.isDriving(link.id) });
  };
  for (let position = window.first; position <= window.last; position += 1) {
    const row = facts.outline.rows[window.rows.indices[position] ?? -1];
    if (!row) continue;
    for (const link of linksInto(facts.project, row.task.id)) add(link);
    for (const link of linksFrom(facts.project, row.task.id)) add(link);
  }
  return [...routes.values()];
}

function isInSight(route: LinkRoute, window: GanttWindow): boolean {
  const xs = route.points.map((point) => point.x);
  return Math.max(...xs) >= window.fromX && Math.min(...xs) <= window.toX;
}

export type ChartPlace =
  | { readonly on: "bar" | "rightEdge" | "startDot" | "endDot"; readonly marks: RowMarks }
  | { readonly on: "link"; readonly route: RoutedLink }
  | { readonly on: "row"; readonly position: number };

/** The dots for drawing links lie outside both ends of a bar; 12 px drawn, 24 px to hit. */
const DOT_OFFSET = 12;
const DOT_REACH = 12;
const EDGE_REACH = 5;
const LINK_REACH = 4;

/** What lies at a point of the chart; bars come before lines, `near` tells in which row the dots are shown. */
export function placeAt(chart: GanttChart, point: Point, near: string | undefined): ChartPlace {
  const position = Math.floor(point.y / chart.metrics.rowHeight);
  const marks = chart.rows.find((row) => row.position === position);
  const onRow = marks && placeOnRow(marks, point.x, marks.taskId === near);
  if (onRow) return onRow;
  const route = chart.routes.find((candidate) => distanceTo(candidate.points, point) <= LINK_REACH);
  return route ? { on: "link", route } : { on: "row", position };
}

function placeOnRow(marks: RowMarks, x: number, hasDots: boolean): ChartPlace | undefined {
  const half = marks.kind === "milestone" ? 8 : 0;
  const [left, right] = [marks.x1 - half, marks.x2 + half];
  const edge = Math.min(EDGE_REACH, (right - left) / 3);
  if (marks.kind === "task" && x >= right - edge && x <= right + 3) return { on: "rightEdge", marks };
  if (x >= left && x <= right) return { on: "bar", marks };
  if (hasDots && x < left && x >= left - DOT_OFFSET - DOT_REACH) return { on: "startDot", marks };
  if (hasDots && x > right && x <= right + DOT_OFFSET + DOT_REACH) return { on: "endDot", marks };
  return undefined;
}

function distanceTo(points: readonly Point[], at: Point): number {
  let best = Infinity;
  points.forEach((point, index) => {
    const before = points[index - 1];
    if (!before) return;
    const dx = Math.max(Math.min(before.x, point.x) - at.x, 0, at.x - Math.max(before.x, point.x));
    const dy = Math.max(Math.min(before.y, point.y) - at.y, 0, at.y - Math.max(before.y, point.y));
    best = Math.min(best, Math.hypot(dx, dy));
  });
  return best;
}

/** Ids of the driving links through a task, forward and back: what hovering a bar lights. */
export function drivingChain(facts: PlanFacts, taskId: string): ReadonlySet<string> {
  const chain = new Set<string>();
  const follow = (next: (id: string) => readonly Link[], end: (link: Link) => string): void => {
    const waiting = [taskId];
    const seen = new Set(waiting);
    for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
      for (const link of next(id)) {
        if (!facts.schedule.isDriving(link.id)) continue;
        chain.add(link.id);
        if (!seen.has(end(link))) waiting.push(end(link));
        seen.add(end(link));
      }
    }
  };
  follow((id) => linksInto(facts.project, id), (link) => link.predecessorId);
  follow((id) => linksFrom(facts.project, id), (link) => link.successorId);
  return chain;
}
