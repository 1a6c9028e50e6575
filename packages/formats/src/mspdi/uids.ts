/** The UID under which each record is written: the source's own, and a fresh one for a record that has none. */
import type { Project } from "@leadline/engine/model/project.ts";
import type { SourceEntity, SourcePlan } from "./source-plan.ts";
import type { Uids } from "./plan-state.ts";

/**
 * Fresh UIDs lie above all that the source used, those of deleted and of kept rows too. UID 0 belongs to the project
 * summary task and to the unassigned resource. Deleted records keep theirs, so that what refers to them can be compared.
 */
export function uidsOf(project: Project, source: SourcePlan | undefined): Uids {
  const was = source?.project.records;
  const { records } = project;
  return {
    calendar: assigned([records.calendar, was?.calendar], source?.lists.Calendars),
    task: assigned([records.task, was?.task], source?.lists.Tasks),
    resource: assigned([records.resource, was?.resource], source?.lists.Resources),
    assignment: assigned([records.assignment, was?.assignment], source?.lists.Assignments),
  };
}

type Records = ReadonlyMap<string, { readonly id: string; readonly uid?: number | undefined; readonly number?: number }>;

function assigned(maps: readonly (Records | undefined)[], sources: readonly SourceEntity[] = []): Map<string, number> {
  const uids = new Map<string, number>();
  const taken = new Set<number>([0]);
  let highest = 0;
  for (const { uid } of sources) if (uid !== undefined && uid > highest && uid <= MOST_UID) highest = uid;
  for (const records of maps) {
    for (const { id, uid } of records?.values() ?? []) {
      if (uids.has(id) || uid === undefined || taken.has(uid) || uid > MOST_UID) continue;
      uids.set(id, uid);
      taken.add(uid);
      if (uid > highest) highest = uid;
    }
  }
  for (const records of maps) {
    // By task number and id, so that the order in which records were loaded does not matter.
    const fresh = [...(records?.values() ?? [])].filter(({ id }) => !uids.has(id));
    fresh.sort((a, b) => (a.number ?? 0) - (b.number ?? 0) || (a.id < b.id ? -1 : 1));
    for (const { id } of fresh) {
      highest += 1;
      uids.set(id, highest);
    }
  }
  return uids;
}

/** Room for fresh UIDs below the largest 32-bit integer that Microsoft Project reads. */
const MOST_UID = 2_000_000_000;
