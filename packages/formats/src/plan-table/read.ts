/** Reads a plan from a table (.csv, .xlsx): columns by their headers, rows as tasks; what is unclear is asked, what is odd is told. */
import type { Problem } from "@leadline/engine/base/problem.ts";
import { finishPlan } from "../finish-plan.ts";
import { startProblemList } from "../mspdi/problem-list.ts";
import type { ReadOptions, ReadResult } from "../plan-file-types.ts";
import { mapColumns, type ColumnMapping } from "../table/column-mapping.ts";
import { called, openQuestions, unanswered } from "../table/open-questions.ts";
import { readTableFile } from "../table/read-table.ts";
import { cellText, type Table } from "../table/table.ts";
import type { WorkbookSheet } from "../xlsx/read.ts";
import { PLAN_FIELDS, type PlanField } from "./plan-fields.ts";
import { readPlanRow } from "./plan-row.ts";
import { planParts } from "./plan-parts.ts";
import { tableSettings } from "./table-settings.ts";

/** Never throws. Dates that can be read in two ways are refused unless `options.dates` says the order. */
export function readPlanTable(bytes: Uint8Array, options: ReadOptions & { readonly fileName: string }): ReadResult {
  const file = readTableFile(bytes, options.limits);
  if (!file.ok) return file;
  const chosen = planSheet(file.sheets, options);
  if (!chosen) return { ok: false, problem: noPlanColumns(options.fileName, file.sheets) };
  const { sheet, mapping } = chosen;
  const refusal = mixedColumn(mapping) ?? unanswered(openQuestions(mapping));
  if (refusal) return { ok: false, problem: refusal };
  const problems = startProblemList();
  file.problems.forEach(problems.add);
  unreadColumns(mapping).forEach(problems.add);
  const settings = tableSettings(file.sheets, options.fileName, file.kind);
  const rows = sheet.rows.filter(({ number }) => number > mapping.headerRow).map((row) => readPlanRow(row, { mapping, scale: settings, problems })).filter((row) => row !== undefined);
  if (rows.length === 0) return { ok: false, problem: { code: "table/no-rows", message: `“${options.fileName}” has a header in row ${mapping.headerRow} and no tasks below it.`, hint: "Maybe save the file again with its rows." } };
  const hasTimes = rows.some(({ dates }) => [dates.start, dates.finish].some((date) => date?.hasTime));
  const parts = planParts(rows, { mapping, settings, newId: options.newId, problems });
  return finishPlan(parts, { format: file.kind, program: "your spreadsheet program", newId: options.newId, problems, storedTo: hasTimes ? "minute" : "day" });
}

interface ChosenSheet {
  readonly sheet: Table;
  readonly mapping: ColumnMapping<PlanField>;
}

/** The sheet in sight with the most known columns; one of them must be the names of tasks. */
function planSheet(sheets: readonly WorkbookSheet[], { dates, decimals }: ReadOptions): ChosenSheet | undefined {
  let best: (ChosenSheet & { readonly known: number }) | undefined;
  for (const sheet of sheets) {
    const mapping = sheet.hidden ? undefined : mapColumns(sheet, PLAN_FIELDS, { ...(dates && { dates }), ...(decimals && { decimals }) });
    if (!mapping?.columns.some(({ field }) => field === "name")) continue;
    const known = mapping.columns.filter(({ field }) => field !== undefined).length;
    if (known > (best?.known ?? 0)) best = { sheet, mapping, known };
  }
  return best;
}

function noPlanColumns(fileName: string, sheets: readonly WorkbookSheet[]): Problem {
  const first = sheets.find(({ hidden }) => !hidden)?.rows[0];
  const head = first ? first.cells.map((cell) => cellText(cell).trim()).filter((text) => text !== "").slice(0, 5).map((text) => text.slice(0, 30)).join(", ") : "";
  return {
    code: "table/no-plan",
    message: `“${fileName}” holds no column with the names of tasks${head === "" ? "" : ` (its first row says: ${head})`}, so nothing was imported.`,
    hint: "Maybe put a row of headers above the table: Name, Duration, Start, Finish, Predecessors, Resource Names.",
  };
}

/** No answer would make sense of all of its cells. */
function mixedColumn({ columns }: ColumnMapping<PlanField>): Problem | undefined {
  for (const column of columns) {
    if (column.dates?.found === "mixed") return { code: "table/mixed-dates", message: `${called(column)} holds dates with the day first and dates with the month first, so none can be trusted; nothing was imported.`, hint: "Maybe write the dates as 2026-04-03." };
    if (column.numbers?.found === "mixed") return { code: "table/mixed-numbers", message: `${called(column)} holds numbers with decimal points and numbers with decimal commas, so none can be trusted; nothing was imported.`, hint: "Maybe write the decimals all alike." };
  }
  return undefined;
}

function unreadColumns({ columns }: ColumnMapping<PlanField>): Problem[] {
  const unread = columns.filter(({ field, header }) => field === undefined && header !== "");
  if (unread.length === 0) return [];
  const names = unread.slice(0, 8).map(({ header }) => `“${header.slice(0, 40)}”`).join(", ");
  return [{ code: "table/columns-not-read", message: `${unread.length} ${unread.length === 1 ? "column has" : "columns have"} no place in a plan and ${unread.length === 1 ? "was" : "were"} not read: ${names}${unread.length > 8 ? ", …" : ""}.` }];
}
