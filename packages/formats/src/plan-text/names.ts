/** Names as plan-text writes them: in quotes, one line, and different for different things. */

/** A line break becomes a space; a quote is doubled. */
export function quoted(name: string): string {
  return `"${name.replace(/[\r\n]+/g, " ").replaceAll('"', '""')}"`;
}

/** A name for each id: the second of two equal names gets " (2)". */
export function uniqueNames(items: readonly { readonly id: string; readonly name: string }[]): ReadonlyMap<string, string> {
  const taken = new Set<string>();
  const names = new Map<string, string>();
  const count = new Map<string, number>();
  for (const { id, name: given } of items) {
    const base = given.replace(/[\r\n]+/g, " ");
    let name = base;
    for (let n = count.get(base) ?? 2; taken.has(name); n += 1) {
      name = `${base.slice(0, 980)} (${n})`;
      count.set(base, n + 1);
    }
    taken.add(name);
    names.set(id, name);
  }
  return names;
}
