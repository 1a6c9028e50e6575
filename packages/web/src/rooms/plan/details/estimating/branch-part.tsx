/** A summary task's estimate from both sides: what its parts make of it, and what was thought of it as a whole, with the difference named. */
import type { OutlineRow } from "@leadline/engine/model/plan/outline.ts";
import type { Project } from "@leadline/engine/model/project.ts";
import { branchEstimate, differenceSentence, topDownOf } from "@leadline/engine/risk/estimating/branch-estimate.ts";
import { useMemo, type ReactNode } from "react";

interface BranchPartProps {
  readonly project: Project;
  readonly row: OutlineRow;
  readonly textOf: (minutes: number) => string;
}

export function BranchPart({ project, row, textOf }: BranchPartProps): ReactNode {
  const bottomUp = useMemo(() => branchEstimate(project, row.task.id), [project, row.task.id]);
  const topDown = topDownOf(project, row.task.id);
  if (!bottomUp) return <p className="ll-muted">This branch has no active task yet, so there is nothing to add up.</p>;
  const { span, p80, inARow, parts, rangedParts, runs } = bottomUp;
  return (
    <section aria-label="From its parts">
      <h3 className="ll-heading">From its parts (bottom-up)</h3>
      <p className="ll-reading" data-metric="bottom-up-p50" data-value={span.likely} data-unit="workingMinutes">
        {textOf(span.likely)} from start to end in half of the runs, {textOf(p80)} in 8 of 10.
      </p>
      <p className="ll-muted pl-small">
        {parts} {parts === 1 ? "task" : "tasks"}, {rangedParts} with a range; one after the other they would be {textOf(inARow)}. {runs.toLocaleString("en")} runs of this branch alone, without constraints, progress and risks.
      </p>
      {topDown ? (
        <p data-metric="both-sides">{differenceSentence(topDown, bottomUp, textOf)}</p>
      ) : (
        <p className="ll-muted">Nobody has estimated the branch as a whole. An estimate from above, made below, is set beside this one; what they disagree about is worth knowing.</p>
      )}
    </section>
  );
}
