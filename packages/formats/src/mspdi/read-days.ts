/** The work of an assignment day by day (TimephasedData), and the stretches of working time that it makes. */
import type { Assignment } from "@leadline/engine/model/records.ts";
import { childrenOf, textOf, type XmlElement } from "../xml/xml-element.ts";
import { parseDate, parseDuration, parseInteger, toTenths } from "./values.ts";

/** One TimephasedData element of remaining or actual work. */
export interface WorkedDay {
  /** Minutes with tenths: Microsoft Project tells these to the second. */
  readonly from: number;
  readonly to: number;
  readonly workMinutes: number;
}

type Profile = NonNullable<Assignment["profile"]>;

/** TimephasedData/Type: 1 remaining work, 2 actual work (domain A13). Both together tell how the work lies. */
const WORK_TYPES = [1, 2];

export function readDays(element: XmlElement): WorkedDay[] {
  return childrenOf(element, "TimephasedData").flatMap((data) => {
    if (!WORK_TYPES.includes(parseInteger(textOf(data, "Type") ?? "") ?? 0)) return [];
    const [from, to] = [instantOf(textOf(data, "Start") ?? ""), instantOf(textOf(data, "Finish") ?? "")];
    if (from === undefined || to === undefined || to <= from) return [];
    return { from, to, workMinutes: Math.max(0, parseDuration(textOf(data, "Value") ?? "") ?? 0) };
  });
}

function instantOf(text: string): number | undefined {
  const minute = parseDate(text);
  const seconds = Number(/T\d{2}:\d{2}:(\d{2})/.exec(text)?.[1] ?? 0);
  return minute === undefined ? undefined : toTenths(minute + seconds / 60);
}

/** Stretches of working time with their units, days of equal units joined; a hole between days is a pause. */
export function profileOf(days: readonly WorkedDay[], worked: (from: number, to: number) => number): Profile {
  const sorted = [...days].sort((a, b) => a.from - b.from || a.to - b.to);
  const profile: { spanMinutes: number; units: number }[] = [];
  const put = (spanMinutes: number, units: number): void => {
    const last = profile.at(-1);
    if (last && Math.abs(last.units - units) < SAME_UNITS) last.spanMinutes = toTenths(last.spanMinutes + spanMinutes);
    else if (spanMinutes > 0) profile.push({ spanMinutes, units });
  };
  let reached = sorted[0]?.from;
  for (const { from, to, workMinutes } of sorted) {
    if (reached !== undefined && from > reached) put(toTenths(worked(reached, from)), 0);
    const span = toTenths(worked(from, to));
    if (span > 0) put(span, Math.round((workMinutes / span) * 1e4) / 1e4);
    if (reached === undefined || to > reached) reached = to;
  }
  while (profile.at(-1)?.units === 0) profile.pop();
  while (profile[0]?.units === 0) profile.shift();
  return profile;
}

/** Units closer than this are the same: values are rounded to seconds. */
const SAME_UNITS = 0.005;

/** The work that a profile holds, in minutes. */
export function workIn(profile: Profile): number {
  return profile.reduce((sum, { spanMinutes, units }) => sum + spanMinutes * units, 0);
}
