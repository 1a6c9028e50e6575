/** Demand against capacity by hour, day, week or month: one number of work per resource and bucket. */
import { startAt, workedAt, type CalendarTable } from "@leadline/kernel/calendar-table.ts";
import type { Buckets } from "./buckets.ts";
import { capacityBetween, type Person } from "./capacity.ts";
import { firstInstantOf, workWithin, type Footprint } from "./demand.ts";
import { TOLERATED_TICKS, type Load, type Stretch } from "./load.ts";

/** Buckets beyond this many are not looked at: a task of a thousand years does not stop the rest. */
const MOST_BUCKETS = 500_000;
const TICKS_PER_MINUTE = 10;

/** Worked ticks at the beginning of each bucket, per calendar. */
type Edges = (table: CalendarTable, bucket: number) => number;

interface Book {
  /** By bucket, counted from the first one. */
  readonly used: number[];
  readonly capacity: number[];
}

export function bucketLoad(people: readonly Person[], buckets: Buckets, firstTick: number): Load {
  const base = buckets.at(firstTick);
  const edge = edgesFrom(buckets, base);
  const books = people.map((): Book => ({ used: [], capacity: [] }));
  const capacityOf = (person: number, index: number): number => {
    const capacity = books[person]?.capacity;
    const owner = people[person];
    if (!capacity || !owner) return 0;
    const always = owner.periods.length === 1 && owner.periods[0]?.to === Infinity && owner.periods[0].from === -Infinity ? owner.periods[0].units : undefined;
    for (let k = capacity.length; k <= index; k += 1) {
      if (always === undefined) capacity.push(capacityBetween(owner, buckets.startOf(base + k), buckets.startOf(base + k + 1)));
      else capacity.push(always * (edge(owner.table, base + k + 1) - edge(owner.table, base + k)));
    }
    return capacity[index] ?? 0;
  };
  const change = (footprint: Footprint, sign: number): void => {
    const used = books[footprint.demand.person]?.used ?? [];
    const { table } = footprint.demand;
    let index = buckets.at(firstInstantOf(footprint)) - base;
    let from = edge(table, base + index);
    for (; from < footprint.to && index < MOST_BUCKETS; index += 1) {
      const to = edge(table, base + index + 1);
      if (to > from && index >= 0) {
        while (used.length <= index) used.push(0);
        used[index] = (used[index] ?? 0) + sign * workWithin(footprint, from, to);
      }
      from = to;
    }
  };
  const firstOverload = (person: number, from: number, to: number): Stretch | undefined => {
    const used = books[person]?.used ?? [];
    const last = Math.min(used.length - 1, buckets.at(to - 1) - base);
    for (let index = Math.max(0, buckets.at(from) - base); index <= last; index += 1) {
      const demand = used[index] ?? 0;
      if (demand <= TOLERATED_TICKS || demand <= capacityOf(person, index) + TOLERATED_TICKS) continue;
      return { from: buckets.startOf(base + index), to: buckets.startOf(base + index + 1), demand, capacity: capacityOf(person, index) };
    }
    return undefined;
  };
  const misfit = (footprint: Footprint): number | undefined => {
    const { person, table } = footprint.demand;
    const used = books[person]?.used ?? [];
    const begin = firstInstantOf(footprint);
    let index = buckets.at(begin) - base;
    let from = edge(table, base + index);
    for (; from < footprint.to && index < MOST_BUCKETS; index += 1) {
      const to = edge(table, base + index + 1);
      const work = to > from && index >= 0 ? workWithin(footprint, from, to) : 0;
      const room = work > 0 ? capacityOf(person, index) - (used[index] ?? 0) : 0;
      if (work > room + TOLERATED_TICKS) return nextTry(footprint, begin, roomFrom(footprint, index));
      from = to;
    }
    return undefined;
  };
  /** The first bucket from `index` on in which the demand could begin: it works there, and something is left of the resource. */
  const roomFrom = ({ demand: { person, table } }: Footprint, index: number): Room => {
    const used = books[person]?.used ?? [];
    for (let at = index; ; at += 1) {
      const room = capacityOf(person, at) - (used[at] ?? 0);
      const [from, to] = [edge(table, base + at), edge(table, base + at + 1)];
      if ((room > TOLERATED_TICKS && to > from) || at >= used.length || at >= MOST_BUCKETS) return { from, to, room, isLater: at > index };
    }
  };
  const workIn = (footprint: Footprint, stretch: Stretch): number => {
    const { table } = footprint.demand;
    return workWithin(footprint, workedAt(table, stretch.from), workedAt(table, stretch.to));
  };
  const clear = (): void => {
    for (const { used } of books) used.fill(0);
  };
  return { put: (footprint) => change(footprint, 1), take: (footprint) => change(footprint, -1), clear, firstOverload, workIn, settledAt: (stretch) => stretch.to, misfit };
}

/** A bucket as worked ticks of a demand's calendar, with the work that is left of its resource. */
interface Room {
  readonly from: number;
  readonly to: number;
  readonly room: number;
  /** It is not the bucket that was too full, but one after it. */
  readonly isLater: boolean;
}

/** A later bucket is tried from its beginning; the full one so late that its last room is enough, or what comes after it. */
function nextTry({ demand }: Footprint, begin: number, { from, to, room, isLater }: Room): number {
  if (isLater) return startAt(demand.table, from);
  const units = demand.pieces[0]?.units ?? 0;
  if (room > TOLERATED_TICKS && units > 0) {
    const late = Math.ceil((to - room / units) / TICKS_PER_MINUTE) * TICKS_PER_MINUTE;
    if (late < to) {
      const at = startAt(demand.table, late);
      if (at > begin) return at;
    }
  }
  const after = startAt(demand.table, to);
  return after > begin ? after : Infinity;
}

function edgesFrom(buckets: Buckets, base: number): Edges {
  const known = new Map<CalendarTable, number[]>();
  return (table, bucket) => {
    const at = bucket - base;
    if (at < 0) return workedAt(table, buckets.startOf(bucket));
    let edges = known.get(table);
    if (!edges) known.set(table, (edges = []));
    while (edges.length <= at) edges.push(workedAt(table, buckets.startOf(base + edges.length)));
    return edges[at] ?? 0;
  };
}
