/** Combinations found by search: everything that is allowed at once, and then without whatever turns out not to be needed, the worst first. */
import { touchedBy, type Move } from "./moves.ts";

/** How a plan with some moves carried out stands to the goal, by a short simulation. */
export interface Standing {
  /** How far the goal is missed: minutes or cents, 0 or less where it is reached. */
  readonly missing: number;
  readonly cents: number;
}

/** A move and what it does by itself. */
export interface LookedAt {
  readonly move: Move;
  /** By how much less the goal is missed, and what that costs more. */
  readonly gain: number;
  readonly cents: number;
}

/** One way to weigh moves: which may be made, which come first where two exclude one another, and which of them one would rather do without. */
export interface Taste {
  readonly worth: (looked: LookedAt, smallCents: number) => number;
  readonly allows: (looked: LookedAt, smallCents: number) => boolean;
  /** The greater, the sooner a move is tried to be done without. */
  readonly burden: (looked: LookedAt) => number;
}

const GAIN = ({ gain }: LookedAt): number => gain;
const GAIN_PER_CENT = ({ gain, cents }: LookedAt, smallCents: number): number => gain / Math.max(smallCents, cents);

export const TASTES: readonly Taste[] = [
  // The whole scope for the least money.
  { worth: GAIN_PER_CENT, allows: ({ move }) => move.kind !== "descope", burden: ({ cents }) => cents },
  // No more money than planned.
  { worth: GAIN, allows: ({ cents }, smallCents) => cents <= smallCents, burden: ({ gain }) => -gain },
  // The least upheaval: as few moves as it takes.
  { worth: GAIN, allows: () => true, burden: ({ gain }) => -gain },
];

/** Looks at a plan with moves carried out; nothing where the plan refuses them. */
export type Look = (moves: readonly Move[]) => Standing | undefined;

/** So many exchanges are tried where what was put together first does not reach the goal. */
const MOST_EXCHANGES = 8;

/**
 * The moves to make by one taste. Yields after every look, so that the caller can show progress or end it. Where all moves together
 * miss the goal, moves that were excluded by others take their place if that brings it nearer; what still misses it is thinned out
 * as long as no more than `small.gain` of what it wins is lost.
 */
export function* chooseMoves({ worth, allows, burden }: Taste, alone: readonly LookedAt[], look: Look, small: { readonly gain: number; readonly cents: number }): Generator<undefined, readonly Move[], void> {
  const allowed = alone.filter((one) => one.gain > -small.gain && allows(one, small.cents));
  let kept = compatible([...allowed].sort((a, b) => worth(b, small.cents) - worth(a, small.cents)));
  let missing = look(kept.map(({ move }) => move))?.missing ?? Number.POSITIVE_INFINITY;
  yield undefined;
  for (const other of excluded(allowed, kept)) {
    if (missing <= 0) break;
    const exchanged = compatible([other, ...kept]);
    const standing = look(exchanged.map(({ move }) => move));
    yield undefined;
    if (standing && standing.missing < missing - small.gain) [kept, missing] = [exchanged, standing.missing];
  }
  const bar = missing <= 0 ? 0 : missing + small.gain;
  for (const looked of [...kept].sort((a, b) => burden(b) - burden(a))) {
    if (kept.length < 2) break;
    const fewer = kept.filter((one) => one !== looked);
    const standing = look(fewer.map(({ move }) => move));
    yield undefined;
    if (standing && standing.missing <= bar) kept = fewer;
  }
  return Number.isFinite(missing) ? kept.map(({ move }) => move) : [];
}

function excluded(allowed: readonly LookedAt[], kept: readonly LookedAt[]): readonly LookedAt[] {
  return allowed
    .filter((one) => !kept.includes(one))
    .sort((a, b) => b.gain - a.gain)
    .slice(0, MOST_EXCHANGES);
}

/** Those that do not touch what one before them touches. */
function compatible(moves: readonly LookedAt[]): readonly LookedAt[] {
  const touched = new Set<string>();
  return moves.filter(({ move }) => {
    const names = touchedBy(move);
    const isFree = names.every((name) => !touched.has(name));
    if (isFree) for (const name of names) touched.add(name);
    return isFree;
  });
}
