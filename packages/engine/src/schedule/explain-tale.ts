/** What every part of an explanation needs: the plan, its schedule, and how tasks and amounts are called. */
import type { Outline, OutlineRow } from "../model/plan/outline.ts";
import type { Project } from "../model/project.ts";
import type { ProjectSettings, Task } from "../model/records.ts";
import { formatDuration } from "../time/duration-text.ts";
import type { ComputedNetwork } from "./computed-network.ts";
import type { Schedule } from "./schedule.ts";

export interface Tale {
  readonly project: Project;
  readonly settings: ProjectSettings;
  readonly outline: Outline;
  readonly schedule: Schedule;
  readonly computed: ComputedNetwork;
}

export const CONSTRAINT_WORDS: Readonly<Record<Task["constraint"], string>> = {
  ASAP: "as soon as possible",
  ALAP: "as late as possible",
  MSO: "must start on",
  MFO: "must finish on",
  SNET: "start no earlier than",
  SNLT: "start no later than",
  FNET: "finish no earlier than",
  FNLT: "finish no later than",
};

/** Said behind what no documentation and no stored plan decides. */
export const OUR_RULE = " (a Leadline rule)";

export function titleOf(row: OutlineRow): string {
  return `“${row.task.name}” (row ${row.rowNumber})`;
}

/** "3d", "12h": working minutes in a unit. */
export function amountOf(minutes: number, settings: ProjectSettings, unit: "d" | "h" | "ed" = "d"): string {
  return formatDuration({ durationMinutes: Math.round(minutes * 10) / 10, durationUnit: unit, estimated: false }, settings);
}

export function nodeOfRow({ computed }: Tale, row: OutlineRow): number {
  return computed.compiled.nodeOfRow[row.rowNumber - 1] ?? -1;
}
