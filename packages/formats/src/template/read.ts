/** Reads a YAML template (`leadline-template/1`) as a plan file: a project with its plan, roles, risks, gates and purchases. */
import type { Problem } from "@leadline/engine/base/problem.ts";
import { minuteOf, type Minute } from "@leadline/engine/time/minute.ts";
import type { ReadOptions, ReadResult } from "../plan-file-types.ts";
import { countRecords } from "../record-counts.ts";
import { projectOfTemplate } from "./template-project.ts";
import { templateOf } from "./template.ts";
import { readYamlTree, type Fault } from "./yaml-tree.ts";

export interface TemplateReadOptions extends ReadOptions {
  /** Start of the new plan; without it the template's own, else `ASSUMED_START` with a problem that says so. */
  readonly start?: Minute;
  /** Name of the new project; without it the template's. */
  readonly name?: string;
}

/** A template has no dates of its own, and reading a file has no clock: Monday 5 January 2026, 08:00. */
const ASSUMED_START = minuteOf(2026, 1, 5, 8);

/**
 * A template becomes a plan in one step. Codes stay texts, so "1.10" is not "1.1". Durations are the most likely ones.
 * Example: `readTemplate(text, { newId, start: minuteOf(2026, 3, 2, 8) })`.
 */
export function readTemplate(text: string, options: TemplateReadOptions): ReadResult {
  const yaml = readYamlTree(text);
  if (!yaml.ok) return refuse([yaml.fault]);
  const faults: Fault[] = [];
  const template = templateOf(yaml.tree, faults);
  if (faults.length > 0) return refuse(faults);
  const start = options.start ?? template.start;
  const project = projectOfTemplate(template, {
    newId: options.newId,
    start: start ?? ASSUMED_START,
    name: options.name ?? template.name,
  });
  const problems = start === undefined ? [assumedStart()] : [];
  return { ok: true, project, problems, report: countRecords("template", project) };
}

function assumedStart(): Problem {
  return {
    code: "template/no-start",
    message: "A template has no dates of its own, so this plan starts on Monday 5 January 2026.",
    hint: "Maybe choose the start date in the project settings.",
  };
}

function refuse(faults: readonly Fault[]): ReadResult {
  const [first, ...others] = [...faults].sort((a, b) => a.line - b.line);
  const line = first?.line ?? 1;
  const more = others.length === 0 ? "" : others.length === 1 ? " One more place is wrong too." : ` ${others.length} more places are wrong too.`;
  return { ok: false, problem: { code: "template/wrong", message: `Line ${line}: ${first?.message ?? ""}${more}`, line } };
}
