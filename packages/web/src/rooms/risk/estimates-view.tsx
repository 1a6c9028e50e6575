/** How estimates turned out so far: overruns of finished tasks, estimators, and what the pace of finishing says about the rest. */
import type { Project } from "@leadline/engine/model/project.ts";
import { calibrationsOf, LEAST_OUTCOMES, type Calibration } from "@leadline/engine/risk/calibration/estimator.ts";
import { estimateHistoryOf, type EstimateHistory } from "@leadline/engine/risk/estimate-history.ts";
import { referenceClassOf, upliftFor } from "@leadline/engine/risk/reference/reference-class.ts";
import type { SimulationFacts } from "@leadline/engine/risk/simulation.ts";
import { useMemo, type ReactNode } from "react";
import { calibrationWords } from "../../ui/calibration-words.ts";
import { Notice } from "../../ui/notice.tsx";
import { OutsideView } from "./outside-view.tsx";
import { PaceView } from "./pace-view.tsx";

export function EstimatesView({ project, facts }: { readonly project: Project; readonly facts: SimulationFacts | undefined }): ReactNode {
  const history = useMemo(() => estimateHistoryOf(project), [project]);
  if (history.outcomes.length === 0) {
    return (
      <div className="rk-estimates">
        <p className="rk-wait">No finished task has an estimate to compare with yet. As tasks are finished, this page says how estimates turned out and what that means for the rest.</p>
        <OutsideView project={project} facts={facts} />
      </div>
    );
  }
  const calibrations = calibrationsOf(history.statements.map((outcome) => ({ ...outcome, estimator: outcome.estimator === "" ? "Everybody else" : outcome.estimator })));
  return (
    <div className="rk-estimates">
      <Overruns project={project} history={history} />
      <Estimators calibrations={calibrations} />
      <PaceView project={project} history={history} />
      <OutsideView project={project} facts={facts} />
    </div>
  );
}

function Overruns({ project, history }: { readonly project: Project; readonly history: EstimateHistory }): ReactNode {
  const reference = referenceClassOf(history.outcomes.map(({ likely, actual }) => ({ estimate: likely, actual })));
  const percent = (share: number): string => `${share >= 0 ? "+" : "−"}${Math.round(Math.abs(share) * 100)} %`;
  const worst = [...history.outcomes].sort((a, b) => b.actual / b.likely - a.actual / a.likely).slice(0, 10);
  return (
    <section aria-label="How finished tasks turned out">
      <h2>Finished tasks took {percent(upliftFor(reference, 0.5))} in the middle, {percent(upliftFor(reference, 0.8))} in 8 of 10 cases</h2>
      <p className="ll-muted">Actual against estimated duration of {reference.cases} finished {reference.cases === 1 ? "task" : "tasks"} of this project.</p>
      {reference.problems.map(({ code, message }) => (
        <Notice key={code} tone="neutral">
          {message}
        </Notice>
      ))}
      <div className="ch-table" role="region" aria-label="Largest overruns" tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">Task</th>
              <th scope="col">Took</th>
            </tr>
          </thead>
          <tbody>
            {worst.map(({ taskId, likely, actual }) => (
              <tr key={taskId}>
                <td>{project.records.task.get(taskId)?.name}</td>
                <td data-number>{percent(actual / likely - 1)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function Estimators({ calibrations }: { readonly calibrations: readonly Calibration[] }): ReactNode {
  return (
    <section aria-label="Estimators">
      <h2>Estimators</h2>
      {calibrations.length === 0 ? (
        <p className="ll-muted">Shown from {LEAST_OUTCOMES} finished tasks of one estimator on: fewer say nothing.</p>
      ) : (
        <ul>
          {calibrations.map((calibration) => (
            <li key={calibration.estimator}>{calibrationWords(calibration).join(" ")}</li>
          ))}
        </ul>
      )}
    </section>
  );
}
