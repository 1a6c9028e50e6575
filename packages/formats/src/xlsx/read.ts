/** Reads a workbook (.xlsx) into tables: what its cells hold and show, not what would be computed anew. */
import type { Problem } from "@leadline/engine/base/problem.ts";
import { DEFAULT_READ_LIMITS, type ReadLimits } from "../plan-file-types.ts";
import type { Table } from "../table/table.ts";
import { readXmlTree, attributeOf, listed } from "../xml/xml-tree.ts";
import { childOf, type XmlElement } from "../xml/xml-element.ts";
import { kindsOfStyles } from "./cell-formats.ts";
import { readSharedStrings } from "./read-strings.ts";
import { readSheet } from "./read-sheet.ts";
import { readZip, type ZipFile } from "./read-zip.ts";
import * as say from "./workbook-problems.ts";

export interface WorkbookSheet extends Table {
  /** A sheet that the person does not see. */
  readonly hidden: boolean;
}

export type WorkbookResult = { readonly ok: true; readonly sheets: readonly WorkbookSheet[]; readonly problems: readonly Problem[] } | { readonly ok: false; readonly problem: Problem };

/** Sheets beyond are not read, and told. */
const MOST_SHEETS = 50;

/** Never throws. Formulas count with the value that the spreadsheet stored; links to other files are never followed. */
export function readWorkbook(bytes: Uint8Array, limits: ReadLimits = DEFAULT_READ_LIMITS): WorkbookResult {
  const zip = readZip(bytes);
  if (typeof zip === "string") return { ok: false, problem: say.zipFailure(zip) };
  const failed: { problem?: Problem } = {};
  const tree = (name: string): XmlElement | undefined => {
    const part = zip.part(name);
    if (part === undefined) return undefined;
    const read = typeof part === "string" ? { failure: say.zipFailure(part) } : readXmlTree(part, { limits }, () => undefined);
    if (!("failure" in read)) return read.root;
    failed.problem ??= say.inPart(name, read.failure);
    return undefined;
  };
  const place = workbookPlace(tree);
  const workbook = tree(place);
  if (failed.problem) return { ok: false, problem: failed.problem };
  if (!workbook) return { ok: false, problem: otherZip(zip) };
  return readSheets(zip, { workbook, place, tree, limits, failed });
}

type Tree = (name: string) => XmlElement | undefined;

interface Opened {
  readonly workbook: XmlElement;
  readonly place: string;
  readonly tree: Tree;
  readonly limits: ReadLimits;
  readonly failed: { readonly problem?: Problem };
}

function readSheets(zip: ZipFile, { workbook, place, tree, limits, failed }: Opened): WorkbookResult {
  const relations = relationsOf(place, tree);
  const epoch = /^(?:1|true)$/.test(attributeOf(childOf(workbook, "workbookPr") ?? workbook, "date1904") ?? "") ? "1904" : "1900";
  const styles = kindsOfStyles(tree(relations.ofType("styles") ?? ""));
  const strings = readSharedStrings(zip.part(relations.ofType("sharedStrings") ?? ""), limits);
  if (failed.problem) return { ok: false, problem: failed.problem };
  if ("failure" in strings) return { ok: false, problem: strings.failure };
  const told = listed(workbook, "sheets", "sheet");
  const problems: Problem[] = told.length > MOST_SHEETS ? [say.tooManySheets(told.length, MOST_SHEETS)] : [];
  const sheets: WorkbookSheet[] = [];
  const read = new Set<string>();
  for (const sheet of told.slice(0, MOST_SHEETS)) {
    const name = attributeOf(sheet, "name") ?? "";
    const target = relations.byId.get(attributeOf(sheet, "r:id") ?? attributeOf(sheet, "id") ?? "");
    // A sheet told twice costs nothing twice.
    const part = target === undefined || read.has(target) ? undefined : zip.part(target);
    if (part === undefined || target === undefined) {
      problems.push(say.missingSheet(name));
      continue;
    }
    read.add(target);
    const outcome = typeof part === "string" ? { failure: say.zipFailure(part) } : readSheet(part, { name, strings: strings.texts, styles, epoch, limits });
    if ("failure" in outcome) return { ok: false, problem: say.inPart(name, outcome.failure) };
    problems.push(...outcome.problems);
    sheets.push({ name, rows: outcome.rows, hidden: /hidden/i.test(attributeOf(sheet, "state") ?? "") });
  }
  if (sheets.length === 0) return { ok: false, problem: say.noSheets() };
  return { ok: true, sheets, problems };
}

/** Where the workbook lies: the package says it in its own relations; nearly always here. */
function workbookPlace(tree: Tree): string {
  const target = childrenByType(tree("_rels/.rels"), "officeDocument")[0];
  return target === undefined ? "xl/workbook.xml" : resolved("", target);
}

interface Relations {
  readonly byId: ReadonlyMap<string, string>;
  readonly ofType: (type: string) => string | undefined;
}

/** Relations are looked up one step deep and never followed further, so that circles lead nowhere. */
function relationsOf(place: string, tree: Tree): Relations {
  const slash = place.lastIndexOf("/") + 1;
  const [folder, file] = [place.slice(0, slash), place.slice(slash)];
  const root = tree(`${folder}_rels/${file}.rels`);
  const inside = (root?.children ?? []).filter((relation) => attributeOf(relation, "TargetMode") !== "External");
  const byId = new Map(inside.map((relation) => [attributeOf(relation, "Id") ?? "", resolved(folder, attributeOf(relation, "Target") ?? "")]));
  return {
    byId,
    ofType: (type) => {
      const target = childrenByType(root, type)[0];
      return target === undefined ? undefined : resolved(folder, target);
    },
  };
}

function childrenByType(root: XmlElement | undefined, type: string): string[] {
  return (root?.children ?? []).flatMap((relation) => {
    const isInside = attributeOf(relation, "TargetMode") !== "External";
    return isInside && (attributeOf(relation, "Type") ?? "").endsWith(`/${type}`) ? [attributeOf(relation, "Target") ?? ""] : [];
  });
}

function resolved(folder: string, target: string): string {
  const path = target.startsWith("/") ? target.slice(1) : `${folder}${target}`;
  const parts: string[] = [];
  for (const part of path.split("/")) {
    if (part === "..") parts.pop();
    else if (part !== "." && part !== "") parts.push(part);
  }
  return parts.join("/");
}

/** Other packed files have other parts. */
function otherZip({ names }: ZipFile): Problem {
  const has = (pattern: RegExp): boolean => names.some((name) => pattern.test(name));
  if (has(/^content\.xml$/i)) return say.otherKind("an OpenDocument file (.ods)");
  if (has(/^xl\/workbook\.bin$/i)) return say.otherKind("a binary workbook (.xlsb)");
  if (has(/^word\//i)) return say.otherKind("a document (.docx)");
  if (has(/^ppt\//i)) return say.otherKind("a presentation (.pptx)");
  return say.otherKind("a packed file (zip)");
}

