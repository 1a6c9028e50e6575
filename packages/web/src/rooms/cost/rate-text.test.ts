/** Rates are read exactly, to the millionth, and what is none is told. */
import { dayOf } from "@leadline/engine/time/minute.ts";
import { expect, test } from "vitest";
import { rateMillionthsOf, rateText, typedRate } from "./rate-text.ts";

test("a rate keeps its six decimals and is shown as it was typed", () => {
  for (const [text, millionths] of [["0.92", 920_000], ["1,0856", 1_085_600], ["0.000001", 1], ["151.5", 151_500_000]] as const) expect(rateMillionthsOf(text)).toBe(millionths);
  expect([rateText(920_000), rateText(1_085_600)]).toEqual(["0.92", "1.0856"]);
});

test("zero, less than nothing, a seventh decimal and words are no rates", () => {
  expect(["0", "-1", "0.1234567", "one", ""].map(rateMillionthsOf)).toEqual([undefined, undefined, undefined, undefined, undefined]);
});

test("a currency comes with its rate and maybe its day", () => {
  expect(typedRate("usd 0.92", 7)).toEqual({ currency: "USD", rateMillionths: 920_000, day: 7 });
  expect(typedRate("GBP 1.15 2026-07-01", 7)).toEqual({ currency: "GBP", rateMillionths: 1_150_000, day: dayOf(2026, 7, 1) });
  for (const bad of ["USD", "dollars 0.92", "USD 0.92 2026-02-31", "USD 0.92 2026-07-01 bank"]) expect(typedRate(bad, 7)).toContain(`“${bad}” is no rate`);
});
