/** Projects in memory, each at one revision: a reader or writer gets the state without reading every record again. */
import { evolve, type Change } from "@leadline/engine/change/change.ts";
import type { Project } from "@leadline/engine/model/project.ts";
import { KINDS } from "@leadline/engine/model/kinds.ts";
import type { LogEntry } from "../../log/log-entry.ts";
import { mayNamePeople } from "../../log/sealed-change.ts";
import type { Transaction } from "../../storage/database.ts";
import { loadRecords, readEntries } from "./queries.ts";

export interface CachedProject {
  readonly revision: number;
  /** Without kept sources. */
  readonly project: Project;
}

/** What an edit needs to know of those before it. */
export type StoredEdit = Pick<LogEntry, "revision" | "at" | "actor" | "change">;

/** About 1 kB each. */
const MAX_RECORDS = 120_000;
/** Further behind than this, loading anew is cheaper. */
const MAX_CATCH_UP = 50;
/** Edits that are kept in memory, so that whoever edits a little behind the newest state need not read them again. */
const MAX_EDITS = 64;
/** Larger ones are read when they are needed. */
const MAX_EDIT_RECORDS = 50;

export class ProjectCache {
  /** Least recently used first. */
  readonly #entries = new Map<string, CachedProject>();

  /** By project and revision, oldest first. */
  readonly #edits = new Map<string, Map<number, StoredEdit>>();

  /** The state at the newest revision that the transaction sees, or a newer one. */
  async newest(tx: Transaction, projectId: string, revision: number): Promise<CachedProject> {
    return (await this.#known(tx, projectId, revision)) ?? this.#put(tx.workspaceId, projectId, await loadRecords(tx, projectId, "without kept sources"));
  }

  /** The state that a writer who holds the project's lock builds on: exactly `revision`, the one before its own. */
  async locked(tx: Transaction, projectId: string, revision: number): Promise<Project> {
    const known = await this.#known(tx, projectId, revision);
    if (known?.revision === revision) return known.project;
    const { project } = await loadRecords(tx, projectId, "without kept sources");
    return this.#put(tx.workspaceId, projectId, { revision, project }).project;
  }

  /** Everything that was stored after one revision, up to another; `undefined` where memory does not hold all of it. */
  editsBetween(workspaceId: string, projectId: string, range: { readonly after: number; readonly upTo: number }): readonly StoredEdit[] | undefined {
    if (range.after > range.upTo || range.upTo - range.after > MAX_EDITS) return undefined;
    const known = this.#edits.get(keyOf(workspaceId, projectId));
    const edits: StoredEdit[] = [];
    for (let revision = range.after + 1; revision <= range.upTo; revision += 1) {
      const edit = known?.get(revision);
      if (!edit) return undefined;
      edits.push(edit);
    }
    return edits;
  }

  /** Takes over what a committed transaction made of the state, and by which edit. */
  put(workspaceId: string, projectId: string, entry: CachedProject, edit?: StoredEdit): void {
    if (edit && isSmall(edit)) this.#keep(keyOf(workspaceId, projectId), edit);
    const known = this.#entries.get(keyOf(workspaceId, projectId));
    if (!known || known.revision < entry.revision) this.#put(workspaceId, projectId, entry);
  }

  forget(workspaceId: string, projectId: string): void {
    this.#entries.delete(keyOf(workspaceId, projectId));
    this.#edits.delete(keyOf(workspaceId, projectId));
  }

  clear(): void {
    this.#entries.clear();
    this.#edits.clear();
  }

  #keep(key: string, { revision, at, actor, change }: StoredEdit): void {
    const edits = this.#edits.get(key) ?? new Map<number, StoredEdit>();
    edits.set(revision, { revision, at, actor, change });
    for (const oldest of edits.keys()) if (edits.size > MAX_EDITS) edits.delete(oldest);
    this.#edits.set(key, edits);
  }

  async #known(tx: Transaction, projectId: string, revision: number): Promise<CachedProject | undefined> {
    const entry = this.#entries.get(keyOf(tx.workspaceId, projectId));
    if (!entry || revision - entry.revision > MAX_CATCH_UP) return undefined;
    if (entry.revision >= revision) return this.#put(tx.workspaceId, projectId, entry);
    let project = entry.project;
    for (const { change } of await readEntries(tx, projectId, { after: entry.revision, upTo: revision })) project = evolve(project, withoutKeptSources(change));
    return this.#put(tx.workspaceId, projectId, { revision, project });
  }

  #put(workspaceId: string, projectId: string, entry: CachedProject): CachedProject {
    const key = keyOf(workspaceId, projectId);
    this.#entries.delete(key);
    this.#entries.set(key, entry);
    let total = [...this.#entries.values()].reduce((sum, one) => sum + sizeOf(one.project), 0);
    for (const [oldest, one] of this.#entries) {
      if (total <= MAX_RECORDS || oldest === key) break;
      total -= sizeOf(one.project);
      this.#entries.delete(oldest);
      this.#edits.delete(oldest);
    }
    return entry;
  }
}

/** What names people can be erased from the log, so it is not kept beside it. */
function isSmall({ change: { added, updated, removed } }: StoredEdit): boolean {
  const items = [...added, ...updated, ...removed];
  return items.length <= MAX_EDIT_RECORDS && items.every(({ kind }) => !mayNamePeople(kind));
}

/** Kept sources never leave the server, and no command touches them. */
export function withoutKeptSources(change: Change): Change {
  const others = (item: { readonly kind: string }): boolean => item.kind !== "keptSource";
  return { added: change.added.filter(others), updated: change.updated.filter(others), removed: change.removed.filter(others) };
}

function keyOf(workspaceId: string, projectId: string): string {
  return `${workspaceId} ${projectId}`;
}

function sizeOf(project: Project): number {
  return KINDS.reduce((sum, kind) => sum + project.records[kind].size, 0);
}
