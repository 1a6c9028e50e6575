/** What to leave out so that enough time is freed and the least value is lost: the covering knapsack, exact (domain D6). */

export interface ScopeItem {
  readonly id: string;
  /** What it is worth, in any unit; at least 0. */
  readonly value: number;
  /** What leaving it out frees, in minutes. */
  readonly minutes: number;
}

/** Longer needs are counted in coarser steps, so that the table stays small: the freed time is rounded down, never up. */
const MOST_STEPS = 20_000;

/**
 * The items to leave out; undefined where all of them together free too little. Needed 12 days of c1 (value 1, 5 days), c2
 * (3, 4), c3 (2, 6) and c4 (8, 6): c1, c2 and c3 free 15 days and lose 6, while c3 and c4 free exactly 12 and lose 10 (EX-D6).
 */
export function leastValueFreeing(items: readonly ScopeItem[], needed: number): readonly string[] | undefined {
  if (needed <= 0) return [];
  const step = Math.max(1, Math.ceil(needed / MOST_STEPS));
  const goal = Math.ceil(needed / step);
  // best[n]: the least value that frees n steps or more, and the choice that does.
  const best: ({ readonly value: number; readonly chosen: Choice | undefined } | undefined)[] = Array.from({ length: goal + 1 });
  best[0] = { value: 0, chosen: undefined };
  for (const { id, value, minutes } of items) {
    const freed = Math.floor(minutes / step);
    if (freed <= 0) continue;
    for (let from = goal - 1; from >= 0; from -= 1) {
      const known = best[from];
      if (!known) continue;
      const to = Math.min(goal, from + freed);
      const there = best[to];
      if (!there || known.value + value < there.value) best[to] = { value: known.value + value, chosen: { id, before: known.chosen } };
    }
  }
  const found = best[goal];
  return found && idsOf(found.chosen).reverse();
}

interface Choice {
  readonly id: string;
  readonly before: Choice | undefined;
}

function idsOf(chosen: Choice | undefined): string[] {
  const ids: string[] = [];
  for (let one = chosen; one; one = one.before) ids.push(one.id);
  return ids;
}
