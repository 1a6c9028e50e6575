/** Compares the dates that Microsoft Project stored with the computed ones, and says in words why they differ. */
import type { Project } from "@leadline/engine/model/project.ts";
import { outlineOf } from "@leadline/engine/model/plan/outline.ts";
import type { Task } from "@leadline/engine/model/records.ts";
import type { Schedule } from "@leadline/engine/schedule/schedule.ts";
import type { DateDifference } from "../plan-file-types.ts";
import { DATE_ELEMENTS, type StoredDates } from "./read-task.ts";

/** What the file told about dates beside the records. */
export interface StoredFacts {
  readonly datesByTask: ReadonlyMap<string, StoredDates>;
  /** By task: what its assignments carry that scheduling does not follow ("a work contour"). */
  readonly odditiesByTask: ReadonlyMap<string, ReadonlySet<string>>;
}

/** Every stored date that the schedule does not have, in row order. A date that the file does not store is no difference. */
export function differencesOf(project: Project, schedule: Schedule, facts: StoredFacts): DateDifference[] {
  const found = new Map<string, Omit<DateDifference, "reason">[]>();
  for (const { task } of outlineOf(project).rows) {
    const dates = differingDates(task, schedule, facts.datesByTask.get(task.id) ?? {});
    if (dates.length > 0) found.set(task.id, dates);
  }
  const neighbours = neighboursOf(project);
  const reasonOf = (taskId: string, field: DateDifference["field"]): string => {
    const task = project.records.task.get(taskId);
    const own = task ? ownReasons(task, schedule, facts.odditiesByTask.get(taskId)) : [];
    if (own.length > 0) return `It has ${own.join(", ")}.`;
    const from = followed(taskId, field, neighbours, found);
    return from === undefined ? "Unknown: it carries nothing that Leadline does not schedule." : `It follows “${project.records.task.get(from)?.name ?? ""}”, whose dates differ.`;
  };
  return [...found.values()].flat().map((difference) => ({ ...difference, reason: reasonOf(difference.taskId, difference.field) }));
}

/** The project with each difference noted on its task, so that the stored date can be shown beside ours. */
export function withStoredDates(project: Project, differences: readonly DateDifference[]): Project {
  if (differences.length === 0) return project;
  const noted = new Map<string, NonNullable<Task["storedDates"]>>();
  for (const { taskId, field, stored, computed } of differences) {
    const dates = noted.get(taskId) ?? {};
    dates[field] = computed === undefined ? { stored } : { stored, computed };
    noted.set(taskId, dates);
  }
  const tasks = new Map(project.records.task);
  for (const [taskId, storedDates] of noted) {
    const task = tasks.get(taskId);
    if (task) tasks.set(taskId, { ...task, storedDates });
  }
  return { records: { ...project.records, task: tasks } };
}

function differingDates(task: Task, schedule: Schedule, dates: StoredDates): Omit<DateDifference, "reason">[] {
  const computed = schedule.of(task.id);
  const differing: Omit<DateDifference, "reason">[] = [];
  for (const [field] of DATE_ELEMENTS) {
    const stored = dates[field];
    if (stored === undefined || stored === computed?.[field]) continue;
    const named = { taskId: task.id, taskName: task.name, field, stored };
    differing.push(computed ? { ...named, computed: computed[field], byMinutes: computed[field] - stored } : { ...named, byMinutes: 0 });
  }
  return differing;
}

function ownReasons(task: Task, schedule: Schedule, oddities: ReadonlySet<string> | undefined): string[] {
  const reasons: string[] = [];
  if (!task.active) reasons.push("been made inactive, so it is not scheduled");
  else if (!schedule.of(task.id)) reasons.push("no place in the schedule (a loop of links, or no working time)");
  if (task.external) reasons.push("its dates from another project");
  if (task.mode === "manual") reasons.push("dates that somebody fixed by hand");
  if (task.actualStart !== undefined || task.actualDurationMinutes > 0) reasons.push("progress");
  if (task.stop !== undefined && task.resume !== undefined && task.resume > task.stop) reasons.push("a gap between its finished part and the rest");
  if (task.levelingDelayMinutes !== 0) reasons.push("a levelling delay");
  if (task.constraint === "ALAP") reasons.push("to be done as late as possible");
  return [...reasons, ...(oddities ?? [])];
}

interface Neighbours {
  readonly before: ReadonlyMap<string, readonly string[]>;
  readonly after: ReadonlyMap<string, readonly string[]>;
  readonly children: (taskId: string) => readonly string[];
  readonly parentOf: (taskId: string) => string | undefined;
}

function neighboursOf(project: Project): Neighbours {
  const before = new Map<string, string[]>();
  const after = new Map<string, string[]>();
  const put = (map: Map<string, string[]>, key: string, value: string): void => {
    const list = map.get(key);
    if (list) list.push(value);
    else map.set(key, [value]);
  };
  for (const link of project.records.link.values()) {
    put(before, link.successorId, link.predecessorId);
    put(after, link.predecessorId, link.successorId);
  }
  const outline = outlineOf(project);
  return {
    before,
    after,
    children: (taskId) => outline.childrenOf(taskId).map((task) => task.id),
    parentOf: (taskId) => project.records.task.get(taskId)?.parentId,
  };
}

/** A neighbour whose own dates differ: a child of a summary, a predecessor for early dates, a successor for late ones, the parent's neighbours too. */
function followed(taskId: string, field: DateDifference["field"], neighbours: Neighbours, found: ReadonlyMap<string, unknown>): string | undefined {
  const isLate = field === "lateStart" || field === "lateFinish";
  const linked = isLate ? neighbours.after : neighbours.before;
  const child = neighbours.children(taskId).find((id) => found.has(id));
  if (child !== undefined) return child;
  let at: string | undefined = taskId;
  for (let level = 0; at !== undefined && level < MOST_LEVELS; level += 1) {
    const other = linked.get(at)?.find((id) => found.has(id));
    if (other !== undefined) return other;
    at = neighbours.parentOf(at);
  }
  return undefined;
}

/** A loop of parents must not keep us here. */
const MOST_LEVELS = 1000;
