/** Plan-text: what a line means, what is refused and where, and that writing and reading lose nothing unsaid. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { outlineOf } from "@leadline/engine/model/plan/outline.ts";
import { projectOf, recordsOf, settingsOf, type KindedRecord, type Project } from "@leadline/engine/model/project.ts";
import { recordSchemas, type Task } from "@leadline/engine/model/records.ts";
import { formatIso, type Minute } from "@leadline/engine/time/minute.ts";
import { builtInTemplates } from "../template/built-in.ts";
import { readTemplate } from "../template/read.ts";
import { readPlanText } from "./read.ts";
import { writePlanText } from "./write.ts";

function counter(): () => string {
  let next = 1000;
  return () => `n${(next += 1)}`;
}

function plan(text: string): Project {
  const result = readPlanText(text, { newId: counter(), taskId: (label) => label });
  if (!result.ok) throw new Error(result.problem.message);
  for (const { kind, record } of recordsOf(result.project)) expect(recordSchemas[kind].parse(record)).toEqual(record);
  return result.project;
}

function task(text: string): Task {
  const found = plan(`project "P" starts 2026-03-02\n${text}`).records.task.get("A");
  if (!found) throw new Error("no task A");
  return found;
}

const iso = (minute: Minute | undefined): string => (minute === undefined ? "" : formatIso(minute).slice(0, 16));

const EXAMPLE = `project "Branch refresh" starts 2026-03-02
calendar Mon-Fri 08:00-12:00 13:00-17:00 except 2026-04-03, 2026-04-06
A "Site survey" 3d
B "Order switches" 8d after A
C "Configure VLANs" 2/5/9d after A SS+1d, B FS-50% by "Engineer"[50%]
M "Go-live" 0d after C must-finish-on 2026-03-20
`;

test("the example of the contract reads as it says", () => {
  const project = plan(EXAMPLE);
  expect(settingsOf(project)).toMatchObject({ name: "Branch refresh", nextTaskNumber: 5 });
  expect(iso(settingsOf(project).start)).toBe("2026-03-02T08:00");
  expect([...project.records.calendar.values()]).toMatchObject([{ name: "Standard", exceptions: [{ times: [] }, { times: [] }] }]);
  expect(project.records.task.get("C")).toMatchObject({ durationMinutes: 2400, estimate: { lowMinutes: 960, likelyMinutes: 2400, highMinutes: 4320 } });
  expect(project.records.task.get("M")).toMatchObject({ durationMinutes: 0, milestone: true, constraint: "MFO" });
  expect(iso(project.records.task.get("M")?.constraintDate)).toBe("2026-03-20T17:00");
  expect([...project.records.link.values()].map(({ predecessorId, successorId, type, lagMinutes, lagPercent, lagUnit }) => [predecessorId, successorId, type, lagMinutes, lagPercent, lagUnit])).toEqual([
    ["A", "B", "FS", 0, 0, "d"],
    ["A", "C", "SS", 480, 0, "d"],
    ["B", "C", "FS", 0, -50, "%"],
    ["C", "M", "FS", 0, 0, "d"],
  ]);
  expect([...project.records.assignment.values()]).toMatchObject([{ taskId: "C", units: 0.5, workMinutes: 1200, remainingWorkMinutes: 1200 }]);
  expect([...project.records.resource.values()]).toMatchObject([{ name: "Engineer", type: "work", maxUnits: 1 }]);
});

test.each<[string, Partial<Task>]>([
  ['A "x" 3 days', { durationMinutes: 1440, durationUnit: "d", estimated: false }],
  ['A "x" 1.5w?', { durationMinutes: 3600, durationUnit: "w", estimated: true }],
  ['A "x" 3ed', { durationMinutes: 4320, durationUnit: "ed" }],
  ['A "x"', { durationMinutes: 480, estimated: true }],
  ['A "say ""hi"" # now" 2h # a comment', { name: 'say "hi" # now', durationMinutes: 120 }],
  ['A "x" 2d as-late-as-possible priority 900 effort-driven fixed-work', { constraint: "ALAP", priority: 900, effortDriven: true, taskType: "fixedWork" }],
  ['A "x" 2d inactive milestone fixed-duration ignoring-resource-calendars external', { active: false, milestone: true, taskType: "fixedDuration", ignoreResourceCalendars: true, external: true }],
  ['A "x" 2d delay 1.5ed', { levelingDelayMinutes: 2160 }],
  ['A "x" 2d manual', { mode: "manual" }],
  ['A "x" 4d started 2026-03-03 done 50%', { percentComplete: 50, actualDurationMinutes: 960, remainingDurationMinutes: 960 }],
  ['A "x" 4d started 2026-03-03 done 50% remaining 3d', { percentComplete: 50, actualDurationMinutes: 480, remainingDurationMinutes: 1440 }],
  ['A "x" 4d started 2026-03-03 finished 2026-03-09', { percentComplete: 100, actualDurationMinutes: 1920, remainingDurationMinutes: 0 }],
])("%s", (text, wanted) => {
  expect(task(text)).toMatchObject(wanted);
});

test.each([
  ["must-start-on 2026-03-04", "2026-03-04T08:00"],
  ["must-finish-on 2026-03-04", "2026-03-04T17:00"],
  ["start-no-earlier-than 2026-03-04T10:30", "2026-03-04T10:30"],
  ["start-no-later-than 2026-03-04", "2026-03-04T08:00"],
  ["finish-no-earlier-than 2026-03-04", "2026-03-04T17:00"],
  ["finish-no-later-than 2026-03-04T00:00", "2026-03-04T00:00"],
])("a date without a time is the start or the end of the working day: %s", (clause, wanted) => {
  expect(iso(task(`A "x" 2d ${clause}`).constraintDate)).toBe(wanted);
});

test("manual dates may miss either end", () => {
  expect([iso(task('A "x" manual 2026-03-04..2026-03-05').manualStart), iso(task('A "x" manual 2026-03-04..2026-03-05').manualFinish)]).toEqual(["2026-03-04T08:00", "2026-03-05T17:00"]);
  expect(task('A "x" manual 2026-03-04..').manualFinish).toBeUndefined();
  expect(task('A "x" manual ..2026-03-05').manualStart).toBeUndefined();
});

test("indentation nests tasks, and labels T42 keep their numbers", () => {
  const project = plan(`project "P" starts 2026-03-02
S "Build"
    T42 "Part one" 2d
    R "Inner"
      X "Deep" 1d
"No label" 1d after "Deep" FF+1d, T42SS+2ed, SFS`);
  expect(outlineOf(project).rows.map((row) => `${row.wbs} ${row.task.number} ${row.task.name}${row.isSummary ? " +" : ""}`)).toEqual([
    "1 1 Build +",
    "1.1 42 Part one",
    "1.2 2 Inner +",
    "1.2.1 3 Deep",
    "2 4 No label",
  ].map((row) => row));
});

test("calendars have weeks, work weeks, exceptions and a base", () => {
  const project = plan(`project "P" starts 2026-03-02
calendar Mon-Thu 08:00-12:00 13:00-17:00 Fri 08:00-12:00 week 2026-07-06..2026-08-30 "Summer" Mon,Wed 07:00-13:00 except 2026-04-03 "Good Friday", 2026-12-24..2026-12-31, 2026-07-04 08:00-12:00
calendar "Anna" like "Standard" Fri off Sat 22:00-24:00
resource "Anna" 50% calendar "Anna"
resource "Cement" material
A "x" 1d calendar "Anna" by Anna, Cement[20%] 40h left 8h`);
  const [standard, anna] = [...project.records.calendar.values()];
  expect(standard?.week.map((day) => (day.kind === "working" ? day.times.length : day.kind))).toEqual(["nonworking", 2, 2, 2, 2, 1, "nonworking"]);
  expect(standard?.workWeeks[0]).toMatchObject({ name: "Summer", week: [{ kind: "nonworking" }, { kind: "working" }, { kind: "nonworking" }, { kind: "working" }, {}, {}, {}] });
  expect(standard?.exceptions.map((exception) => [exception.name, exception.toDay - exception.fromDay, exception.times.length])).toEqual([["Good Friday", 0, 0], ["", 7, 0], ["", 0, 1]]);
  expect(anna).toMatchObject({ baseCalendarId: standard?.id, week: [{ kind: "inherit" }, {}, {}, {}, {}, { kind: "nonworking" }, { kind: "working", times: [{ from: 1320, to: 1440 }] }] });
  expect([...project.records.resource.values()]).toMatchObject([{ maxUnits: 0.5, calendarId: anna?.id }, { type: "material" }]);
  expect([...project.records.assignment.values()]).toMatchObject([{ units: 1, workMinutes: 480 }, { units: 0.2, workMinutes: 2400, remainingWorkMinutes: 480, actualWorkMinutes: 1920 }]);
});

test("project options change the settings", () => {
  const project = plan('project "P" starts 2026-03-02T09:00 status 2026-03-05 hours 09:00-17:30 day 7.5h week 37.5h month 18d critical-slack 2d links-win multiple-critical-paths\nA "x" 1d');
  expect(settingsOf(project)).toMatchObject({ minutesPerDay: 450, minutesPerWeek: 2250, daysPerMonth: 18, defaultFinishTime: 1050, criticalSlackLimitDays: 2, honorConstraints: false, multipleCriticalPaths: true });
  expect(project.records.task.get("A")?.durationMinutes).toBe(450);
  expect(iso(settingsOf(project).statusDate)).toBe("2026-03-05T17:30");
});

const HEAD = 'project "P" starts 2026-03-02\n';

test.each([
  ["", 'Line 1, column 1: The first line must name the project, such as: project "Branch refresh" starts 2026-03-02.'],
  ['A "x" 3d', "Line 1, column 1: The first line must name the project"],
  ['project "P" 2026-03-02', "Line 1, column 13: Here must stand “starts” and the start date, but there is “2026-03-02”."],
  ['project "P" starts 2026-02-30', "Line 1, column 20: Here must stand a date such as 2026-03-02"],
  ['project "P" starts 2026-03-02 week 90d', "Line 1, column 36: Here must stand a number of hours such as 8h, at most 168h, but there is “90d”."],
  [`${HEAD}A x 3d`, "Line 2, column 3: After the label “A” must stand the task's name in quotes, but there is “x”."],
  [`${HEAD}A "x`, "Line 2, column 3: A text in quotes does not end on this line."],
  [`${HEAD}A "x" 3q`, "Line 2, column 7: “3q” is not a duration."],
  [`${HEAD}A "x" 3d befor B`, "Line 2, column 7: “3d befor B” is not a duration."],
  [`${HEAD}A "x" 3d after`, "Line 2, column 15: Here must stand the label of a task to wait for, but the line ends."],
  [`${HEAD}A "x" 3d after B`, "Line 2, column 16: There is no task with the label B in this file."],
  [`${HEAD}A "x" 3d after A`, "Line 2, column 16: A task cannot wait for itself"],
  [`${HEAD}A "x" 3d\nB "y" 1d after A XS+1d`, "Line 3, column 16: “XS+1d” is not a link"],
  [`${HEAD}A "x" 3d\nB "y" 1d after A, A SS`, "Line 3, column 1: This task waits twice for the same task"],
  [`${HEAD}A "x" 3d\nA "y" 1d`, "Line 3, column 1: The label A is taken by the task in line 2."],
  [`${HEAD}S "s"\n  A "x" 3d after S`, "Line 3, column 18: A task cannot wait for itself, nor for a task that it lies in"],
  [`${HEAD}S "s" 5d\n  A "x" 3d`, "Line 2, column 7: A task with tasks indented below it has no duration of its own"],
  [`${HEAD}S "s"\n    A "x" 3d\n  B "y" 1d`, "Line 4, column 3: This task is indented by 2, but the tasks beside it by 4."],
  [`${HEAD}A "x" 3d deadline 2026-03-20 deadline 2026-03-21`, "Line 2, column 30: “deadline” says again what this task has said already."],
  [`${HEAD}A "x" 3d must-start-on 2026-03-20 as-late-as-possible`, "Line 2, column 35: “as-late-as-possible” says again"],
  [`${HEAD}A "x" 3d done 150%`, "Line 2, column 15: Here must stand a percentage from 0% to 100%"],
  [`${HEAD}A "x" 3d done 50%`, "Line 2, column 1: A task with progress must say when it was “started”."],
  [`${HEAD}A "x" 3d calendar "Night"`, 'Line 2, column 19: There is no calendar named "Night" in this file.'],
  [`${HEAD}A "x" 3d by "E"[lots]`, "Line 2, column 16: “[lots]” is not a share such as [50%]."],
  [`${HEAD}calendar Mon-Fri`, "Line 2, column 17: After the days must stand working times such as 08:00-12:00, or off, but the line ends."],
  [`${HEAD}calendar Mon 12:00-08:00`, "Line 2, column 14: After the days must stand working times"],
  [`${HEAD}calendar Mon 08:00-12:00 except 2026-04-06..2026-04-03`, "Line 2, column 33: The last day lies before the first."],
  [`${HEAD}calendar "A" Mon 08:00-12:00\ncalendar "A" Tue 08:00-12:00`, 'Line 3, column 10: There is another calendar named "A" above.'],
  [`${HEAD}calendar "A" like "B"`, 'Line 2, column 19: There is no calendar named "B" in this file.'],
  [`${HEAD}resource "R" often`, "Line 2, column 14: A resource may say work, material or cost"],
  [`${HEAD}project "Q" starts 2026-03-02`, "Line 2, column 1: The project has been named already"],
  [`${HEAD}[50%]`, "Line 2, column 1: A line begins with project, calendar, resource"],
  [`${HEAD}A "x" 3d after B\nB "y" 1x`, "Line 3, column 7: “1x” is not a duration."],
])("a wrong text is refused with line and column (%#)", (text, sentence) => {
  const result = readPlanText(text, { newId: counter() });
  expect(result.ok ? "accepted" : result.problem.message.slice(0, sentence.length)).toBe(sentence);
});

function rewritten(text: string): string {
  const result = readPlanText(text, { newId: counter() });
  return result.ok ? writePlanText(result.project).text : result.problem.message;
}

test("what is written reads back as the same text", () => {
  const texts = [
    EXAMPLE,
    'project "P" starts 2026-03-02T09:00 status 2026-03-05 hours 22:00-06:00 day 8.016h week 37.5h month 18d critical-slack -1.5d links-win multiple-critical-paths\nA "x" 1d',
    `${HEAD}calendar "B" Mon-Sun 00:00-24:00 week 2026-07-06..2026-08-30 Tue 07:00-13:00 except 2026-04-03 "Good ""F""", 2026-12-24..2026-12-31 10:00-11:00\ncalendar "D" like "B" Sun off Tue-Wed 01:00-02:00\nresource "E" 33.3% calendar "D"\nresource "M" cost\nS "s" inactive\n  A "a" 3w? started 2026-03-03T10:00 done 33.3% remaining 2000m by "E"[33.3%] 12h left 3h, "M"\n  B "b" 2/3/4ed after A SF-1.5ew calendar "D" ignoring-resource-calendars manual ..2026-03-09\nC "c" 5d after S FF+12.5e% deadline 2026-05-05T11:00 start-no-later-than 2026-03-03 delay 2ed priority 0 effort-driven external`,
  ];
  for (const text of texts) {
    const once = writePlanText(plan(text)).text;
    expect(rewritten(once)).toBe(once);
  }
});

test("templates written as plan-text list what is lost, and read back", () => {
  for (const { text } of builtInTemplates()) {
    const result = readTemplate(text, { newId: counter() });
    if (!result.ok) throw new Error(result.problem.message);
    const written = writePlanText(result.project);
    expect(rewritten(written.text)).toBe(written.text);
    const lost = written.losses.map((problem) => problem.message).join(" ");
    for (const word of ["deliverable", "quality gate of", "security or procurement mark", "initials", "rate", "10 risks", "quality gates", "things to buy", "description"]) expect(lost).toContain(word);
  }
});

test("links without effect and repeated names are lost by name, never written so that reading fails", () => {
  const base = plan(`${HEAD}S "s"\n  A "a" 1d\nB "b" 1d by "E"`);
  const term = { type: "FS", lagMinutes: 0, lagPercent: 0, lagUnit: "d" } as const;
  const extra: KindedRecord[] = [
    { kind: "link", record: { id: "l1", predecessorId: "S", successorId: "A", ...term } },
    { kind: "link", record: { id: "l2", predecessorId: "A", successorId: "B", ...term } },
    { kind: "link", record: { id: "l3", predecessorId: "A", successorId: "B", ...term, type: "SS" } },
    { kind: "link", record: { id: "l4", predecessorId: "gone", successorId: "B", ...term } },
    { kind: "resource", record: { id: "z", name: "E", type: "work", maxUnits: 1, rank: "z" } },
  ];
  const written = writePlanText(projectOf([...recordsOf(base), ...extra]));
  expect(rewritten(written.text)).toBe(written.text);
  expect(written.text).toContain('resource "E (2)"');
  expect(written.losses.map((problem) => problem.message)).toEqual([
    "Plan-text cannot hold the 3 links without effect.",
    "Plan-text cannot hold the same name twice: 1 resource gets a number behind the name.",
  ]);
});

/** Pieces of valid and nearly valid lines, to be thrown together at random. */
const PIECES = [...EXAMPLE.split(/(\s+)/), "\n", "\n  ", '"', "[50%]", ",", "manual", "external", "..", "deadline", "week", "except", "like", "resource", "99999999999d", "-3d", "started", "finished", "2999-12-31", "1900-01-01", "hours", "24:00-24:00", "day", "0h", "x".repeat(1200), `"${"y".repeat(1200)}"`, "\u0000", "T0", "T999999999", "FS+9999999999d"];

test("any text is either refused with its place or makes sound records", () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...PIECES), { maxLength: 60 }), (pieces) => {
      const result = readPlanText(`project "P" starts 2026-03-02 ${pieces.join(" ").replaceAll(" \n ", "\n")}`, { newId: counter() });
      if (!result.ok) expect(result.problem.message).toMatch(/^Line \d+, column \d+: .*\.$/s);
      else for (const { kind, record } of recordsOf(result.project)) expect(recordSchemas[kind].parse(record)).toEqual(record);
    }),
    { numRuns: 2000, seed: 5 },
  );
});

test("deep nesting and many tasks are read", () => {
  const deep = Array.from({ length: 1000 }, (_, level) => `${" ".repeat(level)}L${level} "Level"`);
  expect(outlineOf(plan(`${HEAD}${deep.join("\n")}`)).rows.at(-1)?.level).toBe(1000);
  const wide = readPlanText(`${HEAD}${Array.from({ length: 130_000 }, (_, n) => `N${n} "x" 1d`).join("\n")}`, { newId: counter() });
  expect(wide.ok && wide.project.records.task.size).toBe(130_000);
});

test("materials take an amount and costs money behind their names, there and back", () => {
  const text = `${HEAD}resource "Cable" material\nresource "Travel" cost\nA "x" 3d by "Cable"[30], "Travel"[1234.50], "Engineer"[50%]\n`;
  const project = plan(text);
  const rows = [...project.records.assignment.values()].map(({ units, workMinutes, costCents }) => [units, workMinutes, costCents]);
  expect(rows).toEqual([[30, 1800, undefined], [1, 0, 123_450], [0.5, 720, undefined]]);
  const written = writePlanText(project);
  expect([written.text.includes('by "Cable"[30], "Travel"[1234.50], "Engineer"[50%]'), written.losses]).toEqual([true, []]);
});
