/** How much each person is asked for, week by week: weeks begin on Monday in every plan, so that those of several plans can be summed. */
import { workedAt } from "@leadline/kernel/calendar-table.ts";
import type { Project } from "../model/project.ts";
import { inMinutes, inTicks } from "../schedule/ticks.ts";
import type { Schedule } from "../schedule/schedule.ts";
import { MINUTES_PER_DAY, type Minute } from "../time/minute.ts";
import { bucketsOf } from "./buckets.ts";
import { capacityBetween } from "./capacity.ts";
import { firstInstantOf, workWithin } from "./demand.ts";
import { levelingModel } from "./leveling-model.ts";
import { placedIn } from "./overallocations.ts";

export interface WeekLoad {
  readonly resourceId: string;
  /** Day number of its Monday. */
  readonly week: number;
  readonly askedMinutes: number;
  /** What the resource can give by its calendar and units. */
  readonly capacityMinutes: number;
}

const MONDAY = 1;

/**
 * Weeks from the one that holds `from` on, at most `weeks` of them, in which a work resource is asked for anything; by
 * resource, then by time. `schedule` must come from `schedule(project)`. Work before `from` is none of it.
 */
export function weekLoads(project: Project, schedule: Schedule, { from, weeks }: { readonly from: Minute; readonly weeks: number }): readonly WeekLoad[] {
  const model = levelingModel(project, schedule, { resources: "all" });
  const buckets = bucketsOf("week", MONDAY);
  const [begin, first] = [inTicks(from), buckets.at(inTicks(from))];
  const asked = model.people.map(() => new Map<number, number>());
  for (const demand of model.demands.flat()) {
    const placed = placedIn(model, schedule, demand);
    if (!placed || placed.finish <= begin) continue;
    const last = Math.min(first + weeks - 1, buckets.at(placed.finish));
    for (let week = Math.max(first, buckets.at(firstInstantOf(placed.at))); week <= last; week += 1) {
      const work = workWithin(placed.at, workedAt(demand.table, Math.max(begin, buckets.startOf(week))), workedAt(demand.table, buckets.startOf(week + 1)));
      const byWeek = asked[demand.person];
      if (work > 0) byWeek?.set(week, (byWeek.get(week) ?? 0) + work);
    }
  }
  return model.people.flatMap((person, at) =>
    [...(asked[at] ?? [])].sort(([a], [b]) => a - b).map(([week, work]): WeekLoad => {
      const [start, end] = [Math.max(begin, buckets.startOf(week)), buckets.startOf(week + 1)];
      return { resourceId: person.resource.id, week: Math.round(inMinutes(buckets.startOf(week)) / MINUTES_PER_DAY), askedMinutes: Math.round(inMinutes(work)), capacityMinutes: Math.round(inMinutes(capacityBetween(person, start, end))) };
    }),
  );
}
