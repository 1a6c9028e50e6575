/** `leadline new TEMPLATE`: makes a plan file from a built-in template. */
import { seededIds } from "@leadline/engine/change/id-maker.ts";
import { parseIso, type Minute } from "@leadline/engine/time/minute.ts";
import { contentOf, writePlanFile } from "@leadline/formats/plan-file.ts";
import { builtInTemplates } from "@leadline/formats/template/built-in.ts";
import { readTemplate } from "@leadline/formats/template/read.ts";
import { formatByName } from "./convert-verb.ts";
import { EXIT, failure, success, type Outcome } from "./exit-code.ts";
import { nearest } from "./nearest.ts";
import { ID_SEED, problemSentence } from "./plan-input.ts";
import type { Terminal } from "./terminal.ts";
import { writeWholeFile } from "./written-file.ts";

export interface NewOptions {
  readonly start: string;
  readonly output: string;
  readonly name?: string;
}

/** A start typed without a time means the beginning of an office day. */
const OFFICE_DAY_BEGINS = "08:00";

export async function newVerb(key: string, options: NewOptions, terminal: Terminal): Promise<Outcome<undefined>> {
  const format = formatByName(options.output);
  if (!format.ok) return format;
  const start = startOf(options.start);
  if (start === undefined) return failure(EXIT.usage, `"${options.start}" is not a date between 1900 and 2999. Maybe write it as 2026-03-02 or 2026-03-02T08:00.`);
  const template = builtInTemplates().find((one) => one.key === key);
  if (!template) return failure(EXIT.notFound, unknownTemplate(key));

  const naming = options.name === undefined ? {} : { name: options.name };
  const read = readTemplate(template.text, { newId: seededIds(ID_SEED), start, ...naming });
  if (!read.ok) return failure(EXIT.failed, problemSentence(key, read.problem));
  const result = writePlanFile(format.value, read.project);
  const { losses } = result;
  const written = await writeWholeFile(options.output, contentOf(result));
  if (!written.ok) return written;

  for (const loss of losses) terminal.tell(`${loss.code}: ${loss.message}`);
  terminal.tell(`${options.output}: ${read.report.tasks} tasks of the template "${template.name}" written.`);
  return success(undefined);
}

function startOf(text: string): Minute | undefined {
  const isDateAlone = /^\s*\d{4}-\d{2}-\d{2}\s*$/.test(text);
  return parseIso(isDateAlone ? `${text.trim()}T${OFFICE_DAY_BEGINS}` : text);
}

function unknownTemplate(key: string): string {
  const keys = builtInTemplates().map((one) => one.key);
  const similar = nearest(key, keys);
  return `There is no template "${key}". ${similar === undefined ? `The templates are: ${keys.join(", ")}.` : `Maybe you mean ${similar}.`}`;
}
