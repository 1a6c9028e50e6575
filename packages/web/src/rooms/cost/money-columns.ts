/** Columns that sheets of money share: kind of cost, currency, and figures that follow from the records. */
import { settingsOf, type Project } from "@leadline/engine/model/project.ts";
import type { SheetColumn } from "../../ui/edit-sheet.tsx";
import { amountText } from "../../ui/money-text.ts";
import { choiceColumn } from "../../ui/record-columns.ts";
import { COST_TYPES } from "./cost-types.ts";

export function kindColumn<T extends { readonly costType: string }>(): SheetColumn<T> {
  return choiceColumn<T>("costType", "Kind", 120, COST_TYPES);
}

/** The project's own currency is not stored: it may be named later. */
export function currencyColumn<T extends { readonly currency?: string | undefined }>(project: Project): SheetColumn<T> {
  const own = settingsOf(project).currency;
  return {
    id: "currency",
    label: "Currency",
    width: 80,
    textOf: ({ currency }) => currency ?? own,
    keep: (text) => {
      const code = text.trim().toUpperCase();
      if (code === "" || code === own) return { currency: null };
      return /^[A-Z]{3}$/.test(code) ? { currency: code } : `“${text}” is no currency; type three letters such as EUR.`;
    },
  };
}

/** Whole hundredths that are reckoned, not typed; nothing where there is none. */
export function figureColumn<T>(id: string, label: string, centsOf: (record: T) => number | undefined): SheetColumn<T> {
  const text = (record: T): string => {
    const cents = centsOf(record);
    return cents === undefined ? "" : amountText(cents);
  };
  return { id, label, width: 110, isNumber: true, className: "ll-figure", textOf: text, show: text };
}
