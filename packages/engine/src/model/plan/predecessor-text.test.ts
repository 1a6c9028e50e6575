/** Tests of the predecessor grammar (ux.md 2.3), both ways. */
import { smallPlan } from "@leadline/testkit/small-plan.ts";
import fc from "fast-check";
import { expect, test } from "vitest";
import { outlineOf } from "./outline.ts";
import { formatPredecessors, parsePredecessors, type PredecessorText } from "./predecessor-text.ts";

const scale = { minutesPerDay: 480, minutesPerWeek: 2400, daysPerMonth: 20 };
/** Rows 1-9; row 4 is a summary task over 5 and 6. */
const outline = outlineOf(
  smallPlan([
    { id: "a", name: "Survey" },
    { id: "b", name: "Order, then wait" },
    { id: "c", name: 'The "big" one' },
    { id: "d", name: "Rollout" },
    { id: "e", level: 2, name: "Test" },
    { id: "f", level: 2, name: "Pilot" },
    { id: "g", name: "Test" },
    { id: "h", name: "Train" },
    { id: "i", name: "Close" },
  ]),
);

function checkText(text: string, normalised: string): void {
  const parsed = parsePredecessors(text, outline, "NET", scale);
  expect(parsed.ok ? formatPredecessors(parsed.predecessors, outline, scale) : parsed.message, text).toBe(normalised);
}

function checkRefused(text: string, message: string): void {
  expect(parsePredecessors(text, outline, "NET", scale)).toEqual({ ok: false, message });
}

test("a row number is a finish-to-start link", () => {
  expect(parsePredecessors("3", outline, "NET", scale)).toEqual({ ok: true, predecessors: [{ predecessorId: "c", type: "FS", lagMinutes: 0, lagPercent: 0, lagUnit: "d" }] });
  checkText("3FS", "3");
  checkText("", "");
  checkText(" 3 ; ", "3");
});

test("type and lag are read in any case and spacing", () => {
  checkText("3FS+2d", "3FS+2d");
  checkText("3fs + 2 d", "3FS+2d");
  checkText("3+2d", "3FS+2d");
  checkText("3 ss", "3SS");
  checkText("5SS+50%,7FF-1d", "5SS+50%,7FF-1d");
  checkText("5SS-50e%", "5SS-50e%");
  checkText("5SS - 50 e %", "5SS-50e%");
  checkText("2SF+3 elapsed days", "2SF+3ed");
  checkText("2-1 week", "2FS-1w");
  checkText("2FS+1", "2FS+1d");
  checkText("2FS+0d", "2");
  checkText("3EA+2d;5AA;7EE;8AE", "3FS+2d,5SS,7FF,8SF");
});

test("commas part predecessors or decimals, as the unit tells", () => {
  checkText("3FS+1,5d", "3FS+1.5d");
  checkText("3FS+1.5d,5", "3FS+1.5d,5");
  checkText("3FS+1,5", "3FS+1d,5");
  checkText("3FS+1,5SS", "3FS+1d,5SS");
  checkText("3FS+1,5d,5SS", "3FS+1.5d,5SS");
  checkText("3FS+12,5%;5", "3FS+12.5%,5");
  checkText("7\n3\t,5", "3,5,7");
});

test("keys, WBS codes and names say the same as row numbers", () => {
  checkText("NET-4", "4");
  checkText("net-4SS+1d", "4SS+1d");
  checkText("4.1", "5");
  checkText("4.2FF-1d", "6FF-1d");
  checkText('"Pilot"FS+1d', "6FS+1d");
  checkText('"pilot"', "6");
  checkText("“Rollout” SS", "4SS");
  checkText('"Order, then wait", 3', "2,3");
  checkText('"The ""big"" one"', "3");
});

test("what cannot be meant is refused with a sentence", () => {
  checkRefused("240", "There is no row 240. The last row is 9.");
  checkRefused("0", "There is no row 0. The last row is 9.");
  expect(parsePredecessors("1", outlineOf(smallPlan([])), "NET", scale)).toEqual({ ok: false, message: "There is no row 1. The plan has no rows yet." });
  checkRefused("NET-99", "There is no task NET-99.");
  checkRefused("ABC-4", "ABC-4 belongs to another project; the tasks of this one begin with NET-.");
  checkRefused("4.9", "There is no task with the WBS code 4.9.");
  checkRefused('"Foo"', "No task is called “Foo”.");
  checkRefused('"Test"', "2 tasks are called “Test” (rows 5, 7). Type the row number.");
  checkRefused("3, 3SS", "Row 3 stands twice in the list; two tasks can be joined by one link only.");
  checkRefused("3FX", "“3FX” is not a predecessor. Type a row number with link type and lag, such as 3, 3FS+2d or 5SS+50%.");
  checkRefused("3 5", "“3 5” is not a predecessor. Type a row number with link type and lag, such as 3, 3FS+2d or 5SS+50%.");
  checkRefused("5, soon", "“soon” is not a predecessor. Type a row number with link type and lag, such as 3, 3FS+2d or 5SS+50%.");
  checkRefused("3FS+2q", "“3FS+2q” is not a predecessor. Type a row number with link type and lag, such as 3, 3FS+2d or 5SS+50%.");
  checkRefused("3FS+99999999999d", "The lag in “3FS+99999999999d” is too long.");
});

const percentLag = fc.record({
  lagMinutes: fc.constant(0),
  lagPercent: fc.integer({ min: -100_000, max: 100_000 }).filter((value) => value !== 0).map((value) => value / 10),
  lagUnit: fc.constantFrom("%" as const, "e%" as const),
});
const timeLag = fc.record({
  lagMinutes: fc.integer({ min: -1_000_000, max: 1_000_000 }).filter((value) => value !== 0).map((value) => value / 10),
  lagPercent: fc.constant(0),
  lagUnit: fc.constantFrom("m", "h", "d", "w", "mo", "em", "eh", "ed", "ew", "emo"),
});
const noLag = fc.constant({ lagMinutes: 0, lagPercent: 0, lagUnit: "d" as const });

test("what a cell shows reads back as the same links", () => {
  const link = fc.tuple(fc.constantFrom("FS", "SS", "FF", "SF"), fc.oneof(noLag, timeLag, percentLag));
  fc.assert(
    fc.property(fc.subarray(["a", "b", "c", "d", "e", "f", "g", "h", "i"]), fc.array(link, { minLength: 9, maxLength: 9 }), (ids, links) => {
      const predecessors: PredecessorText[] = ids.flatMap((predecessorId, at) => links.slice(at, at + 1).map(([type, lag]) => ({ predecessorId, type, ...lag })));
      expect(parsePredecessors(formatPredecessors(predecessors, outline, scale), outline, "NET", scale)).toEqual({ ok: true, predecessors });
    }),
  );
});
