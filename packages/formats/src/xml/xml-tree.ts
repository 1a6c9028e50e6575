/** Reads a small XML file whole, for formats that say in attributes what a plan holds. */
import type { Problem } from "@leadline/engine/base/problem.ts";
import { fieldsOf, type About, type EntityFields } from "../mspdi/entity-fields.ts";
import type { ProblemList } from "../mspdi/problem-list.ts";
import { readXml, type XmlReadOptions } from "./read-xml.ts";
import { branch, childOf, childrenOf, leaf, type XmlAttribute, type XmlElement } from "./xml-element.ts";

export type XmlTree = { readonly root: XmlElement; readonly problems: readonly Problem[] } | { readonly failure: Problem };

/** The root element with all below it; `rootProblem` refuses files of another vocabulary as soon as their root opens. */
export function readXmlTree(bytes: Uint8Array, options: XmlReadOptions, rootProblem: (name: string) => Problem | undefined): XmlTree {
  const children: XmlElement[] = [];
  let rootName = "";
  let rootAttributes: readonly XmlAttribute[] = [];
  const outcome = readXml(bytes, options, {
    root: (name, attributes) => {
      rootName = name;
      rootAttributes = attributes;
      return rootProblem(name);
    },
    isContainer: () => false,
    child: (element) => children.push(element),
    entity: () => undefined,
  });
  if ("failure" in outcome) return outcome;
  return { root: { ...branch(rootName, children), attributes: rootAttributes, line: 1 }, problems: outcome.problems };
}

export function attributeOf(element: XmlElement, name: string): string | undefined {
  return element.attributes?.find(([key]) => key === name)?.[1];
}

/** Reads attributes as other formats' child elements are read: what makes no sense is told and left out. `element` stays the one given. */
export function attributeFields(element: XmlElement, called: string, problems: ProblemList, about: About = {}): EntityFields {
  const leaves = (element.attributes ?? []).map(([name, value]) => leaf(name, value));
  return { ...fieldsOf({ ...element, children: leaves }, called, problems, about), element };
}

/** The elements named `name` inside the child named `list`; none where there is no such child. */
export function listed(element: XmlElement, list: string, name: string): readonly XmlElement[] {
  const found = childOf(element, list);
  return found ? childrenOf(found, name) : [];
}
