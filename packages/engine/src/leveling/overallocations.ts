/** Where people are asked for more than they can give: demand over time from the schedule, compared with capacity by hour, day, week, month or instant. */
import { settingsOf, type Project } from "../model/project.ts";
import { inMinutes, minuteOfTick } from "../schedule/ticks.ts";
import type { Schedule } from "../schedule/schedule.ts";
import { inTicks } from "../schedule/ticks.ts";
import { emptyFootprint, placeDemand, type Demand, type Footprint } from "./demand.ts";
import { levelingModel, type LevelingModel, type ModelScope } from "./leveling-model.ts";
import type { Basis, Overload } from "./leveling.ts";
import { loadOf } from "./load-of-basis.ts";

/**
 * Overloaded stretches of every work resource, by resource and then by time. `schedule` must come from `schedule(project)`.
 * Two tasks of 8 hours on one day of a person with 8 hours give `{ demand: 960, capacity: 480 }` for that day.
 */
export function overallocations(project: Project, schedule: Schedule, basis: Basis = "day"): readonly Overload[] {
  return overloadsOf(levelingModel(project, schedule, { resources: "all" }), schedule, basis);
}

/** Overloads of those resources that levelling minds. */
export function levelableOverloads(project: Project, schedule: Schedule, basis: Basis, scope: ModelScope): readonly Overload[] {
  return overloadsOf(levelingModel(project, schedule, scope), schedule, basis);
}

function overloadsOf(model: LevelingModel, schedule: Schedule, basis: Basis): readonly Overload[] {
  const placed = model.people.map((): Footprint[] => []);
  let first = inTicks(settingsOf(model.project).start);
  let last = first;
  for (const demand of model.demands.flat()) {
    const footprint = placedIn(model, schedule, demand);
    if (!footprint) continue;
    placed[demand.person]?.push(footprint.at);
    first = Math.min(first, footprint.start);
    last = Math.max(last, footprint.finish);
  }
  const load = loadOf(model.people, basis, { firstTick: first, weekStartDay: settingsOf(model.project).weekStartDay });
  for (const list of placed) list.forEach(load.put);
  return model.people.flatMap(({ resource }, person) => {
    const found: Overload[] = [];
    for (let stretch = load.firstOverload(person, first, last); stretch; stretch = load.firstOverload(person, stretch.to, last)) {
      const within = stretch;
      const asking = (placed[person] ?? []).filter((footprint) => load.workIn(footprint, within) > 0);
      const taskIds = new Set(asking.map(({ demand }) => demand.assignment.taskId));
      const [from, to] = [minuteOfTick(stretch.from), minuteOfTick(stretch.to)];
      found.push({ resourceId: resource.id, from, to, demand: Math.round(inMinutes(stretch.demand)), capacity: Math.round(inMinutes(stretch.capacity)), taskIds: [...taskIds] });
      if (stretch.to >= last) break;
    }
    return found;
  });
}

export function placedIn({ compiled }: LevelingModel, schedule: Schedule, demand: Demand): { readonly at: Footprint; readonly start: number; readonly finish: number } | undefined {
  const task = compiled.taskOfNode[demand.node];
  const dates = task && schedule.of(task.id);
  if (!dates) return undefined;
  const [start, finish] = [inTicks(dates.start), inTicks(dates.finish)];
  const at = emptyFootprint(demand);
  placeDemand(at, demand, start, finish);
  return { at, start, finish };
}
