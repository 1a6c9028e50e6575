/** The chain of tasks behind a plan's finish: over driving links as long as work is ahead, over the last predecessor where it has begun. */
import { outlineOf, type OutlineRow } from "../model/plan/outline.ts";
import type { Project } from "../model/project.ts";
import type { Link } from "../model/records.ts";
import { whyDate } from "../schedule/explain.ts";
import type { Schedule, TaskSchedule } from "../schedule/schedule.ts";

/** A chain longer than this is cut. */
const MOST_STEPS = 5000;

/**
 * Ids of the leaf tasks behind the finish, first to last. An actual start beats every link, so from a task that has begun
 * the chain goes on with the predecessor that let it begin last: that is the path as it was built.
 */
export function drivingPath(project: Project, schedule: Schedule): readonly string[] {
  const outline = outlineOf(project);
  const incoming = linksInto(project);
  const path: string[] = [];
  const seen = new Set<string>();
  let at = lastTask(outline.rows, schedule);
  while (at !== undefined && path.length < MOST_STEPS) {
    const chain: readonly string[] = whyDate(project, schedule, at).steps.map(({ taskId }) => taskId);
    const added = chain.filter((id) => !seen.has(id));
    for (const id of added) seen.add(id);
    path.push(...added.filter((id) => outline.rowOf(id)?.isSummary === false));
    const next: string | undefined = letBegin(project, schedule, incoming, chain.at(-1));
    at = next !== undefined && !seen.has(next) ? next : undefined;
  }
  return path.reverse();
}

function lastTask(rows: readonly OutlineRow[], schedule: Schedule): string | undefined {
  const leaves = rows.filter(({ isSummary, task }) => !isSummary && schedule.of(task.id)?.finish === schedule.finish);
  return (leaves.find(({ task }) => schedule.of(task.id)?.isMilestone) ?? leaves[0])?.task.id;
}

/** Links by the task that they lead to. */
function linksInto(project: Project): ReadonlyMap<string, readonly Link[]> {
  const lists = new Map<string, Link[]>();
  for (const link of project.records.link.values()) {
    const list = lists.get(link.successorId);
    if (list) list.push(link);
    else lists.set(link.successorId, [link]);
  }
  return lists;
}

/** The leaf that was the last to let a task begin, over its own links and those of the summaries above it. */
function letBegin(project: Project, schedule: Schedule, incoming: ReadonlyMap<string, readonly Link[]>, taskId: string | undefined): string | undefined {
  const outline = outlineOf(project);
  const own = taskId === undefined ? undefined : schedule.of(taskId);
  if (taskId === undefined || !own || project.records.task.get(taskId)?.actualStart === undefined) return undefined;
  let latest: { readonly id: string; readonly at: number } | undefined;
  for (let row = outline.rowOf(taskId); row; row = outline.rows[row.parentIndex]) {
    for (const link of incoming.get(row.task.id) ?? []) {
      const source = leafOf(project, schedule, link);
      const at = source && (link.type === "SS" || link.type === "SF" ? source.start : source.finish);
      if (source && at !== undefined && (latest === undefined || at > latest.at)) latest = { id: source.taskId, at };
    }
  }
  return latest?.id;
}

/** Where a link starts from: the task itself, or of a summary the leaf that finishes last. */
function leafOf(project: Project, schedule: Schedule, link: Link): TaskSchedule | undefined {
  const outline = outlineOf(project);
  const row = outline.rowOf(link.predecessorId);
  if (!row?.isSummary) return schedule.of(link.predecessorId);
  const leaves = outline.rows.slice(row.rowNumber, row.endIndex).flatMap(({ task, isSummary }) => (isSummary ? [] : (schedule.of(task.id) ?? [])));
  return leaves.reduce<TaskSchedule | undefined>((last, one) => (last === undefined || one.finish > last.finish ? one : last), undefined);
}
