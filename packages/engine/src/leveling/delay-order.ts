/** Which of the tasks that want the same resource at the same time waits: Microsoft's six published keys (KB 197106, domain A11). */
import type { LevelingKey, LevelingOrder } from "./leveling.ts";

export interface Contender {
  readonly node: number;
  readonly start: number;
  /** It has a date to meet: must start or finish on, start or finish no later than. */
  readonly isInflexible: boolean;
  /** Total slack less the delay that would clear the conflict, working time of its own calendar. */
  readonly weightedSlack: number;
  readonly priority: number;
  readonly rowNumber: number;
}

/** Whether `later` hangs on `earlier` by links, directly or through other tasks. */
export type Follows = (later: number, earlier: number) => boolean;

interface Key {
  readonly name: LevelingKey;
  /** Positive where `a` is delayed rather than `b`. */
  readonly compare: (a: Contender, b: Contender) => number;
}

const LATER_START: Key = { name: "laterStart", compare: (a, b) => a.start - b.start };
const CONSTRAINT: Key = { name: "constraint", compare: (a, b) => Number(b.isInflexible) - Number(a.isInflexible) };
const SLACK: Key = { name: "slack", compare: (a, b) => a.weightedSlack - b.weightedSlack };
const PRIORITY: Key = { name: "priority", compare: (a, b) => b.priority - a.priority };
const ID: Key = { name: "id", compare: (a, b) => a.rowNumber - b.rowNumber };

/** The keys that follow the first one, by which a successor waits for its predecessor. */
const KEYS: Readonly<Record<LevelingOrder, readonly Key[]>> = {
  standard: [LATER_START, CONSTRAINT, SLACK, PRIORITY, ID],
  priority: [PRIORITY, LATER_START, CONSTRAINT, SLACK, ID],
  id: [ID],
};

/**
 * The contenders, the one that is delayed first in front. In every order a successor waits rather than its predecessor:
 * a predecessor that waited would take its successor along, and the two would collide for ever.
 */
export function delayedFirst(contenders: readonly Contender[], order: LevelingOrder, follows: Follows | undefined): readonly Contender[] {
  const compare = (a: Contender, b: Contender): number => {
    for (const key of KEYS[order]) {
      const difference = key.compare(b, a);
      if (difference !== 0) return difference;
    }
    return 0;
  };
  const sorted = [...contenders].sort(compare);
  return follows ? successorsFirst(sorted, follows) : sorted;
}

/** Puts each contender behind those that hang on it. */
function successorsFirst(sorted: readonly Contender[], follows: Follows): readonly Contender[] {
  const left = [...sorted];
  const ordered: Contender[] = [];
  while (left.length > 0) {
    const free = left.findIndex((one) => !left.some((other) => other !== one && follows(other.node, one.node)));
    ordered.push(...left.splice(Math.max(0, free), 1));
  }
  return ordered;
}

/** The key by which `waiting` is delayed rather than `keeping`. */
export function decidingKey(waiting: Contender, keeping: Contender, order: LevelingOrder, follows: Follows | undefined): LevelingKey {
  if (follows?.(waiting.node, keeping.node)) return "successor";
  return KEYS[order].find((key) => key.compare(waiting, keeping) > 0)?.name ?? "id";
}
