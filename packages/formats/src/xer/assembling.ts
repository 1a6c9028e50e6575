/** What the parts of a plan share while it is made from an XER file: rows by key, the chosen project, the activities. */
import type { Task } from "@leadline/engine/model/records.ts";
import type { ProblemList } from "../mspdi/problem-list.ts";
import type { RowFields } from "./fields.ts";
import type { OpenRow, RowReader, SourceFile } from "./source-file.ts";
import type { XerRow } from "./tokens.ts";

export interface AssembleOptions {
  /** The id of the record that a row becomes. */
  readonly idOf: (row: XerRow) => string;
  /** The id of a calendar that the file needs and does not hold. */
  readonly impliedCalendarId: () => string;
  readonly problems: ProblemList;
  readonly fileName: string;
}

/** What resolving keys needs everywhere. */
export interface Assembling {
  readonly reader: RowReader;
  readonly source: SourceFile;
  readonly options: AssembleOptions;
}

export interface Activity {
  readonly task: Omit<Task, "number" | "rank" | "parentId">;
  readonly fields: RowFields;
}

export interface Activities {
  /** By `task_id`, in the file's order. */
  readonly own: ReadonlyMap<string, Activity>;
  /** Activities of other projects that links of this one lead from or to. */
  readonly foreign: ReadonlyMap<string, Activity>;
}

/** The rows by their key; a second row with the same key is told and stays without a record. */
export function keyed(rows: readonly OpenRow[], field: string): Map<string, OpenRow> {
  const byKey = new Map<string, OpenRow>();
  for (const open of rows) {
    const key = open.fields.text(field);
    if (key === undefined) open.fields.odd("xer/no-key", `It has no ${field}, so it was only kept.`);
    else if (byKey.has(key)) open.fields.odd("xer/duplicate-key", `Another row before it has the same ${field}; it was only kept.`);
    else byKey.set(key, open);
  }
  return byKey;
}

/** The rows of the chosen project; rows that name no project belong to it too. */
export function ownRows(rows: readonly OpenRow[], { projectKey }: SourceFile): OpenRow[] {
  return rows.filter(({ fields }) => projectKey === undefined || (fields.text("proj_id") ?? projectKey) === projectKey);
}

export function projectRow(reader: RowReader, { projectKey }: SourceFile): RowFields | undefined {
  return reader.rows("PROJECT", "proj_id", "proj_short_name").find(({ fields }) => fields.text("proj_id") === projectKey)?.fields;
}
