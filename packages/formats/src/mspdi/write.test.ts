/** Writing MSPDI: an unedited plan is its source again, an edit changes what follows from it, a new plan reads back the same. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { evolve, reverse } from "@leadline/engine/change/change.ts";
import type { Command } from "@leadline/engine/change/command.ts";
import { decide } from "@leadline/engine/change/decide.ts";
import { seededIds } from "@leadline/engine/change/id-maker.ts";
import type { Recurrence } from "@leadline/engine/model/plan/calendar.ts";
import { outlineOf } from "@leadline/engine/model/plan/outline.ts";
import type { Project } from "@leadline/engine/model/project.ts";
import type { Assignment, Task } from "@leadline/engine/model/records.ts";
import { schedule } from "@leadline/engine/schedule/compute.ts";
import { randomProject } from "@leadline/testkit/random-project.ts";
import { ELEMENT_ORDER } from "./element-order.ts";
import { countedIds, linkText, planText, readGood, STANDARD, taskText } from "./small-plan.fixture.ts";
import { minuteOf } from "@leadline/engine/time/minute.ts";
import { builtInTemplates } from "../template/built-in.ts";
import { readTemplate } from "../template/read.ts";
import { writeMspdi } from "./write.ts";

/** The lines of a written file without indent. */
function linesOf(project: Project): string[] {
  return writeMspdi(project).text.split("\n").map((line) => line.trim());
}

function edited(project: Project, ...commands: Command[]): Project {
  const decision = decide(project, commands, { actor: "test", at: 0, newId: seededIds("k") });
  if ("refusals" in decision) throw new Error(decision.refusals[0]?.message);
  return evolve(project, decision.change);
}

/** Lines that an edit took away and put in. */
function differenceOf(before: Project, after: Project): string[] {
  const [old, now] = [linesOf(before), linesOf(after)];
  const rest = [...now];
  const gone = old.filter((line) => {
    const at = rest.indexOf(line);
    if (at >= 0) rest.splice(at, 1);
    return at < 0;
  });
  return [...gone.map((line) => `- ${line}`), ...rest.map((line) => `+ ${line}`)].sort();
}

const idOf = (project: Project, name: string): string => [...project.records.task.values()].find((task) => task.name === name)?.id ?? "";

const DATES = "<Start>2026-03-02T08:00:00</Start><Finish>2026-03-02T17:00:00</Finish>";
const rich = planText({
  project: "<FinishDate>2026-03-03T17:00:00</FinishDate><Author>Ann &amp; Co</Author>",
  tasks: [
    "<UID>0</UID><ID>0</ID><Name>Move</Name><OutlineLevel>0</OutlineLevel><Start>2026-03-02T08:00:00</Start><Finish>2026-03-03T17:00:00</Finish><Work>PT8H0M0S</Work>",
    taskText(1, `${DATES}<OutlineNumber>1</OutlineNumber><WBS>A.1</WBS><Work>PT8H0M0S</Work><RemainingWork>PT8H0M0S</RemainingWork><Notes>two&#13;\nlines</Notes><Custom kind="x">kept</Custom>`),
    "<UID>7</UID><ID>2</ID><IsNull>1</IsNull>",
    taskText(2, `<Start>2026-03-03T08:00:00</Start><Finish>2026-03-03T17:00:00</Finish><OutlineNumber>2</OutlineNumber><WBS>2</WBS>${linkText(1)}${linkText(99)}`).replace("<ID>2<", "<ID>3<"),
  ],
  resources: ["<UID>0</UID><ID>0</ID>", "<UID>1</UID><ID>1</ID><Name>Ann</Name><Type>1</Type><Work>PT8H0M0S</Work><StandardRate>400</StandardRate><StandardRateFormat>3</StandardRateFormat>"],
  assignments: [`<UID>1</UID><TaskUID>1</TaskUID><ResourceUID>1</ResourceUID><Cost>40000</Cost>${DATES}<Units>1</Units><Work>PT8H0M0S</Work><TimephasedData><Type>1</Type><Value>PT8H0M0S</Value></TimephasedData>`],
});

test("a plan that nobody edited is written as it was read", () => {
  const normal = (text: string): string => text.replace(/>\s+</g, "><").replace(/<(\w+)><\/\1>/g, "<$1/>").trim();
  const { project } = readGood(rich);
  expect(normal(writeMspdi(project).text)).toBe(normal(rich));
  expect(writeMspdi(project).losses).toEqual([]);
});

test("a longer first task moves what follows it and nothing else", () => {
  const { project } = readGood(rich);
  const after = edited(project, { type: "updateTasks", tasks: [{ id: idOf(project, "T1"), fields: { durationMinutes: 960 } }] });
  expect(differenceOf(project, after)).toEqual(
    [
      "- <FinishDate>2026-03-03T17:00:00</FinishDate>",
      "+ <FinishDate>2026-03-04T17:00:00</FinishDate>",
      // T1 and its assignment now finish when T2 and the project summary did before.
      ...Array<string>(2).fill("- <Finish>2026-03-02T17:00:00</Finish>"),
      ...Array<string>(2).fill("+ <Finish>2026-03-04T17:00:00</Finish>"),
      "- <Start>2026-03-03T08:00:00</Start>",
      "+ <Start>2026-03-04T08:00:00</Start>",
      "- <Duration>PT8H0M0S</Duration>",
      "+ <Duration>PT16H0M0S</Duration>",
      "+ <RemainingDuration>PT16H0M0S</RemainingDuration>",
      // Project summary, T1, resource, assignment.
      ...Array<string>(4).fill("- <Work>PT8H0M0S</Work>"),
      ...Array<string>(4).fill("+ <Work>PT16H0M0S</Work>"),
      "- <RemainingWork>PT8H0M0S</RemainingWork>",
      ...Array<string>(2).fill("+ <RemainingWork>PT16H0M0S</RemainingWork>"),
      ...["<TimephasedData>", "<Type>1</Type>", "<Value>PT8H0M0S</Value>", "</TimephasedData>"].map((line) => `- ${line}`),
    ].sort(),
  );
  expect(writeMspdi(after).losses.map(({ code }) => code)).toEqual(["mspdi/stale-cost", "mspdi/no-days", "mspdi/stale-units"]);
});

test("an undone edit gives the source back", () => {
  const { project } = readGood(rich);
  const decision = decide(project, [{ type: "updateTasks", tasks: [{ id: idOf(project, "T1"), fields: { name: "X", durationMinutes: 960 } }] }], { actor: "test", at: 0, newId: seededIds("k") });
  if ("refusals" in decision) throw new Error("refused");
  const there = evolve(project, decision.change);
  expect(linesOf(there)).not.toEqual(linesOf(project));
  expect(linesOf(evolve(there, reverse(decision.change)))).toEqual(linesOf(project));
});

test("new tasks stand in their place with everything that Microsoft Project writes, in its order", () => {
  const { project } = readGood(rich);
  const after = edited(project, {
    type: "insertTasks",
    afterId: idOf(project, "T1"),
    tasks: [{ id: "n1", fields: { name: "New <1>", durationMinutes: 480 }, predecessors: [{ predecessorId: idOf(project, "T1"), type: "SS", lagMinutes: 60, lagPercent: 0, lagUnit: "h" }] }],
  });
  const text = writeMspdi(after).text;
  const block = /<Task>(?:(?!<Task>)[\s\S])*New &lt;1&gt;[\s\S]*?<\/Task>/.exec(text)?.[0] ?? "";
  const names = [...block.matchAll(/^ {6}<(\w+)/gm)].map((match) => match[1] ?? "");
  const order = ELEMENT_ORDER["Task"] ?? [];
  expect(names.length).toBeGreaterThan(60);
  expect(names.map((name) => order.indexOf(name))).toEqual(names.map((name) => order.indexOf(name)).toSorted((a, b) => a - b));
  expect(block).toContain("<UID>8</UID>");
  expect(block).toContain("<ID>3</ID>");
  expect(block).toContain("<PredecessorUID>1</PredecessorUID>");
  expect(block).toContain("<LinkLag>600</LinkLag>");
  expect(text).toMatch(/<Name>T2<\/Name>[\s\S]*<WBS>3<\/WBS>/);
  expect(text).toMatch(/<UID>2<\/UID>\s*<ID>4<\/ID>/);
  expect(text).toContain("<PredecessorUID>99</PredecessorUID>");
  expect(text).toContain("<WBS>A.1</WBS>");
});

test("deleted tasks go with their links and assignments; kept rows stay", () => {
  const { project } = readGood(rich);
  const text = writeMspdi(edited(project, { type: "deleteTasks", ids: [idOf(project, "T1")] })).text;
  expect(text).not.toContain("<Name>T1</Name>");
  expect(text).not.toContain("<PredecessorUID>1</PredecessorUID>");
  expect(text).toContain("<PredecessorUID>99</PredecessorUID>");
  expect(text).not.toContain("<Assignment>");
  expect(text).toContain("<IsNull>1</IsNull>");
  expect(text).toContain("<Author>Ann &amp; Co</Author>");
});

test("a changed link keeps its element, a changed calendar its other elements", () => {
  const { project } = readGood(rich.replace("<BaseCalendarUID>-1</BaseCalendarUID>", "<GUID>G</GUID><BaseCalendarUID>-1</BaseCalendarUID>"));
  const [calendar] = [...project.records.calendar.values()];
  const relinked = edited(project, { type: "linkTasks", predecessorId: idOf(project, "T1"), successorId: idOf(project, "T2"), linkType: "FF", lagMinutes: 0, lagPercent: 50, lagUnit: "%" });
  expect(differenceOf(project, relinked).filter((line) => /Lag|Type/.test(line))).toEqual(["+ <LagFormat>19</LagFormat>", "+ <LinkLag>50</LinkLag>", "+ <Type>0</Type>", "- <LagFormat>7</LagFormat>", "- <LinkLag>0</LinkLag>", "- <Type>1</Type>"]);
  if (!calendar) throw new Error("no calendar");
  const off = edited(project, { type: "addCalendarException", calendarId: calendar.id, name: "Off", fromDay: 20_515, toDay: 20_515, times: [] });
  const text = writeMspdi(off).text;
  expect(text).toContain("<GUID>G</GUID>");
  expect(text).toMatch(/<Exceptions>[\s\S]*<FromDate>2026-03-03T00:00:00<\/FromDate>[\s\S]*<Name>Off<\/Name>/);
});

test("a renamed project has a new title", () => {
  const { project } = readGood(rich);
  expect(differenceOf(project, edited(project, { type: "updateSettings", fields: { name: "Move & more" } }))).toEqual([
    "+ <Name>Move &amp; more</Name>",
    "+ <Title>Move &amp; more</Title>",
    "- <Name>Move</Name>",
    "- <Title>Move</Title>",
  ]);
});

test("a calendar that the file did not have is not written unless it is edited", () => {
  const { project } = readGood(planText({ calendars: "none", tasks: [taskText(1)] }));
  expect(writeMspdi(project).text).not.toContain("<Calendar>");
  const [calendar] = [...project.records.calendar.values()];
  if (!calendar) throw new Error("no calendar");
  const text = writeMspdi(edited(project, { type: "addCalendarException", calendarId: calendar.id, name: "Off", fromDay: 20_515, toDay: 20_515, times: [] })).text;
  expect(text).toContain("<Name>Standard</Name>");
  expect(text.indexOf("<Calendars>")).toBeLessThan(text.indexOf("<Tasks>"));
});

test("a file with prefixes keeps its namespace and other vocabularies", () => {
  const prefixed = '<p:Project xmlns:p="http://schemas.microsoft.com/project" xmlns:q="urn:q"><p:StartDate>2026-03-02T08:00:00</p:StartDate><q:Note kind="a&quot;b">x</q:Note><p:Tasks q:n="1"><p:Task><p:UID>1</p:UID></p:Task></p:Tasks></p:Project>';
  const text = writeMspdi(readGood(prefixed).project).text;
  expect(text).toContain('<Project xmlns="http://schemas.microsoft.com/project" xmlns:p="http://schemas.microsoft.com/project" xmlns:q="urn:q">');
  expect(text).toContain('<q:Note kind="a&quot;b">x</q:Note>');
  expect(text).toContain('<Tasks q:n="1">');
  expect(readGood(text).project.records.task.size).toBe(1);
});

test("a template becomes a file with the same schedule, and what it cannot hold is listed", () => {
  for (const { text } of builtInTemplates()) {
    const template = readTemplate(text, { newId: countedIds(), start: minuteOf(2026, 3, 2, 8) });
    if (!template.ok) throw new Error(template.problem.message);
    const { text: written, losses } = writeMspdi(template.project);
    const read = readGood(written);
    const dates = (project: Project): string[] => outlineOf(project).rows.map(({ task, wbs }) => `${wbs} ${task.name} ${schedule(project).schedule.of(task.id)?.finish}`);
    expect(dates(read.project)).toEqual(dates(template.project));
    expect(read.report.differences).toEqual([]);
    expect(losses.map(({ code }) => code)).toContain("mspdi/no-registers");
  }
});

test("kept content of another making is left out, the plan is written all the same", () => {
  const { project } = readGood(rich);
  const kept = new Map([...project.records.keptSource].map(([id, record]) => [id, id === "settings" ? record : { ...record, content: "[" }]));
  const text = writeMspdi({ records: { ...project.records, keptSource: kept } }).text;
  expect([...readGood(text).project.records.task.values()].map(({ name }) => name)).toEqual(["T1", "T2"]);
});

test("odd rows are written back in place: duplicate UIDs, bad dates, self-links, wild levels", () => {
  const odd = planText({
    calendars: STANDARD + STANDARD,
    tasks: [taskText(1, "<Deadline>9999-12-31T00:00:00</Deadline>", 3), taskText(1), taskText(2, linkText(2)), taskText(3, "<ConstraintType>4</ConstraintType>", 9), "<Name>Loose</Name>", "<IsNull>1</IsNull>"],
    assignments: ["<UID>1</UID><TaskUID>77</TaskUID><ResourceUID>5</ResourceUID>"],
  });
  const normal = (text: string): string => text.replace(/>\s+</g, "><").replace(/<(\w+)><\/\1>/g, "<$1/>").trim();
  expect(normal(writeMspdi(readGood(odd).project).text)).toBe(normal(odd));
});

/** A recurrence on every day of its range says no more than the range. */
function saysMoreThan({ fromDay, toDay }: { fromDay: number; toDay: number }, recurrence: Recurrence | undefined): boolean {
  if (!recurrence || ![1, 9].includes(recurrence.type)) return recurrence !== undefined;
  return recurrence.occurrences !== undefined && recurrence.occurrences <= toDay - fromDay;
}

/** What an assignment says: an optional amount of 0, an even contour and a gap in work that is not under way say nothing. */
function saidOf({ levelingDelayMinutes, overtimeWorkMinutes, actualOvertimeWorkMinutes, contour, stop, resume, ...rest }: Omit<Assignment, "id" | "uid" | "taskId" | "resourceId">): string {
  const gap = rest.actualStart !== undefined && rest.actualFinish === undefined ? { stop, resume } : {};
  const said = { ...rest, ...gap, levelingDelay: levelingDelayMinutes || undefined, overtime: overtimeWorkMinutes || undefined, actualOvertime: actualOvertimeWorkMinutes || undefined, contour: contour === "flat" ? undefined : contour };
  return JSON.stringify(Object.entries(said).filter(([, value]) => value !== undefined).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** What a plan says, without ids and without what MSPDI has no place for. */
function gist(project: Project): unknown {
  const outline = outlineOf(project);
  const name = (id: string | undefined, kind: "calendar" | "resource"): string | undefined => (id === undefined ? undefined : project.records[kind].get(id)?.name);
  const task = ({ id, uid, number, rank, parentId, calendarId, storedDates, constraintDate, manualStart, manualFinish, estimate, ...rest }: Task, isSummary: boolean): unknown => {
    const { durationMinutes, actualDurationMinutes, remainingDurationMinutes, percentComplete, milestone, ...plain } = rest;
    const dates = rest.mode === "manual" || rest.external ? { manualStart, manualFinish } : {};
    const own = isSummary ? {} : { durationMinutes, actualDurationMinutes, remainingDurationMinutes, percentComplete, milestone };
    return { ...plain, ...own, ...dates, constraintDate: rest.constraint === "ASAP" || rest.constraint === "ALAP" ? undefined : constraintDate, calendar: name(calendarId, "calendar") };
  };
  const wbs = (id: string): string | undefined => outline.rowOf(id)?.wbs;
  const { settings, calendar, link, resource, assignment } = project.records;
  return {
    // Scheduled from the finish, a plan's start is what its dates make it.
    settings: [...settings.values()].map(({ calendarId, nextTaskNumber, storedFinish, origin, start, ...rest }) => ({ ...rest, start: rest.scheduleFrom === "finish" ? undefined : start, calendar: name(calendarId, "calendar") })),
    calendars: [...calendar.values()].sort((a, b) => a.name.localeCompare(b.name)).map(({ id, uid, baseCalendarId, week, exceptions, ...rest }) => ({
      ...rest,
      base: name(baseCalendarId, "calendar"),
      week: week.map((day) => (day.kind === "inherit" && baseCalendarId === undefined ? { kind: "nonworking" } : day)),
      exceptions: exceptions.map(({ recurrence, ...exception }) => ({ ...exception, recurrence: saysMoreThan(exception, recurrence) ? recurrence : undefined })),
    })),
    tasks: outline.rows.map((row) => ({ wbs: row.wbs, ...(task(row.task, row.isSummary) as object) })),
    links: [...link.values()].map(({ id, predecessorId, successorId, ...rest }) => ({ from: wbs(predecessorId), to: wbs(successorId), ...rest })).sort((a, b) => `${a.to} ${a.from}`.localeCompare(`${b.to} ${b.from}`)),
    resources: [...resource.values()].map(({ id, uid, rank, calendarId, ...rest }) => ({ ...rest, calendar: name(calendarId, "calendar") })),
    assignments: [...assignment.values()].map(({ id, uid, taskId, resourceId, ...rest }) => `${wbs(taskId)} ${name(resourceId, "resource")} ${saidOf(rest)}`).sort(),
  };
}

/**
 * What a person could have made. Work by hand comes from days whose sum is the work; random stretches are not such
 * (`write-fields.test.ts` has some). A finish or a resume without a start, or of a task of which all is left, is no progress.
 * A task of another project has both its dates: a finish reckoned from its start could lie within a minute, and a file holds whole ones.
 */
function coherent(project: Project): Project {
  const assignments = [...project.records.assignment.values()].map(({ profile: _, contour, actualFinish, stop, resume, ...rest }): Assignment => ({
    ...rest,
    ...(contour !== undefined && contour !== "contoured" && { contour }),
    ...(rest.actualStart !== undefined && actualFinish !== undefined && { actualFinish }),
    ...(rest.actualStart !== undefined && stop !== undefined && { stop }),
    ...(rest.actualStart !== undefined && resume !== undefined && { resume }),
  }));
  const tasks = [...project.records.task.values()].map((task): Task => {
    const { actualStart: _, actualFinish, ...rest } = task;
    return actualFinish !== undefined && task.percentComplete === 0 ? rest : task.external ? withBothDates(task) : task;
  });
  const byId = <T extends { readonly id: string }>(list: readonly T[]): ReadonlyMap<string, T> => new Map(list.map((one) => [one.id, one]));
  return { records: { ...project.records, task: byId(tasks), assignment: byId(assignments) } };
}

function withBothDates(task: Task): Task {
  const { manualStart = task.manualFinish ?? minuteOf(2026, 3, 2, 8), manualFinish = manualStart } = task;
  return { ...task, manualStart, manualFinish: manualFinish < manualStart ? manualStart : manualFinish };
}

/** As in testkit: other plans and more of them, to find what a hundred do not show. */
const FACTOR = Number(process.env["LEADLINE_FUZZ_RUNS"] ?? 1);
const SEED = process.env["LEADLINE_FUZZ_SEED"];

function runs(count: number): fc.Parameters<unknown> {
  return { numRuns: count * FACTOR, ...(SEED !== undefined && { seed: Number(SEED) }) };
}

test("a plan made here reads back the same, with the same schedule", () => {
  fc.assert(
    fc.property(randomProject({ most: 10, without: ["pauses"] }).map(coherent), (project) => {
      const written = writeMspdi(project);
      const read = readGood(written.text);
      expect(JSON.parse(JSON.stringify(gist(read.project)))).toEqual(JSON.parse(JSON.stringify(gist(project))));
      expect(writeMspdi(read.project).text).toBe(written.text);
      // The duration that a percent lag is taken of is what the file says; of a summary the plan here does not say one.
      if ([...project.records.link.values()].some(({ lagUnit, predecessorId }) => lagUnit.endsWith("%") && outlineOf(project).rowOf(predecessorId)?.isSummary)) return;
      const [before, after] = [schedule(project).schedule, schedule(read.project).schedule];
      const rows = outlineOf(read.project).rows;
      outlineOf(project).rows.forEach(({ task }, index) => {
        const [own, other] = [before.of(task.id), after.of(rows[index]?.task.id ?? "")];
        expect([own?.start, own?.finish, own?.lateFinish]).toEqual([other?.start, other?.finish, other?.lateFinish]);
      });
    }),
    runs(100),
  );
});

/** Pauses of tasks that nobody works on: within the duration, each behind some work. */
function withRealPauses(project: Project): Project {
  const tasks = [...project.records.task.values()].map(({ splits = [], ...task }): Task => {
    const real = splits.filter(({ afterMinutes, gapMinutes }, at) => afterMinutes > 0 && gapMinutes > 0 && afterMinutes < task.durationMinutes && splits.findIndex((one) => one.afterMinutes === afterMinutes) === at);
    return { ...task, ...(real.length > 0 && { splits: real }) };
  });
  return { records: { ...project.records, task: new Map(tasks.map((task) => [task.id, task])) } };
}

test("pauses of any task come back, and its dates with them", () => {
  const plans = randomProject({ most: 6, without: ["assignments", "summaries", "progress", "elapsed", "tenths", "manual", "inactive", "external", "loops", "contours"] }).map(withRealPauses);
  fc.assert(
    fc.property(plans, (project) => {
      const { project: read } = readGood(writeMspdi(project).text);
      const facts = (of: Project): unknown => {
        const computed = schedule(of).schedule;
        return outlineOf(of).rows.map(({ task }) => ({ splits: task.splits ?? [], start: computed.of(task.id)?.start, finish: computed.of(task.id)?.finish }));
      };
      expect(facts(read)).toEqual(facts(project));
    }),
    runs(60),
  );
});
