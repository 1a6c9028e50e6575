/** Single values of a sample in ascending order, without sorting all of it. */

const BINS = 1024;
const counts = new Int32Array(BINS + 1);

/**
 * The values that would stand at `ranks` (ascending, from 0) if `sample[from] … sample[to - 1]` were sorted: exact. The
 * sample is counted into bins first, so that only the bins with wanted values are sorted.
 */
export function valuesAtRanks(sample: Float64Array, from: number, to: number, ranks: readonly number[]): number[] {
  let [low, high] = [Infinity, -Infinity];
  for (let at = from; at < to; at += 1) {
    const value = sample[at];
    if (value < low) low = value;
    if (value > high) high = value;
  }
  if (!(high > low)) return ranks.map(() => low);
  if (!Number.isFinite(high - low)) return valuesOfSorted(sample.slice(from, to).sort(), ranks);
  const perUnit = BINS / (high - low);
  counts.fill(0);
  for (let at = from; at < to; at += 1) counts[Math.floor((sample[at] - low) * perUnit)] += 1;
  const found: number[] = [];
  let [bin, before] = [0, 0];
  let members: Float64Array | undefined;
  for (const rank of ranks) {
    while (before + counts[bin] <= rank) {
      before += counts[bin];
      bin += 1;
      members = undefined;
    }
    members ??= membersOf(sample, from, to, { low, perUnit, bin });
    found.push(members[rank - before]);
  }
  return found;
}

function valuesOfSorted(ascending: Float64Array, ranks: readonly number[]): number[] {
  return ranks.map((rank) => ascending[rank]);
}

interface Bin {
  readonly low: number;
  readonly perUnit: number;
  readonly bin: number;
}

/** The values of one bin, ascending. */
function membersOf(sample: Float64Array, from: number, to: number, { low, perUnit, bin }: Bin): Float64Array {
  const members = new Float64Array(counts[bin]);
  let filled = 0;
  for (let at = from; at < to; at += 1) {
    if (Math.floor((sample[at] - low) * perUnit) !== bin) continue;
    members[filled] = sample[at];
    filled += 1;
  }
  return members.sort();
}
