/** What the settings dialog holds while it is being filled in, and the commands that it comes to. */
import type { Command } from "@leadline/engine/change/command.ts";
import { isSame } from "@leadline/engine/change/same-value.ts";
import { settingsOf, type Project } from "@leadline/engine/model/project.ts";
import type { CalendarRecord } from "@leadline/engine/model/records.ts";
import { formatIso, parseIso, type Minute } from "@leadline/engine/time/minute.ts";
import { formatWorkingTimes, readWorkingTimes } from "./working-times-text.ts";

export type DayKind = "inherit" | "nonworking" | "working";

/** A day of the week as it is being typed. */
export interface DayDraft {
  readonly kind: DayKind;
  readonly times: string;
}

export interface SettingsDraft {
  /** As the date field has it: `YYYY-MM-DDTHH:MM`. */
  readonly start: string;
  /** Which of the two ends is fixed, and everything else follows from. */
  readonly scheduleFrom: "start" | "finish";
  /** As `start`; only where the finish is fixed. */
  readonly finish: string;
  readonly calendarId: string;
  /** Weeks and exceptions by calendar, for those that were touched. */
  readonly weeks: ReadonlyMap<string, readonly DayDraft[]>;
  readonly exceptions: ReadonlyMap<string, CalendarRecord["exceptions"]>;
}

export function draftOf(project: Project): SettingsDraft {
  const settings = settingsOf(project);
  const { start, finish, scheduleFrom = "start", calendarId } = settings;
  return { start: fieldText(start), scheduleFrom, finish: finish === undefined ? "" : fieldText(finish), calendarId, weeks: new Map(), exceptions: new Map() };
}

function fieldText(minute: Minute): string {
  return formatIso(minute).slice(0, 16);
}

export const USUAL_TIMES = "08:00-12:00, 13:00-17:00";

/** Seven days, Sunday first. */
export function weekOf(draft: SettingsDraft, calendar: CalendarRecord): readonly DayDraft[] {
  return draft.weeks.get(calendar.id) ?? calendar.week.map((day) => ({ kind: day.kind, times: day.kind === "working" ? formatWorkingTimes(day.times) : "" }));
}

export function exceptionsOf(draft: SettingsDraft, calendar: CalendarRecord): CalendarRecord["exceptions"] {
  return draft.exceptions.get(calendar.id) ?? calendar.exceptions;
}

export type DraftResult = { readonly ok: true; readonly commands: readonly Command[] } | { readonly ok: false; readonly sentence: string };

/** Commands for what differs from the project; none where nothing does. */
export function commandsOf(draft: SettingsDraft, project: Project): DraftResult {
  const settings = settingsOf(project);
  const start = parseIso(draft.start);
  if (start === undefined) return { ok: false, sentence: "The start needs a day and a time, between the years 1900 and 2999." };
  const isFromFinish = draft.scheduleFrom === "finish";
  const finish = isFromFinish ? parseIso(draft.finish) : settings.finish;
  if (isFromFinish && finish === undefined) return { ok: false, sentence: "To schedule from the finish, it needs a day and a time." };
  const commands: Command[] = [];
  for (const calendar of project.records.calendar.values()) {
    const next = calendarWith(draft, calendar);
    if (!next.ok) return next;
    if (!isSame(next.calendar, calendar)) commands.push({ type: "saveCalendar", calendar: next.calendar });
  }
  const fields = {
    ...(draft.scheduleFrom !== (settings.scheduleFrom ?? "start") && { scheduleFrom: draft.scheduleFrom }),
    ...(finish !== undefined && finish !== settings.finish && { finish }),
    ...(start !== settings.start && { start }),
    ...(draft.calendarId !== settings.calendarId && { calendarId: draft.calendarId }),
  };
  if (Object.keys(fields).length > 0) commands.push({ type: "updateSettings", fields });
  return { ok: true, commands };
}

type WithCalendar = { readonly ok: true; readonly calendar: CalendarRecord } | { readonly ok: false; readonly sentence: string };

function calendarWith(draft: SettingsDraft, calendar: CalendarRecord): WithCalendar {
  const week: CalendarRecord["week"] = [];
  for (const day of weekOf(draft, calendar)) {
    if (day.kind !== "working") week.push({ kind: day.kind });
    else {
      const read = readWorkingTimes(day.times);
      if (!read.ok) return { ok: false, sentence: `${calendar.name}: ${read.sentence}` };
      week.push({ kind: "working", times: read.times });
    }
  }
  return { ok: true, calendar: { ...calendar, week, exceptions: exceptionsOf(draft, calendar) } };
}
