/** A sheet of records of money: typed in place, one row for the next, deleted with a way back. */
import { Trash2 } from "lucide-react";
import { useState, type ReactNode } from "react";
import type { EditResult, ProjectStore } from "../../store/project-store.ts";
import { IconButton } from "../../ui/button.tsx";
import { SheetTextCell } from "../../ui/sheet-cell.tsx";
import { toast } from "../../ui/toast.ts";
import { COST_TYPES } from "./cost-types.ts";

export interface MoneyColumn<T> {
  readonly id: string;
  readonly label: string;
  readonly width: number;
  readonly isNumber?: true;
  /** `kind`: a choice of kinds of cost. */
  readonly look?: "kind";
  readonly textOf: (record: T) => string;
  /** Fields to set, or a sentence why not. */
  readonly keep: (text: string, record: T) => Readonly<Record<string, unknown>> | string;
}

interface MoneySheetProps<T> {
  readonly store: ProjectStore;
  readonly label: string;
  readonly kind: "budgetLine" | "actualCost";
  readonly records: readonly T[];
  readonly columns: readonly MoneyColumn<T>[];
  readonly newLabel: string;
  readonly onNew: (name: string) => EditResult;
}

export function MoneySheet<T extends { readonly id: string; readonly name: string }>({ store, label, kind, records, columns, newLabel, onNew }: MoneySheetProps<T>): ReactNode {
  const [made, setMade] = useState(0);
  const set = (record: T, fields: Readonly<Record<string, unknown>>): string | undefined => said(store.run([{ type: "updateRecords", records: [{ kind, id: record.id, fields }] }]));
  const remove = (record: T): void => {
    const refused = said(store.run([{ type: "deleteRecords", records: [{ kind, id: record.id }] }]));
    toast(refused ?? `“${record.name}” deleted.`, refused === undefined ? { id: `${kind}-deleted`, verb: { label: "Undo", run: () => void store.undo() } } : {});
  };
  const add = (name: string): string | undefined => {
    if (name.trim() === "") return undefined;
    const refused = said(onNew(name.trim()));
    if (refused === undefined) setMade(made + 1);
    return refused;
  };
  return (
    <div className="ll-sheet-scroll" role="region" aria-label={label} tabIndex={-1}>
      <table className="ll-sheet">
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.id} scope="col" style={{ minWidth: column.width }} data-number={column.isNumber}>
                {column.label}
              </th>
            ))}
            <th scope="col">
              <span className="ll-hidden">Delete</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {records.map((record) => (
            <tr key={record.id} data-record={record.name}>
              {columns.map((column) => (
                <td key={column.id} data-column={column.id}>
                  <Cell column={column} record={record} set={set} />
                </td>
              ))}
              <td>
                <IconButton label={`Delete ${record.name}`} onClick={() => remove(record)}>
                  <Trash2 size={16} strokeWidth={1.5} aria-hidden />
                </IconButton>
              </td>
            </tr>
          ))}
          <tr data-new>
            <td>
              <SheetTextCell key={made} label={newLabel} placeholder={`${newLabel} …`} value="" keep={add} />
            </td>
            <td colSpan={columns.length} />
          </tr>
        </tbody>
      </table>
    </div>
  );
}

function Cell<T extends { readonly name: string }>({ column, record, set }: { readonly column: MoneyColumn<T>; readonly record: T; readonly set: (record: T, fields: Readonly<Record<string, unknown>>) => string | undefined }): ReactNode {
  const keep = (text: string): string | undefined => {
    const kept = column.keep(text, record);
    return typeof kept === "string" ? kept : set(record, kept);
  };
  const label = `${column.label} of ${record.name}`;
  if (column.look !== "kind") return <SheetTextCell label={label} value={column.textOf(record)} isNumber={column.isNumber === true} keep={keep} />;
  return (
    <select className="ll-sheet-input" aria-label={label} value={column.textOf(record)} onChange={(event) => keep(event.target.value)}>
      {COST_TYPES.map(([type, words]) => (
        <option key={type} value={type}>
          {words}
        </option>
      ))}
    </select>
  );
}

function said(result: EditResult): string | undefined {
  return result.ok ? undefined : result.refusals.map(({ message }) => message).join(" ");
}
