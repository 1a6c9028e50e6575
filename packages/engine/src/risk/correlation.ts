/** Which tasks draw their durations together: groups of the plan as roots for the kernel, and in words what had to be repaired. */
import type { CorrelationGroup as RootOfMembers } from "@leadline/kernel/simulation/simulation-plan.ts";
import type { Problem } from "../base/problem.ts";
import type { Project } from "../model/project.ts";
import type { CorrelationGroup } from "../model/records.ts";
import { pearsonOf, repaired, rootOf, type CorrelationMatrix } from "./correlation-matrix.ts";

export interface Correlations {
  readonly groups: readonly RootOfMembers[];
  /** What was asked for and what is drawn from, of each matrix. */
  readonly matrices: readonly DrawnMatrix[];
  readonly problems: readonly Problem[];
}

/** Pearson's correlations of the normal numbers behind the durations; `drawn` is `asked` unless that cannot be. */
export interface DrawnMatrix {
  readonly groupIds: readonly string[];
  readonly taskIds: readonly string[];
  readonly asked: CorrelationMatrix;
  readonly drawn: CorrelationMatrix;
}

/**
 * `placeOf` says at which place a task draws its duration; tasks without a range have none and take no part. Groups that
 * share a task become one matrix: numbers can be mixed only once.
 */
export function correlationsOf(project: Project, placeOf: ReadonlyMap<string, number>): Correlations {
  const groups: RootOfMembers[] = [];
  const matrices: DrawnMatrix[] = [];
  const problems: Problem[] = [];
  for (const joined of joinedGroups([...project.records.correlationGroup.values()])) {
    const taskIds = [...new Set(joined.flatMap(({ taskIds: ids }) => ids))].filter((id) => placeOf.has(id));
    if (taskIds.length < 2) continue;
    const asked = matrixOf(joined, taskIds);
    const possible = rootOf(asked) ? asked : repaired(asked);
    groups.push({ members: Int32Array.from(taskIds, (id) => placeOf.get(id) ?? 0), root: rootOf(possible) ?? identity(taskIds.length) });
    matrices.push({ groupIds: joined.map(({ id }) => id), taskIds, asked, drawn: possible });
    if (possible !== asked) problems.push(repairProblem(project, joined, taskIds, asked, possible));
  }
  return { groups, matrices, problems };
}

/** Groups that hang together by tasks that they share. */
function joinedGroups(groups: readonly CorrelationGroup[]): CorrelationGroup[][] {
  const sets: { readonly groups: CorrelationGroup[]; readonly tasks: Set<string> }[] = [];
  for (const group of groups) {
    const touching = sets.filter(({ tasks }) => group.taskIds.some((id) => tasks.has(id)));
    for (const set of touching) sets.splice(sets.indexOf(set), 1);
    sets.push({ groups: [...touching.flatMap((set) => set.groups), group], tasks: new Set([...touching.flatMap(({ tasks }) => [...tasks]), ...group.taskIds]) });
  }
  return sets.map((set) => set.groups);
}

/** What is said of a pair counts before what is said of its group; tasks that share no group are independent. */
function matrixOf(groups: readonly CorrelationGroup[], taskIds: readonly string[]): CorrelationMatrix {
  const size = taskIds.length;
  const entries = identity(size);
  const rowOf = new Map(taskIds.map((id, row) => [id, row]));
  const set = (a: string, b: string, coefficient: number, { measure = "spearman" }: CorrelationGroup): void => {
    const [row, column] = [rowOf.get(a), rowOf.get(b)];
    if (row === undefined || column === undefined || row === column) return;
    entries[row * size + column] = entries[column * size + row] = measure === "spearman" ? pearsonOf(coefficient) : coefficient;
  };
  for (const group of groups) group.taskIds.forEach((a, index) => group.taskIds.slice(index + 1).forEach((b) => set(a, b, group.coefficient, group)));
  for (const group of groups) for (const { taskId, otherTaskId, coefficient } of group.pairs ?? []) set(taskId, otherTaskId, coefficient, group);
  return { size, entries };
}

function identity(size: number): Float64Array {
  const entries = new Float64Array(size * size);
  for (let n = 0; n < size; n += 1) entries[n * size + n] = 1;
  return entries;
}

const MOST_TOLD = 5;

/** "The correlations of “Vendors” cannot all hold at once …: A and B 0.90 became 0.63, …". */
function repairProblem(project: Project, groups: readonly CorrelationGroup[], taskIds: readonly string[], asked: CorrelationMatrix, possible: CorrelationMatrix): Problem {
  const moved: { readonly text: string; readonly by: number }[] = [];
  const nameOf = (index: number): string => project.records.task.get(taskIds[index] ?? "")?.name ?? "";
  for (let row = 1; row < asked.size; row += 1) {
    for (let column = 0; column < row; column += 1) {
      const [before, after] = [asked.entries[row * asked.size + column] ?? 0, possible.entries[row * asked.size + column] ?? 0];
      if (Math.abs(after - before) >= 0.005) moved.push({ text: `“${nameOf(column)}” and “${nameOf(row)}” ${before.toFixed(2)} became ${after.toFixed(2)}`, by: Math.abs(after - before) });
    }
  }
  moved.sort((a, b) => b.by - a.by);
  const told = moved.slice(0, MOST_TOLD).map(({ text }) => text).join(", ");
  const more = moved.length > MOST_TOLD ? ` and ${moved.length - MOST_TOLD} more` : "";
  const names = groups.map(({ name }) => `“${name}”`).join(" and ");
  return { code: "correlation/repaired", message: `The correlations of ${names} cannot all hold at once, so the nearest ones that can were drawn from: ${told}${more}.`, hint: "Maybe correct the pairs that you are least sure of." };
}
