/** Actual costs that a Microsoft Project file states and that work done times rates does not explain: somebody typed them. */
import { progressCosts } from "@leadline/engine/cost/actual-costs.ts";
import { outlineOf } from "@leadline/engine/model/plan/outline.ts";
import type { Project } from "@leadline/engine/model/project.ts";
import type { Task } from "@leadline/engine/model/records.ts";
import type { Schedule } from "@leadline/engine/schedule/schedule.ts";

/** Differences up to this much, in hundredths of the currency unit, are rounding: rates and work are stored in tenths of minutes. */
const ROUNDING_CENTS = 100;

/** The project with what the file says was spent noted on tasks where ours is another sum; summary tasks follow from theirs. */
export function withReportedCosts(project: Project, schedule: Schedule, drafts: readonly { readonly task: Pick<Task, "id">; readonly actualCents?: number }[]): Project {
  const outline = outlineOf(project);
  const stated = new Map(drafts.flatMap(({ task, actualCents }) => (actualCents ? [[task.id, actualCents] as const] : [])));
  const leaves = [...stated.keys()].flatMap((taskId) => (outline.rowOf(taskId)?.isSummary === false ? (project.records.task.get(taskId) ?? []) : []));
  if (leaves.length === 0) return project;
  const computed = new Map<string | undefined, number>();
  for (const { taskId, cents } of progressCosts(project, schedule, leaves)) computed.set(taskId, (computed.get(taskId) ?? 0) + cents);
  const tasks = new Map(project.records.task);
  for (const task of leaves) {
    const [actualCents, computedCents] = [stated.get(task.id) ?? 0, computed.get(task.id) ?? 0];
    if (Math.abs(actualCents - computedCents) > ROUNDING_CENTS) tasks.set(task.id, { ...task, reportedCost: { actualCents, computedCents } });
  }
  return { records: { ...project.records, task: tasks } };
}
