/** The door of all plan files: finds out what a file is, reads it, and writes a project in the format asked for. */
import type { Project } from "@leadline/engine/model/project.ts";
import { readForeignPlan } from "./foreign-plan.ts";
import { readPlanTable } from "./plan-table/read.ts";
import { readLeadlineJson } from "./leadline-json/read.ts";
import { writeLeadlineJson } from "./leadline-json/write.ts";
import { writeMspdi } from "./mspdi/write.ts";
import type { ReadOptions, ReadResult, WritablePlanFormat, WriteResult } from "./plan-file-types.ts";
import { writePlanCsv, writePlanWorkbook } from "./plan-table/write.ts";
import { writePlanText } from "./plan-text/write.ts";
import { readTemplate } from "./template/read.ts";
import { writeXer } from "./xer/write.ts";
import { windows1252Of } from "./xer/xer-text.ts";

/**
 * Reads a plan from a file of any format that Leadline knows; the content decides, the name only where the content leaves
 * it open. Never throws. Example: `readPlanFile("Office move.xml", bytes, { newId })`.
 */
export function readPlanFile(name: string, bytes: Uint8Array, options: ReadOptions): ReadResult {
  const read = readForeignPlan(name, bytes, options);
  if (!("own" in read)) return read;
  if (read.own === "table") return readPlanTable(bytes, { ...options, fileName: name });
  return read.own === "json" ? readLeadlineJson(read.text, options) : readTemplate(read.text, options);
}

/** The text of a file in that format, and what the format cannot hold. */
export function writePlanFile(format: WritablePlanFormat, project: Project): WriteResult {
  switch (format) {
    case "mspdi":
      return writeMspdi(project);
    case "xer":
      return writeXer(project);
    case "json":
      return writeLeadlineJson(project);
    case "plan-text":
      return writePlanText(project);
    case "csv":
      return writePlanCsv(project);
    case "xlsx":
      return { text: "", ...writePlanWorkbook(project) };
  }
}

/** What goes to disk or over the wire: a text to be written as UTF-8, or bytes where the format is read in another encoding. */
export function contentOf({ text, bytes, encoding }: WriteResult): string | Uint8Array {
  return bytes ?? (encoding === "windows-1252" ? windows1252Of(text) : undefined) ?? text;
}
