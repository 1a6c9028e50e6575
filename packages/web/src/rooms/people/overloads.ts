/** Who has more to do than there is time for, in a sentence each. */
import type { Project } from "@leadline/engine/model/project.ts";
import type { Schedule } from "@leadline/engine/schedule/schedule.ts";

export function overloadsByResource(_project: Project, _schedule: Schedule): ReadonlyMap<string, string> {
  return new Map();
}
