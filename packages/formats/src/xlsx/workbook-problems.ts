/** What is said about a workbook that is not read, or not wholly: one sentence each, with the place and what to do. */
import type { Problem } from "@leadline/engine/base/problem.ts";
import { MOST_CELLS, MOST_COLUMNS } from "../table/table.ts";
import type { ZipFailure } from "./read-zip.ts";

const SAVE_AS = "Maybe open it in your spreadsheet program and save it again as “Excel workbook (*.xlsx)”.";

const FAILURES: Readonly<Record<ZipFailure, readonly [code: string, message: string, hint: string]>> = {
  "no zip": ["xlsx/truncated", "The workbook is cut off or damaged: the directory at its end is missing; nothing was imported.", "Maybe it was not transferred whole: bring it once more, or save it again."],
  encrypted: ["xlsx/encrypted", "The workbook is protected by a password, so it cannot be read; nothing was imported.", "Maybe save a copy without the password."],
  damaged: ["xlsx/damaged", "A part of the workbook is damaged: its content does not fit its checksum or its directory; nothing was imported.", SAVE_AS],
  "too many parts": ["xlsx/too-many-parts", "The packed file holds more than 10000 parts, which no workbook does; it was not read.", SAVE_AS],
  "too large": ["xlsx/unfolds-too-large", "The workbook unfolds to more than a file of its size may, so reading was given up; nothing was imported.", "Maybe copy the rows that are meant into a new workbook."],
};

export function zipFailure(failure: ZipFailure): Problem {
  const [code, message, hint] = FAILURES[failure];
  return { code, message, hint };
}

/** What the XML reader says of one part, under the part's name. */
export function inPart(name: string, problem: Problem): Problem {
  return problem.code.startsWith("xml/") ? { ...problem, message: `In “${name.slice(0, 60)}” of the workbook: ${problem.message}`, hint: SAVE_AS } : problem;
}

export function otherKind(kind: string): Problem {
  return { code: "xlsx/no-workbook", message: `The file is ${kind}, not an Excel workbook (.xlsx).`, hint: SAVE_AS };
}

export function noSheets(): Problem {
  return { code: "xlsx/no-sheets", message: "The workbook holds no sheet with cells.", hint: SAVE_AS };
}

export function missingSheet(name: string): Problem {
  return { code: "xlsx/missing-sheet", message: `The sheet “${name.slice(0, 60)}” is named in the workbook but is not in it (or is a chart); it was left out.` };
}

export function tooManySheets(count: number, most: number): Problem {
  return { code: "xlsx/too-many-sheets", message: `The workbook has ${count} sheets; the first ${most} are read.` };
}

export function tooManyCells(name: string, row: number): Problem {
  return { code: "table/too-many-cells", message: `The sheet “${name.slice(0, 60)}” has more than ${MOST_CELLS} cells by row ${row}, so it was not read.`, hint: "Maybe keep only the rows that are meant." };
}

export function tooWide(name: string, row: number): Problem {
  return { code: "table/too-wide", message: `Row ${row} of the sheet “${name.slice(0, 60)}” has cells beyond the first ${MOST_COLUMNS} columns; those are not read.` };
}

export function oddReference(name: string, row: number): Problem {
  return { code: "xlsx/odd-reference", message: `A cell or row near row ${row} of the sheet “${name.slice(0, 60)}” has a place that no spreadsheet has; it was left out.` };
}
