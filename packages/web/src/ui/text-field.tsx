/** A field that keeps what was typed when it is left or Enter is pressed, and says in place what is wrong with it. */
import { useEffect, useState, type ReactNode } from "react";
import { Field } from "./field.tsx";

interface TextFieldProps {
  readonly label: string;
  readonly value: string;
  /** Answers a sentence when the text cannot be kept. */
  readonly keep: (text: string) => string | undefined;
  /** Shown while typing: how the text is understood. */
  readonly readAloud?: (text: string) => string;
  readonly note?: string;
  /** Why nothing can be typed. */
  readonly readOnlyBecause?: string;
  readonly isLong?: boolean;
}

export function TextField({ label, value, keep, readAloud, note, readOnlyBecause, isLong }: TextFieldProps): ReactNode {
  const [text, setText] = useState(value);
  const [isTyping, setTyping] = useState(false);
  const [error, setError] = useState<string>();
  useEffect(() => {
    setText(value);
    setTyping(false);
    setError(undefined);
  }, [value]);
  const commit = (): void => {
    if (!isTyping) return;
    const refused = text === value ? undefined : keep(text);
    setError(refused);
    if (refused === undefined) setTyping(false);
  };
  const reading = isTyping && readAloud && text.trim() !== "" ? readAloud(text) : "";
  const told = reading || note || readOnlyBecause;
  const handlers = {
    value: text,
    readOnly: readOnlyBecause !== undefined,
    onChange: (event: { readonly target: { readonly value: string } }) => {
      setText(event.target.value);
      setTyping(true);
      setError(undefined);
    },
    onBlur: commit,
    onKeyDown: (event: React.KeyboardEvent) => {
      if (event.key === "Enter" && !isLong) commit();
      if (event.key === "Escape" && isTyping) {
        event.preventDefault();
        setText(value);
        setTyping(false);
        setError(undefined);
      }
    },
  };
  return (
    <Field label={label} error={error} {...(told && { note: told })}>
      {(control) => (isLong ? <textarea {...control} {...handlers} className="ll-input" rows={4} /> : <input {...control} {...handlers} className="ll-input" autoComplete="off" />)}
    </Field>
  );
}
