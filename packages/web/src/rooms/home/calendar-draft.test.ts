/** Facts about calendars being filled in: what is not touched comes back as it was, and what cannot be read is said with its place. */
import type { CalendarRecord } from "@leadline/engine/model/records.ts";
import { expect, test } from "vitest";
import { derivedDraft, draftOfCalendar, readCalendar } from "./calendar-draft.ts";

const WORKING = { kind: "working" as const, times: [{ from: 480, to: 720 }, { from: 780, to: 1020 }] };
const FREE = { kind: "nonworking" as const };
const WEEK: CalendarRecord["week"] = [FREE, WORKING, WORKING, WORKING, WORKING, WORKING, FREE];
const CALENDAR: CalendarRecord = {
  id: "c1",
  uid: 3,
  name: "Site",
  baseCalendarId: "base",
  week: WEEK,
  workWeeks: [{ name: "Summer", fromDay: 20_000, toDay: 20_060, week: WEEK }],
  exceptions: [{ name: "Closed", fromDay: 20_100, toDay: 20_100, times: [] }],
};

test("a calendar that nobody touched comes back as it was", () => {
  expect(readCalendar(draftOfCalendar(CALENDAR))).toEqual({ ok: true, calendar: CALENDAR });
});

test("a new derived calendar has every day from its base", () => {
  const read = readCalendar(derivedDraft("c2", "Anna", "c1"));
  expect(read).toMatchObject({ ok: true, calendar: { baseCalendarId: "c1", week: Array.from({ length: 7 }, () => ({ kind: "inherit" })) } });
});

test("times of a work week that cannot be read are refused with calendar and week", () => {
  const draft = draftOfCalendar(CALENDAR);
  const [summer] = draft.workWeeks;
  const wrong = { ...draft, workWeeks: summer ? [{ ...summer, week: summer.week.map((day) => (day.kind === "working" ? { ...day, times: "mornings" } : day)) }] : [] };
  expect(readCalendar(wrong)).toMatchObject({ ok: false, sentence: expect.stringMatching(/^Site, Summer: “mornings” is no working time/) });
});
