/** What was read of a plan entity by entity, before it is put together. */
import type { ProblemList } from "./problem-list.ts";
import type { Baseline } from "@leadline/engine/model/records.ts";
import type { CalendarDraft } from "./read-calendar.ts";
import type { AssignmentDraft, ResourceDraft } from "./read-resource.ts";
import type { SettingsDraft } from "./read-settings.ts";
import type { TaskDraft } from "./read-task.ts";

/** Everything that was read, in the order of the file. */
export interface PlanParts {
  readonly settings: SettingsDraft;
  readonly calendars: readonly CalendarDraft[];
  readonly tasks: readonly TaskDraft[];
  readonly resources: readonly ResourceDraft[];
  readonly assignments: readonly AssignmentDraft[];
  /** What the file says of its baselines as a whole; one that only tasks name is made all the same. */
  readonly baselines?: readonly Omit<Baseline, "id">[];
}

export interface AssembleOptions {
  readonly newId: () => string;
  /** The id of a record that the file implies without holding it: the calendar of a file without one, a task of another file by its UID. */
  readonly impliedId: (kind: "calendar" | "task", uid: number | undefined) => string;
  readonly problems: ProblemList;
}
