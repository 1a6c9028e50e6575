/** A sheet of decisions, promises or lessons: typed in place, one row for the next, deleted with a way back. */
import type { RegisterKind } from "@leadline/engine/model/registers.ts";
import { Trash2 } from "lucide-react";
import { useState, type ReactNode } from "react";
import type { EditResult, ProjectStore } from "../../store/project-store.ts";
import { IconButton } from "../../ui/button.tsx";
import { SheetTextCell } from "../../ui/sheet-cell.tsx";
import { toast } from "../../ui/toast.ts";

export interface SheetColumn<T> {
  readonly id: string;
  readonly label: string;
  readonly width: number;
  readonly isNumber?: true;
  /** Shown instead of a field. */
  readonly show?: (record: T) => ReactNode;
  readonly textOf: (record: T) => string;
  /** Fields to set, or a sentence why not; a column without it is only read. */
  readonly keep?: (text: string, record: T) => Readonly<Record<string, unknown>> | string;
}

interface RecordSheetProps<T> {
  readonly store: ProjectStore;
  readonly label: string;
  readonly kind: RegisterKind;
  readonly records: readonly T[];
  readonly columns: readonly SheetColumn<T>[];
  readonly mayEdit: boolean;
  readonly titleOf: (record: T) => string;
  readonly newLabel: string;
  readonly onNew: (title: string) => EditResult;
}

export function RecordSheet<T extends { readonly id: string; readonly code: string }>({ store, label, kind, records, columns, mayEdit, titleOf, newLabel, onNew }: RecordSheetProps<T>): ReactNode {
  const [made, setMade] = useState(0);
  const set = (record: T, fields: Readonly<Record<string, unknown>>): string | undefined => said(store.run([{ type: "updateRecords", records: [{ kind, id: record.id, fields }] }]));
  const remove = (record: T): void => {
    const refused = said(store.run([{ type: "deleteRecords", records: [{ kind, id: record.id }] }]));
    toast(refused ?? `${record.code} deleted.`, refused === undefined ? { id: `${kind}-deleted`, verb: { label: "Undo", run: () => void store.undo() } } : {});
  };
  const add = (title: string): string | undefined => {
    if (title.trim() === "") return undefined;
    const refused = said(onNew(title.trim()));
    if (refused === undefined) setMade(made + 1);
    return refused;
  };
  return (
    <div className="ll-sheet-scroll" role="region" aria-label={label} tabIndex={0}>
      <table className="ll-sheet">
        <thead>
          <tr>
            <th scope="col">Code</th>
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
            <tr key={record.id} data-record={record.code}>
              <td className="ll-muted">{record.code}</td>
              {columns.map((column) => (
                <td key={column.id} data-column={column.id}>
                  {column.show?.(record) ?? <TextCell column={column} record={record} name={titleOf(record)} mayEdit={mayEdit} set={set} />}
                </td>
              ))}
              <td>
                {mayEdit && (
                  <IconButton label={`Delete ${record.code}`} onClick={() => remove(record)}>
                    <Trash2 size={16} strokeWidth={1.5} aria-hidden />
                  </IconButton>
                )}
              </td>
            </tr>
          ))}
          {mayEdit && (
            <tr data-new>
              <td />
              <td>
                <SheetTextCell key={made} label={newLabel} placeholder={`${newLabel} …`} value="" keep={add} />
              </td>
              <td colSpan={columns.length} />
            </tr>
          )}
        </tbody>
      </table>
    </div>
  );
}

interface TextCellProps<T> {
  readonly column: SheetColumn<T>;
  readonly record: T;
  readonly name: string;
  readonly mayEdit: boolean;
  readonly set: (record: T, fields: Readonly<Record<string, unknown>>) => string | undefined;
}

function TextCell<T>({ column, record, name, mayEdit, set }: TextCellProps<T>): ReactNode {
  const { keep } = column;
  return (
    <SheetTextCell
      label={`${column.label} of ${name}`}
      value={column.textOf(record)}
      isNumber={column.isNumber === true}
      isReadOnly={!keep || !mayEdit}
      keep={(text) => {
        const kept = keep?.(text, record) ?? {};
        return typeof kept === "string" ? kept : set(record, kept);
      }}
    />
  );
}

function said(result: EditResult): string | undefined {
  return result.ok ? undefined : result.refusals.map(({ message }) => message).join(" ");
}

/** A column of plain text that may be left empty. */
export function textColumn<T>(id: string & keyof T, label: string, width: number): SheetColumn<T> {
  return { id, label, width, textOf: (record) => String(record[id] ?? ""), keep: (text) => ({ [id]: text.trim() === "" ? null : text.trim() }) };
}
