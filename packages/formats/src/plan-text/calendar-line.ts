/** One calendar as its line of plan-text. */
import { recurrenceDays } from "@leadline/engine/time/recurrence.ts";
import { formatIsoDay } from "@leadline/engine/time/minute.ts";
import type { CalendarException } from "@leadline/engine/model/plan/calendar.ts";
import type { CalendarRecord } from "@leadline/engine/model/records.ts";
import { quoted } from "./names.ts";
import { WEEKDAY_WORDS, type Day } from "./statements.ts";

export function calendarLine(calendar: CalendarRecord, names: ReadonlyMap<string, string>): string {
  const base = calendar.baseCalendarId === undefined ? undefined : names.get(calendar.baseCalendarId);
  const unsaid = base === undefined ? "nonworking" : "inherit";
  const weeks = calendar.workWeeks.map(({ name, fromDay, toDay, week }) => joined(["week", daysText(fromDay, toDay), name && quoted(name), weekText(week, "nonworking")]));
  const exceptions = calendar.exceptions.flatMap(exceptionItems);
  return joined([
    `calendar ${quoted(names.get(calendar.id) ?? calendar.name)}`,
    base !== undefined && `like ${quoted(base)}`,
    weekText(base === undefined ? calendar.week.map(withoutInherit) : calendar.week, unsaid),
    ...weeks,
    exceptions.length > 0 && `except ${exceptions.join(", ")}`,
  ]);
}

function joined(parts: readonly (string | false | undefined)[]): string {
  return parts.filter((part) => part).join(" ");
}

/** On a calendar without a base, a day that inherits is a day off. */
function withoutInherit(day: Day): Day {
  return day.kind === "inherit" ? { kind: "nonworking" } : day;
}

/** `Mon-Thu 08:00-12:00 13:00-17:00 Fri 08:00-14:00`: days in a row with the same rule stand together, Monday first. */
function weekText(week: readonly Day[], unsaid: Day["kind"]): string {
  const groups: { from: number; to: number; rule: string }[] = [];
  for (const weekday of [1, 2, 3, 4, 5, 6, 0]) {
    const day = week[weekday];
    if (!day || day.kind === unsaid) continue;
    const rule = day.kind === "working" ? timesText(day.times) : day.kind === "nonworking" ? "off" : "inherit";
    const last = groups.at(-1);
    if (last?.rule === rule && weekday === (last.to + 1) % 7) last.to = weekday;
    else groups.push({ from: weekday, to: weekday, rule });
  }
  return groups.map(({ from, to, rule }) => `${WEEKDAY_WORDS[from]}${from === to ? "" : `-${WEEKDAY_WORDS[to]}`} ${rule}`).join(" ");
}

function timesText(times: readonly { readonly from: number; readonly to: number }[]): string {
  return times.map(({ from, to }) => `${clockText(from)}-${clockText(to)}`).join(" ");
}

function clockText(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
}

/** A recurring exception is written out as the days on which it falls. */
function exceptionItems(exception: CalendarException): string[] {
  const rest = [timesText(exception.times), exception.name && quoted(exception.name)];
  return runsOf(exception).map(({ fromDay, toDay }) => joined([daysText(fromDay, toDay), ...rest]));
}

function runsOf({ fromDay, toDay, recurrence }: CalendarException): readonly { fromDay: number; toDay: number }[] {
  if (!recurrence || recurrence.type === 9) return [{ fromDay, toDay }];
  const runs: { fromDay: number; toDay: number }[] = [];
  for (const day of recurrenceDays(recurrence, fromDay, toDay)) {
    const last = runs.at(-1);
    if (last && last.toDay + 1 === day) last.toDay = day;
    else runs.push({ fromDay: day, toDay: day });
  }
  return runs;
}

function daysText(fromDay: number, toDay: number): string {
  return fromDay === toDay ? formatIsoDay(fromDay) : `${formatIsoDay(fromDay)}..${formatIsoDay(toDay)}`;
}
