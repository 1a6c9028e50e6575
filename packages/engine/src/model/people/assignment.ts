/** A resource on a task. */
import { z } from "zod";
import { id, minutes, nonNegativeMinutes } from "../fields.ts";

export const assignmentSchema = z.strictObject({
  id,
  uid: z.number().int().optional(),
  taskId: id,
  /** Absent: the source's "unassigned" row. It never drives dates. */
  resourceId: id.optional(),
  /** 1 = 100 %. */
  units: z.number().min(0).max(1_000_000),
  workMinutes: nonNegativeMinutes,
  actualWorkMinutes: nonNegativeMinutes,
  remainingWorkMinutes: nonNegativeMinutes,
  /** Assignment delay, working minutes after the task's start. */
  delayMinutes: minutes,
});
