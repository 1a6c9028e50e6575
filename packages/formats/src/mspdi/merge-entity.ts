/**
 * Merges an entity of the source file with what edits made of it. What Leadline said of the entity as it was read and what
 * it says now are compared element by element: where both agree the source stands as it was, also where it has nothing.
 */
import { leaf, type XmlElement } from "../xml/xml-element.ts";
import { placeOf } from "./element-order.ts";

/** What Leadline says of an entity: its elements by name. An element with several entries (links) has them all. */
export type Elements = ReadonlyMap<string, readonly XmlElement[]>;

export interface MergeInput {
  /** Elements of the entity as it was read. */
  readonly was: Elements;
  readonly now: Elements;
  /** For totals that only move by a difference: the new text from the source's text. Only elements that move are listed. */
  readonly moved?: ReadonlyMap<string, (text: string | undefined) => string | undefined>;
  /** Elements whose whole list is given. */
  readonly replaced?: Elements;
  /** Elements that follow where the source has them and are never added. */
  readonly onlyWhereGiven?: ReadonlySet<string>;
}

/** The merged entity. Known elements keep the source's order; new ones stand where Microsoft's schema wants them. */
export function mergeEntity(source: XmlElement, input: MergeInput): XmlElement {
  const changes = changesOf(input, source);
  if (changes.size === 0) return source;
  const children: XmlElement[] = [];
  const done = new Set<string>();
  for (const child of source.children) {
    const change = changes.get(child.name);
    if (!change) children.push(child);
    else if (!done.has(child.name)) children.push(...change);
    done.add(child.name);
  }
  for (const [name, elements] of changes) {
    if (!done.has(name) && !input.onlyWhereGiven?.has(name)) insert(source.name, children, name, elements);
  }
  return { ...source, text: "", children };
}

/** A whole new entity: everything that Leadline says of it, and the usual value of everything else that MS Project writes. */
export function newEntity(name: string, now: Elements, defaults: Readonly<Record<string, string>>): XmlElement {
  const children = [...now.values()].flat();
  for (const [key, text] of Object.entries(defaults)) if (!now.has(key)) children.push(leaf(key, text));
  const last = Number.MAX_SAFE_INTEGER;
  children.sort((a, b) => (placeOf(name, a.name) ?? last) - (placeOf(name, b.name) ?? last));
  return { name, text: "", children, line: 0 };
}

export function elementsOf(texts: Readonly<Record<string, string | undefined>>): Map<string, readonly XmlElement[]> {
  const elements = new Map<string, readonly XmlElement[]>();
  for (const [name, text] of Object.entries(texts)) if (text !== undefined) elements.set(name, [leaf(name, text)]);
  return elements;
}

const NOTHING: readonly XmlElement[] = [];

function changesOf({ was, now, moved, replaced }: MergeInput, source: XmlElement): Map<string, readonly XmlElement[]> {
  const changes = new Map<string, readonly XmlElement[]>();
  for (const [name, elements] of now) if (!sameElements(was.get(name), elements)) changes.set(name, elements);
  for (const name of was.keys()) if (!now.has(name)) changes.set(name, NOTHING);
  for (const [name, elements] of replaced ?? []) changes.set(name, elements);
  for (const [name, move] of moved ?? []) {
    const text = move(source.children.find((child) => child.name === name)?.text);
    if (text !== undefined) changes.set(name, [leaf(name, text)]);
  }
  return changes;
}

export function sameElements(a: readonly XmlElement[] | undefined, b: readonly XmlElement[] | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  return a.length === b.length && a.every((element, index) => sameElement(element, b[index]));
}

function sameElement(a: XmlElement, b: XmlElement | undefined): boolean {
  return b !== undefined && a.name === b.name && a.text === b.text && sameElements(a.children, b.children);
}

/** Puts new elements before the first sibling that the schema wants after them; unknown siblings stay with the one before. */
function insert(entity: string, children: XmlElement[], name: string, elements: readonly XmlElement[]): void {
  const place = placeOf(entity, name) ?? Number.MAX_SAFE_INTEGER;
  let at = 0;
  for (const [index, child] of children.entries()) {
    const other = placeOf(entity, child.name);
    if (other !== undefined && other <= place) at = index + 1;
  }
  children.splice(at, 0, ...elements);
}
