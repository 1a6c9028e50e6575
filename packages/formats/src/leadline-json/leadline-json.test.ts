/** Our own JSON keeps every record word for word, and names record and field where one does not fit. */
import { expect, test } from "vitest";
import { projectOf, recordsOf, type KindedRecord, type Project } from "@leadline/engine/model/project.ts";
import { emptyTask, newProject } from "@leadline/engine/model/new-project.ts";
import { minuteOf } from "@leadline/engine/time/minute.ts";
import { EDITABLE_PLAN, readGood } from "../mspdi/small-plan.fixture.ts";
import { builtInTemplates } from "../template/built-in.ts";
import { readTemplate } from "../template/read.ts";
import { readLeadlineJson } from "./read.ts";
import { writeLeadlineJson } from "./write.ts";

function sample(): Project {
  let next = 0;
  const text = builtInTemplates()[0]?.text ?? "";
  const result = readTemplate(text, { newId: () => `r${(next += 1)}`, start: minuteOf(2026, 3, 2, 8) });
  if (!result.ok) throw new Error(result.problem.message);
  const kept: KindedRecord = { kind: "keptSource", record: { id: "settings", format: "mspdi", content: "<Title>“Ünïcode” &amp; \u2028</Title>" } };
  return projectOf([...recordsOf(result.project), kept]);
}

function readBack(text: string): Project {
  const result = readLeadlineJson(text);
  if (!result.ok) throw new Error(result.problem.message);
  return result.project;
}

function refusal(text: string): string {
  const result = readLeadlineJson(text);
  return result.ok ? "accepted" : `${result.problem.code}: ${result.problem.message}`;
}

const SMALL = writeLeadlineJson(newProject({ name: "Small", start: minuteOf(2026, 3, 2, 8) })).text;

test("a project read back has the same records, kept source included", () => {
  const project = sample();
  const written = writeLeadlineJson(project);
  expect([...recordsOf(readBack(written.text))]).toEqual([...recordsOf(project)]);
  expect(written.losses).toEqual([]);
});

test("baselines, rates and every other kind come back from a plan of Microsoft Project", () => {
  const { project } = readGood(EDITABLE_PLAN);
  expect(project.records.taskBaseline.size).toBe(1);
  expect([...recordsOf(readBack(writeLeadlineJson(project).text))]).toEqual([...recordsOf(project)]);
});

test("equal projects are equal bytes, whatever the order of records and keys", () => {
  const project = sample();
  const reversed = [...recordsOf(project)].reverse().map(({ kind, record }) => {
    return { kind, record: Object.fromEntries(Object.entries(record).reverse()) } as KindedRecord;
  });
  expect(writeLeadlineJson(projectOf(reversed)).text).toBe(writeLeadlineJson(project).text);
  expect(writeLeadlineJson(readBack(writeLeadlineJson(project).text)).text).toBe(writeLeadlineJson(project).text);
});

test("a reference to a record that is not there is a problem, not a refusal", () => {
  const base = newProject({ name: "Small", start: minuteOf(2026, 3, 2, 8) });
  const task = emptyTask({ id: "t", number: 1, rank: "V", name: "Lonely", parentId: "gone" });
  const text = writeLeadlineJson(projectOf([...recordsOf(base), { kind: "task", record: task }])).text;
  const result = readLeadlineJson(text);
  expect(result.ok && result.problems.map((problem) => problem.message)).toEqual(["The task “t” names the task “gone” as its parent, but there is none."]);
});

test.each([
  [SMALL.slice(0, 120), "json/syntax: This is not JSON"],
  ["[".repeat(200_000), "json/syntax: This is not JSON"],
  ["{}", "json/format: The file does not say “format”"],
  ['{"format":"leadline-project/9","records":[]}', 'json/format: The file\'s format is "leadline-project/9"; this version of Leadline reads “leadline-project/1”.'],
  ['{"format":"leadline-project/1"}', "json/records: The file has no list “records”."],
  ['{"format":"leadline-project/1","records":[]}', "json/settings: The file has no record of kind “settings”"],
  [SMALL.replace('"minutesPerDay":480', '"minutesPerDay":"8h"'), "json/record: Record 1 (settings “Small”): field “minutesPerDay” is wrong: invalid input: expected number, received string."],
  [SMALL.replace('"minutesPerDay":480', '"minutesPerDay":480,"surprise":1'), "json/record: Record 1 (settings “Small”): unrecognized key"],
  [SMALL.replace('"kind":"calendar"', '"kind":"calender"'), "json/record: Record 2 (calender “Standard”): the kind “calender” is unknown"],
  [SMALL.replace("\n  ]", ',\n{"kind":"calendar","record":{"id":"standard","name":"B","week":[],"workWeeks":[],"exceptions":[]}}\n]'), "json/record: Record 3 (calendar “B”): field “week” is wrong"],
  [SMALL.replace(/\n( {4}\{"kind":"calendar".*)\n/, "\n$1,\n$1\n"), "json/duplicate: Record 3 (calendar “Standard”): there already is a calendar with this id."],
  ["", "json/syntax: This is not JSON"],
])("a file that does not fit is refused in one sentence (%#)", (text, sentence) => {
  expect(refusal(text)).toContain(sentence);
});
