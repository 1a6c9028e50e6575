/** Kept forecasts are judged when their dates have passed: hits and misses alike, one statement a week, in one sentence. */
import { expect, test } from "vitest";
import { minuteOf, type Minute } from "../../time/minute.ts";
import { judgeStatements, verdictOn, weeklyStatements, type KeptStatement, type KnownOutcome } from "./kept-statements.ts";

const day = (number: number): Minute => minuteOf(2026, 3, number, 17);
const said = (projectId: string, asOf: number, p80: number, chance?: number): KeptStatement => ({ projectId, asOf: day(asOf), p50: day(p80 - 2), p80: day(p80), p90: day(p80 + 3), ...(chance === undefined ? {} : { promise: { date: day(p80 - 1), chance } }) });

test("of 31 statements at 80 %, 24 came true", () => {
  const names = Array.from({ length: 31 }, (_, at) => `P${at}`);
  const outcomes = new Map(names.map((name, at): [string, KnownOutcome] => [name, { knownUpTo: day(20), finished: day(at < 24 ? 15 : 18) }]));
  const judged = judgeStatements(names.map((name) => said(name, 2, 16)), outcomes, day(25));
  expect(judged.sentence).toBe("Of 31 statements at 80 % so far, 24 came true (77 %).");
  expect(judged.projects).toBe(31);
  expect(judged.levels[1]?.interval.low).toBeLessThan(0.8);
  expect(judged.levels[1]?.interval.high).toBeGreaterThan(0.8);
  expect(judged.levels.map(({ cameTrue }) => cameTrue), "50, 80 and 90 %").toEqual([0, 24, 31]);
  expect(judged.pinballDays?.loss, "24 a day too late at 0.2, 7 two days too early at 0.8").toBeCloseTo((24 * 0.2 + 7 * 1.6) / 31, 9);
});

test("a hit is not counted before its date has passed, or early finishes would flatter", () => {
  const done: KnownOutcome = { knownUpTo: day(10), finished: day(9) };
  expect(verdictOn(day(16), done, day(12))).toBeUndefined();
  expect(verdictOn(day(16), done, day(17))).toBe(1);
  expect(verdictOn(day(8), done, day(12))).toBe(0);
});

test("a project that is not done is judged by its status date, not by the clock", () => {
  const running: KnownOutcome = { knownUpTo: day(10) };
  expect(verdictOn(day(12), running, day(28)), "it may have finished; nobody has said so").toBeUndefined();
  expect(verdictOn(day(9), running, day(28))).toBe(0);
  expect(verdictOn(day(9), undefined, day(28))).toBeUndefined();
});

test("what is said every day of a week is one statement, the last one; what is said after the finish is none", () => {
  const daily = [2, 3, 4, 5, 6, 9, 10].map((asOf) => said("A", asOf, 12 + asOf));
  expect(weeklyStatements(daily).map(({ asOf }) => asOf)).toEqual([day(6), day(10)]);
  const judged = judgeStatements(daily, new Map([["A", { knownUpTo: day(10), finished: day(8) }]]), day(28));
  expect(judged.levels[1]?.statements).toBe(1);
  expect(judged.sentence).toBe("Of 1 statement at 80 % so far, 1 came true (100 %): too few to judge by, which takes 10.");
});

test("stated chances of promises get a Brier score; what is still open is counted as open", () => {
  const outcomes = new Map<string, KnownOutcome>([["A", { knownUpTo: day(20), finished: day(10) }], ["B", { knownUpTo: day(20) }], ["C", { knownUpTo: day(3) }]]);
  const judged = judgeStatements([said("A", 2, 16, 0.9), said("B", 2, 16, 0.3), said("C", 2, 16, 0.5)], outcomes, day(25));
  expect(judged.promises?.statements).toBe(2);
  expect(judged.promises?.brier.score).toBeCloseTo((0.01 + 0.09) / 2, 9);
  expect(judged.open).toBe(1);
});

test("a date that had passed when it was stated is no forecast", () => {
  const judged = judgeStatements([said("A", 20, 16, 0.9)], new Map([["A", { knownUpTo: day(25) }]]), day(28));
  expect([judged.levels[1]?.statements, judged.open, judged.promises]).toEqual([0, 0, undefined]);
});

test("with nothing due, it says so", () => {
  expect(judgeStatements([], new Map(), day(1))).toMatchObject({ promises: undefined, pinballDays: undefined, open: 0, sentence: "No statement at 80 % has come due yet: forecasts are kept, and judged when their dates have passed." });
});
