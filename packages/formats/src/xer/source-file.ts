/** One XER file as the plan is made from it: tables, the project that was chosen, and which row became which record. */
import type { ProblemList } from "../mspdi/problem-list.ts";
import { fieldPlaces, fieldsOf, type NumberStyle, type RowFields } from "./fields.ts";
import type { XerFile, XerRow, XerTable } from "./tokens.ts";

export interface SourceFile {
  readonly file: XerFile;
  /** `proj_id` of the project that the plan is; `undefined` where the file names no projects. */
  readonly projectKey: string | undefined;
}

/** A row with a way to read its fields. */
export interface OpenRow {
  readonly row: XerRow;
  readonly fields: RowFields;
}

export interface RowReader {
  /** The rows of all tables with that name; each is called by the given fields in sentences. */
  readonly rows: (table: string, keyField: string, nameField: string) => readonly OpenRow[];
  readonly style: NumberStyle;
}

export function rowReader(file: XerFile, problems: ProblemList): RowReader {
  const style = numberStyleOf(file);
  const opened = new Map<string, readonly OpenRow[]>();
  return {
    style,
    rows: (name, keyField, nameField) => {
      const known = opened.get(name);
      if (known) return known;
      const made = file.tables.filter((table) => table.name === name).flatMap((table) => openRows(table, { keyField, nameField, style, problems }));
      opened.set(name, made);
      return made;
    },
  };
}

function openRows(table: XerTable, given: { readonly keyField: string; readonly nameField: string; readonly style: NumberStyle; readonly problems: ProblemList }): OpenRow[] {
  const places = fieldPlaces(table);
  const cell = (row: XerRow, field: string): string => row.cells[places.get(field) ?? -1]?.trim().slice(0, 60) ?? "";
  return table.rows.map((row) => {
    const name = cell(row, given.nameField);
    const called = [table.name, cell(row, given.keyField), name === "" ? "" : `“${name}”`].filter((part) => part !== "").join(" ");
    return { row, fields: fieldsOf({ row, places, called, style: given.style, problems: given.problems }) };
  });
}

/** The first line's last word is the currency in which the file was written; that currency's row has its decimal sign. */
function numberStyleOf({ header, tables }: XerFile): NumberStyle {
  const table = tables.find(({ name }) => name === "CURRTYPE");
  const at = (field: string): number => table?.fields.indexOf(field) ?? -1;
  const [shortName, sign] = [at("curr_short_name"), at("decimal_symbol")];
  const own = table?.rows.find(({ cells }) => cells[shortName] === header[8]) ?? table?.rows[0];
  return { decimal: own?.cells[sign]?.trim() === "," ? "," : "." };
}

export interface XerProject {
  readonly key: string;
  readonly name: string;
  readonly tasks: number;
}

/** The projects of a file, in its order. Rows whose project is not listed are no project's. */
export function projectsOf(reader: RowReader): XerProject[] {
  const counts = new Map<string, number>();
  for (const { fields } of reader.rows("TASK", "task_id", "task_name")) {
    const key = fields.text("proj_id") ?? "";
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const isExported = new Map<string, boolean>();
  const projects = reader.rows("PROJECT", "proj_id", "proj_short_name").map(({ fields }) => {
    const key = fields.text("proj_id") ?? "";
    isExported.set(key, fields.flag("export_flag") !== false);
    return { key, name: fields.text("proj_short_name") ?? key, tasks: counts.get(key) ?? 0 };
  });
  // Projects that are only here because links lead to them come last.
  return [...projects.filter(({ key }) => isExported.get(key)), ...projects.filter(({ key }) => !isExported.get(key))];
}

/** The project asked for by short name or id; else the first that has tasks; else the first. */
export function chosenProject(projects: readonly XerProject[], wanted: string | undefined): XerProject | undefined {
  const asked = wanted === undefined ? undefined : projects.find(({ key, name }) => name === wanted || key === wanted);
  return asked ?? projects.find(({ tasks }) => tasks > 0) ?? projects[0];
}
