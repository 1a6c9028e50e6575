/** Several projects that share people: the one with the highest priority is levelled first, and the others wait for what it needs. */
import { finishAt, startAt } from "@leadline/kernel/calendar-table.ts";
import { emptyTask } from "../model/new-project.ts";
import { settingsOf, type Project } from "../model/project.ts";
import type { Assignment, Resource, Task } from "../model/records.ts";
import { schedule } from "../schedule/compute.ts";
import { inTicks, minuteOfTick } from "../schedule/ticks.ts";
import type { Schedule } from "../schedule/schedule.ts";
import type { Minute } from "../time/minute.ts";
import { withDelays } from "./applied-plan.ts";
import { emptyFootprint, placeDemand } from "./demand.ts";
import { levelPlan, scopeOf } from "./level-plan.ts";
import { levelingModel } from "./leveling-model.ts";
import type { LevelingOptions, LevelingResult } from "./leveling.ts";
import { optimizeLeveling } from "./optimize-leveling.ts";

export interface PoolProject {
  /** How the caller names it in the answer. */
  readonly key: string;
  readonly project: Project;
  /** Higher is levelled first; of equal ones the one given first. */
  readonly priority: number;
}

export interface PoolOptions extends LevelingOptions {
  /** Searches so many plans per project instead of going by the rule. */
  readonly search?: { readonly schedules: number; readonly seed: number };
}

export interface LeveledProject {
  readonly key: string;
  readonly result: LevelingResult;
}

/** A stretch in which a project that was levelled before needs somebody. */
interface Busy {
  readonly who: readonly string[];
  readonly name: string;
  readonly from: Minute;
  readonly to: Minute;
  readonly units: number;
}

/** People are the same where their e-mail is, else where their name is. Answers in the order in which the projects were levelled. */
export function levelPool(projects: readonly PoolProject[], options: PoolOptions = {}): readonly LeveledProject[] {
  const ordered = projects.map((one, at) => ({ ...one, at })).sort((a, b) => b.priority - a.priority || a.at - b.at);
  const busy: Busy[] = [];
  return ordered.map(({ key, project }) => {
    const result = levelBeside(project, busy, options);
    const leveled = withDelays(project, result.delays);
    busy.push(...busyIn(leveled, schedule(leveled).schedule, options));
    return { key, result };
  });
}

function levelBeside(project: Project, busy: readonly Busy[], { search, ...options }: PoolOptions): LevelingResult {
  const before = schedule(project).schedule;
  const last = options.withinSlack ? before.finish : undefined;
  const { crowded, others } = withOthers(project, busy, last);
  const result = search ? searched(crowded, options, search) : levelPlan(crowded, options);
  return {
    ...result,
    moved: result.moved.map(({ heldByTaskId, ...moved }) => (heldByTaskId === undefined || others.has(heldByTaskId) ? moved : { ...moved, heldByTaskId })),
    remaining: result.remaining.map((overload) => ({ ...overload, taskIds: overload.taskIds.filter((id) => !others.has(id)) })).filter(({ taskIds }) => taskIds.length > 0),
    finishBefore: before.finish,
    finishAfter: schedule(withDelays(project, result.delays)).schedule.finish,
  };
}

function searched(project: Project, options: LevelingOptions, { schedules, seed }: NonNullable<PoolOptions["search"]>): LevelingResult {
  const search = optimizeLeveling(project, { ...options, seed });
  search.step(schedules);
  return search.result();
}

/** The project with the others' needs as tasks of another project, which stand where they are. Within slack only those before `last` matter. */
function withOthers(project: Project, busy: readonly Busy[], last: Minute | undefined): { readonly crowded: Project; readonly others: ReadonlySet<string> } {
  const task = new Map(project.records.task);
  const assignment = new Map(project.records.assignment);
  const others = new Set<string>();
  const people = new Map([...project.records.resource.values()].flatMap((resource) => namesOf(resource).map((name) => [name, resource] as const)));
  for (const one of busy) {
    const resource = one.who.map((name) => people.get(name)).find((found) => found !== undefined);
    const to = last === undefined ? one.to : (Math.min(last, one.to) as Minute);
    if (!resource || one.from >= to) continue;
    const id = `other.${others.size + 1}`;
    others.add(id);
    task.set(id, otherTask(id, one, to));
    assignment.set(id, otherAssignment(id, resource.id, one.units));
  }
  return { crowded: others.size === 0 ? project : { records: { ...project.records, task, assignment } }, others };
}

function otherTask(id: string, { name, from }: Busy, to: Minute): Task {
  return emptyTask({ id, number: 1_000_000, name, rank: "zzzz", durationMinutes: to - from, durationUnit: "ed", external: true, manualStart: from, manualFinish: to });
}

function otherAssignment(id: string, resourceId: string, units: number): Assignment {
  return { id, taskId: id, resourceId, units, workMinutes: 0, actualWorkMinutes: 0, remainingWorkMinutes: 0, delayMinutes: 0 };
}

function namesOf({ email, name }: Resource): readonly string[] {
  return [...(email === undefined || email === "" ? [] : [`mail ${email.toLowerCase()}`]), `name ${name.trim().toLowerCase()}`];
}

function busyIn(project: Project, result: Schedule, options: LevelingOptions): readonly Busy[] {
  const model = levelingModel(project, result, scopeOf(options));
  const title = settingsOf(project).name;
  return model.demands.flat().flatMap((demand) => {
    const task = model.compiled.taskOfNode[demand.node];
    const dates = task && result.of(task.id);
    const resource = model.people[demand.person]?.resource;
    if (!task || !dates || !resource || task.external) return [];
    const footprint = emptyFootprint(demand);
    placeDemand(footprint, demand, inTicks(dates.start), inTicks(dates.finish));
    let at = footprint.from;
    return demand.pieces.flatMap(({ ticks, units }) => {
      const [from, to] = [at, at + ticks * footprint.stretch];
      at = to;
      if (units <= 0 || to <= from) return [];
      const stretch = { from: minuteOfTick(startAt(demand.table, from)), to: minuteOfTick(finishAt(demand.table, to)) };
      return { who: namesOf(resource), name: `${task.name} (${title})`, ...stretch, units: units * footprint.intensity };
    });
  });
}
