/** Working times of a day as people type them: "08:00-12:00, 13:00-17:00". */
import { clockText } from "../../ui/day-text.ts";

export interface WorkingTime {
  readonly from: number;
  readonly to: number;
}

export function formatWorkingTimes(times: readonly WorkingTime[]): string {
  return times.map(({ from, to }) => `${clockText(from)}-${clockText(to)}`).join(", ");
}

export type ReadTimes = { readonly ok: true; readonly times: WorkingTime[] } | { readonly ok: false; readonly sentence: string };

/** Reads "8-12, 13:00-17:30" too. Times must be in order and must not overlap. */
export function readWorkingTimes(text: string): ReadTimes {
  const times: WorkingTime[] = [];
  for (const part of text.split(/[,;]/).map((piece) => piece.trim())) {
    const match = /^(\d{1,2})(?::?(\d{2}))?\s*(?:-|–|to)\s*(\d{1,2})(?::?(\d{2}))?$/.exec(part);
    const from = match && clockOf(match[1], match[2]);
    const to = match && clockOf(match[3], match[4]);
    if (from == null || to == null) return { ok: false, sentence: `“${part}” is no working time. Write it like 08:00-12:00, 13:00-17:00.` };
    if (from >= to) return { ok: false, sentence: `${part} ends before it starts. A night shift takes two days: until 24:00, and from 00:00 on the next day.` };
    const before = times.at(-1);
    if (before && from < before.to) return { ok: false, sentence: `${part} begins before ${clockText(before.to)}, when the time before it ends.` };
    times.push({ from, to });
  }
  return { ok: true, times };
}

function clockOf(hours: string | undefined, minutes: string | undefined): number | undefined {
  const clock = Number(hours) * 60 + Number(minutes ?? 0);
  return Number(minutes ?? 0) < 60 && clock <= 1440 ? clock : undefined;
}
