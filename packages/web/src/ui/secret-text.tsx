/** A text that is shown once, with the way to copy it. */
import type { ReactNode } from "react";
import { Button } from "./button.tsx";
import { Field } from "./field.tsx";
import { toast } from "./toast.ts";

export function SecretText({ label, text }: { readonly label: string; readonly text: string }): ReactNode {
  const copy = (): void => {
    const failed = (): void => toast("The browser did not allow copying. Select the text and copy it.");
    if (!("clipboard" in navigator)) return failed();
    navigator.clipboard.writeText(text).then(() => toast(`${label}: copied.`), failed);
  };
  return (
    <div className="ll-row ll-secret">
      <div className="ll-grow">
        <Field label={label}>{(control) => <input {...control} className="ll-input ll-mono" readOnly value={text} onFocus={(event) => event.target.select()} />}</Field>
      </div>
      <Button onClick={copy}>Copy</Button>
    </div>
  );
}
