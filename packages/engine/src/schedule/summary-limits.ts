/** What summaries ask of the tasks below them: a start no earlier, a finish no later, and below a manual summary no later than its last task. */
import { NODE, type Network } from "@leadline/kernel/network.ts";
import type { Outline, OutlineRow } from "../model/plan/outline.ts";
import type { LinkStructure } from "./link-structure.ts";
import type { NodeArrays } from "./nodes.ts";
import { inTicks } from "./ticks.ts";

export type SummaryLimits = Pick<Network, "flags" | "deadline" | "floor" | "lateGroup" | "groupCount">;

/** What holds for the rows below a summary. */
interface Limits {
  readonly floor: number;
  readonly cap: number;
  /** The innermost manual summary above; -1: none. */
  readonly group: number;
}

const NONE: Limits = { floor: -Infinity, cap: Infinity, group: -1 };

/** The nodes' flags and deadlines as they are where no summary asks for anything; the given arrays are never written. */
export function summaryLimitsOf(outline: Outline, { nodeOfRow }: LinkStructure, { flags: given, deadline: ownDeadline }: NodeArrays): SummaryLimits {
  if (!outline.rows.some(asksForSomething)) return { flags: given, deadline: ownDeadline, floor: new Float64Array(0), lateGroup: new Int32Array(0), groupCount: 0 };
  const [flags, deadline] = [given.slice(), ownDeadline.slice()];
  const floor = new Float64Array(flags.length).fill(-Infinity);
  const lateGroup = new Int32Array(flags.length).fill(-1);
  const below: Limits[] = [];
  let groupCount = 0;
  outline.rows.forEach((row, index) => {
    const above = below[row.parentIndex] ?? NONE;
    below[index] = row.isSummary ? limitsBelow(row, above, groupCount) : NONE;
    if (row.isSummary && row.task.mode === "manual") groupCount += 1;
    const node = nodeOfRow[index] ?? -1;
    if (node < 0) return;
    floor[node] = above.floor;
    lateGroup[node] = above.group;
    deadline[node] = Math.min(deadline[node] ?? Infinity, above.cap);
    flags[node] = (flags[node] ?? 0) | (above.floor > -Infinity ? NODE.floored : 0) | (above.group >= 0 ? NODE.grouped : 0);
  });
  return { flags, deadline, floor, lateGroup, groupCount };
}

function asksForSomething({ isSummary, task }: OutlineRow): boolean {
  return isSummary && (task.mode === "manual" || ((task.constraint === "SNET" || task.constraint === "FNLT") && task.constraintDate !== undefined));
}

function limitsBelow({ task }: OutlineRow, above: Limits, nextGroup: number): Limits {
  if (task.mode === "manual") return { ...above, group: nextGroup };
  const date = task.constraintDate === undefined ? undefined : inTicks(task.constraintDate);
  if (date === undefined) return above;
  if (task.constraint === "SNET") return { ...above, floor: Math.max(above.floor, date) };
  return task.constraint === "FNLT" ? { ...above, cap: Math.min(above.cap, date) } : above;
}
