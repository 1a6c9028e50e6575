/** Reads a Primavera XER file: records for what Leadline models, and every row kept word for word. */
import type { Problem } from "@leadline/engine/base/problem.ts";
import type { Project } from "@leadline/engine/model/project.ts";
import { schedule } from "@leadline/engine/schedule/compute.ts";
import { differencesOf } from "../mspdi/differences.ts";
import { startProblemList, type ProblemList } from "../mspdi/problem-list.ts";
import { DEFAULT_READ_LIMITS, type ImportReport, type ReadOptions, type ReadResult } from "../plan-file-types.ts";
import { countRecords } from "../record-counts.ts";
import * as say from "../xml/xml-problems.ts";
import { assemblePlan } from "./assemble-plan.ts";
import { keepFile } from "./kept-rows.ts";
import { chosenProject, projectsOf, rowReader } from "./source-file.ts";
import { xerFileOf, type XerFile, type XerRow } from "./tokens.ts";
import { xerTextOf } from "./xer-text.ts";

export interface XerReadOptions extends ReadOptions {
  /** Gives the project its name where the file has none. */
  readonly fileName: string;
}

/** Tables are read whole, so there is a limit below which one text is no burden. */
const MOST_TEXT_BYTES = 256 * 1024 * 1024;

/**
 * Reads what Primavera exported. Dates come from scheduling by Primavera's rules and the file's own options, never from the
 * file; the stored ones are compared with ours in the report. One project of the file becomes the plan: the one that
 * `options.project` names, else the first with activities; the others are told. Never throws.
 */
export function readXer(bytes: Uint8Array, options: XerReadOptions): ReadResult {
  const limits = options.limits ?? DEFAULT_READ_LIMITS;
  if (bytes.length > MOST_TEXT_BYTES) return { ok: false, problem: say.tooLarge({ ...limits, maxBytes: MOST_TEXT_BYTES }) };
  const { text, problems: ofText } = xerTextOf(bytes);
  const taken = xerFileOf(text, limits);
  if ("failure" in taken) return { ok: false, problem: taken.failure };
  const { file, problems: ofTables } = taken;
  if (file.tables.length === 0) return { ok: false, problem: noTables() };
  options.onProgress?.(0.3);

  const problems = startProblemList();
  const chosen = choose(file, options.project, problems);
  if (chosen === undefined) return { ok: false, problem: noSuchProject(file, options.project ?? "") };
  const source = { file, projectKey: chosen.key };
  const ids = new Map<XerRow, string>();
  const idOf = (row: XerRow): string => {
    const id = ids.get(row) ?? options.newId();
    ids.set(row, id);
    return id;
  };
  const plan = assemblePlan(source, { idOf, impliedCalendarId: options.newId, problems, fileName: options.fileName });
  options.onProgress?.(0.7);
  const computed = schedule(plan.project);
  const differences = differencesOf(plan.project, computed.schedule, { datesByTask: plan.storedDates, odditiesByTask: new Map() });
  const kept = keepFile(source, ids, options.newId);
  const project: Project = { records: { ...plan.project.records, keptSource: new Map(kept.map((record) => [record.id, record])) } };
  options.onProgress?.(1);
  return {
    ok: true,
    project,
    problems: [...ofText, ...ofTables, ...problems.all(), ...computed.problems],
    report: { ...countRecords("xer", project), differences, kept: keptCounts(file, ids) },
  };
}

/** The project to take; `key` is undefined where the file lists none. Undefined where a wish cannot be granted. */
function choose(file: XerFile, wanted: string | undefined, problems: ProblemList): { key: string | undefined } | undefined {
  const projects = projectsOf(rowReader(file, startProblemList()));
  const chosen = chosenProject(projects, wanted);
  if (wanted !== undefined && wanted !== chosen?.name && wanted !== chosen?.key) return undefined;
  const others = projects.filter((project) => project !== chosen);
  if (chosen && others.length > 0) {
    const list = others.slice(0, 10).map(({ name, tasks }) => `“${name.slice(0, 60)}” (${tasks} ${tasks === 1 ? "activity" : "activities"})`).join(", ");
    const more = others.length > 10 ? ` and ${others.length - 10} more` : "";
    problems.add({
      code: "xer/other-projects",
      message: `The file holds ${projects.length} projects; “${chosen.name.slice(0, 60)}” was taken. Left out: ${list}${more}.`,
      hint: "Maybe bring the file once more for each of the others, naming the project.",
    });
  }
  return { key: chosen?.key };
}

function noSuchProject(file: XerFile, wanted: string): Problem {
  const names = projectsOf(rowReader(file, startProblemList())).map(({ name }) => `“${name.slice(0, 60)}”`);
  const list = names.length === 0 ? "It lists no projects" : `It holds ${names.slice(0, 20).join(", ")}`;
  return { code: "xer/no-such-project", message: `The file holds no project “${wanted.slice(0, 60)}”. ${list}.` };
}

function noTables(): Problem {
  return { code: "xer/no-tables", message: "The file begins like a Primavera export (ERMHDR), but holds no table, so there is no plan in it.", hint: "Maybe export it again from Primavera: File, Export, Primavera (XER)." };
}

/** Tables of which no row became a record, with their rows; most first. */
function keptCounts(file: XerFile, ids: ReadonlyMap<XerRow, string>): ImportReport["kept"] {
  const counts = new Map<string, number>();
  for (const { name, rows } of file.tables) {
    const count = rows.filter((row) => !ids.has(row)).length;
    if (count > 0 && !UNDERSTOOD.has(name)) counts.set(name, (counts.get(name) ?? 0) + count);
  }
  return [...counts].map(([element, count]) => ({ element, count })).sort((a, b) => b.count - a.count || (a.element < b.element ? -1 : 1));
}

/** Tables that say something about records without being records. */
const UNDERSTOOD: ReadonlySet<string> = new Set(["CURRTYPE", "PROJECT", "SCHEDOPTIONS", "RSRCRATE"]);
