/** What columns mean and how their dates and numbers are written is found out, and asked where it is unclear. */
import { expect, test } from "vitest";
import { formatIso } from "@leadline/engine/time/minute.ts";
import { mapColumns, type ColumnField } from "./column-mapping.ts";
import { dateStyleOf, parseDateText } from "./date-text.ts";
import { numberStyleOf, parseNumberText } from "./number-text.ts";
import { openQuestions } from "./open-questions.ts";

test.each([
  [["1.234,5", "12"], "comma"], [["1,234.5"], "point"], [["1,5"], "comma"], [["1,234"], "unclear"], [["1.234"], "unclear"], [["1,234,567"], "point"],
  [["1.234", "0,5"], "comma"], [["1.5", "1,5"], "mixed"], [["12", "-7", "text"], "whole"], [["0.123"], "point"], [["1'234.50"], "point"], [["1234.567"], "point"],
] as const)("numbers %j are parted by %s", (texts, style) => {
  expect(numberStyleOf(texts)).toBe(style);
});

test.each([
  ["1.234,56", "comma", 1234.56], ["1,234.56", "point", 1234.56], ["(500)", "point", -500], ["€ 12", "point", 12], ["12,50 EUR", "comma", 12.5], ["12-", "point", -12],
  ["-1 234,5", "comma", -1234.5], ["1'234.50", "point", 1234.5], [".5", "point", 0.5], ["1,23", "point", undefined], ["1.5", "comma", undefined], ["12 apples", "point", undefined],
  ["--5", "point", undefined], ["1,2,3", "point", undefined], ["", "point", undefined], ["12,34,567.5", "point", 1234567.5], ["−7", "comma", -7],
] as const)("%s with a decimal %s is %s", (text, mark, value) => {
  expect(parseNumberText(text, mark)).toBe(value);
});

test.each([
  [["03/04/2026", "25/04/2026"], "dmy"], [["03/04/2026", "04/25/2026"], "mdy"], [["03/04/2026"], "unclear"], [["25/04/2026", "04/25/2026"], "mixed"],
  [["2026-04-03"], "plain"], [["3.4.2026"], "dmy"], [["3 Apr 2026", "04/04/2026"], "plain"], [["words"], "plain"], [["3-4-26"], "unclear"],
] as const)("dates %j are %s", (texts, style) => {
  expect(dateStyleOf(texts)).toBe(style);
});

test.each([
  ["03/04/2026", "dmy", "2026-04-03T00:00:00"], ["03/04/2026", "mdy", "2026-03-04T00:00:00"], ["03/04/2026", undefined, undefined], ["31.02.2026", undefined, undefined],
  ["25/04/2026", "mdy", undefined], ["Mon 02/03/26 08:00", "dmy", "2026-03-02T08:00:00"], ["02/Mar/26 9:15 PM", undefined, "2026-03-02T21:15:00"], ["März 2, 2026", undefined, "2026-03-02T00:00:00"],
  ["2026-03-02T08:30:00", undefined, "2026-03-02T08:30:00"], ["2 March 2026", "mdy", "2026-03-02T00:00:00"], ["29.02.2027", "dmy", undefined], ["1/1/2026", undefined, "2026-01-01T00:00:00"], ["2026-03-02 25:00", undefined, undefined],
  ["2.3.2026 14.30 Uhr", undefined, "2026-03-02T14:30:00"], ["12", "dmy", undefined],
] as const)("%s as %s is %s", (text, order, iso) => {
  const date = parseDateText(text, order);
  expect(date && formatIso(date.minute)).toBe(iso);
});

const FIELDS: readonly ColumnField<"name" | "start" | "finish" | "cost">[] = [
  { field: "name", type: "text", words: ["task name"] },
  { field: "start", type: "date", words: ["start"] },
  { field: "finish", type: "date", words: ["finish"] },
  { field: "cost", type: "number", words: ["cost"] },
];

function table(...rows: readonly (readonly string[])[]) {
  return { name: "", rows: rows.map((cells, at) => ({ number: at + 1, cells })) };
}

test("the header is found below other rows, and columns keep three examples", () => {
  const mapping = mapColumns(table(["Plan of the office move"], ["Task_Name", "Start", "Notes"], ["A", "2026-03-02", "x"], ["B", "", ""], ["C"], ["D"]), FIELDS);
  expect(mapping).toMatchObject({ headerRow: 2, columns: [{ letter: "A", header: "Task_Name", field: "name", examples: ["A", "B", "C"] }, { field: "start", dates: { found: "plain" } }, { header: "Notes", field: undefined }] });
});

test("a column of unclear dates is asked about, unless another column settles it", () => {
  const open = mapColumns(table(["Task name", "Start", "Cost"], ["A", "03/04/2026", "1,234"]), FIELDS);
  expect(open && openQuestions(open).map(({ kind, column }) => [kind, column])).toEqual([["dates", "B"], ["decimals", "C"]]);
  const closed = mapColumns(table(["Task name", "Start", "Finish"], ["A", "03/04/2026", "25/04/2026"]), FIELDS);
  expect(closed?.columns.map(({ dates }) => dates?.order)).toEqual([undefined, "dmy", "dmy"]);
  const answered = mapColumns(table(["Task name", "Start", "Cost"], ["A", "03/04/2026", "1,234"]), FIELDS, { dates: "mdy", decimals: "point" });
  expect(answered && openQuestions(answered)).toEqual([]);
});

test("what was chosen goes before what the header says", () => {
  const mapping = mapColumns(table(["Task name", "Start", "Begin"], ["A", "x", "2026-03-02"]), FIELDS, { fields: { 1: null, 2: "start" } });
  expect(mapping?.columns.map(({ field }) => field)).toEqual(["name", undefined, "start"]);
});
