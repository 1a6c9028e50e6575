/** What holds for every schedule, whatever the plan: both schedulers could agree and still break it. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { projectOf, recordsOf, type Project } from "@leadline/engine/model/project.ts";
import type { Link, Task } from "@leadline/engine/model/records.ts";
import { schedule } from "@leadline/engine/schedule/compute.ts";
import { FAMILIES, type Family } from "./random-parts.ts";
import { randomProject } from "./random-project.ts";

const SEED = Number(process.env["LEADLINE_FUZZ_SEED"] ?? 20260302);
const RUNS = { seed: SEED, numRuns: 300 };

/** Plans of these families alone. */
function plansWith(families: readonly Family[], most = 10): fc.Arbitrary<Project> {
  return randomProject({ most, without: FAMILIES.filter((family) => !families.includes(family)) });
}

function leavesOf(project: Project): readonly Task[] {
  const parents = new Set([...project.records.task.values()].map(({ parentId }) => parentId));
  return [...project.records.task.values()].filter(({ id }) => !parents.has(id));
}

function withTask(project: Project, task: Task): Project {
  return { records: { ...project.records, task: new Map(project.records.task).set(task.id, task) } };
}

/** Lags, link types and calendars of its own can turn more work into an earlier end elsewhere; a plain network cannot. */
const PLAIN: readonly Family[] = ["summaries", "tenths"];

test("where nothing is constrained or progressed no finish-to-start plan has negative slack", () => {
  fc.assert(
    fc.property(plansWith(PLAIN), (plan) => {
      const { schedule: result } = schedule(withLinkType(plan, "FS"));
      for (const { id } of leavesOf(plan)) expect(result.of(id)?.totalSlackMinutes ?? 0).toBeGreaterThanOrEqual(0);
    }),
    RUNS,
  );
});

test("free slack is never negative", () => {
  fc.assert(
    fc.property(randomProject({ most: 10 }), (plan) => {
      const { schedule: result } = schedule(plan);
      for (const { id } of leavesOf(plan)) expect(result.of(id)?.freeSlackMinutes ?? 0).toBeGreaterThanOrEqual(0);
    }),
    RUNS,
  );
});

test("one more link never makes an early start earlier", () => {
  fc.assert(
    fc.property(plansWith(["calendars", "summaries", "lags", "tenths"]), fc.nat(99), fc.nat(99), fc.constantFrom<Link["type"]>("FS", "SS", "FF"), (plan, a, b, type) => {
      const leaves = leavesOf(plan);
      const [from, to] = [a % leaves.length, b % leaves.length].sort((one, other) => one - other).map((at) => leaves[at]);
      fc.pre(from !== undefined && to !== undefined && from !== to);
      if (!from || !to) return;
      const link: Link = { id: "more", predecessorId: from.id, successorId: to.id, type, lagMinutes: 0, lagPercent: 0, lagUnit: "d" };
      const [before, after] = [schedule(plan).schedule, schedule({ records: { ...plan.records, link: new Map(plan.records.link).set(link.id, link) } }).schedule];
      for (const { id } of leaves) {
        const [early, later] = [before.of(id)?.earlyStart, after.of(id)?.earlyStart];
        if (early !== undefined && later !== undefined && !isBehindStartLink(plan)) expect(later).toBeGreaterThanOrEqual(early);
      }
    }),
    RUNS,
  );
});

/** A link from a summary's start counts from its earliest task, which one more link can change. */
function isBehindStartLink(plan: Project): boolean {
  const parents = new Set([...plan.records.task.values()].map(({ parentId }) => parentId));
  return [...plan.records.link.values()].some(({ type, predecessorId }) => (type === "SS" || type === "SF") && parents.has(predecessorId));
}

test("where all links run from finish to start a longer task never makes the plan finish earlier", () => {
  fc.assert(
    fc.property(plansWith([...PLAIN, "calendars", "recurrences"]), fc.nat(99), fc.integer({ min: 1, max: 5000 }), (drawn, place, minutes) => {
      const plan = withLinkType(drawn, "FS");
      const leaves = leavesOf(plan);
      const task = leaves[place % leaves.length];
      if (!task) return;
      const durationMinutes = task.durationMinutes + minutes;
      const longer = withTask(plan, { ...task, durationMinutes, remainingDurationMinutes: durationMinutes });
      expect(schedule(longer).schedule.finish).toBeGreaterThanOrEqual(schedule(plan).schedule.finish);
    }),
    RUNS,
  );
});

test("a task that ends the plan is critical where nothing is constrained or progressed", () => {
  fc.assert(
    fc.property(plansWith(["summaries", "lags"]), (plan) => {
      const { schedule: result } = schedule(plan);
      const placed = leavesOf(plan).filter(({ id }) => result.of(id));
      fc.pre(placed.length > 0);
      const critical = result.criticalTaskIds.map((id) => result.of(id)?.finish);
      expect(critical).toContain(result.finish);
    }),
    RUNS,
  );
});

test("the finish is the latest finish, the start the earliest start", () => {
  fc.assert(
    fc.property(randomProject({ most: 10 }), (plan) => {
      const { schedule: result } = schedule(projectOf(recordsOf(plan)));
      const dates = leavesOf(plan).flatMap(({ id }) => result.of(id) ?? []);
      fc.pre(dates.length > 0);
      expect(result.finish).toBe(Math.max(...dates.map(({ finish }) => finish)));
      expect(result.start).toBe(Math.min(...dates.map(({ start }) => start)));
    }),
    RUNS,
  );
});

function withLinkType(plan: Project, type: Link["type"]): Project {
  return { records: { ...plan.records, link: new Map([...plan.records.link].map(([id, link]) => [id, { ...link, type }])) } };
}
