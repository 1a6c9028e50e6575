/** The list of known differences catches what is new, what passes, and what has no reason. */
import { parseIso } from "@leadline/engine/time/minute.ts";
import { expect, test } from "vitest";
import { caseNameOf, compareWithKnown, differenceText, knownText, parseKnown, updatedLines } from "./expected-differences.ts";

const late = { caseName: "mspdi/A.xml", variant: "as stored", key: "12", field: "lateStart" as const, stated: parseIso("2026-03-03T08:00") ?? 0, computed: parseIso("2026-03-02T08:00") };
const slack = { ...late, key: "13", field: "totalSlackMinutes" as const, stated: 480, computed: undefined };
const lateText = "mspdi/A.xml | as stored | task 12 lateStart 2026-03-02T08:00:00, stored 2026-03-03T08:00:00";

test("a difference reads as one line", () => {
  expect(differenceText(late)).toBe(lateText);
  expect(differenceText(slack)).toBe("mspdi/A.xml | as stored | task 13 totalSlackMinutes absent, stored 480");
});

test("a listed difference with a reason is expected", () => {
  expect(compareWithKnown([late], [{ text: lateText, reason: "levelled" }])).toEqual({ unexpected: [], passed: [], unexplained: [] });
});

test("a new difference, an unexpected pass and a line without a reason all count", () => {
  const verdict = compareWithKnown([slack], [{ text: lateText, reason: "reason missing" }]);
  expect(verdict).toEqual({ unexpected: [differenceText(slack)], passed: [lateText], unexplained: [lateText] });
});

test("writing the list and reading it again keeps lines and reasons", () => {
  const lines = updatedLines([late, slack], [{ text: lateText, reason: "levelled, see domain A5" }]);
  expect(parseKnown(knownText(lines))).toEqual(lines);
  expect(lines.map((line) => line.reason)).toEqual(["levelled, see domain A5", "reason missing"]);
  expect(lines.map(caseNameOf)).toEqual(["mspdi/A.xml", "mspdi/A.xml"]);
});
