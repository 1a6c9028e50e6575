/** Which tasks matter by the measures of the trade: how often each is critical, and how much of the finish's spread goes with it. */
import type { Project } from "@leadline/engine/model/project.ts";
import type { ReactNode } from "react";
import type { ForecastState } from "../../store/forecast.ts";
import { csvOf, type ChartTable } from "../../ui/charts/chart-frame.tsx";
import { saveFile } from "../../ui/charts/save-file.ts";
import { Button } from "../../ui/button.tsx";
import { asOf } from "./as-of.ts";

const MOST_ROWS = 15;

export function SensitivityTable({ project, state }: { readonly project: Project; readonly state: ForecastState }): ReactNode {
  const ranked = [...(state.facts?.tasks ?? [])].filter(({ criticality, cruciality }) => criticality > 0 || cruciality > 0).sort((a, b) => b.ssi - a.ssi || b.criticality - a.criticality || (a.taskId < b.taskId ? -1 : 1));
  const shown = ranked.slice(0, MOST_ROWS);
  const nameOf = (id: string): string => project.records.task.get(id)?.name ?? "";
  if (shown.length === 0) return null;
  const table: ChartTable = { columns: ["Task", "Critical share of runs", "Sensitivity (SSI)", "Cruciality"], rows: ranked.map(({ taskId, criticality, ssi, cruciality }) => [nameOf(taskId), criticality, ssi, cruciality]) };
  return (
    <section aria-label="Which tasks matter" className="rk-sensitivity">
      <h2 className="rk-head">Which tasks matter</h2>
      <p className="ll-muted rk-note">
        Critical: share of the runs in which the task has no slack. Sensitivity: that share times the task’s spread over the project’s. Cruciality: how closely the task’s duration and the project’s go together, from 0 to 1. {asOf(state)}
        {ranked.length > shown.length ? `; the first ${shown.length} of ${ranked.length} tasks by sensitivity` : ""}.
      </p>
      <div className="ch-table" role="region" aria-label="Tasks by sensitivity" tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">Task</th>
              <th scope="col" data-number>Critical</th>
              <th scope="col" data-number>Sensitivity</th>
              <th scope="col" data-number>Cruciality</th>
            </tr>
          </thead>
          <tbody>
            {shown.map(({ taskId, criticality, ssi, cruciality }) => (
              <tr key={taskId} data-task={taskId}>
                <td>{nameOf(taskId)}</td>
                <td data-number data-metric="criticality" data-value={criticality} data-unit="share">{`${Math.round(criticality * 100)} %`}</td>
                <td data-number data-metric="ssi" data-value={ssi} data-unit="index">{ssi.toFixed(2)}</td>
                <td data-number data-metric="cruciality" data-value={cruciality} data-unit="index">{cruciality.toFixed(2)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <Button look="link" onClick={() => saveFile("tasks-that-matter.csv", "text/csv", csvOf(table))}>
        CSV
      </Button>
    </section>
  );
}
