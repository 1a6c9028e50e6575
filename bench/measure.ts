/** Interleaved timing: every round runs each contestant in turn, so that a busy machine slows all of them alike. */

export interface Contestant {
  readonly name: string;
  /** What is measured. Anything it returns is ignored. */
  readonly run: () => unknown;
}

export interface Timing {
  readonly name: string;
  readonly medianMs: number;
  readonly fastestMs: number;
  readonly slowestMs: number;
}

/** Runs all contestants `rounds` times after `warmUps` rounds that do not count. */
export function measure(contestants: readonly Contestant[], rounds: { readonly warmUps: number; readonly counted: number }): Timing[] {
  const times = contestants.map((): number[] => []);
  for (let round = -rounds.warmUps; round < rounds.counted; round += 1) {
    for (const [index, contestant] of contestants.entries()) {
      const begin = performance.now();
      contestant.run();
      if (round >= 0) times[index]?.push(performance.now() - begin);
    }
  }
  return contestants.map((contestant, index) => timingOf(contestant.name, times[index] ?? []));
}

function timingOf(name: string, times: readonly number[]): Timing {
  const sorted = [...times].sort((a, b) => a - b);
  return { name, medianMs: sorted[Math.floor(sorted.length / 2)] ?? NaN, fastestMs: sorted[0] ?? NaN, slowestMs: sorted.at(-1) ?? NaN };
}
