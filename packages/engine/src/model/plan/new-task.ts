/** A task as it is before anybody says anything about it: automatic, active, one day, as soon as possible. */
import type { Task } from "../records.ts";

/** What every new task needs from its maker; anything else may be given to replace a default. */
export type NewTask = Partial<Task> & Pick<Task, "id" | "number" | "name" | "rank">;

/** Remaining duration follows the given duration unless it is given too. */
export function newTask(given: NewTask): Task {
  const durationMinutes = given.durationMinutes ?? 480;
  return {
    durationMinutes,
    durationUnit: "d",
    estimated: false,
    milestone: false,
    mode: "auto",
    active: true,
    constraint: "ASAP",
    ignoreResourceCalendars: false,
    taskType: "fixedUnits",
    effortDriven: false,
    priority: 500,
    actualDurationMinutes: 0,
    remainingDurationMinutes: durationMinutes,
    percentComplete: 0,
    levelingDelayMinutes: 0,
    ...given,
  };
}
