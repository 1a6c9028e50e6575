/** A sheet that is typed into: rows with columns of text, choices and what follows from them, totals, and one row for the next. */
import { Trash2 } from "lucide-react";
import { useState, type ReactNode } from "react";
import { IconButton } from "./button.tsx";
import { SheetTextCell } from "./sheet-cell.tsx";
import { toast } from "./toast.ts";

export type Fields = Readonly<Record<string, unknown>>;

/** A column of text unless it has choices or shows something of its own. */
export interface SheetColumn<T> {
  readonly id: string;
  readonly label: string;
  readonly width: number;
  readonly isNumber?: true;
  readonly className?: string;
  readonly textOf: (record: T) => string;
  /** Fields to set, or a sentence why not; a column without it is only read. */
  readonly keep?: (text: string, record: T) => Fields | string;
  /** A choice of these values instead of typed text. */
  readonly choices?: readonly (readonly [string, string])[];
  readonly isFixed?: (record: T) => boolean;
  /** Shown instead of a field. */
  readonly show?: (record: T) => ReactNode;
  /** For assistive technology. Absent: "Amount of Switches". */
  readonly nameOf?: (record: T) => string;
}

export interface EditSheetProps<T> {
  readonly label: string;
  readonly records: readonly T[];
  readonly columns: readonly SheetColumn<T>[];
  readonly mayEdit: boolean;
  /** What a record is called in sentences and labels. */
  readonly titleOf: (record: T) => string;
  /** Marks of a row, for styles and tests. */
  readonly marksOf?: (record: T) => Readonly<Record<`data-${string}`, string | number | true | undefined>>;
  /** Takes fields over, or answers a sentence why not. */
  readonly set: (record: T, fields: Fields) => string | undefined;
  readonly remove: (record: T) => void;
  /** Rows that always stay. Absent: none. */
  readonly staysOf?: (record: T) => boolean;
  /** Makes the next one, or answers a sentence why not. Absent: rows are not made here. */
  readonly add?: (title: string) => string | undefined;
  readonly newLabel?: string;
  /** The column under which the next one is typed. Absent: the first. */
  readonly newColumn?: string;
  readonly newHint?: string;
  /** Texts of the last line by column, such as sums. */
  readonly totals?: Readonly<Record<string, string>>;
}

export function EditSheet<T extends { readonly id: string }>(props: EditSheetProps<T>): ReactNode {
  const { label, records, columns, mayEdit, titleOf, marksOf = () => ({}), staysOf = () => false, set, remove, totals } = props;
  return (
    <div className="ll-sheet-scroll" role="region" aria-label={label} tabIndex={0}>
      <table className="ll-sheet ll-record-sheet">
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
            <tr key={record.id} data-record={titleOf(record)} {...marksOf(record)}>
              {columns.map((column) => (
                <td key={column.id} className={column.className} data-column={column.id} data-label={column.label} data-number={column.isNumber}>
                  {column.show ? column.show(record) : <RecordCell {...{ column, record, mayEdit }} title={titleOf(record)} set={(fields) => set(record, fields)} />}
                </td>
              ))}
              <td className="ll-record-verbs">
                {mayEdit && !staysOf(record) && (
                  <IconButton label={`Delete ${titleOf(record)}`} onClick={() => remove(record)}>
                    <Trash2 size={16} strokeWidth={1.5} aria-hidden />
                  </IconButton>
                )}
              </td>
            </tr>
          ))}
          {mayEdit && <NewRow {...props} />}
        </tbody>
        {totals && records.length > 0 && (
          <tfoot>
            <tr>
              {columns.map((column, at) => (
                <td key={column.id} data-column={column.id} data-label={column.label} data-number={column.isNumber}>
                  {totals[column.id] ?? (at === 0 ? "Total" : "")}
                </td>
              ))}
              <td />
            </tr>
          </tfoot>
        )}
      </table>
    </div>
  );
}

interface RecordCellProps<T> {
  readonly column: SheetColumn<T>;
  readonly record: T;
  readonly title: string;
  readonly mayEdit: boolean;
  readonly set: (fields: Fields) => string | undefined;
}

function RecordCell<T>({ column, record, title, mayEdit, set }: RecordCellProps<T>): ReactNode {
  const { keep, choices, isNumber = false } = column;
  const label = column.nameOf?.(record) ?? `${column.label} of ${title}`;
  const isReadOnly = !keep || !mayEdit || column.isFixed?.(record) === true;
  const kept = (text: string): string | undefined => {
    const fields = keep?.(text, record) ?? {};
    return typeof fields === "string" ? fields : set(fields);
  };
  if (!choices) return <SheetTextCell {...{ label, isNumber, isReadOnly }} value={column.textOf(record)} keep={kept} />;
  const choose = (value: string): void => {
    const refused = kept(value);
    if (refused !== undefined) toast(refused);
  };
  return (
    <select className="ll-sheet-input" aria-label={label} value={column.textOf(record)} disabled={isReadOnly} onChange={(event) => choose(event.target.value)}>
      {choices.map(([value, words]) => (
        <option key={value} value={value}>
          {words}
        </option>
      ))}
    </select>
  );
}

/** The last row: a title is enough. */
function NewRow<T>({ columns, add, newLabel = "New", newColumn, newHint = "" }: EditSheetProps<T>): ReactNode {
  const [made, setMade] = useState(0);
  if (!add) return null;
  const before = Math.max(0, columns.findIndex(({ id }) => id === newColumn));
  const keep = (title: string): string | undefined => {
    if (title.trim() === "") return undefined;
    const refused = add(title.trim());
    if (refused === undefined) setMade(made + 1);
    return refused;
  };
  return (
    <tr data-new>
      {before > 0 && <td colSpan={before} />}
      <td>
        <SheetTextCell key={made} label={newLabel} placeholder={`${newLabel} …`} value="" keep={keep} />
      </td>
      <td colSpan={columns.length - before} className={newHint === "" ? undefined : "ll-muted"}>
        {newHint}
      </td>
    </tr>
  );
}
