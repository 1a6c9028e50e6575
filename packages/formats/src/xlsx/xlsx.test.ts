/** Workbooks: what is written is read again, and what other programs write is read as they show it. */
import { zipSync } from "fflate";
import { expect, test } from "vitest";
import { formatIso, minuteOf } from "@leadline/engine/time/minute.ts";
import { dateOfSerial, serialOfDate } from "./cell-formats.ts";
import { readWorkbook } from "./read.ts";
import { writeWorkbook } from "./write.ts";

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

const MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/** A workbook as other programs write it, of one sheet. */
function foreign(sheetData: string, given: { readonly strings?: string; readonly formats?: string; readonly styles?: string; readonly properties?: string; readonly more?: Record<string, string> } = {}): Uint8Array {
  const parts: Record<string, string> = {
    "_rels/.rels": `<Relationships><Relationship Id="r" Type="${REL}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    "xl/workbook.xml": `<workbook ${MAIN} xmlns:r="${REL}">${given.properties ?? ""}<sheets><sheet name="Plan" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": `<Relationships><Relationship Id="rId1" Type="${REL}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${REL}/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="rId3" Type="${REL}/styles" Target="/xl/styles.xml"/></Relationships>`,
    "xl/sharedStrings.xml": `<sst ${MAIN}>${given.strings ?? ""}</sst>`,
    "xl/styles.xml": `<styleSheet ${MAIN}>${given.formats ?? ""}<cellXfs>${given.styles ?? '<xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="9"/>'}</cellXfs></styleSheet>`,
    "xl/worksheets/sheet1.xml": `<worksheet ${MAIN}><sheetData>${sheetData}</sheetData></worksheet>`,
    ...given.more,
  };
  return zipSync(Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, utf8(text)])));
}

function cellsOf(bytes: Uint8Array): unknown {
  const read = readWorkbook(bytes);
  return read.ok ? read.sheets[0]?.rows.map(({ number, cells }) => [number, ...cells]) : read.problem.code;
}

test("every kind of cell that is written is read again", () => {
  const date = minuteOf(2026, 3, 2);
  const moment = minuteOf(2026, 3, 2, 13, 45);
  const bytes = writeWorkbook([
    { name: "Budget: 2026/27", head: ["Element", "Total"], rows: [["=1+1", { cents: -123456 }, { date }, { date: moment }, { percent: 12.5 }, true, 7], ["a _x0041_ <b> & \u0001\n\"c\"  ", undefined, "1,5"]], levels: [0, 1], totalRows: new Set([0]) },
    { name: "Budget: 2026/27", head: ["x"], rows: [], hidden: true },
  ]);
  const read = readWorkbook(bytes);
  expect(read.ok && read.sheets).toEqual([
    { name: "Budget  2026 27", hidden: false, rows: [
      { number: 1, cells: ["Element", "Total"] },
      { number: 2, cells: ["=1+1", -1234.56, { date }, { date: moment }, { percent: 12.5 }, true, 7] },
      { number: 3, cells: ["a _x0041_ <b> & \u0001\n\"c\"  ", undefined, "1,5"] },
    ] },
    { name: "Budget  2026 27 2", hidden: true, rows: [{ number: 1, cells: ["x"] }] },
  ]);
});

test("the same tables make the same bytes", () => {
  const sheets = [{ name: "A", head: ["x"], rows: [[1]] }];
  expect(writeWorkbook(sheets)).toEqual(writeWorkbook(sheets));
});

test("shared, rich, inline and computed texts are read, and formulas by their stored value", () => {
  const strings = "<si><t>Survey</t></si><si><r><t>two </t></r><r><t>runs</t></r><rPh><t>reading</t></rPh></si>";
  expect(cellsOf(foreign('<row r="2"><c r="B2" t="s"><v>0</v></c><c r="C2" t="s"><v>1</v></c><c r="D2" t="inlineStr"><is><t>in line</t></is></c><c r="E2" t="str"><f>A1&amp;B1</f><v>joined</v></c><c r="F2"><f>1+1</f><v>2</v></c><c r="G2" t="e"><v>#REF!</v></c><c r="H2" t="b"><v>1</v></c></row>', { strings }))).toEqual([
    [2, undefined, "Survey", "two runs", "in line", "joined", 2, { error: "#REF!" }, true],
  ]);
});

test("dates follow the styles, in the system of 1900 and in that of 1904", () => {
  const row = '<row r="1"><c r="A1" s="1"><v>46083.5</v></c><c r="B1" s="2"><v>0.45</v></c><c r="C1" s="0"><v>46083.5</v></c></row>';
  expect(cellsOf(foreign(row))).toEqual([[1, { date: minuteOf(2026, 3, 2, 12) }, { percent: 45 }, 46083.5]]);
  expect(cellsOf(foreign(row, { properties: '<workbookPr date1904="1"/>' }))).toEqual([[1, { date: minuteOf(2030, 3, 3, 12) }, { percent: 45 }, 46083.5]]);
});

test("own formats are dates where they name days, months or years outside quotes and brackets", () => {
  const codes = ["dd/mm/yyyy", '0.00" days"', "[Red]#,##0.00", "[h]:mm", "0.0%", "\\d0", "[$-409]d-mmm;@", "General"];
  const formats = `<numFmts>${codes.map((code, at) => `<numFmt numFmtId="${170 + at}" formatCode="${code.replaceAll('"', "&quot;")}"/>`).join("")}</numFmts>`;
  const styles = codes.map((_, at) => `<xf numFmtId="${170 + at}"/>`).join("");
  const row = `<row>${codes.map((_, at) => `<c s="${at}"><v>1000</v></c>`).join("")}</row>`;
  const date = { date: minuteOf(1902, 9, 26) };
  expect(cellsOf(foreign(row, { formats, styles }))).toEqual([[1, date, 1000, 1000, 1000, { percent: 100_000 }, 1000, date, 1000]]);
});

test("serial numbers around the day that never was", () => {
  const iso = (serial: number): string => formatIso(dateOfSerial(serial, "1900") ?? minuteOf(1, 1, 1));
  expect([1, 59, 61].map(iso)).toEqual(["1900-01-01T00:00:00", "1900-02-28T00:00:00", "1900-03-01T00:00:00"]);
  for (const serial of [1, 59, 61, 46083.5]) expect(serialOfDate(dateOfSerial(serial, "1900") ?? minuteOf(1, 1, 1))).toBe(serial);
  expect(dateOfSerial(1e9, "1900")).toBeUndefined();
});

test("parts unfold no further than a file of that size may", () => {
  const bomb = foreign("", { more: { "xl/worksheets/sheet1.xml": `<worksheet ${MAIN}><sheetData>${"<row/>".repeat(8_000_000)}</sheetData></worksheet>` } });
  expect(bomb.length).toBeLessThan(200_000);
  expect(cellsOf(bomb)).toBe("xlsx/unfolds-too-large");
});

test("cells at impossible places are told and left out", () => {
  const read = readWorkbook(foreign('<row r="99999999999"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="ZZZZZZ1"><v>1</v></c><c r="ZZZ1"><v>1</v></c><c r="B1"><v>2</v></c></row>'));
  expect(read.ok && read.sheets[0]?.rows).toEqual([{ number: 1, cells: [1] }, { number: 1_048_576, cells: [undefined, 2] }]);
  expect(read.ok && read.problems.map(({ code }) => code)).toEqual(["xlsx/odd-reference", "table/too-wide", "xlsx/odd-reference"]);
});

test("other packed files, cut files and relations in a circle are refused in one sentence", () => {
  expect(cellsOf(zipSync({ "content.xml": utf8("<x/>") }))).toBe("xlsx/no-workbook");
  expect(cellsOf(foreign("").slice(0, 400))).toBe("xlsx/truncated");
  const circle = `<Relationships><Relationship Id="rId1" Type="${REL}/worksheet" Target="workbook.xml"/></Relationships>`;
  expect(cellsOf(foreign("", { more: { "xl/_rels/workbook.xml.rels": circle } }))).toBe("xlsx/no-sheets");
});
