/** Fields that a person sets on an assignment: units, work, what is done of it, contour, overtime, delays; the task follows. */
import type { Refusal } from "../base/problem.ts";
import { meanShare } from "../model/people/work-contour.ts";
import type { Assignment, Task } from "../model/records.ts";
import { readableDate } from "../time/date-text.ts";
import { toTenth } from "../time/duration-text.ts";
import type { AssignmentFields } from "./command.ts";
import { keepsDuration, MOST_UNITS, withActualWork, withRemaining } from "./assignment-span.ts";
import { assignmentsOf, get, putAssignment, settingsIn, type Draft } from "./draft.ts";
import { refusal, taskTitle } from "./names.ts";
import { optional } from "./optional-field.ts";
import type { ScheduleLookup } from "./schedule-lookup.ts";
import { setProgress, takeOverProgress } from "./task-progress.ts";
import { hours, putChecked, settleDuration, withRemainingWork, withUnits } from "./work-balance.ts";

interface OnTask {
  readonly task: Task;
  readonly assignment: Assignment;
}

/** Sets fields of an assignment on which a person works. */
export function setWorkedFields(draft: Draft, on: OnTask, fields: AssignmentFields, dates: ScheduleLookup): Refusal | undefined {
  const { task, assignment } = on;
  const refused = refusedFields(draft, on, fields);
  if (refused) return refused;
  const planned = withPlannedFields(task, withPlainFields(assignment, fields), fields);
  const done = withDoneFields(task, planned, fields);
  const wrong = refusedOutcome(draft, task, done, fields) ?? putChecked(draft, task, done);
  if (wrong) return wrong;
  const isProgressed = done.actualWorkMinutes !== assignment.actualWorkMinutes || (done.remainingWorkMinutes === 0) !== (assignment.remainingWorkMinutes === 0);
  return startWith(draft, task.id, fields, dates) ?? (isProgressed ? takeOverProgress(draft, task.id, dates) : settleDuration(draft, task.id));
}

/** The task starts with the first who starts; each keeps the own date. */
function startWith(draft: Draft, taskId: string, { actualStart }: AssignmentFields, dates: ScheduleLookup): Refusal | undefined {
  const started = get(draft, "task", taskId)?.actualStart;
  if (typeof actualStart !== "number" || (started !== undefined && started <= actualStart)) return undefined;
  const own = [...assignmentsOf(draft, taskId)];
  const refused = setProgress(draft, taskId, { actualStart }, dates);
  if (!refused) for (const assignment of own) putAssignment(draft, assignment);
  return refused;
}

/** Sets fields of a material or cost: only its amount, its money and its rates can be set. */
export function setOtherFields(draft: Draft, { task, assignment }: OnTask, fields: AssignmentFields): Refusal | undefined {
  const type = assignment.resourceId === undefined ? undefined : get(draft, "resource", assignment.resourceId)?.type;
  const allowed = type === "material" ? MATERIAL_FIELDS : type === "cost" ? COST_FIELDS : UNASSIGNED_FIELDS;
  const wrong = Object.entries(fields).find(([field, value]) => value !== undefined && !allowed.includes(field));
  if (wrong) return refusal("assignment/not-work", `${taskTitle(draft, task.id)}: this can be set only where a person works, not for a ${type ?? "row without a resource"}.`, task.id);
  const workMinutes = fields.units !== undefined && type === "material" ? toTenth(fields.units * 60) : (fields.workMinutes ?? assignment.workMinutes);
  const actual = Math.min(workMinutes, fields.actualWorkMinutes ?? toTenth((workMinutes * (fields.percentWorkComplete ?? shareDone(assignment) * 100)) / 100));
  const units = fields.units ?? (type === "material" ? workMinutes / 60 : assignment.units);
  if (units > MOST_UNITS) return refusal("assignment/too-much-work", `this would give ${taskTitle(draft, task.id)} more work than a plan can hold.`, task.id);
  const next = withPlainFields(assignment, fields);
  return putChecked(draft, task, { ...next, units, workMinutes, actualWorkMinutes: actual, remainingWorkMinutes: toTenth(workMinutes - actual) });
}

const MATERIAL_FIELDS: readonly string[] = ["units", "workMinutes", "actualWorkMinutes", "percentWorkComplete", "rateTable", "delayMinutes"];
const COST_FIELDS: readonly string[] = ["costCents"];
const UNASSIGNED_FIELDS: readonly string[] = ["workMinutes"];

function shareDone(assignment: Assignment): number {
  return assignment.workMinutes > 0 ? assignment.actualWorkMinutes / assignment.workMinutes : 0;
}

function refusedFields(draft: Draft, { task, assignment }: OnTask, fields: AssignmentFields): Refusal | undefined {
  const title = (): string => taskTitle(draft, task.id);
  const refuse = (code: string, message: string): Refusal => refusal(code, message, task.id);
  if (fields.units === 0) return refuse("assignment/no-units", `the assignment on ${title()} needs more than 0 % to do any work.`);
  if (fields.costCents !== undefined) return refuse("assignment/not-cost", `an amount of money can be set only for a cost resource; the cost of a person on ${title()} follows from work and rates.`);
  if (fields.contour === "contoured" && !fields.profile && !assignment.profile) return refuse("assignment/profile-missing", `a contour by hand on ${title()} needs its stretches of work.`);
  const range = fields.workEstimate;
  if (range && (range.lowMinutes > range.likelyMinutes || range.likelyMinutes > range.highMinutes)) {
    return refuse("assignment/estimate-order", `the range of the work on ${title()} does not rise: it needs the lowest, the most likely and the highest value in this order.`);
  }
  const wanted = fields.profile ? workIn(fields.profile) : fields.workMinutes;
  const setsDone = fields.actualWorkMinutes !== undefined || fields.percentWorkComplete !== undefined;
  if (wanted !== undefined && !setsDone && wanted < assignment.actualWorkMinutes) {
    return refuse("assignment/less-than-done", `${hours(assignment.actualWorkMinutes)} of work are done on ${title()} already, so the work cannot be ${hours(wanted)}.`);
  }
  const [start, finish] = [fields.actualStart === undefined ? assignment.actualStart : fields.actualStart, fields.actualFinish === undefined ? assignment.actualFinish : fields.actualFinish];
  if (typeof start === "number" && typeof finish === "number" && finish < start) {
    return refuse("assignment/finish-before-start", `work on ${title()} began on ${readableDate(start, settingsIn(draft).defaultStartTime)}, so it cannot have ended before that.`);
  }
  const delay = fields.delayMinutes;
  if (delay !== undefined && delay > 0 && keepsDuration(task) && delay >= task.durationMinutes) {
    return refuse("assignment/delay", `the assignment on ${title()} would begin after the end of the task, whose duration is fixed.`);
  }
  return undefined;
}

/** Fields that stand for themselves. */
function withPlainFields(assignment: Assignment, fields: AssignmentFields): Assignment {
  const { rateTable, costCents, workEstimate, levelingDelayMinutes, actualStart, actualFinish, ...rest } = assignment;
  const leveling = fields.levelingDelayMinutes === 0 ? null : fields.levelingDelayMinutes;
  return {
    ...rest,
    delayMinutes: fields.delayMinutes ?? assignment.delayMinutes,
    ...optional("rateTable", fields.rateTable, rateTable),
    ...optional("costCents", fields.costCents, costCents),
    ...optional("workEstimate", fields.workEstimate, workEstimate),
    ...optional("levelingDelayMinutes", leveling, levelingDelayMinutes),
    ...optional("actualStart", fields.actualStart, actualStart),
    ...optional("actualFinish", fields.actualFinish, actualFinish),
  };
}

/** Contour, overtime, units and work; where the duration is fixed, what gives way are units or work. */
function withPlannedFields(task: Task, assignment: Assignment, fields: AssignmentFields): Assignment {
  let next = withOvertime(withContour(task, assignment, fields), fields);
  if (fields.units !== undefined) next = withUnits(task, next, fields.units);
  if (fields.actualWorkMinutes !== undefined && fields.workMinutes !== undefined) return withTotal(task, next, Math.max(fields.workMinutes, fields.actualWorkMinutes));
  return fields.workMinutes === undefined ? next : withTotal(task, next, fields.workMinutes);
}

function withTotal(task: Task, assignment: Assignment, workMinutes: number): Assignment {
  return withRemainingWork(task, assignment, Math.max(0, toTenth(workMinutes - assignment.actualWorkMinutes)));
}

function withContour(task: Task, assignment: Assignment, fields: AssignmentFields): Assignment {
  if (fields.contour === undefined && fields.profile === undefined) return assignment;
  const { contour: before, profile, ...plain } = assignment;
  if (fields.profile) {
    const workMinutes = workIn(fields.profile);
    const actualWorkMinutes = Math.min(workMinutes, assignment.actualWorkMinutes);
    return { ...plain, contour: "contoured", profile: fields.profile, workMinutes, actualWorkMinutes, remainingWorkMinutes: toTenth(workMinutes - actualWorkMinutes) };
  }
  if (fields.contour === "contoured" && profile) return assignment;
  const contour = fields.contour === null || fields.contour === "flat" ? undefined : fields.contour;
  const next: Assignment = contour === undefined ? plain : { ...plain, contour };
  return keepsDuration(task) ? { ...next, units: Math.min(MOST_UNITS, (next.units * meanShare(before)) / meanShare(contour)) } : next;
}

function workIn(profile: NonNullable<Assignment["profile"]>): number {
  return toTenth(profile.reduce((sum, part) => sum + part.spanMinutes * part.units, 0));
}

function withOvertime(assignment: Assignment, fields: AssignmentFields): Assignment {
  const { overtimeWorkMinutes, actualOvertimeWorkMinutes, ...rest } = assignment;
  return { ...rest, ...optional("overtimeWorkMinutes", fields.overtimeWorkMinutes, overtimeWorkMinutes), ...optional("actualOvertimeWorkMinutes", fields.actualOvertimeWorkMinutes, fields.overtimeWorkMinutes === null ? undefined : actualOvertimeWorkMinutes) };
}

/** What is done, and then what is left, as typed; more done than there was to do makes the work more. */
function withDoneFields(task: Task, assignment: Assignment, fields: AssignmentFields): Assignment {
  const typed = fields.actualWorkMinutes ?? (fields.percentWorkComplete === undefined ? undefined : toTenth((assignment.workMinutes * fields.percentWorkComplete) / 100));
  const actual = typed ?? (typeof fields.actualFinish === "number" ? assignment.workMinutes : assignment.actualWorkMinutes);
  let next = assignment;
  if (actual > assignment.workMinutes) next = withRemaining(assignment, toTenth(actual - assignment.actualWorkMinutes));
  if (actual !== assignment.actualWorkMinutes) next = { ...withActualWork(next, actual), ...datesOf(assignment) };
  if (typed === undefined || fields.actualOvertimeWorkMinutes !== undefined) next = { ...next, ...optional("actualOvertimeWorkMinutes", fields.actualOvertimeWorkMinutes, next.actualOvertimeWorkMinutes) };
  return fields.remainingWorkMinutes === undefined ? next : withRemainingWork(task, next, fields.remainingWorkMinutes);
}

function datesOf({ actualStart, actualFinish }: Assignment): Pick<Assignment, "actualStart" | "actualFinish"> {
  return { ...(actualStart === undefined ? {} : { actualStart }), ...(actualFinish === undefined ? {} : { actualFinish }) };
}

function refusedOutcome(draft: Draft, task: Task, assignment: Assignment, fields: AssignmentFields): Refusal | undefined {
  const overtime = assignment.overtimeWorkMinutes ?? 0;
  const done = assignment.actualOvertimeWorkMinutes ?? 0;
  const setsOvertime = fields.overtimeWorkMinutes !== undefined || fields.actualOvertimeWorkMinutes !== undefined;
  if (setsOvertime && (overtime > assignment.workMinutes || done > overtime || done > assignment.actualWorkMinutes)) {
    return refusal("assignment/overtime", `overtime on ${taskTitle(draft, task.id)} cannot be more than the work it is part of (${hours(assignment.workMinutes)}).`, task.id);
  }
  return undefined;
}
