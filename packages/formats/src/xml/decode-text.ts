/** Bytes to text, piece by piece: finds the encoding of an XML file and decodes it without holding the whole text. */

type Encoding = "utf-8" | "utf-16le" | "utf-16be" | "windows-1252";

export interface DecodedText {
  /** The text in pieces, in order; never split inside a character. */
  readonly pieces: () => Generator<{ readonly text: string; readonly bytesDone: number }>;
  /** Line (1-based) where bytes that are not UTF-8 made us read the file as windows-1252. */
  readonly wrongLine?: number;
}

const PIECE_BYTES = 65_536;

/**
 * Decodes UTF-8 (with or without a byte order mark), UTF-16 and declared ISO-8859-1 / windows-1252 text.
 * A file that says UTF-8 and is not is read as windows-1252 and says so in `wrongLine`.
 */
export function decodeText(bytes: Uint8Array): DecodedText | { readonly unknownEncoding: string } {
  const found = encodingOf(bytes);
  if ("unknownEncoding" in found) return found;
  const { encoding, skip } = found;
  if (encoding !== "utf-8") return { pieces: () => decodePieces(bytes, skip, encoding) };
  const wrongAt = firstNonUtf8(bytes, skip);
  if (wrongAt === undefined) return { pieces: () => decodePieces(bytes, skip, "utf-8") };
  return { pieces: () => decodePieces(bytes, skip, "windows-1252"), wrongLine: lineAt(bytes, wrongAt) };
}

/** The first characters of a file, for finding out what it is. */
export function firstText(bytes: Uint8Array): string {
  const decoded = decodeText(bytes.subarray(0, Math.min(bytes.length, 4096)));
  if ("unknownEncoding" in decoded) return "";
  for (const piece of decoded.pieces()) return piece.text;
  return "";
}

/** The whole text of a small file. */
export function wholeText(bytes: Uint8Array): string | undefined {
  const decoded = decodeText(bytes);
  if ("unknownEncoding" in decoded) return undefined;
  let text = "";
  for (const piece of decoded.pieces()) text += piece.text;
  return text;
}

function encodingOf(bytes: Uint8Array): { encoding: Encoding; skip: number } | { unknownEncoding: string } {
  const at = (index: number): number => bytes[index] ?? -1;
  if (at(0) === 0xef && at(1) === 0xbb && at(2) === 0xbf) return { encoding: "utf-8", skip: 3 };
  const wide = (at(0) === 0xff && at(1) === 0xfe && at(2) === 0 && at(3) === 0) || (at(0) === 0 && at(1) === 0 && at(2) === 0xfe);
  if (wide) return { unknownEncoding: "UTF-32" };
  if (at(0) === 0xff && at(1) === 0xfe) return { encoding: "utf-16le", skip: 2 };
  if (at(0) === 0xfe && at(1) === 0xff) return { encoding: "utf-16be", skip: 2 };
  if (at(0) === 0x3c && at(1) === 0 && at(2) !== 0) return { encoding: "utf-16le", skip: 0 };
  if (at(0) === 0 && at(1) === 0x3c) return { encoding: "utf-16be", skip: 0 };
  return declaredEncoding(bytes);
}

const DECLARED: Readonly<Record<string, Encoding>> = {
  "utf-8": "utf-8",
  utf8: "utf-8",
  "us-ascii": "utf-8",
  ascii: "utf-8",
  "iso-8859-1": "windows-1252",
  "iso8859-1": "windows-1252",
  latin1: "windows-1252",
  "windows-1252": "windows-1252",
  cp1252: "windows-1252",
  // A file that can be read this far byte by byte is not UTF-16, whatever it says: tools that re-save a file forget this line.
  "utf-16": "utf-8",
};

function declaredEncoding(bytes: Uint8Array): { encoding: Encoding; skip: number } | { unknownEncoding: string } {
  const head = String.fromCharCode(...bytes.subarray(0, 200));
  const named = /^\s*<\?xml[^>]*?\sencoding\s*=\s*["']([^"'>]*)["']/.exec(head)?.[1];
  if (named === undefined) return { encoding: "utf-8", skip: 0 };
  const encoding = DECLARED[named.toLowerCase()];
  return encoding ? { encoding, skip: 0 } : { unknownEncoding: named };
}

function* decodePieces(bytes: Uint8Array, skip: number, encoding: Encoding): Generator<{ text: string; bytesDone: number }> {
  const units = new Uint16Array(PIECE_BYTES);
  let at = skip;
  while (at < bytes.length) {
    const end = pieceEnd(bytes, at, encoding);
    const count = DECODERS[encoding](bytes, at, end, units);
    at = end;
    yield { text: textOfUnits(units, count), bytesDone: at };
  }
}

/** Where a piece that begins at `at` may end without cutting a character in two. */
function pieceEnd(bytes: Uint8Array, at: number, encoding: Encoding): number {
  let end = Math.min(bytes.length, at + PIECE_BYTES);
  if (end === bytes.length) return end;
  if (encoding === "utf-8") while (end > at + 1 && ((bytes[end] ?? 0) & 0xc0) === 0x80) end -= 1;
  if (encoding === "utf-16le" || encoding === "utf-16be") {
    const high = bytes[encoding === "utf-16le" ? end - 1 : end - 2] ?? 0;
    if (high >= 0xd8 && high <= 0xdb) end -= 2;
  }
  return end;
}

type Decoder = (bytes: Uint8Array, from: number, to: number, units: Uint16Array) => number;

const DECODERS: Readonly<Record<Encoding, Decoder>> = {
  "utf-8": decodeUtf8,
  "utf-16le": (bytes, from, to, units) => decodeUtf16(bytes, from, to, units, 0),
  "utf-16be": (bytes, from, to, units) => decodeUtf16(bytes, from, to, units, 1),
  "windows-1252": decodeWindows1252,
};

/** Decodes UTF-8 that `firstNonUtf8` has found good. Returns the number of UTF-16 units written. */
function decodeUtf8(bytes: Uint8Array, from: number, to: number, units: Uint16Array): number {
  let count = 0;
  const next = (index: number): number => (bytes[index] ?? 0) & 0x3f;
  for (let at = from; at < to; ) {
    const first = bytes[at] ?? 0;
    if (first < 0x80) {
      units[count++] = first;
      at += 1;
    } else if (first < 0xe0) {
      units[count++] = ((first & 0x1f) << 6) | next(at + 1);
      at += 2;
    } else if (first < 0xf0) {
      units[count++] = ((first & 0x0f) << 12) | (next(at + 1) << 6) | next(at + 2);
      at += 3;
    } else {
      const point = (((first & 0x07) << 18) | (next(at + 1) << 12) | (next(at + 2) << 6) | next(at + 3)) - 0x10000;
      units[count++] = 0xd800 | (point >> 10);
      units[count++] = 0xdc00 | (point & 0x3ff);
      at += 4;
    }
  }
  return count;
}

/** `highAt` is 0 for little endian (low byte first), 1 for big endian. An odd last byte is dropped. */
function decodeUtf16(bytes: Uint8Array, from: number, to: number, units: Uint16Array, highFirst: 0 | 1): number {
  let count = 0;
  for (let at = from; at + 1 < to; at += 2) {
    const [first, second] = [bytes[at] ?? 0, bytes[at + 1] ?? 0];
    units[count++] = highFirst === 1 ? (first << 8) | second : (second << 8) | first;
  }
  return count;
}

/** What windows-1252 has at 0x80-0x9F; ISO-8859-1 has control characters there that no plan means. */
const WINDOWS_1252 = "\u20ac\u0081\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u008d\u017d\u008f\u0090\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u009d\u017e\u0178";

function decodeWindows1252(bytes: Uint8Array, from: number, to: number, units: Uint16Array): number {
  for (let at = from; at < to; at += 1) {
    const byte = bytes[at] ?? 0;
    units[at - from] = byte >= 0x80 && byte <= 0x9f ? WINDOWS_1252.charCodeAt(byte - 0x80) : byte;
  }
  return to - from;
}

/** Many more arguments in one call could overflow the stack. */
const UNITS_PER_CALL = 4096;

function textOfUnits(units: Uint16Array, count: number): string {
  let text = "";
  for (let at = 0; at < count; at += UNITS_PER_CALL) {
    // Spreading the array instead would walk it by its iterator: seven times slower.
    text += Reflect.apply(String.fromCharCode, undefined, units.subarray(at, Math.min(count, at + UNITS_PER_CALL)));
  }
  return text;
}

/** The first byte that no well-formed UTF-8 has there (RFC 3629: no overlong forms, no surrogates, at most U+10FFFF). */
function firstNonUtf8(bytes: Uint8Array, from: number): number | undefined {
  for (let at = from; at < bytes.length; ) {
    const first = bytes[at] ?? 0;
    if (first < 0x80) {
      at += 1;
      continue;
    }
    const length = utf8Length(first, bytes[at + 1] ?? 0);
    if (length === 0 || at + length > bytes.length) return at;
    for (let i = 1; i < length; i += 1) if (((bytes[at + i] ?? 0) & 0xc0) !== 0x80) return at;
    at += length;
  }
  return undefined;
}

/** Length of the sequence that begins with these two bytes; 0 where none may. */
function utf8Length(first: number, second: number): number {
  if (first >= 0xc2 && first <= 0xdf) return 2;
  if (first === 0xe0) return second >= 0xa0 ? 3 : 0;
  if (first === 0xed) return second <= 0x9f ? 3 : 0;
  if (first > 0xe0 && first <= 0xef) return 3;
  if (first === 0xf0) return second >= 0x90 ? 4 : 0;
  if (first === 0xf4) return second <= 0x8f ? 4 : 0;
  return first > 0xf0 && first < 0xf4 ? 4 : 0;
}

function lineAt(bytes: Uint8Array, offset: number): number {
  let line = 1;
  for (let at = 0; at < offset; at += 1) if (bytes[at] === 10) line += 1;
  return line;
}
