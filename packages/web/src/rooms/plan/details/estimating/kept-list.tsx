/** Every estimate that was made of a task, newest first: value, method, source and estimator. */
import type { Project } from "@leadline/engine/model/project.ts";
import type { KeptEstimate } from "@leadline/engine/model/records.ts";
import type { ReactNode } from "react";
import { shortDayText } from "../../../../ui/day-text.ts";
import { METHODS } from "./method-names.ts";

const MINUTES_PER_DAY = 1440;

export function KeptList({ project, taskId, textOf }: { readonly project: Project; readonly taskId: string; readonly textOf: (minutes: number) => string }): ReactNode {
  const kept = [...project.records.keptEstimate.values()].filter((one) => one.taskId === taskId).sort((a, b) => b.at - a.at);
  if (kept.length === 0) return null;
  return (
    <section aria-label="Estimates so far">
      <h3 className="ll-heading">Estimates so far</h3>
      <ul className="ll-sentences pl-small">
        {kept.map((one) => (
          <li key={one.id}>
            <strong>
              {textOf(one.lowMinutes)} / {textOf(one.likelyMinutes)} / {textOf(one.highMinutes)}
            </strong>{" "}
            {METHODS[one.method]}
            {one.estimator !== undefined && `, ${one.estimator}`}
            {`, ${shortDayText(Math.floor(one.at / 60_000 / MINUTES_PER_DAY))}`}
            {one.source !== undefined && `. ${one.source}`}
            <Answers kept={one} textOf={textOf} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Answers({ kept: { answers }, textOf }: { readonly kept: KeptEstimate; readonly textOf: (minutes: number) => string }): ReactNode {
  if (!answers || answers.length === 0) return null;
  return <span className="ll-muted"> ({answers.map(({ estimator, likelyMinutes }) => `${estimator} ${textOf(likelyMinutes)}`).join(", ")})</span>;
}
