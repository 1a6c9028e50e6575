/** A date that is typed in a dialog, in the grammar of the grid: "today", "+3d", "4 dec", "2026-12-04 17:00". */
import type { Minute } from "@leadline/engine/time/minute.ts";
import type { DateEnd } from "@leadline/engine/views/plan-words.ts";
import type { ReactNode } from "react";
import { Field } from "../../../ui/field.tsx";
import { readDateCell } from "../cell-commands.ts";
import { plainDate } from "../columns.ts";
import type { Desk } from "../desk.ts";
import { readingOf } from "../details/cell-field.tsx";

export type ReadDate = { readonly ok: true; readonly minute: Minute; readonly reading: string } | { readonly ok: false; readonly message: string };

export function readDate(desk: Desk, end: DateEnd, text: string): ReadDate {
  const parsed = readDateCell(desk.get().plan, readingOf(desk), end, text);
  return parsed.ok ? { ok: true, minute: parsed.minute, reading: parsed.reading } : { ok: false, message: parsed.message };
}

/** The text that a date field opens with. */
export function dateEntryText(desk: Desk, minute: Minute, end: DateEnd): string {
  return plainDate(desk.get().plan, minute, end);
}

interface DateEntryProps {
  readonly desk: Desk;
  readonly label: string;
  readonly end: DateEnd;
  readonly text: string;
  readonly onText: (text: string) => void;
}

export function DateEntry({ desk, label, end, text, onText }: DateEntryProps): ReactNode {
  const read = text.trim() === "" ? undefined : readDate(desk, end, text);
  return (
    <Field label={label} {...(read?.ok && { note: `= ${read.reading}` })} error={read && !read.ok ? read.message : undefined}>
      {(control) => <input {...control} className="ll-input" autoComplete="off" value={text} onChange={(event) => onText(event.target.value)} />}
    </Field>
  );
}
