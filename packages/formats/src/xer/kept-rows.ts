/** How the rows of an XER file are kept word for word in keptSource records, and how the file is put together again. */
import type { KeptSource } from "@leadline/engine/model/records.ts";
import type { SourceFile } from "./source-file.ts";
import type { XerRow, XerTable } from "./tokens.ts";

/** Rows of one table that are kept together where no record is theirs. */
const ROWS_PER_RECORD = 500;

/**
 * One record per row that became a record, with its id; the other rows in bundles; "settings" holds the first line, the
 * tables' names and fields, and which project was chosen.
 */
export function keepFile({ file, projectKey }: SourceFile, ids: ReadonlyMap<XerRow, string>, newId: () => string): KeptSource[] {
  const kept: KeptSource[] = [keptOf("settings", ["file", file.header, file.lineBreak, file.tables.map(({ name, fields }) => [name, fields]), projectKey ?? null])];
  file.tables.forEach(({ rows }, table) => {
    let bundle: [number, readonly string[]][] = [];
    const close = (): void => {
      if (bundle.length > 0) kept.push(keptOf(newId(), ["rows", table, bundle]));
      bundle = [];
    };
    rows.forEach((row, at) => {
      const id = ids.get(row);
      if (id !== undefined) kept.push(keptOf(id, ["row", table, at, row.cells]));
      else if (bundle.push([at, row.cells]) === ROWS_PER_RECORD) close();
    });
    close();
  });
  return kept;
}

function keptOf(id: string, content: readonly unknown[]): KeptSource {
  return { id, format: "xer", content: JSON.stringify(content) };
}

export interface KeptFile extends SourceFile {
  /** Which row became which record. */
  readonly ids: ReadonlyMap<XerRow, string>;
}

/** The file behind a project that came from XER; `undefined` otherwise. Content that `keepFile` did not write is left out. */
export function keptFileOf(kept: Iterable<KeptSource>): KeptFile | undefined {
  const placed: { table: number; at: number; cells: readonly string[]; id: string | undefined }[] = [];
  let head: Head | undefined;
  for (const { id, format, content } of kept) {
    if (format !== "xer") continue;
    const parsed = parseJson(content);
    if (!Array.isArray(parsed)) continue;
    const [kind, table, third, cells]: unknown[] = parsed;
    if (kind === "file") head = headOf(parsed);
    else if (kind === "row" && typeof table === "number" && typeof third === "number" && isTexts(cells)) placed.push({ table, at: third, cells, id });
    else if (kind === "rows" && typeof table === "number" && Array.isArray(third)) placed.push(...bundled(table, third));
  }
  if (!head) return undefined;
  placed.sort((a, b) => a.table - b.table || a.at - b.at);
  const ids = new Map<XerRow, string>();
  const rows: XerRow[][] = head.tables.map(() => []);
  for (const { table, cells, id } of placed) {
    const row: XerRow = { cells, line: 0 };
    rows[table]?.push(row);
    if (id !== undefined) ids.set(row, id);
  }
  const tables: XerTable[] = head.tables.map(({ name, fields }, index) => ({ name, fields, rows: rows[index] ?? [] }));
  return { file: { header: head.header, lineBreak: head.lineBreak, tables }, projectKey: head.projectKey, ids };
}

interface Head {
  readonly header: readonly string[];
  readonly lineBreak: string;
  readonly tables: readonly { readonly name: string; readonly fields: readonly string[] }[];
  readonly projectKey: string | undefined;
}

function headOf(parsed: readonly unknown[]): Head | undefined {
  const [, header, lineBreak, tables, projectKey] = parsed;
  if (!isTexts(header) || typeof lineBreak !== "string" || !Array.isArray(tables)) return undefined;
  const named = tables.flatMap((table: unknown) => {
    if (!Array.isArray(table)) return [];
    const [name, fields]: unknown[] = table;
    return typeof name === "string" && isTexts(fields) ? [{ name, fields }] : [];
  });
  return { header, lineBreak, tables: named, projectKey: typeof projectKey === "string" ? projectKey : undefined };
}

function bundled(table: number, list: readonly unknown[]): { table: number; at: number; cells: readonly string[]; id: undefined }[] {
  return list.flatMap((item: unknown) => {
    if (!Array.isArray(item)) return [];
    const [at, cells]: unknown[] = item;
    return typeof at === "number" && isTexts(cells) ? [{ table, at, cells, id: undefined }] : [];
  });
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === "string");
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
