/** The details of one task beside the plan: everything that can be dragged can be typed here. */
import { constraintType, type ConstraintType } from "@leadline/engine/model/plan/task.ts";
import type { Command, TaskFields } from "@leadline/engine/change/command.ts";
import { constraintWords } from "@leadline/engine/change/task-fields.ts";
import { formatLag } from "@leadline/engine/model/plan/predecessor-text.ts";
import { settingsOf } from "@leadline/engine/model/project.ts";
import type { OutlineRow } from "@leadline/engine/model/plan/outline.ts";
import { linksFrom, linksInto } from "@leadline/engine/model/plan/link-lists.ts";
import { constraintSentence } from "@leadline/engine/views/plan-words.ts";
import { X } from "lucide-react";
import { useEffect, useRef, type ReactNode } from "react";
import { IconButton } from "../../ui/button.tsx";
import { Field } from "../../ui/field.tsx";
import { commandsForCell, readDateCell, readOnlyReason } from "./cell-commands.ts";
import { COLUMNS, plainDate, plainText, shownText, type ColumnId } from "./columns.ts";
import { taskKey, type Desk } from "./desk.ts";
import { edit, tryEdit } from "./edits.ts";
import { LinkFields } from "./link-popover.tsx";
import { TaskTroubles } from "./task-troubles.tsx";
import { TextField } from "./text-field.tsx";
import { useDesk } from "./use-desk.ts";
import { WhySection } from "./why-section.tsx";

interface DetailsProps {
  readonly desk: Desk;
  readonly taskId: string;
  /** Opened by "Why this date?": the explanation comes into sight. */
  readonly isWhyWanted: boolean;
  readonly goTo: (taskId: string) => void;
  readonly onClose: () => void;
}

export function DetailsPanel({ desk, taskId, isWhyWanted, goTo, onClose }: DetailsProps): ReactNode {
  const plan = useDesk(desk, (state) => state.shown);
  const panel = useRef<HTMLElement>(null);
  const row = plan.outline.rowOf(taskId);
  useEffect(() => {
    if (isWhyWanted) panel.current?.querySelector("#plan-why")?.scrollIntoView({ block: "start" });
  }, [isWhyWanted, taskId]);
  if (!row) return null;
  return (
    <aside ref={panel} className="pl-panel" aria-label={`Details of ${row.task.name}`} data-region tabIndex={-1} onKeyDown={(event) => event.key === "Escape" && !event.defaultPrevented && onClose()}>
      <header className="pl-panel-head">
        <div className="ll-grow">
          <div className="ll-muted pl-small">
            {taskKey(desk.get(), row)} · row {row.rowNumber} · {row.isSummary ? "summary task" : plan.schedule.of(taskId)?.isMilestone ? "milestone" : "task"}
          </div>
          <h2 className="pl-panel-title">{row.task.name || "Unnamed task"}</h2>
        </div>
        <IconButton label="Close details" keys="Esc" onClick={onClose}>
          <X size={16} strokeWidth={1.5} aria-hidden />
        </IconButton>
      </header>
      <TaskTroubles desk={desk} taskId={taskId} />
      {desk.isReadOnly ? <Facts desk={desk} row={row} /> : <TaskFieldsForm key={taskId} desk={desk} row={row} goTo={goTo} />}
      <WhySection desk={desk} taskId={taskId} goTo={goTo} />
    </aside>
  );
}

/** What a narrow screen shows: the facts, nothing to type. */
function Facts({ desk, row }: { readonly desk: Desk; readonly row: OutlineRow }): ReactNode {
  const { shown } = desk.get();
  const facts: readonly ColumnId[] = ["start", "finish", "duration", "done", "slack", "predecessors", "deadline"];
  return (
    <dl className="pl-facts">
      {facts.map((id) => {
        const text = shownText(shown, row, id, desk.thisYear);
        return text === "" ? null : (
          <div key={id}>
            <dt>{COLUMNS[id].name}</dt>
            <dd>{text}</dd>
          </div>
        );
      })}
    </dl>
  );
}

function TaskFieldsForm({ desk, row, goTo }: { readonly desk: Desk; readonly row: OutlineRow; readonly goTo: (taskId: string) => void }): ReactNode {
  const { task } = row;
  return (
    <div className="pl-fields">
      <CellField desk={desk} row={row} column="task" />
      <div className="pl-pair">
        <CellField desk={desk} row={row} column="duration" />
        <Field label="Percent complete">{(control) => <input {...control} className="ll-input" readOnly value={shownText(desk.get().shown, row, "done", desk.thisYear)} />}</Field>
      </div>
      <div className="pl-pair">
        <CellField desk={desk} row={row} column="start" />
        <CellField desk={desk} row={row} column="finish" />
      </div>
      <Marks desk={desk} row={row} />
      <ConstraintFields desk={desk} row={row} />
      <div className="pl-pair">
        <CellField desk={desk} row={row} column="deadline" />
        <CalendarField desk={desk} row={row} />
      </div>
      <CellField desk={desk} row={row} column="predecessors" note="Row, type and lag, such as 3FS+2d, 5SS+50%" />
      <Links desk={desk} taskId={task.id} goTo={goTo} />
      <TextField label="Notes" isLong value={task.notes ?? ""} keep={(text) => tryEdit(desk, [update(task.id, { notes: text.trim() === "" ? null : text })])} />
    </div>
  );
}

function update(id: string, fields: TaskFields): Command {
  return { type: "updateTasks", tasks: [{ id, fields }] };
}

/** A cell of the row as a field: the same texts, the same grammar. */
function CellField({ desk, row, column, note }: { readonly desk: Desk; readonly row: OutlineRow; readonly column: ColumnId; readonly note?: string }): ReactNode {
  const state = desk.get();
  const reading = { today: desk.now, order: desk.dateOrder, projectKey: state.project.key };
  const reason = readOnlyReason(row, column);
  const isDate = column === "start" || column === "finish" || column === "deadline";
  return (
    <TextField
      label={COLUMNS[column].name}
      value={plainText(state.shown, row, column, desk.thisYear)}
      {...(reason !== undefined && { readOnlyBecause: reason })}
      {...(note !== undefined && { note })}
      {...(isDate && {
        readAloud: (text: string) => {
          const parsed = readDateCell(desk.get().plan, reading, column, text);
          return parsed.ok ? `= ${parsed.reading}` : "";
        },
      })}
      keep={(text) => {
        const { plan } = desk.get();
        const outcome = commandsForCell(plan, reading, row, { column, text });
        if (!outcome.ok) return outcome.message;
        return tryEdit(desk, outcome.commands, { note: outcome.dated && constraintSentence(plan, row.task.id, outcome.dated.end, outcome.dated.minute, desk.thisYear) });
      }}
    />
  );
}

function Marks({ desk, row }: { readonly desk: Desk; readonly row: OutlineRow }): ReactNode {
  const { task } = row;
  return (
    <div className="pl-checks">
      <label>
        <input type="checkbox" checked={task.mode === "manual"} onChange={(event) => edit(desk, [update(task.id, { mode: event.target.checked ? "manual" : "auto" })])} /> Scheduled by hand
      </label>
      {!row.isSummary && (
        <label>
          <input type="checkbox" checked={task.milestone} onChange={(event) => edit(desk, [update(task.id, { milestone: event.target.checked })])} /> Milestone
        </label>
      )}
      <label>
        <input type="checkbox" checked={!task.active} onChange={(event) => edit(desk, [update(task.id, { active: !event.target.checked })])} /> Inactive
      </label>
    </div>
  );
}

const HOLDS_START: ReadonlySet<ConstraintType> = new Set(["SNET", "SNLT", "MSO"]);

function ConstraintFields({ desk, row }: { readonly desk: Desk; readonly row: OutlineRow }): ReactNode {
  const { task } = row;
  const column = HOLDS_START.has(task.constraint) ? "start" : "finish";
  const hasDate = task.constraint !== "ASAP" && task.constraint !== "ALAP";
  const reading = { today: desk.now, order: desk.dateOrder, projectKey: desk.get().project.key };
  /** A type that needs a date begins with the date that the task has now. */
  const choose = (constraint: ConstraintType): void => {
    const dates = desk.get().plan.schedule.of(task.id);
    const needsDate = constraint !== "ASAP" && constraint !== "ALAP";
    const constraintDate = needsDate ? (task.constraintDate ?? (HOLDS_START.has(constraint) ? dates?.start : dates?.finish) ?? desk.now) : null;
    edit(desk, [update(task.id, { constraint, constraintDate })]);
  };
  const dateText = task.constraintDate === undefined ? "" : plainDate(desk.get().shown, task.constraintDate, column);
  return (
    <div className="pl-pair">
      <Field label="Constraint">
        {(control) => (
          <select {...control} className="ll-input" value={task.constraint} onChange={(event) => choose(constraintType.parse(event.target.value))}>
            {constraintType.options.map((type) => (
              <option key={type} value={type}>
                {capital(constraintWords(type))}
              </option>
            ))}
          </select>
        )}
      </Field>
      {hasDate && (
        <TextField
          label="Constraint date"
          value={dateText}
          readAloud={(text) => {
            const parsed = readDateCell(desk.get().plan, reading, column, text);
            return parsed.ok ? `= ${parsed.reading}` : "";
          }}
          keep={(text) => {
            const parsed = readDateCell(desk.get().plan, reading, column, text);
            return parsed.ok ? tryEdit(desk, [update(task.id, { constraintDate: parsed.minute })]) : parsed.message;
          }}
        />
      )}
    </div>
  );
}

function CalendarField({ desk, row }: { readonly desk: Desk; readonly row: OutlineRow }): ReactNode {
  const calendars = [...desk.get().plan.project.records.calendar.values()];
  return (
    <Field label="Calendar">
      {(control) => (
        <select {...control} className="ll-input" value={row.task.calendarId ?? ""} onChange={(event) => edit(desk, [update(row.task.id, { calendarId: event.target.value === "" ? null : event.target.value })])}>
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

/** The links of the task on both sides, each with its own type and lag. */
function Links({ desk, taskId, goTo }: { readonly desk: Desk; readonly taskId: string; readonly goTo: (taskId: string) => void }): ReactNode {
  const { plan } = desk.get();
  const [into, from] = [linksInto(plan.project, taskId), linksFrom(plan.project, taskId)];
  const sides = [
    { title: "Waits for", links: into, otherOf: (link: (typeof into)[number]) => link.predecessorId },
    { title: "Is waited for by", links: from, otherOf: (link: (typeof into)[number]) => link.successorId },
  ];
  return sides.map(({ title, links, otherOf }) =>
    links.length === 0 ? null : (
      <section key={title}>
        <h3 className="ll-label">{title}</h3>
        <ul className="pl-links">
          {links.map((link) => (
            <li key={link.id}>
              <details>
                <summary>
                  {plan.outline.rowOf(otherOf(link))?.rowNumber} {plan.outline.rowOf(otherOf(link))?.task.name} <span className="ll-muted">{`${link.type}${formatLag(link, settingsOf(plan.project))}`}</span>
                </summary>
                <LinkFields desk={desk} link={link} onRemoved={() => undefined} />
                <button type="button" className="ll-button" data-look="link" onClick={() => goTo(otherOf(link))}>
                  Go there
                </button>
              </details>
            </li>
          ))}
        </ul>
      </section>
    ),
  );
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
