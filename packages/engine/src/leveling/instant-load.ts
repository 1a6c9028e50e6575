/** Demand against capacity at every instant: even stretches of demand in worked ticks of the resource's own calendar. */
import { finishAt, startAt, workedAt, type CalendarTable } from "@leadline/kernel/calendar-table.ts";
import { changesOf, unitsAt, type Person } from "./capacity.ts";
import { firstInstantOf, type Demand, type Footprint } from "./demand.ts";
import type { Load, Stretch } from "./load.ts";

/** What rounding of units may come to. */
const TOLERATED_UNITS = 1e-6;
/** Periods of one demand beyond this many are not looked at. */
const MOST_RUNS = 100_000;

/** An even stretch of one demand; positions are worked ticks of the resource's calendar. */
interface Interval {
  readonly demand: Demand;
  readonly from: number;
  readonly to: number;
  readonly units: number;
}

export function instantLoad(people: readonly Person[]): Load {
  const books = people.map((): Interval[] => []);
  const changes = people.map((person) => changesOf(person).map((tick) => workedAt(person.table, tick)));
  const unitsOf = (person: number, worked: number): number => {
    const owner = people[person];
    return owner ? unitsAt(owner, startAt(owner.table, worked)) : 0;
  };
  const put = (footprint: Footprint): void => {
    const owner = people[footprint.demand.person];
    if (owner) books[footprint.demand.person]?.push(...intervalsOf(footprint, owner.table));
  };
  const take = ({ demand }: Footprint): void => {
    const kept = books[demand.person]?.filter((interval) => interval.demand !== demand) ?? [];
    books[demand.person] = kept;
  };
  const firstOverload = (person: number, from: number, to: number): Stretch | undefined => {
    const owner = people[person];
    if (!owner) return undefined;
    const [first, last] = [workedAt(owner.table, from), workedAt(owner.table, to)];
    const near = (books[person] ?? []).filter((interval) => interval.to > first && interval.from < last);
    const points = pointsOf(near, changes[person] ?? [], first, last);
    for (const [at, point] of points.entries()) {
      const demand = near.reduce((sum, interval) => (interval.from <= point && interval.to > point ? sum + interval.units : sum), 0);
      const units = unitsOf(person, point);
      const end = points[at + 1] ?? last;
      if (demand > units + TOLERATED_UNITS) return { from: startAt(owner.table, point), to: finishAt(owner.table, end), demand: demand * (end - point), capacity: units * (end - point) };
    }
    return undefined;
  };
  const misfit = (footprint: Footprint): number | undefined => {
    const { person } = footprint.demand;
    const owner = people[person];
    if (!owner) return undefined;
    const own = intervalsOf(footprint, owner.table);
    const first = own[0]?.from ?? 0;
    const last = own.at(-1)?.to ?? 0;
    const near = (books[person] ?? []).filter((interval) => interval.to > first && interval.from < last);
    for (const point of pointsOf([...near, ...own], changes[person] ?? [], first, last)) {
      const asked = own.find((interval) => interval.from <= point && interval.to > point)?.units ?? 0;
      const covering = near.filter((interval) => interval.from <= point && interval.to > point);
      const taken = covering.reduce((sum, interval) => sum + interval.units, 0);
      if (asked === 0 || asked + taken <= unitsOf(person, point) + TOLERATED_UNITS) continue;
      const ends = [...covering.map((interval) => interval.to), ...(changes[person] ?? []).filter((change) => change > point)];
      const next = startAt(owner.table, Math.min(...ends));
      return next > firstInstantOf(footprint) ? next : Infinity;
    }
    return undefined;
  };
  const workIn = (footprint: Footprint, stretch: Stretch): number => {
    const owner = people[footprint.demand.person];
    if (!owner) return 0;
    const [from, to] = [workedAt(owner.table, stretch.from), workedAt(owner.table, stretch.to)];
    return intervalsOf(footprint, owner.table).reduce((sum, interval) => sum + Math.max(0, Math.min(to, interval.to) - Math.max(from, interval.from)) * interval.units, 0);
  };
  const clear = (): void => {
    for (const book of books) book.length = 0;
  };
  return { put, take, clear, firstOverload, misfit, workIn, settledAt: (stretch) => stretch.from + 1 };
}

/** Where demand or capacity may rise within the range, in order. */
function pointsOf(intervals: readonly Interval[], changes: readonly number[], first: number, last: number): readonly number[] {
  const points = new Set<number>([first]);
  for (const { from, to } of intervals) {
    points.add(from);
    points.add(to);
  }
  for (const change of changes) points.add(change);
  return [...points].filter((point) => point >= first && point < last).sort((a, b) => a - b);
}

/** The even stretches of a footprint in the calendar of its resource. */
function intervalsOf({ demand, from, to, stretch, intensity }: Footprint, table: CalendarTable): readonly Interval[] {
  const intervals: Interval[] = [];
  let at = from;
  for (const piece of demand.pieces) {
    const end = Math.min(to, at + piece.ticks * stretch);
    const units = piece.units * intensity;
    if (units > 0 && end > at) {
      if (demand.table === table) intervals.push({ demand, from: at, to: end, units });
      else for (const run of runsOf(demand.table, at, end)) intervals.push({ demand, from: workedAt(table, run.from), to: workedAt(table, run.to), units });
    }
    at = end;
  }
  return intervals;
}

/** The working periods between two worked ticks, as instants. */
function runsOf(table: CalendarTable, from: number, to: number): readonly { readonly from: number; readonly to: number }[] {
  const runs: { from: number; to: number }[] = [];
  for (let at = from; at < to && runs.length < MOST_RUNS; ) {
    const start = startAt(table, at);
    if (!Number.isFinite(start)) break;
    let sure = 1;
    let beyond = to - at + 1;
    while (beyond - sure > 1) {
      const middle = Math.floor((sure + beyond) / 2);
      if (finishAt(table, at + middle) - start === middle) sure = middle;
      else beyond = middle;
    }
    const length = Math.min(sure, to - at);
    runs.push({ from: start, to: start + length });
    at += length;
  }
  return runs;
}
