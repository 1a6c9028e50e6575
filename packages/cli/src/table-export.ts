/** A table of texts and money as lines of CSV (RFC 4180), for spreadsheets. */

export interface MoneyTable {
  readonly head: readonly string[];
  readonly rows: readonly { readonly texts: readonly string[]; readonly cents: readonly number[] }[];
}

/** Amounts in currency units with two decimals. A text that a spreadsheet would take for a formula gets an apostrophe in front. */
export function csvText({ head, rows }: MoneyTable): string {
  const lines = [head.map(cellText), ...rows.map(({ texts, cents }) => [...texts.map(cellText), ...cents.map((value) => (value / 100).toFixed(2))])];
  return lines.map((cells) => `${cells.join(",")}\r\n`).join("");
}

function cellText(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
