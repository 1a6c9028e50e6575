/** Fields that a person sets on a task: each taken over with what belongs to it, or refused with a sentence. */
import { unreachable } from "../base/assert.ts";
import type { Refusal } from "../base/problem.ts";
import type { ConstraintType } from "../model/plan/task.ts";
import type { ProjectSettings, Task } from "../model/records.ts";
import type { TaskFields } from "./command.ts";
import { get, isSummary, settingsIn, type Draft } from "./draft.ts";
import { refusal, taskTitle } from "./names.ts";
import { optional } from "./optional-field.ts";
import { withDuration, withFixedFinish, type Outcome } from "./task-duration.ts";

/** The task with the given fields set. Reads the draft, writes nothing. */
export function withFields(draft: Draft, task: Task, fields: TaskFields): Outcome {
  const refused = refusedBeforehand(draft, task, fields);
  if (refused) return { ok: false, refusal: refused };
  const timed = withDuration(draft, withSplits(withSimpleFields(task, fields), fields), fields);
  if (!timed.ok) return timed;
  const unsound = fields.splits ? refusedSplits(draft, timed.task) : undefined;
  if (unsound) return { ok: false, refusal: unsound };
  const constrained = withConstraint(draft, timed.task, fields);
  if (!constrained.ok) return constrained;
  return fields.calendarId === undefined ? constrained : withFixedFinish(draft, constrained.task);
}

export function isStarted(task: Task): boolean {
  return task.actualStart !== undefined || task.percentComplete > 0 || task.actualDurationMinutes > 0;
}

function refusedBeforehand(draft: Draft, task: Task, fields: TaskFields): Refusal | undefined {
  const title = (): string => taskTitle(draft, task.id, task.name);
  const setsDuration = fields.durationMinutes !== undefined || fields.durationUnit !== undefined || fields.estimate !== undefined;
  if (setsDuration && isSummary(draft, task.id)) {
    return refusal("task/summary-duration", `${title()} is a summary task: its duration follows from its sub-tasks.`, task.id);
  }
  if (setsDuration && task.external) {
    return refusal("task/external", `${title()} belongs to another project, so its duration cannot be changed here.`, task.id);
  }
  const scheduled = [fields.splits, fields.levelingDelayMinutes === 0 ? undefined : fields.levelingDelayMinutes].some((value) => value !== undefined && value !== null);
  if (scheduled && isSummary(draft, task.id)) {
    return refusal("task/summary-dates", `${title()} is a summary task: its dates follow from its sub-tasks. Maybe move one of them.`, task.id);
  }
  if ((fields.levelingDelayMinutes ?? 0) < 0 && settingsIn(draft).scheduleFrom !== "finish") {
    return refusal("task/negative-delay", `the levelling delay of ${title()} cannot be negative while the project is scheduled from its start.`, task.id);
  }
  if (fields.effortDriven === false && (fields.taskType ?? task.taskType) === "fixedWork") {
    return refusal("task/fixed-work", `${title()} has fixed work, so it is always effort-driven. Maybe choose another task type first.`, task.id);
  }
  if (typeof fields.calendarId === "string" && !get(draft, "calendar", fields.calendarId)) {
    return refusal("calendar/missing", `the calendar chosen for ${title()} is no longer in the plan. Maybe somebody has deleted it.`, task.id);
  }
  if (fields.earningRule?.rule === "apportioned") {
    const base = get(draft, "task", fields.earningRule.taskId);
    if (!base || base.id === task.id || base.earningRule?.rule === "apportioned") {
      return refusal("task/earning-base", `${title()} needs another task of the plan to earn in proportion to, one that does not itself follow a third.`, task.id);
    }
  }
  const cost = fields.fixedCostEstimate;
  if (cost && (cost.lowCents > cost.likelyCents || cost.likelyCents > cost.highCents)) {
    return refusal("task/estimate-order", `the range of the fixed cost of ${title()} does not rise: it needs the lowest, the most likely and the highest value in this order.`, task.id);
  }
  if ((fields.modes?.length ?? 0) > 0 && isSummary(draft, task.id)) {
    return refusal("task/summary-modes", `${title()} is a summary task, so it has no other ways to be done. Maybe give them to its sub-tasks.`, task.id);
  }
  if (fields.active === false && task.active && isStarted(task)) {
    return refusal("task/started", `${title()} has started, so it cannot be made inactive.`, task.id);
  }
  return undefined;
}

/** Fields that stand for themselves; `null` takes an optional one away. */
function withSimpleFields(task: Task, fields: TaskFields): Task {
  const { notes, deadline, calendarId, physicalPercentComplete, fixedCostCents, fixedCostEstimate, fixedCostAccrual, fixedCostType, earningRule, ticket, need, valuePoints, modes, levelAssignments, levelingCanSplit, ...rest } = fields.mode === "auto" ? withoutFixedDates(task) : task;
  const taskType = fields.taskType ?? task.taskType;
  return {
    ...rest,
    name: fields.name ?? task.name,
    mode: fields.mode ?? task.mode,
    active: fields.active ?? task.active,
    priority: fields.priority ?? task.priority,
    ignoreResourceCalendars: fields.ignoreResourceCalendars ?? task.ignoreResourceCalendars,
    ...optional("notes", fields.notes, notes),
    ...optional("deadline", fields.deadline, deadline),
    ...optional("calendarId", fields.calendarId, calendarId),
    taskType,
    effortDriven: taskType === "fixedWork" || (fields.effortDriven ?? task.effortDriven),
    levelingDelayMinutes: fields.levelingDelayMinutes ?? task.levelingDelayMinutes,
    ...optional("physicalPercentComplete", fields.physicalPercentComplete, physicalPercentComplete),
    ...optional("fixedCostCents", fields.fixedCostCents, fixedCostCents),
    ...optional("fixedCostEstimate", fields.fixedCostEstimate, fixedCostEstimate),
    ...optional("fixedCostAccrual", fields.fixedCostAccrual, fixedCostAccrual),
    ...optional("fixedCostType", fields.fixedCostType, fixedCostType),
    ...optional("earningRule", fields.earningRule, earningRule),
    ...optional("ticket", fields.ticket, ticket),
    ...optional("need", fields.need, need),
    ...optional("valuePoints", fields.valuePoints, valuePoints),
    ...optional("modes", fields.modes?.length === 0 ? null : fields.modes, modes),
    ...optional("levelAssignments", fields.levelAssignments, levelAssignments),
    ...optional("levelingCanSplit", fields.levelingCanSplit, levelingCanSplit),
  };
}

/** Pauses typed by hand take the place of all that were there, those of levelling too. */
function withSplits(task: Task, { splits }: TaskFields): Task {
  if (splits === undefined) return task;
  const { splits: _old, splitsBeforeLeveling: _before, ...rest } = task;
  return splits === null || splits.length === 0 ? rest : { ...rest, splits };
}

/** Pauses lie within the task, one behind the other. */
export function refusedSplits(draft: Draft, task: Task): Refusal | undefined {
  let last = 0;
  for (const { afterMinutes, gapMinutes } of task.splits ?? []) {
    if (afterMinutes <= last || afterMinutes >= task.durationMinutes || gapMinutes <= 0) {
      return refusal("task/splits", `the pauses of ${taskTitle(draft, task.id, task.name)} must lie within its duration, one behind the other, each longer than nothing.`, task.id);
    }
    last = afterMinutes;
  }
  return undefined;
}

/** A task that becomes automatic gives its fixed dates up; one that was automatic keeps what its source stored. */
function withoutFixedDates(task: Task): Task {
  if (task.mode === "auto") return task;
  const { manualStart: _start, manualFinish: _finish, ...rest } = task;
  return rest;
}

/** What each constraint type asks for: a date or none, and whether a summary task may carry it (domain A9). */
const CONSTRAINTS: Readonly<Record<ConstraintType, { readonly takesDate: boolean; readonly onSummary: boolean; readonly words: string }>> = {
  ASAP: { takesDate: false, onSummary: true, words: "as soon as possible" },
  ALAP: { takesDate: false, onSummary: false, words: "as late as possible" },
  MSO: { takesDate: true, onSummary: false, words: "must start on" },
  MFO: { takesDate: true, onSummary: false, words: "must finish on" },
  SNET: { takesDate: true, onSummary: true, words: "start no earlier than" },
  SNLT: { takesDate: true, onSummary: false, words: "start no later than" },
  FNET: { takesDate: true, onSummary: false, words: "finish no earlier than" },
  FNLT: { takesDate: true, onSummary: true, words: "finish no later than" },
};

/** The words for a constraint type: "start no earlier than". */
export function constraintWords(type: ConstraintType): string {
  return CONSTRAINTS[type].words;
}

/**
 * Type and date of a constraint go together: a date alone on a task without constraint date means "start no earlier
 * than" (scheduling from the finish "finish no later than"); a date taken away takes the constraint with it.
 */
function withConstraint(draft: Draft, task: Task, fields: TaskFields): Outcome {
  if (fields.constraint === undefined && fields.constraintDate === undefined) return { ok: true, task };
  const type = fields.constraint ?? impliedType(draft, task.constraint, fields.constraintDate);
  const rule = CONSTRAINTS[type];
  const date = fields.constraintDate === undefined ? (rule.takesDate ? task.constraintDate : undefined) : (fields.constraintDate ?? undefined);
  const title = (): string => taskTitle(draft, task.id, task.name);
  const refuse = (code: string, message: string): Outcome => ({ ok: false, refusal: refusal(code, message, task.id) });
  if (rule.takesDate && date === undefined) return refuse("constraint/date-missing", `the constraint “${rule.words}” of ${title()} needs a date.`);
  if (!rule.takesDate && date !== undefined) return refuse("constraint/date-unused", `the constraint “${rule.words}” of ${title()} takes no date.`);
  if (fields.constraint !== undefined && !rule.onSummary && isSummary(draft, task.id)) {
    return refuse("constraint/summary", `${title()} is a summary task: it cannot carry the constraint “${rule.words}”. Maybe set it on one of its sub-tasks.`);
  }
  const { constraintDate: _old, ...rest } = task;
  return { ok: true, task: date === undefined ? { ...rest, constraint: type } : { ...rest, constraint: type, constraintDate: date } };
}

function impliedType(draft: Draft, current: ConstraintType, date: TaskFields["constraintDate"]): ConstraintType {
  const isBackward = settingsIn(draft).scheduleFrom === "finish";
  switch (current) {
    case "ASAP":
    case "ALAP":
      return date === null ? current : isBackward ? "FNLT" : "SNET";
    case "MSO":
    case "MFO":
    case "SNET":
    case "SNLT":
    case "FNET":
    case "FNLT":
      return date === null ? usualConstraint(settingsIn(draft)) : current;
    default:
      return unreachable(current);
  }
}

/** What a task without a wish does: as soon as possible, or, scheduling from the finish, as late as possible. */
export function usualConstraint({ scheduleFrom }: Pick<ProjectSettings, "scheduleFrom">): "ASAP" | "ALAP" {
  return scheduleFrom === "finish" ? "ALAP" : "ASAP";
}
