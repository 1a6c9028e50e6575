/** Writes tables as a workbook (.xlsx) of typed cells: texts stay texts, whatever they look like, so that nothing runs as a formula. */
import { strToU8, zipSync } from "fflate";
import { columnName, type Cell } from "../table/table.ts";
import { escapeText } from "../xml/write-xml.ts";
import { serialOfDate } from "./cell-formats.ts";

/** An amount of money in whole minor units, shown with two decimals. */
export interface MoneyCell {
  readonly cents: number;
}

export type WrittenCell = Cell | MoneyCell;

export interface WrittenSheet {
  readonly name: string;
  /** Told in bold above the columns; stays in sight while scrolling. */
  readonly head: readonly string[];
  readonly rows: readonly (readonly WrittenCell[])[];
  /** Outline level by row, 0 at the top; spreadsheets fold by it. */
  readonly levels?: readonly number[];
  /** Rows that sum others are told in bold, by their place in `rows`. */
  readonly totalRows?: ReadonlySet<number>;
  readonly hidden?: true;
}

/**
 * The bytes of a workbook; the same tables make the same bytes. `writeWorkbook([{ name: "Budget", head: ["Element", "Total EUR"],
 * rows: [["Cloud", { cents: 123456 }]] }])`. Names of sheets are cut and altered where a spreadsheet would refuse them.
 */
export function writeWorkbook(sheets: readonly WrittenSheet[]): Uint8Array {
  const names = sheetNames(sheets.map(({ name }) => name));
  const files: Record<string, string> = {
    "[Content_Types].xml": contentTypes(sheets.length),
    "_rels/.rels": relations([["officeDocument", "xl/workbook.xml"]]),
    "xl/workbook.xml": workbook(sheets, names),
    "xl/_rels/workbook.xml.rels": relations([...sheets.map((_, at) => ["worksheet", `worksheets/sheet${at + 1}.xml`] as const), ["styles", "styles.xml"]]),
    "xl/styles.xml": STYLES,
  };
  sheets.forEach((sheet, at) => {
    files[`xl/worksheets/sheet${at + 1}.xml`] = worksheet(sheet);
  });
  return zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])), { level: 6, mtime: "1980-01-02T00:00:00" });
}

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006";

function contentTypes(sheets: number): string {
  const type = (part: string, kind: string): string => `<Override PartName="/xl/${part}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.${kind}+xml"/>`;
  const each = Array.from({ length: sheets }, (_, at) => type(`worksheets/sheet${at + 1}`, "worksheet")).join("");
  return `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${type("workbook", "sheet.main")}${type("styles", "styles")}${each}</Types>`;
}

function relations(targets: readonly (readonly [type: string, target: string])[]): string {
  const each = targets.map(([type, target], at) => `<Relationship Id="rId${at + 1}" Type="${OFFICE}/${type}" Target="${target}"/>`).join("");
  return `${XML}<Relationships xmlns="${PACKAGE}/relationships">${each}</Relationships>`;
}

function workbook(sheets: readonly WrittenSheet[], names: readonly string[]): string {
  const each = sheets.map(({ hidden }, at) => `<sheet name="${attribute(names[at] ?? "")}" sheetId="${at + 1}"${hidden ? ' state="hidden"' : ""} r:id="rId${at + 1}"/>`).join("");
  return `${XML}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${each}</sheets></workbook>`;
}

/** The places of the styles in `cellXfs` below. */
const STYLE = { plain: 0, head: 1, money: 2, day: 3, moment: 4, percent: 5, text: 6, boldText: 7, boldMoney: 8 } as const;

const STYLES = `${XML}<styleSheet xmlns="${MAIN}"><numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/><numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd\\ hh:mm"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFE8ECEF"/></patternFill></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="9">${[
  [0, 0, 0], [49, 1, 2], [4, 0, 0], [164, 0, 0], [165, 0, 0], [10, 0, 0], [49, 0, 0], [49, 1, 0], [4, 1, 0],
].map(([format, font, fill]) => `<xf numFmtId="${format}" fontId="${font}" fillId="${fill}" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1"/>`).join("")}</cellXfs></styleSheet>`;

function worksheet(sheet: WrittenSheet): string {
  const { head, rows, levels } = sheet;
  const deepest = (levels ?? []).reduce((most, level) => Math.max(most, level), 0);
  const columns = widths(sheet).map((width, at) => `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`).join("");
  const body = rows.map((cells, at) => row(cells, at + 2, { level: levels?.[at] ?? 0, isTotal: sheet.totalRows?.has(at) ?? false })).join("");
  const top = `<row r="1">${head.map((text, at) => textCell(text, `${columnName(at)}1`, STYLE.head)).join("")}</row>`;
  const outline = deepest > 0 ? '<sheetPr><outlinePr summaryBelow="0"/></sheetPr>' : "";
  const frozen = '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>';
  const format = `<sheetFormatPr defaultRowHeight="15"${deepest > 0 ? ` outlineLevelRow="${Math.min(7, deepest)}"` : ""}/>`;
  return `${XML}<worksheet xmlns="${MAIN}">${outline}${frozen}${format}${columns === "" ? "" : `<cols>${columns}</cols>`}<sheetData>${top}${body}</sheetData></worksheet>`;
}

function row(cells: readonly WrittenCell[], number: number, { level, isTotal }: { readonly level: number; readonly isTotal: boolean }): string {
  // Spreadsheets fold seven levels at most.
  const outline = level > 0 ? ` outlineLevel="${Math.min(7, level)}"` : "";
  return `<row r="${number}"${outline}>${cells.map((cell, at) => cellXml(cell, `${columnName(at)}${number}`, isTotal)).join("")}</row>`;
}

function cellXml(cell: WrittenCell, place: string, isTotal: boolean): string {
  if (cell === undefined || cell === "") return "";
  if (typeof cell === "string") return textCell(cell, place, isTotal ? STYLE.boldText : STYLE.text);
  if (typeof cell === "number") return numberXml(cell, place, STYLE.plain);
  if (typeof cell === "boolean") return `<c r="${place}" t="b"><v>${cell ? 1 : 0}</v></c>`;
  if ("cents" in cell) return numberXml(cell.cents / 100, place, isTotal ? STYLE.boldMoney : STYLE.money);
  if ("percent" in cell) return numberXml(Number((cell.percent / 100).toPrecision(15)), place, STYLE.percent);
  if ("error" in cell) return textCell(cell.error, place, STYLE.text);
  return numberXml(serialOfDate(cell.date), place, cell.date % 1440 === 0 ? STYLE.day : STYLE.moment);
}

function numberXml(value: number, place: string, style: number): string {
  return Number.isFinite(value) ? `<c r="${place}" s="${style}"><v>${value}</v></c>` : "";
}

/** Longer texts no spreadsheet holds in a cell. */
const MOST_TEXT = 32_767;

function textCell(text: string, place: string, style: number): string {
  return `<c r="${place}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${escapeText(guardedEscapes(text.slice(0, MOST_TEXT)))}</t></is></c>`;
}

/** What looks like the notation of a forbidden character is told as such, so that it is read as it was; control characters use the notation. */
function guardedEscapes(text: string): string {
  return text.replace(/_(?=x[0-9A-Fa-f]{4}_)/g, "_x005F_").replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\r]/g, (character) => `_x${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}_`);
}

function attribute(text: string): string {
  return escapeText(text).replaceAll('"', "&quot;");
}

const WIDTH_LEAST = 8;
const WIDTH_MOST = 60;

/** As wide as the longest of the first thousand texts, within reason. */
function widths({ head, rows }: WrittenSheet): number[] {
  const longest = head.map((text) => text.length);
  for (const cells of rows.slice(0, 1000)) {
    cells.forEach((cell, at) => {
      longest[at] = Math.max(longest[at] ?? 0, shownLength(cell));
    });
  }
  return Array.from(longest, (length = 0) => Math.min(WIDTH_MOST, Math.max(WIDTH_LEAST, length + 2)));
}

function shownLength(cell: WrittenCell): number {
  if (cell === undefined) return 0;
  if (typeof cell !== "object") return String(cell).length;
  if ("cents" in cell) return (cell.cents / 100).toFixed(2).length + 3;
  return "date" in cell ? 16 : 8;
}

/** At most 31 letters, none of []:*?/\', none empty, none twice. */
function sheetNames(names: readonly string[]): string[] {
  const taken = new Set<string>();
  return names.map((name, at) => {
    const plain = name.replace(/[[\]:*?/\\']/g, " ").trim().slice(0, 31).trim() || `Sheet ${at + 1}`;
    let unique = plain;
    for (let number = 2; taken.has(unique.toLowerCase()); number += 1) unique = `${plain.slice(0, 27)} ${number}`;
    taken.add(unique.toLowerCase());
    return unique;
  });
}
