/** How estimates turned out so far: overruns of finished tasks, estimators, and what the pace of finishing says about the rest. */
import { dayNumberOf } from "@leadline/engine/time/minute.ts";
import { settingsOf, type Project } from "@leadline/engine/model/project.ts";
import { calibrationsOf, LEAST_OUTCOMES, type Calibration } from "@leadline/engine/risk/calibration/estimator.ts";
import { estimateHistoryOf, type EstimateHistory } from "@leadline/engine/risk/estimate-history.ts";
import { cycleTimes, flowProblems, serviceLevel, weeklyThroughput, weeksUntilDone } from "@leadline/engine/risk/flow/flow-forecast.ts";
import { referenceClassOf, upliftFor } from "@leadline/engine/risk/reference/reference-class.ts";
import type { SimulationFacts } from "@leadline/engine/risk/simulation.ts";
import { reached } from "@leadline/engine/risk/statistics.ts";
import { useMemo, type ReactNode } from "react";
import { Notice } from "../../ui/notice.tsx";
import { shortDayText, todayNumber } from "../../ui/day-text.ts";
import { OutsideView } from "./outside-view.tsx";

const WEEKS = 10;
const FLOW_RUNS = 5000;

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
  const calibrations = calibrationsOf(history.outcomes.map((outcome) => ({ ...outcome, estimator: outcome.estimator === "" ? "Everybody else" : outcome.estimator })));
  return (
    <div className="rk-estimates">
      <Overruns project={project} history={history} />
      <Estimators calibrations={calibrations} />
      <Flow project={project} history={history} />
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
          {calibrations.map(({ estimator, items, factor, ranges, widening }) => (
            <li key={estimator}>
              {estimator}: {items} tasks; the next estimate is best multiplied by {factor.toFixed(2)}.
              {ranges && ` Of ${ranges.stated} stated ranges ${ranges.held} held${widening !== undefined && widening > 1.05 && Number.isFinite(widening) ? `; ranges ${widening.toFixed(1)} times as wide would have held in 8 of 10 cases` : ""}.`}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Flow({ project, history }: { readonly project: Project; readonly history: EstimateHistory }): ReactNode {
  const { statusDate } = settingsOf(project);
  const until = statusDate === undefined ? todayNumber(new Date()) : dayNumberOf(statusDate) + 1;
  const throughput = weeklyThroughput(history.finished, until, WEEKS);
  const problems = flowProblems(throughput);
  const weeks = weeksUntilDone({ throughput, backlog: history.open, runs: FLOW_RUNS, seed: 1 });
  const [half, most] = [reached(weeks, 0.5), reached(weeks, 0.8)];
  const by = (count: number): string => (Number.isFinite(count) ? `${shortDayText(until + count * 7)} (${count} ${count === 1 ? "week" : "weeks"})` : "no date");
  return (
    <section aria-label="Pace">
      <h2>At the pace of the last {WEEKS} weeks, half of the runs finish the {history.open} open tasks by {by(half)}, 8 of 10 by {by(most)}</h2>
      <p className="ll-muted">
        Tasks finished each week: {throughput.join(", ")}. As of {shortDayText(until - 1)}, {FLOW_RUNS.toLocaleString("en")} runs. 85 of 100 tasks took at most {Math.round(serviceLevel(cycleTimes(history.finished)))} days. This looks at counts alone, not at links.
      </p>
      {problems.map(({ code, message }) => (
        <Notice key={code} tone="attention">
          {message}
        </Notice>
      ))}
    </section>
  );
}
