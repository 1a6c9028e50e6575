/** Says how work lies in time where it is not spread evenly: profiles of assignments and pauses of tasks, from what the file tells. */
import type { Assignment, Task } from "@leadline/engine/model/records.ts";
import type { Project } from "@leadline/engine/model/project.ts";
import { drivingAssignments, minutesWorkedBy } from "@leadline/engine/schedule/worked-time.ts";
import type { PlanParts } from "./plan-parts.ts";
import type { ProblemList } from "./problem-list.ts";
import { profileOf, workIn } from "./read-days.ts";
import type { AssignmentDraft } from "./read-resource.ts";
import { toTenths } from "./values.ts";
import { wholeDelay } from "./whole-delay.ts";

type Profile = NonNullable<Assignment["profile"]>;

/**
 * The project with its day-by-day work laid out: an assignment that drives its task gets the stretches of its work, a task
 * that no assignment drives gets their pauses as its own. Work that lies evenly needs neither.
 */
export function layOutWork(project: Project, { assignments: drafts, tasks: taskDrafts }: PlanParts, problems: ProblemList): Project {
  const assignments = new Map(project.records.assignment);
  const tasks = new Map(project.records.task);
  const storedStarts = new Map(taskDrafts.map(({ task, stored }) => [task.id, stored.start]));
  for (const draft of drafts) {
    const given = project.records.assignment.get(draft.assignment.id);
    const task = given && project.records.task.get(given.taskId);
    if (!given || !task) continue;
    const delayMinutes = wholeDelay(project, given, storedStarts.get(task.id), draft.start);
    const assignment = delayMinutes === given.delayMinutes ? given : { ...given, delayMinutes };
    if (assignment !== given) assignments.set(given.id, assignment);
    if (!mayLieUnevenly(draft)) continue;
    const profile = uneven(project, task, assignment, draft, problems);
    if (!profile) continue;
    const driving = drivingAssignments(project, task.id);
    const pauses = pausesIn(profile);
    if (driving.includes(given)) assignments.set(assignment.id, { ...assignment, profile });
    else if (driving.length === 0 && pauses.length > (tasks.get(task.id)?.splits?.length ?? 0)) tasks.set(task.id, { ...task, splits: pauses });
  }
  return { records: { ...project.records, task: tasks, assignment: assignments } };
}

function mayLieUnevenly({ assignment, days }: AssignmentDraft): boolean {
  return assignment.contour === "contoured" || days.length > 1;
}

/** The stretches, unless they are those of even work or of a contour that the assignment names. */
function uneven(project: Project, task: Task, assignment: Assignment, draft: AssignmentDraft, problems: ProblemList): Profile | undefined {
  const byHand = assignment.contour === "contoured";
  const profile = draft.days.length > 0 ? fromDays(project, assignment, draft) : byHand ? fromDates(project, task, assignment, draft, problems) : undefined;
  return profile && (byHand || pausesIn(profile).length > 0) ? profile : undefined;
}

/** Days are believed when they hold the assignment's work; the row of a task without resources may say no work at all. */
function fromDays(project: Project, assignment: Assignment, { days }: AssignmentDraft): Profile | undefined {
  const profile = profileOf(days, (from, to) => minutesWorkedBy(project, assignment, from, to));
  const told = assignment.workMinutes - (assignment.overtimeWorkMinutes ?? 0);
  const isBelieved = told <= 0 || Math.abs(workIn(profile) - told) <= Math.max(1, told * MOST_DEVIATION);
  return isBelieved && profile.length > 0 ? profile : undefined;
}

const MOST_DEVIATION = 0.005;

/**
 * Files converted from .mpp say that work was spread by hand, but not how. Its length follows from the assignment's dates;
 * what is longer than the task's duration was a pause. Of work under way the pause lies between Stop and Resume; else its
 * place is not known, and it is put in the middle.
 */
function fromDates(project: Project, task: Task, assignment: Assignment, { start, finish, called, line }: AssignmentDraft, problems: ProblemList): Profile | undefined {
  if (start === undefined || finish === undefined) return undefined;
  const worked = (from: number, to: number): number => toTenths(minutesWorkedBy(project, assignment, from, to));
  const length = worked(start, finish);
  const told = Math.max(0, assignment.workMinutes - (assignment.overtimeWorkMinutes ?? 0));
  const work = told > 0 ? told : task.durationMinutes * assignment.units;
  const even = assignment.units > 0 ? work / assignment.units : 0;
  if (work <= 0 || length <= 0 || Math.abs(length - even) < SHORTEST_PAUSE) return undefined;
  const { stop, resume } = assignment;
  const pause = stop !== undefined && resume !== undefined ? worked(stop, resume) : 0;
  if (stop !== undefined && resume !== undefined && pause >= SHORTEST_PAUSE && worked(start, stop) > 0 && worked(resume, finish) > 0) {
    return stretchesAround(worked(start, stop), pause, worked(resume, finish), assignment.actualWorkMinutes, work);
  }
  const paused = toTenths(length - Math.max(even, task.durationMinutes));
  const message = `${called}: Its work was spread by hand, but the file does not tell the days; its length is taken from its dates${paused >= SHORTEST_PAUSE ? ", and the pause is put in its middle" : ""}.`;
  problems.add({ code: "mspdi/work-by-hand-without-days", message, taskId: task.id, line });
  if (paused < SHORTEST_PAUSE) return [{ spanMinutes: length, units: work / length }];
  const half = toTenths((length - paused) / 2);
  const rest = toTenths(length - paused - half);
  return stretchesAround(half, paused, rest, (work * half) / (half + rest), work);
}

/** Work before and behind a pause. */
function stretchesAround(before: number, pause: number, behind: number, doneWork: number, work: number): Profile {
  return [
    { spanMinutes: before, units: doneWork / before },
    { spanMinutes: pause, units: 0 },
    { spanMinutes: behind, units: Math.max(0, work - doneWork) / behind },
  ];
}

/** Dates are whole minutes, work is in tenths: less than a minute is a rounding. */
const SHORTEST_PAUSE = 1;

function pausesIn(profile: Profile): NonNullable<Task["splits"]> {
  const pauses: { afterMinutes: number; gapMinutes: number }[] = [];
  let worked = 0;
  for (const { spanMinutes, units } of profile) {
    if (units > 0) worked = toTenths(worked + spanMinutes);
    else if (spanMinutes >= SHORTEST_PAUSE) pauses.push({ afterMinutes: worked, gapMinutes: spanMinutes });
  }
  return pauses;
}
