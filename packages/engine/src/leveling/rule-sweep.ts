/** Levelling by rule: goes through time, and where a resource is asked for too much, lets the task wait that the keys name (domain A11). */
import { finishAt } from "@leadline/kernel/calendar-table.ts";
import { inTicks } from "../schedule/ticks.ts";
import { contendersFor, type Asking } from "./conflict.ts";
import { decidingKey, delayedFirst } from "./delay-order.ts";
import { firstInstantOf } from "./demand.ts";
import { asksTooMuch, type LevelingModel } from "./leveling-model.ts";
import type { LevelingOptions } from "./leveling.ts";
import { TOLERATED_TICKS, type Stretch } from "./load.ts";
import { reshapedDemand, rowsOf, type ReshapedTask } from "./reshaped-task.ts";
import { bookIn, bookOut, openSweep, remove, shownStart, type Move, type Sweep, type SweepEvent } from "./sweep-state.ts";
import { waitFor, type Wait } from "./ways-to-wait.ts";

export interface SweepOutcome {
  /** By node, in ticks: what the network needs so that every task stands where levelling put it. */
  readonly delay: Float64Array;
  /** Where these delays put the nodes. */
  readonly start: Float64Array;
  readonly finish: Float64Array;
  readonly moves: ReadonlyMap<number, Move>;
  /** Tasks that are paused, or that somebody begins later than the others. */
  readonly reshaped: ReadonlyMap<number, ReshapedTask>;
}

/** Moves per task after which the sweep gives up: far above anything that a plan has needed. */
const MOST_MOVES_PER_TASK = 400;

/** `model.net` holds the delays that are kept; tasks are moved from where these put them. */
export function sweepByRule(model: LevelingModel, options: LevelingOptions): SweepOutcome {
  const sweep = openSweep(model, options);
  const { dates, queue } = sweep;
  model.demands.forEach((demands, node) => {
    if (demands.length > 0 && Number.isFinite(dates.finish[node])) enter(sweep, node);
  });
  const mostMoves = MOST_MOVES_PER_TASK * (model.demands.length + 25);
  for (let event = queue.pop(); event && sweep.moveCount < mostMoves; event = queue.pop()) {
    if (event.node >= 0) begin(sweep, event);
    else look(sweep, event);
  }
  for (let node = 0; node < model.net.nodeCount; node += 1) dates.refresh(node);
  return { delay: dates.net.delay, start: dates.start, finish: dates.finish, moves: sweep.moves, reshaped: sweep.reshaped };
}

/** Tasks that no link moves stand in the book from the beginning, so that others see them ahead. */
function enter(sweep: Sweep, node: number): void {
  const hold = sweep.model.holds[node];
  const isFixed = hold === "manual" || hold === "external" || hold === "finished" || hold === "started";
  if (isFixed) put(sweep, node);
  else awaitStart(sweep, node);
}

function awaitStart(sweep: Sweep, node: number): void {
  sweep.queue.push({ tick: shownStart(sweep, node), rank: sweep.model.rowNumber[node] ?? 0, node, person: -1, from: 0 });
}

/** Looks come before starts of the same instant. */
function lookAt(sweep: Sweep, person: number, tick: number, from: number): void {
  if (from >= (sweep.lookFrom[person] ?? Infinity)) return;
  sweep.lookFrom[person] = from;
  sweep.queue.push({ tick, rank: person - sweep.model.people.length, node: -1, person, from });
}

function begin(sweep: Sweep, { node, tick }: SweepEvent): void {
  sweep.dates.refresh(node);
  if (shownStart(sweep, node) > tick) awaitStart(sweep, node);
  else put(sweep, node);
}

function put(sweep: Sweep, node: number): void {
  const { load, placed, lastTick } = sweep;
  bookIn(sweep, node);
  for (const footprint of sweep.footprints[node] ?? []) {
    const { demand } = footprint;
    const end = finishAt(demand.table, footprint.to);
    placed[demand.person]?.push(footprint);
    lastTick[demand.person] = Math.max(lastTick[demand.person] ?? end, end);
    const stretch = load.firstOverload(demand.person, firstInstantOf(footprint), end);
    if (stretch) lookAt(sweep, demand.person, load.settledAt(stretch), stretch.from);
  }
}

function look(sweep: Sweep, { person, from, tick }: SweepEvent): void {
  if (sweep.lookFrom[person] !== from) return;
  sweep.lookFrom[person] = Infinity;
  const stretch = sweep.load.firstOverload(person, from, sweep.lastTick[person] ?? from);
  if (!stretch) return;
  if (sweep.load.settledAt(stretch) > tick) return lookAt(sweep, person, sweep.load.settledAt(stretch), stretch.from);
  const hasMoved = isInRange(sweep.options, stretch.from) && resolve(sweep, person, stretch);
  lookAt(sweep, person, tick, hasMoved ? stretch.from : stretch.to);
}

function isInRange({ from, to }: LevelingOptions, tick: number): boolean {
  return (from === undefined || tick >= inTicks(from)) && (to === undefined || tick < inTicks(to));
}

/** Lets tasks wait until those that keep their place fit the stretch; false where none can. */
function resolve(sweep: Sweep, person: number, stretch: Stretch): boolean {
  const { model, options } = sweep;
  const asking = askingIn(sweep, person, stretch);
  const stuck = new Set(asking.flatMap(({ node }) => ((model.demands[node] ?? []).some((demand) => demand.person === person && asksTooMuch(model, demand)) ? [node] : [])));
  const { order = "standard" } = options;
  const earliest = options.from === undefined ? -Infinity : inTicks(options.from);
  const isMovable = ({ node }: Asking): boolean => model.holds[node] === undefined && !stuck.has(node) && (sweep.dates.start[node] ?? 0) >= earliest;
  for (;;) {
    const movable = asking.filter(isMovable);
    if (movable.length === 0) return false;
    const { contenders, follows } = contendersFor(sweep, person, { asking, movable, stretch });
    const workOf = new Map(asking.map(({ node, work }) => [node, work]));
    let room = stretch.capacity + TOLERATED_TICKS - asking.reduce((sum, one) => (isMovable(one) ? sum : sum + one.work), 0);
    const waiting = [...delayedFirst(contenders, order, follows)].reverse().filter(({ node }) => {
      const work = workOf.get(node) ?? 0;
      if (work > room) return true;
      room -= work;
      return false;
    });
    if (waiting.length === 0) return false;
    for (const { node } of waiting) bookOut(sweep, node);
    const settled = waiting.map((contender) => ({ contender, wait: waitFor(sweep, contender.node, person, stretch) }));
    for (const { contender, wait } of settled) {
      if (wait) continue;
      bookIn(sweep, contender.node);
      stuck.add(contender.node);
    }
    const moving = settled.flatMap(({ contender, wait }) => (wait ? { contender, wait } : []));
    const releases = releasesOfKept(sweep, person, new Set(moving.map(({ contender }) => contender.node)));
    const byNode = new Map(contenders.map((contender) => [contender.node, contender]));
    for (const { contender, wait } of moving) {
      const holder = lastBefore(releases, { from: sweep.dates.start[contender.node] ?? 0, to: wait.tick });
      const keeping = byNode.get(holder);
      const key = keeping && !stuck.has(holder) ? decidingKey(contender, keeping, order, follows) : "held";
      sweep.moves.set(contender.node, { person, holder, key, way: wait.way });
    }
    for (const { contender, wait } of moving) moveTo(sweep, contender.node, wait);
    if (moving.length > 0) return true;
  }
}

function askingIn(sweep: Sweep, person: number, stretch: Stretch): readonly Asking[] {
  const work = new Map<number, number>();
  for (const footprint of sweep.placed[person] ?? []) {
    const { demand } = footprint;
    const own = sweep.load.workIn(footprint, stretch);
    if (own > 0) work.set(demand.node, (work.get(demand.node) ?? 0) + own);
  }
  return [...work].map(([node, own]) => ({ node, work: own }));
}

interface Release {
  readonly node: number;
  readonly end: number;
}

/** When the tasks that keep their place free the resource, the latest first. */
function releasesOfKept(sweep: Sweep, person: number, waiting: ReadonlySet<number>): readonly Release[] {
  const releases = (sweep.placed[person] ?? []).flatMap(({ demand, to }) => (waiting.has(demand.node) ? [] : { node: demand.node, end: finishAt(demand.table, to) }));
  return releases.sort((a, b) => b.end - a.end || a.node - b.node);
}

/** The task that frees the resource last within a stretch of time; -1: none does. */
function lastBefore(releases: readonly Release[], { from, to }: { readonly from: number; readonly to: number }): number {
  const last = releases.find(({ end }) => end <= to);
  return last && last.end > from ? last.node : -1;
}

function moveTo(sweep: Sweep, node: number, { tick, reshaped }: Wait): void {
  sweep.moveCount += 1;
  remove(sweep, node);
  const spoilt = reshaped ? reshape(sweep, node, reshaped) : sweep.dates.holdUntil(node, tick);
  for (const other of spoilt) {
    if (sweep.isPlaced[other] === 0) continue;
    bookOut(sweep, other);
    remove(sweep, other);
    awaitStart(sweep, other);
  }
  awaitStart(sweep, node);
}

function reshape(sweep: Sweep, node: number, reshaped: ReshapedTask): readonly number[] {
  sweep.reshaped.set(node, reshaped);
  for (const footprint of sweep.footprints[node] ?? []) footprint.demand = reshapedDemand(footprint.demand, reshaped);
  return sweep.dates.reshape(node, rowsOf(sweep.model, node, reshaped));
}
