/** Reads plan-text (`.plan`), the small notation for tests, documents and bug reports: see `docs/plan-text.md`. */
import type { ReadResult } from "../plan-file-types.ts";
import { countRecords } from "../record-counts.ts";
import { buildProject, type BuildOptions } from "./build.ts";
import { parseStatements } from "./parse.ts";
import type { Fault } from "./tokens.ts";

/** A plan of 100,000 tasks is about 10 MB. */
const MOST_CHARACTERS = 50_000_000;

/**
 * A text either is a plan or is refused with line and column of its first fault.
 * Example: `readPlanText('project "P" starts 2026-03-02\nA "Survey" 3d\nB "Order" 8d after A', { newId })`.
 */
export function readPlanText(text: string, options: BuildOptions): ReadResult {
  const faults: Fault[] = [];
  if (text.length > MOST_CHARACTERS) return refuse([{ line: 1, column: 1, message: `The text is longer than ${MOST_CHARACTERS} characters.` }]);
  const statements = parseStatements(text.replace(/^\uFEFF/, ""), faults);
  if (!statements) return refuse(faults);
  const project = buildProject(statements, options, faults);
  if (faults.length > 0) return refuse(faults);
  return { ok: true, project, problems: [], report: countRecords("plan-text", project) };
}

function refuse(faults: readonly Fault[]): ReadResult {
  const [first, ...others] = [...faults].sort((a, b) => a.line - b.line || a.column - b.column);
  const { line = 1, column = 1, message = "" } = first ?? {};
  const more = others.length === 0 ? "" : others.length === 1 ? " One more place is wrong too." : ` ${others.length} more places are wrong too.`;
  return { ok: false, problem: { code: "plan-text/wrong", message: `Line ${line}, column ${column}: ${shortened(message)}${more}`, line } };
}

const SENTENCE_LETTERS = 400;
const LAST_LETTERS = 150;

/** What the file says may be long; the sentence about it keeps its beginning and its advice at the end. */
function shortened(message: string): string {
  return message.length <= SENTENCE_LETTERS ? message : `${message.slice(0, SENTENCE_LETTERS - LAST_LETTERS)}…${message.slice(-LAST_LETTERS)}`;
}
