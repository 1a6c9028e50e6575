/** Places for the labels beside the bars, so that no link line runs through one. */
import { labelBesideBar, labelStart, type RowMarks, type RowMetrics } from "./gantt-layout.ts";
import type { LinkRoute, Point } from "./gantt-links.ts";

export interface LabelBox {
  readonly taskId: string;
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Of an inactive task. */
  readonly isStruck: boolean;
}

/** The height of a line of 12 px text with its halo. */
const LABEL_HEIGHT = 16;
/** Clear room beside a line that a label makes way for. */
const CLEARANCE = 4;
/** Places nearer to one another than this are the same but for rounding. */
const HAIR = 0.001;
/** No label stands further from where its row ends; its halo parts the lines that it cannot avoid. */
const FARTHEST_SHIFT = 320;
/** Less of a label than this says nothing. */
const LEAST_IN_SIGHT = 40;

/** What placing labels needs beside the rows: the part of the axis in sight, and the width of a text in px. */
export interface LabelRoom {
  readonly fromX: number;
  readonly toX: number;
  readonly measure: (text: string) => number;
}

/**
 * One box per labelled row. A label begins after everything of its own row, and moves on to the right past every line that
 * would cross it. Where that is out of sight because of a long slack line, it stands beside the bar, and the line gives way.
 */
export function placeLabels(rows: readonly RowMarks[], routes: readonly LinkRoute[], metrics: RowMetrics, room: LabelRoom): LabelBox[] {
  const crossings = crossingsByRow(rows, routes, metrics);
  return rows.flatMap((marks) => {
    if (marks.label === "") return [];
    const width = room.measure(marks.label);
    const taken = crossings.get(marks.position) ?? [];
    const usual = clearPlace(labelStart(marks), width, taken);
    const beside = labelBesideBar(marks);
    const isCut = usual + width > room.toX && beside + width < room.toX;
    const isGone = usual > room.toX - LEAST_IN_SIGHT && beside < room.toX - LEAST_IN_SIGHT;
    const isOutOfSight = (isCut || isGone) && beside > room.fromX;
    const x = isOutOfSight ? clearPlace(beside, width, taken) : usual;
    // Half a name at the left edge says nothing; the edge tells that the bar lies further left.
    if (x < room.fromX) return [];
    return [{ taskId: marks.taskId, text: marks.label, x, y: labelTop(marks.position, metrics), width, height: LABEL_HEIGHT, isStruck: marks.isInactive }];
  });
}

function labelTop(position: number, metrics: RowMetrics): number {
  return position * metrics.rowHeight + metrics.middle - LABEL_HEIGHT / 2;
}

/** A stretch of the axis that lines occupy in a row's label band. */
interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** The nearest place that no line crosses; within reach there may be none, then the one that the fewest cross. */
function clearPlace(start: number, width: number, taken: readonly Stretch[]): number {
  const crossedAt = (x: number): number => taken.filter((stretch) => stretch.to + CLEARANCE > x - HAIR && stretch.from - CLEARANCE < x + width + HAIR).length;
  const places = taken.map((stretch) => stretch.to + CLEARANCE + 1).filter((x) => x > start && x - start <= FARTHEST_SHIFT);
  let best = { x: start, crossed: crossedAt(start) };
  for (const x of places.sort((a, b) => a - b)) {
    if (best.crossed === 0) break;
    const crossed = crossedAt(x);
    if (crossed < best.crossed) best = { x, crossed };
  }
  return best.x;
}

function crossingsByRow(rows: readonly RowMarks[], routes: readonly LinkRoute[], metrics: RowMetrics): Map<number, Stretch[]> {
  const wanted = new Set(rows.filter((marks) => marks.label !== "").map((marks) => marks.position));
  const crossings = new Map<number, Stretch[]>();
  const [first, last] = [rows[0]?.position ?? 0, rows.at(-1)?.position ?? -1];
  for (const route of routes) {
    route.points.forEach((point, index) => {
      const before = route.points[index - 1];
      if (!before) return;
      const top = Math.max(first, Math.floor(Math.min(before.y, point.y) / metrics.rowHeight));
      const bottom = Math.min(last, Math.floor(Math.max(before.y, point.y) / metrics.rowHeight));
      for (let position = top; position <= bottom; position += 1) {
        if (!wanted.has(position) || !touchesBand(before, point, labelTop(position, metrics))) continue;
        const list = crossings.get(position) ?? [];
        list.push({ from: Math.min(before.x, point.x), to: Math.max(before.x, point.x) });
        crossings.set(position, list);
      }
    });
  }
  return crossings;
}

function touchesBand(a: Point, b: Point, top: number): boolean {
  return Math.max(a.y, b.y) > top && Math.min(a.y, b.y) < top + LABEL_HEIGHT;
}

/** Whether a line runs through a box: what the checker of pictures asks. */
export function crossesBox(route: LinkRoute, box: LabelBox): boolean {
  return route.points.some((point, index) => {
    const before = route.points[index - 1];
    if (!before) return false;
    const isBeside = Math.max(before.x, point.x) <= box.x || Math.min(before.x, point.x) >= box.x + box.width;
    return !isBeside && touchesBand(before, point, box.y);
  });
}
