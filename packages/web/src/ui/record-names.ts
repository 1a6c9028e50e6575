/** Tasks and records by their numbers, as people type and read them. */
import { outlineOf } from "@leadline/engine/model/plan/outline.ts";
import type { Project } from "@leadline/engine/model/project.ts";

export type Found = { readonly ids: readonly string[] } | { readonly sentence: string };

export function tasksText(ids: readonly string[], project: Project, key: string): string {
  return ids.flatMap((id) => project.records.task.get(id) ?? []).map(({ number }) => `${key}-${number}`).join(", ");
}

/** Keys or row numbers, parted by commas. */
export function tasksOfText(text: string, project: Project, key: string): Found {
  const words = wordsOf(text);
  const byNumber = new Map([...project.records.task.values()].map((task) => [`${key}-${task.number}`.toLowerCase(), task.id]));
  const { rows } = outlineOf(project);
  const ids = words.map((word) => byNumber.get(word.toLowerCase()) ?? (/^\d+$/.test(word) ? rows[Number(word) - 1]?.task.id : undefined));
  const missing = words.find((_, at) => ids[at] === undefined);
  return missing === undefined ? { ids: unique(ids) } : { sentence: `There is no task “${missing}”. Name tasks by key or row, such as ${key}-3 or 3, parted by commas.` };
}

/** The task of one key or row; `null` for none, a sentence where there is no such task. */
export function taskOfText(text: string, project: Project, key: string): string | null | { readonly sentence: string } {
  if (text.trim() === "") return null;
  const found = tasksOfText(text, project, key);
  if ("sentence" in found) return { sentence: `There is no task “${text.trim()}”. Name it by key or row, such as ${key}-3 or 3.` };
  const [id, another] = found.ids;
  return id === undefined || another !== undefined ? { sentence: `Name one task by its key or row, such as ${key}-3 or 3.` } : id;
}

type Coded = ReadonlyMap<string, { readonly id: string; readonly code: string }>;

export function codesText(ids: readonly string[], records: Coded): string {
  return ids.flatMap((id) => records.get(id)?.code ?? []).join(", ");
}

export function codesOfText(text: string, records: Coded, noun: string): Found {
  const words = wordsOf(text);
  const ids = words.map((word) => [...records.values()].find(({ code }) => code.toLowerCase() === word.toLowerCase())?.id);
  const missing = words.find((_, at) => ids[at] === undefined);
  return missing === undefined ? { ids: unique(ids) } : { sentence: `There is no ${noun} “${missing}”. Name them by their numbers, parted by commas.` };
}

/** A1, A2, …: above all that were given. */
export function nextCode(start: string, records: Iterable<{ readonly code: string }>): string {
  const numbers = [...records].map(({ code }) => (code.startsWith(start) ? Number(code.slice(start.length)) : 0)).filter(Number.isFinite);
  return `${start}${Math.max(0, ...numbers) + 1}`;
}

function wordsOf(text: string): string[] {
  return text.split(/[,;]/).map((word) => word.trim()).filter(Boolean);
}

function unique(ids: readonly (string | undefined)[]): string[] {
  return [...new Set(ids.flatMap((id) => id ?? []))];
}

/** People and other resources by their names. */
export function peopleText(ids: readonly string[], { records }: Project): string {
  return ids.flatMap((id) => records.resource.get(id)?.name ?? []).join(", ");
}

export function peopleOfText(text: string, { records }: Project): Found {
  const words = wordsOf(text);
  const byName = new Map([...records.resource.values()].map(({ id, name }) => [name.toLowerCase(), id]));
  const missing = words.find((word) => !byName.has(word.toLowerCase()));
  if (missing === undefined) return { ids: unique(words.map((word) => byName.get(word.toLowerCase()))) };
  const known = [...records.resource.values()].map(({ name }) => name).slice(0, 5).join(", ");
  return { sentence: `Nobody in the plan is called “${missing}”. ${known === "" ? "Add people on the People page first." : `Name people as the plan does, parted by commas: ${known}.`}` };
}
