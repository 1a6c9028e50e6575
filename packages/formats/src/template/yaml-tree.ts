/** YAML as a plain tree of texts, lists and maps, each with its line; every scalar stays the text that was written ("1.10" is not 1.1). */
import { isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument, type Node } from "yaml";

export type Tree = TextNode | ListNode | MapNode;
export interface TextNode {
  readonly kind: "text";
  readonly line: number;
  readonly value: string;
}
export interface ListNode {
  readonly kind: "list";
  readonly line: number;
  readonly items: readonly Tree[];
}
export interface MapNode {
  readonly kind: "map";
  readonly line: number;
  readonly entries: ReadonlyMap<string, Tree>;
}

/** What is wrong with a file, and where (1-based line). */
export interface Fault {
  readonly line: number;
  readonly message: string;
}

export type TreeResult = { readonly ok: true; readonly tree: Tree } | { readonly ok: false; readonly fault: Fault };

/** A template is a page or two; parsing YAML costs some microseconds per character. */
const MOST_CHARACTERS = 1_000_000;
const MOST_LEVELS = 30;

export function readYamlTree(text: string): TreeResult {
  if (text.length > MOST_CHARACTERS) {
    return { ok: false, fault: { line: 1, message: `The file has ${text.length} characters; a template may have at most ${MOST_CHARACTERS}.` } };
  }
  const lines = new LineCounter();
  const document = parseDocument(text, { schema: "failsafe", lineCounter: lines, prettyErrors: false });
  const error = document.errors[0];
  if (error) return { ok: false, fault: { line: lineAt(lines, error.pos[0]), message: sentenceOf(error.code, error.message) } };
  const faults: Fault[] = [];
  const tree = convert(document.contents, { lines, faults }, 1);
  const fault = faults[0];
  return fault ? { ok: false, fault } : { ok: true, tree };
}

interface Conversion {
  readonly lines: LineCounter;
  readonly faults: Fault[];
}

function convert(node: Node | null | undefined | unknown, conversion: Conversion, level: number): Tree {
  const line = lineOf(node, conversion.lines);
  if (level > MOST_LEVELS) {
    conversion.faults.push({ line, message: `Lists and maps are nested more than ${MOST_LEVELS} deep here.` });
    return { kind: "text", line, value: "" };
  }
  if (isMap(node)) {
    const entries = new Map<string, Tree>();
    for (const pair of node.items) {
      const key = isScalar(pair.key) ? String(pair.key.value) : undefined;
      if (key === undefined) conversion.faults.push({ line: lineOf(pair.key, conversion.lines), message: "A name before a colon must be plain text." });
      else entries.set(key, convert(pair.value, conversion, level + 1));
    }
    return { kind: "map", line, entries };
  }
  if (isSeq(node)) return { kind: "list", line, items: node.items.map((item) => convert(item, conversion, level + 1)) };
  if (isAlias(node)) conversion.faults.push({ line, message: `“*${node.source}” refers to another place; write the values out instead.` });
  return { kind: "text", line, value: isScalar(node) ? String(node.value ?? "").trim() : "" };
}

function lineOf(node: unknown, lines: LineCounter): number {
  const hasRange = isMap(node) || isSeq(node) || isScalar(node) || isAlias(node);
  return hasRange && node.range ? lineAt(lines, node.range[0]) : 1;
}

function lineAt(lines: LineCounter, offset: number): number {
  return Math.max(1, lines.linePos(offset).line);
}

function sentenceOf(code: string, message: string): string {
  switch (code) {
    case "RESOURCE_EXHAUSTION":
      return "Lists and maps are nested too deep here.";
    case "TAB_AS_INDENT":
      return "A tab is used for indentation; YAML wants spaces.";
    case "DUPLICATE_KEY":
      return "The same name is given twice in one map.";
    case "MULTIPLE_DOCS":
      return "The file holds more than one YAML document.";
    default:
      return `This is not YAML: ${message.endsWith(".") ? message : `${message}.`}`;
  }
}
