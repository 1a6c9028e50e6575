/** How the work of an assignment is spread over its span (domain A7): ten equal parts, each with its share of the units. */
import type { WorkContour } from "./assignment.ts";

/** Percent of the assignment's units in each tenth of its span. A contour by hand has a profile instead and counts as even here. */
const PERCENT_BY_TENTH: Readonly<Record<WorkContour, readonly number[]>> = {
  flat: [100, 100, 100, 100, 100, 100, 100, 100, 100, 100],
  contoured: [100, 100, 100, 100, 100, 100, 100, 100, 100, 100],
  backLoaded: [10, 15, 25, 50, 50, 75, 75, 100, 100, 100],
  frontLoaded: [100, 100, 100, 75, 75, 50, 50, 25, 15, 10],
  doublePeak: [25, 50, 100, 50, 25, 25, 50, 100, 50, 25],
  earlyPeak: [25, 50, 100, 100, 75, 50, 50, 25, 15, 10],
  latePeak: [10, 15, 25, 50, 50, 75, 100, 100, 50, 25],
  bell: [10, 20, 40, 80, 100, 100, 80, 40, 20, 10],
  turtle: [25, 50, 75, 100, 100, 100, 100, 75, 50, 25],
};

/** Shares of the units by tenth of the span, 1 = 100 %. */
export function contourShares(contour: WorkContour | undefined): readonly number[] {
  return PERCENT_BY_TENTH[contour ?? "flat"].map((percent) => percent / 100);
}

/** The mean of the ten shares: a contoured assignment takes as long as an even one divided by this. */
export function meanShare(contour: WorkContour | undefined): number {
  return PERCENT_BY_TENTH[contour ?? "flat"].reduce((sum, percent) => sum + percent, 0) / 1000;
}

/** The share (0-1) of the work that is done after a share (0-1) of the span. Even contour: the same number. */
export function workShareAt(contour: WorkContour | undefined, spanShare: number): number {
  const shares = PERCENT_BY_TENTH[contour ?? "flat"];
  const all = shares.reduce((sum, percent) => sum + percent, 0);
  let done = 0;
  shares.forEach((percent, tenth) => {
    done += percent * Math.min(1, Math.max(0, spanShare * 10 - tenth));
  });
  return done / all;
}

/** The share (0-1) of the span after which a share (0-1) of the work is done: the inverse of `workShareAt`. */
export function spanShareAt(contour: WorkContour | undefined, workShare: number): number {
  const shares = PERCENT_BY_TENTH[contour ?? "flat"];
  let left = Math.min(1, Math.max(0, workShare)) * shares.reduce((sum, percent) => sum + percent, 0);
  for (const [tenth, percent] of shares.entries()) {
    if (left <= percent) return (tenth + left / percent) / 10;
    left -= percent;
  }
  return 1;
}
