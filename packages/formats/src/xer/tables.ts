/** The tables of a file while it is written: rows by field name, fields that come in where an edit needs them. */
import { TABLE_ORDER, USUAL_ROWS, type TableName } from "./usual-rows.ts";
import type { XerFile, XerTable } from "./tokens.ts";

export type Texts = ReadonlyMap<string, string>;

export interface Table {
  readonly name: string;
  /** A row as it stands in the file, with these fields instead of what they held. */
  readonly edited: (cells: readonly string[], changed: Texts) => void;
  /** A new row: the usual values and these. */
  readonly added: (texts: Texts) => void;
  readonly cellOf: (cells: readonly string[], field: string) => string;
}

export interface Tables {
  /** The table at that place of the source. */
  readonly at: (index: number) => Table;
  /** The first table with that name; made where the file has none. */
  readonly named: (name: TableName) => Table;
  readonly file: () => XerFile;
}

/** What Primavera computes anyway does not come into a table that did without it; nor does what it takes unasked. */
const FOLLOWING: ReadonlySet<string> = new Set(
  `scd_end_date early_start_date early_end_date late_start_date late_end_date restart_date reend_date target_start_date target_end_date total_float_hr_cnt
   free_float_hr_cnt driving_path_flag target_work_qty act_work_qty remain_work_qty`.trim().split(/\s+/),
);

interface Draft {
  readonly name: string;
  readonly fields: string[];
  readonly rows: { cells: readonly string[] }[];
  readonly table: Table;
}

export function startTables(source: XerFile | undefined, header: readonly string[]): Tables {
  const drafts: Draft[] = [];
  const ofSource = (source?.tables ?? []).map(({ name, fields }) => {
    const draft = draftOf(name, fields);
    drafts.push(draft);
    return draft;
  });
  return {
    at: (index) => ofSource[index]?.table ?? draftOf("", []).table,
    named: (name) => {
      const known = drafts.find((draft) => draft.name === name);
      if (known) return known.table;
      const made = draftOf(name, Object.keys(USUAL_ROWS[name]));
      drafts.splice(placeFor(drafts, name), 0, made);
      return made.table;
    },
    file: () => ({
      header: source?.header ?? header,
      lineBreak: source?.lineBreak ?? "\r\n",
      tables: drafts.map(({ name, fields, rows }): XerTable => ({ name, fields, rows: rows.map(({ cells }) => ({ cells, line: 0 })) })),
    }),
  };
}

/** Behind the last table that has to stand before it. */
function placeFor(drafts: readonly Draft[], name: string): number {
  const rank = TABLE_ORDER.indexOf(name);
  return drafts.findLastIndex((draft) => TABLE_ORDER.includes(draft.name) && TABLE_ORDER.indexOf(draft.name) < rank) + 1;
}

function draftOf(name: string, given: readonly string[]): Draft {
  const fields = [...given];
  const rows: { cells: readonly string[] }[] = [];
  const placeOf = (field: string): number => {
    const known = fields.indexOf(field);
    return known >= 0 ? known : fields.push(field) - 1;
  };
  const put = (cells: string[], texts: Texts): void => {
    for (const [field, text] of texts) {
      if (!fields.includes(field) && (text === "" || text === usualText(name, field) || FOLLOWING.has(field))) continue;
      const at = placeOf(field);
      while (cells.length <= at) cells.push("");
      cells[at] = text;
    }
    rows.push({ cells });
  };
  const table: Table = {
    name,
    edited: (cells, changed) => (changed.size === 0 ? void rows.push({ cells }) : put([...cells], changed)),
    added: (texts) => put(fields.map((field) => usualText(name, field)), texts),
    cellOf: (cells, field) => cells[fields.indexOf(field)] ?? "",
  };
  return { name, fields, rows, table };
}

function usualText(name: string, field: string): string {
  const usual: Readonly<Record<string, string>> | undefined = Object.entries(USUAL_ROWS).find(([table]) => table === name)?.[1];
  return usual?.[field] ?? "";
}
