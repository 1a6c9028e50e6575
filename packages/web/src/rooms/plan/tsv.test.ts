/** Facts about clipboard text. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { formatHtmlTable, formatTsv, parseTsv } from "./tsv.ts";

test("tabs part cells and line breaks part rows", () => {
  expect(parseTsv("a\tb\nc\td")).toEqual([["a", "b"], ["c", "d"]]);
  expect(parseTsv("a\tb\r\nc\td\r\n")).toEqual([["a", "b"], ["c", "d"]]);
  expect(parseTsv("a\t")).toEqual([["a", ""]]);
  expect(parseTsv("\tb")).toEqual([["", "b"]]);
  expect(parseTsv("a\n\nb")).toEqual([["a"], [""], ["b"]]);
});

test("leading spaces stay, because they mean indentation", () => {
  expect(parseTsv("Phase\n  Task")).toEqual([["Phase"], ["  Task"]]);
});

test("quotes hold tabs, line breaks and quotes", () => {
  expect(parseTsv('"a\tb"\t"c\nd"\t"say ""hi"""')).toEqual([["a\tb", "c\nd", 'say "hi"']]);
});

test("a quote that is not closed is plain text", () => {
  expect(parseTsv('"a\tb\nc')).toEqual([['"a', "b"], ["c"]]);
  expect(parseTsv('19" rack\t1')).toEqual([['19" rack', "1"]]);
});

test("what is copied is pasted back as the same", () => {
  const cell = fc.string({ unit: fc.constantFrom("a", "B", " ", "\t", "\n", '"', ",", ";", "ü") });
  fc.assert(
    fc.property(fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 5 }), (rows) => {
      const width = Math.max(...rows.map((row) => row.length));
      const block = rows.map((row) => [...row, ...Array<string>(width - row.length).fill("x")]);
      // A lone empty cell at the very end has no trace in the text.
      fc.pre(width > 1 || block.at(-1)?.[0] !== "");
      expect(parseTsv(formatTsv(block))).toEqual(block);
    }),
  );
});

test("the HTML table carries the same cells", () => {
  expect(formatHtmlTable([["a<b", "2026-10-12"]])).toContain("<td style=\"mso-number-format:General;white-space:pre\">a&lt;b</td>");
});
