/** Reads the fields of a YAML map one by one and notes what is missing or wrong, with its line. */
import type { Fault, MapNode, Tree } from "./yaml-tree.ts";

/** A map under reading: `what` names it in sentences ("Task 1.2"), `faults` collects what is wrong. */
export interface Fields {
  readonly map: MapNode;
  readonly what: string;
  readonly faults: Fault[];
}

/** The map behind a tree, or an empty one with a fault. A name outside `names` is a fault: a misspelt one would be lost. */
export function fieldsOf(tree: Tree | undefined, what: string, names: readonly string[], faults: Fault[], line = 1): Fields {
  if (tree?.kind !== "map") {
    faults.push({ line: tree?.line ?? line, message: `${what} must be a map of names and values.` });
    return { map: { kind: "map", line: tree?.line ?? line, entries: new Map() }, what, faults };
  }
  for (const [name, value] of tree.entries) {
    if (!names.includes(name)) faults.push({ line: value.line, message: `“${name}” is not a field of ${lower(what)}; its fields are ${names.join(", ")}.` });
  }
  return { map: tree, what, faults };
}

/** The text of a required field. */
export function textField(fields: Fields, name: string): string {
  const value = optionalText(fields, name);
  if (value === undefined) fields.faults.push({ line: fields.map.line, message: `${fields.what} has no “${name}”.` });
  return value ?? "";
}

/** Longest text of one line, as the records allow it. */
const MOST_LETTERS = 1000;

export function optionalText(fields: Fields, name: string): string | undefined {
  const tree = fields.map.entries.get(name);
  if (tree === undefined || (tree.kind === "text" && tree.value === "")) return undefined;
  if (tree.kind === "text" && tree.value.length <= MOST_LETTERS) return tree.value;
  const reason = tree.kind === "text" ? `is longer than ${MOST_LETTERS} characters` : "must be a text";
  fields.faults.push({ line: tree.line, message: `“${name}” of ${lower(fields.what)} ${reason}.` });
  return undefined;
}

/** A number between two limits; `fallback` where the field is absent, else an absent field is a fault. */
export function numberField(fields: Fields, name: string, limits: { readonly min: number; readonly max: number; readonly fallback?: number }): number {
  const tree = fields.map.entries.get(name);
  if (tree === undefined && limits.fallback !== undefined) return limits.fallback;
  const value = tree?.kind === "text" && tree.value !== "" ? Number(tree.value) : Number.NaN;
  if (value >= limits.min && value <= limits.max) return value;
  const said = tree?.kind === "text" ? ` but is “${tree.value.slice(0, 40)}”` : "";
  fields.faults.push({
    line: tree?.line ?? fields.map.line,
    message: `“${name}” of ${lower(fields.what)} must be a number from ${limits.min} to ${limits.max}${said}.`,
  });
  return limits.min;
}

/** true, false or absent (false). */
export function flagField(fields: Fields, name: string): boolean {
  const tree = fields.map.entries.get(name);
  if (tree === undefined) return false;
  if (tree.kind === "text" && /^(true|false)$/i.test(tree.value)) return tree.value.toLowerCase() === "true";
  fields.faults.push({ line: tree.line, message: `“${name}” of ${lower(fields.what)} must be true or false.` });
  return false;
}

/** One of a few words. */
export function wordField<W extends string>(fields: Fields, name: string, words: readonly W[], fallback: W): W {
  const value = optionalText(fields, name);
  if (value === undefined) return fallback;
  const word = words.find((candidate) => candidate.toLowerCase() === value.toLowerCase());
  if (word === undefined) {
    const line = fields.map.entries.get(name)?.line ?? fields.map.line;
    fields.faults.push({ line, message: `“${name}” of ${lower(fields.what)} must be one of ${words.join(", ")} but is “${value.slice(0, 40)}”.` });
  }
  return word ?? fallback;
}

/** The items of a list; an absent list is empty. */
export function listField(fields: Fields, name: string): readonly Tree[] {
  const tree = fields.map.entries.get(name);
  if (tree === undefined || (tree.kind === "text" && tree.value === "")) return [];
  if (tree.kind === "list") return tree.items;
  fields.faults.push({ line: tree.line, message: `“${name}” of ${lower(fields.what)} must be a list.` });
  return [];
}

/** The texts of a list of texts, each with its line. */
export function textsField(fields: Fields, name: string): readonly { readonly value: string; readonly line: number }[] {
  const texts: { value: string; line: number }[] = [];
  for (const tree of listField(fields, name)) {
    if (tree.kind === "text" && tree.value.length <= MOST_LETTERS) texts.push({ value: tree.value, line: tree.line });
    else fields.faults.push({ line: tree.line, message: `“${name}” of ${lower(fields.what)} must be a list of texts of at most ${MOST_LETTERS} characters.` });
  }
  return texts;
}

/** A name of a thing inside a sentence: "Task 1.2" becomes "task 1.2". */
export function lower(what: string): string {
  return what.charAt(0).toLowerCase() + what.slice(1);
}
