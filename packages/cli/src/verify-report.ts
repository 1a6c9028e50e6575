/** A file of a report in the hands of `leadline verify`: proven against its log, and its page compared with what it carries. */
import { readFileSync, statSync } from "node:fs";
import { readReportFile, WRITER, writeReportFile, type ReadReport } from "@leadline/formats/report/report-file.ts";
import { verifyReport } from "@leadline/verifier/report.ts";
import type { Report } from "@leadline/verifier/verification.ts";

const NAMES = /\.(pdf|html?|md|txt|pptx|json)$/i;
const MOST_BYTES = 20_000_000;

/** Nothing where the file is no report: an export or a proof, which others verify. */
export function carriedReport(file: string): ReadReport | undefined {
  if (!NAMES.test(file) || statSync(file, { throwIfNoEntry: false })?.isFile() !== true || statSync(file).size > MOST_BYTES) return undefined;
  const read = readReportFile(readFileSync(file));
  return "problem" in read && /\.(json|txt)$/i.test(file) ? undefined : read;
}

/** The same report makes the same bytes, so a page that says something else than its data is found. */
export function verifyReportFile(file: string, read: ReadReport, given: { readonly keys: readonly Buffer[]; readonly kept: readonly string[] }): Report {
  if ("problem" in read) return { findings: [{ table: "report", sentence: `report: ${read.problem}` }], notes: [], projects: 0, entries: 0, checkpoints: 0 };
  const report = verifyReport(read.file, given);
  if (read.file.writer !== WRITER) return { ...report, notes: [...report.notes, `The page was laid out by another version (${read.file.writer}, this is ${WRITER}), so what it shows was not compared with what it carries.`] };
  const own = readFileSync(file);
  if (report.findings.length > 0 || Buffer.from(writeReportFile(read.file, read.format)).equals(own)) return report;
  return { ...report, findings: [{ table: "report", field: "page", sentence: "report, page: it shows something else than the report that it carries. The report itself is whole; the page was altered, or a program has written the file anew." }] };
}

/** The signed checkpoint that a file of a report carries. */
export function noteOfReport(file: string): string | undefined {
  const read = carriedReport(file);
  return read && "file" in read && typeof read.file.proof["note"] === "string" ? read.file.proof["note"] : undefined;
}
