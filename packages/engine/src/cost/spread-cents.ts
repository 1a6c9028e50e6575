/** Splitting money into parts that add up to the whole: by largest remainder, in whole minor units. */

/** Money of one day. */
export interface DayCents {
  readonly day: number;
  readonly cents: number;
}

/**
 * Splits a whole number of cents in proportion to weights. Each part is rounded down, and the cents that are left go to the
 * largest remainders, the earlier part first (Hamilton's method); parts always sum to the whole. Weights below 0 count as 0; where all are 0
 * the first part gets everything. Example: 100 by [1, 1, 1] is [34, 33, 33].
 */
export function spreadCents(total: number, weights: readonly number[]): number[] {
  if (total < 0) return spreadCents(-total, weights).map((part) => (part === 0 ? 0 : -part));
  const sum = weights.reduce((all, weight) => all + Math.max(0, weight), 0);
  if (!(sum > 0) || !Number.isFinite(sum)) return weights.map((_, index) => (index === 0 ? total : 0));
  const exact = weights.map((weight) => (total * Math.max(0, weight)) / sum);
  const parts = exact.map(Math.floor);
  const left = total - parts.reduce((all, part) => all + part, 0);
  const order = exact.map((value, index) => ({ index, remainder: value - Math.floor(value) })).filter(({ index }) => (weights[index] ?? 0) > 0);
  order.sort((a, b) => b.remainder - a.remainder || a.index - b.index);
  // Fewer cents are left than there are parts; rounding of fractions can make it one cent too few or too many.
  const step = Math.sign(left);
  const takers = step < 0 ? order.reverse() : order;
  for (let given = 0; given < Math.abs(left); given += 1) {
    const index = takers[given % takers.length]?.index ?? 0;
    parts[index] = (parts[index] ?? 0) + step;
  }
  return parts;
}

export function sumCents(days: readonly DayCents[]): number {
  return days.reduce((sum, { cents }) => sum + cents, 0);
}

/** A whole number of cents laid on days by weight; days without money are left out. */
export function spreadOverDays(total: number, weights: readonly { readonly day: number; readonly weight: number }[]): DayCents[] {
  const parts = spreadCents(total, weights.map(({ weight }) => weight));
  return weights.flatMap(({ day }, index) => (parts[index] ? [{ day, cents: parts[index] }] : []));
}

/** Several lists of days as one, by day; days on which nothing is left are dropped. */
export function mergedDays(lists: readonly (readonly DayCents[])[]): DayCents[] {
  const byDay = new Map<number, number>();
  for (const list of lists) for (const { day, cents } of list) byDay.set(day, (byDay.get(day) ?? 0) + cents);
  return [...byDay].filter(([, cents]) => cents !== 0).sort(([a], [b]) => a - b).map(([day, cents]) => ({ day, cents }));
}
