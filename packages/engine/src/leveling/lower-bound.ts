/** Before which instant no levelling can end: the longest chain of links, and the work that each resource has to do. */
import { finishAt, startAt, workedAt } from "@leadline/kernel/calendar-table.ts";
import type { Network, PassMemory } from "@leadline/kernel/network.ts";
import { settingsOf } from "../model/project.ts";
import { bucketsOf } from "./buckets.ts";
import { changesOf, unitsAt, type Person } from "./capacity.ts";
import type { Demand } from "./demand.ts";
import type { LevelingModel } from "./leveling-model.ts";
import type { Basis } from "./leveling.ts";

export interface LowerBound {
  readonly tick: number;
  /** What it follows from; -1: the links. */
  readonly person: number;
}

/** `free`: early dates without resources. */
export function lowerBoundOf(model: LevelingModel, { net, free }: { readonly net: Network; readonly free: PassMemory }, basis: Basis): LowerBound {
  let bound: LowerBound = { tick: freeEndOf(model, net, free), person: -1 };
  model.people.forEach((person, index) => {
    const tick = workBound(model, person, { demands: model.demands.flat().filter((demand) => demand.person === index), free, basis });
    if (tick > bound.tick && Number.isFinite(tick)) bound = { tick, person: index };
  });
  return bound;
}

function freeEndOf({ compiled }: LevelingModel, net: Network, free: PassMemory): number {
  return free.earlyFinish.reduce((latest, tick, node) => (Number.isFinite(tick) && compiled.taskOfNode[node] ? Math.max(latest, tick) : latest), net.projectStart);
}

interface Load {
  readonly demands: readonly Demand[];
  readonly free: PassMemory;
  readonly basis: Basis;
}

/**
 * All work that cannot begin before some instant has to be done after it: the latest instant over all such beginnings. Where
 * demand is compared by the day, work of one day may be done side by side, so only the beginning of the last day is certain.
 */
function workBound(model: LevelingModel, person: Person, { demands, free, basis }: Load): number {
  const waiting = demands
    .filter(({ node, spreads }) => model.holds[node] === undefined && spreads === undefined)
    .map((demand) => ({ from: free.earlyStart[demand.node] ?? 0, work: demand.pieces.reduce((sum, { ticks, units }) => sum + ticks * units, 0) }))
    .sort((a, b) => b.from - a.from);
  let work = 0;
  let latest = -Infinity;
  for (const one of waiting) {
    work += one.work;
    latest = Math.max(latest, doneBy(person, one.from, work));
  }
  if (basis === "minute" || latest === -Infinity) return latest;
  const buckets = bucketsOf(basis, settingsOf(model.project).weekStartDay);
  const begin = buckets.startOf(buckets.at(latest - 1));
  return startAt(person.table, workedAt(person.table, begin));
}

/** The earliest instant by which a resource can have done an amount of work that it begins at `from`. */
function doneBy(person: Person, from: number, work: number): number {
  const { table } = person;
  const marks = [from, ...changesOf(person).filter((tick) => tick > from), Infinity];
  let left = work;
  for (let at = 0; at + 1 < marks.length; at += 1) {
    const [begin, end] = [marks[at] ?? from, marks[at + 1] ?? Infinity];
    const units = unitsAt(person, begin);
    if (units <= 0) continue;
    const first = workedAt(table, begin);
    const room = end === Infinity ? Infinity : (workedAt(table, end) - first) * units;
    if (left <= room) return finishAt(table, Math.ceil(first + left / units - 1e-6));
    left -= room;
  }
  return Infinity;
}
