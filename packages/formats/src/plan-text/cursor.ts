/** Walks the tokens of one line and notes, with line and column, what was expected and not found. */
import { parseDuration, type DurationScale, type DurationValue } from "@leadline/engine/time/duration-text.ts";
import { parseIso } from "@leadline/engine/time/minute.ts";
import type { DateText, Placed } from "./statements.ts";
import type { Fault, Token, TokenLine } from "./tokens.ts";

export interface Cursor {
  readonly source: TokenLine;
  at: number;
  readonly faults: Fault[];
}

export function peek(cursor: Cursor): Token | undefined {
  return cursor.source.tokens[cursor.at];
}

export function take(cursor: Cursor): Token | undefined {
  const token = peek(cursor);
  cursor.at += 1;
  return token;
}

/** Takes the next token if it is this word. */
export function takeWord(cursor: Cursor, word: string): boolean {
  const token = peek(cursor);
  if (token?.kind !== "word" || token.value !== word) return false;
  cursor.at += 1;
  return true;
}

export function takeComma(cursor: Cursor): boolean {
  if (peek(cursor)?.kind !== "comma") return false;
  cursor.at += 1;
  return true;
}

/** Notes a fault at a token, by default at the next one, and gives up the rest of the line. */
export function fault(cursor: Cursor, message: string, token: Token | undefined = peek(cursor)): undefined {
  const last = cursor.source.tokens.at(-1);
  const end = last ? last.column + last.value.length : 1;
  cursor.faults.push({ line: cursor.source.line, column: token?.column ?? end, message });
  cursor.at = cursor.source.tokens.length;
  return undefined;
}

/** How a sentence shows the next token. */
export function shownToken(token: Token | undefined): string {
  if (!token) return "the line ends";
  const value = cutOff(token.value);
  return token.kind === "text" ? `there is "${value}"` : token.kind === "share" ? `there is [${value}]` : `there is “${value}”`;
}

const SHOWN_LETTERS = 60;

/** A sentence stays one, whatever stands in the file. */
function cutOff(text: string): string {
  const letters = [...text.slice(0, 2 * SHOWN_LETTERS + 2)];
  return letters.length > SHOWN_LETTERS ? `${letters.slice(0, SHOWN_LETTERS).join("")}…` : text;
}

function placed<T>(cursor: Cursor, token: Token, value: T): Placed<T> {
  return { value, line: cursor.source.line, column: token.column };
}

/** A name: in quotes, or one plain word. */
export function takeName(cursor: Cursor, what: string): Placed<string> | undefined {
  const token = peek(cursor);
  if (token?.kind !== "text" && token?.kind !== "word") return fault(cursor, `Here must stand ${what}, but ${shownToken(token)}.`);
  if (token.value.length > 1000) return fault(cursor, `This name is longer than 1000 characters.`);
  cursor.at += 1;
  return placed(cursor, token, token.value);
}

const DATE_HINT = "a date such as 2026-03-02 or 2026-03-02T13:00";

export function takeDate(cursor: Cursor): DateText | undefined {
  const token = peek(cursor);
  const date = token?.kind === "word" ? dateOf(token.value) : undefined;
  if (!date) return fault(cursor, `Here must stand ${DATE_HINT}, but ${shownToken(token)}.`);
  cursor.at += 1;
  return date;
}

export function dateOf(text: string): DateText | undefined {
  const minute = parseIso(text);
  return minute === undefined ? undefined : { minute, hasTime: text.includes(":") };
}

/** A duration, written in one word or with spaces ("3 days"), up to a comma or a word that `stops`. */
export function takeDuration(cursor: Cursor, scale: DurationScale, stops: (word: string) => boolean): Placed<DurationValue> | undefined {
  const first = peek(cursor);
  const words = takeWords(cursor, stops);
  if (!first || words === "") return fault(cursor, `Here must stand a duration such as 3d or 2w, but ${shownToken(first)}.`, first);
  const parsed = parseDuration(words, scale);
  return parsed.ok ? placed(cursor, first, withoutOk(parsed)) : fault(cursor, parsed.message, first);
}

function withoutOk({ durationMinutes, durationUnit, estimated, estimate }: DurationValue): DurationValue {
  return { durationMinutes, durationUnit, estimated, ...(estimate ? { estimate } : {}) };
}

/** The words up to a comma, a text, a share or a word that `stops`, joined by spaces. */
export function takeWords(cursor: Cursor, stops: (word: string) => boolean): string {
  const words: string[] = [];
  for (let token = peek(cursor); token?.kind === "word" && !stops(token.value); token = peek(cursor)) {
    words.push(token.value);
    cursor.at += 1;
  }
  return words.join(" ");
}

/** `50%` or `1.5%` as a share of 1, between 0 and `max` percent. */
export function shareOf(text: string, maxPercent: number): number | undefined {
  const match = /^(\d+(?:\.\d+)?|\.\d+)\s*%$/.exec(text);
  const percent = match ? Number(match[1]) : Number.NaN;
  return percent >= 0 && percent <= maxPercent ? percent / 100 : undefined;
}

/** `08:00-12:00` in minutes after midnight; the end may be 24:00. */
export function clockRange(text: string): { readonly from: number; readonly to: number } | undefined {
  const [from, to, ...others] = text.split("-").map(clockOf);
  return from === undefined || to === undefined || others.length > 0 || from >= to ? undefined : { from, to };
}

/** `08:00` in minutes after midnight, up to 24:00. */
export function clockOf(text: string): number | undefined {
  const match = /^(\d{1,2}):([0-5]\d)$/.exec(text);
  const minutes = Number(match?.[1]) * 60 + Number(match?.[2]);
  return match && minutes <= 1440 ? minutes : undefined;
}
