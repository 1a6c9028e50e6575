/** How a task can make room: pause in the middle, let one person begin later, or start later as a whole. */
import { startAt, workedAt } from "@leadline/kernel/calendar-table.ts";
import { CONSTRAINT } from "@leadline/kernel/network.ts";
import { nextStartOf, stepForward } from "@leadline/kernel/node-span.ts";
import { ticksIn } from "../schedule/work-stretches.ts";
import { emptyFootprint, placeDemand, type Demand, type Footprint } from "./demand.ts";
import type { Load, Stretch } from "./load.ts";
import { finishOfRows, rowsOf, unshaped, withPause, withWait, type ReshapedTask } from "./reshaped-task.ts";
import type { Sweep, WaitingWay } from "./sweep-state.ts";

export interface Wait {
  /** When the task, its rest, or the person's part of it begins. */
  readonly tick: number;
  readonly way: WaitingWay;
  /** Absent where the task starts later as a whole. */
  readonly reshaped?: ReshapedTask;
}

/** Places that are tried for one task in one conflict. */
const MOST_TRIES = 20_000;
/** Tries after the last work of the resource: who is asked for more than there ever is never fits. */
const TRIES_BEYOND = 100;

/** The node must not be in the book. Undefined where it may not wait as long as it would have to. */
export function waitFor(sweep: Sweep, node: number, person: number, stretch: Stretch): Wait | undefined {
  return pause(sweep, node, person, stretch) ?? waitAlone(sweep, node, person) ?? waitAsAWhole(sweep, node, person);
}

/** A task that is under way when its resource is overloaded goes on when that is over. */
function pause(sweep: Sweep, node: number, person: number, stretch: Stretch): Wait | undefined {
  const { model, options, load } = sweep;
  const task = model.compiled.taskOfNode[node];
  const footprints = sweep.footprints[node] ?? [];
  const own = footprints.find(({ demand }) => demand.person === person);
  const isAllowed = options.canSplit === true && task?.levelingCanSplit !== false && footprints.every(({ demand }) => demand.spreads === undefined && !demand.assignment.profile);
  if (!own || !isAllowed) return undefined;
  const { demand } = own;
  const cut = cutAt(demand, workedAt(demand.table, stretch.from) - own.from);
  if (!cut) return undefined;
  const rest: Demand = { ...demand, pieces: cut.rest, span: ticksIn(cut.rest), wait: 0 };
  const begin = startAt(demand.table, own.from + cut.position);
  const tick = firstFit(sweep, [emptyFootprint(rest)], { begin, next: (at) => startAt(demand.table, workedAt(demand.table, at)), load, person });
  if (tick === undefined || tick <= begin) return undefined;
  const before = sweep.reshaped.get(node) ?? unshaped(model, node);
  const reshaped = before && withPause(before, cut.worked, workedAt(demand.table, tick) - own.from - cut.position);
  return reshaped && mayHave(sweep, node, reshaped) ? { tick, way: "pause", reshaped } : undefined;
}

/** Where work can be cut at or after a position: never before the first tick of it. A cut in a pause makes the pause longer. */
function cutAt({ pieces }: Demand, at: number): { readonly position: number; readonly worked: number; readonly rest: Demand["pieces"] } | undefined {
  let position = 0;
  let worked = 0;
  for (const [index, { ticks, units }] of pieces.entries()) {
    if (units > 0 && at < position + ticks) {
      const done = Math.max(0, at - position);
      if (worked + done <= 0) return undefined;
      return { position: position + done, worked: worked + done, rest: [{ ticks: ticks - done, units }, ...pieces.slice(index + 1)] };
    }
    position += ticks;
    if (units > 0) worked += ticks;
  }
  return undefined;
}

/** Only the overloaded person begins later; the others go ahead. */
function waitAlone(sweep: Sweep, node: number, person: number): Wait | undefined {
  const { model, options, load, dates } = sweep;
  const task = model.compiled.taskOfNode[node];
  const footprints = sweep.footprints[node] ?? [];
  const own = footprints.find(({ demand }) => demand.person === person);
  const others = footprints.filter(({ demand }) => demand.person !== person && demand.wait === 0);
  if (!own || options.perAssignment !== true || task?.levelAssignments === false || others.length === 0 || own.demand.spreads !== undefined) return undefined;
  const { demand } = own;
  const begin = startAt(demand.table, own.from);
  const tick = firstFit(sweep, [emptyFootprint({ ...demand, wait: 0 })], { begin, next: (at) => startAt(demand.table, workedAt(demand.table, at)), load, person });
  if (tick === undefined || tick <= begin) return undefined;
  const before = sweep.reshaped.get(node) ?? unshaped(model, node);
  const wait = workedAt(demand.table, tick) - workedAt(demand.table, dates.start[node] ?? 0);
  const reshaped = before && withWait(before, demand.assignment, wait);
  return reshaped && mayHave(sweep, node, reshaped) ? { tick, way: "alone", reshaped } : undefined;
}

function waitAsAWhole(sweep: Sweep, node: number, person: number): Wait | undefined {
  const { model, dates, load, hopeless } = sweep;
  const pair = node * model.people.length + person;
  if (hopeless.has(pair)) return undefined;
  const begin = dates.start[node] ?? 0;
  const footprints = (sweep.footprints[node] ?? []).filter(({ demand }) => demand.person === person).map(({ demand }) => emptyFootprint(demand));
  const next = (at: number): number => nextStartOf(dates.net, node, at);
  const isPossible = (tick: number): boolean => mayStart(sweep, node, tick);
  const tick = firstFit(sweep, footprints, { begin, next, load, person, isPossible, finish: (at) => stepForward(dates.net, node, at), onNever: () => hopeless.add(pair) });
  return tick !== undefined && tick > begin && isPossible(tick) ? { tick, way: "whole" } : undefined;
}

interface Fit {
  readonly begin: number;
  /** The next instant at or after the given one at which work can begin. */
  readonly next: (tick: number) => number;
  readonly load: Load;
  readonly person: number;
  readonly isPossible?: (tick: number) => boolean;
  readonly finish?: (tick: number) => number;
  readonly onNever?: () => void;
}

/** The first instant from `begin` on at which all footprints fit beside what is in the book. */
function firstFit(sweep: Sweep, footprints: readonly Footprint[], { begin, next, load, person, isPossible = () => true, finish = (tick) => tick, onNever }: Fit): number | undefined {
  let tick = begin;
  let beyond = 0;
  for (let tries = 0; tries < MOST_TRIES && beyond < TRIES_BEYOND; tries += 1) {
    if (tick > (sweep.lastTick[person] ?? 0)) beyond += 1;
    let later: number | undefined;
    for (const footprint of footprints) {
      placeDemand(footprint, footprint.demand, tick, footprint.demand.spreads === undefined ? tick : finish(tick));
      const own = load.misfit(footprint);
      if (own !== undefined && (later === undefined || own > later)) later = own;
    }
    if (later === undefined) return tick <= sweep.horizon ? tick : undefined;
    if (later === Infinity || later > sweep.horizon || !isPossible(later)) return undefined;
    tick = Math.max(next(later), next(tick + 1));
  }
  if (beyond === TRIES_BEYOND) onNever?.();
  return undefined;
}

/** Whether a start at `tick` keeps the slack, where that is asked, and a "no later than" date, where these are honoured. */
function mayStart(sweep: Sweep, node: number, tick: number): boolean {
  return mayStand(sweep, node, { start: tick, finish: stepForward(sweep.dates.net, node, tick) });
}

function mayHave(sweep: Sweep, node: number, reshaped: ReshapedTask): boolean {
  const start = sweep.dates.start[node] ?? 0;
  return mayStand(sweep, node, { start, finish: finishOfRows(sweep.model, rowsOf(sweep.model, node, reshaped), start) });
}

function mayStand({ model, options, memory, honorsConstraints }: Sweep, node: number, { start, finish }: { readonly start: number; readonly finish: number }): boolean {
  if (options.withinSlack && (start > (memory.lateStart[node] ?? 0) || finish > (memory.lateFinish[node] ?? 0))) return false;
  if (!honorsConstraints) return true;
  const date = model.net.constraintDate[node] ?? 0;
  if (model.net.constraint[node] === CONSTRAINT.SNLT) return start <= date;
  return model.net.constraint[node] !== CONSTRAINT.FNLT || finish <= date;
}

