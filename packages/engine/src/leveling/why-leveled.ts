/** "Why does this task wait?": the resource and the task behind a levelling delay, read off from the dates as they are now. */
import type { Project } from "../model/project.ts";
import { readableDate } from "../time/date-text.ts";
import type { Schedule } from "../schedule/schedule.ts";
import { inTicks, minuteOfTick } from "../schedule/ticks.ts";
import { workedMinutesBetween } from "../schedule/worked-time.ts";
import { emptyFootprint, placeDemand } from "./demand.ts";
import { levelingModel, type LevelingModel } from "./leveling-model.ts";
import { amountWords, waitSentence } from "./leveling-words.ts";
import { loadOf } from "./load-of-basis.ts";
import { holderFacts } from "./moved-tasks.ts";
import { waitsIn, type StandingDates } from "./waits.ts";

export interface WhyLeveled {
  /** Whole sentence. */
  readonly sentence: string;
  readonly resourceId: string;
  /** Absent where no task holds the resource before: the delay is older than the plan, or the resource is away. */
  readonly heldByTaskId?: string;
}

/** Undefined for a task that levelling does not delay. `schedule` must come from `schedule(project)` of the same project. */
export function whyLeveled(project: Project, schedule: Schedule, taskId: string): WhyLeveled | undefined {
  const task = project.records.task.get(taskId);
  const dates = schedule.of(taskId);
  if (!task || !dates || task.levelingDelayMinutes <= 0) return undefined;
  const model = levelingModel(project, schedule, { resources: "all" });
  const node = model.compiled.taskOfNode.indexOf(task);
  const standing = standingDates(model, schedule);
  const wait = waitsIn(model, standing, [node]).get(node);
  const resource = wait && model.people[wait.person]?.resource;
  if (!wait || !resource) return undefined;
  const logic = minuteOfTick(inTicks(dates.start) - inTicks(task.levelingDelayMinutes));
  const byMinutes = workedMinutesBetween(project, task.calendarId, logic, dates.start);
  const holder = holderFacts(model, schedule, wait);
  if (!holder && isFree(model, standing, { node, logic: inTicks(logic) })) {
    const waits = `“${task.name}” waits ${amountWords(project, byMinutes)} because of an earlier levelling`;
    return { sentence: `${waits}; nothing keeps ${resource.name} from it any more, so levelling again would let it start ${readableDate(logic)}.`, resourceId: resource.id };
  }
  const sentence = waitSentence({ project, task, rowNumber: model.rowNumber[node] ?? 0, byMinutes, resourceName: resource.name, key: "search", way: "whole", holder });
  return { sentence, resourceId: resource.id, ...(holder ? { heldByTaskId: holder.task.id } : {}) };
}

/** Whether its people would have room for a task at its start by logic, by the day. */
function isFree(model: LevelingModel, { start, finish }: StandingDates, { node, logic }: { readonly node: number; readonly logic: number }): boolean {
  const load = loadOf(model.people, "day", { firstTick: start.reduce((least, tick) => Math.min(least, tick), logic), weekStartDay: 1 });
  for (const demand of model.demands.flat()) {
    const footprint = emptyFootprint(demand);
    placeDemand(footprint, demand, start[demand.node] ?? 0, finish[demand.node] ?? 0);
    if (demand.node !== node) load.put(footprint);
  }
  return (model.demands[node] ?? []).every((demand) => {
    const footprint = emptyFootprint(demand);
    placeDemand(footprint, demand, logic, logic + (finish[node] ?? 0) - (start[node] ?? 0));
    return load.misfit(footprint) === undefined;
  });
}

function standingDates({ compiled, net }: LevelingModel, schedule: Schedule): StandingDates {
  const of = (value: "start" | "finish"): Float64Array => Float64Array.from(compiled.taskOfNode, (task) => inTicks((task && schedule.of(task.id)?.[value]) ?? 0));
  return { start: of("start"), finish: of("finish"), delay: net.delay };
}
