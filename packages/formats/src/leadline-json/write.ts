/** Writes a project as our own JSON: every record, in one order and one spelling, so that equal projects are equal bytes. */
import { recordsOf, type Project } from "@leadline/engine/model/project.ts";
import type { WriteResult } from "../plan-file-types.ts";

export const LEADLINE_JSON_FORMAT = "leadline-project/1";

/** One record per line, keys in alphabetical order (`id` first), so that two versions of a plan compare line by line. */
export function writeLeadlineJson(project: Project): WriteResult {
  const lines = Array.from(recordsOf(project), ({ kind, record }) => `    {"kind":${JSON.stringify(kind)},"record":${canonicalJson(record)}}`);
  return { text: `{\n  "format": "${LEADLINE_JSON_FORMAT}",\n  "records": [\n${lines.join(",\n")}\n  ]\n}\n`, losses: [] };
}

/** JSON with sorted keys. Records nest a few levels deep, as their schemas say, so recursion is bounded. */
function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const fields = Object.entries(value)
    .filter(([, field]) => field !== undefined)
    .sort(([a], [b]) => compareKeys(a, b));
  return `{${fields.map(([key, field]) => `${JSON.stringify(key)}:${canonicalJson(field)}`).join(",")}}`;
}

function compareKeys(a: string, b: string): number {
  if (a === "id" || b === "id") return a === b ? 0 : a === "id" ? -1 : 1;
  return a < b ? -1 : a > b ? 1 : 0;
}
