/** Who is counted: the tasks and links that the checks look at, and why others are left out (domain B6). */
import { linksFrom, linksInto } from "../model/plan/link-lists.ts";
import { outlineOf, type Outline, type OutlineRow } from "../model/plan/outline.ts";
import { settingsOf, type Project } from "../model/project.ts";
import type { Link, ProjectSettings, Task } from "../model/records.ts";
import type { Schedule, TaskSchedule } from "../schedule/schedule.ts";
import type { Exclusion } from "./report.ts";

/** A leaf task with its dates. */
export interface Counted {
  readonly task: Task;
  readonly row: OutlineRow;
  readonly dates: TaskSchedule;
}

export interface Population {
  readonly project: Project;
  readonly settings: ProjectSettings;
  readonly schedule: Schedule;
  readonly outline: Outline;
  /** Every active leaf task with dates that belongs to this project, finished ones and milestones too. */
  readonly leaves: readonly Counted[];
  /** Those of them that are neither milestone, nor level of effort, nor finished: what most checks count over. */
  readonly open: readonly Counted[];
  readonly excluded: readonly Exclusion[];
  /** Links that still ask for something: both ends active leaves or summaries, not both finished. */
  readonly links: readonly Link[];
  readonly excludedLinks: readonly Exclusion[];
}

export function populationOf(project: Project, schedule: Schedule): Population {
  const outline = outlineOf(project);
  const leaves: Counted[] = [];
  const left = { summary: 0, inactive: 0, external: 0, undated: 0, milestone: 0, levelOfEffort: 0, finished: 0 };
  const open: Counted[] = [];
  for (const row of outline.rows) {
    const { task } = row;
    const dates = schedule.of(task.id);
    if (row.isSummary) left.summary += 1;
    else if (!task.active) left.inactive += 1;
    else if (task.external) left.external += 1;
    else if (!dates) left.undated += 1;
    else {
      const counted = { task, row, dates };
      leaves.push(counted);
      if (isFinished(task)) left.finished += 1;
      else if (dates.isMilestone) left.milestone += 1;
      else if (task.p6?.activityType === "levelOfEffort") left.levelOfEffort += 1;
      else open.push(counted);
    }
  }
  const links = [...project.records.link.values()].filter((link) => isLive(project, link));
  return {
    project,
    settings: settingsOf(project),
    schedule,
    outline,
    leaves,
    open,
    links,
    excluded: exclusions({
      "summary tasks": left.summary,
      milestones: left.milestone,
      "finished tasks": left.finished,
      "level-of-effort tasks": left.levelOfEffort,
      "inactive tasks": left.inactive,
      "tasks of other projects": left.external,
      "tasks without dates": left.undated,
    }),
    excludedLinks: exclusions({ "links between finished or inactive tasks": project.records.link.size - links.length }),
  };
}

export function exclusions(counts: Readonly<Record<string, number>>): Exclusion[] {
  return Object.entries(counts).flatMap(([reason, count]) => (count > 0 ? [{ reason, count }] : []));
}

export function isFinished(task: Task): boolean {
  return task.actualFinish !== undefined || task.percentComplete >= 100;
}

function isLive(project: Project, link: Link): boolean {
  const [from, to] = [project.records.task.get(link.predecessorId), project.records.task.get(link.successorId)];
  return from !== undefined && to !== undefined && from.active && to.active && !(isFinished(from) && isFinished(to));
}

/** Links that lead to a task, or to a summary above it. */
export function linksReaching({ project, outline }: Population, row: OutlineRow): readonly Link[] {
  return chain(outline, row).flatMap((one) => linksInto(project, one.task.id)).filter((link) => isActive(project, link.predecessorId));
}

/** Links that come from a task, or from a summary above it. */
export function linksLeaving({ project, outline }: Population, row: OutlineRow): readonly Link[] {
  return chain(outline, row).flatMap((one) => linksFrom(project, one.task.id)).filter((link) => isActive(project, link.successorId));
}

function isActive(project: Project, taskId: string): boolean {
  return project.records.task.get(taskId)?.active === true;
}

function chain(outline: Outline, row: OutlineRow): OutlineRow[] {
  const rows: OutlineRow[] = [];
  for (let at: OutlineRow | undefined = row; at && rows.length < 200; at = outline.rows[at.parentIndex]) rows.push(at);
  return rows;
}

/** “Pilot” (row 3). */
export function titleOf(row: OutlineRow): string {
  return `“${row.task.name || "a task without a name"}” (row ${row.rowNumber})`;
}

export function titleById({ outline }: Population, taskId: string): string {
  const row = outline.rowOf(taskId);
  return row ? titleOf(row) : "a task that is not in the plan";
}
