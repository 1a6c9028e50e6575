/** How an estimator's earlier figures turned out, shown where the next one is made: hit rate, Brier score, pinball loss. */
import type { Project } from "@leadline/engine/model/project.ts";
import { calibrationsOf, LEAST_OUTCOMES, type Calibration } from "@leadline/engine/risk/calibration/estimator.ts";
import { estimateHistoryOf } from "@leadline/engine/risk/estimate-history.ts";
import { useMemo, type ReactNode } from "react";
import { calibrationWords } from "../../../../ui/calibration-words.ts";

export function EstimatorRecord({ project, estimator }: { readonly project: Project; readonly estimator: string }): ReactNode {
  const { calibrations, counts } = useMemo(() => recordsOf(project), [project]);
  if (estimator.trim() === "") return null;
  const own: Calibration | undefined = calibrations.find((one) => one.estimator === estimator);
  const finished = counts.get(estimator) ?? 0;
  if (!own) return <p className="ll-muted pl-small">{finished === 0 ? `Nothing that ${estimator} estimated here is finished yet` : `${finished} finished ${finished === 1 ? "task" : "tasks"} estimated by ${estimator}`}: from {LEAST_OUTCOMES} on, this says how good the estimates are.</p>;
  return (
    <ul className="ll-sentences pl-small" aria-label={`Earlier estimates of ${estimator}`} data-metric="estimator-factor" data-value={own.factor}>
      {calibrationWords(own).map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ul>
  );
}

function recordsOf(project: Project): { readonly calibrations: readonly Calibration[]; readonly counts: ReadonlyMap<string, number> } {
  const { statements } = estimateHistoryOf(project);
  const counts = new Map<string, number>();
  for (const { estimator } of statements) counts.set(estimator, (counts.get(estimator) ?? 0) + 1);
  return { calibrations: calibrationsOf(statements), counts };
}
