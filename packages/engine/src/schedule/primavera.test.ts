/** Primavera's rules one by one: each option decides once, with dates worked out by hand. */
import { smallPlan, type SmallTask } from "@leadline/testkit/small-plan.ts";
import { expect, test } from "vitest";
import type { P6Activity } from "../model/plan/p6-activity.ts";
import type { P6Options } from "../model/plan/p6-options.ts";
import { USUAL_P6_OPTIONS } from "../model/plan/usual-p6-options.ts";
import { settingsOf, type KindedRecord, type Project } from "../model/project.ts";
import type { CalendarRecord, Link, ProjectSettings } from "../model/records.ts";
import { formatIso, parseIso, type Minute } from "../time/minute.ts";
import { schedule } from "./compute.ts";
import { whyDate } from "./explain.ts";

const DAY = 480;

/** "03-09 08" or "03-09 17" of the year 2026. */
function on(text: string): Minute {
  const minute = parseIso(`2026-${text.slice(0, 5)}T${text.slice(6).padEnd(5, ":00")}`);
  if (minute === undefined) throw new Error(`“${text}” is no date`);
  return minute;
}

const short = (minute: Minute): string => formatIso(minute).slice(5, 16).replace("T", " ").replace(":00", "");

type LinkWish = Pick<Link, "predecessorId" | "successorId"> & Partial<Link>;

interface Wish {
  readonly links?: readonly LinkWish[];
  readonly options?: Partial<P6Options>;
  readonly settings?: Partial<ProjectSettings>;
  readonly more?: readonly KindedRecord[];
}

function plan(tasks: readonly SmallTask[], { links = [], options = {}, settings = {}, more = [] }: Wish = {}): Project {
  const records = links.map((link, at): KindedRecord => ({ kind: "link", record: { id: `l${at}`, type: "FS", lagMinutes: 0, lagPercent: 0, lagUnit: "d", ...link } }));
  const project = smallPlan(tasks, [...records, ...more]);
  const made: ProjectSettings = { ...settingsOf(project), schedulingRules: "primavera", p6: { ...USUAL_P6_OPTIONS, ...options }, ...settings };
  return { records: { ...project.records, settings: new Map([["settings", made]]) } };
}

/** Start and finish of each task asked for, and its total float in days where `float` is given. */
function checkDates(project: Project, expected: Readonly<Record<string, string>>): void {
  const { schedule: result } = schedule(project);
  const found = Object.fromEntries(Object.keys(expected).map((id) => {
    const dates = result.of(id);
    return [id, dates ? `${short(dates.start)} - ${short(dates.finish)}` : "none"];
  }));
  expect(found).toEqual(expected);
}

function floats(project: Project, ...ids: readonly string[]): (number | undefined)[] {
  const { schedule: result } = schedule(project);
  return ids.map((id) => (result.of(id)?.totalSlackMinutes ?? NaN) / DAY);
}

const started = (id: string, days: number, left: number, from: string): SmallTask => ({ id, durationMinutes: days * DAY, actualStart: on(from), remainingDurationMinutes: left * DAY, actualDurationMinutes: (days - left) * DAY });
const task = (id: string, days: number, more: Partial<SmallTask> = {}): SmallTask => ({ id, durationMinutes: days * DAY, ...more });
const p6 = (given: Partial<P6Activity>): { p6: P6Activity } => ({ p6: { activityType: "task", ...given } });
const chain = (...ids: readonly string[]): readonly LinkWish[] => ids.slice(1).map((successorId, at) => ({ predecessorId: ids[at] ?? "", successorId }));

/** EX-A18: A started 2 March with 5 days left at the data date 9 March; B behind it has begun out of sequence with 2 days left. */
const outOfSequence = [started("a", 10, 5, "03-02 08"), started("b", 4, 2, "03-05 08"), task("c", 3)];
const atNinth: Partial<ProjectSettings> = { statusDate: on("03-09 08") };

test("EX-A18 retained logic: what is left waits for the unfinished predecessor", () => {
  const project = plan(outOfSequence, { links: chain("a", "b", "c"), settings: atNinth });
  checkDates(project, { a: "03-02 08 - 03-13 17", b: "03-05 08 - 03-17 17", c: "03-18 08 - 03-20 17" });
  expect(schedule(project).schedule.of("b")?.remainingStart).toBe(on("03-16 08"));
  expect(floats(project, "a", "b", "c")).toEqual([0, 0, 0]);
});

test("EX-A18 progress override: what is left goes on at the data date, and the predecessor has the whole plan's float", () => {
  const project = plan(outOfSequence, { links: chain("a", "b", "c"), settings: atNinth, options: { progress: "progressOverride" } });
  checkDates(project, { a: "03-02 08 - 03-13 17", b: "03-05 08 - 03-10 17", c: "03-11 08 - 03-13 17" });
  expect(floats(project, "a", "b", "c")).toEqual([0, 0, 0]);
});

test("actual dates: the predecessor should have ended before its successor really began", () => {
  const project = plan(outOfSequence, { links: chain("a", "b", "c"), settings: atNinth, options: { progress: "actualDates" } });
  checkDates(project, { a: "03-02 08 - 03-13 17", b: "03-05 08 - 03-10 17", c: "03-11 08 - 03-13 17" });
  // Late finish of A = Wednesday 4 March 17:00, seven working days before its early finish.
  expect(floats(project, "a", "b")).toEqual([-7, 0]);
});

test("a finished task out of sequence passes on what it should have waited for", () => {
  const tasks = [started("a", 10, 5, "03-02 08"), { ...started("b", 2, 0, "03-05 08"), actualFinish: on("03-06 17") }, task("c", 1)];
  checkDates(plan(tasks, { links: chain("a", "b", "c"), settings: atNinth }), { b: "03-05 08 - 03-06 17", c: "03-16 08 - 03-16 17" });
  checkDates(plan(tasks, { links: chain("a", "b", "c"), settings: atNinth, options: { progress: "progressOverride" } }), { c: "03-09 08 - 03-09 17" });
});

test("nothing unfinished is scheduled before the data date, whatever a lead says", () => {
  const wish = { links: [{ predecessorId: "a", successorId: "b", lagMinutes: -3 * DAY }], settings: { statusDate: on("03-04 08") } };
  checkDates(plan([task("a", 1), task("b", 1)], wish), { a: "03-04 08 - 03-04 17", b: "03-04 08 - 03-04 17" });
});

/** Works Monday to Saturday, 08:00-12:00 and 13:00-17:00. */
const sixDays: CalendarRecord = {
  id: "six",
  name: "Six days",
  week: [{ kind: "nonworking" }, ...Array.from({ length: 6 }, () => ({ kind: "working" as const, times: [{ from: 480, to: 720 }, { from: 780, to: 1020 }] }))],
  workWeeks: [],
  exceptions: [],
};

test("the lag calendar decides where a lag over a weekend ends", () => {
  // A ends Friday 6 March 17:00 in the five-day calendar; B works Monday to Saturday; the lag is one day (8 hours).
  const of = (lagCalendar: P6Options["lagCalendar"]): Project =>
    plan([task("a", 5), task("b", 1, { calendarId: "six" })], { links: [{ predecessorId: "a", successorId: "b", lagMinutes: DAY }], options: { lagCalendar }, more: [{ kind: "calendar", record: sixDays }] });
  checkDates(of("predecessor"), { b: "03-10 08 - 03-10 17" });
  checkDates(of("project"), { b: "03-10 08 - 03-10 17" });
  checkDates(of("successor"), { b: "03-09 08 - 03-09 17" });
  // 17:00 plus eight hours of the clock is Saturday 01:00.
  checkDates(of("roundTheClock"), { b: "03-07 08 - 03-07 17" });
});

test("the lag of a start-to-start link counts from the early start or from the actual one", () => {
  // A began Monday 2 March and was held up: at the data date 9 March its rest waits for X, which ends Wednesday 11 March.
  const tasks = [task("x", 3), started("a", 4, 2, "03-02 08"), task("b", 2)];
  const links = [{ predecessorId: "x", successorId: "a" }, { predecessorId: "a", successorId: "b", type: "SS" as const, lagMinutes: 6 * DAY }];
  const of = (startToStartLagFrom: P6Options["startToStartLagFrom"]): Project => plan(tasks, { links, settings: atNinth, options: { startToStartLagFrom } });
  // Five of the six days have passed since 2 March; one is left, counted from where A goes on, Thursday 12 March.
  checkDates(of("earlyStart"), { b: "03-13 08 - 03-16 17" });
  // Six working days after Monday 2 March 08:00.
  checkDates(of("actualStart"), { b: "03-10 08 - 03-11 17" });
});

test("total float is that of the start, of the finish, or the smaller of the two", () => {
  // B depends on a person who works Monday to Saturday: its two days run Friday and Saturday, late ones Monday and Tuesday.
  const tasks = [task("a", 4), task("b", 2, { taskType: "fixedDuration", ...p6({ activityType: "resource" }) }), task("c", 7)];
  const more: KindedRecord[] = [
    { kind: "calendar", record: sixDays },
    { kind: "resource", record: { id: "r", name: "Ann", type: "work", maxUnits: 1, calendarId: "six", rank: "V" } },
    { kind: "assignment", record: { id: "as", taskId: "b", resourceId: "r", units: 1, workMinutes: 2 * DAY, actualWorkMinutes: 0, remainingWorkMinutes: 2 * DAY, delayMinutes: 0 } },
  ];
  const of = (totalFloat: P6Options["totalFloat"]): Project => plan(tasks, { links: chain("a", "b"), options: { totalFloat }, more });
  checkDates(of("finish"), { b: "03-06 08 - 03-07 17", c: "03-02 08 - 03-10 17" });
  // Finish: Saturday is no day of B's own calendar, so from Friday evening to Tuesday evening there are two days.
  expect([floats(of("start"), "b"), floats(of("finish"), "b"), floats(of("smallest"), "b")]).toEqual([[1], [2], [1]]);
});

test("open ends are critical where the project says so", () => {
  const of = (openEndsAreCritical: boolean): Project => plan([task("a", 5), task("b", 2)], { options: { openEndsAreCritical } });
  expect(schedule(of(false)).schedule.criticalTaskIds).toEqual(["a"]);
  expect(schedule(of(true)).schedule.criticalTaskIds).toEqual(["a", "b"]);
});

test("the threshold of total float widens what is critical", () => {
  const of = (criticalSlackLimitDays: number): readonly string[] => schedule(plan([task("a", 5), task("b", 3)], { settings: { criticalSlackLimitDays } })).schedule.criticalTaskIds;
  expect([of(1), of(2)]).toEqual([["a"], ["a", "b"]]);
});

test("the longest path follows driving links, whatever the float", () => {
  // C must start late by a constraint, so A, B have float; the longest path is C alone and what drives it: nothing.
  const tasks = [task("a", 2), task("b", 2), task("c", 5, { ...p6({ constraint: { type: "startOnOrAfter", date: on("03-16 08") } }), constraint: "SNET", constraintDate: on("03-16 08") }), task("d", 3)];
  const project = plan(tasks, { links: [...chain("a", "b", "c"), { predecessorId: "c", successorId: "d" }], options: { critical: "longestPath" }, settings: { criticalSlackLimitDays: 20 } });
  expect(schedule(project).schedule.criticalTaskIds).toEqual(["c", "d"]);
  const byFloat = plan(tasks, { links: [...chain("a", "b", "c"), { predecessorId: "c", successorId: "d" }], settings: { criticalSlackLimitDays: 20 } });
  expect(schedule(byFloat).schedule.criticalTaskIds).toEqual(["a", "b", "c", "d"]);
});

test("late dates begin at the date by which the project must finish", () => {
  const of = (mustFinishBy: Minute): Project => plan([task("a", 5)], { options: { mustFinishBy } });
  expect([floats(of(on("03-10 17")), "a"), floats(of(on("03-05 17")), "a")]).toEqual([[2], [-1]]);
});

test("an expected finish sets how much is left, where the option is on", () => {
  const expecting = [{ ...started("a", 5, 3, "03-02 08"), ...p6({ expectedFinish: on("03-13 17") }) }];
  checkDates(plan(expecting, { settings: atNinth }), { a: "03-02 08 - 03-13 17" });
  checkDates(plan(expecting, { settings: atNinth, options: { useExpectedFinish: false } }), { a: "03-02 08 - 03-11 17" });
});

test("a pause ends where the work resumes", () => {
  checkDates(plan([{ ...started("a", 5, 3, "03-02 08"), ...p6({ suspend: on("03-04 17"), resume: on("03-16 08") }) }], { settings: atNinth }), { a: "03-02 08 - 03-18 17" });
});

const CONSTRAINTS: readonly (readonly [P6Activity["constraint"] & object, string, readonly [number, number]])[] = [
  // A 3d to Wednesday, then B 2d; C 8d in parallel ends Wednesday 11 March. Float of A and of B in days.
  [{ type: "startOnOrAfter", date: on("03-09 08") }, "03-09 08 - 03-10 17", [3, 1]],
  [{ type: "finishOnOrAfter", date: on("03-11 17") }, "03-10 08 - 03-11 17", [3, 0]],
  [{ type: "startOnOrBefore", date: on("03-04 08") }, "03-05 08 - 03-06 17", [-1, -1]],
  [{ type: "finishOnOrBefore", date: on("03-05 17") }, "03-05 08 - 03-06 17", [-1, -1]],
  [{ type: "startOn", date: on("03-09 08") }, "03-09 08 - 03-10 17", [2, 0]],
  // A soft “start on” does not pull B before its predecessor ends.
  [{ type: "startOn", date: on("03-03 08") }, "03-05 08 - 03-06 17", [-2, -2]],
  [{ type: "finishOn", date: on("03-05 17") }, "03-05 08 - 03-06 17", [-1, -1]],
  // A mandatory one does, and leaves the predecessor late.
  [{ type: "mandatoryStart", date: on("03-03 08") }, "03-03 08 - 03-04 17", [-2, 0]],
  [{ type: "mandatoryFinish", date: on("03-05 17") }, "03-04 08 - 03-05 17", [-1, 0]],
];

for (const [constraint, dates, float] of CONSTRAINTS) {
  test(`the constraint ${constraint.type} ${constraint.date === undefined ? "" : short(constraint.date)} gives ${dates}`, () => {
    const project = plan([task("a", 3), task("b", 2, p6({ secondConstraint: constraint })), task("c", 8)], { links: chain("a", "b") });
    checkDates(project, { b: dates });
    expect(floats(project, "a", "b")).toEqual(float);
  });
}

test("two constraints hold at once: not before the one, not later than the other", () => {
  const both = p6({ constraint: { type: "startOnOrAfter", date: on("03-05 08") }, secondConstraint: { type: "finishOnOrBefore", date: on("03-09 17") } });
  const project = plan([task("a", 2, { ...both, constraint: "SNET", constraintDate: on("03-05 08") }), task("c", 10)]);
  checkDates(project, { a: "03-05 08 - 03-06 17" });
  expect(floats(project, "a")).toEqual([1]);
});

test("as late as possible uses up free float and moves nobody", () => {
  const project = plan([task("a", 1, { ...p6({ constraint: { type: "asLateAsPossible" } }), constraint: "ALAP" }), task("b", 4), task("c", 1), task("d", 9)], { links: [{ predecessorId: "a", successorId: "c" }, { predecessorId: "b", successorId: "c" }] });
  checkDates(project, { a: "03-05 08 - 03-05 17", c: "03-06 08 - 03-06 17" });
  // C has float up to D's end, and so has A; Primavera does not push A to the end of the project.
  expect(floats(project, "a", "c")).toEqual([4, 4]);
});

test("an edited constraint of Microsoft Project's beats the one that came from Primavera", () => {
  const kept = p6({ constraint: { type: "mandatoryStart", date: on("03-16 08") } });
  checkDates(plan([task("a", 1, { ...kept, constraint: "MSO", constraintDate: on("03-16 08") })]), { a: "03-16 08 - 03-16 17" });
  checkDates(plan([task("a", 1, { ...kept, constraint: "SNET", constraintDate: on("03-10 08") })]), { a: "03-10 08 - 03-10 17" });
  checkDates(plan([task("a", 1, { ...kept, constraint: "ASAP" })]), { a: "03-02 08 - 03-02 17" });
});

test("a level of effort spans its neighbours, drives nobody and is never critical", () => {
  const tasks = [task("a", 3), task("b", 4), task("loe", 1, p6({ activityType: "levelOfEffort" })), task("z", 1)];
  const links = [...chain("a", "b"), { predecessorId: "a", successorId: "loe", type: "SS" as const }, { predecessorId: "b", successorId: "loe", type: "FF" as const }, { predecessorId: "loe", successorId: "z" }];
  const project = plan(tasks, { links });
  checkDates(project, { loe: "03-02 08 - 03-10 17", z: "03-02 08 - 03-02 17" });
  expect(schedule(project).schedule.criticalTaskIds).toEqual(["a", "b"]);
});

test("a level of effort that leads to its last task ends where that begins", () => {
  const tasks = [task("a", 3), task("b", 4), task("loe", 1, p6({ activityType: "levelOfEffort" }))];
  checkDates(plan(tasks, { links: [...chain("a", "b"), { predecessorId: "a", successorId: "loe", type: "SS" }, { predecessorId: "loe", successorId: "b" }] }), { loe: "03-02 08 - 03-04 17" });
});

test("a WBS summary activity spans all that stands in its WBS element", () => {
  const tasks = [{ id: "s" }, task("a", 3, { level: 2 }), task("b", 2, { level: 2 }), task("w", 1, { level: 2, ...p6({ activityType: "wbsSummary" }) }), task("x", 9)];
  checkDates(plan(tasks, { links: chain("a", "b") }), { w: "03-02 08 - 03-06 17", s: "03-02 08 - 03-06 17" });
});

test("a start milestone begins a day, a finish milestone ends one", () => {
  const tasks = [task("a", 5), task("s", 0, p6({ activityType: "startMilestone" })), task("f", 0, p6({ activityType: "finishMilestone" })), task("z", 1)];
  const links = [{ predecessorId: "a", successorId: "s" }, { predecessorId: "a", successorId: "f" }, { predecessorId: "s", successorId: "z" }];
  checkDates(plan(tasks, { links }), { s: "03-09 08 - 03-09 08", f: "03-06 17 - 03-06 17" });
});

test("several links of different type hold between the same two tasks", () => {
  // B may start two days after A starts, and must not finish before two days after A finishes.
  const links = [{ predecessorId: "a", successorId: "b", type: "SS" as const, lagMinutes: 2 * DAY }, { predecessorId: "a", successorId: "b", type: "FF" as const, lagMinutes: 2 * DAY }];
  checkDates(plan([task("a", 5), task("b", 3)], { links }), { b: "03-06 08 - 03-10 17" });
  checkDates(plan([task("a", 5), task("b", 9)], { links }), { b: "03-04 08 - 03-16 17" });
});

test("free float runs to the next successor, without one to the end of the plan", () => {
  const project = plan([task("a", 2), task("b", 3), task("c", 1), task("d", 8)], { links: [{ predecessorId: "a", successorId: "c" }, { predecessorId: "b", successorId: "c" }] });
  const { schedule: result } = schedule(project);
  expect(["a", "b", "c"].map((id) => (result.of(id)?.freeSlackMinutes ?? NaN) / DAY)).toEqual([1, 0, 4]);
});

function why(project: Project, id: string): string {
  const told = whyDate(project, schedule(project).schedule, id);
  return told.steps.map(({ cause, sentence }) => `${cause}: ${sentence}`).join("\n");
}

test("why names the data date, retained logic, the pause and mandatory constraints", () => {
  const retained = plan(outOfSequence, { links: chain("a", "b", "c"), settings: atNinth });
  expect(why(retained, "b")).toMatch(/^link: “B” \(row 2\) starts Thu 5 March 2026 08:00 because that is when it really started; the 2d still to do go on Mon 16 March 2026 08:00: by retained logic they wait, because “A” \(row 1\) finishes Fri 13 March 2026 17:00/);
  expect(why(retained, "a")).toContain("dataDate: “A” (row 1) starts Mon 2 March 2026 08:00 because that is when it really started; the 5d still to do go on Mon 9 March 2026 08:00, since the data date is Mon 9 March 2026 08:00.");
  expect(why(plan([task("a", 1)], { settings: atNinth }), "a")).toContain("because the data date is Mon 9 March 2026 08:00: nothing unfinished is scheduled before it.");
  const mandatory = plan([task("a", 3), task("b", 2, { ...p6({ constraint: { type: "mandatoryStart", date: on("03-03 08") } }), constraint: "MSO", constraintDate: on("03-03 08") })], { links: chain("a", "b") });
  expect(why(mandatory, "b")).toContain("constraint: “B” (row 2) starts Tue 3 March 2026 08:00 because of its constraint “mandatory start Tue 3 March 2026 08:00”, which holds whatever the links say.");
  const paused = plan([{ ...started("a", 5, 3, "03-02 08"), ...p6({ resume: on("03-16 08") }) }], { settings: atNinth });
  expect(why(paused, "a")).toContain("go on Mon 16 March 2026 08:00, which is when its pause ends.");
});
