/** Numbers and amounts of money as tables write them: `1.234,56`, `1,234.56`, `(500)`, `€ 12`, `12-`. What is unclear is not guessed. */

/** What parts the decimals. */
export type DecimalMark = "point" | "comma";

/** What a column's numbers tell: one mark, none needed ("whole": no number has any), both ("mixed"), or none for sure ("unclear": `1,234`). */
export type NumberStyle = DecimalMark | "whole" | "mixed" | "unclear";

/** `numberStyleOf(["1.234,5", "12"])` is "comma"; of `["1,234"]` it is "unclear". */
export function numberStyleOf(texts: Iterable<string>): NumberStyle {
  const seen = new Set<NumberStyle>();
  for (const text of texts) {
    const digits = bareNumber(text)?.digits;
    if (digits !== undefined) seen.add(styleOf(digits));
  }
  if (seen.has("point") && seen.has("comma")) return "mixed";
  for (const style of ["point", "comma", "unclear"] as const) if (seen.has(style)) return style;
  return "whole";
}

/** The style of one number: the last mark parts the decimals where both occur, or where no three digits follow it alone. */
function styleOf(digits: string): NumberStyle {
  const marks = digits.replace(/[\d']/g, "");
  if (marks === "") return "whole";
  const last = marks.at(-1) === "," ? "comma" : "point";
  if (marks.length > 1) return new Set(marks).size > 1 ? last : last === "comma" ? "point" : "comma";
  return /^[1-9]\d{0,2}[.,]\d{3}$/.test(digits) ? "unclear" : last;
}

/** The value; undefined where the text is no number, or groups its digits in no way that the mark allows. */
export function parseNumberText(text: string, mark: DecimalMark): number | undefined {
  const found = bareNumber(text);
  if (!found) return undefined;
  const [decimal, group] = mark === "point" ? [".", ","] : [",", "."];
  const [whole = "", fraction, ...more] = found.digits.split(decimal);
  if (more.length > 0 || (fraction !== undefined && !/^\d*$/.test(fraction))) return undefined;
  const plain = ungrouped(whole, group);
  if (plain === undefined || (plain === "" && !fraction)) return undefined;
  const value = Number(`${plain === "" ? "0" : plain}.${fraction === undefined || fraction === "" ? "0" : fraction}`);
  return found.isNegative && value !== 0 ? -value : value;
}

/** Digits without the marks between groups of three (or two, as in India); undefined where they are grouped otherwise. */
function ungrouped(whole: string, group: string): string | undefined {
  const mark = whole.includes("'") ? "'" : group;
  const parts = whole.split(mark);
  const [first = "", ...rest] = parts;
  if (rest.length === 0) return /^\d*$/.test(first) ? first : undefined;
  const isGrouped = /^\d{1,3}$/.test(first) && rest.every((part) => /^\d{2,3}$/.test(part)) && rest.at(-1)?.length === 3;
  return isGrouped ? parts.join("") : undefined;
}

interface BareNumber {
  readonly digits: string;
  readonly isNegative: boolean;
  /** Sign or letters of a currency beside the number. */
  readonly currency: string;
}

/** Longer texts are no numbers. */
const MOST_LETTERS = 60;

/** The digits and marks of a number without sign, brackets, currency and spaces. */
export function bareNumber(text: string): BareNumber | undefined {
  if (text.length > MOST_LETTERS) return undefined;
  const plain = text.replace(/[\s\u00a0\u202f]/g, "").replaceAll("\u2212", "-").replaceAll("’", "'");
  const bracketed = /^\((.+)\)$/.exec(plain)?.[1];
  const body = bracketed ?? plain;
  const match = /^([+-]?)(\p{Sc}|[A-Za-z]{2,3}|Fr\.)?([+-]?)([\d.,']+)([+-]?)(\p{Sc}|[A-Za-z]{2,3}|Fr\.)?([+-]?)$/u.exec(body);
  if (!match) return undefined;
  const signs = [match[1], match[3], match[5], match[7]].filter((sign) => sign !== "" && sign !== undefined);
  if (signs.length > 1 || (bracketed !== undefined && signs.length > 0) || !/\d/.test(match[4] ?? "")) return undefined;
  return { digits: match[4] ?? "", isNegative: bracketed !== undefined || signs[0] === "-", currency: match[2] ?? match[6] ?? "" };
}
