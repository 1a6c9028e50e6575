/** The search for an earlier finish: never worse than the rule, the same for the same seed, reproduced by scheduling, and bounded from below. */
import { schedule } from "../schedule/compute.ts";
import { overloadsOf, overloadText } from "@leadline/testkit/overload-checker.ts";
import { planOf } from "@leadline/testkit/plan-builder.ts";
import { teamProject } from "@leadline/testkit/team-generator.ts";
import { formatIso } from "../time/minute.ts";
import { expect, test } from "vitest";
import { withDelays, withReassignments } from "./applied-plan.ts";
import { levelPlan } from "./level-plan.ts";
import { optimizeLeveling } from "./optimize-leveling.ts";

/** By the rule "later start waits" the long chain begins last; the best order begins with it. */
const CHAIN = `
A "Side job" 5d by "Anna"
B "Design" 1d start-no-earlier-than 2026-03-03 by "Anna"
C "Build" 10d after B`;

test("the best order of a small plan is found and known to be the best", () => {
  const project = planOf(CHAIN);
  expect(formatIso(levelPlan(project).finishAfter)).toBe("2026-03-23T17:00:00");
  const search = optimizeLeveling(project);
  expect(search.step(200)).toMatchObject({ gapPercent: 0, isDone: true });
  const result = search.result();
  expect([formatIso(result.finishAfter), result.finishAfter]).toEqual(["2026-03-17T17:00:00", result.lowerBound]);
  expect(result.delays).toEqual([{ taskId: "A", levelingDelayMinutes: 2 * 1440 }]);
  expect(result.moved[0]?.reason).toBe("“Side job” waits 2 days because Anna is on “Design” at 100 % until Tue 3 March 2026 17:00.");
  expect(result.boundReason).toBe("No order can finish before Tue 17 March 2026: so long the chain of linked tasks takes with nobody overloaded.");
});

test.each([1, 2, 3, 4])("a search is as good as the rule or better, overloads nobody, and scheduling reproduces it (seed %i)", (seed) => {
  const project = teamProject({ tasks: 40 + 10 * seed, people: 2 + seed, seed, links: seed % 2 ? "mixed" : "fs", calendars: 1 + (seed % 3) });
  for (const [basis, checked] of [["day", "day"], ["minute", "instant"]] as const) {
    const search = optimizeLeveling(project, { seed, basis });
    const progress = search.step(30);
    const result = search.result();
    const leveled = withDelays(project, result.delays);
    const after = schedule(leveled).schedule;
    expect(after.finish).toBe(progress.finish);
    expect(result.finishAfter).toBe(after.finish);
    expect(after.finish).toBeLessThanOrEqual(levelPlan(project, { basis }).finishAfter);
    expect(after.finish).toBeGreaterThanOrEqual(result.lowerBound);
    expect(overloadsOf(leveled, after, { basis: checked }).map((one) => overloadText(leveled, one))).toEqual([]);
  }
});

test("the same seed gives the same plan, however the steps are cut", () => {
  const project = teamProject({ tasks: 120, people: 6, seed: 3 });
  const atOnce = optimizeLeveling(project, { seed: 7 });
  atOnce.step(90);
  const inSlices = optimizeLeveling(project, { seed: 7 });
  for (let slice = 0; slice < 9; slice += 1) inSlices.step(10);
  expect(inSlices.result()).toEqual(atOnce.result());
});

test("people with the same skills take work over where that is asked for, and those with less do not", () => {
  const plan = planOf('resource "Anna"\nresource "Ben"\nresource "Carl"\nA "Build" 4d by "Anna"\nB "Test" 3d by "Anna"\nC "Write" 2d by "Ben"');
  const level: Readonly<Record<string, number>> = { Anna: 2, Ben: 3, Carl: 1 };
  const project = { records: { ...plan.records, resource: new Map([...plan.records.resource].map(([id, own]) => [id, { ...own, skills: [{ skill: "Java", level: level[own.name] ?? 0 }] }])) } };
  const kept = optimizeLeveling(project);
  kept.step(50);
  expect([kept.result().reassign, formatIso(kept.result().finishAfter)]).toEqual([[], "2026-03-10T17:00:00"]);
  const search = optimizeLeveling(project, { reassign: true });
  search.step(50);
  const result = search.result();
  const name = (id: string | undefined): string | undefined => project.records.resource.get(id ?? "")?.name;
  expect(result.reassign.map(({ taskId, fromResourceId, toResourceId }) => [taskId, name(fromResourceId), name(toResourceId)])).toEqual([["B", "Anna", "Ben"]]);
  expect(result.reassign[0]?.reason).toBe("“Test” goes from Anna to Ben, who has the same skills (Java 2) and is free for it earlier: Wed 4 March 2026 08:00.");
  const leveled = withDelays(withReassignments(project, result.reassign), result.delays);
  expect([formatIso(schedule(leveled).schedule.finish), overloadsOf(leveled, schedule(leveled).schedule, { basis: "day" })]).toEqual([formatIso(result.finishAfter), []]);
});
