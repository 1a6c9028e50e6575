/** The half step between two updates of a plan: the old plan with what was done since, and nothing else of the new one (domain D7). */
import type { Project } from "../model/project.ts";
import type { Assignment, Task } from "../model/records.ts";
import { taking } from "./plan-changes.ts";

/** What somebody reports of a task. */
const REPORTED = ["actualStart", "actualFinish", "actualDurationMinutes", "percentComplete", "physicalPercentComplete", "stop", "resume", "remainingDurationMinutes"] as const;

/** What follows from a report once a task has begun: how long it took or will take in all, and where it paused. */
const REPORTED_ONCE_BEGUN = ["durationMinutes", "durationUnit", "splits", "manualStart", "manualFinish"] as const;

/**
 * The old plan with the new one's progress. Of a task that has begun by then, the whole duration counts as reported: what
 * is left is a fact of progress. Logic, the durations of tasks that have not begun, people, calendars, constraints and the
 * tasks that came or went stay as they were. Both plans speak the same ids.
 */
export function withProgressOf(before: Project, after: Project): Project {
  const task = new Map([...before.records.task].map(([id, one]) => [id, withReport(one, after.records.task.get(id))]));
  const assignment = new Map([...before.records.assignment].map(([id, one]) => [id, withWorkReport(one, after)]));
  return { records: { ...before.records, task, assignment, settings: withStatusDate(before, after) } };
}

function withReport(task: Task, reported: Task | undefined): Task {
  if (!reported) return task;
  const hasBegun = reported.actualStart !== undefined;
  if (!hasBegun && task.actualStart === undefined) return task;
  return taking(task, reported, hasBegun ? [...REPORTED, ...REPORTED_ONCE_BEGUN] : REPORTED);
}

/** Of a task that has begun, the work is reported as well, by whom it was assigned to before. */
function withWorkReport(assignment: Assignment, after: Project): Assignment {
  const hasBegun = after.records.task.get(assignment.taskId)?.actualStart !== undefined;
  const reported = after.records.assignment.get(assignment.id);
  return hasBegun && reported ? { ...reported, units: assignment.units } : assignment;
}

function withStatusDate(before: Project, after: Project): Project["records"]["settings"] {
  const [was, is] = [before.records.settings.get("settings"), after.records.settings.get("settings")];
  if (!was || !is || was.statusDate === is.statusDate) return before.records.settings;
  const { statusDate: _was, ...rest } = was;
  return new Map([["settings", is.statusDate === undefined ? rest : { ...rest, statusDate: is.statusDate }]]);
}
