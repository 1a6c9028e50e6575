/** Writing XER: the source word for word, edits in place, and plans from elsewhere with all that Primavera needs. */
import { evolve } from "@leadline/engine/change/change.ts";
import type { Command } from "@leadline/engine/change/command.ts";
import { decide } from "@leadline/engine/change/decide.ts";
import { seededIds } from "@leadline/engine/change/id-maker.ts";
import { outlineOf } from "@leadline/engine/model/plan/outline.ts";
import { recordsOf, settingsOf, type Project } from "@leadline/engine/model/project.ts";
import { schedule } from "@leadline/engine/schedule/compute.ts";
import { formatIso } from "@leadline/engine/time/minute.ts";
import { planOf } from "@leadline/testkit/plan-builder.ts";
import { smallPlan } from "@leadline/testkit/small-plan.ts";
import { expect, test } from "vitest";
import { bytesOf, countedIds } from "../mspdi/small-plan.fixture.ts";
import { readMspdi } from "../mspdi/read.ts";
import { writeMspdi } from "../mspdi/write.ts";
import { contentOf } from "../plan-file.ts";
import { activity, exportText, follows, readBytes, readGood, tasksOf, type Row } from "./small-export.fixture.ts";
import { writeXer } from "./write.ts";

/** A plan of two summary tasks, two resources, notes and tables that Leadline does not know. */
const WHOLE = exportText({
  PROJWBS: [{ wbs_id: 10, proj_id: 1, seq_num: 1, proj_node_flag: "Y", wbs_name: "Office move" }, { wbs_id: 11, proj_id: 1, seq_num: 1, proj_node_flag: "N", wbs_name: "Cabling", parent_wbs_id: 10 }, { wbs_id: 12, proj_id: 1, seq_num: 2, proj_node_flag: "N", wbs_name: "Phones", parent_wbs_id: 10 }],
  RSRC: [{ rsrc_id: 5, clndr_id: 1, rsrc_name: "Ann", rsrc_short_name: "A", rsrc_type: "RT_Labor" }],
  RSRCRATE: [{ rsrc_rate_id: 1, rsrc_id: 5, max_qty_per_hr: 1, cost_per_qty: "50.2500", start_date: "2026-01-01 00:00" }],
  TASK: [activity(1, { wbs_id: 11, guid: "xyz==" }), activity(2, { wbs_id: 11, task_name: 'Lay ""new"" cable' }), activity(3, { wbs_id: 12, cstr_type: "CS_MSO", cstr_date: "2026-03-05 08:00" })],
  TASKPRED: [follows(1, 1, 2, { lag_hr_cnt: "8.0" }), follows(2, 1, 3), follows(3, 1, 3, { pred_type: "PR_FF" })],
  TASKRSRC: [{ taskrsrc_id: 7, task_id: 1, proj_id: 1, rsrc_id: 5, target_qty: 8, remain_qty: 8, target_qty_per_hr: 1 }],
  TASKMEMO: [{ memo_id: 4, task_id: 1, memo_type_id: 2, proj_id: 1, task_memo: "<P>Bring a <B>ladder</B>.</P>" }],
  UDFVALUE: [{ udf_type_id: 9, fk_id: 1, proj_id: 1, udf_text: 'said ""so""' }],
  TASKACTV: [{ task_id: 1, actv_code_type_id: 3, actv_code_id: 4 }, { task_id: 2, actv_code_type_id: 3, actv_code_id: 5 }],
});

function edited(project: Project, ...commands: readonly Command[]): Project {
  const decision = decide(project, commands, { actor: "test", at: 0, newId: seededIds("k") });
  if ("refusals" in decision) throw new Error(decision.refusals[0]?.message);
  return evolve(project, decision.change);
}

/** The lines that differ: what is gone, and what has come. */
function differing(before: string, after: string): { gone: string[]; come: string[] } {
  const [old, now] = [before.split(/\r?\n/), after.split(/\r?\n/)];
  return { gone: old.filter((line) => !now.includes(line)), come: now.filter((line) => !old.includes(line)) };
}

test("a plan that nobody edited comes back word for word", () => {
  const { text, losses } = writeXer(readGood(WHOLE).project);
  expect(text).toBe(WHOLE);
  expect(losses).toEqual([]);
});

test("reading what was written gives the same records", () => {
  const first = readGood(WHOLE);
  const again = readGood(writeXer(first.project).text);
  expect([...recordsOf(again.project)]).toEqual([...recordsOf(first.project)]);
});

test("a renamed activity changes its name and nothing else", () => {
  const { project } = readGood(WHOLE);
  const first = tasksOf(project).find(({ name }) => name === "T1");
  const { gone, come } = differing(WHOLE, writeXer(edited(project, { type: "updateTasks", tasks: [{ id: first?.id ?? "", fields: { name: 'The "big" site' } }] })).text);
  expect(gone).toHaveLength(1);
  expect(come).toEqual([gone[0]?.replace("T1", 'The ""big"" site')]);
});

test("a longer activity moves the dates that follow from it", () => {
  const computed = { total_float_hr_cnt: 0, early_start_date: "2026-03-02 08:00", early_end_date: "2026-03-02 17:00", late_end_date: "2026-03-02 17:00", target_end_date: "2026-03-02 17:00" };
  const text = exportText({ TASK: [activity(1, computed), activity(2, computed)] });
  const { project } = readGood(text);
  const [first] = tasksOf(project);
  const changed = edited(project, { type: "updateTasks", tasks: [{ id: first?.id ?? "", fields: { durationMinutes: 960 } }] });
  const { come } = differing(text, writeXer(changed).text);
  expect(come).toHaveLength(2);
  expect(come[0]).toContain("\t16\t16\t0\t2026-03-02 08:00\t2026-03-03 17:00\t2026-03-03 17:00\t2026-03-03 17:00");
  expect(come[1]).toContain("\t8\t8\t8\t2026-03-02 08:00\t2026-03-02 17:00\t2026-03-03 17:00\t2026-03-02 17:00");
});

test("rows about an activity that is gone go with it, and that is told", () => {
  const { project } = readGood(WHOLE);
  const gone = tasksOf(project).find(({ name }) => name === "T1")?.id ?? "";
  const { text, losses } = writeXer(edited(project, { type: "deleteTasks", ids: [gone] }));
  expect(losses).toEqual([{ code: "xer/dropped-rows", message: "2 rows of the source about tasks or resources that are gone were left out." }]);
  expect(text).not.toContain("%R\t1\t3\t4\r\n");
  expect(text).toContain("%R\t2\t3\t5\r\n");
  expect(readGood(text).problems).toEqual([]);
});

test("new notes replace the old ones", () => {
  const { project } = readGood(WHOLE);
  const first = tasksOf(project).find(({ name }) => name === "T1");
  const changed = edited(project, { type: "updateTasks", tasks: [{ id: first?.id ?? "", fields: { notes: "Two\nlines" } }] });
  const again = readGood(writeXer(changed).text);
  expect(tasksOf(again.project).find(({ name }) => name === "T1")?.notes).toBe("Two\nlines");
  expect(writeXer(changed).text).not.toContain("ladder");
});

/** Dates of all tasks by name. */
function datesOf(project: Project): string[] {
  const { schedule: result } = schedule(project);
  return outlineOf(project).rows.map(({ task, wbs }) => {
    const dates = result.of(task.id);
    return `${wbs} ${task.name} ${dates ? `${formatIso(dates.start)} ${formatIso(dates.finish)}` : "-"}`;
  });
}

const PLAN = planOf(`project "Branch refresh" starts 2026-03-02
calendar Mon-Fri 08:00-12:00 13:00-17:00 except 2026-03-06
A "Site survey" 3d
B "Order switches" 8d after A
C "Configure VLANs" 5d after A SS+1d, B FF+2d by "Engineer"[50%]
M "Go-live" 0d after C must-finish-on 2026-03-31`);

test("a plan from elsewhere has all rows that Primavera needs, and its dates", () => {
  const { text, losses } = writeXer(PLAN);
  const again = readGood(text);
  expect(again.problems).toEqual([]);
  expect(datesOf(again.project)).toEqual(datesOf(PLAN));
  expect(losses.map(({ code }) => code)).toEqual(["xer/other-rules"]);
  const tables = [...text.matchAll(/^%T\t(\w+)/gm)].map(([, name]) => name);
  expect(tables).toEqual(["CURRTYPE", "OBS", "PROJECT", "CALENDAR", "SCHEDOPTIONS", "PROJWBS", "RSRC", "RSRCRATE", "TASK", "TASKPRED", "TASKRSRC"]);
  const cells = text.split("\r\n").map((line) => line.split("\t"));
  let width = 0;
  for (const [mark, ...rest] of cells) {
    if (mark === "%F") width = rest.length;
    if (mark === "%R") expect(rest).toHaveLength(width);
  }
});

test("a plan from Microsoft Project keeps its dates through XER and back", () => {
  const source = writeMspdi(PLAN).text;
  const imported = readMspdi(bytesOf(source), { newId: countedIds(), fileName: "Branch.xml" });
  if (!imported.ok) throw new Error(imported.problem.message);
  const throughXer = readGood(writeXer(imported.project).text);
  expect(datesOf(throughXer.project)).toEqual(datesOf(imported.project));
  const back = readMspdi(bytesOf(writeMspdi(throughXer.project).text), { newId: countedIds(), fileName: "Branch.xml" });
  if (!back.ok) throw new Error(back.problem.message);
  expect(datesOf(back.project)).toEqual(datesOf(imported.project));
});

test("links on summary tasks become links between the activities below, and that is told", () => {
  const project = smallPlan([{ id: "s" }, { id: "a", level: 2 }, { id: "b", level: 2 }, { id: "t" }, { id: "c", level: 2, after: ["s"] }, { id: "d", level: 2 }]);
  const { text, losses } = writeXer(project);
  const again = readGood(text).project;
  expect([...again.records.link.values()].map(({ predecessorId, successorId }) => `${again.records.task.get(predecessorId)?.name} ${again.records.task.get(successorId)?.name}`)).toEqual(["A C", "B C"]);
  expect(datesOf(again)).toEqual(datesOf(project));
  expect(losses.map(({ message }) => message)).toContain("1 link on summary tasks is in the file as links between the tasks below, since a WBS element cannot be linked.".replace("link on summary tasks", "link on a summary task"));
});

test("what Primavera has nothing for is listed", () => {
  const project = smallPlan(
    [
      { id: "a", active: false }, { id: "b", durationUnit: "ed", deadline: settingsOf(smallPlan([])).start }, { id: "c", splits: [{ afterMinutes: 60, gapMinutes: 60 }], levelingDelayMinutes: 480 },
      { id: "d", mode: "manual", manualStart: settingsOf(smallPlan([])).start }, { id: "e", estimate: { lowMinutes: 1, likelyMinutes: 2, highMinutes: 3 }, fixedCostCents: 5, gateCode: "G1" },
    ],
    [{ kind: "link", record: { id: "l", predecessorId: "b", successorId: "c", type: "FS", lagMinutes: 0, lagPercent: 50, lagUnit: "%" } }, { kind: "resource", record: { id: "r", name: "Fee", type: "cost", maxUnits: 1, rank: "V" } }],
  );
  expect(writeXer(project).losses.map(({ code }) => code)).toEqual([
    "xer/other-rules", "xer/no-inactive", "xer/manual", "xer/deadline", "xer/no-splits", "xer/no-leveling", "xer/elapsed", "xer/no-estimates", "xer/no-fixed-cost", "xer/no-deliverables", "xer/lag", "xer/cost-resource",
  ]);
});

test("names that windows-1252 has are written in it, others in UTF-8", () => {
  const named = (name: string): Project => smallPlan([{ id: "a", name }]);
  const western = contentOf(writeXer(named("Café €")));
  expect(typeof western === "string" ? "text" : [...western].filter((byte) => byte >= 0x80)).toEqual([0xe9, 0x80]);
  expect(contentOf(writeXer(named("Задача")))).toContain("Задача");
  for (const name of ["Café €", "Задача", "Ã©", "日本"]) {
    const content = contentOf(writeXer(named(name)));
    const read = readBytes(typeof content === "string" ? bytesOf(content) : content);
    expect(read.ok && tasksOf(read.project)[0]?.name).toBe(name);
  }
});

test("fields that the source lacks come in where an edit needs them", () => {
  const thin: Row = { task_id: 1, task_code: "A", task_name: "One", task_type: "TT_Task", target_drtn_hr_cnt: 8, remain_drtn_hr_cnt: 8 };
  const { project } = readGood(exportText({ PROJECT: [], PROJWBS: [], TASK: [thin] }));
  const [task] = tasksOf(project);
  const changed: Project = { records: { ...project.records, task: new Map(task ? [[task.id, { ...task, actualStart: settingsOf(project).start }]] : []) } };
  const { text } = writeXer(changed);
  expect([...text.matchAll(/^%T\t(\w+)/gm)].map(([, name]) => name)).toEqual(["CALENDAR", "TASK"]);
  const again = tasksOf(readGood(text).project)[0];
  expect(again?.actualStart).toBe(settingsOf(project).start);
});

test("what only Primavera has is listed where a plan goes to Microsoft Project; a soft “start on” never becomes “must start on”", () => {
  const { project } = readGood(exportText({
    TASK: [activity(1, { cstr_type: "CS_MSO", cstr_date: "2026-03-05 08:00", cstr_type2: "CS_MEOB", cstr_date2: "2026-03-20 17:00" }), activity(2, { task_type: "TT_LOE", expect_end_date: "2026-03-20 17:00", resume_date: "2026-03-03 08:00" }), activity(3, { cstr_type: "CS_MEO", cstr_date: "2026-03-05 17:00" })],
    TASKPRED: [follows(1, 1, 3, { pred_type: "PR_SS" }), follows(2, 1, 3, { pred_type: "PR_FF" })],
  }));
  const { text, losses } = writeMspdi(project);
  expect([...text.matchAll(/<ConstraintType>(\d)/g)].map(([, code]) => code)).toEqual(["4", "0", "6"]);
  expect(losses.map(({ code }) => code).filter((code) => code.startsWith("mspdi/p6"))).toEqual([
    "mspdi/p6-rules", "mspdi/p6-start-on", "mspdi/p6-finish-on", "mspdi/p6-second-constraint", "mspdi/p6-spans", "mspdi/p6-expected-finish", "mspdi/p6-pause", "mspdi/p6-codes", "mspdi/p6-several-links", "mspdi/p6-source",
  ]);
});

test("tasks, links, people and calendars that come in later get rows of their own", () => {
  const { project } = readGood(WHOLE);
  const byName = (plan: Project, name: string): string => tasksOf(plan).find((task) => task.name === name)?.id ?? "";
  const grown = edited(project, { type: "insertTasks", parentId: byName(project, "Cabling"), tasks: [{ id: "n1", fields: { name: "Label the cables", durationMinutes: 960 } }, { id: "n2", fields: { name: "Test", durationMinutes: 480 } }] });
  const linked = edited(grown, { type: "linkTasks", predecessorId: byName(grown, "Label the cables"), successorId: byName(grown, "Test"), linkType: "FS", lagMinutes: 60, lagPercent: 0, lagUnit: "h" });
  const { text, losses } = writeXer(linked);
  expect(losses).toEqual([]);
  const again = readGood(text);
  expect(again.problems).toEqual([]);
  expect(datesOf(again.project).map((line) => line.replace(/^\S+ /, "")).sort()).toEqual(datesOf(linked).map((line) => line.replace(/^\S+ /, "")).sort());
  const { gone } = differing(WHOLE, text);
  expect(gone).toEqual([]);
  expect(tasksOf(again.project).filter(({ name }) => name === "Test").map(({ uid, p6 }) => [uid, p6?.code])).toEqual([[5, "A1010"]]);
});

test("an activity that gets activities below it becomes a WBS element", () => {
  const { project } = readGood(WHOLE);
  const [third, fourth] = ["T1", "T3"].map((name) => tasksOf(project).find((task) => task.name === name)?.id ?? "");
  const moved = edited(project, { type: "unlinkTasks", links: [{ predecessorId: third ?? "", successorId: fourth ?? "" }] }, { type: "moveTasks", ids: [fourth ?? ""], parentId: third ?? "" });
  const again = readGood(writeXer(moved).text);
  expect(outlineOf(again.project).rows.map(({ wbs, task }) => `${wbs} ${task.name}`)).toEqual(['1 Cabling', '1.1 Lay "new" cable', "1.2 T1", "1.2.1 T3", "2 Phones"]);
  const withoutEmpty = (lines: readonly string[]): string[] => lines.filter((line) => !line.startsWith("2 Phones")).sort();
  expect(withoutEmpty(datesOf(again.project))).toEqual(withoutEmpty(datesOf(moved).map((line) => line.replace("1.1 T1", "1.2 T1").replace("1.1.1 T3", "1.2.1 T3").replace('1.2 Lay "new"', '1.1 Lay "new"'))));
});

test("another data date, option, name and calendar are written where they stood", () => {
  const { project } = readGood(exportText({ SCHEDOPTIONS: [{ schedoptions_id: 1, proj_id: 1, sched_retained_logic: "Y", sched_progress_override: "N" }], TASK: [activity(1)] }));
  const settings = settingsOf(project);
  const calendar = [...project.records.calendar.values()][0];
  if (!calendar || !settings.p6) throw new Error("no calendar, no options");
  const changed: Project = {
    records: {
      ...project.records,
      settings: new Map([["settings", { ...settings, name: "Big move", statusDate: settings.start, p6: { ...settings.p6, progress: "progressOverride" as const } }]]),
      calendar: new Map([[calendar.id, { ...calendar, exceptions: [{ name: "", fromDay: 20_514, toDay: 20_515, times: [] }] }]]),
    },
  };
  const again = readGood(writeXer(changed).text).project;
  expect(settingsOf(again)).toMatchObject({ name: "Big move", p6: { progress: "progressOverride" } });
  expect([...again.records.calendar.values()][0]?.exceptions).toEqual([{ name: "", fromDay: 20_514, toDay: 20_515, times: [] }]);
});
