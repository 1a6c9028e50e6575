/**
 * Reads comma-separated text (RFC 4180 and what spreadsheets make of it) into a table. Ours instead of a library's: it has to
 * be pure, stop at a bound, count lines, and take back the apostrophe that guards formulas.
 */
import type { Problem } from "@leadline/engine/base/problem.ts";
import { MOST_CELLS, MOST_COLUMNS, type Table, type TableRow } from "../table/table.ts";
import { wholeText } from "../xml/decode-text.ts";
import { unguarded } from "./formula-guard.ts";

export type Delimiter = "," | ";" | "\t" | "|";

export interface CsvText {
  readonly table: Table;
  readonly delimiter: Delimiter;
  readonly problems: readonly Problem[];
}

export type CsvResult = ({ readonly ok: true } & CsvText) | { readonly ok: false; readonly problem: Problem };

/** Reads the bytes of a file: UTF-8 (with a byte order mark or without), UTF-16, else windows-1252. Never throws. */
export function readCsv(bytes: Uint8Array): CsvResult {
  const text = wholeText(bytes);
  if (text === undefined) return { ok: false, problem: { code: "csv/encoding", message: "The file is written in an encoding that Leadline does not read (it reads UTF-8, UTF-16 and windows-1252).", hint: "Maybe save it again as “CSV UTF-8”." } };
  return readCsvText(text);
}

/** `readCsvText("Name;Duration\nSurvey;3d\n")` answers two rows of two cells, parted by ";". */
export function readCsvText(text: string): CsvResult {
  const { delimiter, from } = delimiterOf(text);
  return parse(text, from, delimiter);
}

const DELIMITERS: readonly Delimiter[] = ["\t", ";", ",", "|"];
const SNIFFED_RECORDS = 20;
const SNIFFED_CHARACTERS = 64_000;

/**
 * What Excel is told in a first line `sep=;`, else the delimiter that parts the first records into the most columns alike.
 * Text in quotes does not count. Where none parts anything it is the comma: a table of one column.
 */
function delimiterOf(text: string): { readonly delimiter: Delimiter; readonly from: number } {
  const said = /^\uFEFF?sep=([,;\t|])\r?\n/i.exec(text);
  const named = DELIMITERS.find((delimiter) => delimiter === said?.[1]);
  if (said && named) return { delimiter: named, from: said[0].length };
  const counts = countDelimiters(text.slice(0, SNIFFED_CHARACTERS));
  const scores = DELIMITERS.map((delimiter) => ({ delimiter, score: evenness(counts.map((record) => record.get(delimiter) ?? 0)) }));
  const best = scores.reduce((most, one) => (one.score > most.score ? one : most));
  return { delimiter: best.score > 0 ? best.delimiter : ",", from: text.startsWith("\uFEFF") ? 1 : 0 };
}

/** How often each delimiter stands outside quotes, by record. */
function countDelimiters(text: string): ReadonlyMap<Delimiter, number>[] {
  const records: Map<Delimiter, number>[] = [new Map()];
  let quoted = false;
  for (const character of text) {
    if (character === '"') quoted = !quoted;
    if (quoted) continue;
    if (character === "\n") {
      if (records.length >= SNIFFED_RECORDS) break;
      records.push(new Map());
    }
    const delimiter = DELIMITERS.find((one) => one === character);
    const record = records.at(-1);
    if (delimiter && record) record.set(delimiter, (record.get(delimiter) ?? 0) + 1);
  }
  return records;
}

/** The header's count, times the share of records with as many; records without any delimiter at all say nothing. */
function evenness(counts: readonly number[]): number {
  const [head = 0] = counts;
  const told = counts.filter((count) => count > 0);
  if (head === 0) return 0;
  return head * (told.filter((count) => count === head).length / told.length);
}

interface Parsing {
  readonly text: string;
  readonly delimiter: Delimiter;
  at: number;
  line: number;
}

function parse(text: string, from: number, delimiter: Delimiter): CsvResult {
  const parsing: Parsing = { text, delimiter, at: from, line: text.slice(0, from).includes("\n") ? 2 : 1 };
  const rows: TableRow[] = [];
  let cells = 0;
  let tooWideAt: number | undefined;
  let openQuoteAt: number | undefined;
  while (parsing.at < text.length) {
    const line = parsing.line;
    const record = readRecord(parsing);
    if (record.isOpen) openQuoteAt ??= line;
    if (record.count > MOST_COLUMNS) tooWideAt ??= line;
    cells += record.values.length;
    if (cells > MOST_CELLS) return { ok: false, problem: tooManyCells(line) };
    if (record.values.some((value) => value !== "")) rows.push({ number: line, cells: record.values.map((value) => (value === "" ? undefined : value)) });
  }
  if (openQuoteAt !== undefined) return { ok: false, problem: openQuote(openQuoteAt) };
  return { ok: true, table: { name: "", rows }, delimiter, problems: tooWideAt === undefined ? [] : [tooWide(tooWideAt)] };
}

/** One record, its line end taken along. */
function readRecord(parsing: Parsing): { readonly values: string[]; readonly count: number; readonly isOpen: boolean } {
  const values: string[] = [];
  let count = 0;
  let isOpen = false;
  for (;;) {
    const value = parsing.text[parsing.at] === '"' ? readQuoted(parsing) : { text: readPlain(parsing), isOpen: false };
    count += 1;
    isOpen ||= value.isOpen;
    if (count <= MOST_COLUMNS) values.push(unguarded(value.text));
    if (parsing.text[parsing.at] !== parsing.delimiter) break;
    parsing.at += 1;
  }
  skipLineEnd(parsing);
  return { values, count, isOpen };
}

function readPlain(parsing: Parsing): string {
  const { text, delimiter } = parsing;
  const begin = parsing.at;
  while (parsing.at < text.length) {
    const character = text[parsing.at];
    if (character === delimiter || character === "\n" || character === "\r") break;
    parsing.at += 1;
  }
  return text.slice(begin, parsing.at);
}

/** A value in quotes; what follows the closing quote before the delimiter belongs to it, as spreadsheets read it. */
function readQuoted(parsing: Parsing): { readonly text: string; readonly isOpen: boolean } {
  const { text } = parsing;
  let value = "";
  let begin = parsing.at + 1;
  for (;;) {
    const end = text.indexOf('"', begin);
    value += text.slice(begin, end < 0 ? text.length : end);
    if (end < 0) {
      parsing.at = text.length;
      return { text: value, isOpen: true };
    }
    if (text[end + 1] !== '"') {
      parsing.at = end + 1;
      break;
    }
    value += '"';
    begin = end + 2;
  }
  for (const character of value) if (character === "\n") parsing.line += 1;
  return { text: value.replaceAll("\r\n", "\n") + readPlain(parsing), isOpen: false };
}

function skipLineEnd(parsing: Parsing): void {
  if (parsing.text[parsing.at] === "\r") parsing.at += 1;
  if (parsing.text[parsing.at] === "\n") parsing.at += 1;
  parsing.line += 1;
}

function tooManyCells(line: number): Problem {
  return { code: "table/too-many-cells", message: `The table has more than ${MOST_CELLS} cells by line ${line}, so it was not read.`, hint: "Maybe keep only the rows that are meant.", line };
}

function tooWide(line: number): Problem {
  return { code: "table/too-wide", message: `Line ${line} has more than ${MOST_COLUMNS} columns; those beyond are not read.`, line };
}

function openQuote(line: number): Problem {
  return { code: "csv/open-quote", message: `A quote that opens in line ${line} is never closed, so the rest of the file cannot be told apart; nothing was imported.`, hint: "Maybe the file was cut off: save or export it again.", line };
}
