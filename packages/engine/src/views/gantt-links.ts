/** The ways of link lines through the chart: orthogonal, below the bars, bending at row boundaries where no label stands. */
import type { LinkType } from "../model/plan/link.ts";
import { DIAMOND_HALF, type RowMarks, type RowMetrics } from "./gantt-layout.ts";

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface LinkRoute {
  readonly linkId: string;
  readonly points: readonly Point[];
  /** Which way the arrow head looks at the last point. */
  readonly arrow: "down" | "up" | "right" | "left";
}

/** Room between a bar's end and the line's first bend. */
const STUB = 5;
/** A wider gap between two bars is crossed on the row boundary, so that the line does not run through the row's label. */
const NEAR = 60;

/**
 * The way of one link between two rows' marks; y counts from the top of the first row. FS lines come down onto the start of
 * the successor's bar, the other types enter its start or finish from the side.
 */
export function linkRoute(link: { readonly id: string; readonly type: LinkType }, from: RowMarks, to: RowMarks, metrics: RowMetrics): LinkRoute {
  const ends = { from, to, metrics, isDown: to.position >= from.position };
  switch (link.type) {
    case "FS":
      return { linkId: link.id, ...finishToStart(ends) };
    case "SS":
      return { linkId: link.id, points: sameSide(ends, "left"), arrow: "right" };
    case "FF":
      return { linkId: link.id, points: sameSide(ends, "right"), arrow: "left" };
    case "SF":
      return { linkId: link.id, points: startToFinish(ends), arrow: "left" };
  }
}

interface Ends {
  readonly from: RowMarks;
  readonly to: RowMarks;
  readonly metrics: RowMetrics;
  readonly isDown: boolean;
}

const leftOf = (marks: RowMarks): number => (marks.kind === "milestone" ? marks.x1 - DIAMOND_HALF : marks.x1);
const rightOf = (marks: RowMarks): number => (marks.kind === "milestone" ? marks.x2 + DIAMOND_HALF : marks.x2);

function middleOf(marks: RowMarks, metrics: RowMetrics): number {
  return marks.position * metrics.rowHeight + metrics.middle;
}

/** The row boundary on the side of `marks` that faces the other row. */
function boundary(marks: RowMarks, metrics: RowMetrics, facing: "below" | "above"): number {
  return (marks.position + (facing === "below" ? 1 : 0)) * metrics.rowHeight;
}

/** Where a line from above or below meets the bar. */
function landing({ to, metrics, isDown }: Ends): Point {
  const top = to.position * metrics.rowHeight;
  const inset = to.kind === "milestone" ? 0 : Math.min(4, (to.x2 - to.x1) / 2);
  const half = to.kind === "milestone" ? DIAMOND_HALF : to.kind === "summary" ? 3 : metrics.barHeight / 2;
  return { x: to.x1 + inset, y: top + metrics.middle + (isDown ? -half : half) };
}

function finishToStart(ends: Ends): Pick<LinkRoute, "points" | "arrow"> {
  const { from, metrics, isDown } = ends;
  const begin = { x: rightOf(from), y: middleOf(from, metrics) };
  const end = landing(ends);
  const arrow = isDown ? "down" : "up";
  if (end.x >= begin.x && end.x - begin.x <= NEAR) return { points: compact([begin, { x: end.x, y: begin.y }, end]), arrow };
  const bend = begin.x + STUB;
  const way = boundary(from, metrics, isDown ? "below" : "above");
  return { points: compact([begin, { x: bend, y: begin.y }, { x: bend, y: way }, { x: end.x, y: way }, end]), arrow };
}

/** SS and FF: out on one side, along, and in on the same side. */
function sameSide({ from, to, metrics, isDown }: Ends, side: "left" | "right"): Point[] {
  const outward = side === "left" ? -1 : 1;
  const [begin, end] = side === "left" ? [leftOf(from), leftOf(to)] : [rightOf(from), rightOf(to)];
  const along = outward * Math.max(outward * begin, outward * end) + outward * (STUB + 3);
  const [y1, y2] = [middleOf(from, metrics), middleOf(to, metrics)];
  if (Math.abs(along - begin) <= NEAR) return [{ x: begin, y: y1 }, { x: along, y: y1 }, { x: along, y: y2 }, { x: end, y: y2 }];
  const bend = begin + outward * STUB;
  const way = boundary(from, metrics, isDown ? "below" : "above");
  return [{ x: begin, y: y1 }, { x: bend, y: y1 }, { x: bend, y: way }, { x: along, y: way }, { x: along, y: y2 }, { x: end, y: y2 }];
}

function startToFinish({ from, to, metrics, isDown }: Ends): Point[] {
  const [begin, end] = [leftOf(from), rightOf(to)];
  const [y1, y2] = [middleOf(from, metrics), middleOf(to, metrics)];
  const [out, into] = [begin - STUB - 3, end + STUB + 3];
  if (into <= out) return [{ x: begin, y: y1 }, { x: into, y: y1 }, { x: into, y: y2 }, { x: end, y: y2 }];
  const way = boundary(from, metrics, isDown ? "below" : "above");
  return [{ x: begin, y: y1 }, { x: out, y: y1 }, { x: out, y: way }, { x: into, y: way }, { x: into, y: y2 }, { x: end, y: y2 }];
}

/** Without points that repeat the one before. */
function compact(points: readonly Point[]): Point[] {
  return points.filter((point, index) => point.x !== points[index - 1]?.x || point.y !== points[index - 1]?.y);
}
