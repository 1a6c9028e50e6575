/** The one settings record of a project (id "settings"): name, start, calendar and the options that change results. */
import { z } from "zod";
import { changePolicySchema } from "../changes/change-policy.ts";
import { costPolicySchema } from "../cost/cost-policy.ts";
import { id, instant, line, text } from "../fields.ts";
import { issuePolicySchema } from "../issues/escalation.ts";
import { baselineNumber } from "../plan/baseline.ts";
import { p6OptionsSchema } from "../plan/p6-options.ts";

export const projectSettingsSchema = z.strictObject({
  id: z.literal("settings"),
  name: line.min(1),
  /** Schedule from this instant; the start of the plan. */
  start: instant,
  /** The finish as stored by the source file; shown in the import report, never scheduled from (yet). */
  storedFinish: instant.optional(),
  /** "finish": backwards from `finish`, as late as possible. Absent: forwards from `start`. */
  scheduleFrom: z.enum(["start", "finish"]).optional(),
  /** The fixed finish of a project that is scheduled from it. */
  finish: instant.optional(),
  calendarId: id,
  /** Progress is known up to here. */
  statusDate: instant.optional(),
  minutesPerDay: z.number().int().min(1).max(1440),
  minutesPerWeek: z.number().int().min(1).max(10_080),
  daysPerMonth: z.number().int().min(1).max(31),
  /** Minutes after midnight given to a start typed without a time. */
  defaultStartTime: z.number().int().min(0).max(1439),
  /** Minutes after midnight given to a finish typed without a time. */
  defaultFinishTime: z.number().int().min(0).max(1440),
  /** "Tasks will always honor their constraint dates". */
  honorConstraints: z.boolean(),
  /** A task is critical when its total slack is at most this many days (of minutesPerDay). */
  criticalSlackLimitDays: z.number().min(-1000).max(1000),
  multipleCriticalPaths: z.boolean(),
  /** Work that is rescheduled may pause a task under way. Absent: it may. */
  splitInProgressTasks: z.boolean().optional(),
  /** The four status-date options (domain A8): what happens to work that was done after it, or is left before it. Absent: nothing moves. */
  moveCompletedEndsBack: z.boolean().optional(),
  moveRemainingStartsBack: z.boolean().optional(),
  moveRemainingStartsForward: z.boolean().optional(),
  moveCompletedEndsForward: z.boolean().optional(),
  /** Which baseline earned value and variance refer to. Absent: 0. */
  baselineForEarnedValue: baselineNumber.optional(),
  /** The finish that was promised: forecasts tell the chance to keep it. */
  promisedFinish: instant.optional(),
  /** What the low and high values of estimates mean that do not say so themselves. Absent: they are never passed. */
  estimateEnds: z.enum(["limits", "p5p95", "p10p90"]).optional(),
  /** Rules by which money is counted. */
  costPolicy: costPolicySchema.optional(),
  /** Who may approve which change. Absent: the usual levels. */
  changePolicy: changePolicySchema.optional(),
  /** Whom issues must reach. Absent: the usual rules. */
  issuePolicy: issuePolicySchema.optional(),
  /** Whose rules dates follow. Absent: Microsoft Project's. */
  schedulingRules: z.enum(["msProject", "primavera"]).optional(),
  /** Primavera's scheduling options, for `schedulingRules: "primavera"`; the data date is `statusDate`. */
  p6: p6OptionsSchema.optional(),
  newTasksAreManual: z.boolean(),
  /** 0 Sunday … 6 Saturday. */
  weekStartDay: z.number().int().min(0).max(6),
  currency: z.string().max(10),
  /** Next task number: task 42 of project NET is shown as NET-42. Only ever grows. */
  nextTaskNumber: z.number().int().min(1),
  /** Where the plan came from. */
  origin: z
    .strictObject({ format: z.enum(["blank", "template", "mspdi", "json", "plan-text", "xer", "gan", "pod", "mpx", "planner", "psplib", "csv", "xlsx", "copy", "sample"]), name: line })
    .optional(),
  description: text.optional(),
});
