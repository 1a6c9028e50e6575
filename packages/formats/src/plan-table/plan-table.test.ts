/** Plans as tables: columns of other programs are understood, unclear ones refused, and what a table holds comes back as it was. */
import { expect, test } from "vitest";
import { outlineOf } from "@leadline/engine/model/plan/outline.ts";
import { formatPredecessors } from "@leadline/engine/model/plan/predecessor-text.ts";
import { settingsOf, type Project } from "@leadline/engine/model/project.ts";
import { schedule } from "@leadline/engine/schedule/compute.ts";
import { formatIso } from "@leadline/engine/time/minute.ts";
import { countedIds } from "../mspdi/small-plan.fixture.ts";
import { contentOf, readPlanFile, writePlanFile } from "../plan-file.ts";
import { networkUpgrade } from "../template/built-in/network-upgrade.ts";
import type { ReadOptions } from "../plan-file-types.ts";

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

function read(text: string, options: Partial<ReadOptions> = {}) {
  return readPlanFile("plan.csv", utf8(text), { newId: countedIds(), ...options });
}

/** One line a task: level, name, duration, predecessors, start and finish as scheduled. */
function told(result: ReturnType<typeof read>): unknown {
  if (!result.ok) return result.problem.code;
  const { project } = result;
  const outline = outlineOf(project);
  const dates = schedule(project).schedule;
  const links = [...project.records.link.values()];
  return outline.rows.map(({ task, level }) => {
    const { start, finish } = dates.of(task.id) ?? {};
    const into = formatPredecessors(links.filter(({ successorId }) => successorId === task.id), outline, settingsOf(project));
    return `${level} ${task.name} ${task.durationMinutes / 480}d ${into} ${start === undefined ? "" : formatIso(start).slice(0, 16)} ${finish === undefined ? "" : formatIso(finish).slice(0, 16)}`;
  });
}

test("an export of Microsoft Project is read with its outline, links, people and progress", () => {
  const result = read(
    "ID,Task_Name,Duration,Start,Finish,Predecessors,Outline_Level,Resource_Names,Percent_Complete\n" +
    '1,Build,,Mon 02/03/26,Tue 17/03/26,,1,,0\n2,Survey,5 days?,Mon 02/03/26,Fri 06/03/26,,2,"Anna[50%],Bob",100%\n3,Wire,2/5/9d,Mon 09/03/26,Tue 17/03/26,2FS+2d,2,,0\n4,Done,0 days,,,3;2,1,,\n',
  );
  expect(told(result)).toEqual([
    "1 Build 0d  2026-03-02T08:00 2026-03-17T17:00", "2 Survey 5d  2026-03-02T08:00 2026-03-06T17:00", "2 Wire 5d 2FS+2d 2026-03-11T08:00 2026-03-17T17:00", "1 Done 0d 2,3 2026-03-17T17:00 2026-03-17T17:00",
  ]);
  if (!result.ok) return;
  expect([...result.project.records.resource.values()].map(({ name }) => name)).toEqual(["Anna", "Bob"]);
  expect([...result.project.records.assignment.values()].map(({ units, workMinutes }) => [units, workMinutes])).toEqual([[0.5, 1200], [1, 2400]]);
  expect([...result.project.records.task.values()].map(({ percentComplete, estimate }) => [percentComplete, estimate?.highMinutes])).toEqual([[0, undefined], [100, undefined], [0, 4320], [0, undefined]]);
  expect(result.report.differences.map(({ taskName, field }) => [taskName, field])).toEqual([["Wire", "start"]]);
});

test("a flat list of starts and ends is held by its starts", () => {
  expect(told(read("Task;Start date;End date\nSurvey;02.03.2026;06.03.2026\nWire;05.03.2026;10.03.2026\n"))).toEqual(["1 Survey 5d  2026-03-02T08:00 2026-03-06T17:00", "1 Wire 4d  2026-03-05T08:00 2026-03-10T17:00"]);
});

test("headers and units of other languages are known", () => {
  expect(told(read("Nr.;Vorgangsname;Dauer;Anfang;Vorgänger\n1;Planung;5 Tage;02.03.2026;\n2;Bau;1,5 Wochen;;1EA+1 Tag\n"))).toEqual(["1 Planung 5d  2026-03-02T08:00 2026-03-06T17:00", "1 Bau 7.5d  2026-03-02T08:00 2026-03-11T12:00"]);
});

test("the outline follows WBS codes, or the indentation of names", () => {
  const levels = (text: string): unknown => {
    const result = read(text);
    return result.ok && outlineOf(result.project).rows.map(({ level }) => level);
  };
  expect(levels("WBS,Name,Duration\n1,A,\n1.1,B,1d\n1.2,C,1d\n2,D,1d\n")).toEqual([1, 2, 2, 1]);
  expect(levels('Name,Duration\nA,\n"  B",1d\n"    C",1d\n"  D",1d\nE,1d\n')).toEqual([1, 2, 3, 2, 1]);
});

test("dates that can be read in two ways are refused, and read when the order is said", () => {
  const text = "Name,Start,Finish\nSurvey,03/04/2026,03/04/2026\n";
  const refused = read(text);
  expect(refused.ok ? undefined : refused.problem).toMatchObject({ code: "table/unclear-dates", message: expect.stringContaining("Column B (“Start”) holds dates such as 03/04/2026") });
  expect(told(read(text, { dates: "dmy" }))).toEqual(["1 Survey 1d  2026-04-03T08:00 2026-04-03T17:00"]);
  expect(told(read(text, { dates: "mdy" }))).toEqual(["1 Survey 1d  2026-03-04T08:00 2026-03-04T17:00"]);
  expect(told(read("Name,Start\nA,25/04/2026\nB,04/25/2026\n"))).toBe("table/mixed-dates");
});

test("cells that make no sense are told with row and column, and the row stays", () => {
  const result = read('Name,Duration,Start,Predecessors,% Complete,Resource Names\nA,fast,31.02.2026,9,120,[50%]\n,1d,2026-03-02,"1,5FS+x",,\n');
  expect(result.ok && result.problems.map(({ code, line }) => [code, line]).filter(([code]) => String(code).startsWith("table/"))).toEqual([
    ["table/date", 2], ["table/duration", 2], ["table/resources", 2], ["table/number", 2], ["table/name", 3], ["table/predecessor", 2], ["table/predecessor", 3], 
  ]);
  expect(result.ok && result.problems[0]?.message).toBe("Row 2, column C (“Start”): “31.02.2026” is not a date that exists; it was left out.");
  expect(result.ok && result.report.tasks).toBe(2);
});

test("files without names of tasks, without rows and of old workbooks are refused in one sentence", () => {
  expect(told(read("Invoice,Amount\n1,2\n"))).toBe("table/no-plan");
  expect(told(read("Name,Duration\n"))).toBe("table/no-rows");
  const old = readPlanFile("a.xls", Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 1, 2]), { newId: countedIds() });
  expect(old.ok ? undefined : old.problem.code).toBe("file/old-workbook");
});

const PLAN = `project "Round trip" starts 2026-03-02
A "=Survey, of \\"all\\" sites"
  B "Order" 8d by "Engineer"[50%], "Anna" done 50% started 2026-03-02
  C "Configure" 2/5/9d after B SS+1d by "Anna" start-no-earlier-than 2026-03-05 deadline 2026-04-01
D "-5 degrees" 3ed after B FS-50%, C must-finish-on 2026-05-20 priority 900
M "Go-live" 0d after D
E "By hand" 2d manual 2026-03-03..2026-03-04
F "Off" 1.5w? inactive
`;

function plan(): Project {
  const result = readPlanFile("a.plan", utf8(PLAN.replaceAll('\\"', "'")), { newId: countedIds() });
  if (!result.ok) throw new Error(result.problem.message);
  return result.project;
}

/** What a table holds of a plan, without ids. */
function held(project: Project): unknown {
  const outline = outlineOf(project);
  const { records } = project;
  const settings = settingsOf(project);
  const dates = schedule(project).schedule;
  return outline.rows.map(({ task: { id, number, parentId: _parent, rank: _rank, uid: _uid, storedDates: _stored, ...task }, level }) => ({
    number, level, task, dates: [dates.of(id)?.start, dates.of(id)?.finish],
    links: formatPredecessors([...records.link.values()].filter(({ successorId }) => successorId === id), outline, settings),
    people: [...records.assignment.values()].filter(({ taskId }) => taskId === id).map(({ units, workMinutes, remainingWorkMinutes, resourceId }) => [records.resource.get(resourceId ?? "")?.name, units, workMinutes, remainingWorkMinutes]),
  }));
}

test.each(["csv", "xlsx"] as const)("a plan written as %s is read as the same plan, and nothing of it is lost", (format) => {
  const project = plan();
  const result = writePlanFile(format, project);
  const content = contentOf(result);
  const again = readPlanFile(`a.${format}`, typeof content === "string" ? utf8(content) : content, { newId: countedIds() });
  if (!again.ok) throw new Error(again.problem.message);
  expect(again.problems).toEqual([]);
  expect(again.report.differences).toEqual([]);
  expect(held(again.project)).toEqual(held(project));
  expect(result.losses.map(({ message }) => message)).toEqual(format === "csv" ? ["A table cannot hold the currency EUR."] : []);
  const twice = writePlanFile(format, again.project);
  if (format === "xlsx") expect(settingsOf(again.project)).toMatchObject({ name: "Round trip", start: settingsOf(project).start, currency: "EUR" });
  expect(readPlanFile(`a.${format}`, Buffer.from(contentOf(twice)), { newId: countedIds() }).ok).toBe(true);
});

test("what a table cannot hold of a plan is told", () => {
  const template = readPlanFile("a.yaml", utf8(networkUpgrade), { newId: countedIds() });
  if (!template.ok) throw new Error(template.problem.message);
  const { losses } = writePlanFile("csv", template.project);
  expect(losses.length).toBeGreaterThan(3);
  expect(losses.every(({ code, message }) => code === "csv/loss" && /^A table cannot hold .+\.$/.test(message))).toBe(true);
});
