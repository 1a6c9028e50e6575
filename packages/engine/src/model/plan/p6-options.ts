/** Primavera P6's scheduling options of a project (domain A12). */
import { z } from "zod";
import { instant } from "../fields.ts";

export const p6OptionsSchema = z.strictObject({
  /** What a task under way does about unfinished predecessors. */
  progress: z.enum(["retainedLogic", "progressOverride", "actualDates"]),
  lagCalendar: z.enum(["predecessor", "successor", "project", "roundTheClock"]),
  /** Where the lag of a start-to-start link counts from, once the predecessor has started. */
  startToStartLagFrom: z.enum(["earlyStart", "actualStart"]),
  totalFloat: z.enum(["start", "finish", "smallest"]),
  critical: z.enum(["totalFloat", "longestPath"]),
  openEndsAreCritical: z.boolean(),
  useExpectedFinish: z.boolean(),
  /** Late dates begin here instead of at the latest early finish. */
  mustFinishBy: instant.optional(),
});
export type P6Options = z.infer<typeof p6OptionsSchema>;
