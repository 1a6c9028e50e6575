/** Chances as people read them: rounded, and in words of one fixed scale. */

/** To 5 % between 10 and 90 %, else to 1 %; never a certainty that the runs did not show: "20 %", "3 %", "over 99 %". */
export function chanceText(share: number): string {
  const percent = share * 100;
  if (percent > 99 && percent < 100) return "over 99 %";
  if (percent > 0 && percent < 1) return "under 1 %";
  return percent >= 10 && percent <= 90 ? `${Math.round(percent / 5) * 5} %` : `${Math.round(percent)} %`;
}

/** One scale for all sentences; it is printed in the help. */
export const CHANCE_WORDS: readonly (readonly [least: number, words: string])[] = [
  [0.97, "almost certainly"],
  [0.85, "very likely"],
  [0.6, "probably"],
  [0.4, "about as likely as not"],
  [0.15, "probably not"],
  [0.03, "very unlikely"],
  [0, "almost no chance"],
];

export function chanceWords(share: number): string {
  return CHANCE_WORDS.find(([least]) => share >= least)?.[1] ?? "almost no chance";
}

/** "2 of 10 runs". */
export function ofTenRuns(share: number): string {
  return `${Math.round(share * 10)} of 10 runs`;
}
