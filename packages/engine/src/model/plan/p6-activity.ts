/** What Primavera P6 says of an activity beyond what every task has (domain A12). */
import { z } from "zod";
import { instant, line } from "../fields.ts";

/** P6's date constraints; `mandatory…` breaks logic, `…On` is soft: it pushes forward and caps late dates. */
export const p6Constraint = z.enum([
  "startOn", "startOnOrBefore", "startOnOrAfter", "finishOn", "finishOnOrBefore", "finishOnOrAfter", "asLateAsPossible", "mandatoryStart", "mandatoryFinish",
]);
export type P6Constraint = z.infer<typeof p6Constraint>;

const dated = z.strictObject({ type: p6Constraint, date: instant.optional() });

export const p6ActivitySchema = z.strictObject({
  /** The activity id that people see, such as "A1010". */
  code: line.optional(),
  activityType: z.enum(["task", "resource", "levelOfEffort", "startMilestone", "finishMilestone", "wbsSummary"]),
  durationType: z.enum(["fixedDuration", "fixedDurationAndUnits", "fixedUnits", "fixedUnitsPerTime"]).optional(),
  percentCompleteType: z.enum(["duration", "physical", "units"]).optional(),
  /** The constraints as P6 has them; under P6 rules they count instead of the task's `constraint`. */
  constraint: dated.optional(),
  secondConstraint: dated.optional(),
  expectedFinish: instant.optional(),
  suspend: instant.optional(),
  resume: instant.optional(),
});
export type P6Activity = z.infer<typeof p6ActivitySchema>;
