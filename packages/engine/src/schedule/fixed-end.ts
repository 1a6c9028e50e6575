/** Which end of a project is fixed: dates are reckoned from there. */
import type { ProjectSettings } from "../model/records.ts";

/** Which end of a project its dates are reckoned from: the finish only where that is given, and never by Primavera's rules. */
export function fixedEndOf({ scheduleFrom, finish, schedulingRules }: ProjectSettings): "start" | "finish" {
  return scheduleFrom === "finish" && finish !== undefined && schedulingRules !== "primavera" ? "finish" : "start";
}
