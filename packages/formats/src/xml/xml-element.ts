/** One XML element with everything below it, as plain data. */

export type XmlAttribute = readonly [name: string, value: string];

export interface XmlElement {
  /** Without the prefix that the root element uses for its own vocabulary. */
  readonly name: string;
  /** Text of an element without children; "" where it has children. Text between children is a child with the name "". */
  readonly text: string;
  readonly children: readonly XmlElement[];
  /** Absent where there are none. */
  readonly attributes?: readonly XmlAttribute[];
  /** Line in the source file, 1-based; 0 where it comes from no file. */
  readonly line: number;
}

const NO_CHILDREN: readonly XmlElement[] = [];

export function leaf(name: string, text: string): XmlElement {
  return { name, text, children: NO_CHILDREN, line: 0 };
}

export function branch(name: string, children: readonly XmlElement[]): XmlElement {
  return { name, text: "", children, line: 0 };
}

/** The first child with that name. */
export function childOf(element: XmlElement, name: string): XmlElement | undefined {
  for (const child of element.children) if (child.name === name) return child;
  return undefined;
}

/** The text of the first child with that name. */
export function textOf(element: XmlElement, name: string): string | undefined {
  return childOf(element, name)?.text;
}

/** Every child with that name, in order. */
export function childrenOf(element: XmlElement, name: string): XmlElement[] {
  return element.children.filter((child) => child.name === name);
}
