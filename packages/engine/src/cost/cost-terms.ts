/**
 * The plan's cost as terms of its tasks' durations, for simulation: what is spent or fixed, and what each further working
 * minute costs. Records in, numbers out; nothing here draws random numbers.
 */
import { openDraft } from "../change/draft.ts";
import { costSpanOf } from "../change/task-sums.ts";
import { assignmentCostCents, assignmentCostUntil, type CostParts } from "../model/people/assignment-cost.ts";
import type { Project } from "../model/project.ts";
import type { Assignment, Resource, Task } from "../model/records.ts";
import { assignmentsByTask } from "../schedule/drivers.ts";
import type { Schedule, TaskSchedule } from "../schedule/schedule.ts";
import { reportedBeyondWork, workShareDone } from "./actual-costs.ts";
import { converterOf } from "./currencies.ts";
import { lineCosts } from "./line-costs.ts";
import { reserveItems } from "./reserves.ts";

export interface TaskCostTerms {
  readonly taskId: string;
  /** Paid for work that is done; whole cents. */
  readonly spentCents: number;
  /** Still to come whatever the duration: fixed costs, material, sums, costs per use, and work of a task without duration; whole cents. */
  readonly fixedCents: number;
  /** The remaining duration of the plan that `centsPerMinute` refers to, in working minutes (by the clock for an elapsed task). */
  readonly remainingMinutes: number;
  /** Hundredths of the currency unit for each working minute of remaining duration, at the mean of the dated rates; not rounded. */
  readonly centsPerMinute: number;
  /** The same work by assignment, for estimates on work instead of duration. */
  readonly work: readonly { readonly assignmentId: string; readonly resourceId: string; readonly remainingWorkMinutes: number; readonly centsPerWorkMinute: number }[];
}

export interface CostTerms {
  /** Only tasks that cost anything, in the order of the records. */
  readonly tasks: readonly TaskCostTerms[];
  /** Budget lines, things to buy and what was drawn from reserves, whatever the durations; contingency is left out, since risks are simulated. Whole cents. */
  readonly otherCents: number;
  /** What the plan costs if every duration is as planned: the sum of all terms, rounded once. */
  readonly plannedCents: number;
}

/**
 * One run of a simulation costs `otherCents` + for each task `spentCents + fixedCents + centsPerMinute x remaining minutes
 * drawn`, plus what its risks add. Example: 60.00 an hour, 8 h left of 16 h: spent 48,000, rate 100 a minute, remaining 480.
 */
export function costTermsOf(project: Project, schedule: Schedule): CostTerms {
  const draft = openDraft(project);
  const byTask = assignmentsByTask(project.records.assignment);
  const tasks: TaskCostTerms[] = [];
  for (const task of project.records.task.values()) {
    const dates = schedule.of(task.id);
    const span = costSpanOf(draft, task, dates);
    if (!task.active || !dates || !span) continue;
    const costs = (byTask.get(task.id) ?? []).flatMap((assignment) => {
      const resource = project.records.resource.get(assignment.resourceId ?? "");
      return resource ? [partsOf(assignment, resource, { task, total: assignmentCostCents(assignment, resource, span), parts: assignmentCostUntil(assignment, resource, span, Infinity) })] : [];
    });
    const terms = termsOf(task, dates, costs);
    if (terms) tasks.push(terms);
  }
  const drawn = reserveItems(project, schedule).filter(({ source }) => source.kind === "reserveDrawdown");
  const others = [...lineCosts(project, schedule, converterOf(project)).items, ...drawn];
  const otherCents = others.reduce((sum, item) => sum + (item.costType === "contingency" ? 0 : item.cents), 0);
  const planned = tasks.reduce((sum, term) => sum + term.spentCents + term.fixedCents + term.centsPerMinute * term.remainingMinutes, otherCents);
  return { tasks, otherCents, plannedCents: Math.round(planned) };
}

interface AssignmentParts {
  readonly assignment: Assignment;
  readonly resource: Resource;
  readonly spent: number;
  readonly fixed: number;
  readonly remainingWork: number;
  readonly centsPerWorkMinute: number;
}

function partsOf(assignment: Assignment, resource: Resource, { task, total, parts }: { readonly task: Task; readonly total: number; readonly parts: CostParts }): AssignmentParts {
  const isStarted = task.actualStart !== undefined || assignment.actualWorkMinutes > 0;
  if (resource.type !== "work" || assignment.workMinutes <= 0) {
    const spent = Math.round((total * task.percentComplete) / 100);
    return { assignment, resource, spent, fixed: total - spent, remainingWork: 0, centsPerWorkMinute: 0 };
  }
  const perUse = Math.round(parts.use);
  const work = total - perUse;
  const spent = Math.round(parts.regular * workShareDone(assignment, "regular") + parts.overtime * workShareDone(assignment, "overtime"));
  const remainingWork = Math.max(0, assignment.workMinutes - assignment.actualWorkMinutes);
  return {
    assignment,
    resource,
    spent: spent + (isStarted ? perUse : 0),
    // Where all work is done and overtime of it is not, as a file may say, its money is still to come.
    fixed: (isStarted ? 0 : perUse) + (remainingWork > 0 ? 0 : work - spent),
    remainingWork,
    centsPerWorkMinute: remainingWork > 0 ? (work - spent) / remainingWork : 0,
  };
}

function termsOf(task: Task, dates: TaskSchedule, costs: readonly AssignmentParts[]): TaskCostTerms | undefined {
  const ownFixed = task.fixedCostCents ?? 0;
  const ownSpent = Math.round((ownFixed * dates.percentComplete) / 100);
  const spentCents = ownSpent + reportedBeyondWork(task) + costs.reduce((sum, { spent }) => sum + spent, 0);
  const labour = costs.reduce((sum, { remainingWork, centsPerWorkMinute }) => sum + remainingWork * centsPerWorkMinute, 0);
  const left = remainingMinutesOf(task, dates);
  const fixedCents = ownFixed - ownSpent + costs.reduce((sum, { fixed }) => sum + fixed, 0) + (left > 0 ? 0 : Math.round(labour));
  if (spentCents === 0 && fixedCents === 0 && labour === 0) return undefined;
  const work = costs.flatMap(({ assignment, resource, remainingWork, centsPerWorkMinute }) => (remainingWork > 0 ? [{ assignmentId: assignment.id, resourceId: resource.id, remainingWorkMinutes: remainingWork, centsPerWorkMinute }] : []));
  return { taskId: task.id, spentCents, fixedCents, remainingMinutes: left, centsPerMinute: left > 0 ? labour / left : 0, work };
}

/** An unstarted task has all of its scheduled duration left. */
function remainingMinutesOf(task: Task, dates: TaskSchedule): number {
  if (task.actualFinish !== undefined) return 0;
  if (dates.isSummary || task.actualStart === undefined) return dates.durationMinutes;
  return task.remainingDurationMinutes;
}
