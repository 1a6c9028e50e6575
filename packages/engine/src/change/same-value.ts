/** Equality of plain data, as JSON would see it: a key that holds `undefined` is a key that is not there. */

/** Whether two plain values (numbers, texts, lists, objects of such) say the same. */
export function isSame(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (Array.isArray(a) || Array.isArray(b)) {
    return Array.isArray(a) && Array.isArray(b) && a.length === b.length && a.every((item, at) => isSame(item, b[at]));
  }
  if (!isPlainObject(a) || !isPlainObject(b)) return false;
  return Object.keys(a).every((key) => isSame(a[key], b[key])) && Object.keys(b).every((key) => b[key] === undefined || a[key] !== undefined);
}

/** Names of the fields in which two records differ, in the order of their appearance. */
export function differingFields(a: object, b: object): string[] {
  const [before, after] = [fieldsOf(a), fieldsOf(b)];
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].filter((name) => !isSame(before[name], after[name]));
}

/** A record's value under a field name, `undefined` where it has none. */
export function fieldOf(record: object, name: string): unknown {
  return fieldsOf(record)[name];
}

function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}

function fieldsOf(record: object): Readonly<Record<string, unknown>> {
  return isPlainObject(record) ? record : {};
}
