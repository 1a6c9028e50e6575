/** MPX files become plans, whatever their delimiter and language. */
import { expect, test } from "vitest";
import { formatIso } from "@leadline/engine/time/minute.ts";
import { countedIds } from "../mspdi/small-plan.fixture.ts";
import { SMALL_MPX } from "../small-files.fixture.ts";
import { readMpx } from "./read.ts";
import { parseDate, parseDuration, parseNumber, parseRate, styleOf } from "./values.ts";

function read(text: string) {
  const result = readMpx(text, { newId: countedIds(), fileName: "refresh.mpx" });
  if (!result.ok) throw new Error(result.problem.message);
  const tasks = [...result.project.records.task.values()];
  return { ...result, tasks, named: (name: string) => tasks.find((task) => task.name === name), codes: result.problems.map(({ code }) => code) };
}

test("every date that Microsoft Project stored comes out", () => {
  const { report, problems } = read(SMALL_MPX);
  expect(report).toMatchObject({ format: "mpx", tasks: 5, links: 2, calendars: 2, resources: 1, assignments: 1, differences: [] });
  expect(problems).toEqual([]);
});

test("tasks keep their outline, notes, priority, constraint and UID", () => {
  const { named } = read(SMALL_MPX);
  expect(named("Survey")).toMatchObject({ uid: 11, priority: 600, percentComplete: 50, notes: "Ask Anna, then go" });
  expect(named("Cabling")).toMatchObject({ parentId: named("Build")?.id, estimated: true, uid: 13 });
  expect(named("Training")).toMatchObject({ constraint: "MSO", priority: 1000 });
  expect(named("Done")).toMatchObject({ milestone: true, durationMinutes: 0 });
});

test("a baseline start makes a baseline; NA makes none", () => {
  const { project, named } = read(SMALL_MPX);
  expect([...project.records.taskBaseline.values()].map(({ taskId, number }) => [taskId, number])).toEqual([[named("Survey")?.id, 0]]);
});

test("people have their rates, notes and calendar", () => {
  const { project } = read(SMALL_MPX);
  expect([...project.records.resource.values()]).toMatchObject([
    { name: "Anna", standardRateCentsPerHour: 5000, overtimeRateCentsPerHour: 7500, costPerUseCents: 1000, accrueAt: "prorated", notes: "Ask her early" },
  ]);
  expect([...project.records.resource.values()][0]?.calendarId).toBe([...project.records.calendar.values()][1]?.id);
});

const GERMAN = `MPX;Microsoft Project für Windows;4,0;ANSI
10;€;3;2;.;,
11;2;0;1;8,00;40,00;0,00 €/h;0,00 €/h;1;1
12;1;1;480;.;:;;;9
20;Standard;0;1;1;1;1;1;0
30;Umzug;;;Standard;Mo 02.03.26;;0
61;90;98;1;3;40;70;91;68;95;81;58
70;1;1;Aufnahme;1;1,5t;;So früh wie möglich;;Mittel;Nein;NV
70;2;2;Umbau;1;2ft;1EA+50%;Anfang nicht früher als;Di 10.03.26;Nicht abgleichen;Nein;NV
70;3;3;Fertig;1;0t;2AA-1,5h;Muß enden am;Fr 13.03.26;Hoch;Ja;NV
`;

test("German words, decimals and delimiters are understood", () => {
  const { tasks, project, problems } = read(GERMAN);
  expect(problems.filter(({ code }) => code.startsWith("mpx/"))).toEqual([]);
  expect(tasks).toMatchObject([
    { name: "Aufnahme", durationMinutes: 720, constraint: "ASAP", priority: 500 },
    { name: "Umbau", durationMinutes: 2880, durationUnit: "ed", constraint: "SNET", priority: 1000 },
    { name: "Fertig", milestone: true, constraint: "MFO", priority: 600 },
  ]);
  expect([...project.records.link.values()]).toMatchObject([{ type: "FS", lagPercent: 50, lagUnit: "%" }, { type: "SS", lagMinutes: -90, lagUnit: "h" }]);
});

test("fields are found by their English names where no numbers are given", () => {
  const { tasks } = read(SMALL_MPX.replace(/^61,.*\n/m, ""));
  expect(tasks.map(({ name }) => name)).toEqual(["Survey", "Build", "Cabling", "Done", "Training"]);
});

test("without a table of fields the tasks are not guessed", () => {
  const { codes, tasks } = read(SMALL_MPX.replace(/^6[01],.*\n/gm, ""));
  expect(tasks).toEqual([]);
  expect(codes).toContain("mpx/no-table");
});

test("what names nothing in the file is told and never taken for something else", () => {
  const { codes, report } = read(SMALL_MPX.replace(",3,No,Yes,4", ",13,No,Yes,4").replace("55,Standard", "55,Night").replace("60,Name", "75,1,1,8h\n60,Name"));
  expect(codes).toEqual(expect.arrayContaining(["link/missing-task", "mpx/unknown-calendar", "mpx/assignment-without-task"]));
  expect(report).toMatchObject({ links: 1, assignments: 1 });
});

test("dates, durations, numbers and rates are read in the file's own style", () => {
  const english = styleOf([{ number: 12, fields: ["0", "0", "480"], line: 1 }]);
  const german = styleOf([{ number: 10, fields: ["€", "1", "2", ".", ","], line: 1 }]);
  const iso = (text: string, style = english): string | undefined => {
    const date = parseDate(text, "start", style);
    return date === undefined ? undefined : formatIso(date);
  };
  expect(iso("Tue 03/04/26")).toBe("2026-03-04T08:00:00");
  expect(iso("03/04/26 2:30 PM")).toBe("2026-03-04T14:30:00");
  expect(iso("4 March 2026")).toBe("2026-03-04T08:00:00");
  expect(iso("Mär 4 '98")).toBe("1998-03-04T08:00:00");
  expect(iso("04.03.2026 23:15", german)).toBe("2026-03-04T23:15:00");
  expect([iso("13/40/26"), iso("soon"), iso("03/04/26 25:00"), iso("1/2")]).toEqual([undefined, undefined, undefined, undefined]);
  expect(parseDuration("1.5w?", english)).toEqual({ minutes: 3600, percent: 0, unit: "w", estimated: true });
  expect(parseDuration("2,5t", german)).toMatchObject({ minutes: 1200 });
  expect(parseDuration("3 parsec", english)).toBeUndefined();
  expect([parseNumber("-£1,234.50", "."), parseNumber("1.234,50 €", ","), parseNumber("50%", "."), parseNumber("none", ".")]).toEqual([-1234.5, 1234.5, 50, undefined]);
  expect(parseRate("£10.00/d", english)).toEqual({ amount: 10, format: 3 });
});

test("what makes no sense is told with its line, and the rest is read", () => {
  const odd = read(SMALL_MPX.replace("Thu 05/03/26", "Thu 99/99/99").replace('"1FS+1d"', '"1ZZ+1d"').replace("High", "Whatever").replace("1d?", "1 parsec").replace('71,"Ask', '71,"unclosed Ask').replace("25,1\n", "25,9\nhello\n"));
  expect(odd.codes).toEqual(expect.arrayContaining(["mpx/value", "mpx/link", "mpx/stray-line", "mpx/working-time"]));
  expect(odd.tasks).toHaveLength(5);
  expect(odd.problems.find(({ code }) => code === "mpx/link")).toMatchObject({ line: 20, message: "Task “Cabling”: Its predecessor “1ZZ+1d” is not understood; that link was left out." });
});
