/** What commands may ask of a schedule. This stage comes before scheduling, so the shells pass the function in. */
import type { Project } from "../model/project.ts";
import type { Minute } from "../time/minute.ts";

/** Dates of one task, as scheduling found them. */
export interface ScheduledTask {
  readonly start: Minute;
  readonly finish: Minute;
  /** Working minutes; of a summary, between start and finish. */
  readonly durationMinutes: number;
}

export interface ScheduleLookup {
  /** Undefined for an inactive task, an unknown id, and a task inside a loop of links. */
  readonly of: (taskId: string) => ScheduledTask | undefined;
}

/** `(project) => schedule(project).schedule`, with `schedule` of `schedule/compute.ts`. */
export type Scheduler = (project: Project) => ScheduleLookup;
