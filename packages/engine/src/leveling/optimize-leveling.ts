/** The door of optimised levelling: a search for an earlier finish, in slices, with the bound below which no plan can come. */
import { workBetween } from "@leadline/kernel/calendar-table.ts";
import type { Project } from "../model/project.ts";
import type { Minute } from "../time/minute.ts";
import { schedule } from "../schedule/compute.ts";
import { inMinutes, minuteOfTick } from "../schedule/ticks.ts";
import { alternativesOf, reassignmentsIn, type Reassignment } from "./alternatives.ts";
import { withDelays, withoutDelays, withReassignments } from "./applied-plan.ts";
import { changesBetween, levelPlan, scopeOf } from "./level-plan.ts";
import { boundSentence } from "./leveling-bound.ts";
import { canDelay, levelingModel, type LevelingModel } from "./leveling-model.ts";
import type { LevelingDelay, LevelingOptions, LevelingResult } from "./leveling.ts";
import { lowerBoundOf, type LowerBound } from "./lower-bound.ts";
import { movedTasks } from "./moved-tasks.ts";
import { orderSearch } from "./order-search.ts";
import { levelableOverloads } from "./overallocations.ts";
import { placerOf, type Placement } from "./placement-by-list.ts";
import { remainingWithReasons } from "./remaining.ts";
import { sweepByRule } from "./rule-sweep.ts";
import { waitsIn } from "./waits.ts";

/** `withinSlack` has no meaning here: it keeps the finish that the search is to make earlier. */
export interface OptimizeOptions extends Pick<LevelingOptions, "basis" | "levelProposed" | "order"> {
  /** The same seed and number of schedules give the same result on every machine. 1 unless given. */
  readonly seed?: number;
  /** Lets people with the same skills take work over from one another; who should is proposed in `reassign`. */
  readonly reassign?: boolean;
}

export interface SearchProgress {
  /** Finish of the best plan so far. */
  readonly finish: Minute;
  /** No levelling of this plan, with these people and units, can finish before it. */
  readonly lowerBound: Minute;
  /** Working time between bound and finish, in percent of that between the plan's start and the bound. */
  readonly gapPercent: number;
  /** Plans that were made and compared. */
  readonly schedules: number;
  /** Nothing is left to be gained, or nothing to be moved. */
  readonly isDone: boolean;
}

export interface OptimizedLeveling extends LevelingResult, SearchProgress {
  readonly seed: number;
  /** Work that has to change hands for these dates; empty unless that was asked for. */
  readonly reassign: readonly Reassignment[];
  /** What bounds the finish from below, as a sentence. */
  readonly boundReason: string;
}

/** A search that is under way. Call `step` as often as time allows; `result` can be asked for at any time. */
export interface LevelingSearch {
  /** Makes that many more plans, or fewer where it is done. */
  readonly step: (schedules: number) => SearchProgress;
  readonly result: () => OptimizedLeveling;
}

/** Begins with the rule's own result, so that it is never worse than that. */
export function optimizeLeveling(project: Project, options: OptimizeOptions = {}): LevelingSearch {
  const { seed = 1, basis = "day" } = options;
  const base = withoutDelays(project);
  const model = levelingModel(base, schedule(base).schedule, scopeOf(options));
  if (!canDelay(model)) return nothingToSearch(project, options);
  const placer = placerOf(model, basis, options.reassign ? alternativesOf(model) : undefined);
  const bound = lowerBoundOf(options.reassign ? { ...model, people: [] } : model, placer, basis);
  const byRule = sweepByRule(model, options);
  const search = orderSearch(model, placer, { seed, lowerBound: bound.tick, orders: [byRule.start.slice()] });
  let isDone = false;
  const progress = (): SearchProgress => {
    const best = search.best();
    const gap = gapOf(model, best, bound);
    return { finish: minuteOfTick(best.end), lowerBound: minuteOfTick(Math.min(bound.tick, best.end)), gapPercent: gap, schedules: search.schedules(), isDone };
  };
  return {
    step: (schedules) => {
      for (let made = 0; made < schedules && !isDone; made += 1) isDone = !search.step();
      return progress();
    },
    result: () => {
      const best = search.best();
      const byRuleResult = levelPlan(project, options);
      const found = resultOf({ project, base, model, best, options });
      const better = found.remaining.length > byRuleResult.remaining.length || (found.remaining.length === byRuleResult.remaining.length && found.finishAfter > byRuleResult.finishAfter) ? { ...byRuleResult, reassign: [] } : found;
      return { ...better, ...progress(), finish: better.finishAfter, seed, boundReason: boundSentence(model, bound) };
    },
  };
}

/** The rule says of every overload why levelling leaves it. */
function nothingToSearch(project: Project, options: OptimizeOptions): LevelingSearch {
  const result = levelPlan(project, options);
  const progress: SearchProgress = { finish: result.finishAfter, lowerBound: result.finishAfter, gapPercent: 0, schedules: 0, isDone: true };
  return { step: () => progress, result: () => ({ ...result, ...progress, seed: options.seed ?? 1, reassign: [], boundReason: "Levelling moves no task of this plan." }) };
}

interface Found {
  readonly project: Project;
  readonly base: Project;
  readonly model: LevelingModel;
  readonly best: Placement;
  readonly options: OptimizeOptions;
}

function resultOf({ project, base, model: given, best, options }: Found): LevelingResult & Pick<OptimizedLeveling, "reassign"> {
  const reassign = reassignmentsIn(given, best.demands, best.start);
  const model: LevelingModel = { ...given, demands: best.demands };
  const leveled = withDelays(withReassignments(base, reassign), delaysOf(model, best));
  const [before, after] = [schedule(project).schedule, schedule(leveled).schedule];
  const facts = { project, leveled, before, after, model };
  return {
    reassign,
    delays: changesBetween(project, leveled),
    moved: movedTasks(facts, waitsIn(model, best), options),
    remaining: remainingWithReasons(facts, levelableOverloads(leveled, after, options.basis ?? "day", scopeOf(options)), options),
    finishBefore: before.finish,
    finishAfter: after.finish,
  };
}

function delaysOf({ compiled, holds }: LevelingModel, { delay }: Placement): readonly LevelingDelay[] {
  return compiled.taskOfNode.flatMap((task, node) => {
    const levelingDelayMinutes = inMinutes(delay[node] ?? 0);
    return !task || holds[node] !== undefined || levelingDelayMinutes === 0 ? [] : { taskId: task.id, levelingDelayMinutes };
  });
}

function gapOf({ computed, net }: LevelingModel, best: Placement, bound: LowerBound): number {
  const table = computed.calendars.tables[computed.calendars.projectIndex];
  if (!table || best.end <= bound.tick) return 0;
  const least = Math.max(1, workBetween(table, net.projectStart, bound.tick));
  return Math.round((1000 * workBetween(table, bound.tick, best.end)) / least) / 10;
}
