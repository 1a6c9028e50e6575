/** New lists out of given ones: sampled from the links, crossed from two parents, and shuffled in a small place. */
import { tailsOf } from "./heads-and-tails.ts";
import type { Instance } from "./instance.ts";
import type { SeededNumbers } from "./seeded-numbers.ts";

export interface ListChanges {
  /** Predecessors first; activities with much work behind them tend to come early. */
  readonly sample: (list: Int32Array) => void;
  /** The parent's list with one stretch brought into the order that the other parent has for it. */
  readonly cross: (parent: Int32Array, other: Int32Array, child: Int32Array) => void;
  /** Reorders a short stretch at random as far as links allow, in a list with predecessors first. */
  readonly shuffleForward: (list: Int32Array) => void;
  /** The same in a list with successors first. */
  readonly shuffleBackward: (list: Int32Array) => void;
}

/** Shares of the list, found by trial on published instances of 120 activities (PSPLIB, odd numbers). */
const CROSSED = { least: 0.25, most: 0.75 };
const SHUFFLED = { least: 0.05, most: 0.12 };

export function listChanges(instance: Instance, numbers: SeededNumbers): ListChanges {
  const { count, firstPredecessor, predecessor } = instance;
  const isInside = new Uint8Array(count);
  const keys = new Float64Array(count);

  const cross = (parent: Int32Array, other: Int32Array, child: Int32Array): void => {
    const { from, to } = stretch(CROSSED.least, CROSSED.most);
    isInside.fill(0);
    for (let k = from; k < to; k += 1) isInside[parent[k]] = 1;
    let at = from;
    for (let k = 0; at < to; k += 1) {
      if (isInside[other[k]] === 0) continue;
      child[at] = other[k];
      at += 1;
    }
    for (let k = 0; k < from; k += 1) child[k] = parent[k];
    for (let k = to; k < count; k += 1) child[k] = parent[k];
  };

  const stretch = (least: number, most: number): { from: number; to: number } => {
    const length = Math.min(count, Math.max(2, Math.floor(count * (least + numbers.share() * (most - least)))));
    const from = numbers.below(count - length + 1);
    return { from, to: from + length };
  };

  const isLinked = (a: number, b: number): boolean => {
    for (let arc = firstPredecessor[b]; arc < firstPredecessor[b + 1]; arc += 1) if (predecessor[arc] === a) return true;
    return false;
  };

  const shuffled = (list: Int32Array, mustPrecede: (a: number, b: number) => boolean): void => {
    const { from, to } = stretch(SHUFFLED.least, SHUFFLED.most);
    for (let k = from; k < to; k += 1) keys[list[k]] = k + (numbers.share() - 0.5) * (to - from);
    for (let k = from + 1; k < to; k += 1) {
      const a = list[k];
      let at = k;
      while (at > from && keys[list[at - 1]] > keys[a] && !mustPrecede(list[at - 1], a)) {
        list[at] = list[at - 1];
        at -= 1;
      }
      list[at] = a;
    }
  };
  const isLinkedBack = (a: number, b: number): boolean => isLinked(b, a);

  return {
    sample: listSampler(instance, numbers),
    cross,
    shuffleForward: (list) => shuffled(list, isLinked),
    shuffleBackward: (list) => shuffled(list, isLinkedBack),
  };
}

/** Draws one free activity after another, each with a chance in proportion to how much longer its way to the end is than the shortest. */
function listSampler(instance: Instance, numbers: SeededNumbers): (list: Int32Array) => void {
  const { count, firstPredecessor, firstSuccessor, successor } = instance;
  const tails = tailsOf(instance);
  const waiting = new Int32Array(count);
  const free = new Int32Array(count);
  return (list) => {
    let open = 0;
    for (let a = 0; a < count; a += 1) {
      waiting[a] = firstPredecessor[a + 1] - firstPredecessor[a];
      if (waiting[a] === 0) free[open++] = a;
    }
    for (let k = 0; k < count; k += 1) {
      let least = tails[free[0]];
      let sum = 0;
      for (let i = 0; i < open; i += 1) {
        sum += tails[free[i]];
        if (tails[free[i]] < least) least = tails[free[i]];
      }
      let left = numbers.share() * (sum + open * (1 - least));
      let i = 0;
      for (; i < open - 1; i += 1) {
        left -= tails[free[i]] - least + 1;
        if (left <= 0) break;
      }
      const a = free[i];
      open -= 1;
      free[i] = free[open];
      list[k] = a;
      for (let arc = firstSuccessor[a]; arc < firstSuccessor[a + 1]; arc += 1) {
        waiting[successor[arc]] -= 1;
        if (waiting[successor[arc]] === 0) free[open++] = successor[arc];
      }
    }
  };
}
