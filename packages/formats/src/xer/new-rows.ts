/** Rows for records that the source file does not have: of a plan from elsewhere, all of them. */
import { compareRank } from "@leadline/engine/model/plan/rank.ts";
import { fieldText } from "./fields.ts";
import type { KeptFile } from "./kept-rows.ts";
import type { XerState } from "./plan-state.ts";
import { assignmentRow, linkRows } from "./relation-rows.ts";
import { calendarTexts, computedTexts, optionTexts, projectTexts, rateTexts, resourceTexts, taskTexts, wbsTexts, type TextGivens } from "./row-texts.ts";
import type { Tables, Texts } from "./tables.ts";
import { rootKeyOf, type Writing } from "./writing.ts";

/** Adds a row for each record that no row of the source has answered for. `hasNewOptions`: somebody has edited the settings. */
export function addNewRows(writing: Writing, hasNewOptions: () => boolean): void {
  const { now, tables, done } = writing;
  newProject(writing, hasNewOptions);
  newCalendars(writing);
  newWbs(writing);
  newResources(writing);
  newTasks(writing);
  for (const texts of linkRows(now, (id) => done.has(id))) tables.named("TASKPRED").added(texts);
  for (const assignment of now.state.project.records.assignment.values()) {
    const texts = done.has(assignment.id) ? undefined : assignmentRow(now, assignment);
    if (texts) tables.named("TASKRSRC").added(texts);
  }
}

/** Amounts need a currency that Primavera knows. */
export function currencyOf({ settings }: XerState): string {
  return /^[A-Z]{3}$/.test(settings.currency) ? settings.currency : "USD";
}

function newProject({ now, source, tables }: Writing, hasNewOptions: () => boolean): void {
  const has = (name: string): boolean => source?.file.tables.some((table) => table.name === name && table.rows.length > 0) ?? false;
  if (!source) {
    tables.named("CURRTYPE").added(new Map([["curr_short_name", currencyOf(now.state)], ["curr_type", currencyOf(now.state)]]));
    tables.named("OBS").added(new Map());
  }
  if (!has("PROJECT") && (needsNewRoot(now, source) || hasNewOptions())) {
    tables.named("PROJECT").added(new Map([...projectTexts(now), ["proj_short_name", shortName(now.state.settings.name)]]));
    tables.named("SCHEDOPTIONS").added(new Map([...optionTexts(now), ["schedoptions_id", "1"]]));
  }
  if (needsNewRoot(now, source)) {
    const name = now.state.settings.name;
    tables.named("PROJWBS").added(new Map([["wbs_id", now.rootKey], ["proj_id", now.projectKey], ["proj_node_flag", "Y"], ["wbs_short_name", shortName(name)], ["wbs_name", fieldText(name)]]));
  }
}

function needsNewRoot(now: TextGivens, source: KeptFile | undefined): boolean {
  return now.rootKey !== "" && rootKeyOf(source) === undefined;
}

/** Primavera's short names have at most 20 characters and no blanks at their ends. */
function shortName(name: string): string {
  return fieldText(name.slice(0, 20).trim());
}

function newCalendars({ now, tables, done }: Writing): void {
  const { calendar, task, resource } = now.state.project.records;
  // A calendar that the file only implied is written once something names it.
  const used = new Set<string | undefined>([now.state.settings.calendarId, ...[...task.values(), ...resource.values()].map(({ calendarId }) => calendarId)]);
  for (const record of calendar.values()) {
    if (done.has(record.id)) continue;
    const isImplied = done.size > 0 && record.id === now.state.settings.calendarId && !tables.file().tables.some(({ name }) => name === "CALENDAR");
    if (isImplied || !used.has(record.id)) continue;
    tables.named("CALENDAR").added(new Map([["clndr_id", now.keys.of("CALENDAR", record.id, record.uid)], ...calendarTexts(now, record)]));
  }
}

function newWbs({ now, tables, done }: Writing): void {
  for (const { task, wbs } of now.state.outline.rows) {
    if (done.has(task.id) || now.state.tableOf(task) !== "PROJWBS") continue;
    tables.named("PROJWBS").added(new Map([["wbs_id", now.keys.of("PROJWBS", task.id, task.uid)], ...wbsTexts(now, task), ["wbs_short_name", wbs.split(".").at(-1) ?? "1"]]));
  }
}

function newResources({ now, tables, done, renewed }: Writing): void {
  for (const record of [...now.state.project.records.resource.values()].sort(compareRank)) {
    const key = now.keys.given("ROLES", record.id) ?? now.keys.of("RSRC", record.id, record.uid);
    if (!done.has(record.id)) tables.named("RSRC").added(new Map([["rsrc_id", key], ...resourceTexts(now, record)]));
    else if (!renewed.rates.has(key)) continue;
    for (const texts of rateTexts(now, record, key)) tables.named("RSRCRATE").added(new Map([["rsrc_rate_id", now.keys.fresh("RSRCRATE")], ...texts]));
  }
}

function newTasks({ now, tables, done, renewed }: Writing): void {
  const codes = new Set<string>();
  for (const { p6 } of now.state.project.records.task.values()) if (p6?.code !== undefined) codes.add(p6.code);
  let number = 1000;
  const memoType = memoTypes(tables, now);
  for (const { task } of now.state.outline.rows) {
    if (now.state.tableOf(task) !== "TASK") continue;
    const key = now.keys.of("TASK", task.id, task.uid);
    const isKnown = done.has(task.id);
    if ((task.notes ?? "") !== "" && (!isKnown || renewed.notes.has(key))) {
      tables.named("TASKMEMO").added(new Map([["memo_id", now.keys.fresh("TASKMEMO")], ["task_id", key], ["memo_type_id", memoType()], ["proj_id", now.projectKey], ["task_memo", fieldText(task.notes ?? "")]]));
    }
    if (isKnown) continue;
    let code = task.p6?.code;
    for (; code === undefined; number += 10) if (!codes.has(`A${number}`)) code = `A${number}`;
    const texts: Texts = new Map([["task_id", key], ["task_code", fieldText(code)], ...taskTexts(now, task), ...computedTexts(now, task)]);
    tables.named("TASK").added(texts);
  }
}

/** The first kind of note that the file knows; a kind "Notes" where it knows none. */
function memoTypes(tables: Tables, { keys }: TextGivens): () => string {
  let type: string | undefined;
  return () => {
    if (type !== undefined) return type;
    const known = tables.file().tables.find(({ name }) => name === "MEMOTYPE");
    type = known?.rows[0]?.cells[known.fields.indexOf("memo_type_id")];
    if (type !== undefined) return type;
    type = keys.fresh("MEMOTYPE");
    tables.named("MEMOTYPE").added(new Map([["memo_type_id", type], ["memo_type", "Notes"]]));
    return type;
  };
}
