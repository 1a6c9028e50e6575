/** Ways to an estimate: size times rate, like a finished task, from the parts of a branch, and by several people. */
import { smallPlan, type SmallTask } from "@leadline/testkit/small-plan.ts";
import { expect, test } from "vitest";
import type { KindedRecord } from "../../model/project.ts";
import type { KeptEstimate } from "../../model/records.ts";
import { minuteOf } from "../../time/minute.ts";
import { calibrationsOf } from "../calibration/estimator.ts";
import { estimateHistoryOf } from "../estimate-history.ts";
import { branchEstimate, differenceSentence, topDownOf } from "./branch-estimate.ts";
import { classOf, examplesFor, likeEstimate } from "./like-estimate.ts";
import { knownRates, rateOf, sizeEstimate, sizeTrouble } from "./size-estimate.ts";
import { spreadSentence, teamResult } from "./team-estimate.ts";

const DAY = 480;
const BEFORE = minuteOf(2026, 3, 1, 8) * 60_000;
const done = (minutes: number): Partial<SmallTask> => ({ actualStart: minuteOf(2026, 3, 2, 8), actualFinish: minuteOf(2026, 3, 30, 17), percentComplete: 100, durationMinutes: minutes, actualDurationMinutes: minutes, remainingDurationMinutes: 0 });
const kept = (id: string, taskId: string, more: Partial<KeptEstimate>): KindedRecord => ({ kind: "keptEstimate", record: { id, taskId, title: id, lowMinutes: DAY, likelyMinutes: 2 * DAY, highMinutes: 4 * DAY, method: "threePoint", at: BEFORE, ...more } });
const days = (minutes: number): string => `${Number((minutes / DAY).toFixed(1))}d`;

test("twelve sites at half a day to two days each are six to 24 days; own finished tasks calibrate the rate", () => {
  const size = { quantity: 12, unit: "sites", rate: { low: 240, likely: 480, high: 960 } };
  expect(sizeEstimate(size)).toEqual({ low: 2880, likely: 5760, high: 11_520 });
  expect(sizeEstimate({ ...size, calibration: 1.25 })).toEqual({ low: 3600, likely: 7200, high: 14_400 });
});

test("a size that cannot be is refused with what to do", () => {
  const size = { quantity: 12, unit: "sites", rate: { low: 240, likely: 480, high: 960 } };
  expect(sizeTrouble(size)).toBeUndefined();
  expect(sizeTrouble({ ...size, quantity: 0 })).toMatch(/more than 0/);
  expect(sizeTrouble({ ...size, quantity: Number.NaN })).toMatch(/more than 0/);
  expect(sizeTrouble({ ...size, unit: " " })).toMatch(/needs its unit/);
  expect(sizeTrouble({ ...size, rate: { low: 240, likely: 980, high: 960 } })).toMatch(/does not rise/);
});

test("rates come from finished tasks whose size was known before they ended, whatever case the unit was typed in", () => {
  const size = (quantity: number, likelyMinutes: number): KeptEstimate["size"] => ({ quantity, unit: "Sites", lowMinutes: likelyMinutes, likelyMinutes, highMinutes: likelyMinutes });
  const plan = smallPlan(
    [{ id: "a", ...done(1000) }, { id: "b", ...done(1200) }, { id: "c", ...done(4000) }, { id: "d", ...done(9999) }, { id: "open" }],
    [kept("1", "a", { size: size(10, 100) }), kept("2", "b", { size: size(10, 100) }), kept("3", "c", { size: size(10, 200) }), kept("late", "d", { size: size(10, 999), at: minuteOf(2026, 5, 1) * 60_000 }), kept("5", "open", { size: size(10, 100) })],
  );
  const known = knownRates(plan, "sites ");
  expect(known?.rates).toEqual([100, 120, 400]);
  expect(known?.calibration).toBeCloseTo(1.2, 9);
  expect(known && rateOf(known)).toEqual({ low: 104, likely: 120, high: 344 });
  expect(knownRates(plan, "screens")).toBeUndefined();
});

test("finished tasks with the same words, people and branch come first, with how they turned out", () => {
  const plan = smallPlan([
    { id: "s", name: "Sites" },
    { id: "w", name: "Survey of site Berlin", level: 2 },
    { id: "a", name: "Surveys of site Hamburg", level: 2, ...done(3 * DAY), estimate: { lowMinutes: DAY, likelyMinutes: 2 * DAY, highMinutes: 4 * DAY } },
    { id: "b", name: "Buy licences", ...done(DAY) },
    { id: "c", name: "Survey of the cellar", ...done(DAY) },
    { id: "open", name: "Survey of site Bremen" },
  ]);
  const examples = examplesFor(plan, "w");
  expect(examples.map(({ taskId }) => taskId)).toEqual(["a", "c", "b"]);
  expect(examples[0]).toMatchObject({ actualMinutes: 3 * DAY, estimatedMinutes: 2 * DAY });
  expect(examples.at(-1)?.likeness).toBe(0);
  expect(classOf(examples), "one case is no class").toBeUndefined();
});

test("10 days at scale 1.5 with ratios 0.8, 1 and 1.6 are 12, 15 and 24 days; overruns are not counted twice", () => {
  const ratios = { cases: 20, p10: 0.8, p50: 1, p80: 1.3, p90: 1.6 };
  expect(likeEstimate(10 * DAY, 1.5, ratios)).toEqual({ low: 12 * DAY, likely: 15 * DAY, high: 24 * DAY });
  expect(likeEstimate(10 * DAY, 1.5, { ...ratios, p10: 1.6, p50: 2, p90: 3.2 }), "a class that always takes twice as long").toEqual({ low: 12 * DAY, likely: 15 * DAY, high: 24 * DAY });
  expect(likeEstimate(10 * DAY, 1, undefined)).toEqual({ low: 8.5 * DAY, likely: 10 * DAY, high: 14 * DAY });
});

test("a branch is simulated from its parts, without constraints, progress and the rest of the plan", () => {
  const range = { lowMinutes: 2 * DAY, likelyMinutes: 4 * DAY, highMinutes: 9 * DAY };
  const parts: SmallTask[] = [
    { id: "before", durationMinutes: 20 * DAY },
    { id: "s", after: ["before"] },
    { id: "a", level: 2, durationMinutes: 4 * DAY, estimate: range, constraint: "SNET", constraintDate: minuteOf(2026, 6, 1, 8) },
    { id: "b", level: 2, durationMinutes: 4 * DAY, estimate: range, percentComplete: 50, actualStart: minuteOf(2026, 3, 2, 8), actualDurationMinutes: 2 * DAY, remainingDurationMinutes: 2 * DAY },
    { id: "c", level: 2, durationMinutes: 2 * DAY, after: ["a", "b"] },
  ];
  const found = branchEstimate(smallPlan(parts), "s");
  expect(found).toMatchObject({ parts: 3, rangedParts: 2, inARow: 10 * DAY });
  // Two like ranges side by side (mean 4.5 days each) and two days: later than one path says, far earlier than all in a row.
  expect(found?.span.likely).toBeGreaterThan(6.4 * DAY);
  expect(found?.span.likely).toBeLessThan(8 * DAY);
  expect(found?.p80).toBeGreaterThan(found?.span.likely ?? 0);
  expect(found?.span.high).toBeLessThanOrEqual(11 * DAY);
  expect(branchEstimate(smallPlan(parts), "a")).toBeUndefined();
});

test("the difference of both directions is named; the newest thought from above counts", () => {
  const plan = smallPlan([{ id: "s" }, { id: "a", level: 2, durationMinutes: 10 * DAY }], [kept("old", "s", { likelyMinutes: DAY }), kept("new", "s", { lowMinutes: 6 * DAY, likelyMinutes: 8 * DAY, highMinutes: 9 * DAY, at: BEFORE + 1 })]);
  const [topDown, bottomUp] = [topDownOf(plan, "s"), branchEstimate(plan, "s")];
  expect(topDown?.id).toBe("new");
  if (!topDown || !bottomUp) throw new Error("both are known");
  expect(differenceSentence(topDown, bottomUp, days)).toMatch(/^From above 8d, from the parts 10d .*: the parts take 2d \(25 %\) more/);
  expect(differenceSentence({ ...topDown, likelyMinutes: 20 * DAY }, bottomUp, days)).toMatch(/take 10d \(50 %\) less .* a part is missing/);
  expect(differenceSentence({ ...topDown, likelyMinutes: 10 * DAY }, bottomUp, days)).toMatch(/agree within a tenth/);
});

test("a team's range holds everybody's, its middle is the median, and who lies apart is named", () => {
  const answer = (estimator: string, low: number, likely: number, high: number) => ({ estimator, low: low * DAY, likely: likely * DAY, high: high * DAY });
  const result = teamResult([answer("Ann", 2, 3, 4), answer("Bob", 8, 13, 20), answer("Cid", 3, 5, 8)]);
  expect(result).toMatchObject({ together: { low: 2 * DAY, likely: 5 * DAY, high: 20 * DAY }, isFarApart: true });
  expect(result && spreadSentence(result, days)).toBe("Ann says 3d, Bob 13d: 4.3 times as much. They think of different things: let both say of what, then estimate again.");
  const alike = teamResult([answer("Ann", 2, 5, 6), answer("Bob", 3, 5, 8)]);
  expect(alike && spreadSentence(alike, days)).toBe("All say 5d.");
  expect(teamResult([])).toBeUndefined();
});

test("each answer of a team counts for whoever gave it; what was said after the end counts for nobody", () => {
  const answers = [{ estimator: "Ann", lowMinutes: 1, likelyMinutes: 100, highMinutes: 9999 }, { estimator: "Bob", lowMinutes: 90, likelyMinutes: 100, highMinutes: 110 }];
  const tasks = Array.from({ length: 10 }, (_, at): SmallTask => ({ id: `t${at}`, ...done(200) }));
  const late = kept("late", "t0", { estimator: "Eve", at: minuteOf(2026, 5, 1) * 60_000 });
  const { statements } = estimateHistoryOf(smallPlan(tasks, [...tasks.map(({ id }) => kept(`k${id}`, id, { method: "team", estimator: "Ann, Bob", answers })), late]));
  expect(statements).toHaveLength(20);
  const [ann, bob, ...others] = calibrationsOf(statements);
  expect(others).toEqual([]);
  expect([ann?.ranges?.held, bob?.ranges?.held]).toEqual([10, 0]);
  // Stated 0.8: all held is 0.04 off, none held 0.64.
  expect([ann?.brier?.score.toFixed(2), bob?.brier?.score.toFixed(2)]).toEqual(["0.04", "0.64"]);
  expect(bob?.pinball).toBeCloseTo(0.9 * 0.9, 9);
});
