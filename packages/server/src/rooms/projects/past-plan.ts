/** The plan as it was: at a revision or a status date, replayed from the log; and the list of states that have a status date. */
import { reverse, type Change } from "@leadline/engine/change/change.ts";
import { KINDS } from "@leadline/engine/model/kinds.ts";
import { EMPTY_PROJECT, type Project } from "@leadline/engine/model/project.ts";
import type { Kind } from "@leadline/engine/model/records.ts";
import type { Transaction } from "../../storage/database.ts";
import { withoutKeptSources, type CachedProject } from "./project-cache.ts";
import { readEntries, readStatusDates } from "./queries.ts";

/** The plan as it stood when its status date was current for the last time. */
export interface PlanState {
  readonly revision: number;
  /** UTC, of the entry that ends the state. */
  readonly at: Date;
  /** Whole minutes since 1970, wall clock; none before the first status date. */
  readonly statusDate: number | undefined;
}

/**
 * The last revision of every status date, oldest first, and the newest revision: until the next status date is set, people
 * record progress for the one before.
 */
export async function planStates(tx: Transaction, projectId: string, newest: Pick<PlanState, "revision" | "at">): Promise<readonly PlanState[]> {
  const sets = await readStatusDates(tx, projectId, newest.revision);
  const changes = sets.filter(({ statusDate }, at) => at === 0 || statusDate !== sets[at - 1]?.statusDate);
  return changes.map(({ statusDate }, at): PlanState => {
    const next = changes[at + 1];
    return next ? { revision: next.revision - 1, at: next.before ?? next.at, statusDate } : { revision: newest.revision, at: newest.at, statusDate };
  });
}

/** Entries that are read at once. */
const AT_ONCE = 200;

/** The records at a revision, without kept sources: backwards from the newest state or forwards from nothing, whichever is shorter. */
export async function planAt(tx: Transaction, projectId: string, newest: CachedProject, revision: number): Promise<Project> {
  if (revision >= newest.revision) return newest.project;
  const isBackward = newest.revision - revision <= revision;
  const records = openRecords(isBackward ? newest.project : EMPTY_PROJECT);
  if (isBackward) {
    for (let upTo = newest.revision; upTo > revision; upTo -= AT_ONCE) {
      const entries = await readEntries(tx, projectId, { after: Math.max(revision, upTo - AT_ONCE), upTo });
      for (const { change } of [...entries].reverse()) apply(records, reverse(withoutKeptSources(change)));
    }
  } else {
    for (let after = 0; after < revision; after += AT_ONCE) {
      const entries = await readEntries(tx, projectId, { after, upTo: Math.min(revision, after + AT_ONCE) });
      for (const { change } of entries) apply(records, withoutKeptSources(change));
    }
  }
  // The wall: records come out of our own log, whose changes were decided and checked when they were written.
  return { records: records as unknown as Project["records"] };
}

type OpenRecords = Record<Kind, Map<string, unknown>>;

function openRecords(project: Project): OpenRecords {
  return Object.fromEntries(KINDS.map((kind) => [kind, new Map<string, unknown>(kind === "keptSource" ? [] : project.records[kind])])) as OpenRecords;
}

/** As `evolve`, on maps of our own: thousands of changes would copy every map as often. */
function apply(records: OpenRecords, { added, updated, removed }: Change): void {
  for (const { kind, record } of removed) records[kind].delete(record.id);
  for (const { kind, after } of updated) records[kind].set(after.id, after);
  for (const { kind, record } of added) records[kind].set(record.id, record);
}
