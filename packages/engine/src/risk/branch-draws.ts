/** Branches of a plan for the kernel: ways that chance chooses, and ways that a date chooses. */
import { streamOf } from "@leadline/kernel/simulation/draws.ts";
import type { BranchDraw, Condition } from "@leadline/kernel/simulation/simulation-plan.ts";
import type { Problem } from "../base/problem.ts";
import type { PlanBranch } from "../model/records.ts";
import { inTicks } from "../schedule/ticks.ts";

export interface Branches {
  readonly branches: readonly BranchDraw[];
  readonly conditions: readonly Condition[];
  readonly problems: readonly Problem[];
}

/** `nodesOf`: the nodes of tasks that have not started; work that goes on can no longer be left out. */
export function branchesOf(records: Iterable<PlanBranch>, nodesOf: (taskIds: readonly string[]) => Int32Array, nodeOf: ReadonlyMap<string, number>): Branches {
  const branches: BranchDraw[] = [];
  const conditions: Condition[] = [];
  const problems: Problem[] = [];
  for (const branch of records) {
    const ways = branch.ways.map(({ taskIds }) => nodesOf(taskIds));
    if (ways.every((way) => way.length === 0)) continue;
    if (branch.kind === "chance") {
      branches.push({ stream: streamOf(`${branch.id} way`), ends: endsOf(branch.ways.map(({ probability }) => probability)), ways });
      continue;
    }
    const condition = conditionOf(branch, ways, nodeOf);
    if (condition) conditions.push(condition);
    else problems.push({ code: "branch/no-decider", message: `The branch “${branch.name}” is not drawn: the task whose finish decides it has no dates, or waits for one of the branch's own ways.` });
  }
  return { branches, conditions, problems };
}

/** Upper ends of shares; chances that fall short of 1 by rounding alone reach it. */
function endsOf(probabilities: readonly number[]): number[] {
  let sum = 0;
  return probabilities.map((probability) => {
    sum += probability;
    return Math.abs(sum - 1) < 1e-9 ? 1 : sum;
  });
}

/** A node can decide only over nodes behind it: nodes are numbered in topological order. */
function conditionOf({ afterTaskId, later }: PlanBranch, [ifLater = NONE, ifNot = NONE]: readonly Int32Array[], nodeOf: ReadonlyMap<string, number>): Condition | undefined {
  const node = afterTaskId === undefined ? undefined : nodeOf.get(afterTaskId);
  if (node === undefined || later === undefined || [...ifLater, ...ifNot].includes(node)) return undefined;
  return { node, later: inTicks(later), outIfLater: ifNot, outIfNot: ifLater };
}

const NONE = new Int32Array();
