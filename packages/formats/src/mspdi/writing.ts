/** What writing compares: the project, and the plan as its source file had it. */
import type { PlanState } from "./plan-state.ts";
import type { SourcePlan } from "./source-plan.ts";

export interface Writing {
  readonly now: PlanState;
  /** Absent where the project did not come from MSPDI. */
  readonly was: PlanState | undefined;
  readonly source: SourcePlan | undefined;
}
