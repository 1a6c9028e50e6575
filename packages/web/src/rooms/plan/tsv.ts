/** Tab-separated text as spreadsheets put it on the clipboard, read and written; and the HTML table that goes beside it. */

/** More cells than this are not taken in at once. */
const MOST_CELLS = 400_000;

/**
 * Rows of cells. A cell in double quotes may hold tabs, line breaks and doubled quotes; the line break at the very end
 * does not begin a row. Leading spaces stay: they mean indentation.
 */
export function parseTsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  let count = 0;
  while (at < text.length && count < MOST_CELLS) {
    const cell = text[at] === '"' ? quotedCell(text, at) : plainCell(text, at);
    row.push(cell.text);
    count += 1;
    at = cell.end;
    if (text[at] === "\t") {
      at += 1;
      if (at === text.length) row.push("");
      continue;
    }
    if (text[at] === "\r") at += 1;
    if (text[at] === "\n") at += 1;
    rows.push(row);
    row = [];
  }
  if (row.length > 0) rows.push(row);
  return rows;
}

interface ReadCell {
  readonly text: string;
  readonly end: number;
}

function plainCell(text: string, start: number): ReadCell {
  let end = start;
  while (end < text.length && text[end] !== "\t" && text[end] !== "\n" && text[end] !== "\r") end += 1;
  return { text: text.slice(start, end), end };
}

/** A cell that begins with a quote but is not closed before a tab or line end is taken as it stands. */
function quotedCell(text: string, start: number): ReadCell {
  let content = "";
  for (let at = start + 1; at < text.length; at += 1) {
    if (text[at] !== '"') {
      content += text[at] ?? "";
      continue;
    }
    if (text[at + 1] === '"') {
      content += '"';
      at += 1;
      continue;
    }
    const next = text[at + 1];
    return next === undefined || next === "\t" || next === "\n" || next === "\r" ? { text: content, end: at + 1 } : plainCell(text, start);
  }
  return plainCell(text, start);
}

export function formatTsv(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => row.map(quoted).join("\t")).join("\n");
}

function quoted(cell: string): string {
  return /[\t\n\r]|^"/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

/** The same cells as an HTML table, so that spreadsheets take dates as dates. */
export function formatHtmlTable(rows: readonly (readonly string[])[]): string {
  const cells = (row: readonly string[]): string => row.map((cell) => `<td style="mso-number-format:General;white-space:pre">${escaped(cell)}</td>`).join("");
  return `<table>${rows.map((row) => `<tr>${cells(row)}</tr>`).join("")}</table>`;
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

/** Line breaks and tabs inside of a cell become single spaces. */
export function inOneLine(text: string): string {
  return text
    .split(/[\n\r\t]/)
    .map((piece) => piece.trim())
    .filter((piece) => piece !== "")
    .join(" ");
}
