/** Who and what works on a task: units and work of each assignment, and who can be added. */
import type { AssignedResource, AssignmentFields, Command } from "@leadline/engine/change/command.ts";
import type { OutlineRow } from "@leadline/engine/model/plan/outline.ts";
import { settingsOf } from "@leadline/engine/model/project.ts";
import type { Assignment, Resource } from "@leadline/engine/model/records.ts";
import { parseDuration } from "@leadline/engine/time/duration-text.ts";
import { X } from "lucide-react";
import type { ReactNode } from "react";
import { IconButton } from "../../../ui/button.tsx";
import { Field } from "../../../ui/field.tsx";
import { centsOf, centsText, numberOf, unitsOf, unitsText, workText } from "../../../ui/number-text.ts";
import { TextField } from "../../../ui/text-field.tsx";
import { assignmentsOfTask } from "../assignment-cell.ts";
import type { Desk } from "../desk.ts";
import { edit, tryEdit } from "../edits.ts";
import { CellField } from "./cell-field.tsx";

interface ResourcesProps {
  readonly desk: Desk;
  readonly row: OutlineRow;
}

interface Assigned {
  readonly assignment: Assignment;
  readonly resource: Resource;
}

export function ResourcesSection({ desk, row }: ResourcesProps): ReactNode {
  const assigned = assignedTo(desk, row.task.id);
  return (
    <div className="pl-fields">
      <CellField desk={desk} row={row} column="resources" note="Names with units, such as Engineer[50%]; Anna" />
      {assigned.length === 0 ? (
        <p className="ll-muted pl-small">Nobody is assigned yet. A name that is new becomes a new resource.</p>
      ) : (
        <ul className="pl-assignments" aria-label="Assignments">
          {assigned.map((one) => (
            <AssignmentLine key={one.assignment.id} desk={desk} one={one} all={assigned} />
          ))}
        </ul>
      )}
      <AddResource desk={desk} row={row} assigned={assigned} />
    </div>
  );
}

function assignedTo(desk: Desk, taskId: string): Assigned[] {
  const { project } = desk.get().plan;
  return assignmentsOfTask(project, taskId).flatMap((assignment) => {
    const resource = project.records.resource.get(assignment.resourceId ?? "");
    return resource ? [{ assignment, resource }] : [];
  });
}

function AssignmentLine({ desk, one: { assignment, resource }, all }: { readonly desk: Desk; readonly one: Assigned; readonly all: readonly Assigned[] }): ReactNode {
  const keep = (fields: AssignmentFields): string | undefined => tryEdit(desk, [{ type: "updateAssignments", assignments: [{ id: assignment.id, fields }] }]);
  const others = all.filter((other) => other.assignment.id !== assignment.id).map(asListed);
  return (
    <li>
      <div className="pl-assignment-head">
        <span className="ll-grow">
          {resource.name} {resource.type !== "work" && <span className="ll-chip">{resource.type}</span>}
        </span>
        <IconButton label={`Take ${resource.name} off this task`} onClick={() => edit(desk, [{ type: "setAssignments", taskId: assignment.taskId, assignments: others }])}>
          <X size={16} strokeWidth={1.5} aria-hidden />
        </IconButton>
      </div>
      <div className="pl-pair">{resource.type === "cost" ? <CostField assignment={assignment} keep={keep} /> : <UnitsAndWork desk={desk} one={{ assignment, resource }} keep={keep} />}</div>
    </li>
  );
}

type Keep = (fields: AssignmentFields) => string | undefined;

function CostField({ assignment, keep }: { readonly assignment: Assignment; readonly keep: Keep }): ReactNode {
  return (
    <TextField
      label="Cost"
      value={centsText(assignment.costCents)}
      keep={(text) => {
        const costCents = text.trim() === "" ? null : centsOf(text);
        return costCents === undefined ? `“${text.trim()}” is no amount of money. Type a number such as 1200 or 85.50.` : keep({ costCents });
      }}
    />
  );
}

function UnitsAndWork({ desk, one: { assignment, resource }, keep }: { readonly desk: Desk; readonly one: Assigned; readonly keep: Keep }): ReactNode {
  const settings = settingsOf(desk.get().plan.project);
  if (resource.type === "material") {
    return (
      <TextField
        label={`Amount${resource.materialLabel === undefined ? "" : `, ${resource.materialLabel}`}`}
        value={String(assignment.units)}
        keep={(text) => {
          const units = numberOf(text);
          return units === undefined || units < 0 ? `“${text.trim()}” is no amount. Type a number of 0 or more.` : keep({ units });
        }}
      />
    );
  }
  return (
    <>
      <TextField
        label="Units"
        value={unitsText(assignment.units)}
        keep={(text) => {
          const units = unitsOf(text);
          return units === undefined ? `“${text.trim()}” is no percentage. Type units such as 50 % or 200 %.` : keep({ units });
        }}
      />
      <TextField
        label="Work"
        value={workText(assignment.workMinutes)}
        keep={(text) => {
          const parsed = parseDuration(numberOf(text) === undefined ? text : `${text.trim()}h`, settings);
          return parsed.ok ? keep({ workMinutes: parsed.durationMinutes }) : `“${text.trim()}” is no work. Type hours or days such as 40h or 5d.`;
        }}
      />
    </>
  );
}

function asListed({ resource }: Assigned): AssignedResource {
  return { resourceId: resource.id };
}

/** Those who are not on the task yet, in one list. */
function AddResource({ desk, row, assigned }: ResourcesProps & { readonly assigned: readonly Assigned[] }): ReactNode {
  const taken = new Set(assigned.map(({ resource }) => resource.id));
  const free = [...desk.get().plan.project.records.resource.values()].filter((resource) => !taken.has(resource.id)).sort((a, b) => a.name.localeCompare(b.name));
  if (free.length === 0) return null;
  const add = (resourceId: string): void => {
    const command: Command = { type: "setAssignments", taskId: row.task.id, assignments: [...assigned.map(asListed), { resourceId }] };
    edit(desk, [command]);
  };
  return (
    <Field label="Add from the resource sheet">
      {(control) => (
        <select {...control} className="ll-input" value="" onChange={(event) => event.target.value !== "" && add(event.target.value)}>
          <option value="">Choose…</option>
          {free.map((resource) => (
            <option key={resource.id} value={resource.id}>
              {resource.name}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
