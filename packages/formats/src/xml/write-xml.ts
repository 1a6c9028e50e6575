/** Writes XML elements as text: two spaces of indent, one element a line, every character that XML needs escaped. */
import type { XmlElement } from "./xml-element.ts";

/** The text of one element, indented; ends with a line break. No recursion: depth is the reader's limit, but kept content may be older. */
export function xmlText(root: XmlElement, indent = ""): string {
  const parts: string[] = [];
  const stack: { element: XmlElement; next: number; indent: string }[] = [];
  const begin = (element: XmlElement, at: string): void => {
    if (element.name === "") parts.push(at, escapeText(element.text), "\n");
    else if (element.children.length === 0) parts.push(at, leafText(element), "\n");
    else {
      parts.push(at, "<", element.name, attributesText(element), ">\n");
      stack.push({ element, next: 0, indent: at });
    }
  };
  begin(root, indent);
  for (let top = stack.at(-1); top; top = stack.at(-1)) {
    const child = top.element.children[top.next];
    top.next += 1;
    if (child) begin(child, `${top.indent}  `);
    else {
      parts.push(top.indent, "</", top.element.name, ">\n");
      stack.pop();
    }
  }
  return parts.join("");
}

function leafText(element: XmlElement): string {
  const start = `<${element.name}${attributesText(element)}`;
  return element.text === "" ? `${start}/>` : `${start}>${escapeText(element.text)}</${element.name}>`;
}

export function attributesText(element: Pick<XmlElement, "attributes">): string {
  if (!element.attributes) return "";
  return element.attributes.map(([name, value]) => ` ${name}="${escapeAttribute(value)}"`).join("");
}

const ESCAPES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\r": "&#13;", "\n": "&#10;", "\t": "&#9;" };

/** A carriage return must be a reference: a reader turns a bare one into a line feed. Characters that XML forbids are left out. */
export function escapeText(text: string): string {
  return NEEDS_CARE.test(text) ? withoutForbidden(text).replace(/[&<>\r]/g, (character) => ESCAPES[character] ?? "") : text;
}

function escapeAttribute(text: string): string {
  return withoutForbidden(text).replace(/[&<>"\r\n\t]/g, (character) => ESCAPES[character] ?? "");
}

const NEEDS_CARE = /[&<>\r\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff\ud800-\udfff]/;
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

function withoutForbidden(text: string): string {
  return text.replace(FORBIDDEN, "");
}
