/** Fields of the details panel that read like the grid's cells: the same texts, the same grammar, dates read aloud while typed. */
import { constraintSentence, type DateEnd } from "@leadline/engine/views/plan-words.ts";
import type { OutlineRow } from "@leadline/engine/model/plan/outline.ts";
import type { Minute } from "@leadline/engine/time/minute.ts";
import type { ReactNode } from "react";
import { TextField } from "../../../ui/text-field.tsx";
import { commandsForCell, readDateCell, readOnlyReason, type CellReading } from "../cell-commands.ts";
import { COLUMNS, plainDate, plainText, type ColumnId } from "../columns.ts";
import type { Desk } from "../desk.ts";
import { tryEdit } from "../edits.ts";

export function readingOf(desk: Desk): CellReading {
  return { today: desk.now, order: desk.dateOrder, projectKey: desk.get().project.key };
}

interface CellFieldProps {
  readonly desk: Desk;
  readonly row: OutlineRow;
  readonly column: ColumnId;
  readonly note?: string;
}

export function CellField({ desk, row, column, note }: CellFieldProps): ReactNode {
  const state = desk.get();
  const reading = readingOf(desk);
  const reason = readOnlyReason(row, column);
  const isDate = column === "start" || column === "finish" || column === "deadline";
  return (
    <TextField
      label={COLUMNS[column].name}
      value={plainText(state.shown, row, column, desk.thisYear)}
      {...(reason !== undefined && { readOnlyBecause: reason })}
      {...(note !== undefined && { note })}
      {...(isDate && { readAloud: (text: string) => readingAloud(desk, column === "start" ? "start" : "finish", text) })}
      keep={(text) => {
        const { plan } = desk.get();
        const outcome = commandsForCell(plan, reading, row, { column, text });
        if (!outcome.ok) return outcome.message;
        return tryEdit(desk, outcome.commands, { note: outcome.dated && constraintSentence(plan, row.task.id, outcome.dated.end, outcome.dated.minute, desk.thisYear) });
      }}
    />
  );
}

interface DateFieldProps {
  readonly desk: Desk;
  readonly label: string;
  readonly end: DateEnd;
  readonly value: Minute | undefined;
  readonly note?: string;
  /** Gets nothing where the field was emptied. */
  readonly keep: (minute: Minute | undefined) => string | undefined;
}

/** A date by itself, in the grammar of the grid's date cells. */
export function DateField({ desk, label, end, value, note, keep }: DateFieldProps): ReactNode {
  return (
    <TextField
      label={label}
      value={value === undefined ? "" : plainDate(desk.get().plan, value, end)}
      {...(note !== undefined && { note })}
      readAloud={(text) => readingAloud(desk, end, text)}
      keep={(text) => {
        if (text.trim() === "") return keep(undefined);
        const parsed = readDateCell(desk.get().plan, readingOf(desk), end, text);
        return parsed.ok ? keep(parsed.minute) : parsed.message;
      }}
    />
  );
}

function readingAloud(desk: Desk, end: DateEnd, text: string): string {
  const parsed = readDateCell(desk.get().plan, readingOf(desk), end, text);
  return parsed.ok ? `= ${parsed.reading}` : "";
}
