/** Streams an XML file: hands over one element at a time, refuses what no plan needs, and never throws. */
import { SaxesParser } from "saxes";
import type { Problem } from "@leadline/engine/base/problem.ts";
import type { ReadLimits } from "../plan-file-types.ts";
import { decodeText } from "./decode-text.ts";
import type { XmlAttribute, XmlElement } from "./xml-element.ts";
import * as say from "./xml-problems.ts";

export interface XmlVisitor {
  /** The root element as it opens. A problem stops the reading. */
  readonly root: (name: string, attributes: readonly XmlAttribute[]) => Problem | undefined;
  /** Whether the children of this child of the root are handed over one by one instead of with it. */
  readonly isContainer: (name: string) => boolean;
  /** A child of the root, whole; of a container only the name, as it opens. */
  readonly child: (element: XmlElement) => void;
  /** A child of a container, whole. */
  readonly entity: (container: string, element: XmlElement) => void;
}

export interface XmlReadOptions {
  readonly limits: ReadLimits;
  readonly onProgress?: ((share: number) => void) | undefined;
}

export type XmlOutcome = { readonly failure: Problem } | { readonly problems: readonly Problem[] };

/** Reads the file through `visitor`. Answers what stopped the reading, or what was odd but readable. */
export function readXml(bytes: Uint8Array, options: XmlReadOptions, visitor: XmlVisitor): XmlOutcome {
  const { limits } = options;
  if (bytes.length > limits.maxBytes) return { failure: say.tooLarge(limits) };
  const decoded = decodeText(bytes);
  if ("unknownEncoding" in decoded) return { failure: say.unknownEncoding(decoded.unknownEncoding) };

  const reading = startReading(limits, visitor);
  for (const { text, bytesDone } of decoded.pieces()) {
    reading.write(text);
    const failure = reading.failure();
    if (failure) return { failure };
    options.onProgress?.(bytesDone / bytes.length);
  }
  reading.write(null);
  const failure = reading.failure();
  if (failure) return { failure };
  const problems = reading.problems();
  return { problems: decoded.wrongLine === undefined ? problems : [say.notUtf8(decoded.wrongLine), ...problems] };
}

interface OpenElement {
  name: string;
  text: string;
  children: XmlElement[];
  attributes?: readonly XmlAttribute[];
  line: number;
}

interface Reading {
  /** `null` ends the file. */
  readonly write: (text: string | null) => void;
  readonly failure: () => Problem | undefined;
  readonly problems: () => readonly Problem[];
}

/**
 * One pass over one file. saxes expands no entities of a document type and does not recurse, so a hostile file costs no
 * more than its own length; after the first failure the rest of the piece runs idle.
 */
function startReading(limits: ReadLimits, visitor: XmlVisitor): Reading {
  const parser = new SaxesParser<{ position: false; xmlns: false }>({ position: false, xmlns: false });
  const stack: OpenElement[] = [];
  let failure: Problem | undefined;
  let strayCharacterLine: number | undefined;
  /** Whether any `<name` was met: what goes wrong before is no XML at all. */
  let hasBegun = false;
  let elements = 0;
  let depth = 0;
  let container: string | undefined;
  /** `p:` where the root element is `<p:Project>`. */
  let prefix = "";

  const fail = (problem: Problem): void => {
    failure ??= problem;
  };
  const openRoot = (fullName: string, attributes: readonly XmlAttribute[]): void => {
    const colon = fullName.indexOf(":");
    prefix = fullName.slice(0, colon + 1);
    const problem = visitor.root(fullName.slice(colon + 1), attributes);
    if (problem) fail({ ...problem, line: parser.line });
  };
  const open = (fullName: string, attributes: readonly XmlAttribute[]): void => {
    elements += 1;
    depth += 1;
    const { line } = parser;
    if (depth > limits.maxDepth) return fail(say.tooDeep(line, limits));
    if (elements > limits.maxElements) return fail(say.tooManyElements(line, limits));
    if (depth === 1) return openRoot(fullName, attributes);
    const name = prefix !== "" && fullName.startsWith(prefix) ? fullName.slice(prefix.length) : fullName;
    if (depth === 2 && visitor.isContainer(name)) {
      container = name;
      return visitor.child(opened(name, attributes, line));
    }
    const parent = stack.at(-1);
    if (parent) moveTextToChild(parent);
    stack.push(opened(name, attributes, line));
  };
  const close = (): void => {
    depth -= 1;
    const element = stack.pop();
    if (!element) {
      container = undefined;
      return;
    }
    if (element.children.length > 0) moveTextToChild(element);
    const parent = stack.at(-1);
    if (parent) parent.children.push(element);
    else if (container === undefined) visitor.child(element);
    else visitor.entity(container, element);
  };
  const addText = (text: string): void => {
    const top = stack.at(-1);
    if (top) top.text += strayCharacterLine === undefined ? text : withoutStrayCharacters(text);
  };

  parser.on("error", (error) => {
    if (hasBegun && STRAY_CHARACTER.test(error.message)) strayCharacterLine ??= parser.line;
    else fail(hasBegun ? say.notWellFormed(parser.line, error.message) : say.notXml(parser.line));
  });
  parser.on("doctype", () => fail(say.hasDoctype(parser.line)));
  parser.on("opentagstart", () => {
    hasBegun = true;
  });
  parser.on("opentag", (tag) => {
    if (!failure) open(tag.name, attributesOf(tag.attributes));
  });
  parser.on("closetag", () => {
    if (!failure) close();
  });
  parser.on("text", (text) => {
    if (!failure) addText(text);
  });
  parser.on("cdata", (text) => {
    if (!failure) addText(text);
  });

  return {
    write: (text) => parser.write(text),
    failure: () => failure,
    problems: () => (strayCharacterLine === undefined ? [] : [say.strayCharacter(strayCharacterLine)]),
  };
}

function opened(name: string, attributes: readonly XmlAttribute[], line: number): OpenElement {
  return attributes.length > 0 ? { name, text: "", children: [], attributes, line } : { name, text: "", children: [], line };
}

/** What saxes says of a control character in a text or in a character reference: such a file is still readable. */
const STRAY_CHARACTER = /^(?:disallowed character|malformed character entity)\.$/;

function withoutStrayCharacters(text: string): string {
  return text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "");
}

/** Text beside children: white space is dropped, anything else becomes a nameless child, so that it can be written back. */
function moveTextToChild(element: OpenElement): void {
  if (element.text !== "" && element.text.trim() !== "") {
    element.children.push({ name: "", text: element.text, children: [], line: element.line });
  }
  element.text = "";
}

const NO_ATTRIBUTES: readonly XmlAttribute[] = [];

function attributesOf(attributes: Record<string, string>): readonly XmlAttribute[] {
  for (const _ in attributes) return Object.entries(attributes);
  return NO_ATTRIBUTES;
}
