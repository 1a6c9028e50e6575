/** The verbs of the plan page as a closed union of plain data, with their schemas. `decide` turns them into changes. */
import { z } from "zod";
import { dayNumber, durationUnit, id, instant, line, minutes, nonNegativeMinutes, text } from "../model/fields.ts";
import { calendarSchema } from "../model/plan/calendar.ts";
import { constraintType } from "../model/plan/task.ts";
import { lagUnit, linkType } from "../model/plan/link.ts";

const lag = { lagMinutes: minutes, lagPercent: z.number().min(-10_000).max(10_000), lagUnit };

/** One predecessor as the grid's cell states it. */
export const predecessorSchema = z.strictObject({ predecessorId: id, type: linkType, ...lag });
export type Predecessor = z.infer<typeof predecessorSchema>;

/** Fields that a person may set on a task; `null` clears an optional one. */
export const taskFieldsSchema = z.strictObject({
  name: line.optional(),
  durationMinutes: nonNegativeMinutes.optional(),
  durationUnit: durationUnit.optional(),
  estimated: z.boolean().optional(),
  estimate: z
    .strictObject({ lowMinutes: nonNegativeMinutes, likelyMinutes: nonNegativeMinutes, highMinutes: nonNegativeMinutes })
    .nullable()
    .optional(),
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
});
export type SettingsFields = z.infer<typeof settingsFieldsSchema>;

const kinded = z.object({ kind: z.string(), record: z.object({ id }).loose() });

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
  z.strictObject({ type: z.literal("updateSettings"), fields: settingsFieldsSchema }),
  /** Adds or replaces a calendar. */
  z.strictObject({ type: z.literal("saveCalendar"), calendar: calendarSchema }),
  z.strictObject({ type: z.literal("deleteCalendar"), id }),
  /** Makes days non-working (or working, with times) in a calendar by adding one exception. */
  z.strictObject({ type: z.literal("addCalendarException"), calendarId: id, name: line, fromDay: dayNumber, toDay: dayNumber, times: z.array(z.strictObject({ from: z.number().int(), to: z.number().int() })).max(24) }),
  /**
   * Undo or redo: submits a reversed change. Refused where a record is no longer as the change left it
   * (`change/stale`), so that an undo never silently overwrites somebody else's later edit.
   */
  z.strictObject({
    type: z.literal("revert"),
    label: line,
    change: z.strictObject({
      added: z.array(kinded).max(100_000),
      updated: z.array(z.object({ kind: z.string(), before: z.object({ id }).loose(), after: z.object({ id }).loose() })).max(100_000),
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
}

/** One member of the union by its type: `CommandOf<"linkTasks">`. */
export type CommandOf<T extends CommandType> = Extract<Command, { readonly type: T }>;
