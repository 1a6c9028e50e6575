/** From the desk to one frame of the chart: what is in sight, laid out, with all that painting needs. */
import { drivingChain, ganttChart, type ChartPlace, type GanttChart, type GanttWindow } from "@leadline/engine/views/gantt-chart.ts";
import type { LabelBox } from "@leadline/engine/views/gantt-labels.ts";
import { isNearCritical, rowMarks, type RowMarks } from "@leadline/engine/views/gantt-layout.ts";
import { axisOf, bandsBetween, minuteAt, xOf, type Axis } from "@leadline/engine/views/timescale.ts";
import { nonWorkingSpans, workingDaysOf, type Span } from "@leadline/engine/views/working-time.ts";
import { settingsOf } from "@leadline/engine/model/project.ts";
import { dayNumberOf, type Minute } from "@leadline/engine/time/minute.ts";
import type { EdgeMark, Frame } from "./chart-canvas.ts";
import type { ChartColors } from "./chart-colors.ts";
import { comparedBaseline } from "./baselines.ts";
import { rowAt, type Desk, type DeskState } from "./desk.ts";
import { HEADER_HEIGHT } from "./grid.ts";

/** Rows in sight and how far they are scrolled. */
export interface Sight {
  readonly first: number;
  readonly last: number;
  readonly scrollTop: number;
}

/** What the pane itself knows: its size, how far it is scrolled sideways, and what the pointer does. */
export interface PaneState {
  readonly size: { readonly width: number; readonly height: number; readonly ratio: number };
  readonly scrollLeft: number;
  readonly colors: ChartColors;
  readonly measure: (text: string) => number;
  readonly hovered: ChartPlace | undefined;
  readonly drawnLink: Frame["drawnLink"];
}

/** Room on both sides of the plan, px. */
const ROOM = 320;
/** Below this width of a day, free days are too thin to be seen. */
const NONWORKING_FROM = 2;
/** From this width of a day on, the hours between shifts are shaded too. */
const HOURS_FROM = 150;

export function chartAxis(desk: Desk, paneWidth: number): Axis {
  const { plan, shown, pixelsPerDay } = desk.get();
  const finish = Math.max(plan.schedule.finish, shown.schedule.finish) as Minute;
  const start = Math.min(plan.schedule.start, settingsOf(plan.project).start) as Minute;
  const { scale, width } = axisOf({ start, finish }, pixelsPerDay, ROOM);
  // Even a short plan can be scrolled to the left edge of the pane.
  return { scale, width: Math.max(width, Math.ceil(xOf(scale, start) + paneWidth)) };
}

export function frameOf(desk: Desk, pane: PaneState, sight: Sight, { scale }: Axis): Frame {
  const state = desk.get();
  const window = windowOf(desk, pane, sight, scale);
  const chart = ganttChart(state.shown, window);
  const labels = new Map(chart.labels.map((label) => [label.taskId, label]));
  const { hovered } = pane;
  return {
    chart,
    ghosts: ghostsOf(state, window, chart),
    scale,
    bands: bandsBetween(scale, window.fromX, window.toX, settingsOf(state.shown.project).weekStartDay),
    nonWorking: nonWorkingIn(state, window),
    today: state.layers.has("today") ? desk.now : undefined,
    statusDate: state.layers.has("today") ? statusDateBesideToday(state, desk.now) : undefined,
    colors: pane.colors,
    size: { ...pane.size, headerHeight: HEADER_HEIGHT },
    scroll: { left: window.fromX, top: sight.scrollTop },
    rowCount: state.rows.indices.length + (desk.isReadOnly ? 0 : 1),
    activePosition: state.selection.active.position,
    edges: edgesOf(chart, window, labels),
    lookOf: (marks) => ({ isNearCritical: isNearCritical(state.shown, marks.taskId), label: labels.get(marks.taskId) }),
    litLinks: litLinksOf(state, hovered),
    dotsAt: desk.isReadOnly ? undefined : chart.rows.find((marks) => marks.taskId === hoveredTask(hovered)),
    drawnLink: pane.drawnLink,
  };
}

/** The status date, where it is another day than today. */
function statusDateBesideToday(state: DeskState, now: Minute): Minute | undefined {
  const { statusDate } = settingsOf(state.shown.project);
  return statusDate !== undefined && dayNumberOf(statusDate) !== dayNumberOf(now) ? statusDate : undefined;
}

/** Rows of which nothing is in sight because their bar lies further left or right. */
function edgesOf({ rows }: GanttChart, { fromX, toX }: GanttWindow, labels: ReadonlyMap<string, LabelBox>): EdgeMark[] {
  return rows.flatMap(({ taskId, position, right, x1 }): EdgeMark[] => {
    if (right < fromX && !labels.has(taskId)) return [{ position, side: "left" }];
    return x1 > toX ? [{ position, side: "right" }] : [];
  });
}

export function hoveredTask(place: ChartPlace | undefined): string | undefined {
  return place && "marks" in place ? place.marks.taskId : undefined;
}

function windowOf(desk: Desk, pane: PaneState, sight: Sight, scale: GanttWindow["scale"]): GanttWindow {
  const state = desk.get();
  return {
    scale,
    thisYear: desk.thisYear,
    layers: state.layers,
    labelled: desk.isReadOnly ? "all" : "leaves",
    collapsed: state.collapsed,
    baseline: comparedBaseline(state.shown.project),
    ranges: state.preview || state.review ? undefined : state.ranges,
    rows: state.rows,
    first: sight.first,
    last: Math.min(sight.last, state.rows.indices.length - 1),
    fromX: pane.scrollLeft,
    toX: pane.scrollLeft + pane.size.width,
    rowHeight: state.rowHeight,
    measure: pane.measure,
  };
}

function nonWorkingIn(state: DeskState, { scale, fromX, toX }: GanttWindow): readonly Span[] {
  if (!state.layers.has("nonworking") || scale.pixelsPerDay < NONWORKING_FROM) return [];
  const range = { from: minuteAt(scale, fromX), to: minuteAt(scale, toX) };
  return nonWorkingSpans(workingDaysOf(state.shown.project), range, scale.pixelsPerDay >= HOURS_FROM ? "hours" : "days");
}

/** Old places of the bars that moved: while dragging against the stored plan, after an edit against the plan before it. */
function ghostsOf(state: DeskState, window: GanttWindow, chart: GanttChart): RowMarks[] {
  const before = state.preview || state.review ? state.plan : state.ghost;
  if (!before) return [];
  return chart.rows.flatMap((marks) => {
    const row = rowAt(state, marks.position);
    const was = row && rowMarks(before, row, marks.position, window);
    return was && (Math.abs(was.x1 - marks.x1) >= 1 || Math.abs(was.x2 - marks.x2) >= 1) ? [was] : [];
  });
}

/** A hovered line stands out by itself; a hovered bar lights its whole driving chain. */
function litLinksOf(state: DeskState, hovered: ChartPlace | undefined): ReadonlySet<string> | undefined {
  if (hovered?.on === "link") return new Set([hovered.route.linkId]);
  if (hovered?.on !== "bar" || state.preview !== undefined) return undefined;
  const chain = drivingChain(state.shown, hovered.marks.taskId);
  return chain.size > 0 ? chain : undefined;
}
