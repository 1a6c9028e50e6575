/** How a source entity is kept word for word in a keptSource record: compact JSON that gives back the same elements. */
import type { KeptSource } from "@leadline/engine/model/records.ts";
import type { XmlAttribute, XmlElement } from "../xml/xml-element.ts";

/** The lists of the file of which every entry is kept by itself. */
export const CONTAINERS = ["Calendars", "Tasks", "Resources", "Assignments"] as const;
export type Container = (typeof CONTAINERS)[number];

export function isContainer(name: string): name is Container {
  return CONTAINERS.some((container) => container === name);
}

/**
 * One entity as it stood in the file. `place` is the list that it stood in ("Project": the root element with everything
 * outside the four lists; the lists themselves stand there without their entries). `at` is its position in that list.
 */
export interface KeptEntity {
  readonly id: string;
  readonly place: Container | "Project";
  readonly at: number;
  readonly element: XmlElement;
}

/** A leaf is its text, a branch is [name, value, name, value, …], and attributes wrap either as { a, c }. */
type Encoded = string | Encoded[] | { a: readonly XmlAttribute[]; c: Encoded };

export function keepEntity({ id, place, at, element }: KeptEntity): KeptSource {
  return { id, format: "mspdi", content: JSON.stringify([place, at, element.name, encode(element)]) };
}

/** The kept entity, or `undefined` where the content is not what `keepEntity` wrote. */
export function keptEntityOf(kept: KeptSource): KeptEntity | undefined {
  const parsed = parseJson(kept.content);
  if (!Array.isArray(parsed)) return undefined;
  const [place, at, name, value]: unknown[] = parsed;
  if (typeof place !== "string" || typeof at !== "number" || typeof name !== "string") return undefined;
  if (place !== "Project" && !isContainer(place)) return undefined;
  const element = decode(name, value, 0);
  return element && { id: kept.id, place, at, element };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Recursion is bounded by the reader's limit of depth. */
function encode(element: XmlElement): Encoded {
  const content = element.children.length === 0 ? element.text : encodeChildren(element.children);
  return element.attributes ? { a: element.attributes, c: content } : content;
}

function encodeChildren(children: readonly XmlElement[]): Encoded[] {
  const list: Encoded[] = [];
  for (const child of children) {
    list.push(child.name);
    list.push(child.children.length === 0 && !child.attributes ? child.text : encode(child));
  }
  return list;
}

/** Content that comes from a database or a file of ours is checked all the same: deeper than any reader allows is refused. */
const MOST_DEPTH = 1000;
const NO_CHILDREN: readonly XmlElement[] = [];

function decode(name: string, value: unknown, depth: number): XmlElement | undefined {
  if (typeof value === "string") return { name, text: value, children: NO_CHILDREN, line: 0 };
  if (depth > MOST_DEPTH) return undefined;
  if (Array.isArray(value)) {
    const children = decodeChildren(value, depth);
    return children && { name, text: "", children, line: 0 };
  }
  if (typeof value !== "object" || value === null || !("a" in value) || !("c" in value)) return undefined;
  const inner = decode(name, value.c, depth + 1);
  const attributes = decodeAttributes(value.a);
  return inner && attributes && { ...inner, attributes };
}

function decodeChildren(list: readonly unknown[], depth: number): XmlElement[] | undefined {
  const children: XmlElement[] = [];
  for (let at = 0; at < list.length; at += 2) {
    const name = list[at];
    const child = typeof name === "string" ? decode(name, list[at + 1], depth + 1) : undefined;
    if (!child) return undefined;
    children.push(child);
  }
  return children;
}

function decodeAttributes(list: unknown): XmlAttribute[] | undefined {
  if (!Array.isArray(list)) return undefined;
  const attributes: XmlAttribute[] = [];
  for (const pair of list) {
    if (!Array.isArray(pair)) return undefined;
    const [name, value]: unknown[] = pair;
    if (typeof name !== "string" || typeof value !== "string") return undefined;
    attributes.push([name, value]);
  }
  return attributes;
}
