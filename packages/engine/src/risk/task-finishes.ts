/** When single tasks finish in each run of a simulation: for what waits for them, such as benefits. */
import { minuteOfTick } from "../schedule/ticks.ts";
import type { SimulationPart } from "./simulation.ts";
import type { SimulationInputs } from "./simulation-inputs.ts";

/** Finish of a task by run, as instants in minutes; undefined for a task that the runs did not report, such as a summary. Runs must have been asked for "everything". */
export function taskFinishesOf({ plan, taskOfNode }: SimulationInputs, part: SimulationPart): (taskId: string) => ArrayLike<number> | undefined {
  const runs = part.finish.length;
  const rowOfTask = new Map([...plan.reported].flatMap((node, row) => (taskOfNode[node] ? [[taskOfNode[node].id, row] as const] : [])));
  return (taskId) => {
    const row = rowOfTask.get(taskId);
    if (row === undefined || part.nodeFinish.length < (row + 1) * runs) return undefined;
    return Array.from(part.nodeFinish.subarray(row * runs, (row + 1) * runs), minuteOfTick);
  };
}
