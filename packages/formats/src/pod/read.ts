/** Reads a ProjectLibre file (.pod): behind its own data, newer ones hold the whole plan once more as Microsoft Project XML. */
import type { Problem } from "@leadline/engine/base/problem.ts";
import { settingsOf, type Project } from "@leadline/engine/model/project.ts";
import { readMspdi, type MspdiReadOptions } from "../mspdi/read.ts";
import { ofFormat } from "../finish-plan.ts";
import type { ReadResult } from "../plan-file-types.ts";

/** What a .pod begins with: a stream of Java objects. */
export function isPod(bytes: Uint8Array): boolean {
  return bytes[0] === 0xac && bytes[1] === 0xed && bytes[2] === 0x00 && bytes[3] === 0x05;
}

/** Never throws. Java objects are not read: they could be of any program's making. */
export function readPod(bytes: Uint8Array, options: MspdiReadOptions): ReadResult {
  const at = xmlStart(bytes);
  if (at === undefined) return { ok: false, problem: withoutXml(options.fileName) };
  const result = readMspdi(bytes.subarray(at), options);
  if (!result.ok) return { ok: false, problem: ofFormat(result.problem, { format: "pod", program: "ProjectLibre" }) };
  return { ...result, project: fromPod(result.project), report: { ...result.report, format: "pod" } };
}

/** ProjectLibre writes this between its own data and the XML. */
const SEPARATOR = "ProjectLibreSeparator_MSXML";

/** Where the XML begins: behind the separator, or the first XML declaration that a <Project follows soon. */
function xmlStart(bytes: Uint8Array): number | undefined {
  const separator = indexOf(bytes, SEPARATOR, 0);
  if (separator !== undefined) return indexOf(bytes, "<?xml", separator) ?? indexOf(bytes, "<Project", separator);
  for (let at = indexOf(bytes, "<?xml", 0); at !== undefined; at = indexOf(bytes, "<?xml", at + 1)) {
    const root = indexOf(bytes.subarray(0, at + MOST_PROLOGUE), "<Project", at);
    if (root !== undefined) return at;
  }
  return undefined;
}

const MOST_PROLOGUE = 400;

function indexOf(bytes: Uint8Array, text: string, from: number): number | undefined {
  const first = text.charCodeAt(0);
  for (let at = bytes.indexOf(first, from); at >= 0; at = bytes.indexOf(first, at + 1)) {
    let length = 1;
    while (length < text.length && bytes[at + length] === text.charCodeAt(length)) length += 1;
    if (length === text.length) return at;
  }
  return undefined;
}

function withoutXml(name: string): Problem {
  return {
    code: "pod/no-xml",
    message: `“${name}” was written by an old ProjectLibre or OpenProj, which keeps plans only in a closed form that Leadline does not read.`,
    hint: "Maybe open it in ProjectLibre and save it as “Microsoft Project 2010 (*.xml)”, then bring that file.",
  };
}

function fromPod(project: Project): Project {
  const settings = settingsOf(project);
  const origin = { format: "pod" as const, name: settings.origin?.name ?? "" };
  return { records: { ...project.records, settings: new Map([["settings", { ...settings, origin }]]) } };
}
