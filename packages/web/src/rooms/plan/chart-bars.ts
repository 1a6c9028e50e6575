/** Draws the marks of rows on the canvas: bars, brackets, diamonds, slack, deadlines, flags; all places come from the layout. */
import { DIAMOND_HALF, type RowMarks, type RowMetrics } from "@leadline/engine/views/gantt-layout.ts";
import type { ChartColors } from "./chart-colors.ts";

export interface Pen {
  readonly context: CanvasRenderingContext2D;
  readonly colors: ChartColors;
  readonly metrics: RowMetrics;
}

/** How a row stands out. */
export interface RowLook {
  readonly isNearCritical: boolean;
  /** Where the row's label stands: lines leave it free. */
  readonly label: { readonly x: number; readonly width: number } | undefined;
}

export function drawRow(pen: Pen, marks: RowMarks, look: RowLook): void {
  drawBaseline(pen, marks);
  drawSlack(pen, marks, look.label);
  if (marks.isInactive) drawInactive(pen, marks);
  else if (marks.kind === "summary") drawSummary(pen, marks);
  else if (marks.kind === "milestone") drawMilestone(pen, marks);
  else drawTask(pen, marks, look);
  drawWhisker(pen, marks);
  drawDeadline(pen, marks);
  drawConstraint(pen, marks);
}

/** Where a bar was before, at 30 %. */
export function drawGhost(pen: Pen, marks: RowMarks): void {
  const { context, colors } = pen;
  context.globalAlpha = 0.3;
  context.fillStyle = marks.kind === "summary" ? colors.summary : marks.isCritical ? colors.critical : colors.bar;
  if (marks.kind === "milestone") {
    diamond(context, marks.x1, middleOf(pen, marks), DIAMOND_HALF);
    context.fill();
  } else {
    const height = marks.kind === "summary" ? 5 : pen.metrics.barHeight;
    barPath(context, { x: marks.x1, y: topOf(pen, marks), width: marks.x2 - marks.x1, height });
    context.fill();
  }
  context.globalAlpha = 1;
}

const topOf = ({ metrics }: Pen, marks: RowMarks): number => marks.position * metrics.rowHeight + metrics.barTop;
const middleOf = ({ metrics }: Pen, marks: RowMarks): number => marks.position * metrics.rowHeight + metrics.middle;

function drawTask(pen: Pen, marks: RowMarks, look: RowLook): void {
  const { context, colors, metrics } = pen;
  for (const part of workedParts(marks)) {
    const box = { x: part.x1, y: topOf(pen, marks), width: part.x2 - part.x1, height: metrics.barHeight };
    barPath(context, box, marks.isManual ? 0 : 3);
    context.fillStyle = marks.isCritical ? colors.critical : colors.bar;
    context.fill();
    if (marks.isCritical) hatch(context, box, colors.hatch);
    if (look.isNearCritical) outline(context, box, colors.critical);
    if (marks.doneTo === undefined || marks.doneTo <= part.x1) continue;
    context.fillStyle = marks.isCritical ? colors.bg : colors.progress;
    context.fillRect(box.x, Math.round(middleOf(pen, marks) - 1.5), Math.max(2, Math.min(marks.doneTo, part.x2) - box.x), 3);
  }
  drawGaps(pen, marks);
  if (marks.isManual) drawBrackets(pen, { x: marks.x1, y: topOf(pen, marks), width: marks.x2 - marks.x1, height: metrics.barHeight });
}

/** The bar without its pauses. */
function workedParts({ x1, x2, gaps }: RowMarks): readonly { readonly x1: number; readonly x2: number }[] {
  if (gaps.length === 0) return [{ x1, x2 }];
  const starts = [x1, ...gaps.map((gap) => gap.x2)];
  return starts.map((from, index) => ({ x1: from, x2: Math.max(from + 1, gaps[index]?.x1 ?? x2) }));
}

/** A dotted line where a task pauses. */
function drawGaps(pen: Pen, marks: RowMarks): void {
  const { context, colors } = pen;
  const y = Math.round(middleOf(pen, marks)) + 0.5;
  context.strokeStyle = marks.isCritical ? colors.critical : colors.bar;
  context.lineWidth = 1.5;
  context.setLineDash([2, 2]);
  for (const gap of marks.gaps) {
    context.beginPath();
    context.moveTo(gap.x1, y);
    context.lineTo(gap.x2, y);
    context.stroke();
  }
  context.setLineDash([]);
}

/** Hollow and grey: where it would be if it counted. */
function drawInactive(pen: Pen, marks: RowMarks): void {
  const { context, colors, metrics } = pen;
  context.strokeStyle = colors.muted;
  context.lineWidth = 1;
  if (marks.kind === "milestone") {
    diamond(context, marks.x1, middleOf(pen, marks), DIAMOND_HALF - 1);
  } else {
    const height = marks.kind === "summary" ? 5 : metrics.barHeight - 1;
    barPath(context, { x: marks.x1 + 0.5, y: topOf(pen, marks) + 0.5, width: Math.max(1, marks.x2 - marks.x1 - 1), height });
  }
  context.stroke();
}

/** Where the baseline had the task: a thin grey bar below its own, or a hollow diamond. */
function drawBaseline(pen: Pen, marks: RowMarks): void {
  const { baseline } = marks;
  if (!baseline) return;
  const { context, colors, metrics } = pen;
  const y = marks.position * metrics.rowHeight + metrics.baselineTop;
  if (baseline.x1 === baseline.x2) {
    diamond(context, baseline.x1, middleOf(pen, marks), DIAMOND_HALF - 1);
    context.strokeStyle = colors.baseline;
    context.lineWidth = 1.5;
    context.stroke();
    return;
  }
  context.fillStyle = colors.baseline;
  context.fillRect(baseline.x1, y, baseline.x2 - baseline.x1, metrics.baselineHeight);
}

/** Square brackets at both ends say: put there by hand. */
function drawBrackets({ context, colors }: Pen, box: Box): void {
  const [top, bottom] = [box.y - 2.5, box.y + box.height + 2.5];
  context.strokeStyle = colors.text;
  context.lineWidth = 1.5;
  for (const [x, inward] of [[box.x - 0.5, 4], [box.x + box.width + 0.5, -4]] as const) {
    context.beginPath();
    context.moveTo(x + inward, top);
    context.lineTo(x, top);
    context.lineTo(x, bottom);
    context.lineTo(x + inward, bottom);
    context.stroke();
  }
}

/** A 5 px bracket with its points down; the parts of a collapsed family thin below it. */
function drawSummary(pen: Pen, marks: RowMarks): void {
  const { context, colors } = pen;
  const y = topOf(pen, marks);
  const [left, right] = [marks.x1, Math.max(marks.x2, marks.x1 + 6)];
  context.fillStyle = colors.summary;
  context.fillRect(left, y + 1, right - left, 5);
  const point = Math.min(5, (right - left) / 2);
  for (const [from, to] of [[left, left + point], [right, right - point]] as const) {
    context.beginPath();
    context.moveTo(from, y + 6);
    context.lineTo(from, y + 10);
    context.lineTo(to, y + 6);
    context.fill();
  }
  for (const part of marks.rolledUp) {
    context.fillStyle = part.isCritical ? colors.critical : colors.bar;
    if (part.isMilestone) {
      diamond(context, part.x1, y + 12, 4);
      context.fill();
    } else {
      context.fillRect(part.x1, y + 10, Math.max(1.5, part.x2 - part.x1), 4);
    }
  }
}

function drawMilestone(pen: Pen, marks: RowMarks): void {
  const { context, colors } = pen;
  const y = middleOf(pen, marks);
  const color = marks.isCritical ? colors.critical : colors.summary;
  diamond(context, marks.x1, y, marks.isExternal ? DIAMOND_HALF - 1 : DIAMOND_HALF);
  if (marks.isExternal) {
    context.fillStyle = colors.bg;
    context.strokeStyle = color;
    context.lineWidth = 2;
    context.fill();
    context.stroke();
    return;
  }
  context.fillStyle = color;
  context.fill();
  if (marks.isFinished) tick(context, marks.x1, y, colors.bg);
}

function drawSlack(pen: Pen, marks: RowMarks, label: RowLook["label"]): void {
  if (marks.slackTo === undefined) return;
  const { context, colors } = pen;
  const y = Math.round(middleOf(pen, marks)) + 0.5;
  const isNegative = marks.slackTo < marks.x2;
  const from = marks.kind === "milestone" ? marks.x2 + DIAMOND_HALF : isNegative ? marks.x1 : marks.x2;
  context.strokeStyle = isNegative ? colors.late : colors.slack;
  context.lineWidth = 1;
  context.setLineDash([1.5, 2.5]);
  context.beginPath();
  context.moveTo(from, y);
  if (label && label.x > from && label.x < marks.slackTo) {
    context.lineTo(label.x - 4, y);
    context.moveTo(Math.min(marks.slackTo, label.x + label.width + 4), y);
  }
  context.lineTo(marks.slackTo, y);
  context.stroke();
  context.setLineDash([]);
  context.beginPath();
  context.moveTo(marks.slackTo, y - 4);
  context.lineTo(marks.slackTo, y + 4);
  context.stroke();
}

/** From P10 to P80 with a tick at both ends and a hollow dot at P50; its edge of background keeps it off the bar. */
function drawWhisker(pen: Pen, marks: RowMarks): void {
  const { whisker } = marks;
  if (!whisker) return;
  const { context, colors } = pen;
  const y = Math.round(middleOf(pen, marks)) + 0.5;
  for (const [color, width] of [[colors.bg, 4], [colors.whisker, 1.5]] as const) {
    context.strokeStyle = color;
    context.lineWidth = width;
    context.beginPath();
    context.moveTo(whisker.x10, y);
    context.lineTo(whisker.x80, y);
    for (const x of [whisker.x10, whisker.x80]) {
      context.moveTo(x, y - 4);
      context.lineTo(x, y + 4);
    }
    context.stroke();
  }
  context.beginPath();
  context.arc(whisker.x50, y, 3, 0, 2 * Math.PI);
  context.fillStyle = colors.bg;
  context.fill();
  context.stroke();
}

/** An arrow down at the deadline; red, with the days, where it is missed. */
function drawDeadline(pen: Pen, marks: RowMarks): void {
  const { deadline } = marks;
  if (!deadline) return;
  const { context, colors, metrics } = pen;
  const top = marks.position * metrics.rowHeight + metrics.barTop - 1;
  const bottom = top + metrics.barHeight + 1;
  const color = deadline.lateText === undefined ? colors.deadline : colors.late;
  context.strokeStyle = color;
  context.lineWidth = 2;
  context.beginPath();
  context.moveTo(deadline.x, top);
  context.lineTo(deadline.x, bottom);
  context.moveTo(deadline.x - 4, bottom - 5);
  context.lineTo(deadline.x, bottom);
  context.lineTo(deadline.x + 4, bottom - 5);
  context.stroke();
  if (deadline.lateText === undefined) return;
  context.font = `600 11px ${fontFamily()}`;
  halo(pen, deadline.lateText, deadline.x + 7, top + metrics.barHeight / 2 + 1, color);
}

/** A flag at the constrained end: filled where it can beat a link, hollow where it only waits. */
function drawConstraint(pen: Pen, marks: RowMarks): void {
  const { constraint } = marks;
  if (!constraint) return;
  const { context, colors, metrics } = pen;
  const y = marks.position * metrics.rowHeight + 1.5;
  const towards = constraint.end === "start" ? -1 : 1;
  const x = Math.round(constraint.x) + (constraint.end === "start" ? -1.5 : 1.5);
  context.strokeStyle = colors.text;
  context.lineWidth = 1;
  context.beginPath();
  context.moveTo(x, y + metrics.barTop + metrics.barHeight / 2);
  context.lineTo(x, y);
  context.lineTo(x + 7 * towards, y + 3);
  context.lineTo(x, y + 6);
  context.fillStyle = constraint.isHard ? colors.text : colors.bg;
  context.fill();
  context.stroke();
}

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

function barPath(context: CanvasRenderingContext2D, box: Box, radius = 3): void {
  context.beginPath();
  context.roundRect(box.x, box.y, box.width, box.height, Math.min(radius, box.width / 2));
}

/** 45° lines that survive greyscale; the path of the bar is the current one. */
function hatch(context: CanvasRenderingContext2D, box: Box, color: string): void {
  context.save();
  context.clip();
  context.strokeStyle = color;
  context.lineWidth = 1.5;
  context.beginPath();
  const first = Math.floor(Math.max(0, -box.x) / 5) * 5;
  for (let at = first; at < Math.min(box.width, first + 6000) + box.height; at += 5) {
    context.moveTo(box.x + at - box.height, box.y + box.height);
    context.lineTo(box.x + at, box.y);
  }
  context.stroke();
  context.restore();
}

function outline(context: CanvasRenderingContext2D, box: Box, color: string): void {
  barPath(context, { x: box.x + 0.75, y: box.y + 0.75, width: Math.max(1, box.width - 1.5), height: box.height - 1.5 });
  context.strokeStyle = color;
  context.lineWidth = 1.5;
  context.stroke();
}

export function diamond(context: CanvasRenderingContext2D, x: number, y: number, half: number): void {
  context.beginPath();
  context.moveTo(x - half, y);
  context.lineTo(x, y - half);
  context.lineTo(x + half, y);
  context.lineTo(x, y + half);
  context.closePath();
}

function tick(context: CanvasRenderingContext2D, x: number, y: number, color: string): void {
  context.strokeStyle = color;
  context.lineWidth = 1.5;
  context.beginPath();
  context.moveTo(x - 3, y);
  context.lineTo(x - 1, y + 2.5);
  context.lineTo(x + 3.5, y - 2.5);
  context.stroke();
}

/** Text with a rim of background colour, so that it stays readable over anything. */
export function halo({ context, colors }: Pen, text: string, x: number, y: number, color: string): void {
  context.textBaseline = "middle";
  context.textAlign = "left";
  context.strokeStyle = colors.bg;
  context.lineWidth = 4;
  context.lineJoin = "round";
  context.strokeText(text, x, y);
  context.fillStyle = color;
  context.fillText(text, x, y);
}

let family: string | undefined;

export function fontFamily(): string {
  family ??= getComputedStyle(document.documentElement).getPropertyValue("--font").trim() || "sans-serif";
  return family;
}
