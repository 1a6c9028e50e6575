/** Templates become projects, the built-in ones whole, and wrong ones are refused with a line. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { describe, expect, test } from "vitest";
import { recordSchemas } from "@leadline/engine/model/records.ts";
import { recordsOf, settingsOf, type Project } from "@leadline/engine/model/project.ts";
import { outlineOf } from "@leadline/engine/model/plan/outline.ts";
import { schedule } from "@leadline/engine/schedule/compute.ts";
import { minuteOf } from "@leadline/engine/time/minute.ts";
import { builtInTemplates } from "./built-in.ts";
import { readTemplate } from "./read.ts";

function counter(): () => string {
  let next = 0;
  return () => `id${(next += 1)}`;
}

function projectFrom(text: string): Project {
  const result = readTemplate(text, { newId: counter(), start: minuteOf(2026, 3, 2, 8) });
  if (!result.ok) throw new Error(result.problem.message);
  return result.project;
}

const SMALL = `schema: leadline-template/1
key: small
name: Small
roles:
- {code: PM, name: Manager, day_rate: 720, units: 1}
phases:
- code: '1'
  name: Only
  tasks:
  - {code: 1.1, name: First, roles: [PM], duration_days: {o: 1, m: 2, p: 4}, predecessors: []}
  - {code: 1.10, name: Tenth, roles: [], duration_days: {o: 0, m: 0, p: 0}, predecessors: [{task: 1.1, type: SS, lag_days: 1}], milestone: true}
`;

function refusal(text: string): string {
  const result = readTemplate(text, { newId: counter() });
  return result.ok ? "accepted" : result.problem.message;
}

test("there are four built-in templates with key, name and scope", () => {
  expect(builtInTemplates().map((template) => template.key)).toEqual(["software-app", "network-upgrade", "cloud-migration", "data-analytics"]);
  for (const template of builtInTemplates()) {
    const head: { key: string; name: string; example_scope: string } = parse(template.text);
    expect(template).toMatchObject({ key: head.key, name: head.name, exampleScope: head.example_scope });
  }
});

describe.each(builtInTemplates().map((template) => [template.key, template.text] as const))("%s", (_key, text) => {
  test("every record satisfies its schema", () => {
    for (const { kind, record } of recordsOf(projectFrom(text))) expect(recordSchemas[kind].parse(record)).toEqual(record);
  });

  test("row positions are the template's own codes", () => {
    const source: { phases: { code: string; name: string; tasks: { code: string; name: string }[] }[] } = parse(text);
    const wanted = source.phases.flatMap((phase) => [`${phase.code} ${phase.name}`, ...phase.tasks.map((task) => `${task.code} ${task.name}`)]);
    expect(outlineOf(projectFrom(text)).rows.map((row) => `${row.wbs} ${row.task.name}`)).toEqual(wanted);
  });

  test("risks, gates and purchases come along as records", () => {
    const { records } = projectFrom(text);
    expect(records.riskItem.size).toBe(10);
    expect(records.qualityGate.size).toBeGreaterThanOrEqual(6);
    expect(records.procurementItem.size).toBeGreaterThanOrEqual(4);
    for (const risk of records.riskItem.values()) for (const taskId of risk.taskIds) expect(records.task.has(taskId)).toBe(true);
  });
});

test("unquoted codes stay texts, so 1.10 is not 1.1", () => {
  const project = projectFrom(SMALL);
  expect([...project.records.task.values()].map((task) => task.name)).toEqual(["Only", "First", "Tenth"]);
  const [link] = project.records.link.values();
  expect(link).toMatchObject({ type: "SS", lagMinutes: 480, lagUnit: "d" });
  expect(project.records.task.get(link?.predecessorId ?? "")?.name).toBe("First");
});

test("roles become work resources, and their work follows the duration", () => {
  const project = projectFrom(SMALL);
  expect([...project.records.resource.values()]).toMatchObject([{ name: "Manager", initials: "PM", type: "work", standardRateCentsPerHour: 9000 }]);
  expect([...project.records.assignment.values()]).toMatchObject([{ units: 1, workMinutes: 960, remainingWorkMinutes: 960 }]);
  expect(settingsOf(project)).toMatchObject({ name: "Small", origin: { format: "template", name: "small" }, nextTaskNumber: 4 });
});

test("of a role of which there is half, a task takes half a day's work a day and keeps its duration", () => {
  const project = projectFrom(SMALL.replace("units: 1}", "units: 0.5}"));
  expect([...project.records.assignment.values()]).toMatchObject([{ units: 0.5, workMinutes: 480 }]);
  expect([...project.records.task.values()][1]).toMatchObject({ durationMinutes: 960 });
});

test("a template without a start date says which one is assumed", () => {
  const result = readTemplate(SMALL, { newId: counter() });
  expect(result.ok && result.problems.map((problem) => problem.code)).toEqual(["template/no-start"]);
  const dated = readTemplate(`${SMALL}start: 2026-06-01\n`, { newId: counter() });
  expect(dated.ok && settingsOf(dated.project).start).toBe(minuteOf(2026, 6, 1, 8));
  expect(dated.ok && dated.problems).toEqual([]);
});

test.each([
  ["schema: leadline-template/2\nkey: a\nname: b\nphases: [{code: 1, name: P}]", "Line 1: The schema is “leadline-template/2”; Leadline reads “leadline-template/1”."],
  [SMALL.replace("task: 1.1,", "task: 9.9,"), "Line 11: Task 1.10 waits for task “9.9”, which the template does not define."],
  [SMALL.replace("roles: [PM]", "roles: [QA]"), "Line 10: Task 1.1 names the role “QA”, which the template does not define."],
  [SMALL.replace("o: 1, m: 2", "o: 3, m: 2"), "Line 10: Task 1.1: in “duration_days”, o <= m <= p must hold, but they are 3, 2 and 4."],
  [SMALL.replace("m: 2", "m: two"), "Line 10: “m” of “duration_days” of task 1.1 must be a number from 0 to 10000 but is “two”. One more place is wrong too."],
  [SMALL.replace("code: 1.10", "code: 1.1"), "Line 11: The code “1.1” is given twice in “tasks”."],
  [SMALL.replace("predecessors: []", "predecesors: []"), "Line 10: “predecesors” is not a field of task 1.1; its fields are code, name, roles, duration_days, predecessors, deliverable, milestone, gate, security, procurement."],
  [SMALL.replace("milestone: true", "gate: G1"), "Line 11: Task 1.10 ends in gate “G1”, which “quality_gates” does not define."],
  [SMALL.replace("  name: Only", "\tname: Only"), "Line 8: A tab is used for indentation; YAML wants spaces."],
  ["just a text", "Line 1: The template must be a map of names and values."],
  ["", "Line 1: The template must be a map of names and values."],
  ["a: ".concat("[".repeat(200_000)), "Line 1: Lists and maps are nested too deep here."],
  ["a: ".concat("[".repeat(50), "]".repeat(50)), "Line 1: Lists and maps are nested more than 30 deep here."],
])("a wrong template is refused in one sentence with its line (%#)", (text, message) => {
  expect(refusal(text)).toContain(message.slice(0, 60));
  expect(refusal(text).startsWith(message.split(" One more")[0] ?? "")).toBe(true);
});

test("an alias bomb is refused, not expanded", () => {
  const bomb = `a: &a [x, x]\n${"bcdefgh".split("").map((name, index) => `${name}: &${name} [*${"abcdefg"[index]}, *${"abcdefg"[index]}]`).join("\n")}\n`;
  expect(refusal(bomb)).toContain("write the values out instead");
});

const TEMPLATES = join(process.env["LEADLINE_TEST_DATA"] ?? join(import.meta.dirname, "../../../../../shared/data"), "../templates");
const isHere = existsSync(TEMPLATES);
if (!isHere) console.info(`${TEMPLATES} is absent, so the templates are not compared with their reference results.`);

/** Days of the longest path through tasks with whole-day durations, FS and SS links only. */
function criticalPathDays(project: Project): number {
  const start = new Map<string, number>();
  const tasks = outlineOf(project).rows.filter((row) => !row.isSummary).map((row) => row.task);
  const finishOf = (id: string): number => (start.get(id) ?? 0) + (project.records.task.get(id)?.durationMinutes ?? 0) / 480;
  for (let round = 0; round < tasks.length; round += 1) {
    for (const link of project.records.link.values()) {
      const from = link.type === "FS" ? finishOf(link.predecessorId) : (start.get(link.predecessorId) ?? 0);
      start.set(link.successorId, Math.max(start.get(link.successorId) ?? 0, from + link.lagMinutes / 480));
    }
  }
  return Math.max(...tasks.map((task) => finishOf(task.id)));
}

/** 17:00 of the given working day, Monday 2026-03-02 being the first. */
function endOfWorkday(count: number): number {
  const weeks = Math.floor((count - 1) / 5);
  return minuteOf(2026, 3, 2, 17) + (weeks * 7 + ((count - 1) % 5)) * 1440;
}

test.runIf(isHere).each(builtInTemplates().map((template) => [template.key, template.text] as const))("%s has the reference length", (key, text) => {
  const source: { reference_results: { cpm_days_at_most_likely: number; tasks: number; links: number } } = parse(readFileSync(join(TEMPLATES, `${key}.yaml`), "utf8"));
  const project = projectFrom(text);
  expect(criticalPathDays(project)).toBe(source.reference_results.cpm_days_at_most_likely);
  expect(project.records.link.size).toBe(source.reference_results.links);
  expect(schedule(project).schedule.finish).toBe(endOfWorkday(source.reference_results.cpm_days_at_most_likely));
  expect(project.records.task.size - outlineOf(project).rows.filter((row) => row.isSummary).length).toBe(source.reference_results.tasks);
});
