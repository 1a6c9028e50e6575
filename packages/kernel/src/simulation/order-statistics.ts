/** Single values of a sample in ascending order, without sorting all of it. */

const BINS = 1024;

/**
 * The values that would stand at `ranks` (ascending, from 0) if `sample[from] … sample[to - 1]` were sorted: exact. The
 * sample is counted into bins first, so that only the bins with wanted values are sorted.
 */
export function valuesAtRanks(sample: Float64Array, from: number, to: number, ranks: readonly number[]): number[] {
  let low = Infinity;
  let high = -Infinity;
  for (let at = from; at < to; at += 1) {
    const value = sample[at];
    if (value < low) low = value;
    if (value > high) high = value;
  }
  if (!(high > low)) return ranks.map(() => low);
  if (!Number.isFinite(high - low)) {
    const ascending = sample.slice(from, to).sort();
    return ranks.map((rank) => ascending[rank]);
  }
  const bins = binsOf(sample, from, to, { low, perUnit: BINS / (high - low) });
  const { isWanted, place } = wantedBins(bins, ranks);
  const members: number[] = [];
  for (let at = from; at < to; at += 1) if (isWanted[bins[at - from]] === 1) members.push(sample[at]);
  const ascending = Float64Array.from(members).sort();
  return place.map((rank) => ascending[rank]);
}

function binsOf(sample: Float64Array, from: number, to: number, { low, perUnit }: { readonly low: number; readonly perUnit: number }): Int16Array {
  const bins = new Int16Array(to - from);
  for (let at = from; at < to; at += 1) bins[at - from] = (sample[at] - low) * perUnit;
  return bins;
}

/** Which bins hold wanted values, and where these stand among the values of all such bins. */
function wantedBins(bins: Int16Array, ranks: readonly number[]): { readonly isWanted: Uint8Array; readonly place: readonly number[] } {
  const counts = new Int32Array(BINS + 1);
  for (let at = 0; at < bins.length; at += 1) counts[bins[at]] += 1;
  const isWanted = new Uint8Array(BINS + 1);
  const place: number[] = [];
  let bin = 0;
  let before = 0;
  let left = 0;
  for (const rank of ranks) {
    while (before + counts[bin] <= rank) {
      before += counts[bin];
      if (isWanted[bin] === 0) left += counts[bin];
      bin += 1;
    }
    isWanted[bin] = 1;
    place.push(rank - left);
  }
  return { isWanted, place };
}
