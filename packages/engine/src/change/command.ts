/** The verbs of the plan page as a closed union of plain data, with their schemas. `decide` turns them into changes. */
import { z } from "zod";
import { accrual, dayNumber, durationUnit, id, instant, line, minutes, nonNegativeMinutes, text } from "../model/fields.ts";
import { changePolicySchema } from "../model/changes/change-policy.ts";
import { costPolicySchema } from "../model/cost/cost-policy.ts";
import { issuePolicySchema } from "../model/issues/escalation.ts";
import { earningRule } from "../model/cost/earning-rule.ts";
import { costType } from "../model/cost/money.ts";
import { assignmentSchema } from "../model/people/assignment.ts";
import { resourceSchema } from "../model/people/resource.ts";
import { baselineNumber } from "../model/plan/baseline.ts";
import { calendarSchema, recurrence } from "../model/plan/calendar.ts";
import { constraintType, fixedCostEstimate, taskEstimate, taskSplits } from "../model/plan/task.ts";
import { scopeNeed, taskMode } from "../model/plan/task-mode.ts";
import { lagEstimate, lagUnit, linkType } from "../model/plan/link.ts";
import { registerItemSchema } from "../model/register-items.ts";
import { REGISTER_KINDS } from "../model/registers.ts";
import { p6OptionsSchema } from "../model/plan/p6-options.ts";
import type { Scheduler } from "./schedule-lookup.ts";

const lag = { lagMinutes: minutes, lagPercent: z.number().min(-10_000).max(10_000), lagUnit, lagEstimate: lagEstimate.nullable().optional() };

/** One predecessor as the grid's cell states it. */
export const predecessorSchema = z.strictObject({ predecessorId: id, type: linkType, ...lag });
export type Predecessor = z.infer<typeof predecessorSchema>;

const percent = z.number().min(0).max(100);
/** Money in hundredths of the currency unit. */
const cents = z.number().int().min(-1e13).max(1e13);

/** Fields that a person may set on a task; `null` clears an optional one. */
export const taskFieldsSchema = z.strictObject({
  name: line.optional(),
  durationMinutes: nonNegativeMinutes.optional(),
  durationUnit: durationUnit.optional(),
  estimated: z.boolean().optional(),
  estimate: taskEstimate.nullable().optional(),
  milestone: z.boolean().optional(),
  mode: z.enum(["auto", "manual"]).optional(),
  active: z.boolean().optional(),
  constraint: constraintType.optional(),
  constraintDate: instant.nullable().optional(),
  deadline: instant.nullable().optional(),
  calendarId: id.nullable().optional(),
  ignoreResourceCalendars: z.boolean().optional(),
  priority: z.number().int().min(0).max(1000).optional(),
  notes: text.nullable().optional(),
  taskType: z.enum(["fixedUnits", "fixedDuration", "fixedWork"]).optional(),
  effortDriven: z.boolean().optional(),
  /** Total work of the task's people; what gives way follows the task type (domain A7). */
  workMinutes: nonNegativeMinutes.optional(),
  /** Share of the duration done; on a summary task it spreads over its sub-tasks. */
  percentComplete: percent.optional(),
  /** Share of the work done. */
  percentWorkComplete: percent.optional(),
  /** Typed by hand, for earned value; moves nothing else. */
  physicalPercentComplete: percent.nullable().optional(),
  actualStart: instant.nullable().optional(),
  actualFinish: instant.nullable().optional(),
  actualDurationMinutes: nonNegativeMinutes.optional(),
  remainingDurationMinutes: nonNegativeMinutes.optional(),
  levelingDelayMinutes: minutes.optional(),
  /** Hundredths of the currency unit. */
  fixedCostCents: cents.nullable().optional(),
  fixedCostEstimate: fixedCostEstimate.nullable().optional(),
  fixedCostAccrual: accrual.nullable().optional(),
  fixedCostType: costType.nullable().optional(),
  earningRule: earningRule.nullable().optional(),
  ticket: line.nullable().optional(),
  need: scopeNeed.nullable().optional(),
  valuePoints: z.number().min(0).max(1_000_000).nullable().optional(),
  /** `null` or an empty list takes them away. */
  modes: z.array(taskMode).max(20).nullable().optional(),
  levelAssignments: z.boolean().optional(),
  levelingCanSplit: z.boolean().optional(),
  /** `null` or an empty list joins the parts again. */
  splits: taskSplits.nullable().optional(),
});
export type TaskFields = z.infer<typeof taskFieldsSchema>;

/** Fields of the settings record that a person may set. */
export const settingsFieldsSchema = z.strictObject({
  name: line.min(1).optional(),
  start: instant.optional(),
  calendarId: id.optional(),
  statusDate: instant.nullable().optional(),
  honorConstraints: z.boolean().optional(),
  criticalSlackLimitDays: z.number().min(-1000).max(1000).optional(),
  multipleCriticalPaths: z.boolean().optional(),
  description: text.nullable().optional(),
  scheduleFrom: z.enum(["start", "finish"]).optional(),
  /** The fixed finish of a project that is scheduled from it. */
  finish: instant.nullable().optional(),
  promisedFinish: instant.nullable().optional(),
  estimateEnds: z.enum(["limits", "p5p95", "p10p90"]).optional(),
  splitInProgressTasks: z.boolean().optional(),
  moveCompletedEndsBack: z.boolean().optional(),
  moveRemainingStartsBack: z.boolean().optional(),
  moveRemainingStartsForward: z.boolean().optional(),
  moveCompletedEndsForward: z.boolean().optional(),
  baselineForEarnedValue: baselineNumber.optional(),
  costPolicy: costPolicySchema.nullable().optional(),
  changePolicy: changePolicySchema.nullable().optional(),
  issuePolicy: issuePolicySchema.nullable().optional(),
  schedulingRules: z.enum(["msProject", "primavera"]).optional(),
  p6: p6OptionsSchema.nullable().optional(),
  currency: z.string().max(10).optional(),
  minutesPerDay: z.number().int().min(1).max(1440).optional(),
  minutesPerWeek: z.number().int().min(1).max(10_080).optional(),
  daysPerMonth: z.number().int().min(1).max(31).optional(),
  /** Minutes after midnight. */
  defaultStartTime: z.number().int().min(0).max(1439).optional(),
  defaultFinishTime: z.number().int().min(0).max(1440).optional(),
  /** 0 Sunday … 6 Saturday. */
  weekStartDay: z.number().int().min(0).max(6).optional(),
  newTasksAreManual: z.boolean().optional(),
});
export type SettingsFields = z.infer<typeof settingsFieldsSchema>;

const { units, contour, profile, rateTable, workEstimate } = assignmentSchema.shape;

/** One resource of a task as the Resources cell states it: by id, or by a name that makes a new work resource where none has it. */
export const assignedResourceSchema = z
  .strictObject({
    resourceId: id.optional(),
    resourceName: line.optional(),
    /** 1 = 100 %; of a material the amount. Absent: all that the resource has, at most 100 %; a material stays as it is. */
    units: units.optional(),
    /** Of a cost resource. */
    costCents: cents.optional(),
  })
  .refine((value) => (value.resourceId === undefined) !== (value.resourceName === undefined), "names a resource either by its id or by its name");
export type AssignedResource = z.infer<typeof assignedResourceSchema>;

/** Fields that a person may set on an assignment; `null` clears an optional one. */
export const assignmentFieldsSchema = z.strictObject({
  units: units.optional(),
  workMinutes: nonNegativeMinutes.optional(),
  actualWorkMinutes: nonNegativeMinutes.optional(),
  remainingWorkMinutes: nonNegativeMinutes.optional(),
  percentWorkComplete: percent.optional(),
  overtimeWorkMinutes: nonNegativeMinutes.nullable().optional(),
  actualOvertimeWorkMinutes: nonNegativeMinutes.nullable().optional(),
  delayMinutes: nonNegativeMinutes.optional(),
  levelingDelayMinutes: nonNegativeMinutes.optional(),
  contour: contour.unwrap().nullable().optional(),
  profile: profile.unwrap().nullable().optional(),
  actualStart: instant.nullable().optional(),
  actualFinish: instant.nullable().optional(),
  rateTable: rateTable.unwrap().nullable().optional(),
  costCents: cents.nullable().optional(),
  workEstimate: workEstimate.unwrap().nullable().optional(),
});
export type AssignmentFields = z.infer<typeof assignmentFieldsSchema>;

/** What a project shows of a task of another one. */
const externalFacts = { name: line, start: instant, finish: instant, durationMinutes: nonNegativeMinutes, milestone: z.boolean() };

const taskIds = z.array(id).min(1).max(20_000).optional();

/** The longest ids of records are those of `taskBaseline`. */
const recordId = z.string().min(1).max(67);
const kinded = z.object({ kind: z.string(), record: z.object({ id: recordId }).loose() });

const registerKind = z.enum(REGISTER_KINDS);

export const commandSchema = z.discriminatedUnion("type", [
  /** New tasks below `parentId` (absent: top), after the sibling `afterId` (absent: first). Predecessors may name tasks of the same list. */
  z.strictObject({
    type: z.literal("insertTasks"),
    parentId: id.optional(),
    afterId: id.optional(),
    tasks: z
      .array(
        z.strictObject({
          id,
          fields: taskFieldsSchema,
          /** Nesting below the first task of the list: 0 = sibling of it, 1 = its child, … */
          depth: z.number().int().min(0).max(50).optional(),
          predecessors: z.array(predecessorSchema).max(1000).optional(),
        }),
      )
      .min(1)
      .max(20_000),
  }),
  /** Sets fields of tasks: one entry per task. */
  z.strictObject({
    type: z.literal("updateTasks"),
    tasks: z.array(z.strictObject({ id, fields: taskFieldsSchema })).min(1).max(20_000),
  }),
  /**
   * A person typed or dragged a start (or finish). On an automatic task: sets SNET (FNET) and keeps every link.
   * On a manual task: moves its fixed dates. On a started task: refused.
   */
  z.strictObject({ type: z.literal("setTaskStart"), id, start: instant }),
  z.strictObject({ type: z.literal("setTaskFinish"), id, finish: instant }),
  /** Deletes tasks with their descendants, links and assignments. */
  z.strictObject({ type: z.literal("deleteTasks"), ids: z.array(id).min(1).max(20_000) }),
  z.strictObject({ type: z.literal("indentTasks"), ids: z.array(id).min(1).max(20_000) }),
  z.strictObject({ type: z.literal("outdentTasks"), ids: z.array(id).min(1).max(20_000) }),
  /** Moves tasks with their descendants below `parentId`, after the sibling `afterId` (absent: first). */
  z.strictObject({ type: z.literal("moveTasks"), ids: z.array(id).min(1).max(20_000), parentId: id.optional(), afterId: id.optional() }),
  /** Replaces all predecessors of a task by the list: what typing in the Predecessors cell does. New links get ids from the context. */
  z.strictObject({ type: z.literal("setPredecessors"), id, predecessors: z.array(predecessorSchema).max(1000) }),
  /** Adds one link, or changes the type and lag of the link that already joins the two. */
  z.strictObject({ type: z.literal("linkTasks"), predecessorId: id, successorId: id, linkType, ...lag }),
  z.strictObject({ type: z.literal("unlinkTasks"), links: z.array(z.strictObject({ predecessorId: id, successorId: id })).min(1).max(20_000) }),
  /** Shows a task of another project of this workspace as an external task, so that tasks here can wait for it. */
  z.strictObject({
    type: z.literal("insertExternalTask"),
    id,
    parentId: id.optional(),
    afterId: id.optional(),
    otherProject: z.strictObject({ projectId: id, taskId: id }),
    ...externalFacts,
  }),
  /** Takes over what another project says now of its tasks that are shown here. */
  z.strictObject({ type: z.literal("refreshExternalTasks"), tasks: z.array(z.strictObject({ id, ...externalFacts })).min(1).max(20_000) }),
  z.strictObject({ type: z.literal("updateSettings"), fields: settingsFieldsSchema }),
  /** Adds or replaces a calendar. */
  z.strictObject({ type: z.literal("saveCalendar"), calendar: calendarSchema }),
  z.strictObject({ type: z.literal("deleteCalendar"), id }),
  /** Makes days non-working (or working, with times) in a calendar by adding one exception. */
  z.strictObject({ type: z.literal("addCalendarException"), calendarId: id, name: line, fromDay: dayNumber, toDay: dayNumber, times: z.array(z.strictObject({ from: z.number().int(), to: z.number().int() })).max(24) }),
  /**
   * Adds or replaces a resource. Without `rank` it keeps its place, or comes last; `afterId` puts it behind another one
   * (`null`: first).
   */
  z.strictObject({ type: z.literal("saveResource"), resource: resourceSchema.extend({ rank: resourceSchema.shape.rank.optional() }), afterId: id.nullable().optional() }),
  /** Deletes resources with their assignments. */
  z.strictObject({ type: z.literal("deleteResources"), ids: z.array(id).min(1).max(20_000) }),
  /** Replaces all resources of a task by the list: what typing in the Resources cell does. New assignments get ids from the context. */
  z.strictObject({ type: z.literal("setAssignments"), taskId: id, assignments: z.array(assignedResourceSchema).max(1000) }),
  /** Sets fields of assignments: one entry per assignment. */
  z.strictObject({ type: z.literal("updateAssignments"), assignments: z.array(z.strictObject({ id, fields: assignmentFieldsSchema })).min(1).max(20_000) }),
  /** Moves work that is left before a date behind it: of the given tasks (absent: all). */
  z.strictObject({ type: z.literal("rescheduleUncompletedWork"), after: instant, taskIds }),
  /** Progress as planned up to a date: in percent, or only finished tasks as done. */
  z.strictObject({ type: z.literal("updateWorkAsComplete"), through: instant, mode: z.enum(["percent", "zeroOrHundred"]), taskIds }),
  /** Freezes the plan as it is now; for single tasks, with `rollUp` also into the summary tasks above them. */
  z.strictObject({ type: z.literal("setBaseline"), number: baselineNumber, taskIds, reason: line.optional(), rollUp: z.boolean().optional() }),
  z.strictObject({ type: z.literal("clearBaseline"), number: baselineNumber, taskIds }),
  /** Takes over what levelling found; tasks that are not named stay as they are. */
  z.strictObject({
    type: z.literal("applyLeveling"),
    tasks: z
      .array(
        z.strictObject({
          id,
          levelingDelayMinutes: minutes,
          splits: taskSplits.optional(),
          assignments: z.array(z.strictObject({ id, levelingDelayMinutes: minutes })).max(1000).optional(),
        }),
      )
      .min(1)
      .max(100_000),
  }),
  /** Takes back what levelling did to the given tasks (absent: all). */
  z.strictObject({ type: z.literal("clearLeveling"), ids: taskIds }),
  /** A summary task with one task per day on which the rule falls, each starting no earlier than that day's `startTime`. */
  z.strictObject({
    type: z.literal("insertRecurringTask"),
    id,
    name: line,
    recurrence,
    fromDay: dayNumber,
    toDay: dayNumber,
    /** Minutes after midnight. */
    startTime: z.number().int().min(0).max(1439),
    durationMinutes: nonNegativeMinutes,
    durationUnit: durationUnit.optional(),
    calendarId: id.optional(),
    /** What happens to a day on which nobody works: its task moves to the next working day (absent), or is left out. */
    onFreeDays: z.enum(["move", "skip"]).optional(),
    parentId: id.optional(),
    afterId: id.optional(),
  }),
  /** Pauses a task at a date within it for a stretch of working time. */
  z.strictObject({ type: z.literal("splitTask"), id, at: instant, gapMinutes: nonNegativeMinutes }),
  /** Adds records to registers (risks, things to buy, …), or replaces those with their ids. */
  z.strictObject({ type: z.literal("saveRecords"), records: z.array(registerItemSchema).min(1).max(20_000) }),
  /** Sets fields of records of registers: `null` clears an optional one, fields that are not named stay. */
  z.strictObject({
    type: z.literal("updateRecords"),
    records: z.array(z.strictObject({ kind: registerKind, id: recordId, fields: z.record(z.string().max(100), z.unknown()) })).min(1).max(20_000),
  }),
  /** Deletes records of registers; what names them forgets them. */
  z.strictObject({ type: z.literal("deleteRecords"), records: z.array(z.strictObject({ kind: registerKind, id: recordId })).min(1).max(20_000) }),
  /**
   * Says yes or no to a change request, or takes it back. The yes of the last level of authority that it needs carries its
   * commands out, all or none; `baseline` then freezes the plan anew (absent: where it has a baseline), and keeps the old one
   * under another number.
   */
  z.strictObject({
    type: z.literal("decideChangeRequest"),
    id,
    verdict: z.enum(["approve", "reject", "withdraw"]),
    note: text.optional(),
    conditions: text.optional(),
    baseline: z.enum(["renew", "keep"]).optional(),
  }),
  /**
   * Undo or redo: submits a reversed change. Refused where a record is no longer as the change left it
   * (`change/stale`), so that an undo never silently overwrites somebody else's later edit.
   */
  z.strictObject({
    type: z.literal("revert"),
    label: line,
    change: z.strictObject({
      added: z.array(kinded).max(100_000),
      updated: z.array(z.object({ kind: z.string(), before: z.object({ id: recordId }).loose(), after: z.object({ id: recordId }).loose() })).max(100_000),
      removed: z.array(kinded).max(100_000),
    }),
  }),
]);

export type Command = z.infer<typeof commandSchema>;
export type CommandType = Command["type"];

/** What a decision needs from outside: who, when, and a maker of ids. */
export interface CommandContext {
  readonly actor: string;
  /** Milliseconds since the Unix epoch, UTC. */
  readonly at: number;
  /** Makes record ids. Browser and server must agree, so it is seeded by the command's own id: see `change/id-maker.ts`. */
  readonly newId: () => string;
  /** Roles that the actor holds on this project and in the workspace: what they may approve. Browsers do not decide that, and leave it out. */
  readonly roles?: readonly string[];
  /** Dates of a plan, for the commands that need them; browser and server pass the same engine. */
  readonly schedule?: Scheduler;
}

/** One member of the union by its type: `CommandOf<"linkTasks">`. */
export type CommandOf<T extends CommandType> = Extract<Command, { readonly type: T }>;
