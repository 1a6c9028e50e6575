/** Writes a table as comma-separated text that no spreadsheet runs: a text that looks like a formula is guarded by an apostrophe. */
import { cellText, type Cell } from "../table/table.ts";
import { guarded } from "./formula-guard.ts";

export interface CsvOptions {
  /** "comma" as RFC 4180 has it, "semicolon" for spreadsheets of countries that write decimals with a comma. Absent: comma. */
  readonly style?: "comma" | "semicolon";
  /** Whether a byte order mark tells Excel that the text is UTF-8. Absent: yes. */
  readonly byteOrderMark?: "with" | "without";
}

/** `writeCsv([["Name", "Cost"], ["=1+1", -5.5]])` answers `Name,Cost\r\n'=1+1,-5.5\r\n` behind a byte order mark. */
export function writeCsv(rows: readonly (readonly Cell[])[], options: CsvOptions = {}): string {
  const delimiter = options.style === "semicolon" ? ";" : ",";
  const mark = options.byteOrderMark === "without" ? "" : "\uFEFF";
  return mark + rows.map((row) => `${row.map((cell) => field(cell, delimiter)).join(delimiter)}\r\n`).join("");
}

function field(cell: Cell, delimiter: "," | ";"): string {
  if (typeof cell === "number") return delimiter === ";" ? String(cell).replace(".", ",") : String(cell);
  return quoted(typeof cell === "string" ? guarded(cell) : cellText(cell), delimiter);
}

function quoted(text: string, delimiter: string): string {
  const mustQuote = text.includes(delimiter) || /["\r\n\t]/.test(text) || text !== text.trim();
  return mustQuote ? `"${text.replaceAll('"', '""')}"` : text;
}
