/** A table of texts and money for spreadsheets: as lines of CSV, or as a sheet of a workbook. */
import { writeCsv } from "../csv/write.ts";
import { writeWorkbook } from "../xlsx/write.ts";

export interface MoneyTable {
  readonly head: readonly string[];
  readonly rows: readonly { readonly texts: readonly string[]; readonly cents: readonly number[] }[];
}

/** Amounts in currency units with two decimals. A text that a spreadsheet would take for a formula gets an apostrophe in front. */
export function moneyCsv({ head, rows }: MoneyTable): string {
  return writeCsv([head, ...rows.map(({ texts, cents }) => [...texts, ...cents.map((value) => (value / 100).toFixed(2))])], { byteOrderMark: "without" });
}

/** A workbook of one sheet: amounts are numbers with two decimals, and the last row, which sums the others, is bold. */
export function moneyWorkbook(name: string, { head, rows }: MoneyTable): Uint8Array {
  return writeWorkbook([{ name, head, rows: rows.map(({ texts, cents }) => [...texts, ...cents.map((value) => ({ cents: value }))]), totalRows: new Set([rows.length - 1]) }]);
}
