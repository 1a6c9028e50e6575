/** A world with a clock and chance of its own: everything that happens is an event in a queue, and the same seed gives the same history. */
import { createHash } from "node:crypto";
import { mulberry32 } from "@leadline/testkit/network-generator.ts";

export interface World {
  /** Virtual milliseconds. */
  readonly now: () => number;
  /** 0 to limit - 1. */
  readonly below: (limit: number) => number;
  readonly chance: (probability: number) => boolean;
  readonly pick: <T>(list: readonly T[]) => T;
  /** Something happens after so many milliseconds; what it is stands in the trace. */
  readonly after: (milliseconds: number, name: string, work: () => void) => void;
  readonly sleep: (milliseconds: number) => Promise<void>;
  /** Ids that look like others, and are the same in every run. */
  readonly newId: () => string;
  /** Runs events until none is left or `isOver` says so. */
  readonly run: (isOver: () => boolean) => Promise<void>;
  readonly steps: () => number;
  /** Tells one history from another. */
  readonly fingerprint: () => string;
  readonly last: () => readonly string[];
}

interface Happening {
  readonly at: number;
  readonly order: number;
  readonly name: string;
  readonly work: () => void;
}

const KEPT_LINES = 40;

export function makeWorld(seed: number): World {
  const random = mulberry32(seed);
  const queue: Happening[] = [];
  const trace = createHash("sha256");
  const last: string[] = [];
  let [now, order, steps, ids] = [Date.UTC(2026, 0, 5), 0, 0, 0];
  const below = (limit: number): number => Math.floor(random() * limit);
  const after = (milliseconds: number, name: string, work: () => void): void => {
    order += 1;
    insert(queue, { at: now + Math.max(0, milliseconds), order, name, work });
  };
  return {
    now: () => now,
    below,
    chance: (probability) => random() < probability,
    pick: (list) => {
      const item = list[below(list.length)];
      if (item === undefined) throw new Error("nothing to pick from");
      return item;
    },
    after,
    sleep: (milliseconds) => new Promise((resolve) => after(milliseconds, "sleep ends", resolve)),
    newId: () => {
      ids += 1;
      return `00000000-0000-7000-8000-${String(ids).padStart(12, "0")}`;
    },
    run: async (isOver) => {
      for (let next = take(queue); next; next = take(queue)) {
        now = next.at;
        steps += 1;
        const line = `${now} ${next.name}`;
        trace.update(line);
        last.push(line);
        if (last.length > KEPT_LINES) last.shift();
        next.work();
        await allPromises();
        if (isOver()) return;
      }
    },
    steps: () => steps,
    fingerprint: () => trace.copy().digest("hex").slice(0, 16),
    last: () => last,
  };
}

/** Lets everything run that waits for nothing but promises. */
function allPromises(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

function isBefore(a: Happening, b: Happening): boolean {
  return a.at < b.at || (a.at === b.at && a.order < b.order);
}

/** A heap with the next event on top. */
function insert(queue: Happening[], item: Happening): void {
  queue.push(item);
  for (let at = queue.length - 1; at > 0; ) {
    const parent = (at - 1) >> 1;
    const [one, other] = [queue[at], queue[parent]];
    if (!one || !other || !isBefore(one, other)) return;
    [queue[at], queue[parent]] = [other, one];
    at = parent;
  }
}

function take(queue: Happening[]): Happening | undefined {
  const [top] = queue;
  const end = queue.pop();
  if (!top || !end || queue.length === 0) return top;
  queue[0] = end;
  for (let at = 0; ; ) {
    const children = [2 * at + 1, 2 * at + 2].filter((child) => child < queue.length);
    const [first, second] = children.map((child) => queue[child]);
    const child = first && second && isBefore(second, first) ? 2 * at + 2 : 2 * at + 1;
    const [one, other] = [queue[at], queue[child]];
    if (!one || !other || !isBefore(other, one)) return top;
    [queue[at], queue[child]] = [other, one];
    at = child;
  }
}
