/** Places among siblings as text that sorts: a new place fits between any two without renumbering the others. */

const DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/**
 * A rank strictly between `before` and `after` (either may be absent = open end).
 * Ranks are base-62 fractions that never end in the lowest digit, so there is always room.
 * `rankBetween(undefined, undefined)` = "V"; `rankBetween("V", undefined)` = "k".
 */
export function rankBetween(before: string | undefined, after: string | undefined): string {
  if (before !== undefined && after !== undefined && before >= after) return rankBetween(before, undefined);
  let result = "";
  for (let position = 0; ; position += 1) {
    const low = before !== undefined && position < before.length ? DIGITS.indexOf(before[position] ?? "0") : 0;
    const open = after === undefined || !after.startsWith(result);
    const high = open ? DIGITS.length : position < after.length ? DIGITS.indexOf(after[position] ?? "0") : 0;
    if (high - low > 1) return result + (DIGITS[low + Math.floor((high - low) / 2)] ?? "V");
    result += DIGITS[low] ?? "0";
  }
}

/** `count` ranks in rising order, all of one length: for laying out a whole plan at once. */
export function ranksFor(count: number): string[] {
  let width = 1;
  while (62 ** width / 2 < count + 1) width += 1;
  const step = Math.floor(62 ** width / (count + 1));
  return Array.from({ length: count }, (_, index) => {
    let value = (index + 1) * step;
    let rank = "";
    for (let digit = 0; digit < width; digit += 1) {
      rank = (DIGITS[value % 62] ?? "0") + rank;
      value = Math.floor(value / 62);
    }
    return rank.endsWith("0") ? `${rank}V` : rank;
  });
}

/** Orders siblings: by rank, ties by id. */
export function compareRank(a: { readonly rank: string; readonly id: string }, b: { readonly rank: string; readonly id: string }): number {
  if (a.rank !== b.rank) return a.rank < b.rank ? -1 : 1;
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}
