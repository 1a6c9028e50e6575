/** A project whose activities share limited resources (RCPSP), as flat arrays: what the schemes, bounds and the search work on. */
import { topologicalOrder } from "../topological-order.ts";
import { packDemands, type PackedResources } from "./packed-resources.ts";

/** All times are whole units of any length. Activities, resources and arcs are numbered from 0. */
export interface InstanceFacts {
  readonly durations: ArrayLike<number>;
  /** Each arc says: `arcTo` starts at least `arcLag` after the start of `arcFrom`. A finish-to-start link has the predecessor's duration as lag. */
  readonly arcFrom: ArrayLike<number>;
  readonly arcTo: ArrayLike<number>;
  readonly arcLag: ArrayLike<number>;
  /** Units of every resource while nothing else is said. */
  readonly capacities: ArrayLike<number>;
  /** From `time` on, `resource` has `capacity` units. Given in order of time. */
  readonly capacityChanges?: readonly { readonly time: number; readonly resource: number; readonly capacity: number }[];
  /** Units that activity `a` needs of resource `r` while it runs: `demands[a * resources + r]`. */
  readonly demands: ArrayLike<number>;
  /** No activity starts before its release; 0 unless given. */
  readonly releases?: ArrayLike<number>;
}

export interface Instance {
  readonly count: number;
  readonly resources: number;
  readonly durations: Int32Array;
  readonly releases: Int32Array;
  /** Every predecessor stands before its successors. */
  readonly order: Int32Array;
  /** Arcs into activity `a`: `firstPredecessor[a]` up to `firstPredecessor[a + 1]`. */
  readonly firstPredecessor: Int32Array;
  readonly predecessor: Int32Array;
  readonly predecessorLag: Int32Array;
  /** Arcs out of activity `a`, likewise. */
  readonly firstSuccessor: Int32Array;
  readonly successor: Int32Array;
  readonly successorLag: Int32Array;
  /** Most units of each resource that there ever are. */
  readonly capacities: Int32Array;
  readonly demands: Int32Array;
  readonly packed: PackedResources;
  /** No schedule of a scheme ends later. */
  readonly horizon: number;
  /** Nothing depends on the time of day: a schedule may be read from its end, too. */
  readonly isReversible: boolean;
  /** Some arc has a negative lag, so that an order by start may put a successor first. */
  readonly hasNegativeLags: boolean;
}

export type InstanceFault = { readonly fault: "loop"; readonly activity: number } | { readonly fault: "length"; readonly horizon: number; readonly most: number } | { readonly fault: "demand"; readonly activity: number; readonly resource: number };

/** What is free is kept for each unit of time: 16 MB for four resources. */
const LONGEST_HORIZON = 4_000_000;

/** The instance, or why there is none: a loop of arcs, an activity that needs more than there is in the end, or too many units of time to keep. */
export function makeInstance(facts: InstanceFacts): Instance | InstanceFault {
  const count = facts.durations.length;
  const resources = facts.capacities.length;
  const [from, to, lags] = [Int32Array.from(facts.arcFrom), Int32Array.from(facts.arcTo), Int32Array.from(facts.arcLag)];
  const { order, isBlocked } = topologicalOrder(count, from, to);
  if (order.length < count) return { fault: "loop", activity: isBlocked.indexOf(1) };
  const durations = Int32Array.from(facts.durations);
  const releases = facts.releases ? Int32Array.from(facts.releases, (release) => Math.max(0, release)) : new Int32Array(count);
  const capacities = Int32Array.from(facts.capacities);
  const demands = Int32Array.from(facts.demands);
  const changes = facts.capacityChanges ?? [];
  const lasting = capacities.slice();
  const most = capacities.slice();
  for (const { resource, capacity } of changes) {
    lasting[resource] = capacity;
    most[resource] = Math.max(most[resource], capacity);
  }
  for (let a = 0; a < count; a += 1) {
    for (let r = 0; r < resources; r += 1) {
      if (durations[a] > 0 && demands[a * resources + r] > lasting[r]) return { fault: "demand", activity: a, resource: r };
    }
  }
  const into = grouped(count, to, from, lags);
  const out = grouped(count, from, to, lags);
  const horizon = horizonOf(durations, releases, out, changes.reduce((last, { time }) => Math.max(last, time), 0));
  if (horizon > LONGEST_HORIZON) return { fault: "length", horizon, most: LONGEST_HORIZON };
  return {
    count,
    resources,
    durations,
    releases,
    order,
    firstPredecessor: into.first,
    predecessor: into.other,
    predecessorLag: into.lag,
    firstSuccessor: out.first,
    successor: out.other,
    successorLag: out.lag,
    capacities: most,
    demands,
    packed: packDemands({ count, durations, capacities, demands, changes, horizon }),
    horizon,
    isReversible: changes.length === 0 && releases.every((release) => release === 0),
    hasNegativeLags: lags.some((lag) => lag < 0),
  };
}

interface Arcs {
  readonly first: Int32Array;
  readonly other: Int32Array;
  readonly lag: Int32Array;
}

function grouped(count: number, by: Int32Array, others: Int32Array, lags: Int32Array): Arcs {
  const first = new Int32Array(count + 1);
  for (const node of by) first[node + 1] += 1;
  for (let a = 0; a < count; a += 1) first[a + 1] += first[a];
  const at = first.slice();
  const other = new Int32Array(by.length);
  const lag = new Int32Array(by.length);
  by.forEach((node, arc) => {
    other[at[node]] = others[arc];
    lag[at[node]] = lags[arc];
    at[node] += 1;
  });
  return { first, other, lag };
}

/** One activity after another, each with its longest wait, after everything that time can change. */
function horizonOf(durations: Int32Array, releases: Int32Array, out: Arcs, lastChange: number): number {
  let sum = lastChange + releases.reduce((latest, release) => Math.max(latest, release), 0);
  durations.forEach((duration, a) => {
    let longest = duration;
    for (let arc = out.first[a]; arc < out.first[a + 1]; arc += 1) longest = Math.max(longest, out.lag[arc]);
    sum += longest;
  });
  return sum + 1;
}
