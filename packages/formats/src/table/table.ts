/** A table as files of spreadsheets hold it: rows of typed cells, whatever the file was. */
import { formatIso, type Minute } from "@leadline/engine/time/minute.ts";

/** What one cell holds. Texts, numbers and booleans are plain; what a number means beyond its value is told by its format. */
export type Cell = string | number | boolean | DateCell | PercentCell | ErrorCell | undefined;

export interface DateCell {
  readonly date: Minute;
}

/** 45 % is `{ percent: 45 }`. */
export interface PercentCell {
  readonly percent: number;
}

/** What a formula came to that has no result: "#REF!". */
export interface ErrorCell {
  readonly error: string;
}

export interface TableRow {
  /** As the spreadsheet counts, 1-based: empty rows count. Of a text file the line. */
  readonly number: number;
  /** From the first column on; what is missing at the end is empty. */
  readonly cells: readonly Cell[];
}

export interface Table {
  /** Name of the sheet; of a text file "". */
  readonly name: string;
  readonly rows: readonly TableRow[];
}

/** How much of a table is read before the file is refused. */
export const MOST_CELLS = 4_000_000;
/** Columns beyond are not read, and told: no plan and no ledger is that wide. */
export const MOST_COLUMNS = 500;

/** The column as spreadsheets call it: 0 is "A", 26 "AA". */
export function columnName(at: number): string {
  let name = "";
  for (let rest = at + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) name = String.fromCharCode(65 + ((rest - 1) % 26)) + name;
  return name;
}

/** What a cell says as text, for sentences and for columns of texts. */
export function cellText(cell: Cell): string {
  if (cell === undefined) return "";
  if (typeof cell !== "object") return String(cell);
  if ("error" in cell) return cell.error;
  return "percent" in cell ? `${cell.percent}%` : dateText(cell);
}

function dateText({ date }: DateCell): string {
  const iso = formatIso(date);
  return iso.endsWith("T00:00:00") ? iso.slice(0, 10) : iso.slice(0, 16);
}

export function isEmptyCell(cell: Cell): boolean {
  return cell === undefined || (typeof cell === "string" && cell.trim() === "");
}
