/** What a benchmark answers that is no time: how many times faster, how much more than linear, how much memory. */

export interface RatioResult {
  readonly name: string;
  /** Facts of the answer, and what they should have been; with a wrong answer there is no value. */
  readonly answer: string;
  readonly expected: string;
  readonly value: number;
  /** A unit behind value and target, e.g. "MB". */
  readonly unit?: string;
  readonly target: number;
  /** Whether the value is good from the target on or up to it. */
  readonly isGood: "from" | "upTo";
}

/** "growth …: 1.25 (target: at most 1.40) ok", one line each. */
export function ratioLines(results: readonly RatioResult[]): string {
  return results.map(line).join("\n");
}

function line({ name, answer, expected, value, unit, target, isGood }: RatioResult): string {
  if (answer !== expected) return `${name}: WRONG: ${answer} instead of ${expected}  missed`;
  const isMet = isGood === "from" ? value >= target : value <= target;
  const text = (number: number): string => `${number >= 100 ? number.toFixed(0) : number.toFixed(2)}${unit === undefined ? "" : ` ${unit}`}`;
  return `${name}: ${text(value)} (target: at ${isGood === "from" ? "least" : "most"} ${text(target)})  ${isMet ? "ok" : "missed"}`;
}
