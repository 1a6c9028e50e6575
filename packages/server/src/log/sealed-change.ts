/** Which fields of records name people, and how a change carries them into the log and back. */
import type { Change } from "@leadline/engine/change/change.ts";
import type { KindedRecord } from "@leadline/engine/model/project.ts";
import { ERASED, isSealed, type Sealing } from "./sealed-text.ts";

/** Fields that name a person, by kind of record. A kept source is sealed where it belongs to a resource. */
const PERSONAL: Readonly<Record<string, readonly string[]>> = {
  resource: ["name", "initials", "email", "group", "notes"],
  keptSource: ["content"],
  // A report names people all over; its file carries the salts, so that it can be proven without the rest of the log.
  statusReport: ["content", "costs", "reason"],
};

/** Whether records of this kind have fields that are sealed. */
export function mayNamePeople(kind: string): boolean {
  return kind in PERSONAL;
}

type AnyRecord = KindedRecord["record"];

export function sealedChange(sealing: Sealing, change: Change): unknown {
  const { added, updated, removed } = change;
  if (![...added, ...updated, ...removed].some(({ kind }) => kind in PERSONAL)) return change;
  const resources = resourceIds([...added, ...removed]);
  return {
    added: added.map(({ kind, record }) => ({ kind, record: sealedRecord(sealing, { kind, record }, resources) })),
    updated: updated.map(({ kind, before, after }) => ({ kind, before: sealedRecord(sealing, { kind, record: before }, resources), after: sealedRecord(sealing, { kind, record: after }, resources) })),
    removed: removed.map(({ kind, record }) => ({ kind, record: sealedRecord(sealing, { kind, record }, resources) })),
  };
}

/** Ids of the resources among records. */
export function resourceIds(records: Iterable<{ readonly kind: string; readonly record: AnyRecord }>): ReadonlySet<string> {
  const ids = new Set<string>();
  for (const { kind, record } of records) if (kind === "resource") ids.add(record.id);
  return ids;
}

/** The record with what stands for its personal texts; others as they are. */
export function sealedRecord(sealing: Sealing, { kind, record }: { readonly kind: string; readonly record: AnyRecord }, resources: ReadonlySet<string>): object {
  if (kind === "keptSource" && !resources.has(record.id)) return record;
  const fields = PERSONAL[kind];
  if (!fields) return record;
  const sealed = Object.entries(record).map(([name, value]: [string, unknown]) => [name, typeof value === "string" && value !== "" && fields.includes(name) ? sealing.seal(value) : value]);
  return Object.fromEntries(sealed) as object;
}

export function openedChange(change: Change, texts: ReadonlyMap<number, string>): Change {
  const { added, updated, removed } = change;
  if (![...added, ...updated, ...removed].some(({ kind }) => kind in PERSONAL)) return change;
  const open = <T extends { readonly kind: string; readonly record: AnyRecord }>(item: T): T => ({ ...item, record: openedRecord(item.kind, item.record, texts) });
  return {
    added: added.map(open),
    updated: updated.map((item) => ({ ...item, before: openedRecord(item.kind, item.before, texts), after: openedRecord(item.kind, item.after, texts) })),
    removed: removed.map(open),
  };
}

function openedRecord<T extends AnyRecord>(kind: string, record: T, texts: ReadonlyMap<number, string>): T {
  if (!(kind in PERSONAL)) return record;
  const opened = Object.entries(record).map(([name, value]: [string, unknown]) => [name, isSealed(value) ? openedText(texts.get(value.sealed)) : value]);
  // The wall: what was sealed was a text, and is one again.
  return Object.fromEntries(opened) as T;
}

function openedText(text: string | undefined): string {
  return text === undefined ? ERASED : (JSON.parse(text) as string);
}
