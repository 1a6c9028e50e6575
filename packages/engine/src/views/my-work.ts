/** What somebody has to do in a plan: their open tasks, sorted into late, today, next and waiting for others. */
import { settingsOf, type Project } from "../model/project.ts";
import type { Resource, Task } from "../model/records.ts";
import { linksInto } from "../model/plan/link-lists.ts";
import { leavesOf } from "../status/evidence-state.ts";
import type { Schedule } from "../schedule/schedule.ts";
import { dayNumberOf, type Minute } from "../time/minute.ts";

export type WorkGroup = "late" | "today" | "waiting" | "next";

export interface WorkItem {
  readonly task: Task;
  readonly start: Minute;
  readonly finish: Minute;
  readonly group: WorkGroup;
  /** Names of open tasks that come before it. */
  readonly waitsFor: readonly string[];
}

/** Work resources by name or e-mail, whatever their case. */
export function isPerson({ type, name, email }: Pick<Resource, "type" | "name" | "email">, person: string): boolean {
  const wanted = person.trim().toLowerCase();
  return type === "work" && wanted !== "" && (name.trim().toLowerCase() === wanted || email?.trim().toLowerCase() === wanted);
}

/** Open tasks to which the person is assigned, by start. `now` decides what is late: the status date of the plan where it lies later. */
export function workOf(project: Project, schedule: Schedule, person: string, now: Minute): readonly WorkItem[] {
  const ids = new Set([...project.records.resource.values()].filter((resource) => isPerson(resource, person)).map(({ id }) => id));
  const taskIds = new Set([...project.records.assignment.values()].flatMap(({ taskId, resourceId }) => (resourceId !== undefined && ids.has(resourceId) ? [taskId] : [])));
  const { statusDate } = settingsOf(project);
  const at = statusDate !== undefined && statusDate > now ? statusDate : now;
  const items = leavesOf(project).flatMap((task): WorkItem[] => {
    const dates = schedule.of(task.id);
    if (!dates || !taskIds.has(task.id) || task.percentComplete >= 100) return [];
    const waitsFor = linksInto(project, task.id).flatMap(({ predecessorId, type }) => {
      const before = project.records.task.get(predecessorId);
      return before && type === "FS" && before.active && before.percentComplete < 100 ? [before.name] : [];
    });
    return [{ task, start: dates.start, finish: dates.finish, waitsFor, group: groupOf(task, dates, { at, isWaiting: waitsFor.length > 0 }) }];
  });
  return items.sort((a, b) => a.start - b.start || a.task.number - b.task.number);
}

function groupOf({ percentComplete }: Task, { start, finish }: { readonly start: Minute; readonly finish: Minute }, { at, isWaiting }: { readonly at: Minute; readonly isWaiting: boolean }): WorkGroup {
  // Whoever waits for others is not the one who is late.
  if (isWaiting && percentComplete === 0) return "waiting";
  if (finish < at || (percentComplete === 0 && dayNumberOf(start) < dayNumberOf(at))) return "late";
  return percentComplete > 0 || dayNumberOf(start) <= dayNumberOf(at) ? "today" : "next";
}
