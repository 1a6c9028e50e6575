/** The key under which each record is written: the source's own, else the record's UID, else a fresh number. */
import { KEY_FIELD, type KeyedTable } from "./usual-rows.ts";
import type { KeptFile } from "./kept-rows.ts";

export interface Keys {
  readonly of: (table: KeyedTable, recordId: string, uid?: number) => string;
  /** A key of that table that nothing has. */
  readonly fresh: (table: string) => string;
  /** The key of the source's row for a record, where the source has one in that table. */
  readonly given: (table: string, recordId: string) => string | undefined;
}

export function startKeys(source: KeptFile | undefined): Keys {
  const given = new Map<string, string>();
  const taken = new Map<string, Set<string>>();
  const highest = new Map<string, number>();
  const take = (table: string, key: string): void => {
    const keys = taken.get(table) ?? new Set<string>();
    taken.set(table, keys.add(key));
    const number = Number(key);
    if (Number.isInteger(number)) highest.set(table, Math.max(highest.get(table) ?? 0, number));
  };
  for (const { name, fields, rows } of source?.file.tables ?? []) {
    const field = Object.entries(KEY_FIELD).find(([table]) => table === name)?.[1] ?? fields[0] ?? "";
    const at = fields.indexOf(field);
    for (const row of rows) {
      const key = row.cells[at]?.trim() ?? "";
      take(name, key);
      const id = source?.ids.get(row);
      if (id !== undefined) given.set(`${name} ${id}`, key);
    }
  }
  const fresh = (table: string): string => {
    const key = String((highest.get(table) ?? 0) + 1);
    take(table, key);
    return key;
  };
  return {
    fresh,
    given: (table, recordId) => given.get(`${table} ${recordId}`),
    of: (table, recordId, uid) => {
      const known = given.get(`${table} ${recordId}`);
      if (known !== undefined) return known;
      const own = uid !== undefined && uid > 0 && !taken.get(table)?.has(String(uid)) ? String(uid) : undefined;
      if (own !== undefined) take(table, own);
      const key = own ?? fresh(table);
      given.set(`${table} ${recordId}`, key);
      return key;
    },
  };
}
