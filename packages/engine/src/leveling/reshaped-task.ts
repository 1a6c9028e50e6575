/** A task whose work levelling has cut up: paused in the middle, or with one person beginning later than the others. */
import { addWork } from "@leadline/kernel/calendar-table.ts";
import type { Assignment, Task } from "../model/records.ts";
import { driverRowsOf, waitOf, type DriverRow } from "../schedule/drivers.ts";
import { inMinutes, inTicks } from "../schedule/ticks.ts";
import { stretchesOf } from "../schedule/work-stretches.ts";
import type { Demand } from "./demand.ts";
import type { LevelingModel } from "./leveling-model.ts";

export interface ReshapedTask {
  readonly task: Task;
  /** Only those that levelling delays alone, by id. */
  readonly assignments: ReadonlyMap<string, Assignment>;
}

export function unshaped(model: LevelingModel, node: number): ReshapedTask | undefined {
  const task = model.compiled.taskOfNode[node];
  return task && { task, assignments: new Map() };
}

/** The task with a pause of `gap` ticks after `after` ticks of its own stretches; a pause that is there already becomes longer. */
export function withPause({ task, assignments }: ReshapedTask, after: number, gap: number): ReshapedTask {
  const [afterMinutes, gapMinutes] = [inMinutes(after), inMinutes(gap)];
  const known = task.splits ?? [];
  const same = known.find((split) => split.afterMinutes === afterMinutes);
  const longer = { afterMinutes, gapMinutes: inMinutes(gap + inTicks(same?.gapMinutes ?? 0)) };
  const splits = [...known.filter((split) => split !== same), same ? longer : { afterMinutes, gapMinutes }].sort((a, b) => a.afterMinutes - b.afterMinutes);
  return { task: { ...task, splits }, assignments };
}

/** The task with one assignment beginning `wait` working ticks after the task. */
export function withWait({ task, assignments }: ReshapedTask, assignment: Assignment, wait: number): ReshapedTask {
  const levelingDelayMinutes = inMinutes(wait - inTicks(assignment.delayMinutes));
  return { task, assignments: new Map([...assignments, [assignment.id, { ...assignment, levelingDelayMinutes }]]) };
}

/** What the assignments come to in the network, by calendar. */
export function rowsOf(model: LevelingModel, node: number, { task, assignments }: ReshapedTask): readonly DriverRow[] {
  return driverRowsOf(task, model.compiled.drivingOf(node).map((driver) => ({ ...driver, assignment: assignments.get(driver.assignment.id) ?? driver.assignment })));
}

/** The finish of a task that starts at `start` (ticks). */
export function finishOfRows({ net }: LevelingModel, rows: readonly DriverRow[], start: number): number {
  return rows.reduce((latest, { calendar, span }) => {
    const table = net.calendars[calendar];
    return table ? Math.max(latest, addWork(table, start, span)) : latest;
  }, start);
}

/** The demand of an assignment after reshaping; only work that fixes dates is ever reshaped. */
export function reshapedDemand(demand: Demand, { task, assignments }: ReshapedTask): Demand {
  const assignment = assignments.get(demand.assignment.id) ?? demand.assignment;
  const pieces = stretchesOf(task, assignment);
  return { ...demand, assignment, pieces, span: pieces.reduce((sum, { ticks }) => sum + ticks, 0), wait: waitOf(assignment) };
}
