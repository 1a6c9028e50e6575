/** What levelling moved: every task whose start changed, by how much, and why: a resource, a link, or a delay that is gone. */
import { finishAt } from "@leadline/kernel/calendar-table.ts";
import type { Project } from "../model/project.ts";
import type { Task } from "../model/records.ts";
import { networkBehind } from "../schedule/compute.ts";
import type { Schedule } from "../schedule/schedule.ts";
import { inTicks, minuteOfTick } from "../schedule/ticks.ts";
import { workedMinutesBetween } from "../schedule/worked-time.ts";
import { emptyFootprint, placeDemand } from "./demand.ts";
import type { LevelingModel } from "./leveling-model.ts";
import { amountWords, waitSentence, type WaitFacts } from "./leveling-words.ts";
import type { LevelingOptions, MovedTask } from "./leveling.ts";
import type { Move } from "./sweep-state.ts";

export interface LevelingFacts {
  /** The plan as it was, and with the delays. */
  readonly project: Project;
  readonly leveled: Project;
  readonly before: Schedule;
  readonly after: Schedule;
  readonly model: LevelingModel;
}

/** In row order. */
export function movedTasks(facts: LevelingFacts, moves: ReadonlyMap<number, Move>, options: LevelingOptions): readonly MovedTask[] {
  const { model, before, after, leveled } = facts;
  const moved: MovedTask[] = [];
  model.outline.rows.forEach(({ task, isSummary, rowNumber }) => {
    const [was, is] = [before.of(task.id), after.of(task.id)];
    if (isSummary || !was || !is || (was.start === is.start && was.finish === is.finish)) return;
    const startsLater = workedMinutesBetween(leveled, task.calendarId, was.start, is.start);
    const byMinutes = startsLater === 0 ? workedMinutesBetween(leveled, task.calendarId, was.finish, is.finish) : startsLater;
    const node = model.compiled.nodeOfRow[rowNumber - 1] ?? -1;
    const move = moves.get(node);
    const isDelayed = move?.way !== "whole" || (leveled.records.task.get(task.id)?.levelingDelayMinutes ?? 0) > 0 && byMinutes > 0;
    moved.push(move && isDelayed ? waiting(facts, { task, rowNumber, node, byMinutes, move }) : { taskId: task.id, byMinutes, reason: followSentence(facts, task, { byMinutes, node, options }) });
  });
  return moved;
}

interface Waiting {
  readonly task: Task;
  readonly rowNumber: number;
  readonly node: number;
  readonly byMinutes: number;
  readonly move: Move;
}

function waiting({ project, model, after }: LevelingFacts, { task, rowNumber, byMinutes, move }: Waiting): MovedTask {
  const resource = model.people[move.person]?.resource;
  const holder = holderFacts(model, after, move);
  const reason = waitSentence({ project, task, rowNumber, byMinutes, key: move.key, way: move.way, resourceName: resource?.name ?? "its resource", holder });
  return { taskId: task.id, byMinutes, reason, ...(resource ? { resourceId: resource.id } : {}), ...(holder ? { heldByTaskId: holder.task.id } : {}), decidedBy: move.key };
}

/** What a sentence says of the task that is waited for; undefined where the resource itself is not there. */
export function holderFacts(model: LevelingModel, after: Schedule, { person, holder }: Move): WaitFacts["holder"] {
  const task = model.compiled.taskOfNode[holder];
  const demand = model.demands[holder]?.find((one) => one.person === person);
  const dates = task && after.of(task.id);
  if (!task || !demand || !dates) return undefined;
  const footprint = emptyFootprint(demand);
  placeDemand(footprint, demand, inTicks(dates.start), inTicks(dates.finish));
  const until = minuteOfTick(finishAt(demand.table, footprint.to));
  return { task, rowNumber: model.rowNumber[holder] ?? 0, units: demand.peak * footprint.intensity, until, hold: model.holds[holder] };
}

/** A task that levelling did not touch itself: pushed by a link, or freed of an earlier delay. */
function followSentence({ project, model, after, before }: LevelingFacts, task: Task, given: { readonly byMinutes: number; readonly node: number; readonly options: LevelingOptions }): string {
  const amount = amountWords(project, given.byMinutes);
  const name = `“${task.name}”`;
  const computed = networkBehind(after);
  const arc = computed?.dates.driver[given.node] ?? -1;
  const source = arc >= 0 ? project.records.task.get(computed?.compiled.linkOfArc[arc]?.predecessorId ?? "") : undefined;
  const row = source && model.outline.rowOf(source.id);
  const isPushed = source && row && before.of(source.id)?.finish !== after.of(source.id)?.finish;
  if (given.byMinutes > 0 && isPushed) return `${name} moves ${amount} because it waits for “${source.name}” (row ${row.rowNumber}), which moves.`;
  if (given.byMinutes > 0) return `${name} moves ${amount} with the tasks that it depends on.`;
  if (given.byMinutes < 0 && (project.records.task.get(task.id)?.levelingDelayMinutes ?? 0) > 0) return `${name} starts ${amount} earlier because the delay of an earlier levelling is no longer needed.`;
  return isPushed ? `${name} starts ${amount} earlier because “${source.name}” (row ${row.rowNumber}) does.` : `${name} moves with the tasks that it depends on.`;
}
