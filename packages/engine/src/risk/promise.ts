/** The date that was promised: what the chances of a forecast are told of where nobody names another date. */
import { outlineOf } from "../model/plan/outline.ts";
import { settingsOf, type Project } from "../model/project.ts";
import { schedule } from "../schedule/compute.ts";
import type { Minute } from "../time/minute.ts";

/** The promised finish of the settings; else the deadline of the task that ends last among those that nothing follows. */
export function promiseOf(project: Project): Minute | undefined {
  const { promisedFinish } = settingsOf(project);
  if (promisedFinish !== undefined) return promisedFinish;
  const followed = new Set([...project.records.link.values()].map(({ predecessorId }) => predecessorId));
  const { schedule: dates } = schedule(project);
  let last: { readonly finish: Minute; readonly deadline: Minute } | undefined;
  for (const { task } of outlineOf(project).rows) {
    const finish = dates.of(task.id)?.finish;
    if (!task.active || task.deadline === undefined || finish === undefined || followed.has(task.id)) continue;
    if (!last || finish > last.finish) last = { finish, deadline: task.deadline };
  }
  return last?.deadline;
}
