/** A calendar while it is being filled in: working times as texts, until they are read. */
import type { CalendarRecord } from "@leadline/engine/model/records.ts";
import type { DayDraft } from "./settings-draft.ts";
import { formatWorkingTimes, readWorkingTimes } from "./working-times-text.ts";

export interface WorkWeekDraft {
  readonly name: string;
  readonly fromDay: number;
  readonly toDay: number;
  readonly week: readonly DayDraft[];
}

export interface CalendarDraft {
  readonly id: string;
  readonly uid?: number;
  readonly name: string;
  /** Empty on a base calendar. */
  readonly baseId: string;
  /** Seven days, Sunday first. */
  readonly week: readonly DayDraft[];
  readonly workWeeks: readonly WorkWeekDraft[];
  readonly exceptions: CalendarRecord["exceptions"];
}

export function draftOfCalendar({ id, uid, name, baseCalendarId, week, workWeeks, exceptions }: CalendarRecord): CalendarDraft {
  return { id, ...(uid !== undefined && { uid }), name, baseId: baseCalendarId ?? "", week: weekTexts(week), workWeeks: workWeeks.map((one) => ({ ...one, week: weekTexts(one.week) })), exceptions };
}

/** A calendar that has everything from its base, for a person or a task. */
export function derivedDraft(id: string, name: string, baseId: string): CalendarDraft {
  return { id, name, baseId, week: Array.from({ length: 7 }, (): DayDraft => ({ kind: "inherit", times: "" })), workWeeks: [], exceptions: [] };
}

function weekTexts(week: CalendarRecord["week"]): DayDraft[] {
  return week.map((day) => ({ kind: day.kind, times: day.kind === "working" ? formatWorkingTimes(day.times) : "" }));
}

export type ReadCalendar = { readonly ok: true; readonly calendar: CalendarRecord } | { readonly ok: false; readonly sentence: string };

export function readCalendar(draft: CalendarDraft): ReadCalendar {
  const week = readWeek(draft.name, draft.week);
  if (!week.ok) return week;
  const workWeeks: CalendarRecord["workWeeks"] = [];
  for (const one of draft.workWeeks) {
    const read = readWeek(`${draft.name}, ${one.name}`, one.week);
    if (!read.ok) return read;
    workWeeks.push({ name: one.name, fromDay: one.fromDay, toDay: one.toDay, week: read.week });
  }
  const { id, uid, name, baseId, exceptions } = draft;
  return { ok: true, calendar: { id, ...(uid !== undefined && { uid }), name: name.trim(), ...(baseId !== "" && { baseCalendarId: baseId }), week: week.week, workWeeks, exceptions } };
}

type ReadWeek = { readonly ok: true; readonly week: CalendarRecord["week"] } | { readonly ok: false; readonly sentence: string };

function readWeek(name: string, days: readonly DayDraft[]): ReadWeek {
  const week: CalendarRecord["week"] = [];
  for (const day of days) {
    if (day.kind !== "working") week.push({ kind: day.kind });
    else {
      const read = readWorkingTimes(day.times);
      if (!read.ok) return { ok: false, sentence: `${name}: ${read.sentence}` };
      week.push({ kind: "working", times: read.times });
    }
  }
  return { ok: true, week };
}
