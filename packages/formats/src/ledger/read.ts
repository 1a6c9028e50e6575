/** Reads a ledger of actual costs (.csv, .xlsx): a preview with questions and totals first, postings only when nothing is open or wrong. */
import type { Problem } from "@leadline/engine/base/problem.ts";
import { rateOn, rateTableOf } from "@leadline/engine/model/cost/exchange.ts";
import { outlineOf } from "@leadline/engine/model/plan/outline.ts";
import { settingsOf, type Project } from "@leadline/engine/model/project.ts";
import { formatIsoDay } from "@leadline/engine/time/minute.ts";
import { DEFAULT_READ_LIMITS, type ReadLimits } from "../plan-file-types.ts";
import { mapColumns, type ColumnMapping } from "../table/column-mapping.ts";
import { called, openQuestions } from "../table/open-questions.ts";
import { readTableFile } from "../table/read-table.ts";
import type { WorkbookSheet } from "../xlsx/read.ts";
import { markDuplicates } from "./duplicates.ts";
import { LEDGER_FIELDS, type LedgerField } from "./ledger-fields.ts";
import type { LedgerPosting, LedgerQuestion, LedgerResult, LedgerWishes } from "./ledger-preview.ts";
import { readLedgerRow, type LedgerRow } from "./ledger-row.ts";
import { totalsOf } from "./ledger-totals.ts";

export interface LedgerOptions {
  /** The plan that the costs belong to: its tasks, currency, rates, and what is stored already. */
  readonly project: Project;
  /** Short key of the project, for tasks named NET-42. */
  readonly projectKey?: string;
  readonly wishes?: LedgerWishes;
  readonly limits?: ReadLimits;
}

/** Never throws. `readLedger(bytes, { project })` answers a preview; answers to its questions go into `wishes` of the next call. */
export function readLedger(bytes: Uint8Array, options: LedgerOptions): LedgerResult {
  const file = readTableFile(bytes, options.limits ?? DEFAULT_READ_LIMITS);
  if (!file.ok) return file;
  const wishes = options.wishes ?? {};
  const chosen = ledgerSheet(file.sheets, wishes);
  if (!chosen) return { ok: false, problem: noLedger() };
  const { sheet, mapping } = chosen;
  const asked: LedgerQuestion[] = [...missingColumns(mapping), ...openQuestions(mapping).map(({ kind, message }) => ({ kind, message }))];
  const mixed = mixedColumns(mapping);
  const base = { sheets: file.sheets.map(({ name }) => name), sheet: sheet.name, mapping };
  if (asked.length > 0 || mixed.length > 0) return { ok: true, preview: { ...base, questions: asked, refusals: mixed, notes: file.problems, totals: [], isReady: false, postings: [] } };
  const read = readRows(sheet, mapping, options);
  const { postings, questions, notes } = judge(read.rows, options);
  const refusals = [...read.refusals, ...rateRefusals(read.rows, options.project)].sort((a, b) => (a.line ?? 0) - (b.line ?? 0));
  const isReady = questions.length === 0 && refusals.length === 0 && postings.length > 0;
  const all = [...file.problems, ...read.notes, ...notes, ...sumNotes(read.sums, postings)];
  const nothing: Problem[] = postings.length === 0 && refusals.length === 0 ? [{ code: "ledger/no-rows", message: "The table holds no row that could be stored.", hint: "Maybe another sheet holds the postings." }] : [];
  return { ok: true, preview: { ...base, questions, refusals: [...refusals, ...nothing], notes: all, totals: totalsOf(postings, settingsOf(options.project).currency), isReady, postings: isReady ? postings : [] } };
}

interface ChosenSheet {
  readonly sheet: WorkbookSheet;
  readonly mapping: ColumnMapping<LedgerField>;
}

function ledgerSheet(sheets: readonly WorkbookSheet[], wishes: LedgerWishes): ChosenSheet | undefined {
  let best: (ChosenSheet & { readonly known: number }) | undefined;
  for (const sheet of sheets) {
    if (wishes.sheet === undefined ? sheet.hidden : sheet.name !== wishes.sheet) continue;
    const mapping = mapColumns(sheet, LEDGER_FIELDS, wishes);
    const known = mapping?.columns.filter(({ field }) => field !== undefined).length ?? 0;
    if (mapping && known > (best?.known ?? 0)) best = { sheet, mapping, known };
  }
  return best;
}

function noLedger(): Problem {
  return { code: "ledger/no-columns", message: "The file holds no row of headers that a ledger has, so nothing was read.", hint: "Maybe put headers above the columns: Date, Text, Amount, Currency, Cost type, Task, Document." };
}

function missingColumns({ columns }: ColumnMapping<LedgerField>): LedgerQuestion[] {
  const has = (field: LedgerField): boolean => columns.some((column) => column.field === field);
  const hasAmount = has("amount") || (has("debit") && has("credit"));
  return [
    ...(has("date") ? [] : [{ kind: "column" as const, message: "No column is known to hold the dates of the postings. Say which one it is.", values: ["date"] }]),
    ...(hasAmount ? [] : [{ kind: "column" as const, message: "No column is known to hold the amounts (one of amounts, or one of debits and one of credits). Say which one it is.", values: ["amount", "debit", "credit"] }]),
  ];
}

function mixedColumns({ columns }: ColumnMapping<LedgerField>): Problem[] {
  return columns.flatMap((column): Problem[] => [
    ...(column.dates?.found === "mixed" ? [{ code: "table/mixed-dates", message: `${called(column)} holds dates with the day first and dates with the month first, so none can be trusted.`, hint: "Maybe write the dates as 2026-04-03." }] : []),
    ...(column.numbers?.found === "mixed" ? [{ code: "table/mixed-numbers", message: `${called(column)} holds numbers with decimal points and numbers with decimal commas, so none can be trusted.`, hint: "Maybe write the decimals all alike." }] : []),
  ]);
}

interface ReadRows {
  readonly rows: readonly LedgerRow[];
  readonly refusals: readonly Problem[];
  readonly notes: readonly Problem[];
  /** What lines of totals say, in minor units. */
  readonly sums: readonly { readonly row: number; readonly cents: number }[];
}

function readRows(sheet: WorkbookSheet, mapping: ColumnMapping<LedgerField>, { project, wishes = {} }: LedgerOptions): ReadRows {
  const rows: LedgerRow[] = [];
  const refusals: Problem[] = [];
  const sums: { row: number; cents: number }[] = [];
  const leftOut = new Set(wishes.leaveOut ?? []);
  const counts = { zero: 0, rounded: 0 };
  for (const row of sheet.rows) {
    if (row.number <= mapping.headerRow || leftOut.has(row.number)) continue;
    const read = readLedgerRow(row, { mapping, wishes, currency: settingsOf(project).currency });
    if ("refused" in read) refusals.push({ code: "ledger/row", message: `Row ${row.number} ${read.refused}.`, line: row.number });
    else if ("total" in read) sums.push({ row: row.number, cents: read.total });
    else if ("skipped" in read) counts.zero += read.skipped === "zero" ? 1 : 0;
    else {
      rows.push(read);
      counts.rounded += read.isRounded ? 1 : 0;
    }
  }
  return { rows, refusals, sums, notes: countNotes(counts) };
}

function countNotes({ zero, rounded }: { readonly zero: number; readonly rounded: number }): Problem[] {
  const rows = (count: number, one: string, many: string): string => `${count} ${count === 1 ? `row ${one}` : `rows ${many}`}`;
  return [
    ...(zero > 0 ? [{ code: "ledger/zero", message: `${rows(zero, "has", "have")} an amount of 0 and ${zero === 1 ? "was" : "were"} left out.` }] : []),
    ...(rounded > 0 ? [{ code: "ledger/rounded", message: `${rows(rounded, "has", "have")} parts of a cent, rounded to whole cents.` }] : []),
  ];
}

interface Judged {
  readonly postings: readonly LedgerPosting[];
  readonly questions: readonly LedgerQuestion[];
  readonly notes: readonly Problem[];
}

/** What only all rows together tell: the sign of a lone column of amounts, kinds of cost, tasks, duplicates. */
function judge(rows: readonly LedgerRow[], options: LedgerOptions): Judged {
  const { project, wishes = {} } = options;
  const tasks = taskFinder(project, options.projectKey);
  const isTurned = wishes.negative === "spent";
  const postings = rows.map((row): LedgerPosting => {
    const cents = isTurned && !row.hasSide ? -row.cents : row.cents;
    const taskId = row.task === "" ? undefined : tasks(row.task);
    return {
      row: row.row,
      record: {
        name: row.text,
        day: row.day,
        ...(taskId !== undefined && { taskId }),
        costType: row.costType ?? "other",
        amountCents: Math.abs(cents),
        ...(cents < 0 && { credit: true }),
        ...(row.currency !== undefined && { currency: row.currency }),
        ...(row.document !== "" && { document: row.document }),
        ...(row.supplier !== "" && { supplier: row.supplier }),
        ...(row.spending !== undefined && { spending: row.spending }),
      },
    };
  });
  const marked = markDuplicates(postings, [...project.records.actualCost.values()]);
  const doubled = marked.filter(({ duplicateOf }) => duplicateOf !== undefined);
  const kept = wishes.duplicates === "leave out" ? marked.filter(({ duplicateOf }) => duplicateOf === undefined) : marked;
  const notes: Problem[] = wishes.duplicates === "leave out" && doubled.length > 0 ? [{ code: "ledger/duplicates-left-out", message: `${doubled.length} ${doubled.length === 1 ? "row was" : "rows were"} left out as duplicates.` }] : [];
  return { postings: kept, notes, questions: [...signQuestion(rows, wishes), ...kindQuestions(rows), ...taskQuestion(rows, tasks, wishes), ...duplicateQuestion(doubled, wishes)] };
}

function signQuestion(rows: readonly LedgerRow[], { negative }: LedgerWishes): LedgerQuestion[] {
  const lone = rows.filter(({ hasSide }) => !hasSide);
  const below = lone.filter(({ cents }) => cents < 0);
  if (negative !== undefined || below.length === 0) return [];
  const what = below.length === lone.length ? "All amounts are negative" : `${below.length} of ${lone.length} amounts are negative, the others positive`;
  return [{ kind: "negative", message: `${what}. Say whether a negative amount is money that came back, or money that was spent.`, rows: firstRows(below) }];
}

function kindQuestions(rows: readonly LedgerRow[]): LedgerQuestion[] {
  const unknown = rows.filter(({ costType }) => costType === undefined);
  const words = [...new Set(unknown.map(({ kind }) => kind))].filter((kind) => kind !== "");
  const nameless = unknown.filter(({ kind }) => kind === "");
  return [
    ...(words.length > 0 ? [{ kind: "costTypes" as const, message: `${words.length === 1 ? "A kind of cost is" : `${words.length} kinds of cost are`} not known: ${words.slice(0, 5).map((word) => `“${word.slice(0, 40)}”`).join(", ")}${words.length > 5 ? ", …" : ""}. Say what each is.`, values: words.slice(0, 200) }] : []),
    ...(nameless.length > 0 ? [{ kind: "costType" as const, message: `${nameless.length === rows.length ? "The rows do" : `${nameless.length} ${nameless.length === 1 ? "row does" : "rows do"}`} not say what kind of cost they are. Say it, so that no cost counts twice beside the work that the plan reports as done.`, rows: firstRows(nameless) }] : []),
  ];
}

function taskQuestion(rows: readonly LedgerRow[], tasks: TaskFinder, { unknownTasks }: LedgerWishes): LedgerQuestion[] {
  const lost = rows.filter(({ task }) => task !== "" && tasks(task) === undefined);
  if (lost.length === 0 || unknownTasks === "project") return [];
  const names = [...new Set(lost.map(({ task }) => task))];
  return [{ kind: "unknownTasks", message: `${lost.length} ${lost.length === 1 ? "row names a task" : "rows name tasks"} that the plan does not have (or has twice): ${names.slice(0, 5).map((name) => `“${name.slice(0, 40)}”`).join(", ")}${names.length > 5 ? ", …" : ""}. Say whether they belong to the project as a whole.`, values: names.slice(0, 200), rows: firstRows(lost) }];
}

function duplicateQuestion(doubled: readonly LedgerPosting[], { duplicates }: LedgerWishes): LedgerQuestion[] {
  if (doubled.length === 0 || duplicates !== undefined) return [];
  const stored = doubled.filter(({ duplicateOf }) => duplicateOf === "stored").length;
  const parts = [...(stored > 0 ? [`${stored} ${stored === 1 ? "row is" : "rows are"} stored already`] : []), ...(doubled.length > stored ? [`${doubled.length - stored} ${doubled.length - stored === 1 ? "row stands" : "rows stand"} twice in the file`] : [])];
  return [{ kind: "duplicates", message: `${parts.join(" and ")} (same document, date and amount). Say whether to leave them out or to keep them.`, rows: doubled.slice(0, 200).map(({ row }) => row) }];
}

function firstRows(rows: readonly LedgerRow[]): number[] {
  return rows.slice(0, 200).map(({ row }) => row);
}

type TaskFinder = (reference: string) => string | undefined;

/** By WBS code, key, UID in a key's place, or name where one task only bears it. */
function taskFinder(project: Project, projectKey: string | undefined): TaskFinder {
  const found = new Map<string, string | undefined>();
  const add = (word: string, id: string): void => void found.set(word, found.has(word) && found.get(word) !== id ? undefined : id);
  const { rows } = outlineOf(project);
  for (const { task, wbs } of rows) {
    add(`name ${task.name.trim().toLowerCase()}`, task.id);
    add(`code ${wbs}`, task.id);
    if (projectKey !== undefined) add(`code ${projectKey.toLowerCase()}-${task.number}`, task.id);
  }
  return (reference) => {
    const word = reference.trim().toLowerCase();
    return found.get(`code ${word}`) ?? found.get(`name ${word}`);
  };
}

function rateRefusals(rows: readonly LedgerRow[], project: Project): Problem[] {
  const table = rateTableOf(project.records.currencyRate.values());
  return rows.flatMap(({ row, day, currency }) => {
    if (currency === undefined || rateOn(table, currency, day)) return [];
    return [{ code: "ledger/currency", message: `Row ${row} is in ${currency}, and the project has no rate for ${currency} on ${formatIsoDay(day)}.`, hint: `Maybe add a rate for ${currency}, or correct the currency.`, line: row }];
  });
}

/** A line of totals is no posting; whether it agrees with the rows is worth knowing. */
function sumNotes(sums: ReadRows["sums"], postings: readonly LedgerPosting[]): Problem[] {
  const last = sums.at(-1);
  if (!last) return [];
  const net = postings.reduce((sum, { record }) => sum + (record.credit ? -record.amountCents : record.amountCents), 0);
  const agrees = Math.abs(net) === Math.abs(last.cents);
  return [{ code: agrees ? "ledger/total-agrees" : "ledger/total-differs", message: agrees ? `The total in row ${last.row} agrees with the rows.` : `The total in row ${last.row} says ${(last.cents / 100).toFixed(2)}, the rows sum to ${(net / 100).toFixed(2)}.`, line: last.row }];
}
