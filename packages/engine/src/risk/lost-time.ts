/** Calendar risks and absences for the kernel: calendars of their own for the tasks and people they hit, and the days that each may lose. */
import { completeNetwork, NODE, type Network } from "@leadline/kernel/network.ts";
import { streamOf } from "@leadline/kernel/simulation/draws.ts";
import type { LostDays, Shape } from "@leadline/kernel/simulation/simulation-plan.ts";
import type { CalendarTable } from "@leadline/kernel/calendar-table.ts";
import { settingsOf, type Project } from "../model/project.ts";
import { assignmentsByTask, driverRowsOf, emptyDrivers, writeDrivers, type DriverRow } from "../schedule/drivers.ts";
import type { CompiledNetwork } from "../schedule/network-of.ts";
import { civilOf, dayNumberOf, type Minute } from "../time/minute.ts";
import { shapeOf } from "./distributions.ts";
import type { Source } from "./span-draws.ts";

export interface LostTime {
  readonly network: Network;
  readonly lostDays: readonly LostDays[];
  readonly sources: readonly Source[];
}

const ONE_DAY: Shape = { kind: "triangle", low: 1, mode: 1, high: 1 };
/** Days from the status date on that can be lost: drawing more takes time, and forecasts beyond say little. */
const MOST_DAYS = 6 * 366;
/** Nor do runs get that much longer than planned, and a year. */
const TIMES_AS_LONG = 4;
const DAYS_PER_YEAR = 365.25;

/**
 * The network with calendars that can lose days. Weather stops all work on its tasks. A person who is away stops their own
 * work; where the task's duration does not follow from the work of its people, it waits for each of them.
 */
export function lostTimeOf(project: Project, compiled: CompiledNetwork, finish: Minute): LostTime {
  const losses = lossesOf(project, compiled.net, dayNumberOf(finish));
  if (losses.length === 0) return { network: compiled.net, lostDays: [], sources: [] };
  const variants = variantsOf(compiled.net.calendars);
  const network = networkWith(project, compiled, losses, variants);
  const lostDays = losses.map(({ stream, firstDay, begins, length }, at) => ({ stream, firstDay, begins, length, calendars: variants.losing(at) }));
  return { network, lostDays: lostDays.filter(({ calendars }) => calendars.length > 0), sources: losses.flatMap(({ source }, at) => (variants.losing(at).length > 0 ? [source] : [])) };
}

interface Loss extends Omit<LostDays, "calendars"> {
  readonly source: Source;
  readonly hitsTask: (id: string) => boolean;
  readonly hitsResource: (id: string | undefined) => boolean;
}

function lossesOf(project: Project, net: Network, finishDay: number): Loss[] {
  const { start, statusDate } = settingsOf(project);
  const firstDay = dayNumberOf(statusDate !== undefined && statusDate > start ? statusDate : start);
  const listed = Math.max(...net.calendars.map((table) => table.firstDay + table.dayCount), firstDay);
  const lastDay = Math.min(listed, firstDay + MOST_DAYS, firstDay + TIMES_AS_LONG * Math.max(0, finishDay - firstDay) + 366);
  const begins = (probability: (day: number) => number): Float64Array => Float64Array.from({ length: lastDay - firstDay }, (_, at) => probability(firstDay + at));
  const losses: Loss[] = [];
  for (const { id, dayLossByMonth, taskIds } of project.records.calendarRisk.values()) {
    const hit = new Set(taskIds);
    losses.push({ source: { kind: "calendarRisk", id }, stream: streamOf(`${id} days`), firstDay, begins: begins((day) => dayLossByMonth[civilOf(day).month - 1] ?? 0), length: ONE_DAY, hitsTask: (task) => hit.has(task), hitsResource: () => false });
  }
  for (const { id, resourceIds, spellsPerYear, days } of project.records.resourceAbsence.values()) {
    const length = shapeOf({ kind: "pert", low: days.low, mode: days.likely, high: days.high }, 1);
    // Each person is away on days of their own.
    for (const resourceId of resourceIds) {
      losses.push({ source: { kind: "resourceAbsence", id }, stream: streamOf(`${id} ${resourceId} days`), firstDay, begins: begins(() => spellsPerYear / DAYS_PER_YEAR), length, hitsTask: () => false, hitsResource: (resource) => resource === resourceId });
    }
  }
  return losses;
}

interface Variants {
  readonly tables: readonly CalendarTable[];
  /** Index of the calendar that is `base` without the days of some losses. */
  readonly of: (base: number, losses: readonly number[]) => number;
  /** Calendars that lose the days of a loss. */
  readonly losing: (loss: number) => readonly number[];
}

function variantsOf(bases: readonly CalendarTable[]): Variants {
  const tables = [...bases];
  const known = new Map<string, number>();
  const losing = new Map<number, number[]>();
  return {
    tables,
    of: (base, losses) => {
      const table = bases[base];
      if (losses.length === 0 || !table) return base;
      const key = `${base} ${losses.join(" ")}`;
      const index = known.get(key) ?? tables.push(table) - 1;
      if (!known.has(key)) for (const loss of losses) losing.set(loss, [...(losing.get(loss) ?? []), index]);
      known.set(key, index);
      return index;
    },
    losing: (loss) => losing.get(loss) ?? [],
  };
}

/** Given dates stay as they are, and what is done is done. */
const UNTOUCHED = NODE.finished | NODE.external | NODE.junction | NODE.elapsed | NODE.fixed;

function networkWith(project: Project, compiled: CompiledNetwork, losses: readonly Loss[], variants: Variants): Network {
  const { net, taskOfNode } = compiled;
  const byTask = assignmentsByTask(project.records.assignment);
  const hitting = (hits: (loss: Loss) => boolean): number[] => losses.flatMap((loss, at) => (hits(loss) ? [at] : []));
  const calendarOf = net.calendarOf.slice();
  const rows = taskOfNode.map((task, node): readonly DriverRow[] => {
    const drivers = compiled.drivingOf(node);
    if (!task || ((net.flags[node] ?? 0) & UNTOUCHED) !== 0) return driverRowsOf(task, drivers);
    const weather = hitting(({ hitsTask }) => hitsTask(task.id));
    const people = new Set((byTask.get(task.id) ?? []).map(({ resourceId }) => resourceId));
    const away = hitting(({ hitsResource }) => [...people].some((id) => hitsResource(id)));
    const isDriven = ((net.flags[node] ?? 0) & NODE.driven) !== 0;
    const isPlain = !isDriven || ((net.flags[node] ?? 0) & NODE.started) !== 0;
    if (isPlain) calendarOf[node] = variants.of(net.calendarOf[node] ?? 0, [...weather, ...away]);
    return driverRowsOf(task, drivers.map((driver) => ({ ...driver, calendar: variants.of(driver.calendar, [...weather, ...hitting(({ hitsResource }) => hitsResource(driver.assignment.resourceId))]) })));
  });
  const drivers = emptyDrivers(rows.map((list) => list.length));
  rows.forEach((list, node) => writeDrivers(drivers, node, list));
  const flags = net.flags.map((flag, node) => ((rows[node]?.length ?? 0) > 1 && (flag & UNTOUCHED) === 0 ? flag | NODE.driven : flag));
  return completeNetwork({ ...net, calendars: variants.tables, calendarOf, flags, ...drivers });
}
