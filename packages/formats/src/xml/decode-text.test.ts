/** Every encoding gives the same text, in pieces or at once, and unknown ones are named. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { decodeText, wholeText } from "./decode-text.ts";

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const utf16 = (text: string, littleEndian: boolean): Uint8Array => {
  const bytes = new Uint8Array(text.length * 2 + 2);
  const view = new DataView(bytes.buffer);
  [0xfeff, ...text.split("").map((letter) => letter.charCodeAt(0))].forEach((unit, index) => view.setUint16(index * 2, unit, littleEndian));
  return bytes;
};

test("UTF-8 and both UTF-16 give any text back, also over many pieces", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 50 }), fc.constantFrom(0, 3, 65_530), (text, padding) => {
      const padded = `${"é".repeat(padding % 7)}${"x".repeat(padding)}${text}𐍈€`;
      expect(wholeText(utf8(padded))).toBe(padded);
      expect(wholeText(utf16(padded, true))).toBe(padded);
      expect(wholeText(utf16(padded, false))).toBe(padded);
    }),
    { numRuns: 8 },
  );
});

test("characters on the border of two pieces stay whole", () => {
  for (let padding = 65_530; padding < 65_540; padding += 1) {
    const text = `${"a".repeat(padding)}€𐍈é`;
    expect(wholeText(utf8(text))).toBe(text);
    expect(wholeText(utf16(text, true))).toBe(text);
  }
});

test("a byte order mark is no part of the text", () => {
  expect(wholeText(Uint8Array.of(0xef, 0xbb, 0xbf, 0x3c))).toBe("<");
});

test("UTF-16 is recognised without a mark", () => {
  expect(wholeText(utf16("<a/>", true).subarray(2))).toBe("<a/>");
  expect(wholeText(utf16("<a/>", false).subarray(2))).toBe("<a/>");
});

test("declared ISO-8859-1 and windows-1252 are read, quotes and euro sign too", () => {
  const head = '<?xml version="1.0" encoding="iso-8859-1"?><a>';
  expect(wholeText(Uint8Array.from([...utf8(head), 0xe9, 0x80, 0x93]))).toBe(`${head}é€“`);
});

test("a file that calls itself UTF-8 and is not is read as windows-1252 and tells the line", () => {
  const decoded = decodeText(Uint8Array.from([...utf8("<a>\n<b>caf"), 0xe9, 0x3c]));
  expect(decoded).toMatchObject({ wrongLine: 2 });
  expect(wholeText(Uint8Array.from([...utf8("<a>\n<b>caf"), 0xe9, 0x3c]))).toBe("<a>\n<b>café<");
});

test("what no well-formed UTF-8 has is noticed", () => {
  for (const bytes of [[0xc0, 0xaf], [0xed, 0xa0, 0x80], [0xf4, 0x90, 0x80, 0x80], [0xe2, 0x82], [0x80], [0xf8, 0x88, 0x80, 0x80]]) {
    expect(decodeText(Uint8Array.from([0x3c, ...bytes]))).toMatchObject({ wrongLine: 1 });
  }
});

test("an unknown encoding is named", () => {
  expect(decodeText(utf8('<?xml version="1.0" encoding="EBCDIC-CP-US"?><a/>'))).toEqual({ unknownEncoding: "EBCDIC-CP-US" });
  expect(decodeText(Uint8Array.of(0xff, 0xfe, 0, 0, 0x3c, 0, 0, 0))).toEqual({ unknownEncoding: "UTF-32" });
});
