/** Numbers that look like chance and follow from a seed: the same on every machine. */

export interface SeededNumbers {
  /** Uniform in [0, 1). */
  readonly share: () => number;
  /** Uniform whole number from 0 up to, not including, `end`. */
  readonly below: (end: number) => number;
}

/** The mulberry32 generator. */
export function seededNumbers(seed: number): SeededNumbers {
  let state = seed >>> 0;
  const share = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
  return { share, below: (end) => Math.floor(share() * end) };
}
