/** Facts about the chart's time axis. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { minuteOf, type Minute } from "../time/minute.ts";
import { axisOf, bandsBetween, minuteAt, nextZoom, pixelsPerDayOf, xOf, ZOOM_LEVELS, zoomText, PIXELS_PER_DAY } from "./timescale.ts";

/** Thursday 1 October 2026. */
const origin = minuteOf(2026, 10, 1);

function labels(pixelsPerDay: number, toX: number): { upper: string[]; lower: string[] } {
  const bands = bandsBetween({ origin, pixelsPerDay }, 0, toX, 1);
  return { upper: bands.upper.map((tick) => tick.label), lower: bands.lower.map((tick) => tick.label) };
}

test("instants and places answer to each other", () => {
  const scale = { origin, pixelsPerDay: 13 };
  expect(xOf(scale, minuteOf(2026, 10, 8))).toBe(91);
  fc.assert(fc.property(fc.integer({ min: -1e6, max: 1e6 }), fc.double({ min: 0.5, max: 1440, noNaN: true }), (offset, pixelsPerDay) => minuteAt({ origin, pixelsPerDay }, xOf({ origin, pixelsPerDay }, origin + offset)) === origin + offset));
});

test("each zoom has two bands that fit it", () => {
  expect(labels(PIXELS_PER_DAY.week, 300)).toEqual({ upper: ["Oct 2026"], lower: ["W40", "W41", "W42", "W43"] });
  expect(labels(PIXELS_PER_DAY.day, 100).lower).toEqual(["T 1", "F 2", "S 3", "S 4"]);
  expect(labels(PIXELS_PER_DAY.day, 100).upper).toEqual(["28 Sep 2026 · W40"]);
  expect(labels(PIXELS_PER_DAY.hour, 100)).toEqual({ upper: ["Thu 1 Oct 2026"], lower: ["00", "01", "02"] });
  expect(labels(240, 200).lower).toEqual(["00:00", "06:00", "12:00", "18:00"]);
  expect(labels(PIXELS_PER_DAY.month, 280)).toEqual({ upper: ["2026", "2027"], lower: ["Oct", "Nov", "Dec", "Jan"] });
  expect(labels(PIXELS_PER_DAY.quarter, 280).lower).toEqual(["Q4", "Q1", "Q2", "Q3"]);
  expect(labels(PIXELS_PER_DAY.year, 280)).toEqual({ upper: ["2020–2029"], lower: ["2026", "2027", "2028", "2029"] });
});

test("weeks that do not start on Monday carry their first day instead of a number", () => {
  const bands = bandsBetween({ origin, pixelsPerDay: 13 }, 0, 100, 0);
  expect(bands.lower.map((tick) => tick.label)).toEqual(["27 Sep", "4 Oct"]);
});

test("the first ISO week of a year holds its first Thursday", () => {
  const bands = bandsBetween({ origin: minuteOf(2026, 12, 28), pixelsPerDay: 13 }, 0, 180, 1);
  expect(bands.lower.map((tick) => tick.label)).toEqual(["W53", "W1"]);
});

test("the first tick lies at or before the left edge, and ticks rise", () => {
  fc.assert(
    fc.property(fc.double({ min: 0.05, max: 1440, noNaN: true }), fc.integer({ min: 0, max: 100_000 }), (pixelsPerDay, fromX) => {
      const { upper, lower } = bandsBetween({ origin, pixelsPerDay }, fromX, fromX + 1000, 1);
      for (const ticks of [upper, lower]) {
        expect(ticks[0]?.x).toBeLessThanOrEqual(fromX + 1);
        ticks.forEach((tick, index) => expect(tick.x).toBeGreaterThan(ticks[index - 1]?.x ?? -Infinity));
      }
    }),
    { numRuns: 60 },
  );
});

test("a zoom in the address reads back as the same", () => {
  for (const level of ZOOM_LEVELS) expect(zoomText(pixelsPerDayOf(level))).toBe(level);
  expect(pixelsPerDayOf(zoomText(21.43))).toBe(21.43);
  expect(pixelsPerDayOf("nonsense")).toBe(PIXELS_PER_DAY.week);
  expect(pixelsPerDayOf("-4")).toBe(PIXELS_PER_DAY.week);
});

test("zoom steps go through the levels and stop at both ends", () => {
  expect(nextZoom(PIXELS_PER_DAY.week, "in")).toBe(PIXELS_PER_DAY.day);
  expect(nextZoom(21, "out")).toBe(PIXELS_PER_DAY.week);
  expect(nextZoom(PIXELS_PER_DAY.hour, "in")).toBe(PIXELS_PER_DAY.hour);
  expect(nextZoom(PIXELS_PER_DAY.year, "out")).toBe(PIXELS_PER_DAY.year);
});

test("an axis has room on both sides of its plan", () => {
  const plan = { start: minuteOf(2026, 10, 12, 8), finish: minuteOf(2026, 12, 4, 17) };
  const { scale, width } = axisOf(plan, 13, 320);
  expect(scale.origin).toBe(minuteOf(2026, 9, 1) as Minute);
  expect(xOf(scale, plan.start)).toBeGreaterThan(320);
  expect(width - xOf(scale, plan.finish)).toBeGreaterThanOrEqual(640);
});
