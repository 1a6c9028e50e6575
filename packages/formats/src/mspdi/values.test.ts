/** Single values of MSPDI read and write as Microsoft Project means them. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { minuteOf } from "@leadline/engine/time/minute.ts";
import {
  clockText, durationFormatText, durationText, lagFormatText, numberText, parseClock, parseDate, parseDuration, parseDurationFormat, parseFlag, parseInteger, parseLagFormat, parseNumber,
} from "./values.ts";

test("durations count hours, not days", () => {
  expect(parseDuration("PT96H0M0S")).toBe(5760);
  expect(parseDuration("PT0H30M0S")).toBe(30);
  expect(parseDuration("PT1H6M5.07S")).toBe(66.1);
  expect(parseDuration("P1DT2H")).toBe(1560);
  expect(parseDuration("-PT8H0M0S")).toBe(-480);
  expect(parseDuration("PT-8H0M0S")).toBe(-480);
  for (const wrong of ["", "P", "PT", "8h", "PT8", "PT8H0M0", "PTxH", "PT1.2.3H"]) expect(parseDuration(wrong)).toBeUndefined();
});

test("a duration written is read back to the tenth of a minute", () => {
  fc.assert(fc.property(fc.integer({ min: -1_000_000, max: 10_000_000 }), (tenths) => parseDuration(durationText(tenths / 10)) === tenths / 10));
  expect(durationText(480)).toBe("PT8H0M0S");
  expect(durationText(0.1)).toBe("PT0H0M6S");
});

test("dates outside 1900-2999 and dates that do not exist are none", () => {
  expect(parseDate("2026-03-02T08:00:00")).toBe(minuteOf(2026, 3, 2, 8));
  expect(parseDate("2026-03-02T08:00:00Z")).toBe(minuteOf(2026, 3, 2, 8));
  expect(parseDate("2026-03-02T08:00:00+02:00")).toBe(minuteOf(2026, 3, 2, 8));
  for (const wrong of ["9999-12-31T00:00:00", "1899-12-31T23:59:00", "2026-02-30T08:00:00", "NA", "2.3.2026"]) expect(parseDate(wrong)).toBeUndefined();
});

test("midnight at the end of a day is 00:00:00", () => {
  expect(clockText(1440)).toBe("00:00:00");
  expect(parseClock("17:30:00")).toBe(1050);
  expect(parseClock("2000-01-01T08:00:00")).toBe(480);
  expect(parseClock("24:30:00")).toBeUndefined();
});

test("duration formats carry the unit and the question mark", () => {
  expect(parseDurationFormat("7")).toEqual({ unit: "d", estimated: false });
  expect(parseDurationFormat("39")).toEqual({ unit: "d", estimated: true });
  expect(parseDurationFormat("53")).toEqual({ unit: "d", estimated: true });
  expect(parseDurationFormat("21")).toEqual({ unit: "d", estimated: false });
  expect(parseDurationFormat("99")).toBeUndefined();
  for (const unit of ["m", "h", "d", "w", "mo", "em", "eh", "ed", "ew", "emo"] as const) {
    for (const estimated of [true, false]) expect(parseDurationFormat(durationFormatText({ unit, estimated }))).toEqual({ unit, estimated });
  }
});

test("lag formats know percent too", () => {
  for (const unit of ["m", "h", "d", "w", "mo", "em", "eh", "ed", "ew", "emo", "%", "e%"] as const) expect(parseLagFormat(lagFormatText(unit))).toBe(unit);
  expect(lagFormatText("%")).toBe("19");
  expect(parseLagFormat("52")).toBe("e%");
});

test("numbers and flags are strict", () => {
  expect(parseNumber("1.00")).toBe(1);
  expect(parseNumber("-4800000.00")).toBe(-4_800_000);
  for (const wrong of ["", "1,5", "0x10", "Infinity", "NaN", "1e400", "1 2"]) expect(parseNumber(wrong)).toBeUndefined();
  expect(parseInteger("1.5")).toBeUndefined();
  expect([parseFlag("1"), parseFlag("false"), parseFlag("yes")]).toEqual([true, false, undefined]);
  expect([numberText(0.5), numberText(1), numberText(1 / 3), numberText(1e20)]).toEqual(["0.5", "1", "0.333333", "100000000000000000000"]);
});
