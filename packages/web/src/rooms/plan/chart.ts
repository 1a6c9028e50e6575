/** The chart pane: a canvas that follows the scroll position, with the accessible layer above it and what the pointer hovers. */
import { placeAt, type ChartPlace, type GanttChart } from "@leadline/engine/views/gantt-chart.ts";
import type { Point } from "@leadline/engine/views/gantt-links.ts";
import { clampedZoom, minuteAt, xOf, type Axis } from "@leadline/engine/views/timescale.ts";
import type { Minute } from "@leadline/engine/time/minute.ts";
import { fontFamily } from "./chart-bars.ts";
import { EDGE_REACH, paint, type Frame } from "./chart-canvas.ts";
import { onAppearance, readColors } from "./chart-colors.ts";
import { chartAxis, frameOf, hoveredTask, type Sight } from "./chart-frame.ts";
import { makeChartLayer, type ChartLayer } from "./chart-layer.ts";
import type { Desk } from "./desk.ts";
import { HEADER_HEIGHT } from "./grid.ts";

export interface Chart {
  readonly element: HTMLElement;
  readonly layer: ChartLayer;
  /** Place for what floats above the chart: readout and strip. */
  readonly stage: HTMLElement;
  render(sight: Sight): void;
  /** From a pointer event to chart coordinates. */
  pointOf(event: { readonly clientX: number; readonly clientY: number }): Point;
  placeOf(point: Point): ChartPlace | undefined;
  /** The task whose bar lies out of sight, at the sign that says so. */
  taskAside(point: Point): string | undefined;
  /** What was drawn last. */
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

export function makeChart(desk: Desk): Chart {
  const { element, wide, stage, canvas } = makePane();
  const layer = makeChartLayer(desk);
  stage.append(layer.element);
  const context = canvas.getContext("2d", { alpha: false });
  let measure = textMeasure(context);

  let colors = readColors();
  let hovered: ChartPlace | undefined;
  let drawnLink: Frame["drawnLink"];
  let latest: { readonly chart: GanttChart; readonly sight: Sight } | undefined;
  /** Size and scroll position are kept beside the element: asking it while rows are being written costs a layout. */
  let size = { width: 0, height: 0, ratio: 0 };
  let isFit = false;
  let scrollLeft = 0;

  const axis = (): Axis => chartAxis(desk, size.width);
  const render = (sight: Sight): void => {
    if (!isFit) size = fitted(element, stage, canvas, size);
    isFit = true;
    if (!context || size.width === 0) return;
    const now = axis();
    if (wide.style.width !== `${now.width}px`) wide.style.width = `${now.width}px`;
    const frame = frameOf(desk, { size, scrollLeft, colors, measure, hovered, drawnLink }, sight, now);
    latest = { chart: frame.chart, sight };
    paint(context, frame);
    layer.render(frame.chart, { ...sight, scrollLeft });
  };
  const again = (): void => {
    if (latest) render(latest.sight);
  };
  const refit = (): void => {
    isFit = false;
    again();
  };
  const scrollTo = (x: number): void => {
    element.scrollLeft = Math.max(0, x);
    scrollLeft = element.scrollLeft;
    again();
  };
  const showMinute: Chart["showMinute"] = (minute, share) => scrollTo(xOf(axis().scale, minute) - size.width * share);

  const stopWatching = onAppearance(() => {
    colors = readColors();
    measure = textMeasure(context);
    refit();
  });
  const sizes = new ResizeObserver(refit);
  sizes.observe(element);
  const onScroll = (): void => {
    scrollLeft = element.scrollLeft;
    requestAnimationFrame(again);
  };
  element.addEventListener("scroll", onScroll, { passive: true });

  return {
    element,
    layer,
    stage,
    render,
    pointOf: ({ clientX, clientY }) => {
      const box = canvas.getBoundingClientRect();
      return { x: clientX - box.left + scrollLeft, y: clientY - box.top - HEADER_HEIGHT + (latest?.sight.scrollTop ?? 0) };
    },
    placeOf: (point) => (latest && point.y >= latest.sight.scrollTop ? placeAt(latest.chart, point, hoveredTask(hovered)) : undefined),
    taskAside: ({ x, y }) => {
      const marks = latest?.chart.rows.find((row) => row.position === Math.floor(y / desk.get().rowHeight));
      if (!marks) return undefined;
      const isLeft = marks.right < scrollLeft && x < scrollLeft + EDGE_REACH;
      const isRight = marks.x1 > scrollLeft + size.width && x > scrollLeft + size.width - EDGE_REACH;
      return isLeft || isRight ? marks.taskId : undefined;
    },
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
      const isLeft = xOf(scale, dates.finish) < scrollLeft + 8;
      const isRight = xOf(scale, dates.start) > scrollLeft + size.width - 40;
      if (isLeft || isRight) showMinute(dates.start, 0.2);
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

/** The pane scrolls sideways over something wide; the stage stays in its place and holds the canvas. */
function makePane(): { readonly element: HTMLElement; readonly wide: HTMLElement; readonly stage: HTMLElement; readonly canvas: HTMLCanvasElement } {
  const [element, wide, stage] = [div("pc-pane"), div("pc-wide"), div("pc-stage")];
  const canvas = document.createElement("canvas");
  canvas.className = "pc-canvas";
  canvas.setAttribute("aria-hidden", "true");
  element.dataset["testid"] = "plan-chart";
  stage.append(canvas);
  wide.append(stage);
  element.append(wide);
  return { element, wide, stage, canvas };
}

/** Gives the canvas the pane's size in device pixels; answers that size. */
function fitted<S extends { readonly width: number; readonly height: number; readonly ratio: number }>(pane: HTMLElement, stage: HTMLElement, canvas: HTMLCanvasElement, size: S): S {
  const next = { ...size, width: pane.clientWidth, height: pane.clientHeight, ratio: devicePixelRatio || 1 };
  if (next.width === size.width && next.height === size.height && next.ratio === size.ratio) return size;
  canvas.width = Math.round(next.width * next.ratio);
  canvas.height = Math.round(next.height * next.ratio);
  canvas.style.width = stage.style.width = `${next.width}px`;
  canvas.style.height = `${next.height}px`;
  return next;
}

/** More widths than this are not kept. */
const MOST_WIDTHS = 20_000;

/** Widths of labels, measured once each. */
function textMeasure(context: CanvasRenderingContext2D | null): (text: string) => number {
  const widths = new Map<string, number>();
  return (text) => {
    const known = widths.get(text);
    if (known !== undefined) return known;
    if (!context) return text.length * 6;
    context.font = `12px ${fontFamily()}`;
    const { width } = context.measureText(text);
    if (widths.size > MOST_WIDTHS) widths.clear();
    widths.set(text, width);
    return width;
  };
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
