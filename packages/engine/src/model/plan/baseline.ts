/** Frozen plans: when one of the eleven baselines was set and by whom, and what it held of each task (domain A10). */
import { z } from "zod";
import { id, instant, line, nonNegativeMinutes } from "../fields.ts";

/** 0 is "the baseline", 1-10 are its further versions. */
export const baselineNumber = z.number().int().min(0).max(10);

/** Id: `baseline.N`. */
export const baselineSchema = z.strictObject({
  id,
  number: baselineNumber,
  /** Milliseconds since the Unix epoch, UTC; absent where the source does not say. */
  setAt: z.number().optional(),
  setBy: line.optional(),
  reason: line.optional(),
});

/** Id: `N.TASKID`. */
export const taskBaselineSchema = z.strictObject({
  /** Longer than other ids by the baseline's number. */
  id: z.string().min(1).max(67),
  number: baselineNumber,
  taskId: id,
  start: instant.optional(),
  finish: instant.optional(),
  durationMinutes: nonNegativeMinutes.optional(),
  workMinutes: nonNegativeMinutes.optional(),
  costCents: z.number().optional(),
});
