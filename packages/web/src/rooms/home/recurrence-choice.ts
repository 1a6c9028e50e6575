/** How a special day may repeat, in words, and the rule that each choice means from its first day on. */
import type { Recurrence } from "@leadline/engine/model/plan/calendar.ts";
import { civilOf, weekdayOf } from "@leadline/engine/time/minute.ts";

export type Repeat = "none" | "weekly" | "monthly" | "monthlyByWeekday" | "yearly" | "yearlyByWeekday";

const WEEKDAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
const POSITIONS = ["first", "second", "third", "fourth", "last"];

/** The choices for a first day, each in words of that day: "Every year on 4 December". */
export function repeatChoices(firstDay: number | undefined): readonly { readonly repeat: Repeat; readonly words: string }[] {
  if (firstDay === undefined) return [{ repeat: "none", words: "Does not repeat" }];
  const { month, day } = civilOf(firstDay);
  const weekday = WEEKDAYS[weekdayOf(firstDay)] ?? "";
  const position = POSITIONS[positionOf(day)] ?? "";
  const monthName = MONTHS[month - 1] ?? "";
  return [
    { repeat: "none", words: "Does not repeat" },
    { repeat: "weekly", words: `Every ${weekday}` },
    { repeat: "monthly", words: `Every month on the ${day}.` },
    { repeat: "monthlyByWeekday", words: `Every month on the ${position} ${weekday}` },
    { repeat: "yearly", words: `Every year on ${day} ${monthName}` },
    { repeat: "yearlyByWeekday", words: `Every year on the ${position} ${weekday} of ${monthName}` },
  ];
}

/** From the 29th on it is the last of its weekday. */
function positionOf(day: number): number {
  return day > 28 ? 4 : Math.floor((day - 1) / 7);
}

/** The rule of a choice; none where it does not repeat. */
export function recurrenceOf(repeat: Repeat, firstDay: number): Recurrence | undefined {
  const { month, day } = civilOf(firstDay);
  const rule: Recurrence = { type: 9, period: 1, daysOfWeek: 0, monthItem: 0, monthPosition: 0, month: 0, monthDay: 0 };
  const byWeekday = { monthItem: 3 + weekdayOf(firstDay), monthPosition: positionOf(day) };
  switch (repeat) {
    case "none":
      return undefined;
    case "weekly":
      return { ...rule, type: 6, daysOfWeek: 1 << weekdayOf(firstDay) };
    case "monthly":
      return { ...rule, type: 4, monthDay: day };
    case "monthlyByWeekday":
      return { ...rule, type: 5, ...byWeekday };
    case "yearly":
      return { ...rule, type: 2, month: month - 1, monthDay: day };
    case "yearlyByWeekday":
      return { ...rule, type: 3, month: month - 1, ...byWeekday };
  }
}

/** A stored rule in words; nothing where it is a plain range of days. */
export function repeatWords(rule: Recurrence, firstDay: number): string | undefined {
  if (rule.type === 9 || rule.type === 1) return undefined;
  const same = repeatChoices(firstDay).find(({ repeat }) => isSameRule(recurrenceOf(repeat, firstDay), rule));
  return same ? same.words.charAt(0).toLowerCase() + same.words.slice(1) : "repeating";
}

/** Rules of one type may differ in fields that the type does not use. */
function isSameRule(a: Recurrence | undefined, b: Recurrence): boolean {
  if (a?.type !== b.type || a.period !== b.period) return false;
  if (a.type === 6) return a.daysOfWeek === b.daysOfWeek;
  const isByWeekday = a.type === 3 || a.type === 5;
  const isSamePlace = isByWeekday ? a.monthItem === b.monthItem && a.monthPosition === b.monthPosition : a.monthDay === b.monthDay;
  return isSamePlace && ((a.type !== 2 && a.type !== 3) || a.month === b.month);
}
