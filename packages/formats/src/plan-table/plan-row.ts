/** One task as a table tells it, before rows are joined to a plan; reading a row tells every cell that makes no sense. */
import { parseAssignments, type AssignmentItem } from "@leadline/engine/model/people/assignment-text.ts";
import type { ConstraintType } from "@leadline/engine/model/plan/task.ts";
import { parseDuration, type DurationScale, type DurationValue } from "@leadline/engine/time/duration-text.ts";
import { ownText } from "../mspdi/entity-fields.ts";
import type { ProblemList } from "../mspdi/problem-list.ts";
import type { ColumnMapping, MappedColumn } from "../table/column-mapping.ts";
import { parseDateText, type TableDate } from "../table/date-text.ts";
import { parseNumberText } from "../table/number-text.ts";
import { called } from "../table/open-questions.ts";
import { cellText, isEmptyCell, type Cell, type TableRow } from "../table/table.ts";
import type { PlanField } from "./plan-fields.ts";

export interface PlanRow {
  /** As the spreadsheet counts. */
  readonly row: number;
  readonly rowId: string;
  readonly uid: number | undefined;
  readonly wbs: string;
  readonly level: number | undefined;
  readonly indent: number;
  readonly name: string;
  readonly duration: DurationValue | undefined;
  readonly workMinutes: number | undefined;
  readonly dates: Readonly<Partial<Record<DateField, TableDate>>>;
  readonly predecessors: string;
  readonly resources: readonly AssignmentItem[];
  readonly percentComplete: number | undefined;
  readonly constraint: ConstraintType | undefined;
  readonly fixedCostCents: number | undefined;
  readonly costCents: number | undefined;
  readonly milestone: boolean | undefined;
  readonly manual: boolean;
  readonly active: boolean;
  readonly priority: number | undefined;
  readonly notes: string;
}

export const DATE_FIELDS = ["start", "finish", "actualStart", "actualFinish", "constraintDate", "deadline"] as const satisfies readonly PlanField[];
export type DateField = (typeof DATE_FIELDS)[number];

export interface RowReading {
  readonly mapping: ColumnMapping<PlanField>;
  readonly scale: DurationScale;
  readonly problems: ProblemList;
}

/** Undefined for a row without anything in a column that is read. A wrong cell is told and left out; its row stays. */
export function readPlanRow(row: TableRow, reading: RowReading): PlanRow | undefined {
  const cells = cellsOf(row, reading);
  if (cells.isEmpty) return undefined;
  const { text, odd } = cells;
  const name = text("name");
  if (name.trim() === "") odd("name", "has no name; the task is called “Task of row " + row.number + "”.");
  const dates: Partial<Record<DateField, TableDate>> = {};
  for (const field of DATE_FIELDS) {
    const date = dateOf(cells, field);
    if (date) dates[field] = date;
  }
  return {
    row: row.number,
    rowId: text("rowId").trim(),
    uid: wholeNumber(cells, "uid", 0, 2_000_000_000),
    wbs: text("wbs").trim(),
    level: wholeNumber(cells, "level", 0, 200),
    indent: /^[\s\u00a0]*/.exec(name)?.[0].length ?? 0,
    name: ownText(name.trim() || `Task of row ${row.number}`, 1000),
    duration: durationOf(cells, reading.scale),
    workMinutes: workOf(cells, reading.scale),
    dates,
    predecessors: text("predecessors").trim(),
    resources: resourcesOf(cells),
    percentComplete: percentOf(cells),
    constraint: constraintOf(cells),
    fixedCostCents: centsOf(cells, "fixedCost"),
    costCents: centsOf(cells, "cost"),
    milestone: flagOf(cells, "milestone"),
    manual: /^(?:manual|manually scheduled|manuell|manuell geplant)$/i.test(text("mode").trim()),
    active: flagOf(cells, "active") ?? true,
    priority: wholeNumber(cells, "priority", 0, 1000),
    notes: ownText(text("notes"), 100_000),
  };
}

interface RowCells {
  readonly isEmpty: boolean;
  readonly cell: (field: PlanField) => Cell;
  readonly column: (field: PlanField) => MappedColumn<PlanField> | undefined;
  readonly text: (field: PlanField) => string;
  /** Tells what is wrong with a cell; the sentence goes on after row and column. */
  readonly odd: (field: PlanField, what: string) => undefined;
}

function cellsOf(row: TableRow, { mapping, problems }: RowReading): RowCells {
  const column = (field: PlanField) => mapping.columns.find((one) => one.field === field);
  const cell = (field: PlanField): Cell => {
    const found = column(field);
    const value = found && row.cells[found.column];
    return isEmptyCell(value) ? undefined : value;
  };
  return {
    isEmpty: mapping.columns.every(({ field, column: at }) => field === undefined || isEmptyCell(row.cells[at])),
    cell,
    column,
    text: (field) => cellText(cell(field)),
    odd: (field, what) => {
      const found = column(field);
      problems.add({ code: `table/${CODES[field] ?? field}`, message: `Row ${row.number}${found ? `, ${called(found).replace("Column", "column")}` : ""}: ${what}`, line: row.number });
      return undefined;
    },
  };
}

/** One code for each kind of oddity. */
const CODES: Readonly<Partial<Record<PlanField, string>>> = { start: "date", finish: "date", actualStart: "date", actualFinish: "date", constraintDate: "date", deadline: "date", cost: "amount", fixedCost: "amount", uid: "number", level: "number", priority: "number", percentComplete: "number", milestone: "yes-or-no", active: "yes-or-no" };

const shown = (text: string): string => `“${text.trim().slice(0, 60)}”`;

function dateOf(cells: RowCells, field: DateField): TableDate | undefined {
  const cell = cells.cell(field);
  if (cell === undefined) return undefined;
  if (typeof cell === "object" && "date" in cell) return { minute: cell.date, hasTime: cell.date % 1440 !== 0 };
  const text = cellText(cell).trim();
  // Microsoft Project writes NA where there is none.
  if (/^(?:na|n\/a|nv|-|none)$/i.test(text)) return undefined;
  return parseDateText(text, cells.column(field)?.dates?.order) ?? cells.odd(field, `${shown(text)} is not a date that exists; it was left out.`);
}

function durationOf(cells: RowCells, scale: DurationScale): DurationValue | undefined {
  const text = cells.text("duration").trim();
  if (text === "") return undefined;
  const parsed = parseDuration(inEnglish(text), scale);
  if (!parsed.ok) return cells.odd("duration", `${parsed.message} It was left out.`);
  const { durationMinutes, durationUnit, estimated, estimate } = parsed;
  return { durationMinutes, durationUnit, estimated, ...(estimate && { estimate }) };
}

/** Work without unit counts hours, as spreadsheets have it. */
function workOf(cells: RowCells, scale: DurationScale): number | undefined {
  const text = cells.text("work").trim();
  if (text === "") return undefined;
  const parsed = parseDuration(/^[\d.,]+$/.test(text) ? `${text}h` : inEnglish(text), scale);
  return parsed.ok ? parsed.durationMinutes : cells.odd("work", `${shown(text)} is not an amount of work such as 16h or 2d; it was left out.`);
}

const UNIT_WORDS: Readonly<Record<string, string>> = {
  tag: "d", tage: "d", t: "d", jour: "d", jours: "d", j: "d", día: "d", días: "d", std: "h", stunde: "h", stunden: "h", heure: "h", heures: "h", hora: "h", horas: "h",
  wo: "w", woche: "w", wochen: "w", sem: "w", semaine: "w", semaines: "w", semana: "w", semanas: "w", monat: "mo", monate: "mo", mois: "mo", mes: "mo", meses: "mo",
};

/** Units in the words of other countries; "5 Tage?" is "5 d?". */
function inEnglish(text: string): string {
  return text.replace(/\p{L}+/gu, (word) => UNIT_WORDS[word.toLowerCase()] ?? word);
}

function resourcesOf(cells: RowCells): readonly AssignmentItem[] {
  const text = cells.text("resources").trim();
  if (text === "") return [];
  const parsed = parseAssignments(text, []);
  return parsed.ok ? parsed.assignments : (cells.odd("resources", `${parsed.message} The row's resources were left out.`) ?? []);
}

/** `45`, `45%`; a share such as 0.45 is a percentage only where the workbook says so. */
function percentOf(cells: RowCells): number | undefined {
  const cell = cells.cell("percentComplete");
  if (cell === undefined) return undefined;
  const value = typeof cell === "number" ? cell : typeof cell === "object" && "percent" in cell ? cell.percent : parseNumberText(cellText(cell).replace("%", ""), markOf(cells, "percentComplete"));
  if (value !== undefined && value >= 0 && value <= 100) return Math.round(value * 1e6) / 1e6;
  return cells.odd("percentComplete", `${shown(cells.text("percentComplete"))} is not a percentage from 0 to 100; it was left out.`);
}

function markOf(cells: RowCells, field: PlanField): "point" | "comma" {
  return cells.column(field)?.numbers?.mark ?? "point";
}

const MOST_AMOUNT = 1e11;

function centsOf(cells: RowCells, field: "fixedCost" | "cost"): number | undefined {
  const cell = cells.cell(field);
  if (cell === undefined) return undefined;
  const value = typeof cell === "number" ? cell : parseNumberText(cellText(cell), markOf(cells, field));
  if (value !== undefined && Math.abs(value) <= MOST_AMOUNT) return Math.round(value * 100);
  return cells.odd(field, `${shown(cells.text(field))} is not an amount of money that a plan can hold; it was left out.`);
}

function wholeNumber(cells: RowCells, field: PlanField, least: number, most: number): number | undefined {
  const text = cells.text(field).trim();
  if (text === "") return undefined;
  const value = /^\d{1,10}$/.test(text) ? Number(text) : undefined;
  return value !== undefined && value >= least && value <= most ? value : cells.odd(field, `${shown(text)} is not a whole number from ${least} to ${most}; it was left out.`);
}

function flagOf(cells: RowCells, field: "milestone" | "active"): boolean | undefined {
  const cell = cells.cell(field);
  if (cell === undefined || typeof cell === "boolean") return cell;
  const word = cellText(cell).trim().toLowerCase();
  if (/^(?:yes|y|true|1|x|ja|wahr|oui|vrai|sí|si|verdadero)$/.test(word)) return true;
  return /^(?:no|n|false|0|nein|falsch|non|faux|falso|-)$/.test(word) ? false : cells.odd(field, `${shown(word)} is neither yes nor no; it was left out.`);
}

const CONSTRAINTS: Readonly<Record<string, ConstraintType>> = {
  "as soon as possible": "ASAP", "as late as possible": "ALAP", "must start on": "MSO", "must finish on": "MFO", "start no earlier than": "SNET", "start no later than": "SNLT",
  "finish no earlier than": "FNET", "finish no later than": "FNLT", "so früh wie möglich": "ASAP", "so spät wie möglich": "ALAP", "muss anfangen am": "MSO", "muss enden am": "MFO",
  "anfang nicht früher als": "SNET", "anfang nicht später als": "SNLT", "ende nicht früher als": "FNET", "ende nicht später als": "FNLT",
  asap: "ASAP", alap: "ALAP", mso: "MSO", mfo: "MFO", snet: "SNET", snlt: "SNLT", fnet: "FNET", fnlt: "FNLT",
};

function constraintOf(cells: RowCells): ConstraintType | undefined {
  const text = cells.text("constraint").trim();
  if (text === "") return undefined;
  return Object.hasOwn(CONSTRAINTS, text.toLowerCase()) ? CONSTRAINTS[text.toLowerCase()] : cells.odd("constraint", `${shown(text)} is no constraint that is known, such as “Start No Earlier Than”; it was left out.`);
}
