/** One cell of a sheet: keeps what was typed when it is left or Enter is pressed, and says what is wrong in place. */
import { useEffect, useId, useState, type KeyboardEvent, type ReactNode } from "react";

interface SheetTextCellProps {
  /** For assistive technology: "Chance of Switches arrive late". */
  readonly label: string;
  readonly value: string;
  readonly isNumber?: boolean;
  readonly isReadOnly?: boolean;
  readonly placeholder?: string;
  /** Answers a sentence where the text cannot be kept. */
  readonly keep: (text: string) => string | undefined;
}

export function SheetTextCell({ label, value, isNumber = false, isReadOnly = false, placeholder, keep }: SheetTextCellProps): ReactNode {
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
    if (event.key === "Enter" && commit()) focusInRow(event.currentTarget, "below");
    if (event.key === "ArrowDown" || event.key === "ArrowUp") focusInRow(event.currentTarget, event.key === "ArrowUp" ? "above" : "below");
  };
  return (
    <>
      <input
        className="ll-sheet-input"
        data-number={isNumber || undefined}
        aria-label={label}
        aria-invalid={error === undefined ? undefined : true}
        aria-describedby={error === undefined ? undefined : id}
        autoComplete="off"
        placeholder={placeholder}
        readOnly={isReadOnly}
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
        <span id={id} className="ll-field-error" role="alert">
          {error}
        </span>
      )}
    </>
  );
}

/** The same column of the next or previous row. */
export function focusInRow(input: HTMLElement, where: "below" | "above"): void {
  const cell = input.closest("td");
  const row = cell?.parentElement;
  const next = where === "below" ? row?.nextElementSibling : row?.previousElementSibling;
  const place = cell ? [...(row?.children ?? [])].indexOf(cell) : -1;
  const target = next?.children[place]?.querySelector("input");
  target?.focus();
  target?.select();
}
