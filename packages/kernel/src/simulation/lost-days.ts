/** Calendars that lose days in a run: spells are drawn, and the table is filled anew without the days that they hit. */
import { tableOfPeriods, type CalendarTable } from "../calendar-table.ts";
import { NODE } from "../network.ts";
import { streamKey, drawBits } from "./draws.ts";
import type { LostDays, SimulationPlan } from "./simulation-plan.ts";
import { valueAtShare } from "./shape.ts";

export interface LosingCalendars {
  /** All calendars of the network; those that lose days are replaced in every run. */
  readonly calendars: CalendarTable[];
  /** Nodes under way or fixed whose rest lies in a calendar that loses days. */
  readonly nodes: readonly number[];
  readonly drawn: readonly LostDays[];
  /** Calendars that lose days, with all that they lose by. */
  readonly losers: readonly { readonly calendar: number; readonly whole: CalendarTable; readonly by: readonly number[] }[];
}

export function lostDaysOf({ network, lostDays = [] }: SimulationPlan): LosingCalendars {
  const indices = [...new Set(lostDays.flatMap(({ calendars }) => calendars))].sort((a, b) => a - b);
  const isLoser = new Set(indices);
  const nodes: number[] = [];
  for (let node = 0; node < network.nodeCount; node += 1) {
    if (isLoser.has(network.calendarOf[node]) && network.flags[node] & (NODE.started | NODE.fixed)) nodes.push(node);
  }
  const losers = indices.map((calendar) => ({
    calendar,
    whole: network.calendars[calendar],
    by: lostDays.flatMap(({ calendars }, at) => (calendars.includes(calendar) ? [at] : [])),
  }));
  return { calendars: [...network.calendars], nodes, drawn: lostDays, losers };
}

/** Puts the calendars of a run into `losing.calendars`. */
export function calendarsWithoutLostDays({ calendars, drawn, losers }: LosingCalendars, seed: number, run: number): void {
  if (losers.length === 0) return;
  const lost = drawn.map((one) => drawnDays(one, seed, run));
  for (const { calendar, whole, by } of losers) calendars[calendar] = withoutDays(whole, by.map((at) => ({ firstDay: drawn[at].firstDay, isLost: lost[at] })));
}

/** Of each day from `firstDay` on: 1 where it is lost. */
interface Lost {
  readonly firstDay: number;
  readonly isLost: Uint8Array;
}

/** Each day draws on its own, so that a longer calendar draws no other days. */
function drawnDays({ stream, firstDay, begins, length }: LostDays, seed: number, run: number): Uint8Array {
  const isLost = new Uint8Array(begins.length);
  const key = streamKey(seed, stream);
  for (let at = 0; at < begins.length; at += 1) {
    if (begins[at] === 0) continue;
    const day = firstDay + at;
    if (shareOf(drawBits(key + Math.imul(day, 0x85ebca6b), run)) >= begins[at]) continue;
    const days = Math.round(valueAtShare(length, shareOf(drawBits(key + Math.imul(day, 0xc2b2ae35), run))));
    isLost.fill(1, at, at + days);
  }
  return isLost;
}

function shareOf(bits: number): number {
  return ((bits >>> 0) + 0.5) * 2.3283064365386963e-10;
}

/** Periods of lost days go; all behind them come after less work. */
function withoutDays(whole: CalendarTable, losses: readonly Lost[]): CalendarTable {
  const { firstDay, dayCount, listed, firstPeriodOfDay } = whole;
  const lost = new Uint8Array(dayCount);
  for (const { firstDay: from, isLost } of losses) {
    for (let at = Math.max(0, firstDay - from); at < isLost.length && from + at - firstDay < dayCount; at += 1) lost[from + at - firstDay] |= isLost[at];
  }
  const from = new Float64Array(listed.from.length);
  const worked = new Float64Array(listed.from.length + 1);
  const firstPeriods = new Int32Array(dayCount + 1);
  let count = 0;
  for (let day = 0; day < dayCount; day += 1) {
    firstPeriods[day] = count;
    if (lost[day] !== 0) continue;
    const end = firstPeriodOfDay[day + 1];
    for (let period = firstPeriodOfDay[day]; period < end; period += 1) {
      from[count] = listed.from[period];
      worked[count + 1] = worked[count] + listed.worked[period + 1] - listed.worked[period];
      count += 1;
    }
  }
  firstPeriods[dayCount] = count;
  return tableOfPeriods({ ...whole, listed: { from: from.subarray(0, count), worked: worked.subarray(0, count + 1) }, firstPeriodOfDay: firstPeriods });
}
