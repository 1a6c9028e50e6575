/** Gives a long assignment delay back the part that conversion from .mpp cut off. */
import type { Assignment } from "@leadline/engine/model/records.ts";
import type { Project } from "@leadline/engine/model/project.ts";
import { minutesWorkedBy } from "@leadline/engine/schedule/worked-time.ts";
import type { Minute } from "@leadline/engine/time/minute.ts";
import { toTenths } from "./values.ts";

/** Converters keep sixteen bits of a delay in tenths of a minute: 65,536 tenths, 13.65 days of eight hours, are lost, once or more. */
const LOST_MINUTES = 6553.6;

/**
 * The delay, with what was lost added where the stored start of the assignment lies exactly so much later behind the task's
 * (in ActualTaskProperties 59,264 tenths stand for 208 hours, 124,800 tenths). Otherwise as the file says.
 */
export function wholeDelay(project: Project, assignment: Assignment, taskStart: Minute | undefined, ownStart: Minute | undefined): number {
  const { delayMinutes, levelingDelayMinutes = 0 } = assignment;
  if (delayMinutes <= 0 || taskStart === undefined || ownStart === undefined || ownStart <= taskStart) return delayMinutes;
  const missing = minutesWorkedBy(project, assignment, taskStart, ownStart) - delayMinutes - levelingDelayMinutes;
  const times = Math.round(missing / LOST_MINUTES);
  return times >= 1 && Math.abs(missing - times * LOST_MINUTES) < SAME_MINUTE ? toTenths(delayMinutes + times * LOST_MINUTES) : delayMinutes;
}

/** Stored instants are whole minutes. */
const SAME_MINUTE = 1;
