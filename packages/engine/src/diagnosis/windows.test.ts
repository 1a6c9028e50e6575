/** Windows between status dates: progress and revision are told apart by the half step, and every split adds up. */
import { finishToStart, smallPlan, type SmallTask } from "@leadline/testkit/small-plan.ts";
import { expect, test } from "vitest";
import { settingsOf, type Project } from "../model/project.ts";
import { schedule } from "../schedule/compute.ts";
import { minuteOf, type Minute } from "../time/minute.ts";
import { actingChanges, concurrencySentence, diagnosisSentence, pathSentence, sharesSentence, shareSentence, windowSentence } from "./diagnosis-words.ts";
import { baselinePaths } from "./baseline-path.ts";
import { whyMoved } from "./why-moved.ts";
import { diagnose, type PlanUpdate } from "./windows.ts";

const D = 480;

/** A task that is done: it took so many days from its scheduled start on. */
function done(days: number): Partial<SmallTask> {
  return { durationMinutes: days * D, actualDurationMinutes: days * D, remainingDurationMinutes: 0, percentComplete: 100 };
}

function chain(tasks: Readonly<Record<string, Partial<SmallTask> & { readonly after?: readonly string[] }>>, statusDate?: Minute): Project {
  const list = Object.entries(tasks).map(([id, task], at, all) => ({ id, ...(at > 0 && task.after === undefined && { after: [all[at - 1]?.[0] ?? ""] }), ...task }));
  const bare = smallPlan(list.map(({ percentComplete: _percent, actualDurationMinutes: _actual, ...rest }) => rest));
  const dates = schedule(bare).schedule;
  const plan = smallPlan(list.map((task) => {
    const own = dates.of(task.id);
    return task.percentComplete === 100 && own ? { ...task, actualStart: own.start, actualFinish: own.finish } : task;
  }));
  return statusDate === undefined ? plan : { records: { ...plan.records, settings: new Map([["settings", { ...settingsOf(plan), statusDate }]]) } };
}

function updates(...projects: readonly Project[]): readonly PlanUpdate[] {
  return projects.map((project, at) => ({ project, name: at === 0 ? "the baseline" : `update ${at}` }));
}

/** EX-D7 of the specification: finishes 100 · 106 104 · 112 112 · 111 115. */
function exampleD7(): readonly PlanUpdate[] {
  return updates(
    chain({ a: { durationMinutes: 30 * D }, b: { durationMinutes: 30 * D }, c: { durationMinutes: 20 * D }, d: { durationMinutes: 20 * D } }),
    chain({ a: done(36), b: { durationMinutes: 30 * D }, c: { durationMinutes: 20 * D }, d: { durationMinutes: 18 * D } }, minuteOf(2026, 4, 21, 17)),
    chain({ a: done(36), b: done(38), c: { durationMinutes: 20 * D }, d: { durationMinutes: 18 * D } }, minuteOf(2026, 6, 12, 17)),
    chain({ a: done(36), b: done(38), c: done(19), d: { durationMinutes: 18 * D }, e: { durationMinutes: 4 * D } }, minuteOf(2026, 7, 10, 17)),
  );
}

test("EX-D7: three windows split into +6 -2, +8 0, -1 +4, in all 15 = 13 by progress and 2 by revision", () => {
  const diagnosis = diagnose(exampleD7());
  expect(diagnosis?.windows.map(({ slipDays, progress, revision }) => [slipDays, progress.slipDays, revision.slipDays])).toEqual([[4, 6, -2], [8, 8, 0], [3, -1, 4]]);
  expect(diagnosis).toMatchObject({ slipDays: 15, progressDays: 13, revisionDays: 2 });
  expect(diagnosis && diagnosisSentence(diagnosis)).toBe("In 3 windows the finish moved 15 working days later (Fri 17 July 2026 → Fri 7 August 2026): 13 days later by progress, 2 days later by changes to the plan.");
});

test("the sentence of a window says what its numbers say", () => {
  const [first, second] = diagnose(exampleD7())?.windows ?? [];
  expect(first && windowSentence(first)).toBe("From the baseline to update 1 the finish moved 4 working days later (Fri 17 July 2026 → Thu 23 July 2026): progress moved it 6 days later, changes to the plan 2 days earlier. With the new progress alone it would have been Mon 27 July 2026.");
  expect(first && actingChanges(first.progress).map(({ sentence }) => sentence)).toEqual([expect.stringMatching(/^“A” \(row 1\): duration 30d → 36d.*the finish moves 6 working days later\.$/)]);
  expect(first && actingChanges(first.revision).map(({ sentence }) => sentence)).toEqual(["“D” (row 4): duration 20d → 18d; the finish moves 2 working days earlier."]);
  expect(second && windowSentence(second)).toContain("progress moved it 8 days later, changes to the plan 0 days");
});

test("along the path as it was built the shares add up to the slip", () => {
  const diagnosis = diagnose(exampleD7());
  const shares = diagnosis?.shares.shares ?? [];
  expect(shares.map(({ taskId }) => taskId)).toEqual(["a", "b", "c", "d", "new.e"]);
  expect(shares.map(({ waitedDays, tookLongerDays }) => [waitedDays, tookLongerDays])).toEqual([[0, 6], [0, 8], [0, -1], [0, -2], [0, 4]]);
  expect(shares.reduce((sum, { waitedDays, tookLongerDays }) => sum + waitedDays + tookLongerDays, 0)).toBe(15);
  const [a, , c] = shares;
  expect(diagnosis && a && shareSentence(diagnosis.last, a)).toBe("“A” (row 1) took 6 days longer.");
  expect(diagnosis && c && shareSentence(diagnosis.last, c)).toBe("“C” (row 3) took 1 day less.");
});

test("slack that the path had is used up first", () => {
  const before = chain({ a: { durationMinutes: 10 * D }, b: { durationMinutes: 6 * D, after: [] }, c: { durationMinutes: 2 * D, after: ["a", "b"] } });
  const after = chain({ a: { durationMinutes: 10 * D }, b: { ...done(13), after: [] }, c: { durationMinutes: 2 * D, after: ["a", "b"] } }, minuteOf(2026, 3, 18, 17));
  const diagnosis = diagnose(updates(before, after));
  expect(diagnosis?.shares.shares.map(({ taskId, waitedDays, tookLongerDays }) => [taskId, waitedDays, tookLongerDays])).toEqual([["b", 0, 7], ["c", -4, 0]]);
  expect(diagnosis?.slipDays).toBe(3);
  expect(diagnosis && sharesSentence(diagnosis.shares)).toBe("Along the path as it was built, the finish moved 3 working days later.");
  const [window] = diagnosis?.windows ?? [];
  expect(diagnosis && window && pathSentence(diagnosis.last, window)).toBe("The driving path changed: “B” (row 2) came onto it, “A” (row 1) left it.");
});

test("two causes side by side are both reported and nothing is shared out", () => {
  const before = chain({ a: { durationMinutes: 10 * D }, b: { durationMinutes: 10 * D, after: [] }, c: { durationMinutes: 2 * D, after: ["a", "b"] } });
  const after = chain({ a: done(15), b: { ...done(14), after: [] }, c: { durationMinutes: 2 * D, after: ["a", "b"] } }, minuteOf(2026, 3, 20, 17));
  const diagnosis = diagnose(updates(before, after));
  const [found] = diagnosis?.windows[0]?.concurrent ?? [];
  expect(diagnosis?.slipDays).toBe(5);
  expect(found).toEqual({ onlyTogetherDays: 4, causes: [{ taskId: "a", aloneDays: 5, backDays: 1 }, { taskId: "b", aloneDays: 4, backDays: 0 }] });
  expect(diagnosis && found && concurrencySentence(diagnosis.last, found)).toBe(
    "Concurrent delay: “A” (row 1) alone would have cost 5 days, and without it 1 day comes back; “B” (row 2) alone would have cost 4 days, and without it nothing comes back. 4 days come back only if none of them had been. Leadline reports them side by side and shares nothing out.",
  );
});

test("three causes side by side show although no two of them do", () => {
  const plan = (days: number): Project => chain({ a: { durationMinutes: days * D }, b: { durationMinutes: days * D, after: [] }, c: { durationMinutes: days * D, after: [] }, z: { durationMinutes: D, after: ["a", "b", "c"] } });
  const found = diagnose(updates(plan(5), plan(8)))?.windows[0]?.concurrent;
  expect(found).toMatchObject([{ onlyTogetherDays: 3, causes: [{ backDays: 0 }, { backDays: 0 }, { backDays: 0 }] }]);
});

test("causes one behind the other are not concurrent", () => {
  const found = diagnose(updates(chain({ a: { durationMinutes: 5 * D }, b: { durationMinutes: 5 * D } }), chain({ a: done(8), b: { durationMinutes: 9 * D } })))?.windows[0]?.concurrent;
  expect(found).toEqual([]);
});

test("work that was not done by the new status date is named after its task, not after the date", () => {
  const rules = { schedulingRules: "primavera" } as const;
  const plan = (statusDate: Minute): Project => {
    const bare = chain({ a: { durationMinutes: 5 * D }, b: { durationMinutes: 5 * D } }, statusDate);
    return { records: { ...bare.records, settings: new Map([["settings", { ...settingsOf(bare), ...rules }]]) } };
  };
  const started = (statusDate: Minute): Project => {
    const base = plan(statusDate);
    const a = base.records.task.get("a");
    return a ? { records: { ...base.records, task: new Map(base.records.task).set("a", { ...a, actualStart: minuteOf(2026, 3, 2, 8), percentComplete: 20, actualDurationMinutes: D, remainingDurationMinutes: 4 * D }) } } : base;
  };
  const [window] = diagnose(updates(started(minuteOf(2026, 3, 2, 17)), started(minuteOf(2026, 3, 5, 17))))?.windows ?? [];
  expect(window?.progress.slipDays).toBe(3);
  expect(window && actingChanges(window.progress).map(({ sentence }) => sentence)).toEqual(["“A” (row 1) was not done by Thu 5 March 2026, so what is left moved on; the finish moves 3 working days later."]);
});

test("updates of one log keep their ids when a task is renamed and moved", () => {
  const before = chain({ a: { durationMinutes: 5 * D }, b: { durationMinutes: 5 * D } });
  const after = chain({ a: { durationMinutes: 5 * D, name: "B" }, b: { durationMinutes: 7 * D, name: "A" } });
  const diagnosis = diagnose(updates(before, after), { ids: "shared" });
  expect(diagnosis?.windows[0]?.revision.changes.filter(({ slipDays }) => slipDays !== 0)).toMatchObject([{ taskId: "b", cause: "duration", slipDays: 2 }]);
});

test("against a baseline the path as built adds up as well, deleted tasks and all", () => {
  const plan = chain({ a: done(7), b: { durationMinutes: 5 * D }, c: { durationMinutes: 2 * D } }, minuteOf(2026, 3, 10, 17));
  const planned = schedule(chain({ a: { durationMinutes: 5 * D }, b: { durationMinutes: 4 * D }, x: { durationMinutes: 3 * D } })).schedule;
  const taskBaseline = new Map(["a", "b", "x"].flatMap((id) => {
    const dates = planned.of(id);
    return dates ? [[`0.${id}`, { id: `0.${id}`, number: 0, taskId: id, start: dates.start, finish: dates.finish }] as const] : [];
  }));
  const [found, ...others] = baselinePaths({ records: { ...plan.records, taskBaseline } });
  expect(others).toEqual([]);
  expect(found?.shares.shares.map(({ taskId, waitedDays, tookLongerDays }) => [taskId, waitedDays, tookLongerDays])).toEqual([["a", 0, 2], ["b", 0, 1], ["c", 0, 2]]);
  // B was planned 3 days before the end, C is new and takes 2: 2 + 1 + 2 less those 3.
  expect(found?.shares).toMatchObject({ slackThenDays: 3, slipDays: 2 });
  expect(baselinePaths(plan)).toEqual([]);
});

test("one plan alone has no windows", () => {
  expect(diagnose(updates(chain({ a: {} })))).toBeUndefined();
});

test("logic that changes the path is revision, and the tasks it reaches keep their own days", () => {
  const before = chain({ a: { durationMinutes: 5 * D }, b: { durationMinutes: 5 * D, after: [] } });
  const linked = chain({ a: { durationMinutes: 5 * D }, b: { durationMinutes: 5 * D, after: [] } });
  const link = finishToStart("a", "b");
  const diagnosis = diagnose(updates(before, { records: { ...linked.records, link: new Map([[link.id, link]]) } }));
  expect(diagnosis).toMatchObject({ progressDays: 0, revisionDays: 5 });
  expect(diagnosis?.shares.shares.map(({ taskId, waitedDays, tookLongerDays }) => [taskId, waitedDays, tookLongerDays])).toEqual([["a", 0, 0], ["b", 5, 0]]);
});

test("in a report's few words: how much by progress, how much by changes, and what did it; nothing where the finish stayed", () => {
  const before = chain({ a: { name: "Survey", durationMinutes: 5 * D }, b: { name: "Order", durationMinutes: 4 * D } });
  const after = chain({ a: { name: "Survey", durationMinutes: 5 * D }, b: { name: "Order", durationMinutes: 7 * D } });
  expect(whyMoved(before, after)).toMatch(/^0 days by progress, 3 days later by changes to the plan\. .*“Order”/);
  expect(whyMoved(before, before)).toBeUndefined();
});
