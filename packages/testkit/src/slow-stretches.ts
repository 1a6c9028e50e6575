/** How work lies along working time: contours, profiles, pauses and waiting (docs/decisions/scheduling-rules.md 1-4). Part of the specification scheduler. */
import type { WorkContour } from "@leadline/engine/model/people/assignment.ts";
import type { Assignment, Task } from "@leadline/engine/model/records.ts";
import { DAY, TICKS, type SlowCalendar } from "./slow-calendar.ts";
import { add } from "./slow-working-time.ts";

/** Working time in a row at the same units; a pause has none. */
export interface Stretch {
  readonly ticks: number;
  readonly units: number;
}

/** Domain A7: percent of the units in each tenth. */
const PERCENT: Readonly<Partial<Record<WorkContour, string>>> = {
  backLoaded: "10 15 25 50 50 75 75 100 100 100",
  frontLoaded: "100 100 100 75 75 50 50 25 15 10",
  doublePeak: "25 50 100 50 25 25 50 100 50 25",
  earlyPeak: "25 50 100 100 75 50 50 25 15 10",
  latePeak: "10 15 25 50 50 75 100 100 50 25",
  bell: "10 20 40 80 100 100 80 40 20 10",
  turtle: "25 50 75 100 100 100 100 75 50 25",
};

export const inTicks = (minutes: number): number => Math.round(minutes * TICKS);
export const lengthOf = (stretches: readonly Stretch[]): number => stretches.reduce((sum, { ticks }) => sum + ticks, 0);

/** Rules 2 and 3: an assignment's profile as it stands, else its regular work at its units with the task's pauses. */
export function stretchesOfAssignment(task: Pick<Task, "splits">, { profile, contour, units, workMinutes, overtimeWorkMinutes }: Assignment): readonly Stretch[] {
  if (profile !== undefined && profile.length > 0) return profile.map((part) => ({ ticks: inTicks(part.spanMinutes), units: part.units }));
  const flat = Math.max(0, workMinutes - (overtimeWorkMinutes ?? 0)) / units;
  const percents = PERCENT[contour ?? "flat"]?.split(" ").map(Number);
  if (!percents) return withPauses(task, inTicks(flat), [{ from: 0, units }]);
  const sum = percents.reduce((total, percent) => total + percent, 0);
  const length = inTicks((flat * 1000) / sum);
  return withPauses(task, length, percents.map((percent, tenth) => ({ from: Math.round((length * tenth) / 10), units: (units * percent) / 100 })));
}

/** The stretches of a task that no assignment drives. */
export function stretchesOfTask(task: Task): readonly Stretch[] {
  return withPauses(task, inTicks(task.durationMinutes), [{ from: 0, units: 1 }]);
}

/** Cuts a length at every change of units and at every pause, and puts the pauses in. One at or behind the end pauses nothing. */
function withPauses(task: Pick<Task, "splits">, length: number, changes: readonly { readonly from: number; readonly units: number }[]): readonly Stretch[] {
  const pauses = (task.splits ?? []).map(({ afterMinutes, gapMinutes }) => ({ after: inTicks(afterMinutes), ticks: inTicks(gapMinutes) })).filter(({ after }) => after < length);
  const cuts = [...new Set([...changes.map(({ from }) => from), ...pauses.map(({ after }) => after), length])].sort((a, b) => a - b);
  return cuts.slice(0, -1).flatMap((from, at) => {
    const units = changes.findLast((change) => change.from <= from)?.units ?? 0;
    const here = pauses.filter(({ after, ticks }) => after === from && ticks > 0);
    return [...here.map(({ ticks }) => ({ ticks, units: 0 })), { ticks: (cuts[at + 1] ?? length) - from, units }];
  });
}

/** Rule 4: working time of its own calendar between the task's start and the assignment's. */
export function waitOfAssignment({ delayMinutes, levelingDelayMinutes = 0 }: Assignment): number {
  return Math.max(0, inTicks(delayMinutes) + inTicks(levelingDelayMinutes));
}

/** A stretch of wall-clock time in which somebody works. */
export interface Worked {
  readonly from: number;
  readonly to: number;
  readonly units: number;
}

/** The working periods that stretches cover from an instant on, pauses left out. */
export function workedPeriods(calendar: SlowCalendar, start: number, stretches: readonly Stretch[]): Worked[] {
  let passed = 0;
  return stretches.flatMap(({ ticks, units }) => {
    const [from, to] = [add(calendar, start, passed), add(calendar, start, passed + ticks)];
    passed += ticks;
    return units > 0 ? periodsBetween(calendar, from, to).map((period) => ({ ...period, units })) : [];
  });
}

/** The working periods of a calendar between two instants. */
export function periodsBetween(calendar: SlowCalendar, from: number, to: number): { from: number; to: number }[] {
  if (!Number.isFinite(from) || !Number.isFinite(to)) return [];
  const periods: { from: number; to: number }[] = [];
  for (let day = Math.floor(from / DAY); day * DAY < to; day += 1) {
    for (const period of calendar.periodsOn(day)) periods.push({ from: Math.max(from, day * DAY + period.from), to: Math.min(to, day * DAY + period.to) });
  }
  return periods.filter((period) => period.from < period.to);
}
