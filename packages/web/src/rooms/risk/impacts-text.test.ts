/** Tests of impacts and of pairs as text: what is shown is read back, and what is neither gets a sentence. */
import { smallPlan } from "@leadline/testkit/small-plan.ts";
import { expect, test } from "vitest";
import { peopleOfText } from "../../ui/record-names.ts";
import { impactsOfText, impactsText } from "./impacts-text.ts";
import { pairsOfText, pairsText } from "./pairs-text.ts";

const plan = smallPlan([{ id: "a" }, { id: "b" }, { id: "c" }]);

test("impacts are read as they are shown, one value standing for all three", () => {
  const text = "adds 2/5/15d; x1.1/1.2/1.5; costs 1000/5000/15000";
  const read = impactsOfText(text);
  expect(read).toEqual({ impacts: [{ kind: "delayDays", low: 2, likely: 5, high: 15 }, { kind: "durationFactor", low: 1.1, likely: 1.2, high: 1.5 }, { kind: "cost", low: 1000, likely: 5000, high: 15_000 }] });
  expect("impacts" in read && impactsText(read.impacts, true)).toBe(text);
  expect(impactsOfText("Adds 3")).toEqual({ impacts: [{ kind: "delayDays", low: 3, likely: 3, high: 3 }] });
  expect(impactsOfText(" ")).toEqual({ impacts: [] });
});

test("whoever sees no costs is not told what a risk costs", () => {
  expect(impactsText([{ kind: "cost", low: 1, likely: 2, high: 3 }], false)).not.toMatch(/\d/);
});

test("what is no impact is told with how to type one", () => {
  for (const text of ["late", "adds", "adds 1/2", "adds 1/2/3/4", "x1/b/2", "costs 5e3"]) expect(impactsOfText(text)).toHaveProperty("sentence");
});

test("pairs are read as they are shown, and what is no pair is told", () => {
  const read = pairsOfText("net-1 & 2 0,7; NET-1&NET-3 −0.2", plan, "NET");
  expect(read).toEqual({ pairs: [{ taskId: "a", otherTaskId: "b", coefficient: 0.7 }, { taskId: "a", otherTaskId: "c", coefficient: -0.2 }] });
  expect("pairs" in read && pairsText(read.pairs, plan, "NET")).toBe("NET-1 & NET-2 0.7; NET-1 & NET-3 -0.2");
  for (const text of ["NET-1 & NET-2", "NET-1 NET-2 0.7", "NET-1 & NET-2 1.5", "NET-1 & NET-2 & NET-3 0.5", "NET-1 & NET-1 0.5", "NET-1 & NET-9 0.5"]) expect(pairsOfText(text, plan, "NET"), text).toHaveProperty("sentence");
});

test("people who are not in the plan are told", () => {
  expect(peopleOfText("Nobody", plan)).toEqual({ sentence: "Nobody in the plan is called “Nobody”. Add people on the People page first." });
});
