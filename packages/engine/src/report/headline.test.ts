/** The headline's words follow from its numbers, whatever they are. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { chanceText } from "../risk/chance-words.ts";
import { dateText } from "../status/proven-numbers.ts";
import { dayOf, minuteOf, type Minute } from "../time/minute.ts";
import { headlinesOf, wholeDays } from "./headline.ts";

const instant = fc.integer({ min: dayOf(2026, 1, 1) * 1440, max: dayOf(2029, 12, 31) * 1440 }).map((value) => value as Minute);

test("a promised finish is told with its date, its chance, the date to plan on, and the verb of that chance", () => {
  fc.assert(
    fc.property(instant, instant, fc.double({ min: 0, max: 1, noNaN: true }), (promise, p80, chance) => {
      const headlines = headlinesOf({ goal: "Go-live", asOf: minuteOf(2025, 6, 1), planned: promise, promise, p50: promise, p80, chance });
      for (const { text, numbers } of headlines) {
        expect(numbers).toEqual(["promise", "promise-chance", "p80"]);
        expect(text).toContain(dateText(promise));
        expect(text).toContain(dateText(p80));
        expect(text).toContain(`${chanceText(chance)} chance`);
        if (text.includes(" keep") && !text.includes("as likely") && !text.includes("kept in")) expect(chance).toBeGreaterThanOrEqual(0.6);
        if (text.includes(" miss") && !text.includes("as likely")) expect(chance).toBeLessThan(0.4);
        if (text.includes("almost certainly")) expect(chance >= 0.97 || chance < 0.03).toBe(true);
        const days = /(\d+) days? (after|before) it/.exec(text);
        if (days) expect(Number(days[1]) * (days[2] === "after" ? 1 : -1)).toBe(wholeDays(p80, promise));
        if (text.includes("is the date to plan on")) expect(wholeDays(p80, promise)).toBeGreaterThan(0);
      }
    }),
  );
});

test("20 % for 4 December is said as it is", () => {
  const [usual] = headlinesOf({ goal: "Go-live", asOf: minuteOf(2026, 11, 23), planned: minuteOf(2026, 12, 4, 17), promise: minuteOf(2026, 12, 4, 17), p50: minuteOf(2026, 12, 7, 17), p80: minuteOf(2026, 12, 9, 17), chance: 0.2 });
  expect(usual?.text).toBe("Go-live will probably miss 4 Dec 2026 (20 % chance); 9 Dec 2026 is the date to plan on (8 of 10 runs).");
});

test("a plan without ranges claims no chance, a finished one no forecast, a passed promise no hope", () => {
  const base = { goal: "The finish", asOf: minuteOf(2026, 11, 23), planned: minuteOf(2026, 12, 11, 17), promise: minuteOf(2026, 12, 4, 17) };
  const only = (facts: Partial<Parameters<typeof headlinesOf>[0]>): readonly string[] => headlinesOf({ ...base, ...facts }).map(({ text }) => text);
  expect(only({})).toEqual(["The plan says 11 Dec 2026 for the finish, 7 days after the promised 4 Dec 2026. No task has a range, so no chance can be told."]);
  expect(only({ finished: minuteOf(2026, 12, 3, 17) })).toEqual(["All work is done: the finish was on 3 Dec 2026, 1 day before the promised 4 Dec 2026."]);
  expect(only({ asOf: minuteOf(2026, 12, 5), p50: minuteOf(2026, 12, 9, 17), p80: minuteOf(2026, 12, 11, 17), chance: 0 })).toEqual(["The promised date, 4 Dec 2026, has passed; 11 Dec 2026 is the date to plan on (8 of 10 runs)."]);
  expect(only({ promise: undefined, p50: minuteOf(2026, 12, 9, 17), p80: minuteOf(2026, 12, 11, 17) })).toEqual(["Nothing is promised yet for the finish: half of the runs are done by 9 Dec 2026, 8 of 10 by 11 Dec 2026."]);
});
