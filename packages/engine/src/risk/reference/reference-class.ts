/** The outside view: how far projects like this one went over their estimate, and what that makes of this one (domain C7). */
import type { Problem } from "../../base/problem.ts";
import { mean, quantile, sorted } from "../statistics.ts";

/** Below so many cases the single cases are shown, never a curve. */
export const FEW_CASES = 20;

export interface ReferenceClass {
  readonly cases: number;
  /** Overruns (actual over estimate, less 1), ascending. */
  readonly overruns: readonly number[];
  readonly mean: number;
  readonly problems: readonly Problem[];
}

/** Cases of which estimate or actual is not above 0 are left out and told. */
export function referenceClassOf(cases: readonly { readonly estimate: number; readonly actual: number }[]): ReferenceClass {
  const sound = cases.filter(({ estimate, actual }) => estimate > 0 && actual > 0);
  const overruns = [...sorted(sound.map(({ estimate, actual }) => actual / estimate - 1))];
  const left = cases.length - sound.length;
  return {
    cases: sound.length,
    overruns,
    mean: mean(overruns),
    problems: [
      ...(left > 0 ? [{ code: "reference/unusable", message: `${left} ${left === 1 ? "case has" : "cases have"} no estimate or no actual value above 0 and ${left === 1 ? "is" : "are"} left out.` }] : []),
      ...(sound.length < FEW_CASES ? [{ code: "reference/few", message: `Only ${sound.length} ${sound.length === 1 ? "case" : "cases"}: look at each; a curve through so few would pretend to know more.` }] : []),
    ],
  };
}

/** The share by which to raise an estimate so that it holds with confidence `share`: an observed quantile, nothing fitted, nothing cut off. */
export function upliftFor({ overruns }: ReferenceClass, share: number): number {
  return quantile(overruns, share);
}

/**
 * Inside view and outside view as one number, the class weighing n / (n + k): only where somebody asked for it.
 * Example: inside 100, uplift 50 % from 10 cases with k = 10: 125.
 */
export function blended(inside: number, estimate: number, reference: ReferenceClass, { share, k }: { readonly share: number; readonly k: number }): number {
  const weight = reference.cases / (reference.cases + k);
  return (1 - weight) * inside + weight * estimate * (1 + upliftFor(reference, share));
}
