/** How a state of the plan is called: by its status date, by where it came from, or "now". */
import { dayNumberOf } from "@leadline/engine/time/minute.ts";
import type { PlanState } from "../../api/past-plan.ts";
import { NOW } from "../../store/diagnosis.ts";
import { momentText, shortDayText } from "../../ui/day-text.ts";

/** "the status of 6 Mar 2026", for the middle of a sentence. */
export function stateName({ revision, statusDate, at }: PlanState): string {
  if (statusDate === undefined) return revision === NOW ? "the plan as it is now" : `the first plan (until ${momentText(at)})`;
  return `the status of ${shortDayText(dayNumberOf(statusDate))}${revision === NOW ? " (as the plan is now)" : ""}`;
}

/** "Status 6 Mar 2026", for a list to choose from. */
export function stateLabel({ revision, statusDate }: PlanState): string {
  const name = statusDate === undefined ? "Before the first status date" : `Status ${shortDayText(dayNumberOf(statusDate))}`;
  return revision === NOW ? `${name}, now` : `${name} (revision ${revision})`;
}

/** Both names of a state. */
export function stateNames(state: PlanState): { readonly name: string; readonly short: string } {
  return { name: stateName(state), short: shortStateName(state) };
}

/** "6 Mar 2026", for the rows of a chart. */
function shortStateName({ revision, statusDate }: PlanState): string {
  if (statusDate === undefined) return revision === NOW ? "now" : "first plan";
  return shortDayText(dayNumberOf(statusDate));
}
