/** Plans of other programs and plan-text: finds out which one a file is and reads it; our own formats are left to the door. */
import type { Problem } from "@leadline/engine/base/problem.ts";
import { readGan } from "./gan/read.ts";
import { readMpx } from "./mpx/read.ts";
import { delimiterOf } from "./mpx/tokens.ts";
import { readMspdi } from "./mspdi/read.ts";
import { DEFAULT_READ_LIMITS, type ReadLimits, type ReadOptions, type ReadResult } from "./plan-file-types.ts";
import { readPlanText } from "./plan-text/read.ts";
import { readPlanner } from "./planner/read.ts";
import { isPod, readPod } from "./pod/read.ts";
import { PSPLIB_HEAD } from "./psplib/parse.ts";
import { readPsplib } from "./psplib/read.ts";
import { isZip } from "./table/zip-head.ts";
import { readXer } from "./xer/read.ts";
import { firstText, wholeText } from "./xml/decode-text.ts";
import * as say from "./xml/xml-problems.ts";

/** A file in a format of our own, with its text: a project as JSON, or a template; or a table, which needs as much to be read. */
export type OwnFile = { readonly own: "json" | "template"; readonly text: string } | { readonly own: "table" };

/**
 * Reads a plan of another program or a plan-text; answers an `OwnFile` for the readers of tables and of our own records, which
 * are heavy and which a program that schedules a file of another kind need not load. Never throws.
 */
export function readForeignPlan(name: string, bytes: Uint8Array, options: ReadOptions): ReadResult | OwnFile {
  const limits = options.limits ?? DEFAULT_READ_LIMITS;
  if (bytes.length > limits.maxBytes) return { ok: false, problem: say.tooLarge(limits) };
  if (isZip(bytes)) return { own: "table" };
  const foreign = foreignBytes(name, bytes);
  if (foreign) return { ok: false, problem: foreign };
  const head = firstText(bytes);
  if (/^ERMHDR\t/.test(head)) return readXer(bytes, { ...options, fileName: name });
  if (isPod(bytes)) return readPod(bytes, { ...options, fileName: name });
  if (/^\s*</.test(head) || (head === "" && bytes.length > 0)) return readXmlFile(name, head, bytes, options);
  return readTextFile(name, head, bytes, { ...options, limits });
}

/** XML files of different programs, told apart by their root element and its attributes; what is unclear goes by the name's ending. */
function readXmlFile(name: string, head: string, bytes: Uint8Array, options: ReadOptions): ReadResult {
  const given = { ...options, fileName: name };
  const [root = ""] = /<[A-Za-z_][^<>]*/.exec(withoutComments(head)) ?? [];
  if (/^<APIBusinessObjects\b/.test(root)) return { ok: false, problem: primaveraXml(name) };
  if (!/^<project\b/.test(root)) return readMspdi(bytes, given);
  const isPlanner = /\s(?:mrproject-version|project-start)\s*=/.test(root) || (/\.planner$/i.test(name) && !/\sview-date\s*=/.test(root));
  return isPlanner ? readPlanner(bytes, given) : readGan(bytes, given);
}

/** Text formats are read whole, so they have a limit of their own below which one string is no burden. */
const MOST_TEXT_BYTES = 256 * 1024 * 1024;

/** Whether the first statement, after empty lines and comments, is one of a plan-text. */
function isPlanText(head: string): boolean {
  const statement = head.split("\n").map((line) => line.trim()).find((line) => line !== "" && !line.startsWith("#")) ?? "";
  return /^(?:project(?:\s+"|$)|calendar\s)/.test(statement);
}

function withoutComments(text: string): string {
  let rest = "";
  for (let from = 0; from < text.length; ) {
    const begin = text.indexOf("<!--", from);
    const end = begin < 0 ? -1 : text.indexOf("-->", begin + 4);
    rest += text.slice(from, end < 0 ? text.length : begin);
    from = end < 0 ? text.length : end + 3;
  }
  return rest;
}

function readTextFile(name: string, head: string, bytes: Uint8Array, options: ReadOptions & { readonly limits: ReadLimits }): ReadResult | OwnFile {
  if (bytes.length > MOST_TEXT_BYTES) return { ok: false, problem: say.tooLarge({ ...options.limits, maxBytes: MOST_TEXT_BYTES }) };
  const foreign = foreignText(name);
  if (foreign) return { ok: false, problem: foreign };
  if (/\.(?:csv|tsv)$/i.test(name)) return { own: "table" };
  const text = wholeText(bytes) ?? "";
  if (delimiterOf(head) !== undefined) return readMpx(text, { ...options, fileName: name });
  if (PSPLIB_HEAD.test(head)) return readPsplib(text, { ...options, fileName: name });
  if (/^\s*\{/.test(head)) return { own: "json", text };
  if (/\.plan$/i.test(name) || isPlanText(head)) return readPlanText(text, options);
  if (/\.ya?ml$/i.test(name) || /^[ \t]*schema[ \t]*:/m.test(head)) return { own: "template", text };
  return { ok: false, problem: unknownFormat(name) };
}

const SAVE_AS_XML = "Maybe open the plan in Microsoft Project, choose File, Save As, and the type “XML Format (*.xml)”, then bring that file.";

/** Files known by their first bytes that Leadline does not read. */
function foreignBytes(name: string, bytes: Uint8Array): Problem | undefined {
  const starts = (...head: number[]): boolean => head.every((byte, index) => bytes[index] === byte);
  if (bytes.length === 0) return { code: "file/empty", message: "The file is empty." };
  if (starts(0xd0, 0xcf, 0x11, 0xe0)) return /\.xlsx?$/i.test(name) ? oldWorkbook(name) : mppProblem(name);
  if (starts(0x25, 0x50, 0x44, 0x46)) return foreign("file/pdf", `“${name}” is a PDF document, not a plan that Leadline reads.`);
  return undefined;
}

function oldWorkbook(name: string): Problem {
  return { code: "file/old-workbook", message: `“${name}” is an old Excel workbook (.xls), or one protected by a password; Leadline reads neither.`, hint: "Maybe open it in your spreadsheet program and save it as “Excel workbook (*.xlsx)” without a password." };
}

function mppProblem(name: string): Problem {
  return foreign("file/mpp", `“${name}” is Microsoft's own closed format (.mpp), which Leadline does not read; its XML format holds the same plan.`);
}

function foreignText(name: string): Problem | undefined {
  if (/\.mpp$/i.test(name)) return mppProblem(name);
  return undefined;
}

function primaveraXml(name: string): Problem {
  const message = `“${name}” is Primavera's XML (PMXML), which Leadline does not read; Primavera's XER export holds the same plan.`;
  return { code: "file/pmxml", message, hint: "Maybe export the project from Primavera again: File, Export, “Primavera PM (XER)”." };
}

function foreign(code: string, message: string): Problem {
  return { code, message, hint: SAVE_AS_XML };
}

function unknownFormat(name: string): Problem {
  return {
    code: "file/unknown-format",
    message: `“${name}” is no plan that Leadline reads: Microsoft Project XML (.xml), Primavera (.xer), a table (.xlsx, .csv), GanttProject (.gan), ProjectLibre (.pod), Planner (.planner), old Microsoft Project (.mpx), or Leadline's own .json, plan-text (.plan) or template (.yaml).`,
    hint: SAVE_AS_XML,
  };
}
