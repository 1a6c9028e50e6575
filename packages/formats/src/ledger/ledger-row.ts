/** One row of a ledger: its date, amount, side, kind and task, or the reason why it cannot be stored. */
import type { CostType, Spending } from "@leadline/engine/model/cost/money.ts";
import { dayNumberOf } from "@leadline/engine/time/minute.ts";
import { ownText } from "../mspdi/entity-fields.ts";
import type { ColumnMapping } from "../table/column-mapping.ts";
import { parseDateText } from "../table/date-text.ts";
import { bareNumber, parseNumberText } from "../table/number-text.ts";
import { called } from "../table/open-questions.ts";
import { cellText, isEmptyCell, type Cell, type TableRow } from "../table/table.ts";
import { costTypeOfWord, currencyOfSign, type LedgerField } from "./ledger-fields.ts";
import type { LedgerWishes } from "./ledger-preview.ts";

export interface LedgerRow {
  readonly row: number;
  readonly day: number;
  readonly text: string;
  /** Money spent is positive, money that came back negative; of a lone column of amounts only once its sign is known. */
  readonly cents: number;
  /** Whether debit and credit, or a column of sides, say what the sign means. */
  readonly hasSide: boolean;
  readonly isRounded: boolean;
  /** Absent: the project's. */
  readonly currency: string | undefined;
  /** The word or account that says the kind of cost; "" for none. */
  readonly kind: string;
  readonly costType: CostType | undefined;
  readonly task: string;
  readonly document: string;
  readonly supplier: string;
  readonly spending: Spending | undefined;
}

export type ReadLedgerRow = LedgerRow | { readonly refused: string } | { readonly skipped: "empty" | "zero" } | { readonly total: number };

export interface LedgerRowReading {
  readonly mapping: ColumnMapping<LedgerField>;
  readonly wishes: LedgerWishes;
  /** The project's currency. */
  readonly currency: string;
}

export function readLedgerRow(row: TableRow, reading: LedgerRowReading): ReadLedgerRow {
  const cells = cellsOf(row, reading);
  if (cells.isEmpty) return { skipped: "empty" };
  const amount = amountOf(cells);
  if ("refused" in amount) return amount;
  const date = dateOf(cells);
  if (date === undefined && amount.value !== undefined && isTotal(row)) return { total: centsOf(amount.value).cents };
  if (date === undefined) return { refused: "has no date" };
  if (typeof date === "object") return date;
  if (amount.value === undefined) return { refused: "has no amount" };
  const { cents, isRounded } = centsOf(amount.value);
  if (Math.abs(cents) > 1e13) return { refused: "has an amount beyond 100 thousand million" };
  if (cents === 0) return { skipped: "zero" };
  const currency = currencyOf(cells, amount.sign, reading.currency);
  if (typeof currency === "object") return currency;
  const spending = spendingOf(cells);
  if (typeof spending === "object") return spending;
  const kind = cells.text("costType") || cells.text("account");
  return {
    row: row.number,
    day: date,
    text: line(cells.text("text") || cells.text("supplier") || cells.text("document") || kind || `Row ${row.number}`),
    cents,
    hasSide: amount.hasSide,
    isRounded,
    currency: currency === reading.currency ? undefined : currency,
    kind,
    costType: chosenType(reading.wishes, kind) ?? costTypeOfWord(cells.text("costType")) ?? reading.wishes.costType,
    task: cells.text("task"),
    document: line(cells.text("document")),
    supplier: line(cells.text("supplier")),
    spending,
  };
}

const line = (text: string): string => ownText(text, 1000);

function chosenType({ costTypes }: LedgerWishes, kind: string): CostType | undefined {
  return costTypes && Object.hasOwn(costTypes, kind) ? costTypes[kind] : undefined;
}

interface LedgerCells {
  readonly isEmpty: boolean;
  readonly cell: (field: LedgerField) => Cell;
  readonly text: (field: LedgerField) => string;
  /** "column C (“Amount”)". */
  readonly place: (field: LedgerField) => string;
  readonly column: (field: LedgerField) => LedgerRowReading["mapping"]["columns"][number] | undefined;
}

function cellsOf(row: TableRow, { mapping }: LedgerRowReading): LedgerCells {
  const column = (field: LedgerField) => mapping.columns.find((one) => one.field === field);
  const cell = (field: LedgerField): Cell => {
    const found = column(field);
    const value = found && row.cells[found.column];
    return isEmptyCell(value) ? undefined : value;
  };
  return {
    isEmpty: mapping.columns.every(({ field, column: at }) => field === undefined || isEmptyCell(row.cells[at])),
    cell,
    text: (field) => cellText(cell(field)).trim(),
    place: (field) => called(column(field) ?? { letter: "?", header: "" }).replace("Column", "column"),
    column,
  };
}

type Refused = { readonly refused: string };

/** A day number; undefined where there is none. */
function dateOf(cells: LedgerCells): number | Refused | undefined {
  const cell = cells.cell("date");
  if (cell === undefined) return undefined;
  if (typeof cell === "object" && "date" in cell) return dayNumberOf(cell.date);
  const date = parseDateText(cellText(cell), cells.column("date")?.dates?.order);
  return date ? dayNumberOf(date.minute) : { refused: `says “${cellText(cell).trim().slice(0, 40)}” in ${cells.place("date")}, which is not a date that exists` };
}

interface Amount {
  /** In currency units; undefined where there is none. */
  readonly value: number | undefined;
  readonly hasSide: boolean;
  /** Sign or letters of a currency beside the number. */
  readonly sign: string;
}

function amountOf(cells: LedgerCells): Amount | Refused {
  if (cells.column("debit") && cells.column("credit")) return debitLessCredit(cells);
  const found = numberOf(cells, "amount");
  if ("refused" in found || found.value === undefined || !cells.column("side")) return found;
  const side = cells.text("side").toLowerCase();
  if (/^(?:d|dr|debit|s|soll|débit|debe|\+)$/.test(side)) return { ...found, hasSide: true };
  if (/^(?:c|cr|credit|h|haben|crédit|haber|-)$/.test(side)) return { ...found, value: -found.value, hasSide: true };
  return { refused: `says “${side.slice(0, 20)}” in ${cells.place("side")}, which is neither debit nor credit` };
}

function debitLessCredit(cells: LedgerCells): Amount | Refused {
  const [debit, credit] = [numberOf(cells, "debit"), numberOf(cells, "credit")];
  if ("refused" in debit) return debit;
  if ("refused" in credit) return credit;
  if (debit.value && credit.value) return { refused: "has both a debit and a credit" };
  const value = debit.value === undefined && credit.value === undefined ? undefined : debit.value || -(credit.value ?? 0);
  return { value, hasSide: true, sign: debit.sign || credit.sign };
}

function numberOf(cells: LedgerCells, field: "amount" | "debit" | "credit"): Amount | Refused {
  const cell = cells.cell(field);
  if (cell === undefined) return { value: undefined, hasSide: false, sign: "" };
  if (typeof cell === "number") return { value: cell, hasSide: false, sign: "" };
  const text = cellText(cell);
  const value = typeof cell === "string" ? parseNumberText(text, cells.column(field)?.numbers?.mark ?? "point") : undefined;
  if (value === undefined) return { refused: `says “${text.trim().slice(0, 40)}” in ${cells.place(field)}, which is not an amount of money` };
  return { value, hasSide: false, sign: bareNumber(text)?.currency ?? "" };
}

/** Whole minor units; told where parts of one had to be rounded away, beyond the noise of binary fractions. */
function centsOf(value: number): { readonly cents: number; readonly isRounded: boolean } {
  const cents = Math.round(value * 100);
  return { cents: cents === 0 ? 0 : cents, isRounded: Math.abs(value * 100 - cents) > Math.max(1e-6, Math.abs(cents) * 1e-12) };
}

function currencyOf(cells: LedgerCells, sign: string, own: string): string | Refused {
  const told = cells.text("currency") || sign;
  if (told === "") return own;
  return currencyOfSign(told, own) ?? { refused: `names “${told.slice(0, 20)}” as currency, which is not a code of three letters such as EUR` };
}

function spendingOf(cells: LedgerCells): Spending | Refused | undefined {
  const word = cells.text("spending").toLowerCase();
  if (word === "") return undefined;
  return word === "capex" || word === "opex" ? word : { refused: `says “${word.slice(0, 20)}” in ${cells.place("spending")}, which is neither capex nor opex` };
}

/** The last line of many ledgers sums them up. */
function isTotal({ cells }: TableRow): boolean {
  return cells.some((cell) => typeof cell === "string" && /^(?:(?:grand |sub)?total|sum|summe|gesamt|somme|suma)\b/i.test(cell.trim()));
}
