/** Reads an export line by line and refuses what is not whole, not in order, or not what its hashes say. */
import { createHash } from "node:crypto";
import { createReadStream, existsSync } from "node:fs";
import { createGunzip } from "node:zlib";
import { recordSchemas } from "@leadline/engine/model/records.ts";
import { leafHash } from "../../log/log-entry.ts";
import { unstorableText } from "../../log/unstorable-text.ts";
import { reasonOf, StartFailure } from "../../start-failure.ts";
import { textLines } from "../text-lines.ts";
import { canonicalState } from "./canonical-state.ts";
import { exportLineSchema, LINE_TABLES, tableOf, type ExportLine } from "./export-line.ts";

export interface CheckedExport {
  readonly file: string;
  readonly exportedAt: string;
  readonly projects: ReadonlyMap<string, { readonly key: string; readonly name: string; readonly origin: string; readonly isSample: boolean }>;
  /** The canonical hash. */
  readonly state: string;
}

/** Throws a `StartFailure` that names the line and what is wrong with it. */
export async function checkExport(file: string): Promise<CheckedExport> {
  if (!existsSync(file)) throw new StartFailure(`${file}: there is no such file.`);
  const check = startCheck();
  let number = 0;
  try {
    for await (const text of linesIn(file)) {
      number += 1;
      check.take(text);
    }
    return { file, ...check.end() };
  } catch (error) {
    throw new StartFailure(`${file}, line ${number}: ${reasonOf(error)}. Nothing was imported.`);
  }
}

/** The lines of a file that was checked before. */
export async function* readLines(file: string): AsyncGenerator<ExportLine> {
  for await (const text of linesIn(file)) yield exportLineSchema.parse(JSON.parse(text));
}

function linesIn(file: string): AsyncIterable<string> {
  const source = createReadStream(file);
  if (!file.endsWith(".gz")) return textLines(source);
  const unzip = createGunzip();
  source.on("error", (error) => unzip.destroy(error));
  return textLines(source.pipe(unzip));
}

interface Check {
  readonly take: (text: string) => void;
  readonly end: () => Omit<CheckedExport, "file">;
}

function startCheck(): Check {
  const hash = createHash("sha256");
  const state = canonicalState();
  const projects = new Map<string, { key: string; name: string; origin: string; isSample: boolean; revision: number; entries: number }>();
  let [lines, place] = [0, 0];
  let [header, end]: [ExportLine | undefined, ExportLine | undefined] = [undefined, undefined];
  const take = (text: string): void => {
    if (end) throw new Error("there is something after the last line");
    const line = parsedLine(text);
    if ((line.type === "header") !== (lines === 0)) throw new Error(lines === 0 ? "this is no export of Leadline: the first line is no header" : "there is a second header");
    if (line.type === "header") header = line;
    if (line.type === "end") {
      if (line.lines !== lines || line.sha256 !== hash.digest("hex")) throw new Error("the file was changed: its lines are not those that its end sums up");
      if (line.state !== state.hash()) throw new Error("the canonical hash is another one than the contents have");
      end = line;
      return;
    }
    hash.update(`${text}\n`);
    lines += 1;
    place = placeAfter(place, line);
    state.add(line);
    checkProject(line, projects);
  };
  return {
    take,
    end: () => {
      if (header?.type !== "header" || end?.type !== "end") throw new Error("the file was cut off: it has no end");
      for (const [id, { revision, entries }] of projects) if (revision !== entries) throw new Error(`the project ${id} stands at revision ${revision}, but its log has ${entries} entries`);
      return { exportedAt: header.exportedAt, projects, state: end.state };
    },
  };
}

function parsedLine(text: string): ExportLine {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new Error("this is no JSON");
  }
  const unstorable = unstorableText(text);
  if (unstorable !== undefined) throw new Error(`it holds ${unstorable}, which cannot be stored`);
  const parsed = exportLineSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new Error(`${issue?.path.join(".") || "the line"}: ${issue?.message ?? "is not valid"}`);
}

/** Lines come table by table, so that whoever reads has seen what a line refers to. */
function placeAfter(place: number, line: ExportLine): number {
  const table = tableOf(line);
  const here = table === undefined ? place : LINE_TABLES.indexOf(table);
  if (here < place) throw new Error(`lines of this kind come before those of ${LINE_TABLES[place] ?? "the end"}`);
  return here;
}

function checkProject(line: ExportLine, projects: Map<string, { key: string; name: string; origin: string; isSample: boolean; revision: number; entries: number }>): void {
  if (line.type === "project") {
    if (projects.has(line.id)) throw new Error(`the project ${line.id} comes twice`);
    projects.set(line.id, { key: line.key, name: line.name, origin: line.origin, isSample: line.isSample, revision: line.revision, entries: 0 });
  }
  if (!("projectId" in line)) return;
  const project = projects.get(line.projectId);
  if (!project) throw new Error(`there is no project ${line.projectId} in this file`);
  if (line.type === "entry") {
    project.entries += 1;
    if (line.revision !== project.entries) throw new Error(`the log of ${line.projectId} goes on with entry ${line.revision} where ${project.entries} is missing`);
    if (leafHash(Buffer.from(line.leaf, "utf8")).toString("hex") !== line.leafHash) throw new Error(`entry ${line.revision} of ${line.projectId} has another hash than its leaf`);
  }
  if (line.type === "record") {
    const checked = recordSchemas[line.kind].safeParse(line.record);
    if (!checked.success) throw new Error(`the ${line.kind} ${line.record.id} is not valid: ${checked.error.issues[0]?.path.join(".") ?? ""} ${checked.error.issues[0]?.message ?? ""}`);
  }
}
