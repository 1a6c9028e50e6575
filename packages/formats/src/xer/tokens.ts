/** Takes an XER file apart into tables, fields and rows, and puts them together again. */
import type { Problem } from "@leadline/engine/base/problem.ts";
import type { ReadLimits } from "../plan-file-types.ts";

export interface XerRow {
  /** As they stand in the file, quotes doubled and all. */
  readonly cells: readonly string[];
  readonly line: number;
}

export interface XerTable {
  readonly name: string;
  readonly fields: readonly string[];
  readonly rows: readonly XerRow[];
}

export interface XerFile {
  /** The first line: ERMHDR, version, date, and so on. */
  readonly header: readonly string[];
  readonly tables: readonly XerTable[];
  readonly lineBreak: string;
}

/** A plan has some 200 fields in its widest table; a line of more is no plan's. */
const MOST_FIELDS = 2000;

/**
 * The tables in the order of the file. A line that begins with no mark goes on with the row before it: some writers leave
 * line breaks inside fields. Refuses only what is too large; all else becomes problems.
 */
export function xerFileOf(text: string, limits: ReadLimits): { file: XerFile; problems: Problem[] } | { failure: Problem } {
  const tables: { name: string; fields: readonly string[]; rows: { cells: string[]; line: number }[] }[] = [];
  const problems: Problem[] = [];
  const firstEnd = text.indexOf("\n");
  const lineBreak = firstEnd > 0 && text[firstEnd - 1] === "\r" ? "\r\n" : "\n";
  let header: readonly string[] = [];
  let cellCount = 0;
  let stray = 0;
  let isEnded = false;
  let line = 0;
  for (let at = 0; at < text.length && !isEnded; ) {
    const end = text.indexOf("\n", at);
    const stop = end < 0 ? text.length : end;
    const whole = text.slice(at, stop > at && text[stop - 1] === "\r" ? stop - 1 : stop);
    at = stop + 1;
    line += 1;
    const [mark = "", ...cells] = whole.split("\t", MOST_FIELDS + 1);
    cellCount += cells.length + 1;
    if (cellCount > limits.maxElements) return { failure: tooMany(line, limits) };
    const table = tables.at(-1);
    if (line === 1) header = [mark, ...cells];
    else if (mark === "%T") tables.push({ name: (cells[0] ?? "").trim(), fields: [], rows: [] });
    else if (mark === "%E") isEnded = true;
    else if (mark === "%F" && table && table.fields.length === 0) table.fields = cells.map((name) => name.trim());
    else if (mark === "%R" && table) table.rows.push({ cells, line });
    else if (!continueRow(table?.rows.at(-1), whole, cells) && whole.trim() !== "") stray += 1;
  }
  if (stray > 0) problems.push({ code: "xer/stray-line", message: `${stray} ${stray === 1 ? "line belongs" : "lines belong"} to no table; ${stray === 1 ? "it was" : "they were"} left out.` });
  if (!isEnded) problems.push({ code: "xer/no-end", message: `The file ends at line ${line} without its last line %E, so it may have been cut off; what is there was read.`, hint: "Maybe export it again from Primavera." });
  problems.push(...tables.flatMap(oddRows));
  return { file: { header, tables, lineBreak }, problems };
}

function continueRow(row: { cells: string[] } | undefined, whole: string, cells: readonly string[]): boolean {
  if (!row || whole.startsWith("%") || row.cells.length + cells.length > MOST_FIELDS) return false;
  const [first = "", ...rest] = whole.split("\t", MOST_FIELDS);
  row.cells[row.cells.length - 1] = `${row.cells.at(-1) ?? ""}\n${first}`;
  row.cells.push(...rest);
  return true;
}

/** One sentence per table of which rows and field names do not go together. */
function oddRows({ name, fields, rows }: XerTable): Problem[] {
  const odd = rows.filter(({ cells }) => cells.length > fields.length && cells.slice(fields.length).some((cell) => cell.trim() !== ""));
  const [first] = odd;
  if (!first) return [];
  const message = `Table ${name.slice(0, 40)}: ${odd.length} ${odd.length === 1 ? "row has" : "rows have"} more values than the ${fields.length} fields that are named (the first in line ${first.line}); what is beyond them is kept, but not understood.`;
  return [{ code: "xer/row-length", message, line: first.line }];
}

function tooMany(line: number, limits: ReadLimits): Problem {
  return { code: "xer/too-many-values", message: `By line ${line} the file holds more than the limit of ${limits.maxElements} values, so it was not read.`, hint: "Maybe export fewer projects at once.", line };
}

/** The text of a file; the inverse of `xerFileOf` for a file without oddities. */
export function xerFileText({ header, tables, lineBreak }: XerFile): string {
  const lines: string[] = [header.join("\t")];
  for (const { name, fields, rows } of tables) {
    lines.push(`%T\t${name}`, `%F\t${fields.join("\t")}`);
    for (const { cells } of rows) lines.push(`%R\t${cells.join("\t")}`);
  }
  lines.push("%E", "");
  return lines.join(lineBreak);
}
