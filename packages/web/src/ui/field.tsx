/** A labelled field: what is asked, a note on how to answer, and an error that keeps what was typed. */
import { useId, type ReactNode } from "react";

interface FieldProps {
  readonly label: string;
  readonly note?: string;
  readonly error?: string | undefined;
  /** Gets what ties the control to its label, note and error. */
  readonly children: (control: { readonly id: string; readonly "aria-describedby"?: string; readonly "aria-invalid"?: true }) => ReactNode;
}

export function Field({ label, note, error, children }: FieldProps): ReactNode {
  const id = useId();
  const told = [note && `${id}-note`, error && `${id}-error`].filter(Boolean).join(" ");
  return (
    <div className="ll-field">
      <label htmlFor={id}>{label}</label>
      {children({ id, ...(told && { "aria-describedby": told }), ...(error && { "aria-invalid": true as const }) })}
      {note && (
        <span id={`${id}-note`} className="ll-field-note">
          {note}
        </span>
      )}
      {error && (
        <span id={`${id}-error`} className="ll-field-error" role="alert">
          {error}
        </span>
      )}
    </div>
  );
}
