/** Maps between calendars: where a position on one calendar's axis lies on another's, cell by cell of their common step. */
import { finishAt, startAt, workedAt, type CalendarTable } from "../calendar-table.ts";
import { LINK, type Network } from "../network.ts";
import { stepLag } from "../node-span.ts";
import { lateBoundOfLink } from "./block-late-bound.ts";
import type { BlockWriter } from "./block-writer.ts";

/** Each answers the place of a map. */
export interface AxisMaps {
  /** From the predecessor's position to the bound that link `k` sets on the successor's axis. */
  readonly inward: (k: number, from: number, to: number) => number | undefined;
  /** From the successor's late start to the predecessor's late finish (start, for links from the start). */
  readonly outward: (k: number, from: number, to: number) => number | undefined;
  readonly toWall: (axis: number) => number;
  readonly fromWall: (axis: number) => number;
}

interface MapSource {
  readonly net: Network;
  readonly axes: readonly { readonly table: CalendarTable; readonly before: number }[];
  readonly writer: BlockWriter;
  /** How far the maps must reach. */
  readonly latest: number;
}

const MOST_CELLS = 60_000;

/** Cells by network: plans that differ in their draws alone share them. */
interface KnownCells {
  readonly latest: number;
  readonly step: number;
  readonly grids: readonly Grid[];
  /** The axis of wall-clock time. */
  readonly clock: Grid;
  readonly cells: Map<string, Int32Array | undefined>;
}

const knownCells = new WeakMap<Network, KnownCells>();

/** Undefined where the calendars have no common step that divides all their periods into few enough cells. */
export function axisMaps({ net, axes, writer, latest }: MapSource): AxisMaps | undefined {
  const cellsKnown = knownCellsOf(net, axes, latest);
  if (!cellsKnown) return undefined;
  const { step, grids, clock, cells } = cellsKnown;
  const places = new Map<string, number | undefined>();
  const kept = (name: string, make: () => Int32Array | undefined): number | undefined => {
    if (!cells.has(name)) cells.set(name, make());
    const made = cells.get(name);
    if (made && !places.has(name)) {
      places.set(name, writer.words([2 * step, made.length - 1, ...wordsOf(1 / (2 * step))]));
      writer.words(made);
    }
    return places.get(name);
  };
  const lagName = (k: number): string => `${net.lag[k]} ${net.lagIsElapsed[k]} ${net.lag[k] === 0 ? 0 : net.lagCalendar[k]}`;
  const mapOf = (axis: number, image: (instant: number) => number, staysAt: (instant: number) => boolean = () => false): Int32Array | undefined => cellsOf(grids[axis], { step, image, staysAt });
  const isPeriodEnd = ({ table }: MapSource["axes"][number], instant: number): boolean => finishAt(table, workedAt(table, instant)) === instant;
  const wall = (axis: number): number => kept(`to wall ${axis}`, () => mapOf(axis, (instant) => instant - net.projectStart)) ?? 0;
  const back = (axis: number): number =>
    kept(`from wall ${axis}`, () => cellsOf(clock, { step, image: (instant) => workedAt(axes[axis].table, instant) - axes[axis].before, staysAt: () => true })) ?? 0;
  if (axes.some((_, axis) => wall(axis) === 0)) return undefined;
  return {
    inward: (k, from, to) => kept(`in ${from} ${to} ${lagName(k)}`, () => mapOf(from, (instant) => workedAt(axes[to].table, stepLag(net, k, instant, 1)) - axes[to].before, (instant) => isPeriodEnd(axes[to], stepLag(net, k, instant, 1)))),
    outward: (k, from, to) => kept(`out ${from} ${to} ${lagName(k)} ${net.linkType[k] & LINK.SS}`, () => mapOf(from, (instant) => lateBoundOfLink(net, k, axes[to].table, instant) - axes[to].before)),
    toWall: wall,
    fromWall: back,
  };
}

function knownCellsOf(net: Network, axes: MapSource["axes"], latest: number): KnownCells | undefined {
  const found = knownCells.get(net);
  if (found && found.latest >= latest) return found;
  const step = commonStep(net, axes.map(({ table }) => table));
  const length = latest - net.projectStart;
  if (step < 10 || length / step > MOST_CELLS) return undefined;
  const grids = axes.map(({ table, before }) => gridOf(step, workedAt(table, latest) - before, { begin: (worked) => startAt(table, before + worked), end: (worked) => finishAt(table, before + worked) }));
  const clock = gridOf(step, length, { begin: (ticks) => net.projectStart + ticks, end: (ticks) => net.projectStart + ticks });
  const made = { latest, step, grids, clock, cells: new Map<string, Int32Array | undefined>() };
  knownCells.set(net, made);
  return made;
}

/** The largest step of which all periods, the project's start and the lags that the clock measures are multiples. */
function commonStep(net: Network, tables: readonly CalendarTable[]): number {
  let step = divisor(14_400, Math.abs(net.projectStart));
  const take = (values: Iterable<number>): void => {
    for (const value of values) step = divisor(step, Math.abs(value));
  };
  for (const { listed, weekBefore, weekAfter } of tables) for (const periods of [listed, weekBefore, weekAfter]) for (const values of [periods.from, periods.worked]) take(values);
  net.lag.forEach((lag, k) => {
    if (net.calendarOf[net.linkFrom[k]] !== net.calendarOf[net.linkTo[k]] || net.lagIsElapsed[k] !== 0 || net.lagCalendar[k] !== net.calendarOf[net.linkTo[k]]) take([lag]);
  });
  return step;
}

function divisor(a: number, b: number): number {
  let [large, small] = [a, b];
  while (small !== 0) [large, small] = [small, large % small];
  return large;
}

/** A 64-bit number as two words. */
function wordsOf(value: number): Int32Array {
  return new Int32Array(Float64Array.of(value).buffer);
}

/** First and last instant of each cell of an axis. */
interface Grid {
  readonly begins: Float64Array;
  readonly ends: Float64Array;
}

/** `begin` and `end` tell the instant at which so much of the axis lies behind: as the start of work and as its end. */
function gridOf(step: number, length: number, { begin, end }: { readonly begin: (length: number) => number; readonly end: (length: number) => number }): Grid {
  const cells = Math.ceil(length / step) + 3;
  const begins = Float64Array.from({ length: cells }, (_, cell) => begin((cell - 1) * step));
  const ends = Float64Array.from({ length: cells }, (_, cell) => end(cell * step));
  return { begins, ends };
}

interface CellSource {
  readonly step: number;
  /** Where an instant lies on the other axis. */
  readonly image: (instant: number) => number;
  /** Whether the image of an instant is the very end of a period: a milestone stays there. */
  readonly staysAt: (instant: number) => boolean;
}

/**
 * One word per cell (see `MAP`). Within a cell the image either keeps step or stands still; where it stands still the
 * instant lies in non-working time, and work starts with the next period (lowest bit set). Undefined where neither holds.
 */
function cellsOf({ begins, ends }: Grid, { step, image, staysAt }: CellSource): Int32Array | undefined {
  const found = new Int32Array(begins.length);
  for (let cell = 0; cell < begins.length; cell += 1) {
    const first = image(begins[cell]);
    const last = image(ends[cell]);
    if (last - first !== step && last !== first) return undefined;
    found[cell] = 4 * first + (last !== first ? 0 : staysAt(begins[cell]) ? 1 : 3);
  }
  return found;
}
