/** A field for a new password: long is what counts. */
import type { ReactNode } from "react";
import { Field } from "../../ui/field.tsx";

/** As the server asks for it. */
const LEAST = 12;

export function PasswordField({ label, value, onChange }: { readonly label: string; readonly value: string; readonly onChange: (value: string) => void }): ReactNode {
  return (
    <Field label={label} note={`At least ${LEAST} characters. A few words in a row are easy to keep in mind.`}>
      {(control) => <input {...control} className="ll-input" type="password" autoComplete="new-password" required minLength={LEAST} maxLength={256} value={value} onChange={(event) => onChange(event.target.value)} />}
    </Field>
  );
}
