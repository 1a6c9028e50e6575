/** The few computed values that are stored with a project and told with every change. */
import type { Project } from "@leadline/engine/model/project.ts";
import { schedule } from "@leadline/engine/schedule/compute.ts";
import { formatIso, type Minute } from "@leadline/engine/time/minute.ts";

export interface ScheduleFacts {
  readonly start: Minute;
  readonly finish: Minute;
  readonly taskCount: number;
  readonly criticalTaskCount: number;
}

export function scheduleFacts(project: Project): ScheduleFacts {
  const { schedule: result } = schedule(project);
  return { start: result.start, finish: result.finish, taskCount: project.records.task.size, criticalTaskCount: result.criticalTaskIds.length };
}

/** As answers show them. */
export function shownFacts(facts: ScheduleFacts): { readonly start: string; readonly finish: string; readonly criticalTasks: number } {
  return { start: formatIso(facts.start), finish: formatIso(facts.finish), criticalTasks: facts.criticalTaskCount };
}
