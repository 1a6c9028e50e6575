/** Whether something is done to the whole plan or to the selected rows. */
import type { ReactNode } from "react";
import { selectedRows } from "../clipboard.ts";
import type { Desk } from "../desk.ts";

export type Scope = "plan" | "selection";

/** Ids for a command's optional list of tasks: absent means all of them. */
export function idsInScope(desk: Desk, scope: Scope): { readonly taskIds?: string[] } {
  return scope === "plan" ? {} : { taskIds: selectedRows(desk).map((row) => row.task.id) };
}

interface ScopeProps {
  readonly desk: Desk;
  readonly scope: Scope;
  readonly onScope: (scope: Scope) => void;
}

export function ScopeChoice({ desk, scope, onScope }: ScopeProps): ReactNode {
  const count = selectedRows(desk).length;
  const choices: readonly (readonly [Scope, string])[] = [
    ["plan", "The whole plan"],
    ["selection", count === 1 ? "The selected row" : `The ${count} selected rows`],
  ];
  return (
    <fieldset className="pl-choices">
      <legend className="ll-label">For</legend>
      {choices.map(([value, words]) => (
        <label key={value}>
          <input type="radio" name="scope" checked={scope === value} disabled={value === "selection" && count === 0} onChange={() => onScope(value)} /> {words}
        </label>
      ))}
    </fieldset>
  );
}
