/** Scales of charts: from values to places, and round values for the lines between. */

export interface Scale {
  readonly of: (value: number) => number;
  readonly ticks: readonly number[];
}

/** Values from `low` to `high` onto places from `from` to `to`, with at most five round values between. */
export function linearScale(low: number, high: number, from: number, to: number): Scale {
  const range = high > low ? high - low : 1;
  const step = roundStep(range / 4);
  const ticks: number[] = [];
  for (let tick = Math.ceil(low / step) * step; tick <= high + step * 1e-9 && ticks.length < 6; tick += step) ticks.push(Number(tick.toPrecision(12)));
  return { of: (value) => from + ((value - low) / range) * (to - from), ticks };
}

function roundStep(rough: number): number {
  const power = 10 ** Math.floor(Math.log10(rough));
  const digit = rough / power;
  return power * (digit <= 1 ? 1 : digit <= 2 ? 2 : digit <= 5 ? 5 : 10);
}
