/** What a task is: name, duration, dates, how it is scheduled, constraint, deadline, calendar, priority. */
import type { TaskFields } from "@leadline/engine/change/command.ts";
import type { OutlineRow } from "@leadline/engine/model/plan/outline.ts";
import { settingsOf } from "@leadline/engine/model/project.ts";
import type { Task } from "@leadline/engine/model/records.ts";
import { formatAmount } from "@leadline/engine/time/duration-text.ts";
import type { ReactNode } from "react";
import { Button } from "../../../ui/button.tsx";
import { Field } from "../../../ui/field.tsx";
import { TextField } from "../../../ui/text-field.tsx";
import { priorityOf } from "../cell-commands.ts";
import type { Desk } from "../desk.ts";
import { edit, tryEdit } from "../edits.ts";
import { CellField } from "./cell-field.tsx";
import { ConstraintFields } from "./constraint-fields.tsx";
import { taskUpdate } from "./task-update.ts";

interface GeneralProps {
  readonly desk: Desk;
  readonly row: OutlineRow;
  readonly onWhy: () => void;
}

export function GeneralSection({ desk, row, onWhy }: GeneralProps): ReactNode {
  return (
    <div className="pl-fields">
      <CellField desk={desk} row={row} column="task" />
      <div className="pl-pair">
        <CellField desk={desk} row={row} column="duration" {...(!row.isSummary && { note: "3d, 2w, 4h, 3ed, or a range: 2/5/9d" })} />
        <PriorityField desk={desk} task={row.task} />
      </div>
      <div className="pl-pair">
        <CellField desk={desk} row={row} column="start" />
        <CellField desk={desk} row={row} column="finish" />
      </div>
      <div className="ll-row">
        <Button look="link" onClick={onWhy}>
          Why this date?
        </Button>
        <Slack desk={desk} row={row} />
      </div>
      <Marks desk={desk} row={row} />
      {!row.isSummary && <TypeFields desk={desk} task={row.task} />}
      {!row.isSummary && <TextField label="Ticket" note="Its address in a tracker that reports to this project" value={row.task.ticket ?? ""} keep={(text) => tryEdit(desk, [taskUpdate(row.task.id, { ticket: text.trim() === "" ? null : text.trim() })])} />}
      <ConstraintFields desk={desk} row={row} />
      <div className="pl-pair">
        <CellField desk={desk} row={row} column="deadline" />
        <CalendarField desk={desk} task={row.task} />
      </div>
      {row.task.calendarId !== undefined && (
        <div className="pl-checks">
          <Check desk={desk} task={row.task} label="Ignore the calendars of its people" isOn={row.task.ignoreResourceCalendars} fields={(isOn) => ({ ignoreResourceCalendars: isOn })} />
        </div>
      )}
    </div>
  );
}

/** E explains it. */
function Slack({ desk, row: { task } }: { readonly desk: Desk; readonly row: OutlineRow }): ReactNode {
  const { plan } = desk.get();
  const dates = plan.schedule.of(task.id);
  if (!dates || task.actualFinish !== undefined) return null;
  const { minutesPerDay } = settingsOf(plan.project);
  return (
    <button type="button" className="ll-button" data-look="quiet" data-metric="total-slack" data-task-id={task.id} data-value={dates.totalSlackMinutes} data-unit="minute" aria-keyshortcuts="e" title="How long it can wait without moving the project's finish (E explains)">
      Total slack {formatAmount(dates.totalSlackMinutes, minutesPerDay)}d
    </button>
  );
}

function Marks({ desk, row }: { readonly desk: Desk; readonly row: OutlineRow }): ReactNode {
  const { task } = row;
  return (
    <div className="pl-checks">
      {!row.isSummary && <Check desk={desk} task={task} label="Estimated" isOn={task.estimated} fields={(isOn) => ({ estimated: isOn })} />}
      {!row.isSummary && <Check desk={desk} task={task} label="Milestone" isOn={task.milestone} fields={(isOn) => ({ milestone: isOn })} />}
      <Check desk={desk} task={task} label="Scheduled by hand" isOn={task.mode === "manual"} fields={(isOn) => ({ mode: isOn ? "manual" : "auto" })} />
      <Check desk={desk} task={task} label="Inactive" isOn={!task.active} fields={(isOn) => ({ active: !isOn })} />
    </div>
  );
}

interface CheckProps {
  readonly desk: Desk;
  readonly task: Task;
  readonly label: string;
  readonly isOn: boolean;
  readonly fields: (isOn: boolean) => TaskFields;
}

function Check({ desk, task, label, isOn, fields }: CheckProps): ReactNode {
  return (
    <label>
      <input type="checkbox" checked={isOn} onChange={(event) => edit(desk, [taskUpdate(task.id, fields(event.target.checked))])} /> {label}
    </label>
  );
}

function PriorityField({ desk, task }: { readonly desk: Desk; readonly task: Task }): ReactNode {
  return (
    <TextField
      label="Priority"
      note="0 to 1000; 1000 is never moved by levelling"
      value={String(task.priority)}
      keep={(text) => {
        const priority = priorityOf(text);
        return priority === undefined ? `“${text.trim()}” is no priority. Type a whole number from 0 to 1000; 500 is usual.` : tryEdit(desk, [taskUpdate(task.id, { priority })]);
      }}
    />
  );
}

const TYPE_WORDS: Readonly<Record<Task["taskType"], string>> = { fixedUnits: "Fixed units", fixedDuration: "Fixed duration", fixedWork: "Fixed work" };
const TYPES = ["fixedUnits", "fixedDuration", "fixedWork"] as const satisfies readonly Task["taskType"][];

/** Which of duration, work and units stays when one of the others is changed. */
function TypeFields({ desk, task }: { readonly desk: Desk; readonly task: Task }): ReactNode {
  const choose = (taskType: Task["taskType"]): boolean => edit(desk, [taskUpdate(task.id, { taskType })]);
  return (
    <div className="pl-pair">
      <Field label="Task type" note="What stays when people change">
        {(control) => (
          <select {...control} className="ll-input" value={task.taskType} onChange={(event) => choose(TYPES.find((type) => type === event.target.value) ?? task.taskType)}>
            {TYPES.map((type) => (
              <option key={type} value={type}>
                {TYPE_WORDS[type]}
              </option>
            ))}
          </select>
        )}
      </Field>
      <div className="pl-checks pl-check-beside">
        <Check desk={desk} task={task} label="Effort-driven" isOn={task.effortDriven} fields={(isOn) => ({ effortDriven: isOn })} />
      </div>
    </div>
  );
}

function CalendarField({ desk, task }: { readonly desk: Desk; readonly task: Task }): ReactNode {
  const calendars = [...desk.get().plan.project.records.calendar.values()];
  return (
    <Field label="Calendar">
      {(control) => (
        <select {...control} className="ll-input" value={task.calendarId ?? ""} onChange={(event) => edit(desk, [taskUpdate(task.id, { calendarId: event.target.value === "" ? null : event.target.value })])}>
          <option value="">As the project</option>
          {calendars.map((calendar) => (
            <option key={calendar.id} value={calendar.id}>
              {calendar.name}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
