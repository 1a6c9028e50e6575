/** Properties of decide over random commands: the plan stays whole, and undo brings back every byte. */
import { canonicalJson, smallPlan } from "@leadline/testkit/small-plan.ts";
import fc from "fast-check";
import { expect, test } from "vitest";
import { recordsOf, settingsOf, type Project } from "../model/project.ts";
import { recordSchemas } from "../model/records.ts";
import { outlineOf } from "../model/plan/outline.ts";
import { standardCalendar } from "../model/new-project.ts";
import { minuteOf, type Minute } from "../time/minute.ts";
import { schedule } from "../schedule/compute.ts";
import { evolve, reverse, type Change } from "./change.ts";
import { commandSchema, type Command } from "./command.ts";
import { decide } from "./decide.ts";
import { seededIds } from "./id-maker.ts";

const start = smallPlan(
  [
    { id: "t1" },
    { id: "t2", level: 2 },
    { id: "t3", level: 2, after: ["t2"] },
    { id: "t4", level: 3 },
    { id: "t5", after: ["t1"], mode: "manual", manualStart: minuteOf(2026, 3, 2, 8) },
    { id: "t6", actualStart: minuteOf(2026, 3, 2, 8), actualDurationMinutes: 480, remainingDurationMinutes: 960, percentComplete: 33 },
  ],
  [
    { kind: "resource", record: { id: "r", name: "Rita", type: "work", maxUnits: 1, rank: "V" } },
    { kind: "resource", record: { id: "cable", name: "Cable", type: "material", maxUnits: 1, rank: "W" } },
    { kind: "resource", record: { id: "travel", name: "Travel", type: "cost", maxUnits: 1, rank: "X" } },
    ...["t2", "t3", "t6"].map((taskId) => ({ kind: "assignment" as const, record: { id: `as-${taskId}`, taskId, resourceId: "r", units: 0.7, workMinutes: 1008, actualWorkMinutes: 0, remainingWorkMinutes: 1008, delayMinutes: 0 } })),
    { kind: "riskItem", record: { id: "risk", code: "R", title: "Late", category: "", probability: 0.5, impact: { kind: "delayDays", low: 1, likely: 2, high: 3 }, taskIds: ["t2", "t5"], response: "", action: "", trigger: "" } },
  ],
);

/** Tasks are drawn as numbers and become ids of the plan as it then is, so that most commands can be granted. */
const id = fc.nat(999);
const ids = fc.uniqueArray(id, { minLength: 1, maxLength: 4 });
const maybeId = fc.option(id, { nil: undefined });
const instant = fc.integer({ min: minuteOf(2026, 1, 1), max: minuteOf(2027, 1, 1) }).map((value) => value as Minute);
const minutes = fc.integer({ min: 0, max: 50_000 }).map((value) => value / 10);
const lag = { lagMinutes: fc.integer({ min: -999, max: 999 }), lagPercent: fc.integer({ min: -99, max: 99 }), lagUnit: fc.constantFrom("d", "ed", "h", "%", "e%") };
const linkType = fc.constantFrom("FS", "SS", "FF", "SF");
const predecessors = fc.array(fc.record({ predecessorId: id, type: linkType, ...lag }), { maxLength: 3 });
const fields = fc.record(
  {
    name: fc.string({ maxLength: 8 }),
    durationMinutes: minutes,
    durationUnit: fc.constantFrom("d", "ed", "w"),
    estimate: fc.option(fc.tuple(minutes, minutes, minutes).map((values) => sortedEstimate(values)), { nil: null }),
    milestone: fc.boolean(),
    mode: fc.constantFrom("auto", "manual"),
    active: fc.boolean(),
    constraint: fc.constantFrom("ASAP", "ALAP", "MSO", "SNET", "FNLT"),
    constraintDate: fc.option(instant, { nil: null }),
    deadline: fc.option(instant, { nil: null }),
    calendarId: fc.constantFrom("standard", "extra", null),
    notes: fc.option(fc.string({ maxLength: 5 }), { nil: null }),
    taskType: fc.constantFrom("fixedUnits", "fixedDuration", "fixedWork"),
    effortDriven: fc.boolean(),
    workMinutes: minutes,
    splits: fc.constantFrom(null, [{ afterMinutes: 60, gapMinutes: 480 }]),
    fixedCostCents: fc.constantFrom(null, 100),
  },
  { requiredKeys: [] },
);

const share = fc.oneof(fc.constantFrom(0, 50, 100), fc.integer({ min: 0, max: 100 }));
const progress = fc.record(
  {
    durationMinutes: minutes,
    percentComplete: share,
    percentWorkComplete: share,
    physicalPercentComplete: share,
    actualStart: fc.option(instant, { nil: null }),
    actualFinish: fc.option(instant, { nil: null }),
    actualDurationMinutes: minutes,
    remainingDurationMinutes: minutes,
  },
  { requiredKeys: [] },
).map((all) => Object.fromEntries(Object.entries(all).slice(0, 3)));

const assignmentFields = fc.record(
  {
    units: fc.constantFrom(0.5, 1, 2),
    workMinutes: minutes,
    actualWorkMinutes: minutes,
    remainingWorkMinutes: minutes,
    percentWorkComplete: share,
    overtimeWorkMinutes: fc.option(minutes, { nil: null }),
    delayMinutes: fc.constantFrom(0, 240, 960),
    contour: fc.constantFrom(null, "bell", "backLoaded"),
    profile: fc.constantFrom(null, [{ spanMinutes: 480, units: 1 }, { spanMinutes: 240, units: 0 }, { spanMinutes: 480, units: 0.5 }]),
    actualStart: fc.option(instant, { nil: null }),
  },
  { requiredKeys: [] },
).map((all) => Object.fromEntries(Object.entries(all).slice(0, 3)));
const assigned = fc.uniqueArray(fc.constantFrom({ resourceId: "r" }, { resourceName: "Otto", units: 0.5 }, { resourceName: "Anna" }, { resourceId: "cable", units: 30 }, { resourceId: "travel", costCents: 500 }), { maxLength: 3 });

const plainFields = fc.record({ name: fc.string({ maxLength: 8 }), durationMinutes: minutes }, { requiredKeys: [] });

function sortedEstimate(values: readonly number[]): { lowMinutes: number; likelyMinutes: number; highMinutes: number } {
  const [lowMinutes = 0, likelyMinutes = 0, highMinutes = 0] = [...values].sort((a, b) => a - b);
  return { lowMinutes, likelyMinutes, highMinutes };
}

const command = fc.oneof(
  { arbitrary: fc.record({ type: fc.constant("insertTasks"), parentId: maybeId, afterId: maybeId, tasks: fc.array(fc.record({ fields: plainFields, depth: fc.integer({ min: 0, max: 2 }), predecessors: fc.oneof(fc.constant([]), predecessors) }), { minLength: 1, maxLength: 3 }) }), weight: 3 },
  { arbitrary: fc.record({ type: fc.constant("updateTasks"), tasks: fc.array(fc.record({ id, fields }), { minLength: 1, maxLength: 2 }) }), weight: 4 },
  fc.record({ type: fc.constant("setTaskStart"), id, start: instant }),
  fc.record({ type: fc.constant("setTaskFinish"), id, finish: instant }),
  fc.record({ type: fc.constant("deleteTasks"), ids }),
  { arbitrary: fc.record({ type: fc.constant("indentTasks"), ids }), weight: 3 },
  { arbitrary: fc.record({ type: fc.constant("outdentTasks"), ids }), weight: 3 },
  { arbitrary: fc.record({ type: fc.constant("moveTasks"), ids, parentId: maybeId, afterId: maybeId }), weight: 3 },
  { arbitrary: fc.record({ type: fc.constant("setPredecessors"), id, predecessors }), weight: 3 },
  { arbitrary: fc.record({ type: fc.constant("linkTasks"), predecessorId: id, successorId: id, linkType, ...lag }), weight: 4 },
  fc.record({ type: fc.constant("unlinkTasks"), links: fc.array(fc.record({ predecessorId: id, successorId: id }), { minLength: 1, maxLength: 3 }) }),
  fc.record({ type: fc.constant("updateSettings"), fields: fc.record({ name: fc.string({ minLength: 1, maxLength: 5 }), calendarId: fc.constantFrom("standard", "extra") }, { requiredKeys: [] }) }),
  fc.constantFrom("standard", "").map((baseCalendarId) => ({ type: "saveCalendar", calendar: { ...standardCalendar("extra"), name: "Extra", ...(baseCalendarId === "" ? {} : { baseCalendarId }) } })),
  { arbitrary: fc.record({ type: fc.constant("updateTasks"), tasks: fc.array(fc.record({ id, fields: progress }), { minLength: 1, maxLength: 2 }) }), weight: 5 },
  { arbitrary: fc.record({ type: fc.constant("setAssignments"), taskId: id, assignments: assigned }), weight: 4 },
  { arbitrary: fc.record({ type: fc.constant("updateAssignments"), assignments: fc.array(fc.record({ assignmentId: id, fields: assignmentFields }), { minLength: 1, maxLength: 2 }) }), weight: 4 },
  fc.record({ type: fc.constant("rescheduleUncompletedWork"), after: instant }),
  fc.record({ type: fc.constant("updateWorkAsComplete"), through: instant, mode: fc.constantFrom("percent", "zeroOrHundred") }),
  fc.record({ type: fc.constant("setBaseline"), number: fc.constantFrom(0, 3), taskIds: fc.option(ids, { nil: undefined }), rollUp: fc.boolean() }),
  fc.record({ type: fc.constant("clearBaseline"), number: fc.constantFrom(0, 3) }),
  fc.record({ type: fc.constant("applyLeveling"), tasks: fc.array(fc.record({ id, levelingDelayMinutes: fc.constantFrom(0, 480), splits: fc.constantFrom([], [{ afterMinutes: 30, gapMinutes: 60 }]) }), { minLength: 1, maxLength: 2 }) }),
  fc.constant({ type: "clearLeveling" }),
  fc.record({ type: fc.constant("splitTask"), id, at: instant, gapMinutes: fc.constantFrom(60, 480) }),
  fc.record({ type: fc.constant("deleteResources"), resources: fc.constantFrom(["r"], ["cable"], ["travel"]) }),
  fc.constantFrom("Rita", "Cable").map((name) => ({ type: "saveResource", resource: { id: "r", name, type: "work", maxUnits: 0.5 } })),
  fc.record({ type: fc.constant("insertRecurringTask"), name: fc.constant("Weekly"), recurrence: fc.constant({ type: 6, period: 1, daysOfWeek: 2, monthItem: 0, monthPosition: 0, month: 0, monthDay: 0 }), fromDay: fc.constant(20_514), toDay: fc.constant(20_530), startTime: fc.constant(600), durationMinutes: fc.constant(60) }),
  fc.record({ type: fc.constant("updateSettings"), fields: fc.record({ statusDate: fc.option(instant, { nil: null }), moveCompletedEndsBack: fc.boolean(), moveRemainingStartsForward: fc.boolean(), moveCompletedEndsForward: fc.boolean(), splitInProgressTasks: fc.boolean() }, { requiredKeys: [] }) }),
  fc.record({ type: fc.constant("deleteCalendar"), calendarId: fc.constantFrom("extra", "standard") }),
);
type Draw = typeof command extends fc.Arbitrary<infer T> ? T : never;

/** The drawn command on a plan: numbers name its rows, or, for one in ten, a task that is not there. */
function commandOn(project: Project, draw: Draw, step: number): Command {
  const rows = outlineOf(project).rows;
  const idOf = (number: number): string => (number % 10 === 0 ? "gone" : (rows[number % Math.max(1, rows.length)]?.task.id ?? "gone"));
  const named: unknown = JSON.parse(JSON.stringify(draw), (key, value: unknown) => {
    if (typeof value === "number" && ["id", "parentId", "afterId", "predecessorId", "successorId", "taskId"].includes(key)) return idOf(value);
    return (key === "ids" || key === "taskIds") && Array.isArray(value) ? [...new Set(value.map((one: number) => idOf(one)))] : value;
  });
  return commandSchema.parse(completed(project, named, step));
}

/** What a drawn command cannot know by itself: ids of new tasks, and the parent to which a sibling belongs. */
function completed(project: Project, value: unknown, step: number): unknown {
  if (typeof value !== "object" || value === null || !("type" in value)) return value;
  if (value.type === "deleteResources" && "resources" in value) return { type: value.type, ids: value.resources };
  if (value.type === "insertRecurringTask") return { ...value, id: `w${step}` };
  if (value.type === "updateAssignments" && "assignments" in value && Array.isArray(value.assignments)) {
    const ids = [...project.records.assignment.keys()];
    return { type: value.type, assignments: value.assignments.map((one: { assignmentId: number; fields: object }) => ({ id: ids[one.assignmentId % Math.max(1, ids.length)] ?? "gone", fields: one.fields })) };
  }
  if (value.type === "deleteCalendar" && "calendarId" in value) return { type: value.type, id: value.calendarId };
  const sibling = "afterId" in value && typeof value.afterId === "string" ? project.records.task.get(value.afterId) : undefined;
  const parentId = sibling ? sibling.parentId : "parentId" in value ? value.parentId : undefined;
  if (value.type === "moveTasks") return { ...value, parentId };
  if (value.type !== "insertTasks" || !("tasks" in value) || !Array.isArray(value.tasks)) return value;
  let depth = -1;
  const tasks = value.tasks.map((task: { depth: number }, at) => ({ ...task, id: `n${step}-${at}`, depth: (depth = Math.min(task.depth, depth + 1)) }));
  return { ...value, parentId, tasks };
}

const dates = (project: Project) => schedule(project).schedule;
const context = (seed: string) => ({ actor: "ann", at: 0, newId: seededIds(seed), schedule: dates });

/** Applies the commands that are granted, one by one; answers every state on the way. */
function play(draws: readonly Draw[]): { readonly states: Project[]; readonly changes: Change[] } {
  const states = [start];
  const changes: Change[] = [];
  for (const [at, draw] of draws.entries()) {
    const project = states.at(-1) ?? start;
    const decision = decide(project, [commandOn(project, draw, at)], context(`k${at}`));
    if ("refusals" in decision) {
      for (const refusal of decision.refusals) expect(refusal.message).toMatch(/^.+\.$/s);
      continue;
    }
    changes.push(decision.change);
    states.push(evolve(project, decision.change));
  }
  return { states, changes };
}

function checkWhole(project: Project): void {
  for (const { kind, record } of recordsOf(project)) expect(recordSchemas[kind].parse(record)).toEqual(record);
  const { task, link, assignment, calendar, resource, riskItem, taskBaseline } = project.records;
  const pairs = [...link.values()].map((one) => `${one.predecessorId} ${one.successorId}`);
  expect(new Set(pairs).size).toBe(pairs.length);
  for (const one of link.values()) expect([task.has(one.predecessorId), task.has(one.successorId)]).toEqual([true, true]);
  for (const one of assignment.values()) {
    expect([task.has(one.taskId), one.resourceId === undefined || resource.has(one.resourceId)]).toEqual([true, true]);
    expect(one.remainingWorkMinutes).toBeCloseTo(one.workMinutes - one.actualWorkMinutes, 6);
  }
  for (const one of taskBaseline.values()) expect(task.has(one.taskId)).toBe(true);
  for (const one of riskItem.values()) expect(one.taskIds.every((taskId) => task.has(taskId))).toBe(true);
  expect(calendar.has(settingsOf(project).calendarId)).toBe(true);
  const numbers = [...task.values()].map((one) => one.number);
  expect(new Set(numbers).size).toBe(numbers.length);
  expect(Math.max(0, ...numbers)).toBeLessThan(settingsOf(project).nextTaskNumber);
  for (const one of task.values()) {
    if (one.parentId !== undefined) expect(outlineOf(project).rows[outlineOf(project).rowOf(one.id)?.parentIndex ?? -1]?.task.id).toBe(one.parentId);
    if (one.calendarId !== undefined) expect(calendar.has(one.calendarId)).toBe(true);
    expect(one.remainingDurationMinutes).toBeCloseTo(one.durationMinutes - one.actualDurationMinutes, 6);
    if (one.percentComplete > 0 || one.actualFinish !== undefined) expect(one.actualStart ?? Infinity).toBeLessThanOrEqual(one.actualFinish ?? 1e9);
    expect(one.actualFinish === undefined || one.remainingDurationMinutes === 0).toBe(true);
    expect(one.percentComplete < 100 || one.actualFinish !== undefined).toBe(true);
    expect(["ASAP", "ALAP"].includes(one.constraint)).toBe(one.constraintDate === undefined);
  }
  checkRanks(project);
  expect(leafLoop(project)).toBe(false);
}

function checkRanks(project: Project): void {
  for (const parent of [undefined, ...outlineOf(project).rows.map((row) => row.task.id)]) {
    const ranks = outlineOf(project).childrenOf(parent).map((one) => one.rank);
    expect(new Set(ranks).size).toBe(ranks.length);
  }
}

/** Loops found the plain way: links spread over all leaves, then leaves without predecessors taken away. */
function leafLoop(project: Project): boolean {
  const { rows, indexOf } = outlineOf(project);
  const leavesOf = (taskId: string): string[] => {
    const from = indexOf(taskId) ?? 0;
    return rows.slice(from, rows[from]?.endIndex).filter((row) => !row.isSummary).map((row) => row.task.id);
  };
  let pairs = [...project.records.link.values()].flatMap((link) => leavesOf(link.predecessorId).flatMap((a) => leavesOf(link.successorId).map((b) => [a, b])));
  for (let before = -1; before !== pairs.length; ) {
    before = pairs.length;
    const waiting = new Set(pairs.map(([, b]) => b));
    pairs = pairs.filter(([a]) => waiting.has(a));
  }
  return pairs.length > 0;
}

const commands = fc.array(command, { minLength: 1, maxLength: 30, size: "max" });

test("whatever is granted leaves the plan whole, and what is reversed is as before", () => {
  fc.assert(
    fc.property(commands, (list) => {
      const { states, changes } = play(list);
      changes.forEach((change, at) => {
        const [before, after] = [states[at] ?? start, states[at + 1] ?? start];
        checkWhole(after);
        expect(canonicalJson(evolve(after, reverse(change)))).toBe(canonicalJson(before));
      });
    }),
    { numRuns: 150 },
  );
});

test("what decide refuses for a loop would have made one", () => {
  fc.assert(
    fc.property(commands, id, id, (list, from, to) => {
      const project = play(list).states.at(-1) ?? start;
      const { rows } = outlineOf(project);
      const [predecessorId = "", successorId = ""] = [from, to].map((number) => rows[number % Math.max(1, rows.length)]?.task.id);
      const decision = decide(project, [{ type: "linkTasks", predecessorId, successorId, linkType: "FS", lagMinutes: 0, lagPercent: 0, lagUnit: "d" }], context("x"));
      if (!("refusals" in decision) || decision.refusals[0]?.code !== "link/loop") return;
      const link = { id: "x", predecessorId, successorId, type: "FS" as const, lagMinutes: 0, lagPercent: 0, lagUnit: "d" as const };
      expect(leafLoop(evolve(project, { added: [{ kind: "link", record: link }], updated: [], removed: [] }))).toBe(true);
    }),
    { numRuns: 150 },
  );
});

test("undoing all and redoing all by revert commands is byte-equal both ways", () => {
  fc.assert(
    fc.property(commands, (list) => {
      const { states, changes } = play(list);
      let project = states.at(-1) ?? start;
      const last = canonicalJson(project);
      const undone: Change[] = [];
      for (const change of [...changes].reverse()) undone.push(takeBack(project, change, (next) => (project = next)));
      expect(canonicalJson(project)).toBe(canonicalJson(start));
      for (const change of undone.reverse()) takeBack(project, change, (next) => (project = next));
      expect(canonicalJson(project)).toBe(last);
    }),
    { numRuns: 100 },
  );
});

function takeBack(project: Project, change: Change, keep: (next: Project) => void): Change {
  const command = commandSchema.parse({ type: "revert", label: "Undo", change: JSON.parse(JSON.stringify(reverse(change))) });
  const decision = decide(project, [command], context("u"));
  expect("refusals" in decision ? decision.refusals : []).toEqual([]);
  if ("refusals" in decision) return change;
  keep(evolve(project, decision.change));
  return decision.change;
}

test("a list of commands decided at once does the same as one by one", () => {
  fc.assert(
    fc.property(commands, (list) => {
      const granted: Command[] = [];
      let project = start;
      let used = 0;
      for (const [at, draw] of list.entries()) {
        const one = commandOn(project, draw, at);
        const ids = idsAfter(used);
        const decision = decide(project, [one], { ...context("k"), newId: ids.newId });
        if ("refusals" in decision) continue;
        used = ids.count();
        granted.push(one);
        project = evolve(project, decision.change);
      }
      const together = decide(start, granted, context("k"));
      expect("refusals" in together ? together.refusals : []).toEqual([]);
      if ("change" in together) expect(canonicalJson(evolve(start, together.change))).toBe(canonicalJson(project));
    }),
    { numRuns: 100 },
  );
});

/** Seeded ids from a place on, so that refused commands use up none. */
function idsAfter(used: number): { readonly newId: () => string; readonly count: () => number } {
  let count = used;
  return { newId: () => `k.${(count += 1)}`, count: () => count };
}
