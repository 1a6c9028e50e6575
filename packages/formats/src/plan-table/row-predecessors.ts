/** Predecessors in a cell of a table, `3FS+2d; 1.2; "Survey"`: which rows they mean, and how the links are. */
import { parseRelation, type LinkTerms } from "@leadline/engine/model/plan/predecessor-text.ts";
import type { DurationScale } from "@leadline/engine/time/duration-text.ts";

/** A row as it can be named. */
export interface NamedRow {
  readonly rowId: string;
  readonly wbs: string;
  readonly name: string;
}

export interface RowLink extends LinkTerms {
  /** Index of the row. */
  readonly at: number;
}

export interface RowNames {
  /** The index of the row that a reference names; a sentence where it names none or several. */
  readonly find: (reference: string, kind: "quoted" | "plain") => number | string;
}

/** Rows go by what their ID column says; without such a column by their place: 1 is the first task. */
export function rowNames(rows: readonly NamedRow[], hasIds: boolean): RowNames {
  const byId = indexed(rows.map(({ rowId }, at) => (hasIds ? rowId : String(at + 1))));
  const byWbs = indexed(rows.map(({ wbs }) => wbs));
  const byName = indexed(rows.map(({ name }) => name.trim()));
  return {
    find: (reference, kind) => {
      const word = reference.trim().toLowerCase();
      const lists = kind === "quoted" ? [byName] : word.includes(".") ? [byWbs, byId] : [byId, byWbs, byName];
      const found = lists.map((list) => list.get(word)).find((places) => places !== undefined);
      if (found === undefined) return `There is no task “${reference.slice(0, 60)}” in the table.`;
      const [at = 0] = found;
      return found.length === 1 ? at : `Several tasks are called “${reference.slice(0, 60)}”.`;
    },
  };
}

function indexed(words: readonly string[]): ReadonlyMap<string, readonly number[]> {
  const places = new Map<string, number[]>();
  words.forEach((word, at) => {
    const key = word.trim().toLowerCase();
    if (key === "") return;
    const list = places.get(key);
    if (list) list.push(at);
    else places.set(key, [at]);
  });
  return places;
}

/** More than this in one cell is no list of predecessors. */
const MOST_LINKS = 1000;

/** The links that could be read, and a sentence for each item that could not. */
export function readRowLinks(text: string, names: RowNames, scale: DurationScale): { readonly links: readonly RowLink[]; readonly wrong: readonly string[] } {
  const links: RowLink[] = [];
  const wrong: string[] = [];
  for (const { reference, kind, relation, whole } of itemsOf(text)) {
    const terms = parseRelation(relation, scale);
    if (terms === undefined) {
      wrong.push(`“${whole.slice(0, 60)}” is not a predecessor such as 3, 3FS+2d or 5SS+50%.`);
      continue;
    }
    const at = names.find(reference, kind);
    if (typeof at === "string") wrong.push(at);
    else links.push({ at, ...terms });
  }
  return { links, wrong };
}

interface Item {
  readonly reference: string;
  readonly kind: "quoted" | "plain";
  readonly relation: string;
  readonly whole: string;
}

const RELATION = /^ ?(?:FS|SS|FF|SF|EA|AA|EE|AE)? ?(?:[+-] ?(?:\d{1,9}(?:[.,]\d{1,9})? ?(?:%|e ?%|elapsed [a-z]{1,10}|[a-z]{1,10})|\d{1,9}(?:\.\d{1,9})?))? ?(?=[,;\n]|$)/i;

/** Cuts the list; a comma with digits and a unit behind it belongs to a lag: `3FS+1,5d`. */
function itemsOf(text: string): Item[] {
  const items: Item[] = [];
  let rest = text.replace(/[^\S\n]+/g, " ").replace(/^[\s,;]+/, "");
  while (rest !== "" && items.length < MOST_LINKS) {
    const item = firstItem(rest);
    items.push(item);
    rest = rest.slice(item.whole.length).replace(/^[\s,;]+/, "");
  }
  return items;
}

function firstItem(rest: string): Item {
  const quoted = /^["“”„]((?:[^"“”„]|"")*)["“”]/.exec(rest);
  const plain = /^[A-Za-z][A-Za-z0-9_]*-\d+|^\d+(?:\.\d+)*/.exec(rest);
  const [named, kind] = quoted ? [quoted, "quoted" as const] : [plain, "plain" as const];
  const relation = named && RELATION.exec(rest.slice(named[0].length));
  if (named && relation) {
    const reference = kind === "quoted" ? (named[1] ?? "").replaceAll('""', '"') : named[0];
    return { reference, kind, relation: relation[0].trim(), whole: rest.slice(0, named[0].length + relation[0].length) };
  }
  // Other references, such as "A100" or a task's bare name, reach to the next separator.
  const whole = /^[^,;\n]+/.exec(rest)?.[0] ?? rest;
  const relationAt = whole.search(/(?:FS|SS|FF|SF) ?(?:[+-][^+-]{1,30})?$/);
  const reference = relationAt > 0 ? whole.slice(0, relationAt).trim() : "";
  return reference === "" ? { reference: whole, kind: "plain", relation: "", whole } : { reference, kind: "plain", relation: whole.slice(relationAt), whole };
}
