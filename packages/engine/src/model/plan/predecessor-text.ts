/** Predecessors as people type and read them in one cell: `3`, `3FS+2d`, `5SS+50%, 7FF-1d`. */
import { formatAmount, minutesPer, toTenth, unitOfWord, type DurationScale } from "../../time/duration-text.ts";
import type { Link } from "../records.ts";
import type { LinkType } from "./link.ts";
import type { Outline, OutlineRow } from "./outline.ts";

/** One predecessor as the cell states it: a link without its own id and successor. */
export type PredecessorText = Pick<Link, "predecessorId" | "type" | "lagMinutes" | "lagPercent" | "lagUnit">;

/** What a link says besides whom it joins. */
export type LinkTerms = Omit<PredecessorText, "predecessorId">;

/** The project's units; by Primavera's rules several links of different type may join two tasks. */
export type PredecessorScale = DurationScale & { readonly schedulingRules?: "msProject" | "primavera" | undefined };

export type ParsedPredecessors =
  | { readonly ok: true; readonly predecessors: readonly PredecessorText[] }
  | { readonly ok: false; readonly message: string };

/**
 * Reads a list of predecessors, each a row number, key, WBS code or "name", then link type (FS where left out) and lag.
 * Digits with dots are a WBS code. `parsePredecessors("3FS+2d; NET-42", outline, "NET", settings)`.
 */
export function parsePredecessors(text: string, outline: Outline, projectKey: string, scale: PredecessorScale): ParsedPredecessors {
  const predecessors: PredecessorText[] = [];
  const seen = new Set<string>();
  let rest = skipSeparators(text);
  while (rest !== "") {
    const reference = readReference(rest, outline, projectKey);
    if ("message" in reference) return { ok: false, message: reference.message };
    const relation = readRelation(rest, reference.length, scale);
    if ("message" in relation) return { ok: false, message: relation.message };
    const { row } = reference;
    const isPrimavera = scale.schedulingRules === "primavera";
    const pair = isPrimavera ? `${row.task.id} ${relation.link.type}` : row.task.id;
    if (seen.has(pair)) return { ok: false, message: `Row ${row.rowNumber} stands twice in the list; two tasks can be joined by one link ${isPrimavera ? "of a type " : ""}only.` };
    seen.add(pair);
    predecessors.push({ predecessorId: row.task.id, ...relation.link });
    rest = skipSeparators(rest.slice(relation.length));
  }
  return { ok: true, predecessors };
}

/** The normalised text: rows in order, FS without lag as the bare number. Typing it back means the same. */
export function formatPredecessors(links: Iterable<PredecessorText>, outline: Outline, scale: DurationScale): string {
  const items = [...links].flatMap((link) => {
    const row = outline.rowOf(link.predecessorId);
    return row ? [{ rowNumber: row.rowNumber, text: `${row.rowNumber}${relationText(link, scale)}` }] : [];
  });
  return items
    .sort((a, b) => a.rowNumber - b.rowNumber)
    .map((item) => item.text)
    .join(",");
}

/** Link type and lag as they follow a reference: "SS+1d", "FS-50%"; nothing for FS without lag. */
export function relationText(link: LinkTerms, scale: DurationScale): string {
  const lag = formatLag(link, scale);
  return link.type === "FS" && lag === "" ? "" : `${link.type}${lag}`;
}

/** "+2d", "-50%"; nothing where there is no lag. */
export function formatLag(link: Pick<Link, "lagMinutes" | "lagPercent" | "lagUnit">, scale: DurationScale): string {
  const { lagUnit } = link;
  if (lagUnit === "%" || lagUnit === "e%") {
    if (link.lagPercent === 0) return "";
    return `${link.lagPercent < 0 ? "-" : "+"}${formatAmount(Math.abs(link.lagPercent), 1)}${lagUnit}`;
  }
  if (link.lagMinutes === 0) return "";
  return `${link.lagMinutes < 0 ? "-" : "+"}${formatAmount(Math.abs(link.lagMinutes), minutesPer(lagUnit, scale))}${lagUnit}`;
}

/** Reads what follows a reference: "", "SS", "FS-50%", "+2ed". Undefined where the text says anything else. */
export function parseRelation(text: string, scale: DurationScale): LinkTerms | undefined {
  const relation = readRelation(text, 0, scale);
  return "message" in relation || relation.length < text.trimEnd().length ? undefined : relation.link;
}

type Wrong = { readonly message: string };

function skipSeparators(text: string): string {
  return text.replace(/^[\s,;]+/, "");
}

/** The row that a list begins with, and how much text names it. */
function readReference(text: string, outline: Outline, projectKey: string): { readonly row: OutlineRow; readonly length: number } | Wrong {
  const names = namesOf(outline);
  const quoted = /^["“”„]((?:[^"“”„]|"")*)["“”]/.exec(text);
  if (quoted) return named(names, (quoted[1] ?? "").replaceAll('""', '"'), quoted[0].length);
  const key = /^([A-Za-z][A-Za-z0-9_]*)-(\d+)/.exec(text);
  if (key) return keyed(names, key, projectKey);
  const digits = /^\d+(?:\.\d+)*/.exec(text)?.[0];
  if (digits === undefined) return { message: notAPredecessor(text) };
  const row = digits.includes(".") ? names.byWbs.get(digits) : outline.rows[Number(digits) - 1];
  if (row) return { row, length: digits.length };
  if (digits.includes(".")) return { message: `There is no task with the WBS code ${digits}.` };
  const last = outline.rows.length;
  return { message: `There is no row ${Number(digits)}. ${last === 0 ? "The plan has no rows yet." : `The last row is ${last}.`}` };
}

function keyed(names: Names, match: RegExpExecArray, projectKey: string): { readonly row: OutlineRow; readonly length: number } | Wrong {
  const [text, key = "", number] = match;
  if (key.toUpperCase() !== projectKey.toUpperCase()) return { message: `${text} belongs to another project; the tasks of this one begin with ${projectKey}-.` };
  const row = names.byNumber.get(Number(number));
  return row ? { row, length: text.length } : { message: `There is no task ${projectKey}-${Number(number)}.` };
}

/** A name counts when one task only bears it: letter by letter, or else without regard to case. */
function named(names: Names, name: string, length: number): { readonly row: OutlineRow; readonly length: number } | Wrong {
  const alike = names.byName.get(plainName(name)) ?? [];
  const exact = alike.filter((row) => row.task.name.trim() === name.trim());
  const candidates = exact.length > 0 ? exact : alike;
  const [row] = candidates;
  if (!row) return { message: `No task is called “${name}”.` };
  if (candidates.length === 1) return { row, length };
  const rows = candidates.slice(0, 3).map((one) => one.rowNumber);
  return { message: `${candidates.length} tasks are called “${name}” (rows ${rows.join(", ")}${candidates.length > 3 ? ", …" : ""}). Type the row number.` };
}

const TYPES: Readonly<Record<string, LinkType>> = { FS: "FS", SS: "SS", FF: "FF", SF: "SF", EA: "FS", AA: "SS", EE: "FF", AE: "SF" };

/** Type and lag behind a reference of the given length; `length` counts the reference in. German letters work as well. */
function readRelation(text: string, referenceLength: number, scale: DurationScale): { readonly link: LinkTerms; readonly length: number } | Wrong {
  const typeMatch = /^\s*(FS|SS|FF|SF|EA|AA|EE|AE)/i.exec(text.slice(referenceLength));
  const type = TYPES[typeMatch?.[1]?.toUpperCase() ?? "FS"] ?? "FS";
  const afterType = referenceLength + (typeMatch?.[0].length ?? 0);
  const lag = readLag(text.slice(afterType), scale);
  const length = afterType + lag.length;
  const end = /^\s*(?:[,;\n]|$)/.test(text.slice(length));
  if (!end) return { message: notAPredecessor(text) };
  if (Math.abs(lag.lagMinutes) > 1e9 || Math.abs(lag.lagPercent) > 10_000) return { message: `The lag in “${text.slice(0, length).trim()}” is too long.` };
  return { link: { type, lagMinutes: lag.lagMinutes, lagPercent: lag.lagPercent, lagUnit: lag.lagUnit }, length };
}

interface Lag extends Pick<Link, "lagMinutes" | "lagPercent" | "lagUnit"> {
  readonly length: number;
}

/**
 * A decimal comma is told from a separator by the unit behind its digits: `3FS+1,5d` is one and a half days, in
 * `3FS+1d,5` the comma parts. A lag without unit counts days.
 */
function readLag(text: string, scale: DurationScale): Lag {
  const none: Lag = { lagMinutes: 0, lagPercent: 0, lagUnit: "d", length: 0 };
  const withUnit = /^\s*([+-])\s*(\d+(?:[.,]\d+)?|[.,]\d+)\s*(%|e\s*%|elapsed\s+[a-z]+|[a-z]+)/i.exec(text);
  const lag = withUnit && lagOf(withUnit, scale);
  if (lag) return lag;
  const bare = /^\s*([+-])\s*(\d+(?:\.\d+)?)/.exec(text);
  return (bare && lagOf(bare, scale)) ?? none;
}

function lagOf(match: RegExpExecArray, scale: DurationScale): Lag | undefined {
  const value = Number((match[2] ?? "0").replace(",", ".")) * (match[1] === "-" ? -1 : 1);
  const typed = (match[3] ?? "d").toLowerCase();
  const word = typed.endsWith("%") ? typed.replace(/\s/g, "") : typed;
  const length = match[0].length;
  if (word === "%" || word === "e%") return { lagMinutes: 0, lagPercent: value === 0 ? 0 : value, lagUnit: word, length };
  const lagUnit = unitOfWord(word);
  return lagUnit && { lagMinutes: toTenth(value * minutesPer(lagUnit, scale)) || 0, lagPercent: 0, lagUnit, length };
}

function notAPredecessor(text: string): string {
  const item = /^[^,;\n]*/.exec(text)?.[0].trim() ?? "";
  return `“${item}” is not a predecessor. Type a row number with link type and lag, such as 3, 3FS+2d or 5SS+50%.`;
}

interface Names {
  readonly byWbs: ReadonlyMap<string, OutlineRow>;
  readonly byNumber: ReadonlyMap<number, OutlineRow>;
  readonly byName: ReadonlyMap<string, readonly OutlineRow[]>;
}

const memo = new WeakMap<Outline, Names>();

const plainName = (name: string): string => name.trim().toLowerCase();

/** The ways to name a row, indexed once per outline. */
function namesOf(outline: Outline): Names {
  const known = memo.get(outline);
  if (known) return known;
  const byName = new Map<string, OutlineRow[]>();
  for (const row of outline.rows) {
    const list = byName.get(plainName(row.task.name));
    if (list) list.push(row);
    else byName.set(plainName(row.task.name), [row]);
  }
  const byWbs = new Map(outline.rows.map((row) => [row.wbs, row]));
  const byNumber = new Map(outline.rows.map((row) => [row.task.number, row]));
  const names = { byWbs, byNumber, byName };
  memo.set(outline, names);
  return names;
}
