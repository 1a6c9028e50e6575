/** Damaged and hostile plan files without end: each one follows from its format, the seed and its number. */

export interface FuzzSeed {
  /** File name, whose ending says the format. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Numbers from 0 to below 1 that follow from the seed (mulberry32). */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Larger inputs are a matter of the limits of size, not of the readers. */
const MAX_BYTES = 400_000;

/** One to eight changes of one of the seeds; half of them a single gentle one, which a reader may well get past. */
export function mutated(seeds: readonly FuzzSeed[], random: () => number): FuzzSeed {
  const seed = pick(seeds, random);
  let bytes = seed.bytes;
  if (random() < 0.5) return { name: seed.name, bytes: withOtherNumber(bytes, random).subarray(0, MAX_BYTES) };
  for (let change = 1 + Math.floor(random() * 8); change > 0; change -= 1) bytes = pick(CHANGES, random)(bytes, random, seeds);
  return { name: seed.name, bytes: bytes.subarray(0, MAX_BYTES) };
}

type Mutation = (bytes: Uint8Array, random: () => number, seeds: readonly FuzzSeed[]) => Uint8Array;

/** What readers of text stumble over: ends of things, numbers at the edge, letters that are none, and known bombs. */
const PIECES: readonly string[] = [
  "<", ">", "</", "/>", "]]>", "<![CDATA[", "<!--", "<?xml version='1.0' encoding='utf-16'?>", "&lt;", "&#0;", "&#x110000;", "&nothing;",
  "<!DOCTYPE a [<!ENTITY b 'bbbb'><!ENTITY c '&b;&b;&b;&b;'>]>", "<!DOCTYPE a SYSTEM 'file:///etc/passwd'>", "&c;",
  "{", "}", "[", "]", "\"", "\\u0000", "\\ud800", "__proto__", "constructor", "null", "true", "1e309", "-1e309",
  "%T", "%F", "%R", "\t\t\t", "\r", "\n\n", ";", ",", "\0", "\ufeff", "\u202e", "\ud83d\ude00", "﷽",
  "0", "-0", "-1", "NaN", "Infinity", "99999999999999999999", "2147483648", "0.0000000000000000001", "1e308",
  "PT99999999H0M0S", "PT-1H0M0S", "PT0H0M", "P", "1900-01-01T00:00:00", "9999-12-31T23:59:59", "0000-00-00", "2026-02-30T25:61:61",
  "after A FS+99999999d", "after A", "0d", "999999d", "1/2/3d", "by \"X\"[0%]", "*a *a", "&a [*a,*a,*a,*a,*a,*a]", "<<: *a", "!!js/function x", "---",
];

const CHANGES: readonly Mutation[] = [
  (bytes, random) => replaced(bytes, place(bytes, random), 1, Uint8Array.of(Math.floor(random() * 256))),
  (bytes, random) => replaced(bytes, place(bytes, random), Math.floor(random() * 40), new Uint8Array()),
  (bytes, random) => bytes.subarray(0, place(bytes, random)),
  (bytes, random) => replaced(bytes, place(bytes, random), Math.floor(random() * 6), utf8(pick(PIECES, random))),
  (bytes, random) => replaced(bytes, place(bytes, random), 0, utf8(pick(PIECES, random).repeat(1 + Math.floor(random() * 400)))),
  withOtherNumber,
  // A part comes twice, or many times: ids that clash, elements in themselves.
  (bytes, random) => {
    const [from, length] = [place(bytes, random), Math.floor(random() * 600)];
    const part = bytes.subarray(from, from + length);
    return replaced(bytes, place(bytes, random), 0, joined(Array.from({ length: 1 + Math.floor(random() * 60) }, () => part)));
  },
  // A line changes its place.
  (bytes, random) => {
    const lines = latin(bytes).split("\n");
    const [line = ""] = lines.splice(Math.floor(random() * lines.length), 1);
    lines.splice(Math.floor(random() * (lines.length + 1)), 0, line);
    return Uint8Array.from(lines.join("\n"), (letter) => letter.charCodeAt(0));
  },
  // Nested without end.
  (bytes, random) => {
    const [open, close] = pick([["<Task>", "</Task>"], ["<task>", "</task>"], ["[", "]"], ["{\"a\":", "}"], ["- ", ""], ["(", ")"]], random);
    const depth = Math.floor(random() * 3000);
    return replaced(bytes, place(bytes, random), 0, utf8((open ?? "").repeat(depth) + (close ?? "").repeat(depth)));
  },
  // The beginning of one and the end of another.
  (bytes, random, seeds) => {
    const other = pick(seeds, random).bytes;
    return joined([bytes.subarray(0, place(bytes, random)), other.subarray(place(other, random))]);
  },
];

/** One number becomes another, or something that is none. */
function withOtherNumber(bytes: Uint8Array, random: () => number): Uint8Array {
  const digits = [...latin(bytes).matchAll(/\d+/g)];
  const number = digits[Math.floor(random() * digits.length)];
  const other = random() < 0.6 ? String(Math.floor(10 ** (random() * 12))) : pick(PIECES, random);
  return number ? replaced(bytes, number.index, number[0].length, utf8(other)) : bytes;
}

function place(bytes: Uint8Array, random: () => number): number {
  return Math.floor(random() * (bytes.length + 1));
}

function replaced(bytes: Uint8Array, from: number, length: number, part: Uint8Array): Uint8Array {
  return joined([bytes.subarray(0, from), part, bytes.subarray(from + length)]);
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(Math.min(MAX_BYTES, parts.reduce((sum, part) => sum + part.length, 0)));
  let at = 0;
  for (const part of parts) {
    whole.set(part.subarray(0, Math.max(0, whole.length - at)), at);
    at = Math.min(whole.length, at + part.length);
  }
  return whole;
}

function pick<T>(choices: readonly T[], random: () => number): T {
  const choice = choices[Math.floor(random() * choices.length)];
  if (choice === undefined) throw new Error("nothing to choose from");
  return choice;
}

function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** One letter per byte, so that places in the text are places in the bytes. */
function latin(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString("latin1");
}
