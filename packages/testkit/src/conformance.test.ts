/** One suite for both schedulers, the readable one and the fast one: the worked examples of the domain and all oracle cases. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { schedule } from "@leadline/engine/schedule/compute.ts";
import { readPlanFile } from "@leadline/formats/plan-file.ts";
import { countingIds, planOf } from "./plan-builder.ts";
import { scheduleDifferences } from "./schedule-comparison.ts";
import { slowSchedule } from "./slow-scheduler.ts";
import { tableOf, tidy, type Scheduler } from "./stated-schedule.ts";

const SCHEDULERS: readonly (readonly [string, Scheduler])[] = [
  ["specification", slowSchedule],
  ["fast", schedule],
];

/** A4, B2 with one link: domain EX-A2. */
const link = (terms: string): string => `A "A" 4d\nB "B" 2d after A ${terms}`;
/** A3 to B2 to M, C8 to M: domain EX-A5. */
const constrained = (clause: string): string => `A "A" 3d\nB "B" 2d after A ${clause}\nC "C" 8d\nM "M" 0d after B, C`;

const EXAMPLES: readonly (readonly [string, string, string])[] = [
  ...([
    ["FS", "03-06 08 | 03-09 17 | 0 | 0"],
    ["FS+2d", "03-10 08 | 03-11 17 | 0 | 0"],
    ["FS-1d", "03-05 08 | 03-06 17 | 0 | 0"],
    ["FS+2ed", "03-09 08 | 03-10 17 | 1 | 0"],
    ["FS+4ed", "03-10 08 | 03-11 17 | 0 | 0"],
    ["FS+50%", "03-10 08 | 03-11 17 | 0 | 0"],
    ["FS-50%", "03-04 08 | 03-05 17 | 0 | 0"],
    ["SS", "03-02 08 | 03-03 17 | 0 | 2"],
    ["SS+1d", "03-03 08 | 03-04 17 | 0 | 1"],
    ["SS+50%", "03-04 08 | 03-05 17 | 0 | 0"],
    ["FF", "03-04 08 | 03-05 17 | 0 | 0"],
    ["FF+1d", "03-05 08 | 03-06 17 | 0 | 0"],
    ["SF+3d", "03-03 08 | 03-04 17 | 0 | 1"],
  ] as const).map(([terms, row]) => {
    const [start, finish, slackA, slackB] = row.split(" | ");
    return [`EX-A2 ${terms}`, link(terms), `task | start | finish | slack\nA | 03-02 08 | 03-05 17 | ${slackA}\nB | ${start} | ${finish} | ${slackB}`] as const;
  }),
  ["EX-A2 links that would start before the project are clipped at its start", `A "A" 5d\nC "C" 10d after A FF`, "task | start | finish\nC | 03-02 08 | 03-13 17"],
  ["EX-A3 diamond", `A "A" 3d\nB "B" 2d after A\nC "C" 5d after A\nD "D" 1d after B, C`, `
    task | start    | finish   | ls       | lf       | slack | free | critical
    A    | 03-02 08 | 03-04 17 | 03-02 08 | 03-04 17 | 0     | 0    | yes
    B    | 03-05 08 | 03-06 17 | 03-10 08 | 03-11 17 | 3     | 3    | no
    C    | 03-05 08 | 03-11 17 | 03-05 08 | 03-11 17 | 0     | 0    | yes
    D    | 03-12 08 | 03-12 17 | 03-12 08 | 03-12 17 | 0     | 0    | yes`],
  ["EX-A4 mixed network", `A "A" 3d\nB "B" 2d after A\nC "C" 6d after A SS+1d\nD "D" 1d after B, C FF+1d\nE "E" 4d after C\nG "G" 2d after D, E`, `
    task | start    | finish   | slack | free
    A    | 03-02 08 | 03-04 17 | 0     | 0
    B    | 03-05 08 | 03-06 17 | 5     | 2
    C    | 03-03 08 | 03-10 17 | 0     | 0
    D    | 03-11 08 | 03-11 17 | 3     | 3
    E    | 03-11 08 | 03-16 17 | 0     | 0
    G    | 03-17 08 | 03-18 17 | 0     | 0`],
  ...([
    ["", "03-05 08 | 03-06 17 | 03-11 17 | 3 | 3 | 0"],
    ["start-no-earlier-than 2026-03-10", "03-10 08 | 03-11 17 | 03-11 17 | 3 | 0 | 0"],
    ["finish-no-earlier-than 2026-03-12", "03-11 08 | 03-12 17 | 03-12 17 | 4 | 0 | 1"],
    ["start-no-later-than 2026-03-04", "03-04 08 | 03-05 17 | 03-11 17 | -1 | 0 | 0"],
    ["start-no-later-than 2026-03-09", "03-05 08 | 03-06 17 | 03-11 17 | 2 | 2 | 0"],
    ["finish-no-later-than 2026-03-05", "03-04 08 | 03-05 17 | 03-11 17 | -1 | 0 | 0"],
    ["must-start-on 2026-03-04", "03-04 08 | 03-05 17 | 03-11 17 | -1 | 0 | 0"],
    ["must-start-on 2026-03-11", "03-11 08 | 03-12 17 | 03-12 17 | 4 | 0 | 1"],
    ["must-finish-on 2026-03-05", "03-04 08 | 03-05 17 | 03-11 17 | -1 | 0 | 0"],
    ["must-finish-on 2026-03-13", "03-12 08 | 03-13 17 | 03-13 17 | 5 | 0 | 2"],
    ["as-late-as-possible", "03-10 08 | 03-11 17 | 03-11 17 | 3 | 0 | 0"],
  ] as const).map(([clause, row]) => {
    const [start, finish, milestone, slackA, slackB, slackC] = row.split(" | ");
    const table = `task | start | finish | slack\nA | 03-02 08 | 03-04 17 | ${slackA}\nB | ${start} | ${finish} | ${slackB}\nC | 03-02 08 | 03-11 17 | ${slackC}\nM | ${milestone} | ${milestone} | 0`;
    return [`EX-A5 ${clause || "no constraint"}`, constrained(clause), table] as const;
  }),
  ["EX-A5 an as late as possible task keeps its early dates", constrained("as-late-as-possible"), "task | es | ef | start | free | critical\nB | 03-05 08 | 03-06 17 | 03-10 08 | 0 | yes\nA | 03-02 08 | 03-04 17 | 03-02 08 | 3 | no"],
  ["EX-A5 links win over a start no later than", `project "P" starts 2026-03-02 links-win\n${constrained("start-no-later-than 2026-03-04")}`, "task | start | finish | ls | slack\nB | 03-05 08 | 03-06 17 | 03-04 08 | -1\nA | 03-02 08 | 03-04 17 | 02-27 08 | -1"],
  ["EX-A6 a deadline makes negative slack and moves nothing", `A "A" 3d\nB "B" 2d after A\nM "M" 0d after B deadline 2026-03-04`, `
    task | start    | finish   | lf       | slack | free
    A    | 03-02 08 | 03-04 17 | 03-02 17 | -2    | 0
    B    | 03-05 08 | 03-06 17 | 03-04 17 | -2    | 0
    M    | 03-06 17 | 03-06 17 | 03-04 17 | -2    | 0`],
  ["EX-A6 a late deadline makes no slack", `A "A" 3d\nB "B" 2d after A\nM "M" 0d after B deadline 2026-03-10`, "task | lf | slack\nA | 03-04 17 | 0\nM | 03-06 17 | 0"],
  ["a task that must finish on a date ignores its deadline", `A "A" 2d must-finish-on 2026-03-10 deadline 2026-03-04`, "task | start | finish | lf | slack\nA | 03-09 08 | 03-10 17 | 03-10 17 | 0"],
  ["A5 a levelling delay is elapsed time before the start", `A "A" 2d\nB "B" 1d after A delay 2ed`, "task | start | finish | slack\nA | 03-02 08 | 03-03 17 | 0\nB | 03-06 08 | 03-06 17 | 0"],
  ["A6 an elapsed task has slack by the clock and never a negative one for its finish inside a working day", `A "A" 3ed\nB "B" 1d after A`, "task | start | finish | lf | slack\nA | 03-02 08 | 03-05 08 | 03-05 08 | 0\nB | 03-05 08 | 03-05 17 | 03-05 17 | 0"],
  ["A6 critical is slack up to the limit", `project "P" starts 2026-03-02 critical-slack 2d\nA "A" 3d\nB "B" 1d\nC "C" 0.5d`, "task | slack | critical\nA | 0 | yes\nB | 2 | yes\nC | 2.5 | no"],
  ["A5 with multiple critical paths every path has its own end", `project "P" starts 2026-03-02 multiple-critical-paths\nA "A" 3d\nB "B" 1d\nC "C" 1d after B`, "task | lf | slack\nA | 03-04 17 | 0\nC | 03-03 17 | 0"],
  // The oracle says 3 days, measured in the project's calendar; MS Project stores the time in which somebody works (scheduling rule 7).
  ["EX-A10 a resource's day off is no part of the duration", `calendar "Standard" Mon-Fri 08:00-12:00 13:00-17:00\ncalendar "Off" like "Standard" except 2026-03-03\nresource "R" calendar "Off"\nA "A" 2d by "R" 16h`, "task | start | finish | duration\nA | 03-02 08 | 03-04 17 | 2"],
  ["EX-A10 half units take twice as long", `A "A" 2d by "R"[50%] 16h`, "task | start | finish | duration\nA | 03-02 08 | 03-05 17 | 4"],
  ["EX-A10 a holiday of the project", `calendar Mon-Fri 08:00-12:00 13:00-17:00 except 2026-03-04\nA "A" 4d`, "task | finish\nA | 03-06 17"],
  ["EX-A10 a working Saturday", `calendar Mon-Fri 08:00-12:00 13:00-17:00 except 2026-03-07 08:00-12:00\nA "A" 6d`, "task | finish\nA | 03-09 12"],
  ["EX-A10 elapsed days run through", `A "A" 3ed`, "task | finish\nA | 03-05 08"],
  ["A2 a task calendar and a resource calendar share their common time", `calendar "Standard" Mon-Fri 08:00-12:00 13:00-17:00\ncalendar "Noon" Mon-Fri 10:00-14:00\nresource "R"\nresource "S" calendar "Standard"\nA "A" 1d calendar "Noon" by "S" 8h\nB "B" 1d calendar "Noon" ignoring-resource-calendars by "S" 8h`, "task | start | finish\nA | 03-02 10 | 03-04 12\nB | 03-02 10 | 03-03 14"],
  ["A2 calendars that share nothing leave the task's", `calendar "Standard" Mon-Fri 08:00-12:00 13:00-17:00\ncalendar "Night" Mon-Fri 18:00-22:00\nresource "S" calendar "Standard"\nA "A" 1d calendar "Night" by "S" 8h`, "task | start | finish\nA | 03-02 18 | 03-03 22"],
  ["A2 a holiday of the base beats a work week of the derived calendar", `calendar "Standard" Mon-Fri 08:00-12:00 13:00-17:00 except 2026-03-03\ncalendar "Own" like "Standard" week 2026-03-02..2026-03-06 Mon-Fri 06:00-14:00\nA "A" 2d calendar "Own"`, "task | start | finish\nA | 03-02 08 | 03-05 08"],
  ["EX-A13 a summary's percent is done duration over duration", `S "S"\n  A "A" 2d started 2026-03-02 finished 2026-03-03\n  B "B" 3d started 2026-03-02 done 50%\n  C "C" 5d`, "task | percent | start | finish\nS | 35 | 03-02 08 | 03-06 17"],
  ["EX-A15 an actual start overrides the project start", `A "A" 4d started 2026-03-03 done 50%\nB "B" 2d after A`, "task | start | finish\nA | 03-03 08 | 03-06 17\nB | 03-09 08 | 03-10 17"],
  ["an actual start overrides every constraint", `A "A" 4d started 2026-03-03 as-late-as-possible\nB "B" 9d`, "task | start | finish | slack\nA | 03-03 08 | 03-06 17 | 4"],
  ["EX-A16 a summary spans its tasks", `S "S"\n  X "X" 2d\n  Y "Y" 3d after X`, "task | start | finish | duration\nS | 03-02 08 | 03-06 17 | 5"],
  ["EX-A16 a link from a summary counts from all its tasks", `S "S"\n  X "X" 2d\n  Y "Y" 3d\nZ "Z" 1d after S`, "task | start | finish | slack\nX | 03-02 08 | 03-03 17 | 1\nY | 03-02 08 | 03-04 17 | 0\nZ | 03-05 08 | 03-05 17 | 0\nS | 03-02 08 | 03-04 17 | 0"],
  ["A3 a link to a summary counts to all its tasks, one from its start from the earliest", `A "A" 1d\nS "S" after A\n  X "X" 2d start-no-earlier-than 2026-03-05\n  Y "Y" 3d\nZ "Z" 1d after S SS+1d`, "task | start\nX | 03-05 08\nY | 03-03 08\nZ | 03-04 08"],
  ["A9 a manual task keeps its dates, and successors follow them", `A "A" 3d\nB "B" 2d after A manual 2026-03-03..2026-03-06\nC "C" 1d after B`, "task | start | finish\nB | 03-03 08 | 03-06 17\nC | 03-09 08 | 03-09 17"],
  ["A9 an inactive task has no effect", `A "A" 3d\nB "B" 20d after A inactive\nC "C" 1d after B`, "task | start | finish\nB | none | none\nC | 03-02 08 | 03-02 17"],
  ["A1 a milestone may stay on the end of a day, a task may not", `A "A" 1d\nM "M" 0d after A\nB "B" 1d after A`, "task | start | finish\nM | 03-02 17 | 03-02 17\nB | 03-03 08 | 03-03 17"],
  ["A1 minutes have tenths inside and none outside", `A "A" 0.4m\nB "B" 0.4m after A\nC "C" 0.4m after B`, "task | finish\nA | 03-02 08\nB | 03-02 08\nC | 03-02 08:01"],
  ["tasks in a loop have no dates, tasks behind it do", `A "A" 1d after B\nB "B" 1d after A\nC "C" 1d after B`, "task | start\nA | none\nB | none\nC | 03-02 08"],
  ["a task that its calendar cannot place has no dates, and takes no other task's away", `calendar "Standard" Mon-Fri 08:00-12:00 13:00-17:00\ncalendar "Once" except 2026-03-03 08:00-12:00\nA "A" 1d calendar "Once"\nB "B" 2d\nC "C" 0.5d calendar "Once"`, "task | start | finish | slack\nA | none | none | none\nB | 03-02 08 | 03-03 17 | 0\nC | 03-03 08 | 03-03 12 | 0"],
  ["a link to the finish holds by the clock, whatever the order of links", `A "A" 4d\nB "B" 0.1m after A\nC "C" 0.1m after A FF, B SF\nD "D" 0.1m after B SF, A FF`, "task | finish\nC | 03-06 08\nD | 03-06 08"],
];

describe.each(SCHEDULERS)("%s scheduler", (_name, scheduler) => {
  test.each(EXAMPLES)("%s", (_example, text, table) => {
    expect(tableOf(scheduler, text, table)).toBe(tidy(table));
  });
});

interface OracleCase {
  readonly title: string;
  readonly projectStart: string;
  readonly doubt: string | null;
  readonly calendarExceptions: readonly { readonly from: string; readonly to: string; readonly ranges: readonly (readonly [string, string])[] }[];
  readonly tasks: readonly OracleTask[];
  readonly expected: readonly OracleDates[];
}
interface OracleTask {
  readonly name: string;
  readonly summary: boolean;
  readonly parent: string | null;
  readonly duration: string | null;
  readonly constraint: string | null;
  readonly constraintDate: string | null;
  readonly deadline: string | null;
  readonly actualStart: string | null;
  readonly actualDuration: string | null;
  readonly levelingDelay: string | null;
  readonly predecessors: readonly { readonly task: string; readonly type: string; readonly lag: string }[];
  readonly assignments: readonly { readonly units: number; readonly work: string; readonly resourceHolidays: readonly string[] }[];
}
type OracleDates = Readonly<Record<"name" | "start" | "finish" | "earlyStart" | "earlyFinish" | "lateStart" | "lateFinish" | "totalSlack" | "freeSlack", string>> & { readonly critical: boolean };

/** An oracle case in plan-text; summary tasks go above their children. */
function oracleText({ projectStart, calendarExceptions, tasks }: OracleCase): string {
  const exceptions = calendarExceptions.map(({ from, to, ranges }) => `${from}..${to} ${ranges.map(([a, b]) => `${a}-${b}`).join(" ")}`);
  const except = exceptions.length === 0 ? "" : ` except ${exceptions.join(", ")}`;
  const holidays = tasks.flatMap((task) => task.assignments.flatMap((assignment) => assignment.resourceHolidays));
  const line = (task: OracleTask): string => `${task.parent === null ? "" : "  "}${task.name} "${task.name}" ${[task.summary ? "" : task.duration, ...clauses(task)].join(" ")}`;
  return [
    `project "Oracle" starts ${projectStart}`,
    `calendar "Standard" Mon-Fri 08:00-12:00 13:00-17:00${except}`,
    `calendar "Resource" like "Standard"${holidays.length === 0 ? "" : ` except ${holidays.join(", ")}`}`,
    `resource "R" calendar "Resource"`,
    ...tasks.filter((task) => task.parent === null).flatMap((task) => [line(task), ...tasks.filter((child) => child.parent === task.name).map(line)]),
  ].join("\n");
}

function clauses(task: OracleTask): string[] {
  const links = task.predecessors.map(({ task: from, type, lag }) => `${from} ${type}${lag.startsWith("-") ? lag : `+${lag}`}`);
  const done = Number.parseFloat(task.actualDuration ?? "0") / Number.parseFloat(task.duration ?? "1");
  return [
    links.length === 0 ? "" : `after ${links.join(", ")}`,
    task.constraint === null ? "" : `${task.constraint.toLowerCase().replaceAll("_", "-")} ${task.constraintDate ?? ""}`,
    task.deadline === null ? "" : `deadline ${task.deadline}`,
    task.actualStart === null ? "" : `started ${task.actualStart} done ${100 * done}%`,
    task.levelingDelay === null ? "" : `delay ${task.levelingDelay}`,
    ...task.assignments.map(({ units, work }) => `by "R"[${units}%] ${work}`),
  ];
}

const DATA = process.env["LEADLINE_TEST_DATA"] ?? join(import.meta.dirname, "../../../../shared/data");
const ORACLE = join(DATA, "domain-oracle.json");
const isHere = existsSync(ORACLE);
if (!isHere) console.info(`${ORACLE} is absent, so the schedulers are not compared with the oracle.`);
const oracle: { readonly cases: readonly OracleCase[] } = isHere ? JSON.parse(readFileSync(ORACLE, "utf8")) : { cases: [] };

describe.runIf(isHere).each(SCHEDULERS)("%s scheduler and the oracle", (_name, scheduler) => {
  test.each(oracle.cases.filter((one) => one.doubt === null).map((one) => [one.title, one] as const))("%s", (_title, one) => {
    const { schedule: result } = scheduler(planOf(oracleText(one)));
    const days = (text: string): number => Number.parseFloat(text) * (text.endsWith("h") ? 60 : 480);
    const instant = (text: string): number => Date.parse(`${text}Z`) / 60_000;
    for (const expected of one.expected) {
      expect({ ...result.of(expected.name) }).toMatchObject({
        start: instant(expected.start),
        finish: instant(expected.finish),
        earlyStart: instant(expected.earlyStart),
        earlyFinish: instant(expected.earlyFinish),
        lateStart: instant(expected.lateStart),
        lateFinish: instant(expected.lateFinish),
        totalSlackMinutes: days(expected.totalSlack),
        freeSlackMinutes: days(expected.freeSlack),
        critical: expected.critical,
      });
    }
  });
});

const STORED = join(DATA, "mspdi");
const files = existsSync(STORED) ? readdirSync(STORED).filter((file) => file.endsWith(".xml")) : [];

test.runIf(files.length > 0).each(files)("both schedulers agree on %s", (file) => {
  const result = readPlanFile(file, readFileSync(join(STORED, file)), { newId: countingIds("r") });
  if (!result.ok) throw new Error(result.problem.message);
  expect(scheduleDifferences(result.project, schedule(result.project).schedule, slowSchedule(result.project).schedule)).toEqual([]);
}, 30_000);
