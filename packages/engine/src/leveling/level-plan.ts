/** The door of levelling by rule: which tasks wait, for whom and why, as delays that scheduling reproduces. */
import type { Project } from "../model/project.ts";
import { schedule } from "../schedule/compute.ts";
import { inMinutes } from "../schedule/ticks.ts";
import { withDelays, withoutDelays } from "./applied-plan.ts";
import { levelingModel, type LevelingModel, type ModelScope } from "./leveling-model.ts";
import type { LevelingDelay, LevelingOptions, LevelingResult } from "./leveling.ts";
import { movedTasks } from "./moved-tasks.ts";
import { levelableOverloads } from "./overallocations.ts";
import { remainingWithReasons } from "./remaining.ts";
import { sweepByRule, type SweepOutcome } from "./rule-sweep.ts";

/** Rounds in which the late dates of as-late-as-possible tasks follow the finish that levelling gives. */
const MOST_ROUNDS = 5;

/**
 * Levels a plan by MS Project's rule (domain A11). Nothing is written into the plan: `applyLeveling` does that with `delays`.
 * Example: two tasks of 4 and 2 days of one person, both on Monday: the second waits 4 days and starts on Friday.
 */
export function levelPlan(project: Project, options: LevelingOptions = {}): LevelingResult {
  const base = options.keepDelays ? project : withoutDelays(project);
  const scope = scopeOf(options);
  const before = schedule(project).schedule;
  let leveled = base;
  let made = levelOnce(base, options, scope);
  for (let round = 1; round <= MOST_ROUNDS; round += 1) {
    leveled = withDelays(base, delaysOf(made.model, made.outcome));
    if (!made.model.holds.includes("asLateAsPossible") || round === MOST_ROUNDS) break;
    const next = levelOnce(leveled, options, scope);
    if (next.outcome.moves.size === 0) break;
    made = { ...next, outcome: { ...next.outcome, moves: new Map([...made.outcome.moves, ...next.outcome.moves]) } };
  }
  const after = schedule(leveled).schedule;
  const facts = { project, leveled, before, after, model: made.model };
  return {
    delays: changesBetween(project, leveled),
    moved: movedTasks(facts, made.outcome.moves, options),
    remaining: remainingWithReasons(facts, levelableOverloads(leveled, after, options.basis ?? "day", scope), options),
    finishBefore: before.finish,
    finishAfter: after.finish,
  };
}

export function scopeOf(options: LevelingOptions): ModelScope {
  return { resources: options.levelProposed ? "withProposed" : "committed" };
}

function levelOnce(project: Project, options: LevelingOptions, scope: ModelScope): { readonly model: LevelingModel; readonly outcome: SweepOutcome } {
  const model = levelingModel(project, schedule(project).schedule, scope);
  return { model, outcome: sweepByRule(model, options) };
}

/** The delays of the tasks that the network can delay; those of others have no effect and stay. */
function delaysOf({ compiled, holds }: LevelingModel, { delay }: SweepOutcome): readonly LevelingDelay[] {
  return compiled.taskOfNode.flatMap((task, node) => {
    const levelingDelayMinutes = inMinutes(delay[node] ?? 0);
    return !task || holds[node] !== undefined || levelingDelayMinutes === task.levelingDelayMinutes ? [] : { taskId: task.id, levelingDelayMinutes };
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
    const splits = was?.splits === task.splits ? undefined : task.splits;
    if (was?.levelingDelayMinutes === task.levelingDelayMinutes && !splits && !alone) continue;
    delays.push({ taskId, levelingDelayMinutes: task.levelingDelayMinutes, ...(splits ? { splits } : {}), ...(alone ? { assignments: alone } : {}) });
  }
  return delays;
}
