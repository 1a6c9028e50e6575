/** Numbers that somebody typed beside a word that the data knows, such as "P80 is 7 December": each compared with what the data says. */
import { dayNumberOf, dayOf, type Minute } from "../time/minute.ts";
import type { ProvenNumber } from "./status-input.ts";

export interface TypedNumber {
  /** As it stands in the text. */
  readonly typed: string;
  /** Where it begins. */
  readonly at: number;
  readonly known: ProvenNumber;
  readonly agrees: boolean;
}

/** Words beside which a number is taken for one of the data, by the number's id. The first that fits counts, so longer ones come first. */
const NOUNS: readonly (readonly [words: RegExp, id: string])[] = [
  [/\bp50\b.{0,12}\bcost/i, "cost-p50"],
  [/\bp80\b.{0,12}\bcost|\bcost\b.{0,12}\bp80\b/i, "cost-p80"],
  [/\bp50\b/i, "p50"],
  [/\bp80\b|\b8 of 10\b/i, "p80"],
  [/\bpromised?\b/i, "promise"],
  [/\bchance\b|\bprobability\b/i, "promise-chance"],
  [/\bbudget\b/i, "budget"],
  [/\bspent\b|\bactual costs?\b/i, "actual-cost"],
  [/\baccepted\b/i, "accepted"],
];

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const DATE = /\b(\d{1,2})\.? (jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}(?: (\d{4}))?\b|\b(\d{4})-(\d\d)-(\d\d)\b/gi;
const SHARE = /\b(\d{1,3}(?:\.\d)?) ?(?:%|percent\b)/gi;
const MONEY = /(?:€|\$|£|\b[A-Z]{3}) ?(\d{1,3}(?:,\d{3}){0,4}(?:\.\d{1,2})?|\d{1,12}(?:\.\d{1,2})?) ?(k|M)?\b/g;
const POINTS = 0.5;

/** A live token such as "#p80" is no typed number. The sentence around a number decides what it is about. */
export function typedNumbers(text: string, known: readonly ProvenNumber[], currency: string): readonly TypedNumber[] {
  const byId = new Map(known.map((one) => [one.id, one]));
  const found: TypedNumber[] = [];
  for (const { sentence, at: begin } of sentencesOf(text)) {
    const take = (typed: string, at: number, unit: ProvenNumber["unit"], agrees: (known: ProvenNumber) => boolean): void => {
      const right = nearest(sentence, at, unit, byId);
      if (right) found.push({ typed, at: begin + at, known: right, agrees: agrees(right) });
    };
    for (const match of sentence.matchAll(DATE)) take(match[0], match.index, "instant", ({ value }) => sameDay(match, value as Minute));
    for (const match of sentence.matchAll(SHARE)) take(match[0], match.index, "share", ({ value, text: said }) => said.startsWith(`${match[1] ?? ""} `) || Math.abs(value * 100 - Number(match[1])) <= POINTS);
    for (const match of sentence.matchAll(MONEY)) take(match[0], match.index, "cents", ({ value }) => sameMoney(match, value, currency));
  }
  return found;
}

/** The longest piece between ends of sentences; "2026." and "EUR 1.5" are not ends. */
function sentencesOf(text: string): readonly { readonly sentence: string; readonly at: number }[] {
  const parts: { sentence: string; at: number }[] = [];
  let from = 0;
  for (const match of text.matchAll(/[.!?;] (?=[A-Z])|\n/g)) {
    parts.push({ sentence: text.slice(from, match.index + 1), at: from });
    from = match.index + match[0].length;
  }
  return [...parts, { sentence: text.slice(from), at: from }];
}

/** The number of the data whose word stands nearest, of those in that unit. */
function nearest(sentence: string, at: number, unit: ProvenNumber["unit"], byId: ReadonlyMap<string, ProvenNumber>): ProvenNumber | undefined {
  let best: { readonly known: ProvenNumber; readonly distance: number } | undefined;
  for (const [words, id] of NOUNS) {
    const known = byId.get(id);
    const place = known?.unit === unit ? words.exec(sentence)?.index : undefined;
    if (!known || place === undefined) continue;
    const distance = Math.abs(place - at);
    if (!best || distance < best.distance) best = { known, distance };
  }
  return best?.known;
}

function sameDay(match: RegExpExecArray, value: Minute): boolean {
  const day = dayNumberOf((value - 1) as Minute);
  const [, ofMonth, month, year, isoYear, isoMonth, isoDay] = match;
  if (isoYear !== undefined) return dayOf(Number(isoYear), Number(isoMonth), Number(isoDay)) === day;
  const at = MONTHS.indexOf((month ?? "").toLowerCase()) + 1;
  if (year !== undefined) return dayOf(Number(year), at, Number(ofMonth)) === day;
  return [-1, 0, 1].some((more) => dayOf(yearOf(day) + more, at, Number(ofMonth)) === day);
}

function yearOf(day: number): number {
  return Math.floor(1970 + day / 365.2425);
}

/** Short forms are right when they round to the same: EUR 14k is 14,250.00. */
function sameMoney(match: RegExpExecArray, cents: number, currency: string): boolean {
  const [whole = "", digits = "", unit] = match;
  const code = /[A-Z]{3}/.exec(whole)?.[0];
  if (code !== undefined && code !== currency) return false;
  const factor = unit === "k" ? 1000 : unit === "M" ? 1_000_000 : 1;
  const decimals = digits.includes(".") ? (digits.split(".")[1]?.length ?? 0) : 0;
  const step = factor / 10 ** decimals;
  return Math.abs(Number(digits.replaceAll(",", "")) * factor - cents / 100) <= step / 2 + 1e-9;
}
