/** What commands may ask of a schedule. This stage comes before scheduling, so the shells pass the function in. */
import type { Project } from "../model/project.ts";
import type { Minute } from "../time/minute.ts";
import { projectIn, type Draft } from "./draft.ts";

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

const NO_DATES: ScheduleLookup = { of: () => undefined };

/** Dates of the draft as it is now, whatever is done to it until somebody asks; none where the shell passed no scheduler. */
export function datesNow(draft: Draft, { schedule }: { readonly schedule?: Scheduler }): ScheduleLookup {
  const project = projectIn(draft);
  let lookup: ScheduleLookup | undefined;
  return { of: (taskId) => (lookup ??= schedule?.(project) ?? NO_DATES).of(taskId) };
}
