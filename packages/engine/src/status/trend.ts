/** Whether a row of numbers rises by more than chance would have it, and by how much per step: Mann-Kendall and Theil-Sen. */
import { quantile, sorted } from "../risk/statistics.ts";

export interface Trend {
  /** Pairs that rise less pairs that fall. */
  readonly s: number;
  /** Normal approximation with continuity correction. */
  readonly z: number;
  /** Chance of so many rising pairs among numbers without a trend, one-sided: exact without ties up to 30 numbers, else by the normal approximation. */
  readonly p: number;
  /** Median of the slopes of all pairs, per step. */
  readonly slope: number;
}

/** Beyond so many numbers the counts no longer fit into whole numbers, and the approximation is good. */
const MOST_EXACT = 30;

/** `trendOf([0, 2, 3, 6, 7, 9])`: s 15, z 2.63, p 1/720, slope 1.8 (domain EX-D9). Fewer than three numbers have no trend. */
export function trendOf(values: readonly number[]): Trend {
  const slopes: number[] = [];
  let s = 0;
  let ties = 0;
  for (const [to, later] of values.entries()) {
    for (const [from, earlier] of values.slice(0, to).entries()) {
      s += Math.sign(later - earlier);
      ties += later === earlier ? 1 : 0;
      slopes.push((later - earlier) / (to - from));
    }
  }
  const n = values.length;
  const deviation = Math.sqrt((n * (n - 1) * (2 * n + 5)) / 18);
  const z = s === 0 || deviation === 0 ? 0 : (s - Math.sign(s)) / deviation;
  const p = n < 3 ? 1 : ties === 0 && n <= MOST_EXACT ? exactTail(n, s) : upperTail(z);
  return { s, z, p, slope: slopes.length === 0 ? 0 : quantile(sorted(slopes), 0.5) };
}

/** Share of all orders of n numbers whose s is at least the given one: by the number of falling pairs. */
function exactTail(n: number, s: number): number {
  const pairs = (n * (n - 1)) / 2;
  const mostFalling = (pairs - s) / 2;
  let counts = [1];
  for (let size = 2; size <= n; size += 1) {
    const next = Array.from({ length: counts.length + size - 1 }, () => 0);
    for (const [falling, share] of counts.entries()) for (let more = 0; more < size; more += 1) next[falling + more] = (next[falling + more] ?? 0) + share / size;
    counts = next;
  }
  return counts.reduce((sum, share, falling) => (falling <= mostFalling + 1e-9 ? sum + share : sum), 0);
}

/** Upper tail of the normal distribution (Abramowitz and Stegun 26.2.17, at most 7.5e-8 off) without functions that differ between engines: its exponential by series. */
function upperTail(z: number): number {
  if (z < 0) return 1 - upperTail(-z);
  const t = 1 / (1 + 0.231_641_9 * z);
  const polynomial = t * (0.319_381_530 + t * (-0.356_563_782 + t * (1.781_477_937 + t * (-1.821_255_978 + t * 1.330_274_429))));
  return 0.398_942_280_401 * decay((z * z) / 2) * polynomial;
}

/** exp(-x) for x >= 0: halved until its series converges at once. */
function decay(x: number): number {
  if (x > 0.5) return decay(x / 2) ** 2;
  let [sum, term] = [1, 1];
  for (let at = 1; at < 12; at += 1) {
    term *= -x / at;
    sum += term;
  }
  return sum;
}
