/** Dates that MS Project stored in an MSPDI file, read past our own importer; and the same file without them. */
import { parseIso } from "@leadline/engine/time/minute.ts";
import type { GoldenField, StatedTask } from "./golden-case.ts";

const STORED: Readonly<Record<string, GoldenField>> = {
  Start: "start",
  Finish: "finish",
  EarlyStart: "earlyStart",
  EarlyFinish: "earlyFinish",
  LateStart: "lateStart",
  LateFinish: "lateFinish",
};

/** Every task of the file but the project's own row (UID 0) and empty rows. */
export function storedDates(text: string): StatedTask[] {
  const tasks = [...text.matchAll(TASK)].map(([task]) => ownText(task));
  return tasks.filter((task) => elementText(task, "UID") !== "0" && elementText(task, "IsNull") !== "1").map((task) => ({ key: elementText(task, "UID") ?? "", values: valuesOf(task) }));
}

function valuesOf(task: string): StatedTask["values"] {
  const values = Object.entries(STORED).map(([element, field]) => [field, parseIso(elementText(task, element) ?? "")] as const);
  return Object.fromEntries(values.filter(([, minute]) => minute !== undefined));
}

const TASK = /<Task>[\s\S]*?<\/Task>/g;

/** Text of an element without children. These files are MS Project's own: no attributes, no prefixes, no comments. */
function elementText(task: string, name: string): string | undefined {
  return new RegExp(`<${name}>([^<]*)</${name}>`).exec(task)?.[1];
}

/** A task without its nested elements. */
function ownText(task: string): string {
  return task.replace(NESTED, "");
}

const RESULTS = ["Start", "Finish", "EarlyStart", "EarlyFinish", "LateStart", "LateFinish", "TotalSlack", "FreeSlack", "StartSlack", "FinishSlack"];
const RESULT = new RegExp(`<(${RESULTS.join("|")})>[^<]*</\\1>`, "g");
/** Elements of a task that hold such names for other things. */
const NESTED = /<(?:Baseline|TimephasedData|PredecessorLink|ExtendedAttribute|OutlineCode)>[\s\S]*?<\/(?:Baseline|TimephasedData|PredecessorLink|ExtendedAttribute|OutlineCode)>/g;

/** The file with start, finish, early and late dates and slack emptied on every unstarted automatic task. */
export function withoutResults(text: string): string {
  return text.replace(TASK, (task) => (isUnstartedAutomatic(ownText(task)) ? emptied(task) : task));
}

function isUnstartedAutomatic(task: string): boolean {
  const isStarted = (elementText(task, "ActualStart") ?? "") !== "" || Number(elementText(task, "PercentComplete") ?? 0) > 0;
  return !isStarted && elementText(task, "Manual") !== "1";
}

/** Nested elements stay as they are: a baseline has a start and a finish of its own. */
function emptied(task: string): string {
  const nested = task.match(NESTED) ?? [];
  return task
    .split(NESTED)
    .map((part, index) => `${part.replace(RESULT, "<$1></$1>")}${nested[index] ?? ""}`)
    .join("");
}
