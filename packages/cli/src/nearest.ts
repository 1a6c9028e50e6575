/** "Did you mean": the known word that is closest to what was typed. */

/** The nearest of `words`, or undefined when none is near: more than a third of the letters would have to change. */
export function nearest(typed: string, words: readonly string[]): string | undefined {
  const ranked = words.map((word) => ({ word, distance: distanceOf(typed.toLowerCase(), word.toLowerCase()) })).sort((a, b) => a.distance - b.distance);
  const best = ranked[0];
  return best && best.distance <= Math.max(typed.length, best.word.length) / 3 ? best.word : undefined;
}

/** Letters to insert, remove or change to make one word of the other (Levenshtein), one row of the table at a time. */
function distanceOf(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, column) => column);
  for (let i = 1; i <= one.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const change = (row[j - 1] ?? 0) + (one[i - 1] === other[j - 1] ? 0 : 1);
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[other.length] ?? 0;
}
