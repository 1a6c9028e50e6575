/** A project as plain data: one map of records per kind. Values never change; every edit makes a new project. */
import { KINDS } from "./kinds.ts";
import type { Kind, ProjectSettings, RecordOf, Task } from "./records.ts";

export type RecordsByKind = { readonly [K in Kind]: ReadonlyMap<string, RecordOf<K>> };

export interface Project {
  readonly records: RecordsByKind;
}

export const EMPTY_PROJECT: Project = {
  records: Object.fromEntries(KINDS.map((kind) => [kind, new Map()])) as unknown as RecordsByKind,
};

/** A record together with its kind: the shape in which records travel (JSON, log, API). */
export type KindedRecord = { [K in Kind]: { readonly kind: K; readonly record: RecordOf<K> } }[Kind];

/** Builds a project from loose records; a later record with the same kind and id replaces the earlier one. */
export function projectOf(items: Iterable<KindedRecord>): Project {
  const maps = Object.fromEntries(KINDS.map((kind) => [kind, new Map()])) as Record<Kind, Map<string, unknown>>;
  for (const item of items) maps[item.kind].set(item.record.id, item.record);
  return { records: maps as unknown as RecordsByKind };
}

/** Every record of a project, kinds in their fixed order, records by id: the canonical order for hashing and export. */
export function* recordsOf(project: Project): Generator<KindedRecord> {
  for (const kind of KINDS) {
    const sorted = [...project.records[kind].values()].sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
    for (const record of sorted) yield { kind, record } as KindedRecord;
  }
}

/** The settings record. A project without one is not a project: ask `hasSettings` first where that can be. */
export function settingsOf(project: Project): ProjectSettings {
  const settings = project.records.settings.get("settings");
  if (!settings) throw new Error("Leadline bug: this project has no settings record");
  return settings;
}

export function taskOf(project: Project, taskId: string): Task | undefined {
  return project.records.task.get(taskId);
}
