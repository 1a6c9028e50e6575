/** What a resource can give: its units in each period of availability, in the working time of its calendar. */
import { workBetween, type CalendarTable } from "@leadline/kernel/calendar-table.ts";
import type { Resource } from "../model/records.ts";
import type { CalendarTables } from "../schedule/calendar-tables.ts";
import { inTicks } from "../schedule/ticks.ts";

/** A period of even units; instants are ticks, `to` is past the last one. */
interface Period {
  readonly from: number;
  readonly to: number;
  readonly units: number;
}

/** A resource that levelling minds. */
export interface Person {
  readonly resource: Resource;
  readonly table: CalendarTable;
  readonly periods: readonly Period[];
}

export function personOf(resource: Resource, calendars: CalendarTables): Person | undefined {
  const table = calendars.tables[calendars.indexOf(resource.calendarId)];
  return table && { resource, table, periods: periodsOf(resource) };
}

/** Work that the resource can do between two instants. */
export function capacityBetween({ table, periods }: Person, from: number, to: number): number {
  let capacity = 0;
  for (const period of periods) {
    const first = Math.max(from, period.from);
    const last = Math.min(to, period.to);
    if (first < last) capacity += period.units * workBetween(table, first, last);
  }
  return capacity;
}

/** Units at an instant, whether or not it is working time. */
export function unitsAt({ periods }: Person, tick: number): number {
  for (const period of periods) if (tick >= period.from && tick < period.to) return period.units;
  return 0;
}

/** The most units that the resource ever has. */
export function mostUnitsOf({ periods }: Person): number {
  return periods.reduce((most, { units }) => Math.max(most, units), 0);
}

/** Instants at which the units change. */
export function changesOf({ periods }: Person): readonly number[] {
  return periods.flatMap((period) => [period.from, period.to]).filter((tick) => Number.isFinite(tick));
}

/** The end of an availability period is its last day in MS Project's files: 23:59, or midnight where it says so. */
function periodsOf(resource: Resource): readonly Period[] {
  if (!resource.availability || resource.availability.length === 0) return [{ from: -Infinity, to: Infinity, units: resource.maxUnits }];
  return resource.availability.map(({ from, to, units }) => ({ from: from === undefined ? -Infinity : inTicks(from), to: to === undefined ? Infinity : endOf(inTicks(to)), units }));
}

const TICKS_PER_MINUTE = inTicks(1);

function endOf(tick: number): number {
  return (tick + TICKS_PER_MINUTE) % inTicks(1440) === 0 ? tick + TICKS_PER_MINUTE : tick;
}
