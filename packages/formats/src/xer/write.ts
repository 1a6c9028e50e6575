/** Writes a project as a Primavera XER file: the source's rows as they were, and in place of them what edits changed. */
import { seededIds } from "@leadline/engine/change/id-maker.ts";
import { settingsOf, type Project } from "@leadline/engine/model/project.ts";
import type { Resource } from "@leadline/engine/model/records.ts";
import { formatIso } from "@leadline/engine/time/minute.ts";
import { startProblemList } from "../mspdi/problem-list.ts";
import type { WriteResult } from "../plan-file-types.ts";
import { assemblePlan } from "./assemble-plan.ts";
import { fieldText } from "./fields.ts";
import { keptFileOf, type KeptFile } from "./kept-rows.ts";
import { startKeys, type Keys } from "./keys.ts";
import { lossesOf } from "./losses.ts";
import { addNewRows, currencyOf } from "./new-rows.ts";
import { xerStateOf, type XerState } from "./plan-state.ts";
import { calendarTexts, computedTexts, optionTexts, projectTexts, rateTexts, resourceTexts, roleTexts, taskTexts, wbsTexts, type TextGivens } from "./row-texts.ts";
import { assignmentRow, linkRows } from "./relation-rows.ts";
import { rowReader } from "./source-file.ts";
import { startTables, type Tables, type Texts } from "./tables.ts";
import { xerFileText, type XerRow } from "./tokens.ts";
import { KEY_FIELD } from "./usual-rows.ts";
import { rootKeyOf, type Renewed, type Writing } from "./writing.ts";
import { windows1252Of } from "./xer-text.ts";

/**
 * The file's text. A project that nobody edited gives the rows of its source back, every one and word for word; after an
 * edit only what follows from it differs. A plan from elsewhere gets all rows that Primavera needs. `losses` names what
 * the format cannot hold. Primavera reads windows-1252; `encoding` says where the text does not fit that.
 */
export function writeXer(project: Project): WriteResult {
  const source = keptFileOf(project.records.keptSource.values());
  const sourceTables = tablesById(source);
  const sourceTable = (id: string): string | undefined => sourceTables.get(id);
  const now = xerStateOf(project, sourceTable);
  const was = source && xerStateOf(projectAsRead(project, source), sourceTable);
  const writing = startWriting(now, was, source);
  writeRows(writing);
  const text = xerFileText(writing.tables.file());
  return { text, losses: lossesOf(now, was, writing.dropped), encoding: windows1252Of(text) ? "windows-1252" : "utf-8" };
}

function tablesById(source: KeptFile | undefined): Map<string, string> {
  const byId = new Map<string, string>();
  for (const { name, rows } of source?.file.tables ?? []) {
    for (const row of rows) {
      const id = source?.ids.get(row);
      if (id !== undefined) byId.set(id, name);
    }
  }
  return byId;
}

/** The plan as its file had it, with the ids of today. */
function projectAsRead(project: Project, source: KeptFile): Project {
  const fresh = seededIds("as-read");
  const { calendarId, origin } = settingsOf(project);
  const hasCalendars = source.file.tables.some(({ name, rows }) => name === "CALENDAR" && rows.some((row) => source.ids.has(row)));
  return assemblePlan(source, {
    idOf: (row) => source.ids.get(row) ?? fresh(),
    impliedCalendarId: () => (hasCalendars ? fresh() : calendarId),
    problems: startProblemList(),
    fileName: origin?.name ?? "",
  }).project;
}

function startWriting(now: XerState, was: XerState | undefined, source: KeptFile | undefined): Writing {
  const keys = startKeys(source);
  const header = ["ERMHDR", "19.12", formatIso(now.settings.statusDate ?? now.settings.start).slice(0, 10), "Project", "leadline", "leadline", "leadline", "Project Management", currencyOf(now)];
  const tables = startTables(source?.file, header);
  const style = source ? rowReader(source.file, startProblemList()).style : { decimal: "." as const };
  const root = rootKeyOf(source);
  let clock: string | undefined;
  const shared = {
    keys,
    style,
    projectKey: source?.projectKey ?? keys.fresh("PROJECT"),
    rootKey: root ?? (needsRoot(now, source, keys) ? keys.fresh("PROJWBS") : ""),
    clockKey: () => (clock ??= clockCalendar(tables, keys.fresh("CALENDAR"))),
  };
  const [givenNow, givenWas] = [{ ...shared, state: now }, was && { ...shared, state: was }];
  return { now: givenNow, was: givenWas, source, tables, dropped: { count: 0 }, done: new Set(), renewed: renewedBy(givenNow, givenWas) };
}

function renewedBy(now: TextGivens, was: TextGivens | undefined): Renewed {
  const [rates, notes] = [new Set<string>(), new Set<string>()];
  const ratesOf = (given: TextGivens, resource: Resource, key: string): string => JSON.stringify(rateTexts(given, resource, key).map((texts) => [...texts]));
  for (const before of was?.state.project.records.resource.values() ?? []) {
    const after = now.state.project.records.resource.get(before.id);
    const key = now.keys.given("RSRC", before.id);
    if (was && after && key !== undefined && ratesOf(was, before, key) !== ratesOf(now, after, key)) rates.add(key);
  }
  for (const before of was?.state.project.records.task.values() ?? []) {
    const after = now.state.project.records.task.get(before.id);
    const key = now.keys.given("TASK", before.id);
    if (after && key !== undefined && (before.notes ?? "") !== (after.notes ?? "")) notes.add(key);
  }
  return { rates, notes };
}

/** A file without an element for the project itself stays without as long as no summary task has come in. */
function needsRoot(now: XerState, source: KeptFile | undefined, keys: Keys): boolean {
  return !source || now.outline.rows.some(({ task }) => now.tableOf(task) === "PROJWBS" && keys.given("PROJWBS", task.id) === undefined);
}

function clockCalendar(tables: Tables, key: string): string {
  const allDay = "(0||0(s|00:00|f|00:00)())";
  const week = [1, 2, 3, 4, 5, 6, 7].map((day) => `(0||${day}()(${allDay}))`).join("");
  tables.named("CALENDAR").added(new Map([
    ["clndr_id", key],
    ["clndr_name", "24 hours"],
    ["day_hr_cnt", "24"],
    ["week_hr_cnt", "168"],
    ["month_hr_cnt", "730"],
    ["year_hr_cnt", "8760"],
    ["clndr_data", `(0||CalendarData()((0||DaysOfWeek()(${week}))(0||Exceptions()())))`],
  ]));
  return key;
}

function writeRows(writing: Writing): void {
  const { source, now, was } = writing;
  const gone = goneKeys(writing);
  source?.file.tables.forEach(({ name, rows }, index) => {
    for (const row of rows) writeSourceRow(writing, { name, index, row, gone });
  });
  addNewRows(writing, () => !was || hasNewSettings(was, now));
}

/** Whether somebody has edited the project's own fields; its finish only follows. */
function hasNewSettings(was: TextGivens, now: TextGivens): boolean {
  const fields = [...changed(projectTexts(was), projectTexts(now)).keys(), ...changed(optionTexts(was), optionTexts(now)).keys()];
  return fields.some((field) => field !== "scd_end_date");
}

interface SourceRow {
  readonly name: string;
  readonly index: number;
  readonly row: XerRow;
  /** Keys of tasks and resources whose rows are gone, by the field that names them elsewhere. */
  readonly gone: ReadonlyMap<string, ReadonlySet<string>>;
}

function writeSourceRow(writing: Writing, { name, index, row, gone }: SourceRow): void {
  const table = writing.tables.at(index);
  const id = writing.source?.ids.get(row);
  if (id === undefined) {
    for (const [field, keys] of gone) {
      if (!keys.has(table.cellOf(row.cells, field).trim())) continue;
      writing.dropped.count += 1;
      return;
    }
    const renewed = name === "RSRCRATE" ? writing.renewed.rates.has(table.cellOf(row.cells, "rsrc_id").trim()) : name === "TASKMEMO" && writing.renewed.notes.has(table.cellOf(row.cells, "task_id").trim());
    return renewed ? undefined : table.edited(row.cells, unmodelledChanges(writing, name, (field) => table.cellOf(row.cells, field)));
  }
  const texts = recordTexts(writing, name, id);
  if (!texts) return;
  writing.done.add(id);
  table.edited(row.cells, texts);
}

/** Changes of the project's own rows, which are no record's but the settings'. */
function unmodelledChanges(writing: Writing, table: string, cell: (field: string) => string): Texts {
  const { now, was } = writing;
  const isOwn = was !== undefined && (cell("proj_id") === now.projectKey || cell("proj_id") === "");
  if (!was || !isOwn) return new Map();
  if (table === "PROJECT") return changed(projectTexts(was), projectTexts(now));
  if (table === "SCHEDOPTIONS") return changed(optionTexts(was), optionTexts(now));
  if (table === "PROJWBS" && cell("wbs_id") === now.rootKey) return changed(new Map([["wbs_name", fieldText(was.state.settings.name)]]), new Map([["wbs_name", fieldText(now.state.settings.name)]]));
  return new Map();
}

function changed(was: Texts, now: Texts): Texts {
  return new Map([...now].filter(([field, text]) => was.get(field) !== text));
}

/** What a source row says anew; undefined where its record is gone or has moved to another table. */
function recordTexts(writing: Writing, table: string, id: string): Texts | undefined {
  const { now, was } = writing;
  if (!was) return undefined;
  const [after, before] = [now.state.project.records, was.state.project.records];
  const both = <T>(a: T | undefined, b: T | undefined, texts: (given: TextGivens, record: T) => Texts): Texts | undefined => (b === undefined ? undefined : a === undefined ? texts(now, b) : changed(texts(was, a), texts(now, b)));
  switch (table) {
    case "CALENDAR":
      return both(before.calendar.get(id), after.calendar.get(id), calendarTexts);
    case "PROJWBS": {
      const task = after.task.get(id);
      return task && now.state.tableOf(task) === "PROJWBS" ? both(before.task.get(id), task, wbsTexts) : undefined;
    }
    case "TASK": {
      const task = after.task.get(id);
      if (task?.external) return new Map();
      return task && now.state.tableOf(task) === "TASK" ? both(before.task.get(id), task, (given, record) => new Map([...taskTexts(given, record), ...computedTexts(given, record)])) : undefined;
    }
    case "TASKPRED":
      return both(linkOf(before, id, was), linkOf(after, id, now), (_, texts) => texts);
    case "RSRC":
      return both(before.resource.get(id), after.resource.get(id), resourceTexts);
    case "ROLES":
      return both(before.resource.get(id), after.resource.get(id), (_, record) => roleTexts(record));
    case "TASKRSRC": {
      const [old, assignment] = [before.assignment.get(id), after.assignment.get(id)];
      return both(old && assignmentRow(was, old), assignment && assignmentRow(now, assignment), (_, texts) => texts);
    }
    default:
      return new Map();
  }
}

/** The only row of a link; a link on a summary has several and is written anew. */
function linkOf(records: Project["records"], id: string, given: TextGivens): Texts | undefined {
  const link = records.link.get(id);
  const rows = link ? linkRows({ ...given, state: { ...given.state, project: { records: { ...records, link: new Map([[id, link]]) } } } }, () => false) : [];
  return rows.length === 1 ? rows[0] : undefined;
}

function goneKeys({ now, was, source }: Writing): Map<string, Set<string>> {
  const gone = new Map<string, Set<string>>();
  const lose = (field: string, key: string | undefined): unknown => key !== undefined && gone.set(field, (gone.get(field) ?? new Set<string>()).add(key));
  for (const task of was?.state.project.records.task.values() ?? []) {
    const after = now.state.project.records.task.get(task.id);
    if (source && (!after || (now.state.tableOf(after) !== "TASK" && !after.external))) lose(KEY_FIELD.TASK, now.keys.given("TASK", task.id));
  }
  for (const resource of was?.state.project.records.resource.values() ?? []) {
    if (!now.state.project.records.resource.has(resource.id)) lose(KEY_FIELD.RSRC, now.keys.given("RSRC", resource.id));
  }
  return gone;
}
