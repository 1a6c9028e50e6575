/** The numbers of a health check in words: value, threshold, and what was counted over what. */
import type { HealthCheck } from "@leadline/engine/health/report.ts";

export type Verdict = "passed" | "failed" | "open";

export function verdictOf({ pass }: Pick<HealthCheck, "pass">): Verdict {
  return pass === undefined ? "open" : pass ? "passed" : "failed";
}

/** "33.3 %", "4", "0.95", "12 days"; a dash where it cannot be told. */
export function valueText({ value, unit }: Pick<HealthCheck, "value" | "unit">): string {
  return value === undefined ? "–" : withUnit(value, unit);
}

/** "At most 5 % is good."; empty where the check only reports. */
export function boundText({ threshold, good, unit }: Pick<HealthCheck, "threshold" | "good" | "unit">): string {
  if (threshold === undefined) return "";
  return `${good === "atMost" ? "At most" : "At least"} ${withUnit(threshold, unit)} is good.`;
}

/** "Here 3 of 40."; of an index "Here 123 / 153." */
export function countText({ numerator, denominator, unit }: Pick<HealthCheck, "numerator" | "denominator" | "unit">): string {
  if (numerator === undefined) return "";
  if (unit === "index" && denominator !== undefined) return `Here ${rounded(numerator)} / ${rounded(denominator)}.`;
  return denominator === undefined ? `${rounded(numerator)} found.` : `Here ${rounded(numerator)} of ${rounded(denominator)}.`;
}

function withUnit(value: number, unit: HealthCheck["unit"]): string {
  switch (unit) {
    case "percent":
      return `${rounded(value)} %`;
    case "workingDays":
      return value === 1 ? "1 day" : `${rounded(value)} days`;
    case "index":
      return value.toFixed(2);
    case "count":
      return rounded(value);
  }
}

function rounded(value: number): string {
  return String(Number(value.toFixed(1)));
}
