/** Reads the tables of a file, whatever kind of table file it is: comma-separated text or a workbook. */
import type { Problem } from "@leadline/engine/base/problem.ts";
import { readCsv, type Delimiter } from "../csv/read.ts";
import { DEFAULT_READ_LIMITS, type ReadLimits } from "../plan-file-types.ts";
import { readWorkbook, type WorkbookSheet } from "../xlsx/read.ts";
import { tooLarge } from "../xml/xml-problems.ts";
import { isZip } from "./zip-head.ts";

export type TableFile =
  | { readonly ok: true; readonly kind: "csv" | "xlsx"; readonly sheets: readonly WorkbookSheet[]; readonly delimiter?: Delimiter; readonly problems: readonly Problem[] }
  | { readonly ok: false; readonly problem: Problem };

/** Larger files of text are no plans and no ledgers. */
const MOST_BYTES = 64 * 1024 * 1024;

/** Never throws. */
export function readTableFile(bytes: Uint8Array, limits: ReadLimits = DEFAULT_READ_LIMITS): TableFile {
  const most = Math.min(limits.maxBytes, MOST_BYTES);
  if (bytes.length > most) return { ok: false, problem: tooLarge({ ...limits, maxBytes: most }) };
  if (bytes.length === 0) return { ok: false, problem: { code: "file/empty", message: "The file is empty." } };
  if (isZip(bytes)) {
    const workbook = readWorkbook(bytes, limits);
    return workbook.ok ? { ...workbook, kind: "xlsx" } : workbook;
  }
  if (isOldWorkbook(bytes)) return { ok: false, problem: { code: "xlsx/old-or-protected", message: "The file is an old Excel workbook (.xls), or one protected by a password; Leadline reads neither.", hint: "Maybe open it in your spreadsheet program and save it as “Excel workbook (*.xlsx)” without a password." } };
  const csv = readCsv(bytes);
  return csv.ok ? { ok: true, kind: "csv", sheets: [{ ...csv.table, hidden: false }], delimiter: csv.delimiter, problems: csv.problems } : csv;
}

function isOldWorkbook(bytes: Uint8Array): boolean {
  return bytes[0] === 0xd0 && bytes[1] === 0xcf && bytes[2] === 0x11 && bytes[3] === 0xe0;
}
