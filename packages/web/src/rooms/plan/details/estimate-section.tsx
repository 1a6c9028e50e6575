/** How long a task may take: its range as a picture, what the ends mean, and how the estimate came about. */
import type { OutlineRow } from "@leadline/engine/model/plan/outline.ts";
import type { TaskEstimate } from "@leadline/engine/model/plan/task.ts";
import { settingsOf, type Project } from "@leadline/engine/model/project.ts";
import { quantileOf } from "@leadline/engine/risk/distributions.ts";
import { durationOf } from "@leadline/engine/risk/estimates.ts";
import { classOf, examplesFor } from "@leadline/engine/risk/estimating/like-estimate.ts";
import { formatDuration, minutesPer } from "@leadline/engine/time/duration-text.ts";
import { useMemo, type ReactNode } from "react";
import { useSession } from "../../../api/session.ts";
import { RangePicture } from "../../../ui/charts/range-picture.tsx";
import { Field } from "../../../ui/field.tsx";
import { TextField } from "../../../ui/text-field.tsx";
import type { Desk } from "../desk.ts";
import { tryEdit } from "../edits.ts";
import { CellField } from "./cell-field.tsx";
import { BranchPart } from "./estimating/branch-part.tsx";
import { EstimatorRecord } from "./estimating/estimator-record.tsx";
import { KeptList } from "./estimating/kept-list.tsx";
import { ClassLine } from "./estimating/like-form.tsx";
import { METHODS } from "./estimating/method-names.ts";
import { Ways } from "./estimating/ways.tsx";
import { taskUpdate } from "./task-update.ts";

interface EstimateProps {
  readonly desk: Desk;
  readonly row: OutlineRow;
}

export function EstimateSection({ desk, row }: EstimateProps): ReactNode {
  const { actor, mode } = useSession();
  const { task, isSummary } = row;
  const { project } = desk.get().plan;
  const settings = settingsOf(project);
  const unit = isSummary ? "d" : task.durationUnit;
  const textOf = (minutes: number): string => formatDuration({ durationMinutes: shortMinutes(minutes, minutesPer(unit, settings)), durationUnit: unit, estimated: false }, settings);
  const estimator = task.estimate?.estimator ?? (mode === "signed-in" ? actor.name : "");
  return (
    <div className="pl-fields">
      {isSummary ? (
        <BranchPart project={project} row={row} textOf={textOf} />
      ) : (
        <>
          <CellField desk={desk} row={row} column="duration" note="Lowest, most likely and highest: 2/5/9d" />
          {task.estimate ? <EstimateFacts desk={desk} row={row} estimate={task.estimate} textOf={textOf} /> : <p className="ll-muted">One number says nothing about how sure it is. Type three, and the forecast reckons with all that may come.</p>}
          <SimilarTasks project={project} taskId={task.id} />
        </>
      )}
      <EstimatorRecord project={project} estimator={estimator} />
      <Ways key={task.id} desk={desk} row={row} textOf={textOf} estimator={estimator} />
      <KeptList project={project} taskId={task.id} textOf={textOf} />
    </div>
  );
}

/** The outside view of this one task: what became of finished tasks like it. */
function SimilarTasks({ project, taskId }: { readonly project: Project; readonly taskId: string }): ReactNode {
  const ratios = useMemo(() => classOf(examplesFor(project, taskId)), [project, taskId]);
  return ratios ? <ClassLine ratios={ratios} /> : null;
}

const SHAPES = { pert: "Mostly near the most likely (PERT)", triangular: "Triangle", uniform: "All equally likely", lognormal: "Long tail (lognormal)" } as const;
const ENDS = { limits: "Never passed", p5p95: "Passed in 5 of 100 cases", p10p90: "Passed in 10 of 100 cases" } as const;

function EstimateFacts({ desk, row: { task }, estimate, textOf }: EstimateProps & { readonly estimate: TaskEstimate; readonly textOf: (minutes: number) => string }): ReactNode {
  const settings = settingsOf(desk.get().plan.project);
  const keep = (next: TaskEstimate): string | undefined => tryEdit(desk, [taskUpdate(task.id, { estimated: task.estimated, estimate: next })]);
  const distribution = durationOf(task, undefined, settings.estimateEnds);
  const values = distribution && Array.from({ length: 401 }, (_, at) => quantileOf(distribution, Math.min(0.995, Math.max(0.005, at / 400))));
  const said = values && `Duration: half of the cases by ${textOf(values[200] ?? 0)}, 8 of 10 by ${textOf(values[320] ?? 0)}, 9 of 10 by ${textOf(values[360] ?? 0)}.`;
  return (
    <>
      {values && said && <RangePicture label={said} values={values} textOf={textOf} />}
      <div className="pl-pair">
        <Choice label="Between the ends" words={SHAPES} value={estimate.distribution ?? "pert"} choose={(distribution) => keep({ ...estimate, distribution })} />
        <Choice label="The ends are" words={ENDS} value={estimate.ends ?? settings.estimateEnds ?? "limits"} choose={(ends) => keep({ ...estimate, ends })} />
      </div>
      <div className="pl-pair">
        <Choice label="Estimated by" words={METHODS} value={estimate.method ?? "threePoint"} choose={(method) => keep({ ...estimate, method, estimatedAt: desk.now })} />
        <TextField label="Estimator" value={estimate.estimator ?? ""} keep={(text) => keep(withWords(estimate, "estimator", text))} />
      </div>
      <TextField label="Rests on" note="Such as: survey of 12 sites" value={estimate.source ?? ""} keep={(text) => keep(withWords(estimate, "source", text))} />
    </>
  );
}

/** Tenths of the task's own unit are as fine as a range is worth reading. */
function shortMinutes(minutes: number, unit: number): number {
  return (Math.round((minutes / unit) * 10) * unit) / 10;
}

function withWords(estimate: TaskEstimate, field: "source" | "estimator", text: string): TaskEstimate {
  const { [field]: _old, ...rest } = estimate;
  return text.trim() === "" ? rest : { ...rest, [field]: text.trim() };
}

interface ChoiceProps<Id extends string> {
  readonly label: string;
  readonly words: Readonly<Record<Id, string>>;
  readonly value: Id;
  readonly choose: (id: Id) => string | undefined;
}

function Choice<Id extends string>({ label, words, value, choose }: ChoiceProps<Id>): ReactNode {
  const ids = Object.keys(words).filter((id): id is Id => id in words);
  return (
    <Field label={label}>
      {(control) => (
        <select {...control} className="ll-input" value={value} onChange={(event) => choose(ids.find((id) => id === event.target.value) ?? value)}>
          {ids.map((id) => (
            <option key={id} value={id}>
              {words[id]}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
