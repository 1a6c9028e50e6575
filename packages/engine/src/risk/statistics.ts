/** Statistics of samples: quantiles by the usual rule, chances with their error, joint chances, convergence (domain C6). */

/** Ascending copy. */
export function sorted(sample: Iterable<number>): Float64Array {
  return Float64Array.from(sample).sort();
}

/** Quantile of an ascending sample by linear interpolation ("type 7", as R and NumPy have it); NaN of an empty one. */
export function quantile(ascending: ArrayLike<number>, share: number): number {
  const place = (ascending.length - 1) * share;
  const below = Math.floor(place);
  const low = ascending[below] ?? Number.NaN;
  const high = ascending[below + 1] ?? low;
  return low + (place - below) * (high - low);
}

/** The smallest value of an ascending sample that at least `share` of it do not exceed: a date that some run really had. */
export function reached(ascending: ArrayLike<number>, share: number): number {
  return ascending[rankReached(ascending.length, share)] ?? Number.NaN;
}

/** Its place, from 0, among so many. */
export function rankReached(count: number, share: number): number {
  return Math.max(0, Math.ceil(count * share - 1e-9) - 1);
}

/** Share of an ascending sample that is at most `limit`. */
export function shareUpTo(ascending: ArrayLike<number>, limit: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ascending[middle] ?? 0) <= limit) low = middle + 1;
    else high = middle;
  }
  return ascending.length === 0 ? Number.NaN : low / ascending.length;
}

/** Standard error of a chance that was found as a share of n runs. */
export function shareError(share: number, runs: number): number {
  return Math.sqrt((share * (1 - share)) / runs);
}

export function mean(sample: ArrayLike<number>): number {
  let sum = 0;
  for (let at = 0; at < sample.length; at += 1) sum += sample[at] ?? 0;
  return sum / sample.length;
}

/** With n - 1. */
export function deviation(sample: ArrayLike<number>): number {
  const middle = mean(sample);
  let squares = 0;
  for (let at = 0; at < sample.length; at += 1) squares += ((sample[at] ?? 0) - middle) * ((sample[at] ?? 0) - middle);
  return Math.sqrt(squares / (sample.length - 1));
}

/** Pearson's correlation; NaN where one of the samples does not vary. */
export function correlation(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const [middleA, middleB] = [mean(a), mean(b)];
  let [ab, aa, bb] = [0, 0, 0];
  for (let at = 0; at < a.length; at += 1) {
    const [x, y] = [(a[at] ?? 0) - middleA, (b[at] ?? 0) - middleB];
    ab += x * y;
    aa += x * x;
    bb += y * y;
  }
  return ab / Math.sqrt(aa * bb);
}

/** Spearman's: Pearson's of the ranks, ties sharing their mean rank. */
export function rankCorrelation(a: ArrayLike<number>, b: ArrayLike<number>): number {
  return correlation(ranks(a), ranks(b));
}

function ranks(sample: ArrayLike<number>): Float64Array {
  const order = Array.from({ length: sample.length }, (_, at) => at).sort((x, y) => (sample[x] ?? 0) - (sample[y] ?? 0) || x - y);
  const found = new Float64Array(sample.length);
  for (let from = 0; from < order.length; ) {
    let to = from;
    while (to < order.length && sample[order[to] ?? 0] === sample[order[from] ?? 0]) to += 1;
    for (let at = from; at < to; at += 1) found[order[at] ?? 0] = (from + to - 1) / 2 + 1;
    from = to;
  }
  return found;
}

/** Share of pairs with neither above its limit: both in time and within budget. */
export function jointShare(times: ArrayLike<number>, costs: ArrayLike<number>, limits: { readonly time: number; readonly cost: number }): number {
  let within = 0;
  for (let at = 0; at < times.length; at += 1) if ((times[at] ?? 0) <= limits.time && (costs[at] ?? 0) <= limits.cost) within += 1;
  return within / times.length;
}

/** For some finish times the least cost that is kept together with them with confidence `share`: time rises, cost falls. */
export function jointFrontier(times: ArrayLike<number>, costs: ArrayLike<number>, share: number, points = 12): { readonly time: number; readonly cost: number }[] {
  const runs = times.length;
  const needed = Math.ceil(runs * share - 1e-9);
  const order = Array.from({ length: runs }, (_, at) => at).sort((a, b) => (times[a] ?? 0) - (times[b] ?? 0));
  const found: { time: number; cost: number }[] = [];
  for (let point = 0; point < points; point += 1) {
    const kept = Math.round(needed + ((runs - needed) * point) / Math.max(1, points - 1));
    if (kept < needed || kept < 1) continue;
    const time = times[order[kept - 1] ?? 0] ?? 0;
    const inTime = order.filter((at) => (times[at] ?? 0) <= time).map((at) => costs[at] ?? 0).sort((a, b) => a - b);
    const cost = inTime[needed - 1];
    const last = found.at(-1);
    if (cost !== undefined && !(last && last.time === time)) found.push({ time, cost });
  }
  return found;
}

/** The two values between which a quantile of what was sampled lies with 95 % confidence (order statistics). */
export function quantileInterval(ascending: ArrayLike<number>, share: number): { readonly low: number; readonly high: number } {
  const runs = ascending.length;
  const spread = 1.959963984540054 * Math.sqrt(runs * share * (1 - share));
  const at = (place: number): number => ascending[Math.min(runs - 1, Math.max(0, place))] ?? Number.NaN;
  return { low: at(Math.floor(runs * share - spread) - 1), high: at(Math.ceil(runs * share + spread)) };
}
