/** Comma-separated text: what is read as what, and that nothing written runs as a formula. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { readCsv, readCsvText } from "./read.ts";
import { writeCsv } from "./write.ts";

function rowsOf(text: string): unknown {
  const read = readCsvText(text);
  return read.ok ? read.table.rows.map(({ cells }) => cells) : read.problem.code;
}

test("quotes hold delimiters, line ends and quotes", () => {
  expect(rowsOf('a,"b, c"\r\n"say ""yes""\nthen",d\r\n')).toEqual([["a", "b, c"], ['say "yes"\nthen', "d"]]);
});

test("the delimiter is found out of comma, semicolon, tab and bar, outside quotes", () => {
  const found = (text: string): unknown => {
    const read = readCsvText(text);
    return read.ok && read.delimiter;
  };
  expect(found("Name;Cost\nA;1,5\nB;2,5\n")).toBe(";");
  expect(found('"a;b;c",d\n"e;f;g",h\n')).toBe(",");
  expect(found("a\tb\n1,5\t2,5\n")).toBe("\t");
  expect(found("sep=|\na|b,c\n")).toBe("|");
  expect(found("Name\nSurvey\n")).toBe(",");
});

test("rows keep the line where they begin; empty lines are no rows", () => {
  const read = readCsvText('a,b\n\n"x\ny",1\n,,\nc,d');
  expect(read.ok && read.table.rows.map(({ number }) => number)).toEqual([1, 3, 6]);
});

test("a quote that is never closed is refused with its line", () => {
  const read = readCsvText('a,b\n1,"2\n3,4\n');
  expect(read.ok ? undefined : read.problem).toMatchObject({ code: "csv/open-quote", line: 2 });
});

test("UTF-8, UTF-16 and windows-1252 are told apart", () => {
  const first = (bytes: Uint8Array): unknown => {
    const read = readCsv(bytes);
    return read.ok && read.table.rows[0]?.cells[0];
  };
  expect(first(new TextEncoder().encode("\uFEFFMüller,1"))).toBe("Müller");
  expect(first(Uint8Array.from([0x4d, 0xfc, 0x2c, 0x31]))).toBe("Mü");
  expect(first(Uint8Array.from([0xff, 0xfe, 0x4d, 0, 0xfc, 0, 0x2c, 0, 0x31, 0]))).toBe("Mü");
});

test("texts that look like formulas are guarded; negative numbers stay numbers", () => {
  const written = (cell: string | number): string => writeCsv([[cell]], { byteOrderMark: "without" }).trimEnd();
  expect(["=1+1", "+A1", "-2+3", "@SUM(A1)", " =1"].map(written)).toEqual(["'=1+1", "'+A1", "'-2+3", "'@SUM(A1)", "' =1"]);
  expect([-5.5, "-5", "+49"].map(written)).toEqual(["-5.5", "-5", "+49"]);
  expect(writeCsv([["\t=1"]], { byteOrderMark: "without" })).toBe("\"'\t=1\"\r\n");
});

test("whatever texts are written are read again", () => {
  const text = fc.string({ unit: fc.constantFrom("a", ",", ";", '"', "\n", "'", "=", "-", "@", "\t", " ", "ü", "7", "|") }).filter((value) => value.trim() !== "");
  fc.assert(
    fc.property(fc.array(fc.array(text, { minLength: 3, maxLength: 3 }), { minLength: 1, maxLength: 4 }), fc.constantFrom("comma" as const, "semicolon" as const), (rows, style) => {
      // A header of plain words settles the delimiter.
      const head = ["Name", "Cost", "Note"];
      const read = readCsvText(`sep=${style === "comma" ? "," : ";"}\n${writeCsv([head, ...rows], { style, byteOrderMark: "without" })}`);
      expect(read.ok && read.table.rows.map(({ cells }) => cells)).toEqual([head, ...rows]);
    }),
  );
});
