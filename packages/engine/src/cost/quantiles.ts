/** Quantiles of a sample by linear interpolation (type 7), for money over the runs of a simulation. */

export interface Range {
  readonly p10: number;
  readonly p50: number;
  readonly p80: number;
  readonly p90: number;
  readonly mean: number;
}

/** Undefined for an empty sample. Example: 1 2 3 4 5: P50 3, P80 4.2. */
export function rangeOf(sample: Iterable<number>): Range | undefined {
  const sorted = Float64Array.from(sample).sort();
  if (sorted.length === 0) return undefined;
  const at = (share: number): number => {
    const place = (sorted.length - 1) * share;
    const [low, high] = [sorted[Math.floor(place)] ?? 0, sorted[Math.ceil(place)] ?? 0];
    return low + (high - low) * (place - Math.floor(place));
  };
  return { p10: at(0.1), p50: at(0.5), p80: at(0.8), p90: at(0.9), mean: sorted.reduce((sum, value) => sum + value, 0) / sorted.length };
}
