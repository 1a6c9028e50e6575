/** The resource sheet: who and what a plan can use, with units, calendars, rates and skills, and who has too much to do. */
import type { Project } from "@leadline/engine/model/project.ts";
import type { Resource } from "@leadline/engine/model/records.ts";
import { Trash2 } from "lucide-react";
import { useMemo, useState, type ReactNode } from "react";
import { newId } from "../../store/new-id.ts";
import type { ProjectStore } from "../../store/project-store.ts";
import { useProjectState } from "../../store/use-project-state.ts";
import { Button, IconButton } from "../../ui/button.tsx";
import { toast } from "../../ui/toast.ts";
import { assignmentCounts } from "./assignment-counts.ts";
import { focusBelow, SheetCell } from "./sheet-cell.tsx";
import { SHEET_COLUMNS } from "./sheet-columns.ts";
import { overloadsByResource } from "./overloads.ts";
import { compareRanks } from "./sheet-order.ts";
import "./people.css";

export function PeoplePage({ store }: { readonly store: ProjectStore }): ReactNode {
  const project = useProjectState(store, (state) => state.project);
  const schedule = useProjectState(store, (state) => state.schedule);
  const resources = [...project.records.resource.values()].sort(compareRanks);
  const counts = assignmentCounts(project);
  const overloads = useMemo(() => overloadsByResource(project, schedule), [project, schedule]);
  const save = (resource: Resource): string | undefined => {
    const result = store.run([{ type: "saveResource", resource }]);
    return result.ok ? undefined : result.refusals.map((refusal) => refusal.message).join(" ");
  };
  const remove = (resource: Resource): void => {
    const result = store.run([{ type: "deleteResources", ids: [resource.id] }]);
    if (result.ok) toast(`“${resource.name}” deleted${counts.get(resource.id) ? " and taken off its tasks" : ""}.`, { id: "resource-deleted", verb: { label: "Undo", run: () => void store.undo() } });
    else toast(result.refusals.map((refusal) => refusal.message).join(" "));
  };
  return (
    <div className="rs-page">
      <h1 className="ll-hidden">Resource sheet</h1>
      {resources.length === 0 && (
        <p className="rs-empty">Nobody is in this plan yet. Type the first name below, or type names into the Resources column of the plan: a name that is new appears here.</p>
      )}
      <div className="rs-scroll" role="region" aria-label="Resource sheet" tabIndex={-1}>
        <table className="rs-table">
          <thead>
            <tr>
              <th scope="col">
                <span className="ll-hidden">Marks</span>
              </th>
              {SHEET_COLUMNS.map((column) => (
                <th key={column.id} scope="col" style={{ minWidth: column.width }} data-number={column.isNumber}>
                  {column.label}
                </th>
              ))}
              <th scope="col" data-number>
                Tasks
              </th>
              <th scope="col">
                <span className="ll-hidden">Delete</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {resources.map((resource) => (
              <ResourceRow key={resource.id} project={project} resource={resource} taskCount={counts.get(resource.id) ?? 0} overload={overloads.get(resource.id)} onSave={save} onRemove={() => remove(resource)} />
            ))}
            <NewResourceRow store={store} />
          </tbody>
        </table>
      </div>
    </div>
  );
}

interface ResourceRowProps {
  readonly project: Project;
  readonly resource: Resource;
  readonly taskCount: number;
  /** What is too much, in a sentence. */
  readonly overload: string | undefined;
  /** Answers a sentence where the plan does not allow it. */
  readonly onSave: (resource: Resource) => string | undefined;
  readonly onRemove: () => void;
}

function ResourceRow({ project, resource, taskCount, overload, onSave, onRemove }: ResourceRowProps): ReactNode {
  return (
    <tr data-resource={resource.name} data-overloaded={overload === undefined ? undefined : ""}>
      <td className="rs-mark">
        {overload !== undefined && (
          <span role="img" aria-label={overload} title={overload}>
            ▲
          </span>
        )}
      </td>
      {SHEET_COLUMNS.map((column) => (
        <td key={column.id} data-column={column.id} data-number={column.isNumber}>
          <SheetCell project={project} column={column} resource={resource} save={(result) => (result.ok ? onSave(result.resource) : result.message)} />
        </td>
      ))}
      <td data-number>{taskCount}</td>
      <td>
        <IconButton label={`Delete ${resource.name}`} onClick={onRemove}>
          <Trash2 size={16} strokeWidth={1.5} aria-hidden />
        </IconButton>
      </td>
    </tr>
  );
}

/** The empty row at the end: a name typed here is a new resource. */
function NewResourceRow({ store }: { readonly store: ProjectStore }): ReactNode {
  const [name, setName] = useState("");
  const [error, setError] = useState<string>();
  const add = (): boolean => {
    if (name.trim() === "") return false;
    const result = store.run([{ type: "saveResource", resource: { id: newId(), name: name.trim(), type: "work", maxUnits: 1 } }]);
    setError(result.ok ? undefined : result.refusals.map((refusal) => refusal.message).join(" "));
    if (result.ok) setName("");
    return result.ok;
  };
  return (
    <tr>
      <td />
      <td colSpan={SHEET_COLUMNS.length + 2}>
        <span className="ll-row">
          <input
            className="rs-input rs-new"
            aria-label="Name of a new resource"
            placeholder="Type a new name"
            autoComplete="off"
            value={name}
            onChange={(event) => setName(event.target.value)}
            onBlur={add}
            onKeyDown={(event) => {
              if (event.key === "Enter") add();
              if (event.key === "ArrowUp") focusBelow(event.currentTarget, "above");
            }}
          />
          {name.trim() !== "" && <Button onClick={add}>Add</Button>}
          {error !== undefined && (
            <span className="ll-field-error" role="alert">
              {error}
            </span>
          )}
        </span>
      </td>
    </tr>
  );
}
