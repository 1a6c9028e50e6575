/** Sentences about options say what their numbers say, and nothing else. */
import type { Option } from "@leadline/engine/recovery/option.ts";
import type { Minute } from "@leadline/engine/time/minute.ts";
import fc from "fast-check";
import { expect, test } from "vitest";
import { effectText, findingText, kindText, markOf, reaches, tradeText } from "./option-words.ts";

const DAY = 1440;
const at = (day: number): Minute => (20_000 * DAY + day * DAY + 1020) as Minute;
const option = (days: number, cents: number, chance: number): Option => ({ id: `${days}.${cents}`, kind: "overtime", summary: "", commands: [], finish: { p50: at(days - 3), p80: at(days) }, cost: { p50: cents, p80: cents }, chance, scopeLost: 0, risk: "", peopleHit: [], approvals: [], riskDays: 0, dominated: false });
const all = { costs: true };
const by = { kind: "finishBy" as const, minute: at(0), chance: 0.8 };

test("a trade tells both sides with their units", () => {
  expect(tradeText(option(-12, 1_400_000, 0.8), option(0, 0, 0.2), "EUR", all)).toBe("12 days earlier for EUR 14k more");
  expect(tradeText(option(1, -90_000, 0.8), option(0, 0, 0.2), "EUR", all)).toBe("1 day later for EUR 900 less");
  expect(tradeText(option(0, 20, 0.8), option(0, 0, 0.2), "EUR", all)).toBe("the same date at the same cost");
  expect(tradeText(option(-12, 1_400_000, 0.8), option(0, 0, 0.2), "EUR", { costs: false })).toBe("12 days earlier");
  expect(effectText(option(-12, 1_400_000, 0.8), option(0, 0, 0.2), "EUR", all)).toBe("finish P80 −12 days, cost P80 +EUR 14k, 80 % chance");
});

test("the finding counts what reaches the goal, and names the best where nothing does", () => {
  const nothing = option(40, 0, 0.01);
  expect(findingText([], by)).toBe("The plan is being looked at …");
  expect(findingText([nothing], by)).toBe("No way out has been found yet");
  expect(findingText([nothing, option(0, 5, 0.85), option(9, 5, 0.3)], by)).toBe("1 option of 2 reaches the goal");
  expect(findingText([nothing, option(9, 5, 0.3), option(5, 5, 0.45)], by)).toBe("No option reaches the goal; the best comes to 45 %");
  expect(findingText([option(-9, 0, 0.95), option(0, 5, 0.85)], by)).toBe("Doing nothing reaches the goal already");
  expect(findingText([nothing, option(9, -500, 0.3)], { kind: "saveCents", cents: 400 })).toBe("1 option of 1 reaches the goal");
  expect(findingText([nothing, option(9, -500, 0.3)], { kind: "saveCents", cents: 600 })).toBe("No option saves that much");
});

test("words of a trade never contradict its numbers", () => {
  const side = fc.record({ days: fc.integer({ min: -400, max: 400 }), cents: fc.integer({ min: -1e9, max: 1e9 }) });
  fc.assert(
    fc.property(side, side, (one, other) => {
      const text = tradeText(option(one.days, one.cents, 0), option(other.days, other.cents, 0), "EUR", all);
      expect(text.includes("earlier")).toBe(one.days < other.days);
      expect(text.includes("later")).toBe(one.days > other.days);
      expect(text.includes("more")).toBe(one.cents - other.cents >= 50);
      expect(text.includes("less")).toBe(other.cents - one.cents >= 50);
    }),
    { numRuns: 100 },
  );
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 6 }), (chances) => {
      const options = chances.map((chance, place) => option(place, place, chance));
      const text = findingText(options, by);
      const good = options.slice(1).filter((one) => reaches(one, one, by) === true).length;
      if ((chances[0] ?? 0) >= 0.8) expect(text).toContain("already");
      else if (good > 0) expect(text).toMatch(new RegExp(`^${good} options? of`));
      else expect(text).toMatch(/^No /);
    }),
    { numRuns: 100 },
  );
});

test("kinds and marks have names", () => {
  expect([kindText("fastTrack"), kindText("doNothing")]).toEqual(["Fast-track", "Do nothing"]);
  expect([0, 1, 26, 27, 53].map(markOf)).toEqual(["0", "A", "Z", "AA", "BA"]);
});
