/** What an estimator's record says, in sentences. */
import type { Calibration } from "@leadline/engine/risk/calibration/estimator.ts";

export function calibrationWords({ estimator, items, factor, ranges, brier, pinball, widening }: Calibration): readonly string[] {
  const wider = widening !== undefined && widening > 1.05 && Number.isFinite(widening) ? `; ranges ${widening.toFixed(1)} times as wide would have held in 8 of 10 cases` : "";
  const surprising = ranges && ranges.chanceOfSoFew < 0.05 ? ", too few to be chance" : "";
  return [
    `${estimator}: ${items} finished tasks; the next estimate is best multiplied by ${factor.toFixed(2)}.`,
    ...(ranges ? [`Of ${ranges.stated} stated ranges ${ranges.held} held (${Math.round((ranges.held / ranges.stated) * 100)} %, where 80 % should${surprising})${wider}.`] : []),
    ...(brier ? [`Brier score ${brier.score.toFixed(2)} for saying 80 % (0 is perfect; knowing how often ranges hold would give ${brier.reference.toFixed(2)}).`] : []),
    ...(pinball === undefined ? [] : [`The stated highs lost ${Math.round(pinball * 100)} % of an estimate on average as values that 9 of 10 should not exceed.`]),
  ];
}
