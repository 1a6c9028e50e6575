/** How early any levelling of a plan could finish, and why not earlier. */
import { settingsOf, type Project } from "../model/project.ts";
import { schedule } from "../schedule/compute.ts";
import { minuteOfTick } from "../schedule/ticks.ts";
import { readableDate } from "../time/date-text.ts";
import type { Minute } from "../time/minute.ts";
import { withoutDelays } from "./applied-plan.ts";
import { scopeOf } from "./level-plan.ts";
import { levelingModel, type LevelingModel } from "./leveling-model.ts";
import type { LevelingOptions } from "./leveling.ts";
import { lowerBoundOf, type LowerBound } from "./lower-bound.ts";
import { placerOf } from "./placement-by-list.ts";

export interface LevelingBound {
  readonly finish: Minute;
  /** Whole sentence. */
  readonly reason: string;
}

export function levelingBound(project: Project, options: Pick<LevelingOptions, "basis" | "levelProposed"> = {}): LevelingBound {
  const { basis = "day" } = options;
  const base = withoutDelays(project);
  const model = levelingModel(base, schedule(base).schedule, scopeOf(options));
  const bound = lowerBoundOf(model, placerOf(model, basis), basis);
  return { finish: minuteOfTick(bound.tick), reason: boundSentence(model, bound) };
}

export function boundSentence(model: LevelingModel, { tick, person }: LowerBound): string {
  const date = readableDate(minuteOfTick(tick), settingsOf(model.project).defaultFinishTime);
  const name = model.people[person]?.resource.name;
  return name === undefined ? `No order can finish before ${date}: so long the chain of linked tasks takes with nobody overloaded.` : `No order can finish before ${date}: so long ${name} needs for the work that is assigned.`;
}
