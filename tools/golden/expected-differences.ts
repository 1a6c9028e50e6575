/** The list of differences that we know of, each with its reason: it may shrink, and grows only by a person's hand. */
import { formatIso, type Minute } from "@leadline/engine/time/minute.ts";
import type { Difference } from "./golden-case.ts";

/** One line of the file: a difference without its reason, and the reason. */
export interface KnownDifference {
  readonly text: string;
  readonly reason: string;
}

export interface Verdict {
  /** Differences that the list does not hold. */
  readonly unexpected: readonly string[];
  /** Lines of the list that did not happen: an unexpected pass. */
  readonly passed: readonly string[];
  /** Lines without a reason. */
  readonly unexplained: readonly string[];
}

const NO_REASON = "reason missing";

export function compareWithKnown(differences: readonly Difference[], known: readonly KnownDifference[]): Verdict {
  const happened = new Set(differences.map(differenceText));
  const listed = new Set(known.map((line) => line.text));
  return {
    unexpected: [...happened].filter((text) => !listed.has(text)),
    passed: known.filter((line) => !happened.has(line.text)).map((line) => line.text),
    unexplained: known.filter((line) => line.reason === "" || line.reason === NO_REASON).map((line) => line.text),
  };
}

/** Lines are `difference # reason`; lines that begin with # are remarks. */
export function parseKnown(text: string): KnownDifference[] {
  return text
    .split("\n")
    .filter((line) => line.trim() !== "" && !line.startsWith("#"))
    .map((line) => {
      const [difference = "", reason = ""] = line.split(" # ");
      return { text: difference.trim(), reason: reason.trim() };
    });
}

/** The list for today's differences: reasons of lines that stay are kept, new lines say that a reason is missing. */
export function updatedLines(differences: readonly Difference[], known: readonly KnownDifference[]): KnownDifference[] {
  const reasons = new Map(known.map((line) => [line.text, line.reason]));
  return [...new Set(differences.map(differenceText))].map((text) => ({ text, reason: reasons.get(text) ?? NO_REASON }));
}

export function knownText(lines: readonly KnownDifference[]): string {
  return `${HEAD}${lines.map(({ text, reason }) => `${text} # ${reason}\n`).join("")}`;
}

/** Which case a line is about: what stands before the variant. */
export function caseNameOf(line: KnownDifference): string {
  return line.text.split(" | ")[0] ?? "";
}

const HEAD = [
  "# Values that come out otherwise than stored, one a line, with the reason behind the # sign.",
  "# `npm run golden` fails on a difference that is not here, on a line here that passes, and on a line without a reason.",
  "",
].join("\n");

/** `mspdi/A_x.xml | as stored | task 12 lateStart 2026-03-02T08:00:00, stored 2026-03-03T08:00:00`. */
export function differenceText({ caseName, variant, key, field, stated, computed }: Difference): string {
  return `${caseName} | ${variant} | task ${key} ${field} ${computed === undefined ? "absent" : valueText(field, computed)}, stored ${valueText(field, stated)}`;
}

function valueText(field: Difference["field"], value: number): string {
  return /Start|Finish|start|finish/.test(field) ? formatIso(value as Minute) : String(value);
}
