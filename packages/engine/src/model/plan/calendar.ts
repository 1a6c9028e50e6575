/** When work can happen: a week of days, work weeks and exceptions; derived calendars inherit from a base calendar. */
import { z } from "zod";
import { dayNumber, id, line, workingTime } from "../fields.ts";

/** `inherit` asks the base calendar (on a calendar without one it means non-working). */
export const calendarDay = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("inherit") }),
  z.strictObject({ kind: z.literal("nonworking") }),
  z.strictObject({ kind: z.literal("working"), times: z.array(workingTime).min(1).max(24) }),
]);
/** Seven days, Sunday first. */
export const calendarWeek = z.array(calendarDay).length(7);

/** How an exception recurs; codes and fields as MSPDI has them (domain A2). */
export const recurrence = z.strictObject({
  /** 1 daily, 2 yearly by day, 3 yearly by position, 4 monthly by day, 5 monthly by position, 6 weekly, 7 every `period` days, 8 weekdays, 9 none. */
  type: z.number().int().min(1).max(9),
  /** Absent: the last day stops it. */
  occurrences: z.number().int().min(1).max(100_000).optional(),
  period: z.number().int().min(1).max(10_000),
  /** Bit mask Sunday 1 … Saturday 64. */
  daysOfWeek: z.number().int().min(0).max(127),
  monthItem: z.number().int().min(0).max(9),
  monthPosition: z.number().int().min(0).max(4),
  /** 0 January … 11 December. */
  month: z.number().int().min(0).max(11),
  monthDay: z.number().int().min(0).max(31),
});
export type Recurrence = z.infer<typeof recurrence>;

export const calendarException = z.strictObject({
  name: line,
  fromDay: dayNumber,
  toDay: dayNumber,
  /** Empty: non-working. */
  times: z.array(workingTime).max(24),
  recurrence: recurrence.optional(),
});
export type CalendarException = z.infer<typeof calendarException>;

export const calendarSchema = z.strictObject({
  id,
  uid: z.number().int().optional(),
  name: line,
  /** Absent on a base calendar. */
  baseCalendarId: id.optional(),
  week: calendarWeek,
  workWeeks: z.array(z.strictObject({ name: line, fromDay: dayNumber, toDay: dayNumber, week: calendarWeek })),
  exceptions: z.array(calendarException),
});
