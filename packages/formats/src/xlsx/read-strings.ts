/** Reads the texts that the cells of a workbook share. */
import type { Problem } from "@leadline/engine/base/problem.ts";
import type { ReadLimits } from "../plan-file-types.ts";
import { readXml } from "../xml/read-xml.ts";
import type { XmlElement } from "../xml/xml-element.ts";
import type { ZipFailure } from "./read-zip.ts";
import * as say from "./workbook-problems.ts";

export function readSharedStrings(part: Uint8Array | ZipFailure | undefined, limits: ReadLimits): { readonly texts: readonly string[] } | { readonly failure: Problem } {
  if (part === undefined) return { texts: [] };
  if (typeof part === "string") return { failure: say.zipFailure(part) };
  const texts: string[] = [];
  const outcome = readXml(part, { limits }, {
    root: () => undefined,
    isContainer: () => false,
    child: (element) => {
      if (element.name === "si") texts.push(richText(element));
    },
    entity: () => undefined,
  });
  return "failure" in outcome ? { failure: say.inPart("sharedStrings", outcome.failure) } : { texts };
}

/** A text as plain letters: its runs joined, without the readings of East Asian words that stand beside them. */
export function richText({ children }: Pick<XmlElement, "children">): string {
  let text = "";
  for (const child of children) {
    if (child.name === "t") text += plainText(child);
    if (child.name === "r") for (const part of child.children) if (part.name === "t") text += plainText(part);
  }
  return text.replaceAll("\r\n", "\n");
}

/** Characters that XML forbids stand as `_x000D_`. */
export function plainText({ text, children }: XmlElement): string {
  const whole = text === "" ? children.map((child) => child.text).join("") : text;
  return whole.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(parseInt(code, 16)));
}
