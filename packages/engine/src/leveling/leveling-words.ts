/** The sentences of levelling: why a task waits, and why an overload stays. */
import type { Problem } from "../base/problem.ts";
import { settingsOf, type Project } from "../model/project.ts";
import type { ProjectSettings, Task } from "../model/records.ts";
import { fixedEndOf } from "../schedule/fixed-end.ts";
import { readableDate } from "../time/date-text.ts";
import { formatAmount } from "../time/duration-text.ts";
import type { Minute } from "../time/minute.ts";
import type { Hold } from "./leveling-model.ts";
import type { LevelingKey } from "./leveling.ts";
import type { WaitingWay } from "./sweep-state.ts";

/** Why nothing at all is levelled; undefined where delays push tasks. */
export function cannotLevel(settings: ProjectSettings): Problem | undefined {
  if (settings.schedulingRules === "primavera") {
    return {
      code: "leveling/primavera",
      message: "Levelling moved nothing: this plan is scheduled by Primavera's rules, and levelling follows Microsoft Project's.",
      hint: "Maybe level it in Primavera, or schedule it by Microsoft Project's rules first.",
    };
  }
  if (fixedEndOf(settings) === "start") return undefined;
  return {
    code: "leveling/from-finish",
    message: "Levelling moved nothing: this plan is scheduled from its finish, where a task that waits would end too late.",
    hint: "Maybe schedule the plan from its start before you level it.",
  };
}

export interface WaitFacts {
  readonly project: Project;
  readonly task: Task;
  readonly rowNumber: number;
  readonly byMinutes: number;
  readonly resourceName: string;
  readonly key: LevelingKey;
  readonly way: WaitingWay;
  readonly holder: { readonly task: Task; readonly rowNumber: number; readonly units: number; readonly until: Minute; readonly hold: Hold | undefined } | undefined;
}

/** “Test” waits 2 days because Anna is on “Build” at 100 % until Thu 5 March 2026 17:00, and it has more slack. */
export function waitSentence({ project, task, rowNumber, byMinutes, resourceName, key, way, holder }: WaitFacts): string {
  const waits = `${WAY_WORDS[way](task.name, resourceName)} ${amountWords(project, byMinutes)} because ${way === "alone" ? "the same person" : resourceName}`;
  if (!holder) return key === "search" ? `${waits} gives the time before to other tasks.` : `${waits} is not available before.`;
  const busy = `is on “${holder.task.name}” at ${Math.round(holder.units * 100)} % until ${readableDate(holder.until)}`;
  const why = whyThisOne({ project, task, rowNumber, holder, key });
  return `${waits} ${busy}${why ? `, and ${why}` : ""}.`;
}

const WAY_WORDS: Readonly<Record<WaitingWay, (task: string, person: string) => string>> = {
  whole: (task) => `“${task}” waits`,
  pause: (task) => `“${task}” pauses, and so ends later by`,
  alone: (task, person) => `On “${task}” ${person} begins later, which makes it end later by`,
};

type Deciding = Pick<WaitFacts, "project" | "task" | "rowNumber" | "key"> & { readonly holder: NonNullable<WaitFacts["holder"]> };

function whyThisOne({ task, rowNumber, holder, key }: Deciding): string | undefined {
  switch (key) {
    case "successor":
      return `it comes after “${holder.task.name}” by their links`;
    case "laterStart":
      return "it was to start later";
    case "constraint":
      return `“${holder.task.name}” has a date to meet`;
    case "slack":
      return `that harms the finish less than letting “${holder.task.name}” wait`;
    case "priority":
      return `its priority is lower (${task.priority} against ${holder.task.priority})`;
    case "id":
      return `nothing else tells the two apart, so the one further down waits (row ${rowNumber} after row ${holder.rowNumber})`;
    case "held":
      return holder.hold ? `“${holder.task.name}” stays where it is: ${HOLD_WORDS[holder.hold]}` : `“${holder.task.name}” cannot wait any longer`;
    case "search":
      return undefined;
  }
}

/** Completes "“Build” …". */
export const HOLD_WORDS: Readonly<Record<Hold, string>> = {
  priority: "its priority is 1000",
  manual: "it is scheduled manually",
  external: "it belongs to another project",
  finished: "it is finished",
  started: "it has started",
  asLateAsPossible: "it is scheduled as late as possible",
  fixedDate: "it must start or finish on a date",
};

/** "2 days", "1 day", "4 hours", "30 minutes": working time. */
export function amountWords(project: Project, minutes: number): string {
  const { minutesPerDay } = settingsOf(project);
  const size = Math.abs(minutes);
  const [unit, per] = size % minutesPerDay === 0 || size > 5 * minutesPerDay ? ["day", minutesPerDay] : size % 60 === 0 || size > 120 ? ["hour", 60] : ["minute", 1];
  const amount = size > 5 * Number(per) && size % Number(per) !== 0 ? String(Math.round((size / Number(per)) * 10) / 10) : formatAmount(size, Number(per));
  return `${amount} ${unit}${amount === "1" ? "" : "s"}`;
}
