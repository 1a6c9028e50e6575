/** Makes a check from its counts: value, verdict and the share in percent. */
import type { HealthCheck } from "./report.ts";

type Shape = Pick<HealthCheck, "id" | "name" | "rule" | "excluded" | "findings"> & { readonly note?: string };

/** A share of a population, in percent with one decimal; without a population it is 0 (or 100 where much is good). */
export function shareCheck(shape: Shape, counts: { readonly part: number; readonly whole: number }, limit: { readonly atMost: number } | { readonly atLeast: number }): HealthCheck {
  const good = "atMost" in limit ? "atMost" : "atLeast";
  const threshold = "atMost" in limit ? limit.atMost : limit.atLeast;
  const share = counts.whole === 0 ? (good === "atMost" ? 0 : 1) : counts.part / counts.whole;
  const pass = good === "atMost" ? share * 100 <= threshold : share * 100 >= threshold;
  return { ...shape, value: Math.round(share * 1000) / 10, unit: "percent", threshold, good, pass, numerator: counts.part, denominator: counts.whole };
}

/** A number of things of which there should be none. */
export function noneCheck(shape: Shape, count: number, whole: number): HealthCheck {
  return { ...shape, value: count, unit: "count", threshold: 0, good: "atMost", pass: count === 0, numerator: count, denominator: whole };
}

/** An index such as BEI; `value` undefined where it cannot be told. */
export function indexCheck(shape: Shape, fraction: { readonly numerator: number; readonly denominator: number } | undefined, atLeast: number): HealthCheck {
  const base: HealthCheck = { ...shape, unit: "index", threshold: atLeast, good: "atLeast" };
  if (!fraction || fraction.denominator === 0) return base;
  const value = fraction.numerator / fraction.denominator;
  return { ...base, value: Math.round(value * 1000) / 1000, pass: value >= atLeast, ...fraction };
}

/** A check that could not be made, with the reason. */
export function notMade(shape: Omit<Shape, "note">, note: string, limit: Pick<HealthCheck, "unit" | "good" | "threshold">): HealthCheck {
  return { ...shape, ...limit, note };
}
