/** Of several ways to do each task, the cheapest choice that is done in time: exact by branch and bound, within a limit of looks (domain D2). */
import { longestWay } from "./longest-way.ts";

export interface ModeTask {
  readonly id: string;
  /** Tasks that must be done before; every task stands behind those. */
  readonly after: readonly string[];
  /** At least one; lengths and costs in any units, costs may be negative. */
  readonly modes: readonly { readonly length: number; readonly cost: number }[];
}

export interface ModeChoice {
  /** Number of the chosen mode by task. */
  readonly modeOf: ReadonlyMap<string, number>;
  readonly length: number;
  readonly cost: number;
  /** Whether nothing cheaper is in time; false where the search ended before it knew. */
  readonly isProven: boolean;
}

const MOST_LOOKS = 20_000;

/**
 * The cheapest choice whose longest way is at most as long as that of the first modes less `shorter`, or, for "shortest" and
 * where nothing gets there, the cheapest of the shortest. Two tasks one behind the other, 5 or 3 for 100 and 4 or 1 for 90,
 * shorter by 3: the second alone, at 90; by 4: both, at 190.
 */
export function cheapestModes(tasks: readonly ModeTask[], shorter: number | "shortest", mostLooks = MOST_LOOKS): ModeChoice | undefined {
  const open = tasks.filter(({ modes }) => modes.length > 1);
  if (open.length === 0) return undefined;
  const place = new Map(tasks.map(({ id }, at) => [id, at]));
  const before = tasks.map(({ after }) => after.flatMap((id) => place.get(id) ?? []));
  const lengths = Float64Array.from(tasks, ({ modes }) => modes[0]?.length ?? 0);
  const firstLength = longestWay(lengths, before);
  const least = Float64Array.from(tasks, ({ modes }) => Math.min(...modes.map(({ length }) => length)));
  const limit = shorter === "shortest" ? longestWay(least, before) : Math.max(longestWay(least, before), firstLength - shorter);
  // Those whose fastest mode saves most are decided first: what cannot be in time is seen early.
  const order = open.map(({ id }) => place.get(id) ?? 0).sort((a, b) => (lengths[b] ?? 0) - (least[b] ?? 0) - ((lengths[a] ?? 0) - (least[a] ?? 0)) || a - b);
  // What the modes that are still open cost at least.
  const cheapestFrom = [0];
  for (const at of [...order].reverse()) cheapestFrom.unshift((cheapestFrom[0] ?? 0) + Math.min(...(tasks[at]?.modes ?? []).map(({ cost }) => cost)));
  const current = Float64Array.from(least);
  const chosen = new Int32Array(tasks.length);
  let best: { readonly cost: number; readonly chosen: Int32Array } | undefined;
  let looks = 0;
  const visit = (depth: number, cost: number): void => {
    looks += 1;
    if (looks > mostLooks || (best && cost + (cheapestFrom[depth] ?? 0) >= best.cost) || longestWay(current, before) > limit) return;
    const at = order[depth];
    if (at === undefined) {
      best = { cost, chosen: chosen.slice() };
      return;
    }
    const modes = tasks[at]?.modes ?? [];
    for (const number of [...modes.keys()].sort((a, b) => (modes[a]?.cost ?? 0) - (modes[b]?.cost ?? 0))) {
      chosen[at] = number;
      current[at] = modes[number]?.length ?? 0;
      visit(depth + 1, cost + (modes[number]?.cost ?? 0));
    }
    current[at] = least[at] ?? 0;
    chosen[at] = 0;
  };
  visit(0, 0);
  if (!best) return undefined;
  const { cost, chosen: modes } = best;
  const length = longestWay(Float64Array.from(tasks, (task, at) => task.modes[modes[at] ?? 0]?.length ?? 0), before);
  return { modeOf: new Map(open.map(({ id }) => [id, modes[place.get(id) ?? 0] ?? 0])), length, cost, isProven: looks <= mostLooks };
}
