/** Paints one frame of the chart: columns, rows, links, bars, labels, today, and the time axis above. */
import type { GanttChart } from "@leadline/engine/views/gantt-chart.ts";
import type { RowMarks } from "@leadline/engine/views/gantt-layout.ts";
import type { RoutedLink } from "@leadline/engine/views/gantt-chart.ts";
import type { LabelBox } from "@leadline/engine/views/gantt-labels.ts";
import { xOf, type ScaleBands, type Timescale } from "@leadline/engine/views/timescale.ts";
import type { Span } from "@leadline/engine/views/working-time.ts";
import type { Minute } from "@leadline/engine/time/minute.ts";
import { drawGhost, drawRow, fontFamily, halo, type Pen, type RowLook } from "./chart-bars.ts";
import type { ChartColors } from "./chart-colors.ts";

export interface Frame {
  readonly chart: GanttChart;
  readonly ghosts: readonly RowMarks[];
  readonly scale: Timescale;
  readonly bands: ScaleBands;
  readonly nonWorking: readonly Span[];
  /** Instant of the today line; none where the layer is off. */
  readonly today: Minute | undefined;
  /** The status date, where it is not today; none where the layer is off. */
  readonly statusDate: Minute | undefined;
  readonly colors: ChartColors;
  readonly size: { readonly width: number; readonly height: number; readonly headerHeight: number; readonly ratio: number };
  readonly scroll: { readonly left: number; readonly top: number };
  readonly rowCount: number;
  /** Position of the row with the grid's cursor. */
  readonly activePosition: number;
  readonly lookOf: (marks: RowMarks) => RowLook;
  /** Rows whose bar lies beside what is in sight. */
  readonly edges: readonly EdgeMark[];
  /** Links of the chain under the pointer; all others step back. */
  readonly litLinks: ReadonlySet<string> | undefined;
  /** Row whose end dots are shown. */
  readonly dotsAt: RowMarks | undefined;
  /** A link being drawn, in chart coordinates. */
  readonly drawnLink: { readonly fromX: number; readonly fromY: number; readonly toX: number; readonly toY: number } | undefined;
}

/** A sign at the edge of the pane that a row's bar lies further on. */
export interface EdgeMark {
  readonly position: number;
  readonly side: "left" | "right";
}

/** Such signs are drawn and can be clicked within this reach of the edge, px. */
export const EDGE_REACH = 18;

export function paint(context: CanvasRenderingContext2D, frame: Frame): void {
  const { size, scroll, colors, chart } = frame;
  context.setTransform(size.ratio, 0, 0, size.ratio, 0, 0);
  context.fillStyle = colors.bg;
  context.fillRect(0, 0, size.width, size.height);
  context.save();
  context.beginPath();
  context.rect(0, size.headerHeight, size.width, size.height - size.headerHeight);
  context.clip();
  context.translate(-scroll.left, size.headerHeight - scroll.top);
  const pen: Pen = { context, colors, metrics: chart.metrics };
  paintGround(pen, frame);
  for (const route of chart.routes) paintLink(pen, route, frame);
  for (const marks of frame.ghosts) drawGhost(pen, marks);
  for (const marks of chart.rows) drawRow(pen, marks, frame.lookOf(marks));
  if (frame.statusDate !== undefined) paintStatusLine(pen, frame, frame.statusDate);
  if (frame.today !== undefined) paintTodayLine(pen, frame);
  context.font = `12px ${fontFamily()}`;
  for (const label of chart.labels) paintLabel(pen, label);
  for (const edge of frame.edges) paintEdge(pen, edge, frame);
  if (frame.dotsAt) paintDots(pen, frame.dotsAt);
  if (frame.drawnLink) paintDrawnLink(pen, frame.drawnLink);
  context.restore();
  paintAxis({ context, colors, metrics: chart.metrics }, frame);
}

/** Non-working columns, the active row, and the lines between rows and weeks. */
function paintGround({ context, colors, metrics }: Pen, frame: Frame): void {
  const { scroll, size } = frame;
  const [top, height] = [scroll.top, size.height];
  if (frame.activePosition >= 0) {
    context.fillStyle = colors.selected;
    context.globalAlpha = 0.55;
    context.fillRect(scroll.left, frame.activePosition * metrics.rowHeight, size.width, metrics.rowHeight);
    context.globalAlpha = 1;
  }
  context.fillStyle = colors.nonworking;
  for (const span of frame.nonWorking) {
    const x = xOf(frame.scale, span.from);
    context.fillRect(x, top, xOf(frame.scale, span.to) - x, height);
  }
  context.fillStyle = colors.border;
  for (const tick of frame.bands.lower) context.fillRect(Math.round(tick.x), top, 1, height);
  const last = Math.min(frame.rowCount, Math.ceil((top + height) / metrics.rowHeight));
  for (let position = Math.floor(top / metrics.rowHeight); position < last; position += 1) {
    context.fillRect(scroll.left, (position + 1) * metrics.rowHeight - 1, size.width, 1);
  }
}

function paintLink({ context, colors }: Pen, route: RoutedLink, frame: Frame): void {
  const isLit = frame.litLinks?.has(route.linkId) === true;
  context.globalAlpha = frame.litLinks && !isLit ? 0.25 : 1;
  context.strokeStyle = isLit ? colors.accent : route.isDriving ? colors.driving : colors.link;
  context.lineWidth = isLit ? 2 : route.isDriving ? 1.5 : 1;
  context.beginPath();
  route.points.forEach(({ x, y }, index) => {
    const [px, py] = [Math.round(x) + 0.5, Math.round(y) + 0.5];
    if (index === 0) context.moveTo(px, py);
    else context.lineTo(px, py);
  });
  context.stroke();
  arrowHead(context, route);
  context.globalAlpha = 1;
}

/** From an arrow's tip back to its base. */
const BACKWARDS: Readonly<Record<RoutedLink["arrow"], readonly [number, number]>> = { down: [0, -1], up: [0, 1], right: [-1, 0], left: [1, 0] };

function arrowHead(context: CanvasRenderingContext2D, route: RoutedLink): void {
  const end = route.points.at(-1);
  if (!end) return;
  const [x, y] = [Math.round(end.x) + 0.5, Math.round(end.y) + 0.5];
  const [dx, dy] = BACKWARDS[route.arrow];
  context.fillStyle = context.strokeStyle;
  context.beginPath();
  context.moveTo(x, y);
  context.lineTo(x + dx * 5 + dy * 3, y + dy * 5 + dx * 3);
  context.lineTo(x + dx * 5 - dy * 3, y + dy * 5 - dx * 3);
  context.fill();
}

function paintTodayLine({ context, colors }: Pen, frame: Frame): void {
  if (frame.today === undefined) return;
  context.fillStyle = colors.today;
  context.fillRect(xOf(frame.scale, frame.today) - 0.75, frame.scroll.top, 1.5, frame.size.height);
}

function paintStatusLine({ context, colors }: Pen, { scale, scroll, size }: Frame, statusDate: Minute): void {
  const x = Math.round(xOf(scale, statusDate)) + 0.5;
  context.strokeStyle = colors.accent;
  context.lineWidth = 1.5;
  context.setLineDash([5, 4]);
  context.beginPath();
  context.moveTo(x, scroll.top);
  context.lineTo(x, scroll.top + size.height);
  context.stroke();
  context.setLineDash([]);
}

function paintLabel(pen: Pen, label: LabelBox): void {
  const { context, colors } = pen;
  const middle = label.y + label.height / 2;
  halo(pen, label.text, label.x, middle, label.isStruck ? colors.muted : colors.text);
  if (label.isStruck) context.fillRect(label.x, Math.round(middle), label.width, 1);
}

/** A small angle that points to where the bar is. */
function paintEdge({ context, colors, metrics }: Pen, { position, side }: EdgeMark, { scroll, size }: Frame): void {
  const y = position * metrics.rowHeight + metrics.middle;
  const [x, towards] = side === "left" ? [scroll.left + 7, 1] : [scroll.left + size.width - 7, -1];
  context.strokeStyle = colors.muted;
  context.lineWidth = 1.5;
  context.beginPath();
  context.moveTo(x + 4 * towards, y - 4);
  context.lineTo(x, y);
  context.lineTo(x + 4 * towards, y + 4);
  context.stroke();
}

/** Dots outside both ends, to draw a link from: 12 px drawn, 24 px to hit. */
function paintDots({ context, colors, metrics }: Pen, marks: RowMarks): void {
  const half = marks.kind === "milestone" ? 8 : 0;
  const y = marks.position * metrics.rowHeight + metrics.middle;
  for (const x of [marks.x1 - half - 10, marks.x2 + half + 10]) {
    context.beginPath();
    context.arc(x, y, 5.5, 0, Math.PI * 2);
    context.fillStyle = colors.bg;
    context.fill();
    context.strokeStyle = colors.accent;
    context.lineWidth = 1.5;
    context.stroke();
  }
}

function paintDrawnLink({ context, colors }: Pen, line: NonNullable<Frame["drawnLink"]>): void {
  context.strokeStyle = colors.accent;
  context.lineWidth = 2;
  context.setLineDash([4, 3]);
  context.beginPath();
  context.moveTo(line.fromX, line.fromY);
  context.lineTo(line.toX, line.toY);
  context.stroke();
  context.setLineDash([]);
}

/** Two bands of labels; the label of the first span in sight stays in sight. The pill of today lies in the upper band. */
function paintAxis(pen: Pen, frame: Frame): void {
  const { context, colors } = pen;
  const { size, scroll, bands } = frame;
  const half = size.headerHeight / 2;
  context.fillStyle = colors.raised;
  context.fillRect(0, 0, size.width, size.headerHeight);
  context.fillStyle = colors.border;
  context.fillRect(0, size.headerHeight - 1, size.width, 1);
  context.font = `11px ${fontFamily()}`;
  context.textBaseline = "middle";
  context.textAlign = "left";
  const pills = pillsOf(pen, frame);
  context.font = `11px ${fontFamily()}`;
  for (const [ticks, y] of [[bands.upper, half / 2], [bands.lower, half + half / 2 - 1]] as const) {
    ticks.forEach((tick, index) => {
      const x = tick.x - scroll.left;
      const end = (ticks[index + 1]?.x ?? Infinity) - scroll.left;
      const width = context.measureText(tick.label).width;
      const beside = besidePills(Math.max(x, 0) + 4, width, ticks === bands.upper ? pills : []);
      context.fillStyle = colors.border;
      if (x >= 0) context.fillRect(Math.round(x), y - half / 2 + 2, 1, half - 2);
      context.fillStyle = colors.muted;
      if (beside + width < end) context.fillText(tick.label, beside, y);
    });
  }
  for (const pill of pills) paintPill(pen, pill, size.headerHeight);
}

interface Pill {
  readonly text: string;
  /** Where its date is. */
  readonly x: number;
  readonly left: number;
  readonly width: number;
  readonly color: string;
}

/** The pills of today and of the status date; that of the status date gives way to that of today. */
function pillsOf(pen: Pen, frame: Frame): readonly Pill[] {
  const today = pillOf(pen, frame, { text: "Today", minute: frame.today, color: pen.colors.today });
  const status = pillOf(pen, frame, { text: "Status", minute: frame.statusDate, color: pen.colors.accent });
  const isFree = status && (!today || status.left > today.left + today.width + 2 || status.left + status.width + 2 < today.left);
  return [...(today ? [today] : []), ...(isFree ? [status] : [])].sort((a, b) => a.left - b.left);
}

/** A pill stays whole at the edges of the pane; none where its date is out of sight. */
function pillOf({ context }: Pen, { scale, scroll, size }: Frame, { text, minute, color }: { readonly text: string; readonly minute: Minute | undefined; readonly color: string }): Pill | undefined {
  if (minute === undefined) return undefined;
  const x = xOf(scale, minute) - scroll.left;
  if (x < 0 || x > size.width) return undefined;
  context.font = `600 12px ${fontFamily()}`;
  const width = context.measureText(text).width + 8;
  return { text, x, width, color, left: Math.min(Math.max(0, x - width / 2), size.width - width) };
}

/** A label that a pill would cover stands after it. */
function besidePills(at: number, width: number, pills: readonly Pill[]): number {
  return pills.reduce((place, pill) => (place + width + 4 < pill.left || place > pill.left + pill.width + 4 ? place : pill.left + pill.width + 6), at);
}

function paintPill({ context, colors }: Pen, { text, x, left, width, color }: Pill, headerHeight: number): void {
  context.font = `600 12px ${fontFamily()}`;
  context.fillStyle = color;
  context.fillRect(x - 0.75, headerHeight / 2 - 4, 1.5, headerHeight / 2 + 4);
  context.beginPath();
  context.roundRect(left, 3, width, 16, 3);
  context.fill();
  context.fillStyle = colors.onToday;
  context.textAlign = "center";
  context.fillText(text, left + width / 2, 11.5);
  context.textAlign = "left";
}
