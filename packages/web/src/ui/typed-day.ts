/** A day typed into a sheet: 2026-03-31, 31 Mar, today, +3d, next mon. */
import { settingsOf, type Project } from "@leadline/engine/model/project.ts";
import { parseDate } from "@leadline/engine/time/date-text.ts";
import { dayNumberOf, MINUTES_PER_DAY, parseIso, type Minute } from "@leadline/engine/time/minute.ts";

/** `today` is a day number. Day before month where numbers alone leave it open. */
export function dayOfTyped(text: string, project: Project, today: number): { readonly day: number } | { readonly sentence: string } {
  const settings = settingsOf(project);
  const read = parseDate(text, { today: (today * MINUTES_PER_DAY) as Minute, order: "dmy", role: "start", settings, weekStart: settings.weekStartDay });
  return read.ok ? { day: dayNumberOf(read.minute) } : { sentence: read.message };
}

/** A day typed as 2026-03-31 alone; `undefined` where there is no such day, such as 31 February. */
export function dayOfText(text: string): number | undefined {
  const minute = /^\d{4}-\d\d-\d\d$/.test(text.trim()) ? parseIso(`${text.trim()}T00:00`) : undefined;
  return minute === undefined ? undefined : dayNumberOf(minute);
}
