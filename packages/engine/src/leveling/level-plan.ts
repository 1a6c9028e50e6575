/** The door of levelling by rule: which tasks wait, for whom and why, as delays that scheduling reproduces. */
import { settingsOf, type Project } from "../model/project.ts";
import type { Task } from "../model/records.ts";
import { networkBehind, schedule } from "../schedule/compute.ts";
import type { Schedule } from "../schedule/schedule.ts";
import { inMinutes } from "../schedule/ticks.ts";
import { hasDelays, withDelays, withoutDelays } from "./applied-plan.ts";
import { canDelay, levelingModel, type LevelingModel, type ModelScope } from "./leveling-model.ts";
import { cannotLevel } from "./leveling-words.ts";
import type { LevelingDelay, LevelingOptions, LevelingResult } from "./leveling.ts";
import { movedTasks } from "./moved-tasks.ts";
import { levelableOverloads } from "./overallocations.ts";
import { remainingWithReasons } from "./remaining.ts";
import { sweepByRule, type SweepOutcome } from "./rule-sweep.ts";
import type { Move } from "./sweep-state.ts";

/** Rounds in which what follows from the dates as a whole (as-late-as-possible tasks, links from a summary's start) is taken into account. */
const MOST_ROUNDS = 5;

/**
 * Levels a plan by MS Project's rule (domain A11). Nothing is written into the plan: `applyLeveling` does that with `delays`.
 * Example: two tasks of 4 and 2 days of one person, both on Monday: the second waits 4 days and starts on Friday.
 */
export function levelPlan(project: Project, options: LevelingOptions = {}): LevelingResult {
  const before = schedule(project).schedule;
  const problem = cannotLevel(settingsOf(project));
  const base = problem || options.keepDelays || !hasDelays(project) ? project : withoutDelays(project);
  const scope = scopeOf(options);
  const moves = new Map<number, Move>();
  let leveled = base;
  let after = base === project ? before : schedule(base).schedule;
  let model = levelingModel(leveled, after, scope);
  for (let round = 1; round <= MOST_ROUNDS && canDelay(model); round += 1) {
    const outcome = sweepByRule(model, options);
    for (const [node, move] of outcome.moves) moves.set(node, move);
    leveled = withDelays(leveled, delaysOf(model, outcome));
    after = schedule(leveled).schedule;
    if (outcome.moves.size === 0 || !dependsOnTheWhole(model, after, outcome)) break;
    const next = levelingModel(leveled, after, scope);
    if (!isNumberedAlike(model, next)) moves.clear();
    model = next;
  }
  const facts = { project, leveled, before, after, model };
  return {
    ...(problem && { problem }),
    delays: changesBetween(project, leveled),
    moved: movedTasks(facts, moves, options),
    remaining: remainingWithReasons(facts, levelableOverloads(leveled, after, options.basis ?? "day", scope), options),
    finishBefore: before.finish,
    finishAfter: after.finish,
  };
}

function isNumberedAlike({ compiled: { taskOfNode: one } }: LevelingModel, { compiled: { taskOfNode: other } }: LevelingModel): boolean {
  return one.length === other.length && one.every((task, node) => task?.id === other[node]?.id);
}

/** Whether dates came out otherwise than the sweep, which goes task by task, could know. */
function dependsOnTheWhole({ compiled, holds }: LevelingModel, after: Schedule, { start }: SweepOutcome): boolean {
  const computed = networkBehind(after);
  if (!computed || holds.includes("asLateAsPossible")) return true;
  return compiled.taskOfNode.some((task, node) => task?.id !== computed.compiled.taskOfNode[node]?.id || computed.dates.earlyStart[node] !== start[node]);
}

export function scopeOf(options: LevelingOptions): ModelScope {
  return { resources: options.levelProposed ? "withProposed" : "committed" };
}

/** The delays of the tasks that the network can delay; those of others have no effect and stay. */
function delaysOf({ compiled, holds }: LevelingModel, { delay, reshaped }: SweepOutcome): readonly LevelingDelay[] {
  return compiled.taskOfNode.flatMap((task, node) => {
    const levelingDelayMinutes = inMinutes(delay[node] ?? 0);
    const shape = reshaped.get(node);
    if (!task || holds[node] !== undefined || (levelingDelayMinutes === task.levelingDelayMinutes && !shape)) return [];
    const splits = shape && shape.task.splits !== task.splits ? shape.task.splits : undefined;
    const assignments = [...(shape?.assignments.values() ?? [])].map((own) => ({ id: own.id, levelingDelayMinutes: own.levelingDelayMinutes ?? 0 }));
    return { taskId: task.id, levelingDelayMinutes, ...(splits ? { splits } : {}), ...(assignments.length > 0 ? { assignments } : {}) };
  });
}

/** What has to change in the records of one plan to make those of the other. */
export function changesBetween(project: Project, leveled: Project): readonly LevelingDelay[] {
  const assignments = new Map<string, { id: string; levelingDelayMinutes: number }[]>();
  for (const [id, { taskId, levelingDelayMinutes = 0 }] of leveled.records.assignment) {
    if ((project.records.assignment.get(id)?.levelingDelayMinutes ?? 0) === levelingDelayMinutes) continue;
    const list = assignments.get(taskId) ?? [];
    list.push({ id, levelingDelayMinutes });
    assignments.set(taskId, list);
  }
  const delays: LevelingDelay[] = [];
  for (const [taskId, task] of leveled.records.task) {
    const was = project.records.task.get(taskId);
    const alone = assignments.get(taskId);
    const splits = isSameList(was?.splits, task.splits) ? undefined : (task.splits ?? []);
    if (was?.levelingDelayMinutes === task.levelingDelayMinutes && !splits && !alone) continue;
    delays.push({ taskId, levelingDelayMinutes: task.levelingDelayMinutes, ...(splits ? { splits } : {}), ...(alone ? { assignments: alone } : {}) });
  }
  return delays;
}

function isSameList(one: Task["splits"] = [], other: Task["splits"] = []): boolean {
  return one.length === other.length && one.every((split, at) => split.afterMinutes === other[at]?.afterMinutes && split.gapMinutes === other[at]?.gapMinutes);
}
