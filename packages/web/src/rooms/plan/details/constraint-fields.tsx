/** A task's constraint: its type, and the date that it holds. */
import { constraintWords } from "@leadline/engine/change/task-fields.ts";
import { constraintType, type ConstraintType } from "@leadline/engine/model/plan/task.ts";
import type { OutlineRow } from "@leadline/engine/model/plan/outline.ts";
import type { ReactNode } from "react";
import { Field } from "../../../ui/field.tsx";
import type { Desk } from "../desk.ts";
import { edit, tryEdit } from "../edits.ts";
import { DateField } from "./cell-field.tsx";
import { taskUpdate } from "./task-update.ts";

const HOLDS_START: ReadonlySet<ConstraintType> = new Set(["SNET", "SNLT", "MSO"]);

export function ConstraintFields({ desk, row }: { readonly desk: Desk; readonly row: OutlineRow }): ReactNode {
  const { task } = row;
  const hasDate = task.constraint !== "ASAP" && task.constraint !== "ALAP";
  /** A type that needs a date begins with the date that the task has now. */
  const choose = (constraint: ConstraintType): void => {
    const dates = desk.get().plan.schedule.of(task.id);
    const needsDate = constraint !== "ASAP" && constraint !== "ALAP";
    const constraintDate = needsDate ? (task.constraintDate ?? (HOLDS_START.has(constraint) ? dates?.start : dates?.finish) ?? desk.now) : null;
    edit(desk, [taskUpdate(task.id, { constraint, constraintDate })]);
  };
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
        <DateField
          desk={desk}
          label="Constraint date"
          end={HOLDS_START.has(task.constraint) ? "start" : "finish"}
          value={task.constraintDate}
          keep={(minute) => tryEdit(desk, [taskUpdate(task.id, minute === undefined ? { constraint: "ASAP", constraintDate: null } : { constraintDate: minute })])}
        />
      )}
    </div>
  );
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
