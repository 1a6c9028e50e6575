/** Reads the cells of one sheet, row by row. */
import type { Problem } from "@leadline/engine/base/problem.ts";
import { parseIso } from "@leadline/engine/time/minute.ts";
import type { ReadLimits } from "../plan-file-types.ts";
import { isEmptyCell, MOST_CELLS, MOST_COLUMNS, type Cell, type TableRow } from "../table/table.ts";
import { readXml } from "../xml/read-xml.ts";
import { childOf, textOf, type XmlElement } from "../xml/xml-element.ts";
import { attributeOf } from "../xml/xml-tree.ts";
import { numberCell, type NumberKind } from "./cell-formats.ts";
import { plainText, richText } from "./read-strings.ts";
import * as say from "./workbook-problems.ts";

export interface SheetReading {
  readonly name: string;
  readonly strings: readonly string[];
  readonly styles: readonly NumberKind[];
  readonly epoch: "1900" | "1904";
  readonly limits: ReadLimits;
}

export type SheetOutcome = { readonly rows: readonly TableRow[]; readonly problems: readonly Problem[] } | { readonly failure: Problem };

/** Merged areas, pictures and everything else beside the cells is not looked at. */
export function readSheet(part: Uint8Array, reading: SheetReading): SheetOutcome {
  const rows = new Map<number, TableRow>();
  const told = new Map<string, Problem>();
  let next = 1;
  let cells = 0;
  let failure: Problem | undefined;
  const outcome = readXml(part, { limits: reading.limits }, {
    root: (name) => (name === "worksheet" ? undefined : say.noSheets()),
    isContainer: (name) => name === "sheetData",
    child: () => undefined,
    entity: (_, element) => {
      if (element.name !== "row" || failure) return;
      const { number, problem } = rowNumber(element, next);
      if (problem) told.set("row", say.oddReference(reading.name, next));
      next = number + 1;
      const row = readRow(element, reading);
      for (const [kind, found] of row.problems(number)) told.set(kind, told.get(kind) ?? found);
      if (row.cells.length === 0) return;
      cells += row.cells.length;
      if (cells > MOST_CELLS) failure = say.tooManyCells(reading.name, number);
      else rows.set(number, { number, cells: row.cells });
    },
  });
  if (failure) return { failure };
  if ("failure" in outcome) return { failure: outcome.failure };
  return { rows: [...rows.values()].sort((a, b) => a.number - b.number), problems: [...told.values()] };
}

const MOST_ROWS = 1_048_576;

function rowNumber(element: XmlElement, next: number): { readonly number: number; readonly problem: boolean } {
  const said = attributeOf(element, "r");
  const number = Number(said ?? next);
  return Number.isInteger(number) && number >= 1 && number <= MOST_ROWS ? { number, problem: false } : { number: next, problem: true };
}

interface ReadRow {
  readonly cells: readonly Cell[];
  readonly problems: (row: number) => Map<string, Problem>;
}

function readRow(element: XmlElement, reading: SheetReading): ReadRow {
  const cells: Cell[] = [];
  let next = 0;
  let isWide = false;
  let isOdd = false;
  for (const cell of element.children) {
    if (cell.name !== "c") continue;
    const at = columnOf(attributeOf(cell, "r"), next);
    if (at === undefined) {
      isOdd = true;
      continue;
    }
    next = at + 1;
    const value = readCell(cell, reading);
    if (isEmptyCell(value)) continue;
    if (at >= MOST_COLUMNS) isWide = true;
    else {
      while (cells.length < at) cells.push(undefined);
      cells[at] = value;
    }
  }
  return {
    cells,
    problems: (row) => new Map([...(isWide ? [["wide", say.tooWide(reading.name, row)] as const] : []), ...(isOdd ? [["odd", say.oddReference(reading.name, row)] as const] : [])]),
  };
}

/** The column of a reference such as "AB12", 0-based; the next one where nothing is said. */
function columnOf(reference: string | undefined, next: number): number | undefined {
  if (reference === undefined) return next;
  const letters = /^([A-Za-z]{1,3})\d{1,7}$/.exec(reference)?.[1];
  if (letters === undefined) return undefined;
  let column = 0;
  for (const letter of letters.toUpperCase()) column = column * 26 + letter.charCodeAt(0) - 64;
  return column - 1;
}

function readCell(cell: XmlElement, { strings, styles, epoch }: SheetReading): Cell {
  const type = attributeOf(cell, "t") ?? "n";
  if (type === "inlineStr") return richText(childOf(cell, "is") ?? cell);
  const value = textOf(cell, "v")?.trim();
  if (value === undefined || value === "") return undefined;
  switch (type) {
    case "s":
      return /^\d+$/.test(value) ? strings[Number(value)] : undefined;
    case "b":
      return value === "1" || value === "true";
    case "e":
      return { error: value.slice(0, 40) };
    case "str":
      return plainText(childOf(cell, "v") ?? cell);
    case "d":
      return isoCell(value);
    default:
      return numeric(value, styles[Number(attributeOf(cell, "s") ?? 0)] ?? "number", epoch);
  }
}

function isoCell(value: string): Cell {
  const date = parseIso(value.replace(/Z$/, ""));
  return date === undefined ? value : { date };
}

function numeric(value: string, kind: NumberKind, epoch: "1900" | "1904"): Cell {
  const number = Number(value);
  return Number.isFinite(number) ? numberCell(number, kind, epoch) : value;
}
