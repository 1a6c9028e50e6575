/** The letters of an XER file: which encoding its bytes are in, and which one it is written in. */
import type { Problem } from "@leadline/engine/base/problem.ts";
import { decodeText } from "../xml/decode-text.ts";

/** The whole text without control characters that no text has; an XER file says nowhere which encoding it is in. */
export function xerTextOf(bytes: Uint8Array): { text: string; problems: Problem[] } {
  const decoded = decodeText(bytes);
  if ("unknownEncoding" in decoded) return { text: "", problems: [] };
  let text = "";
  for (const piece of decoded.pieces()) text += piece.text;
  const problems: Problem[] = [];
  if (decoded.wrongLine !== undefined && readsAsCyrillic(text)) {
    text = asWindows1251(text);
    problems.push({ code: "xer/cyrillic", message: "The file does not say its encoding; its letters make Cyrillic words, so it was read as windows-1251.", hint: "Maybe look through the names for wrong letters." });
  }
  const clean = text.replace(STRAY, "");
  if (clean.length < text.length) problems.push({ code: "xer/stray-character", message: `The file holds ${text.length - clean.length} control characters that no text has (such as NUL); they were left out.` });
  return { text: clean, problems };
}

/** Everything below the blank but tab, line feed and carriage return; 0x7F stands for a line break inside a field. */
const STRAY = /[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g;

/** Shorter runs of such letters are found in Western words too. */
const CYRILLIC_RUN = 4;

/** Most of the bytes 0xC0-0xFF stand in runs: Cyrillic words look so in windows-1251; Western words have such letters singly. */
function readsAsCyrillic(text: string): boolean {
  let [letters, inRuns, run] = [0, 0, 0];
  for (let at = 0; at <= text.length; at += 1) {
    const code = at < text.length ? text.charCodeAt(at) : 0;
    if (code >= 0xc0 && code <= 0xff) run += 1;
    else {
      letters += run;
      if (run >= CYRILLIC_RUN) inRuns += run;
      run = 0;
    }
  }
  return inRuns * 2 > letters;
}

/** What windows-1251 has at 0x80-0xBF; at 0xC0-0xFF it has А to я in order. */
const WINDOWS_1251 =
  "ЂЃ‚ѓ„…†‡€‰Љ‹ЊЌЋЏђ‘’“”•–—\u0098™љ›њќћџ\u00a0ЎўЈ¤Ґ¦§Ё©Є«¬\u00ad®Ї°±Ііґµ¶·ё№є»јЅѕї";

function asWindows1251(text: string): string {
  return text.replace(/[^\u0000-\u007f]/g, (letter) => {
    const byte = byteOf(letter);
    if (byte === undefined) return letter;
    return byte >= 0xc0 ? String.fromCharCode(0x410 + byte - 0xc0) : (WINDOWS_1251[byte - 0x80] ?? letter);
  });
}

/** Windows-1252 at 0x80-0x9F, the only bytes there that are not the letter of the same number. */
const WINDOWS_1252 = "\u20ac\u0081\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u008d\u017d\u008f\u0090\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u009d\u017e\u0178";

function byteOf(letter: string): number | undefined {
  const code = letter.charCodeAt(0);
  if (code < 0x80 || (code >= 0xa0 && code <= 0xff)) return code;
  const at = WINDOWS_1252.indexOf(letter);
  return at < 0 ? undefined : 0x80 + at;
}

/**
 * The text as windows-1252, which is what Primavera reads; `undefined` where it holds a letter that windows-1252 lacks, or
 * where its bytes would pass for UTF-8: then UTF-8 is the encoding that brings the same text back.
 */
export function windows1252Of(text: string): Uint8Array | undefined {
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at += 1) {
    const byte = byteOf(text[at] ?? "");
    if (byte === undefined) return undefined;
    bytes[at] = byte;
  }
  const read = decodeText(bytes);
  const isPlain = !bytes.some((byte) => byte >= 0x80);
  const isReadBack = !("unknownEncoding" in read) && read.wrongLine !== undefined && !readsAsCyrillic(text);
  return isPlain || isReadBack ? bytes : undefined;
}
