/** Who has more to do than there is time for, in a sentence each. */
import { overallocations } from "@leadline/engine/leveling/overallocations.ts";
import type { Overload } from "@leadline/engine/leveling/leveling.ts";
import type { Project } from "@leadline/engine/model/project.ts";
import type { Schedule } from "@leadline/engine/schedule/schedule.ts";
import { dayNumberOf } from "@leadline/engine/time/minute.ts";
import { workText } from "../../ui/number-text.ts";
import { shortDayText } from "../../ui/day-text.ts";

/** "Too much on 3 days, first on 2 Mar 2026: 16h asked, 8h available." by resource. */
export function overloadsByResource(project: Project, schedule: Schedule): ReadonlyMap<string, string> {
  const found = new Map<string, Overload[]>();
  for (const overload of overallocations(project, schedule, "day")) {
    const list = found.get(overload.resourceId);
    if (list) list.push(overload);
    else found.set(overload.resourceId, [overload]);
  }
  return new Map([...found].map(([id, overloads]) => [id, sentenceOf(overloads)]));
}

function sentenceOf(overloads: readonly Overload[]): string {
  const [first] = overloads;
  if (!first) return "";
  const days = overloads.length === 1 ? "1 day" : `${overloads.length} days`;
  return `Too much on ${days}, first on ${shortDayText(dayNumberOf(first.from))}: ${workText(first.demand)} asked, ${workText(first.capacity)} available.`;
}
