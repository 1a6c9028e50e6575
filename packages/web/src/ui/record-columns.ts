/** Columns that many sheets of records have: text, days, amounts of money, choices, and what the others are named by. */
import type { Project } from "@leadline/engine/model/project.ts";
import { formatIsoDay } from "@leadline/engine/time/minute.ts";
import { centsOf, centsText } from "./number-text.ts";
import type { Fields, SheetColumn } from "./edit-sheet.tsx";
import { taskOfText, tasksOfText, tasksText } from "./record-names.ts";
import { dayOfText } from "./typed-day.ts";

type FieldOf<T> = string & keyof T;

/** The number that a record got; it is never typed. */
export function codeColumn<T extends { readonly code: string }>(label: string): SheetColumn<T> {
  return { id: "code", label, width: 56, className: "ll-muted", textOf: ({ code }) => code, show: ({ code }) => code };
}

/** A title or name: it cannot be left empty. */
export function titleColumn<T>(id: FieldOf<T>, label: string, width: number): SheetColumn<T> {
  return { ...textColumn<T>(id, label, width), keep: (text) => (text.trim() === "" ? `${label}: it cannot be empty; type a few words.` : { [id]: text.trim() }) };
}

/** Words that are always there, if only as none, such as an owner who is not found yet. */
export function wordsColumn<T>(id: FieldOf<T>, label: string, width: number): SheetColumn<T> {
  return { ...textColumn<T>(id, label, width), keep: (text) => ({ [id]: text.trim() }) };
}

/** Plain text that may be left empty. */
export function textColumn<T>(id: FieldOf<T>, label: string, width: number): SheetColumn<T> {
  return { id, label, width, textOf: (record) => String(record[id] ?? ""), keep: (text) => ({ [id]: text.trim() === "" ? null : text.trim() }) };
}

/** A day that there has to be, typed as 2026-03-31. */
export function neededDayColumn<T>(id: FieldOf<T>, label: string): SheetColumn<T> {
  return {
    id,
    label,
    width: 110,
    textOf: (record) => (typeof record[id] === "number" ? formatIsoDay(record[id]) : ""),
    keep: (text) => {
      const day = dayOfText(text);
      return day === undefined ? `There is no day “${text}”; type it as 2026-03-31.` : { [id]: day };
    },
  };
}

/** A day that may be left empty. */
export function dayColumn<T>(id: FieldOf<T>, label: string): SheetColumn<T> {
  return emptied(id, neededDayColumn<T>(id, label));
}

/** Whole hundredths of a currency unit, never negative. */
export function amountColumn<T>(id: FieldOf<T>, label: string, width = 120): SheetColumn<T> {
  return {
    id,
    label,
    width,
    isNumber: true,
    textOf: (record) => (typeof record[id] === "number" ? centsText(record[id]) : ""),
    keep: (text) => {
      const cents = centsOf(text);
      return cents === undefined ? `“${text}” is no amount of money; type it as 1250.50.` : { [id]: cents };
    },
  };
}

/** An amount that may be left empty. */
export function optionalAmountColumn<T>(id: FieldOf<T>, label: string, width = 120): SheetColumn<T> {
  return emptied(id, amountColumn<T>(id, label, width));
}

/** The same column, of which nothing is typed to take the value away. */
function emptied<T>(id: FieldOf<T>, column: SheetColumn<T>): SheetColumn<T> {
  const { keep } = column;
  return keep ? { ...column, keep: (text, record) => (text.trim() === "" ? { [id]: null } : keep(text, record)) } : column;
}

/** One of a few values. */
export function choiceColumn<T>(id: FieldOf<T>, label: string, width: number, choices: readonly (readonly [string, string])[]): SheetColumn<T> {
  return { id, label, width, choices, textOf: (record) => String(record[id] ?? ""), keep: (text): Fields => ({ [id]: text === "" ? null : text }) };
}

/** The task that a record belongs to; empty is the project as a whole. */
export function taskColumn<T>(id: FieldOf<T>, label: string, { project, key }: { readonly project: Project; readonly key: string }): SheetColumn<T> {
  return {
    id,
    label,
    width: 90,
    textOf: (record) => tasksText(typeof record[id] === "string" ? [record[id]] : [], project, key),
    keep: (text) => {
      const found = taskOfText(text, project, key);
      return typeof found === "object" && found !== null ? found.sentence : { [id]: found };
    },
  };
}

/** Several tasks, parted by commas. */
export function tasksColumn<T>(id: FieldOf<T>, label: string, { project, key }: { readonly project: Project; readonly key: string }): SheetColumn<T> {
  return {
    id,
    label,
    width: 130,
    textOf: (record) => (Array.isArray(record[id]) ? tasksText(record[id].map(String), project, key) : ""),
    keep: (text) => {
      const found = tasksOfText(text, project, key);
      return "sentence" in found ? found.sentence : { [id]: found.ids };
    },
  };
}
