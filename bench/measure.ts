/**
 * Interleaved timing: every round gives each contestant its turn, so that a busy machine slows all of them alike. A turn
 * begins with one run that does not count: it brings the contestant's data back into the caches after the others' turns.
 */

export interface Contestant {
  readonly name: string;
  /** What is measured. Anything it returns is ignored. */
  readonly run: () => unknown;
}

export interface Timing {
  readonly name: string;
  /** Every counted run in its order. */
  readonly timesMs: readonly number[];
  readonly medianMs: number;
  /** Nineteen of twenty runs took no longer. */
  readonly p95Ms: number;
  readonly fastestMs: number;
  readonly slowestMs: number;
}

export interface Rounds {
  /** Rounds before the first that counts. */
  readonly warmUps: number;
  readonly counted: number;
  /** Counted runs per turn. */
  readonly inARow: number;
}

export function measure(contestants: readonly Contestant[], rounds: Rounds): Timing[] {
  const times = contestants.map((): number[] => []);
  for (let round = -rounds.warmUps; round < rounds.counted; round += 1) {
    for (const [index, contestant] of contestants.entries()) {
      for (let run = -1; run < rounds.inARow; run += 1) {
        const begin = performance.now();
        contestant.run();
        if (round >= 0 && run >= 0) times[index]?.push(performance.now() - begin);
      }
    }
  }
  return contestants.map((contestant, index) => timingOf(contestant.name, times[index] ?? []));
}

export function timingOf(name: string, times: readonly number[]): Timing {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
  return { name, timesMs: times, medianMs: at(0.5), p95Ms: at(0.95), fastestMs: sorted[0] ?? NaN, slowestMs: sorted.at(-1) ?? NaN };
}

/** Median over the rounds of one contestant's time over the other's: both saw the same machine in each round. */
export function medianRatio(over: Timing, under: Timing): number {
  const ratios = over.timesMs.map((time, run) => time / (under.timesMs[run] ?? NaN)).sort((a, b) => a - b);
  return ratios[Math.floor(ratios.length / 2)] ?? NaN;
}
