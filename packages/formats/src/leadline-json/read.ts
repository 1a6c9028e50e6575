/** Reads our own JSON: every record is checked against its schema, and a record that does not fit refuses the file in one sentence. */
import { projectOf, type KindedRecord, type Project } from "@leadline/engine/model/project.ts";
import { KINDS } from "@leadline/engine/model/kinds.ts";
import { recordSchemas, type Kind } from "@leadline/engine/model/records.ts";
import type { ReadOptions, ReadResult } from "../plan-file-types.ts";
import { countRecords } from "../record-counts.ts";
import { danglingReferences } from "./references.ts";
import { LEADLINE_JSON_FORMAT } from "./write.ts";

/** A project read back has the very records that were written, kept source included; ids are kept, not made anew. */
export function readLeadlineJson(text: string, options: Pick<ReadOptions, "onProgress"> = {}): ReadResult {
  const parsed = parseJson(text);
  if (!parsed.ok) return refuse("json/syntax", parsed.message, parsed.line);
  const head = fieldsOf(parsed.value);
  if (head?.["format"] !== LEADLINE_JSON_FORMAT) return refuse("json/format", wrongFormat(head?.["format"]));
  const list = head["records"];
  if (!Array.isArray(list)) return refuse("json/records", "The file has no list “records”.");
  const records: KindedRecord[] = [];
  const seen = new Set<string>();
  for (const [index, item] of list.entries()) {
    const checked = checkRecord(item, index);
    if (typeof checked === "string") return refuse("json/record", checked);
    const key = `${checked.kind} ${checked.record.id}`;
    if (seen.has(key)) return refuse("json/duplicate", `${placeOf(item, index)}: there already is a ${checked.kind} with this id.`);
    seen.add(key);
    records.push(checked);
    if (index % 1000 === 0) options.onProgress?.(index / list.length);
  }
  return accept(projectOf(records));
}

function accept(project: Project): ReadResult {
  if (!project.records.settings.has("settings")) {
    return refuse("json/settings", "The file has no record of kind “settings” with the id “settings”, so it is not a whole project.");
  }
  return { ok: true, project, problems: danglingReferences(project), report: countRecords("json", project) };
}

type Parsed = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly message: string; readonly line?: number };

/** The one place that catches: `JSON.parse` reports bad text by throwing. */
function parseJson(text: string): Parsed {
  try {
    const value: unknown = JSON.parse(text);
    return { ok: true, value };
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    const position = /position (\d+)/.exec(detail)?.[1];
    const line = position === undefined ? undefined : text.slice(0, Number(position)).split("\n").length;
    const place = line === undefined ? "" : ` (line ${line})`;
    return { ok: false, message: `This is not JSON${place}; maybe the file was cut off or edited by hand.`, ...(line === undefined ? {} : { line }) };
  }
}

function wrongFormat(format: unknown): string {
  if (format === undefined) return `The file does not say “format”: “${LEADLINE_JSON_FORMAT}”, so it is not a Leadline project.`;
  return `The file's format is ${JSON.stringify(format).slice(0, 60)}; this version of Leadline reads “${LEADLINE_JSON_FORMAT}”.`;
}

/** The record, or the sentence that says what is wrong with it. */
function checkRecord(item: unknown, index: number): KindedRecord | string {
  const kind = fieldsOf(item)?.["kind"];
  if (!isKind(kind)) return `${placeOf(item, index)}: the kind ${shown(kind)} is unknown; kinds are ${KINDS.join(", ")}.`;
  const result = recordSchemas[kind].safeParse(fieldsOf(item)?.["record"]);
  if (result.success) return { kind, record: result.data } as KindedRecord;
  const issue = result.error.issues[0];
  const field = issue && issue.path.length > 0 ? `field “${issue.path.join(".")}” is wrong: ` : "";
  return `${placeOf(item, index)}: ${field}${sentence(issue?.message ?? "it does not fit its schema")}`;
}

function isKind(kind: unknown): kind is Kind {
  return KINDS.some((known) => known === kind);
}

/** "Record 12 (task “Survey”)": kind and the name or id that the record gives itself. */
function placeOf(item: unknown, index: number): string {
  const kind = fieldsOf(item)?.["kind"];
  const record = fieldsOf(fieldsOf(item)?.["record"]);
  const name = [record?.["name"], record?.["title"], record?.["id"]].find((value) => typeof value === "string" && value !== "");
  if (typeof kind !== "string") return `Record ${index + 1}`;
  return name === undefined ? `Record ${index + 1} (${kind.slice(0, 40)})` : `Record ${index + 1} (${kind.slice(0, 40)} “${String(name).slice(0, 80)}”)`;
}

function fieldsOf(value: unknown): Record<string, unknown> | undefined {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : undefined;
}

function shown(value: unknown): string {
  return value === undefined ? "(none)" : `“${String(value).slice(0, 40)}”`;
}

function sentence(message: string): string {
  // What the file says may be long, as the name of a field that nobody knows.
  const short = message.length > 300 ? `${message.slice(0, 300)}…` : message;
  const text = short.charAt(0).toLowerCase() + short.slice(1);
  return text.endsWith(".") ? text : `${text}.`;
}

function refuse(code: string, message: string, line?: number): ReadResult {
  return { ok: false, problem: { code, message, ...(line === undefined ? {} : { line }) } };
}
