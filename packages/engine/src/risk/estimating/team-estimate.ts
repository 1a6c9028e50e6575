/** What several people estimated on their own, put together: the range that holds them all, and how far they lie apart. */
import { toTenth } from "../../time/duration-text.ts";
import { quantile, sorted } from "../statistics.ts";
import type { ThreePoints } from "./three-points.ts";

export interface TeamAnswer extends ThreePoints {
  readonly estimator: string;
}

export interface TeamResult {
  /** Lowest of the low, median of the likely, highest of the high values: nobody's worry is averaged away. */
  readonly together: ThreePoints;
  /** Highest over lowest likely value; 1 where all agree. */
  readonly ratio: number;
  readonly lowest: TeamAnswer;
  readonly highest: TeamAnswer;
  readonly isFarApart: boolean;
}

/** From here on people think of different things, and should say of which before they estimate again. */
const FAR_APART = 2;

/** Undefined without an answer. */
export function teamResult(answers: readonly TeamAnswer[]): TeamResult | undefined {
  const ascending = [...answers].sort((a, b) => a.likely - b.likely || (a.estimator < b.estimator ? -1 : 1));
  const [lowest, highest] = [ascending[0], ascending.at(-1)];
  if (!lowest || !highest) return undefined;
  const ratio = lowest.likely > 0 ? highest.likely / lowest.likely : highest.likely > 0 ? Number.POSITIVE_INFINITY : 1;
  const together = {
    low: Math.min(...ascending.map(({ low }) => low)),
    likely: toTenth(quantile(sorted(ascending.map(({ likely }) => likely)), 0.5)),
    high: Math.max(...ascending.map(({ high }) => high)),
  };
  return { together, ratio, lowest, highest, isFarApart: ratio >= FAR_APART };
}

/** "Ann says 3d, Bob 13d: 4.3 times as much. Let both say what they think of, then estimate again." */
export function spreadSentence({ ratio, lowest, highest, isFarApart }: TeamResult, textOf: (minutes: number) => string): string {
  if (lowest === highest) return `${lowest.estimator} alone says ${textOf(lowest.likely)}: nothing to compare with.`;
  if (ratio === 1) return `All say ${textOf(lowest.likely)}.`;
  const apart = Number.isFinite(ratio) ? `${ratio.toFixed(1)} times as much` : "and nothing lies further apart";
  return `${lowest.estimator} says ${textOf(lowest.likely)}, ${highest.estimator} ${textOf(highest.likely)}: ${apart}. ${isFarApart ? "They think of different things: let both say of what, then estimate again." : "Close enough to go on with."}`;
}
