/** Crashing: overtime on just the tasks, and just as much of it, as shortens the plan most cheaply (domain D2). */
import { outlineOf } from "../model/plan/outline.ts";
import { settingsOf, type Project } from "../model/project.ts";
import type { Task } from "../model/records.ts";
import { crashCurve, type CrashActivity, type CrashPoint } from "./crash-curve.ts";
import type { OpenTask } from "./open-work.ts";
import type { Candidate } from "./option.ts";
import { namesOf, overtimeLimits, peopleOf, shortened } from "./shorter-tasks.ts";

/** Larger networks take longer than a search may. */
const MOST_TASKS = 1000;

/** A task that overtime can shorten, in whole units of half a working day. */
interface Crashable {
  readonly open: OpenTask;
  readonly units: number;
}

/**
 * The end of the time-cost curve, and its middle. The curve is exact for the finish-to-start links of what is left to do, in half
 * days and without calendars; what the plan makes of the shorter tasks, the simulation tells.
 */
export function cheapestCrash(project: Project, tasks: readonly OpenTask[]): readonly Candidate[] {
  const unit = settingsOf(project).minutesPerDay / 2;
  const limits = overtimeLimits();
  const crashable = new Map<string, Crashable>();
  for (const open of tasks) {
    const units = Math.floor((open.task.durationMinutes * (1 - limits.factor)) / unit);
    if (units > 0 && open.people.length > 0) crashable.set(open.task.id, { open, units });
  }
  const activities = activitiesOf(project, crashable, unit);
  if (activities.length > MOST_TASKS || crashable.size === 0) return [];
  const curve = crashCurve(activities);
  const [last, middle] = [curve.at(-1), curve.at(Math.floor(curve.length / 2))];
  return [middle, last].flatMap((point) => (point && point.shortened.size > 0 ? [candidateOf(point, crashable, limits)] : []));
}

/** What is left to do, with what overtime makes of it. */
function activitiesOf(project: Project, crashable: ReadonlyMap<string, Crashable>, unit: number): readonly CrashActivity[] {
  const { paid } = overtimeLimits();
  return remainingNetwork(project, unit).map(({ id, normal, after }) => {
    const { open, units = 0 } = crashable.get(id) ?? {};
    const most = Math.min(units, normal);
    // Whole cents, at least one: a day that nobody pays for still costs somebody an evening.
    const costPerUnit = open && most > 0 ? Math.max(1, Math.round((open.labourCents * (paid - 1)) / most)) : 0;
    return { id, normal, crash: normal - most, costPerUnit, after };
  });
}

/** Tasks that are left to do, with their lengths in units of so many working minutes and their finish-to-start links; every predecessor before its successors. */
export function remainingNetwork(project: Project, unit: number): readonly { readonly id: string; readonly normal: number; readonly after: readonly string[] }[] {
  const outline = outlineOf(project);
  const left = new Map<string, Task>();
  for (const { task } of outline.rows) if (task.active && task.actualFinish === undefined && outline.childrenOf(task.id).length === 0) left.set(task.id, task);
  const before = new Map<string, string[]>([...left.keys()].map((id) => [id, []]));
  for (const { predecessorId, successorId, type } of project.records.link.values()) if (type === "FS" && left.has(predecessorId)) before.get(successorId)?.push(predecessorId);
  return inOrder(before).flatMap((id) => {
    const task = left.get(id);
    return task ? [{ id, normal: Math.round((task.actualStart === undefined ? task.durationMinutes : task.remainingDurationMinutes) / unit), after: before.get(id) ?? [] }] : [];
  });
}

/** Links inside a loop are left out. */
function inOrder(before: ReadonlyMap<string, readonly string[]>): readonly string[] {
  const waiting = new Map([...before].map(([id, ids]) => [id, ids.length]));
  const followers = new Map<string, string[]>();
  for (const [id, ids] of before) for (const other of ids) followers.set(other, [...(followers.get(other) ?? []), id]);
  const ready = [...waiting].flatMap(([id, count]) => (count === 0 ? [id] : []));
  for (const id of ready) {
    for (const next of followers.get(id) ?? []) {
      const count = (waiting.get(next) ?? 0) - 1;
      waiting.set(next, count);
      if (count === 0) ready.push(next);
    }
  }
  return ready;
}

function candidateOf({ shortened: units }: CrashPoint, crashable: ReadonlyMap<string, Crashable>, limits: ReturnType<typeof overtimeLimits>): Candidate {
  const chosen = [...units.keys()].flatMap((id) => crashable.get(id)?.open ?? []);
  const share = ({ task }: OpenTask): number => Math.min(1, (units.get(task.id) ?? 0) / (crashable.get(task.id)?.units ?? 1));
  return {
    kind: "crash",
    summary: `Overtime only where a day costs least: on ${namesOf(chosen)}, no more than shortens the project.`,
    commands: [shortened(chosen, (open) => ({ factor: 1 - (1 - limits.factor) * share(open), paid: 1 + (limits.paid - 1) * share(open) }))],
    scopeLost: 0,
    risk: "Tired people: beyond four weeks the gain is lost again",
    riskDays: 0,
    peopleHit: peopleOf(chosen),
    approvals: ["The people on the tasks", "Their line managers"],
  };
}
