/** Takes an MPX file apart into records: one line each, fields parted by the sign behind the word MPX. */
import type { Problem } from "@leadline/engine/base/problem.ts";
import type { ReadLimits } from "../plan-file-types.ts";

export interface MpxRecord {
  /** What the record is about: 70 a task, 75 an assignment … */
  readonly number: number;
  /** Fields behind the number, the first at index 0; text without its quotes. */
  readonly fields: readonly string[];
  readonly line: number;
}

export interface MpxFile {
  /** The first line behind the word MPX: program, version, code page. */
  readonly header: readonly string[];
  readonly delimiter: string;
  readonly records: readonly MpxRecord[];
}

/** Microsoft Project's widest table has some 150 fields; a line of more is no plan's. */
const MOST_FIELDS = 1000;

/** The sign between fields: whatever stands behind the word MPX. */
export function delimiterOf(text: string): string | undefined {
  return /^\ufeff?MPX([^A-Za-z0-9\s"]|\t)/.exec(text)?.[1];
}

export function mpxFileOf(text: string, limits: ReadLimits): { file: MpxFile; problems: Problem[] } | { failure: Problem } {
  const delimiter = delimiterOf(text) ?? ",";
  const records: MpxRecord[] = [];
  let header: readonly string[] = [];
  let [line, cells, stray] = [0, 0, 0];
  for (let at = 0; at < text.length; ) {
    const end = text.indexOf("\n", at);
    const stop = end < 0 ? text.length : end;
    const whole = text.slice(at, stop > at && text[stop - 1] === "\r" ? stop - 1 : stop);
    at = stop + 1;
    line += 1;
    const [first = "", ...fields] = fieldsOf(whole, delimiter);
    cells += fields.length + 1;
    if (cells > limits.maxElements) return { failure: tooMany(line, limits) };
    if (line === 1) header = fields;
    else if (/^\d{1,3}$/.test(first.trim())) records.push({ number: Number(first), fields, line });
    else if (whole.trim() !== "") stray += 1;
  }
  const problems: Problem[] = stray === 0 ? [] : [{ code: "mpx/stray-line", message: `${stray} ${stray === 1 ? "line begins" : "lines begin"} with no record number; ${stray === 1 ? "it was" : "they were"} left out.` }];
  return { file: { header, delimiter, records }, problems };
}

/** A field in quotes may hold the delimiter, and quotes doubled. One that never ends is taken as it stands. */
function fieldsOf(line: string, delimiter: string): string[] {
  if (!line.includes('"')) return line.split(delimiter, MOST_FIELDS);
  const fields: string[] = [];
  let at = 0;
  while (at <= line.length && fields.length < MOST_FIELDS) {
    const quoted = line[at] === '"' ? closingQuote(line, at + 1, delimiter) : undefined;
    if (quoted !== undefined) {
      fields.push(line.slice(at + 1, quoted).replaceAll('""', '"'));
      at = quoted + 1 + delimiter.length;
    } else {
      const end = line.indexOf(delimiter, at);
      const stop = end < 0 ? line.length : end;
      fields.push(line.slice(at, stop));
      at = stop + delimiter.length;
    }
  }
  return fields;
}

/** Where the quote that ends a field stands: one not doubled, with the delimiter or nothing behind it. */
function closingQuote(line: string, from: number, delimiter: string): number | undefined {
  for (let at = line.indexOf('"', from); at >= 0; at = line.indexOf('"', at + 1)) {
    if (line[at + 1] === '"') at += 1;
    else if (at + 1 === line.length || line.startsWith(delimiter, at + 1)) return at;
  }
  return undefined;
}

function tooMany(line: number, limits: ReadLimits): Problem {
  return { code: "mpx/too-many-values", message: `By line ${line} the file holds more than the limit of ${limits.maxElements} values, so it was not read.`, hint: "Maybe split the plan.", line };
}
