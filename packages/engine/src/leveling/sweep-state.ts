/** The state of a sweep: which task stands where, what is booked of whom, and what is still to be looked at. */
import { TICKS_PER_DAY } from "@leadline/kernel/calendar-table.ts";
import { CONSTRAINT, LINK, passMemory, type PassMemory } from "@leadline/kernel/network.ts";
import { scheduleNetwork } from "@leadline/kernel/schedule-network.ts";
import { settingsOf } from "../model/project.ts";
import { changesOf } from "./capacity.ts";
import { emptyFootprint, placeDemand, type Footprint } from "./demand.ts";
import { eventQueue, type EventQueue } from "./event-queue.ts";
import type { LevelingModel } from "./leveling-model.ts";
import type { LevelingKey, LevelingOptions } from "./leveling.ts";
import type { Load } from "./load.ts";
import { loadOf } from "./load-of-basis.ts";
import type { ReshapedTask } from "./reshaped-task.ts";
import { movingDates, type MovingDates } from "./moving-dates.ts";

/** Why a task was made to wait, the last time that it was. */
export interface Move {
  readonly person: number;
  /** The task that it waits for; -1 where the resource itself is not there. */
  readonly holder: number;
  readonly key: LevelingKey;
  readonly way: WaitingWay;
}

/** "alone": one person begins later than the others. */
export type WaitingWay = "whole" | "pause" | "alone";

/** A task begins, or (with a person) a resource is to be looked at from an instant on. */
export interface SweepEvent {
  readonly tick: number;
  readonly rank: number;
  readonly node: number;
  readonly person: number;
  readonly from: number;
}

export interface Sweep {
  readonly model: LevelingModel;
  readonly options: LevelingOptions;
  readonly memory: PassMemory;
  readonly dates: MovingDates;
  readonly load: Load;
  readonly queue: EventQueue<SweepEvent>;
  /** By node: its demands at the dates with which they were put in the book. */
  readonly footprints: readonly (readonly Footprint[])[];
  /** What is in the book, by person. */
  readonly placed: Footprint[][];
  readonly isPlaced: Uint8Array;
  /** By person: the end of all demand so far, and the instant from which a look is due. */
  readonly lastTick: Float64Array;
  readonly lookFrom: Float64Array;
  readonly moves: Map<number, Move>;
  readonly reshaped: Map<number, ReshapedTask>;
  /** By node and person, see `waitFor`: tasks that ask one person for more than there ever is. */
  readonly hopeless: Set<number>;
  /** No task waits beyond it, in ticks. */
  readonly horizon: number;
  readonly honorsConstraints: boolean;
  /** Whether a task may start before one that it hangs on: by a link to its finish, or a lead. */
  readonly reachesBack: boolean;
  /** Nodes seen on one walk along the links. */
  readonly mark: { stamp: number; readonly of: Int32Array };
  moveCount: number;
}

export function openSweep(model: LevelingModel, options: LevelingOptions): Sweep {
  const { net, people } = model;
  const memory = passMemory(net.nodeCount);
  scheduleNetwork(net, memory);
  const hasLate = net.constraint.includes(CONSTRAINT.ALAP);
  const late = hasLate ? { lateStart: memory.lateStart.slice(), lateFinish: memory.lateFinish.slice() } : undefined;
  const firstTick = memory.earlyStart.reduce((least, tick) => (Number.isFinite(tick) ? Math.min(least, tick) : least), net.projectStart);
  const settings = settingsOf(model.project);
  return {
    model,
    options,
    memory,
    dates: movingDates(net, memory, late),
    load: loadOf(people, options.basis ?? "day", { firstTick, weekStartDay: settings.weekStartDay }),
    queue: eventQueue<SweepEvent>(),
    footprints: model.demands.map((demands) => demands.map(emptyFootprint)),
    placed: people.map(() => []),
    isPlaced: new Uint8Array(net.nodeCount),
    lastTick: new Float64Array(people.length).fill(-Infinity),
    lookFrom: new Float64Array(people.length).fill(Infinity),
    moves: new Map(),
    reshaped: new Map(),
    hopeless: new Set(),
    horizon: horizonOf(model, memory),
    honorsConstraints: settings.honorConstraints,
    reachesBack: net.linkType.some((type) => (type & LINK.FF) !== 0) || net.lag.some((lag) => lag < 0),
    mark: { stamp: 0, of: new Int32Array(net.nodeCount) },
    moveCount: 0,
  };
}

/** One task after the other, each with room for weekends and holidays, after the last date that anything is known of. */
function horizonOf({ people, demands, net }: LevelingModel, { earlyStart, earlyFinish }: PassMemory): number {
  let length = 0;
  let last = net.projectStart;
  demands.forEach((list, node) => {
    const finish = earlyFinish[node] ?? 0;
    if (!Number.isFinite(finish)) return;
    last = Math.max(last, finish);
    if (list.length > 0) length += finish - (earlyStart[node] ?? finish);
  });
  for (const change of people.flatMap(changesOf)) last = Math.max(last, change);
  return last + ROOM_FOR_HOLIDAYS * length + LONGEST_ABSENCE;
}

const ROOM_FOR_HOLIDAYS = 3;
const LONGEST_ABSENCE = 400 * TICKS_PER_DAY;

/** An as-late-as-possible task is worked at its late dates. */
export function shownStart({ model, memory, dates }: Sweep, node: number): number {
  return (model.holds[node] === "asLateAsPossible" ? memory.lateStart[node] : dates.start[node]) ?? 0;
}

export function shownFinish({ model, memory, dates }: Sweep, node: number): number {
  return (model.holds[node] === "asLateAsPossible" ? memory.lateFinish[node] : dates.finish[node]) ?? 0;
}

export function bookIn(sweep: Sweep, node: number): void {
  sweep.isPlaced[node] = 1;
  for (const footprint of sweep.footprints[node] ?? []) {
    placeDemand(footprint, footprint.demand, shownStart(sweep, node), shownFinish(sweep, node));
    sweep.load.put(footprint);
  }
}

export function bookOut(sweep: Sweep, node: number): void {
  for (const footprint of sweep.footprints[node] ?? []) sweep.load.take(footprint);
  sweep.isPlaced[node] = 0;
}

/** Takes a node out of the lists as well; `bookOut` alone leaves it where it only makes room for a moment. */
export function remove(sweep: Sweep, node: number): void {
  for (const { person } of sweep.model.demands[node] ?? []) {
    const list = sweep.placed[person] ?? [];
    const at = list.findIndex(({ demand }) => demand.node === node);
    if (at >= 0) list.splice(at, 1);
  }
}
