/** The settings of a new project: MS Project's own defaults, so that a plan typed here behaves as one typed there. */
import type { Minute } from "../../time/minute.ts";
import type { ProjectSettings } from "../records.ts";

/** What every new project needs from its maker; anything else may be given to replace a default. */
export type NewSettings = Partial<Omit<ProjectSettings, "id">> & { readonly name: string; readonly start: Minute; readonly calendarId: string };

export function newSettings(given: NewSettings): ProjectSettings {
  return {
    id: "settings",
    minutesPerDay: 480,
    minutesPerWeek: 2400,
    daysPerMonth: 20,
    defaultStartTime: 480,
    defaultFinishTime: 1020,
    honorConstraints: true,
    criticalSlackLimitDays: 0,
    multipleCriticalPaths: false,
    newTasksAreManual: false,
    weekStartDay: 1,
    currency: "EUR",
    nextTaskNumber: 1,
    ...given,
  };
}
