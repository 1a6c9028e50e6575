/**
 * Tasks of other files that links begin at. Microsoft Project shows each as a row of its own, but files converted from .mpp
 * leave that row out and keep only the link. The row is put back, with the only date that the file tells of it.
 */
import type { Minute } from "@leadline/engine/time/minute.ts";
import { formatIso } from "@leadline/engine/time/minute.ts";
import type { AssembleOptions, PlanParts } from "./plan-parts.ts";
import type { AssignmentDraft } from "./read-resource.ts";
import type { LinkDraft, TaskDraft } from "./read-task.ts";

/**
 * The tasks with a row for every predecessor in another file that has none. Where its successor stood when the file was
 * saved is the best that the file tells of its date; a lag would blur even that, so such a link stays unscheduled.
 */
export function withTasksOfOtherFiles(parts: PlanParts, { impliedId, problems }: AssembleOptions): readonly TaskDraft[] {
  const known = new Set(parts.tasks.map(({ task }) => task.uid));
  if (!parts.tasks.some(({ links }) => links.some((link) => isMissing(link, known)))) return parts.tasks;
  const tasks: TaskDraft[] = [];
  parts.tasks.forEach((successor, index) => {
    for (const link of successor.links) {
      if (!isMissing(link, known) || link.predecessorUid === undefined || link.lagMinutes !== 0 || link.lagPercent !== 0) continue;
      const date = linkedDate(link, index, parts);
      if (date === undefined) continue;
      known.add(link.predecessorUid);
      const id = impliedId("task", link.predecessorUid);
      tasks.push(taskOfOtherFile(id, link, date, successor));
      const message = `${successor.called}: Its predecessor is a task of another file (${link.otherFile?.slice(0, 200)}); it is taken to stand at ${formatIso(date).replace("T", " ").slice(0, 16)}, where this file had its successor.`;
      problems.add({ code: "link/other-project", message, taskId: successor.task.id, line: link.line });
    }
    tasks.push(successor);
  });
  return tasks;
}

function isMissing(link: LinkDraft, known: ReadonlySet<number | undefined>): boolean {
  return link.otherFile !== undefined && !known.has(link.predecessorUid);
}

/** The date that the link holds the successor to: its stored one, else that of the first (last) assignment on it or below it. */
function linkedDate(link: LinkDraft, index: number, { tasks, assignments }: PlanParts): Minute | undefined {
  const successor = tasks[index];
  if (!successor) return undefined;
  const isStart = link.type === "FS" || link.type === "SS";
  const stored = isStart ? (successor.stored.earlyStart ?? successor.stored.start) : (successor.stored.earlyFinish ?? successor.stored.finish);
  if (stored !== undefined) return stored;
  const uids = uidsBelow(tasks, index);
  const dates = assignments.filter(({ taskUid }) => uids.has(taskUid)).flatMap((assignment: AssignmentDraft) => (isStart ? assignment.start : assignment.finish) ?? []);
  return dates.reduce<Minute | undefined>((best, date) => (best === undefined || (isStart ? date < best : date > best) ? date : best), undefined);
}

function uidsBelow(tasks: readonly TaskDraft[], index: number): ReadonlySet<number | undefined> {
  const top = tasks[index];
  const uids = new Set([top?.task.uid]);
  for (let at = index + 1; (tasks[at]?.level ?? 0) > (top?.level ?? 0); at += 1) uids.add(tasks[at]?.task.uid);
  uids.delete(undefined);
  return uids;
}

function taskOfOtherFile(id: string, link: LinkDraft, date: Minute, successor: TaskDraft): TaskDraft {
  const [file, number] = (link.otherFile ?? "").split(/[\\/]/).slice(-2);
  return {
    task: {
      id,
      ...(link.predecessorUid !== undefined && { uid: link.predecessorUid }),
      name: number === undefined ? `Task of ${file ?? ""}` : `Task ${number} of ${file ?? ""}`,
      durationMinutes: 0,
      durationUnit: "d",
      estimated: false,
      milestone: true,
      mode: "auto",
      manualStart: date,
      manualFinish: date,
      active: true,
      constraint: "ASAP",
      ignoreResourceCalendars: false,
      taskType: "fixedUnits",
      effortDriven: false,
      priority: 500,
      actualDurationMinutes: 0,
      remainingDurationMinutes: 0,
      percentComplete: 0,
      levelingDelayMinutes: 0,
      external: true,
    },
    level: successor.level,
    calendarUid: undefined,
    links: [],
    stored: {},
    called: `Task UID ${link.predecessorUid ?? "none"} of another file`,
    line: link.line,
  };
}
