/** Makes a whole plan from an order of tasks: one after the other, each as early as its links, its dates and its people allow. */
import { placeNode, type LateDates } from "@leadline/kernel/forward-pass.ts";
import { CONSTRAINT, passMemory, type Network, type PassMemory } from "@leadline/kernel/network.ts";
import { nextStartOf, stepForward } from "@leadline/kernel/node-span.ts";
import { scheduleNetwork } from "@leadline/kernel/schedule-network.ts";
import { settingsOf } from "../model/project.ts";
import type { Alternatives } from "./alternatives.ts";
import { emptyFootprint, placeDemand, type Demand, type Footprint } from "./demand.ts";
import { asksTooMuch, type LevelingModel } from "./leveling-model.ts";
import type { Basis } from "./leveling.ts";
import type { Load } from "./load.ts";
import { loadOf } from "./load-of-basis.ts";

/** What an order led to; the arrays belong to the caller. */
export interface Placement {
  readonly delay: Float64Array;
  readonly start: Float64Array;
  readonly finish: Float64Array;
  /** Tasks that had to be placed although somebody is overloaded: they may not wait. */
  readonly forced: number;
  /** The latest finish, in ticks. */
  readonly end: number;
  /** Sum of all finishes, in ticks. */
  readonly sum: number;
  /** By node: who does what, which differs from the plan where others may take work over. */
  readonly demands: LevelingModel["demands"];
}

export interface Placer {
  /** Lower keys come first, as far as links allow. `keys` has one number per node. */
  readonly place: (keys: Float64Array) => Placement;
  /** Dates of the passes without any resource: what bounds and first orders come from. */
  readonly free: PassMemory;
  readonly net: Network;
}

/** Places that are tried for one task. */
const MOST_TRIES = 20_000;
/** Tries after the last work so far: who is asked for more than there ever is never fits. */
const TRIES_BEYOND = 100;

interface Work {
  readonly model: LevelingModel;
  readonly net: Network;
  readonly memory: PassMemory;
  readonly load: Load;
  readonly late: LateDates | undefined;
  readonly footprints: readonly (readonly Footprint[])[];
  readonly honorsConstraints: boolean;
  readonly alternatives: Alternatives | undefined;
  readonly reach: { last: number; readonly hopeless: Set<number> };
}

/** `model.net` must hold no delays. */
export function placerOf(model: LevelingModel, basis: Basis, alternatives?: Alternatives): Placer {
  const net: Network = { ...model.net, delay: new Float64Array(model.net.nodeCount) };
  const free = passMemory(net.nodeCount);
  scheduleNetwork(net, free);
  const settings = settingsOf(model.project);
  const firstTick = free.earlyStart.reduce((least, tick) => (Number.isFinite(tick) ? Math.min(least, tick) : least), net.projectStart);
  const work: Work = {
    model,
    net,
    memory: passMemory(net.nodeCount),
    load: loadOf(model.people, basis, { firstTick, weekStartDay: settings.weekStartDay }),
    late: net.constraint.includes(CONSTRAINT.ALAP) ? { lateStart: free.lateStart, lateFinish: free.lateFinish } : undefined,
    footprints: model.demands.map((demands) => demands.map(emptyFootprint)),
    honorsConstraints: settings.honorConstraints,
    alternatives,
    reach: { last: -Infinity, hopeless: new Set() },
  };
  return { place: (keys) => placeAll(work, keys), free, net };
}

function placeAll(work: Work, keys: Float64Array): Placement {
  const { model, net, memory, load } = work;
  load.clear();
  net.delay.fill(0);
  work.reach.last = -Infinity;
  let forced = 0;
  let end = -Infinity;
  let sum = 0;
  for (let node = 0; node < net.nodeCount; node += 1) {
    const hold = model.holds[node];
    if (hold !== "manual" && hold !== "external" && hold !== "finished" && hold !== "started") continue;
    placeNode(net, node, memory, work.late);
    book(work, node);
  }
  for (const node of orderedByLinks(net, keys, model)) {
    placeNode(net, node, memory, work.late);
    forced += settle(work, node);
    const finish = memory.earlyFinish[node] ?? 0;
    if (finish === Infinity || !model.compiled.taskOfNode[node]) continue;
    sum += finish;
    if (finish > end) end = finish;
  }
  return { delay: net.delay.slice(), start: memory.earlyStart.slice(), finish: memory.earlyFinish.slice(), forced, end, sum, demands: work.alternatives ? work.footprints.map((list) => list.map(({ demand }) => demand)) : model.demands };
}

/** Gives a node its place beside what is booked; 1 where somebody is overloaded by it. */
function settle(work: Work, node: number): number {
  const { model, net, memory, load } = work;
  const footprints = work.footprints[node] ?? [];
  const start = memory.earlyStart[node] ?? 0;
  const hold = model.holds[node];
  if (footprints.length === 0 || !Number.isFinite(memory.earlyFinish[node]) || (hold !== undefined && hold !== "priority" && hold !== "fixedDate" && hold !== "asLateAsPossible")) return 0;
  if (hold !== undefined) {
    const isFree = misfit(work, node, startOf(work, node)) === undefined;
    book(work, node);
    return isFree ? 0 : 1;
  }
  for (const footprint of footprints) footprint.demand = ownDemand(work, footprint);
  let tick = earliestStart(work, node, start);
  if (work.alternatives && tick !== start) tick = withOtherPeople(work, node, { start, own: tick });
  if (tick !== undefined && tick > start) {
    net.delay[node] = tick - start;
    placeNode(net, node, memory, work.late);
  }
  for (const footprint of footprints) {
    load.put(at(work, footprint, memory.earlyStart[node] ?? 0));
    work.reach.last = Math.max(work.reach.last, memory.earlyFinish[node] ?? 0);
  }
  return tick === undefined ? 1 : 0;
}

/** The first start at which all people of a node have room for it; undefined where it may not wait so long. */
function earliestStart(work: Work, node: number, start: number): number | undefined {
  const { net, reach } = work;
  if (reach.hopeless.has(node)) return undefined;
  let tick = start;
  let beyond = 0;
  for (let tries = 0; tries < MOST_TRIES && beyond < TRIES_BEYOND; tries += 1) {
    if (tick > reach.last) beyond += 1;
    const next = misfit(work, node, tick);
    if (next === undefined) return tick;
    if (next === Infinity || isTooLate(work, node, next)) return undefined;
    tick = Math.max(nextStartOf(net, node, next), nextStartOf(net, node, tick + 1));
  }
  if (beyond === TRIES_BEYOND && !work.alternatives) reach.hopeless.add(node);
  return undefined;
}

/** Gives each demand of a node to whoever can begin earlier than the one it is assigned to; answers the start that this leads to. */
function withOtherPeople(work: Work, node: number, { start, own }: { readonly start: number; readonly own: number | undefined }): number | undefined {
  let best = own;
  for (const footprint of work.footprints[node] ?? []) {
    const kept = footprint.demand;
    let chosen = kept;
    for (const person of work.alternatives?.get(kept.assignment.id) ?? []) {
      footprint.demand = { ...kept, person };
      const tick = earliestStart(work, node, start);
      if (tick === undefined || (best !== undefined && tick >= best)) continue;
      best = tick;
      chosen = footprint.demand;
    }
    footprint.demand = chosen;
  }
  return best;
}

function ownDemand({ model }: Work, { demand }: Footprint): Demand {
  return model.demands[demand.node]?.find(({ assignment }) => assignment.id === demand.assignment.id) ?? demand;
}

function book(work: Work, node: number): void {
  for (const footprint of work.footprints[node] ?? []) work.load.put(at(work, footprint, startOf(work, node)));
}

/** An as-late-as-possible task is worked at its late dates. */
function startOf({ model, memory, late }: Work, node: number): number {
  return (model.holds[node] === "asLateAsPossible" && late ? late.lateStart[node] : memory.earlyStart[node]) ?? 0;
}

function at({ net, memory, model, late }: Work, footprint: Footprint, start: number): Footprint {
  const { node, spreads } = footprint.demand;
  const isFixed = model.holds[node] !== undefined;
  const finish = spreads === undefined ? start : isFixed ? ((model.holds[node] === "asLateAsPossible" && late ? late.lateFinish[node] : memory.earlyFinish[node]) ?? start) : stepForward(net, node, start);
  placeDemand(footprint, footprint.demand, start, finish);
  return footprint;
}

/** Undefined where all people of a node have room for it; else the next start to try. */
function misfit(work: Work, node: number, start: number): number | undefined {
  let next: number | undefined;
  for (const footprint of work.footprints[node] ?? []) {
    if (asksTooMuch(work.model, footprint.demand)) continue;
    const own = work.load.misfit(at(work, footprint, start));
    if (own !== undefined && (next === undefined || own > next)) next = own;
  }
  return next;
}

function isTooLate({ net, honorsConstraints }: Work, node: number, tick: number): boolean {
  if (!honorsConstraints) return false;
  const date = net.constraintDate[node] ?? 0;
  if (net.constraint[node] === CONSTRAINT.SNLT) return tick > date;
  return net.constraint[node] === CONSTRAINT.FNLT && stepForward(net, node, tick) > date;
}

/** All nodes, predecessors first; of those that are free the one with the least key. Held nodes come as soon as they are free. */
function orderedByLinks(net: Network, keys: Float64Array, model: LevelingModel): Int32Array {
  const { nodeCount, firstPredecessor, firstSuccessor, outTo } = net;
  const waiting = new Int32Array(nodeCount);
  const heap = new Int32Array(nodeCount);
  const order = new Int32Array(nodeCount);
  let size = 0;
  const keyOf = (node: number): number => ((model.demands[node]?.length ?? 0) === 0 || model.holds[node] !== undefined ? -Infinity : (keys[node] ?? 0));
  const isBefore = (a: number, b: number): boolean => {
    const [one, other] = [keyOf(a), keyOf(b)];
    return one < other || (one === other && a < b);
  };
  const push = (node: number): void => {
    let place = size;
    size += 1;
    while (place > 0) {
      const parent = (place - 1) >> 1;
      if (!isBefore(node, heap[parent] ?? 0)) break;
      heap[place] = heap[parent] ?? 0;
      place = parent;
    }
    heap[place] = node;
  };
  const pop = (): number => {
    const first = heap[0] ?? 0;
    size -= 1;
    const last = heap[size] ?? 0;
    let place = 0;
    for (let child = 1; child < size; child = 2 * place + 1) {
      if (child + 1 < size && isBefore(heap[child + 1] ?? 0, heap[child] ?? 0)) child += 1;
      if (!isBefore(heap[child] ?? 0, last)) break;
      heap[place] = heap[child] ?? 0;
      place = child;
    }
    heap[place] = last;
    return first;
  };
  for (let node = 0; node < nodeCount; node += 1) {
    waiting[node] = (firstPredecessor[node + 1] ?? 0) - (firstPredecessor[node] ?? 0);
    if (waiting[node] === 0) push(node);
  }
  for (let done = 0; done < nodeCount; done += 1) {
    const node = pop();
    order[done] = node;
    for (let k = firstSuccessor[node] ?? 0; k < (firstSuccessor[node + 1] ?? 0); k += 1) {
      const to = outTo[k] ?? 0;
      waiting[to] = (waiting[to] ?? 0) - 1;
      if (waiting[to] === 0) push(to);
    }
  }
  return order;
}
