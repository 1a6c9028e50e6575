/** One cell of the resource sheet: keeps what was typed when it is left or Enter is pressed, and says what is wrong in place. */
import type { Project } from "@leadline/engine/model/project.ts";
import type { Resource } from "@leadline/engine/model/records.ts";
import { useEffect, useId, useState, type KeyboardEvent, type ReactNode } from "react";
import type { SheetColumn, SheetResult } from "./sheet-columns.ts";

interface SheetCellProps {
  readonly project: Project;
  readonly column: SheetColumn;
  readonly resource: Resource;
  /** Answers a sentence where the plan does not allow it. */
  readonly save: (result: SheetResult) => string | undefined;
}

export function SheetCell({ project, column, resource, save }: SheetCellProps): ReactNode {
  const label = `${column.label} of ${resource.name}`;
  const unused = column.unusedBy?.[resource.type];
  if (unused !== undefined) return <span className="rs-unused" title={unused} />;
  switch (column.kind) {
    case "check":
      return <input type="checkbox" aria-label={label} checked={column.isOn(resource)} onChange={(event) => save(column.keep(resource, event.target.checked))} />;
    case "choice":
      return (
        <select className="rs-input" aria-label={label} value={column.valueOf(resource)} onChange={(event) => save(column.keep(resource, event.target.value))}>
          {column.choices(project).map(({ value, label: words }) => (
            <option key={value} value={value}>
              {words}
            </option>
          ))}
        </select>
      );
    case "text":
      return <TextCell label={label} value={column.textOf(resource)} isNumber={column.isNumber === true} keep={(text) => save(column.keep(resource, text))} />;
  }
}

interface TextCellProps {
  readonly label: string;
  readonly value: string;
  readonly isNumber: boolean;
  readonly keep: (text: string) => string | undefined;
}

function TextCell({ label, value, isNumber, keep }: TextCellProps): ReactNode {
  const id = useId();
  const [text, setText] = useState(value);
  const [error, setError] = useState<string>();
  useEffect(() => {
    setText(value);
    setError(undefined);
  }, [value]);
  const commit = (): boolean => {
    const refused = text === value ? undefined : keep(text);
    setError(refused);
    return refused === undefined;
  };
  const onKey = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.key === "Escape") {
      setText(value);
      setError(undefined);
    }
    if (event.key === "Enter" && commit()) focusBelow(event.currentTarget);
    if (event.key === "ArrowDown" || event.key === "ArrowUp") focusBelow(event.currentTarget, event.key === "ArrowUp" ? "above" : "below");
  };
  return (
    <>
      <input
        className="rs-input"
        data-number={isNumber || undefined}
        aria-label={label}
        aria-invalid={error === undefined ? undefined : true}
        aria-describedby={error === undefined ? undefined : id}
        autoComplete="off"
        title={text.length > 20 ? text : undefined}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setError(undefined);
        }}
        onBlur={commit}
        onKeyDown={onKey}
      />
      {error !== undefined && (
        <span id={id} className="rs-error" role="alert">
          {error}
        </span>
      )}
    </>
  );
}

/** The same column of the next row. */
export function focusBelow(input: HTMLInputElement, where: "below" | "above" = "below"): void {
  const cell = input.closest("td");
  const row = cell?.parentElement;
  const next = where === "below" ? row?.nextElementSibling : row?.previousElementSibling;
  const place = cell ? [...(row?.children ?? [])].indexOf(cell) : -1;
  const target = next?.children[place]?.querySelector("input");
  target?.focus();
  target?.select();
}
