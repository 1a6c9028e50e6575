/** Another way to do a task: how long it then takes, what it costs more, and who does it if not the task's own people. */
import { z } from "zod";
import { flowCents } from "../cost/money.ts";
import { line, nonNegativeMinutes } from "../fields.ts";

/**
 * What a way out may choose instead of the task as planned. With a supplier the task's people are freed, and `extraCents` is
 * the price; without one they stay, and it is what the task costs more (or, negative, less) than as planned.
 */
export const taskMode = z.strictObject({
  name: line.min(1, "another way to do a task needs a name"),
  /** Most likely duration, in the unit of the task's own; a range keeps its shape. */
  durationMinutes: nonNegativeMinutes,
  /** Whole minor units of the project's currency. */
  extraCents: flowCents,
  supplier: line.optional(),
});

export type TaskMode = z.infer<typeof taskMode>;

/** How much a task's result is needed (MoSCoW: must, should, could, not this time). */
export const scopeNeed = z.enum(["must", "should", "could", "wont"]);
export type ScopeNeed = z.infer<typeof scopeNeed>;
