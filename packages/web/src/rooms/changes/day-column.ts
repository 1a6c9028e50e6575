/** A column of days, typed as 2026-03-31. */
import { civilOf, dayNumberOf, parseIso } from "@leadline/engine/time/minute.ts";
import type { SheetColumn } from "./record-sheet.tsx";

export function dayColumn<T>(id: string & keyof T, label: string): SheetColumn<T> {
  return {
    id,
    label,
    width: 110,
    textOf: (record) => {
      const day = record[id];
      return typeof day === "number" ? isoDay(day) : "";
    },
    keep: (text) => {
      const day = text.trim() === "" ? null : dayOfText(text);
      return day === undefined ? `There is no day “${text}”; type it as 2026-03-31.` : { [id]: day };
    },
  };
}

/** `undefined` where there is no such day, such as 31 February. */
export function dayOfText(text: string): number | undefined {
  const minute = /^\d{4}-\d\d-\d\d$/.test(text.trim()) ? parseIso(`${text.trim()}T00:00`) : undefined;
  return minute === undefined ? undefined : dayNumberOf(minute);
}

export function isoDay(dayNumber: number): string {
  const { year, month, day } = civilOf(dayNumber);
  return `${year}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
}
