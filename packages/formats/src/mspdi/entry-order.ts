/** The order in which a list of the file is written: today's records, with kept rows that are no records at their old places. */
import type { SourceEntity } from "./source-plan.ts";

/** One entry to write: a record, a record with its source, or a source entity that never was a record. */
export interface Entry {
  readonly recordId?: string;
  readonly source?: SourceEntity;
}

/**
 * `recordIds` are today's records in their order. A source entity of which `wasRecord` is false (a blank row, the project
 * summary task) follows the nearest record that stood before it in the source. One that was a record and is no more was
 * deleted, and is not written.
 */
export function entriesOf(recordIds: readonly string[], sources: readonly SourceEntity[], wasRecord: (id: string) => boolean): Entry[] {
  const sourceById = new Map(sources.map((source) => [source.id, source]));
  const living = new Set(recordIds);
  const first: SourceEntity[] = [];
  const after = new Map<string, SourceEntity[]>();
  let anchor: string | undefined;
  for (const source of sources) {
    if (living.has(source.id)) anchor = source.id;
    else if (!wasRecord(source.id)) {
      const list = anchor === undefined ? first : (after.get(anchor) ?? []);
      list.push(source);
      if (anchor !== undefined) after.set(anchor, list);
    }
  }
  const entries: Entry[] = first.map((source) => ({ source }));
  for (const recordId of recordIds) {
    const source = sourceById.get(recordId);
    entries.push(source ? { recordId, source } : { recordId });
    for (const kept of after.get(recordId) ?? []) entries.push({ source: kept });
  }
  return entries;
}

/** Record ids in the source's order, new ones after them by id. */
export function sourceOrder(ids: Iterable<string>, sources: readonly SourceEntity[]): string[] {
  const at = new Map(sources.map((source) => [source.id, source.at]));
  const place = (id: string): number => at.get(id) ?? Number.MAX_SAFE_INTEGER;
  return [...ids].sort((a, b) => place(a) - place(b) || (a < b ? -1 : 1));
}
