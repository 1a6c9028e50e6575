/** Reads the single values of one entity and says which of them make no sense. */
import type { Problem } from "@leadline/engine/base/problem.ts";
import type { Minute } from "@leadline/engine/time/minute.ts";
import type { XmlElement } from "../xml/xml-element.ts";
import type { ProblemList } from "./problem-list.ts";
import { parseDate, parseDuration, parseFlag, parseInteger, parseNumber } from "./values.ts";

/** Every reader answers `undefined` for an element that is absent, empty or makes no sense; the last is told as a problem. */
export interface EntityFields {
  readonly element: XmlElement;
  /** What the entity is called in sentences: `Task “Pilot” (UID 12)`. */
  readonly called: string;
  /** The text as it stands; white space is part of it. */
  readonly text: (name: string) => string | undefined;
  readonly flag: (name: string) => boolean | undefined;
  readonly integer: (name: string) => number | undefined;
  readonly number: (name: string) => number | undefined;
  /** A number within bounds; one outside is told and cut to the nearer bound. */
  readonly within: (name: string, low: number, high: number) => number | undefined;
  readonly date: (name: string) => Minute | undefined;
  /** Minutes, at least 0. */
  readonly duration: (name: string) => number | undefined;
  /** A value that `parse` understands. */
  readonly code: <T>(name: string, parse: (text: string) => T | undefined) => T | undefined;
  readonly odd: (code: string, message: string) => void;
}

export type About = Pick<Problem, "taskId" | "taskUid">;

/** Longest duration or work that a record may hold, in minutes (some 1,900 years). */
const MOST_MINUTES = 1e9;

/** `about` names the record that problems are about. */
export function fieldsOf(element: XmlElement, called: string, problems: ProblemList, about: About = {}): EntityFields {
  const byName = new Map<string, string>();
  for (const child of element.children) if (child.children.length === 0 && !byName.has(child.name)) byName.set(child.name, child.text);

  const odd = (code: string, message: string): void => problems.add({ code, message: `${called}: ${message}`, ...about, line: element.line });
  const parsed = <T>(name: string, parse: (text: string) => T | undefined, code: string, is: string): T | undefined => {
    const text = byName.get(name);
    if (text === undefined || text.trim() === "") return undefined;
    const value = parse(text);
    if (value === undefined) odd(code, `${name} “${text.slice(0, 60)}” is ${is}; it was left out.`);
    return value;
  };
  const number = (name: string): number | undefined => parsed(name, parseNumber, "mspdi/number", "no number");
  const within = (name: string, low: number, high: number): number | undefined => {
    const value = number(name);
    if (value === undefined || (value >= low && value <= high)) return value;
    odd("mspdi/out-of-range", `${name} ${value} is not from ${low} to ${high}; it was cut to that.`);
    return Math.min(high, Math.max(low, value));
  };
  const duration = (name: string): number | undefined => {
    const value = parsed(name, parseDuration, "mspdi/duration", "no duration such as PT8H0M0S");
    if (value === undefined || (value >= 0 && value <= MOST_MINUTES)) return value;
    if (value < 0) odd("mspdi/negative-duration", `${name} “${byName.get(name) ?? ""}” is negative; it counts as 0.`);
    else odd("mspdi/out-of-range", `${name} “${byName.get(name) ?? ""}” is longer than a plan can hold; it was cut.`);
    return value < 0 ? 0 : MOST_MINUTES;
  };
  return {
    element,
    called,
    text: (name) => byName.get(name),
    flag: (name) => parsed(name, parseFlag, "mspdi/flag", "neither 0 nor 1"),
    integer: (name) => parsed(name, parseInteger, "mspdi/number", "no whole number"),
    number,
    within,
    date: (name) => parsed(name, parseDate, "mspdi/date", "no date from 1900 to 2999"),
    duration,
    code: (name, parse) => parsed(name, parse, "mspdi/code", "no code that Microsoft Project writes"),
    odd,
  };
}

/**
 * A copy of its own. A text cut out of a large piece keeps the whole piece in memory (V8); names that live on must not.
 * Cut to `longest` characters, never through a surrogate pair.
 */
export function ownText(text: string, longest: number): string {
  const cut = text.length > longest ? text.slice(0, longest).replace(/[\ud800-\udbff]$/, "") : text;
  const copy: unknown = JSON.parse(JSON.stringify(cut));
  return typeof copy === "string" ? copy : cut;
}
