/** What has been done of a task and what is left: percent, actual dates, actual and remaining duration, work of its people. */
import type { TaskFields } from "@leadline/engine/change/command.ts";
import type { OutlineRow } from "@leadline/engine/model/plan/outline.ts";
import { settingsOf } from "@leadline/engine/model/project.ts";
import { formatDuration, parseDuration } from "@leadline/engine/time/duration-text.ts";
import { shortDate } from "@leadline/engine/views/plan-words.ts";
import type { ReactNode } from "react";
import { Button } from "../../../ui/button.tsx";
import { percentOf, percentText, workText } from "../../../ui/number-text.ts";
import { TextField } from "../../../ui/text-field.tsx";
import { assignmentsOfTask } from "../assignment-cell.ts";
import type { Desk } from "../desk.ts";
import { edit, tryEdit } from "../edits.ts";
import { PROGRESS_STEPS } from "../progress-steps.ts";
import { DateField } from "./cell-field.tsx";
import { taskUpdate } from "./task-update.ts";

interface ProgressProps {
  readonly desk: Desk;
  readonly row: OutlineRow;
}

export function ProgressSection({ desk, row }: ProgressProps): ReactNode {
  const { task } = row;
  const { plan } = desk.get();
  const keep = (fields: TaskFields): string | undefined => tryEdit(desk, [taskUpdate(task.id, fields)]);
  const percent = row.isSummary ? (plan.schedule.of(task.id)?.percentComplete ?? 0) : task.percentComplete;
  return (
    <div className="pl-fields">
      <AsOf desk={desk} />
      <div className="ll-row" role="group" aria-label="Percent complete in steps">
        {PROGRESS_STEPS.map((step) => (
          <Button key={step} aria-pressed={Math.round(percent) === step} onClick={() => edit(desk, [taskUpdate(task.id, { percentComplete: step })])}>
            {step} %
          </Button>
        ))}
      </div>
      <div className="pl-pair">
        <TextField label="Percent complete" value={percentText(percent)} {...(row.isSummary && { note: "Spreads over the sub-tasks" })} keep={(text) => keepPercent(text, (percentComplete) => keep({ percentComplete }))} />
        <TextField
          label="Physical % complete"
          note="For earned value; moves no date"
          value={task.physicalPercentComplete === undefined ? "" : percentText(task.physicalPercentComplete)}
          keep={(text) => (text.trim() === "" ? keep({ physicalPercentComplete: null }) : keepPercent(text, (physicalPercentComplete) => keep({ physicalPercentComplete })))}
        />
      </div>
      {!row.isSummary && <ActualFields desk={desk} row={row} keep={keep} />}
      <WorkFacts desk={desk} taskId={task.id} />
    </div>
  );
}

function keepPercent(text: string, keep: (percent: number) => string | undefined): string | undefined {
  const percent = percentOf(text);
  return percent === undefined ? `“${text.trim()}” is no percentage. Type a number from 0 to 100.` : keep(percent);
}

function ActualFields({ desk, row: { task }, keep }: ProgressProps & { readonly keep: (fields: TaskFields) => string | undefined }): ReactNode {
  const settings = settingsOf(desk.get().plan.project);
  const unit = task.durationUnit;
  const textOf = (durationMinutes: number): string => formatDuration({ durationMinutes, durationUnit: unit, estimated: false }, settings);
  const keepDuration = (text: string, fields: (minutes: number) => TaskFields): string | undefined => {
    const parsed = parseDuration(text, settings);
    return parsed.ok ? keep(fields(parsed.durationMinutes)) : parsed.message;
  };
  return (
    <>
      <div className="pl-pair">
        <DateField desk={desk} label="Actual start" end="start" value={task.actualStart} note="Empty: not started" keep={(minute) => keep({ actualStart: minute ?? null })} />
        <DateField desk={desk} label="Actual finish" end="finish" value={task.actualFinish} note="Empty: not finished" keep={(minute) => keep({ actualFinish: minute ?? null })} />
      </div>
      <div className="pl-pair">
        <TextField label="Actual duration" value={textOf(task.actualDurationMinutes)} keep={(text) => keepDuration(text, (actualDurationMinutes) => ({ actualDurationMinutes }))} />
        <TextField label="Remaining duration" value={textOf(task.remainingDurationMinutes)} keep={(text) => keepDuration(text, (remainingDurationMinutes) => ({ remainingDurationMinutes }))} />
      </div>
    </>
  );
}

function AsOf({ desk }: { readonly desk: Desk }): ReactNode {
  const { statusDate } = settingsOf(desk.get().plan.project);
  return <p className="ll-muted pl-small">{statusDate === undefined ? "No status date is set: progress counts as of today." : `As of the status date, ${shortDate(statusDate, "finish", desk.thisYear)}.`}</p>;
}

/** The work of the people on the task; nothing where nobody is assigned. */
function WorkFacts({ desk, taskId }: { readonly desk: Desk; readonly taskId: string }): ReactNode {
  const { project } = desk.get().plan;
  const worked = assignmentsOfTask(project, taskId).filter((one) => one.resourceId === undefined || project.records.resource.get(one.resourceId)?.type === "work");
  if (worked.length === 0) return null;
  const sum = (of: (one: (typeof worked)[number]) => number): string => workText(worked.reduce((total, one) => total + of(one), 0));
  return (
    <dl className="pl-facts pl-facts-inside">
      <div>
        <dt>Work</dt>
        <dd>{sum((one) => one.workMinutes)}</dd>
      </div>
      <div>
        <dt>Work done</dt>
        <dd>{sum((one) => one.actualWorkMinutes)}</dd>
      </div>
      <div>
        <dt>Work left</dt>
        <dd>{sum((one) => one.remainingWorkMinutes)}</dd>
      </div>
    </dl>
  );
}
