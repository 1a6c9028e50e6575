/** The chart pane: a canvas that follows the scroll position, with the accessible layer above it and what the pointer hovers. */
import { drivingChain, ganttChart, placeAt, type ChartPlace, type GanttChart, type GanttWindow } from "@leadline/engine/views/gantt-chart.ts";
import { isNearCritical, rowMarks, type RowMarks } from "@leadline/engine/views/gantt-layout.ts";
import type { Point } from "@leadline/engine/views/gantt-links.ts";
import { axisOf, bandsBetween, clampedZoom, minuteAt, xOf, type Axis } from "@leadline/engine/views/timescale.ts";
import { nonWorkingSpans, workingDaysOf } from "@leadline/engine/views/working-time.ts";
import { settingsOf } from "@leadline/engine/model/project.ts";
import type { Minute } from "@leadline/engine/time/minute.ts";
import { fontFamily } from "./chart-bars.ts";
import { paint, type Frame } from "./chart-canvas.ts";
import { onAppearance, readColors } from "./chart-colors.ts";
import { makeChartLayer, type ChartLayer } from "./chart-layer.ts";
import { rowAt, type Desk } from "./desk.ts";
import { HEADER_HEIGHT } from "./grid.ts";

export interface Sight {
  readonly first: number;
  readonly last: number;
  readonly scrollTop: number;
}

export interface Chart {
  readonly element: HTMLElement;
  readonly canvas: HTMLCanvasElement;
  readonly layer: ChartLayer;
  /** Place for what floats above the chart: readout and strip. */
  readonly stage: HTMLElement;
  render(sight: Sight): void;
  axis(): Axis;
  /** From a pointer event to chart coordinates. */
  pointOf(event: { readonly clientX: number; readonly clientY: number }): Point;
  placeOf(point: Point): ChartPlace | undefined;
  /** Marks of the rows in sight, as last drawn. */
  drawn(): GanttChart | undefined;
  hover(place: ChartPlace | undefined): void;
  setDrawnLink(line: Frame["drawnLink"]): void;
  /** Scrolls so that the instant lies at the given share of the pane's width. */
  showMinute(minute: Minute, share: number): void;
  /** Scrolls a bar into sight if it is not. */
  revealTask(taskId: string): void;
  /** Changes the width of a day, keeping the instant below `atX` (of the pane) in place. */
  zoomTo(pixelsPerDay: number, atX?: number): void;
  close(): void;
}

/** Room on both sides of the plan, px. */
const ROOM = 320;

export function makeChart(desk: Desk): Chart {
  const element = div("pc-pane");
  const wide = div("pc-wide");
  const stage = div("pc-stage");
  const canvas = document.createElement("canvas");
  canvas.className = "pc-canvas";
  canvas.setAttribute("aria-hidden", "true");
  const layer = makeChartLayer(desk);
  element.dataset["testid"] = "plan-chart";
  stage.append(canvas, layer.element);
  wide.append(stage);
  element.append(wide);
  const context = canvas.getContext("2d", { alpha: false });

  let colors = readColors();
  let hovered: ChartPlace | undefined;
  let drawnLink: Frame["drawnLink"];
  let latest: { readonly chart: GanttChart; readonly sight: Sight } | undefined;
  let size = { width: 0, height: 0, ratio: 0 };
  const widths = new Map<string, number>();
  const stopWatching = onAppearance(() => {
    colors = readColors();
    isFit = false;
    if (latest) render(latest.sight);
  });
  /** Kept beside the element, because asking it while rows are being written costs a layout. */
  let scrollLeft = 0;
  let isFit = false;
  const sizes = new ResizeObserver(() => {
    isFit = false;
    if (latest) render(latest.sight);
  });
  sizes.observe(element);
  element.addEventListener(
    "scroll",
    () => {
      scrollLeft = element.scrollLeft;
      requestAnimationFrame(() => latest && render(latest.sight));
    },
    { passive: true },
  );

  const measure = (text: string): number => {
    const known = widths.get(text);
    if (known !== undefined) return known;
    if (!context) return text.length * 6;
    context.font = `12px ${fontFamily()}`;
    const width = context.measureText(text).width;
    if (widths.size > 20_000) widths.clear();
    widths.set(text, width);
    return width;
  };

  const axis = (): Axis => {
    const { plan, shown, pixelsPerDay } = desk.get();
    const finish = Math.max(plan.schedule.finish, shown.schedule.finish) as Minute;
    const start = Math.min(plan.schedule.start, settingsOf(plan.project).start) as Minute;
    const { scale, width } = axisOf({ start, finish }, pixelsPerDay, ROOM);
    // Even a short plan can be scrolled to the left edge of the pane.
    return { scale, width: Math.max(width, Math.ceil(xOf(scale, start) + size.width)) };
  };

  /** The canvas has the pane's size in device pixels. */
  const fit = (): void => {
    if (isFit) return;
    isFit = true;
    const next = { width: element.clientWidth, height: element.clientHeight, ratio: devicePixelRatio || 1 };
    if (next.width === size.width && next.height === size.height && next.ratio === size.ratio) return;
    size = next;
    canvas.width = Math.round(next.width * next.ratio);
    canvas.height = Math.round(next.height * next.ratio);
    canvas.style.width = stage.style.width = `${next.width}px`;
    canvas.style.height = `${next.height}px`;
  };

  const windowOf = (sight: Sight, { scale }: Axis): GanttWindow => {
    const state = desk.get();
    return {
      scale,
      thisYear: desk.thisYear,
      layers: state.layers,
      labelled: desk.isReadOnly ? "all" : "leaves",
      collapsed: state.collapsed,
      rows: state.rows,
      first: sight.first,
      last: Math.min(sight.last, state.rows.indices.length - 1),
      fromX: scrollLeft,
      toX: scrollLeft + size.width,
      rowHeight: state.rowHeight,
      measure,
    };
  };

  const render = (sight: Sight): void => {
    fit();
    if (!context || size.width === 0) return;
    const state = desk.get();
    const now = axis();
    const width = `${now.width}px`;
    if (wide.style.width !== width) wide.style.width = width;
    const window = windowOf(sight, now);
    const chart = ganttChart(state.shown, window);
    latest = { chart, sight };
    const lit = hovered?.on === "bar" && state.preview === undefined ? drivingChain(state.shown, hovered.marks.taskId) : undefined;
    const labels = new Map(chart.labels.map((label) => [label.taskId, label]));
    const weekStart = settingsOf(state.shown.project).weekStartDay;
    paint(context, {
      chart,
      ghosts: ghostsOf(desk, window, chart),
      scale: now.scale,
      bands: bandsBetween(now.scale, window.fromX, window.toX, weekStart),
      nonWorking: state.layers.has("nonworking") && state.pixelsPerDay >= 2 ? nonWorkingSpans(workingDaysOf(state.shown.project), { from: minuteAt(now.scale, window.fromX), to: minuteAt(now.scale, window.toX) }, state.pixelsPerDay >= 150 ? "hours" : "days") : [],
      today: state.layers.has("today") ? desk.now : undefined,
      colors,
      size: { ...size, headerHeight: HEADER_HEIGHT },
      scroll: { left: window.fromX, top: sight.scrollTop },
      rowCount: state.rows.indices.length + (desk.isReadOnly ? 0 : 1),
      activePosition: state.selection.active.position,
      lookOf: (marks) => ({ isNearCritical: isNearCritical(state.shown, marks.taskId), label: labels.get(marks.taskId) }),
      litLinks: hovered?.on === "link" ? new Set([hovered.route.linkId]) : lit && lit.size > 0 ? lit : undefined,
      dotsAt: desk.isReadOnly ? undefined : dotsOf(hovered, chart),
      drawnLink,
    });
    layer.render(chart, { ...sight, scrollLeft: window.fromX });
  };

  const again = (): void => {
    if (latest) render(latest.sight);
  };
  const scrollTo = (x: number): void => {
    element.scrollLeft = Math.max(0, x);
    scrollLeft = element.scrollLeft;
    again();
  };
  const showMinute: Chart["showMinute"] = (minute, share) => scrollTo(xOf(axis().scale, minute) - size.width * share);

  return {
    element,
    canvas,
    layer,
    stage,
    render,
    axis,
    pointOf: ({ clientX, clientY }) => {
      const box = canvas.getBoundingClientRect();
      return { x: clientX - box.left + scrollLeft, y: clientY - box.top - HEADER_HEIGHT + (latest?.sight.scrollTop ?? 0) };
    },
    placeOf: (point) => (latest && point.y >= latest.sight.scrollTop ? placeAt(latest.chart, point, hoveredTask(hovered)) : undefined),
    drawn: () => latest?.chart,
    hover: (place) => {
      if (isSamePlace(place, hovered)) return;
      hovered = place;
      again();
    },
    setDrawnLink: (line) => {
      drawnLink = line;
      again();
    },
    showMinute,
    revealTask: (taskId) => {
      const dates = desk.get().shown.schedule.of(taskId);
      if (!dates) return;
      const { scale } = axis();
      const [from, to] = [scrollLeft + 8, scrollLeft + size.width - 40];
      if (xOf(scale, dates.finish) < from || xOf(scale, dates.start) > to) showMinute(dates.start, 0.2);
    },
    zoomTo: (pixelsPerDay, atX = size.width / 2) => {
      const minute = minuteAt(axis().scale, scrollLeft + atX);
      desk.update({ pixelsPerDay: clampedZoom(pixelsPerDay) });
      scrollTo(xOf(axis().scale, minute) - atX);
    },
    close: () => {
      sizes.disconnect();
      stopWatching();
    },
  };
}

/** Old places of the bars that moved: while dragging against the stored plan, after an edit against the plan before it. */
function ghostsOf(desk: Desk, window: GanttWindow, chart: GanttChart): RowMarks[] {
  const state = desk.get();
  const before = state.preview ? state.plan : state.ghost;
  if (!before) return [];
  return chart.rows.flatMap((marks) => {
    const row = rowAt(state, marks.position);
    const was = row && rowMarks(before, row, marks.position, window);
    return was && (Math.abs(was.x1 - marks.x1) >= 1 || Math.abs(was.x2 - marks.x2) >= 1) ? [was] : [];
  });
}

function hoveredTask(place: ChartPlace | undefined): string | undefined {
  return place && "marks" in place ? place.marks.taskId : undefined;
}

function dotsOf(place: ChartPlace | undefined, chart: GanttChart): RowMarks | undefined {
  const taskId = hoveredTask(place);
  return taskId === undefined ? undefined : chart.rows.find((marks) => marks.taskId === taskId);
}

function isSamePlace(a: ChartPlace | undefined, b: ChartPlace | undefined): boolean {
  if (a?.on !== b?.on) return false;
  if (a?.on === "link" && b?.on === "link") return a.route.linkId === b.route.linkId;
  return hoveredTask(a) === hoveredTask(b);
}

function div(className: string): HTMLElement {
  const element = document.createElement("div");
  element.className = className;
  return element;
}
