/** Small XER files for tests: say only what a test is about. */
import type { Project } from "@leadline/engine/model/project.ts";
import type { Task } from "@leadline/engine/model/records.ts";
import { bytesOf, countedIds } from "../mspdi/small-plan.fixture.ts";
import type { ReadOptions, ReadResult } from "../plan-file-types.ts";
import { readXer } from "./read.ts";

export type Row = Readonly<Record<string, string | number>>;

/** Monday to Friday, 08:00-12:00 and 13:00-17:00. */
export const FIVE_DAYS = `(0||CalendarData()((0||DaysOfWeek()((0||1()())${[2, 3, 4, 5, 6].map((day) => `(0||${day}()((0||0(s|08:00|f|12:00)())(0||1(s|13:00|f|17:00)())))`).join("")}(0||7()())))(0||Exceptions()())))`;

const PROJECT: Row = { proj_id: 1, proj_short_name: "MOVE", clndr_id: 1, plan_start_date: "2026-03-02 08:00", last_recalc_date: "2026-03-02 08:00", critical_path_type: "CT_TotFloat", critical_drtn_hr_cnt: 0, export_flag: "Y" };
const CALENDAR: Row = { clndr_id: 1, default_flag: "Y", clndr_name: "Five days", clndr_type: "CA_Base", day_hr_cnt: 8, week_hr_cnt: 40, month_hr_cnt: 172, clndr_data: FIVE_DAYS };
const ROOT: Row = { wbs_id: 10, proj_id: 1, proj_node_flag: "Y", wbs_short_name: "MOVE", wbs_name: "Office move" };

/** An activity of one day. */
export function activity(id: number, more: Row = {}): Row {
  return { task_id: id, proj_id: 1, wbs_id: 10, clndr_id: 1, task_code: `A${id}`, task_name: `T${id}`, task_type: "TT_Task", duration_type: "DT_FixedDUR2", status_code: "TK_NotStart", target_drtn_hr_cnt: 8, remain_drtn_hr_cnt: 8, ...more };
}

export function follows(id: number, from: number, to: number, more: Row = {}): Row {
  return { task_pred_id: id, task_id: to, pred_task_id: from, proj_id: 1, pred_proj_id: 1, pred_type: "PR_FS", lag_hr_cnt: 0, ...more };
}

/** The usual project, calendar and root element, and the tables given instead of or beside them. */
export function exportText(tables: Readonly<Record<string, readonly Row[]>>, lineBreak = "\r\n"): string {
  const lines = ["ERMHDR\t19.12\t2026-03-02\tProject\tADMIN\tadmin\tdb\tProject Management\tUSD"];
  for (const [name, rows] of Object.entries({ PROJECT: [PROJECT], CALENDAR: [CALENDAR], PROJWBS: [ROOT], ...tables })) {
    const fields = [...new Set(rows.flatMap((row) => Object.keys(row)))];
    if (rows.length === 0) continue;
    lines.push(`%T\t${name}`, `%F\t${fields.join("\t")}`, ...rows.map((row) => `%R\t${fields.map((field) => row[field] ?? "").join("\t")}`));
  }
  return [...lines, "%E", ""].join(lineBreak);
}

export function readBytes(bytes: Uint8Array, options: Partial<ReadOptions> = {}): ReadResult {
  return readXer(bytes, { newId: countedIds(), fileName: "Move.xer", ...options });
}

/** A file that must be readable. */
export function readGood(text: string, options: Partial<ReadOptions> = {}): Extract<ReadResult, { ok: true }> {
  const result = readBytes(bytesOf(text), options);
  if (!result.ok) throw new Error(result.problem.message);
  return result;
}

export function tasksOf(project: Project): Task[] {
  return [...project.records.task.values()].sort((a, b) => a.number - b.number);
}
