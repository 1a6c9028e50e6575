/** What a Microsoft Project file cannot hold of a plan that came from Primavera, or holds in another way. */
import type { Problem } from "@leadline/engine/base/problem.ts";
import { p6ConstraintOf } from "@leadline/engine/model/plan/p6-constraint.ts";
import { settingsOf, type Project } from "@leadline/engine/model/project.ts";
import type { Task } from "@leadline/engine/model/records.ts";

export function primaveraLosses(project: Project): Problem[] {
  const { records } = project;
  const tasks = [...records.task.values()];
  const kept = [...records.keptSource.values()].filter(({ format }) => format === "xer").length;
  return [
    ...rulesLoss(project),
    ...TASK_LOSSES.flatMap(([code, what, isLost]) => counted(code, tasks.filter(isLost).length, "task", "tasks", what)),
    ...counted("mspdi/p6-several-links", pairsWithSeveralLinks(project), "pair of tasks is", "pairs of tasks are", "joined by more than one link; Microsoft Project keeps one of them."),
    ...(kept === 0 ? [] : [{ code: "mspdi/p6-source", message: "What only the Primavera file says (codes, user fields, steps, costs) is kept in the plan, but not in the file." }]),
  ];
}

/** Its options say more than Microsoft Project's do. */
function rulesLoss(project: Project): Problem[] {
  if (settingsOf(project).schedulingRules !== "primavera") return [];
  return [{ code: "mspdi/p6-rules", message: "The plan is scheduled by Primavera's rules and options, which are not in the file; it holds the dates as they are now, and Microsoft Project may compute others." }];
}

const TASK_LOSSES: readonly (readonly [string, string, (task: Task) => boolean])[] = [
  ["mspdi/p6-start-on", "with Primavera's soft “start on”: in the file it is “start no earlier than”, which does not hold late dates down.", (task) => p6ConstraintOf(task)?.type === "startOn"],
  ["mspdi/p6-finish-on", "with Primavera's soft “finish on”: in the file it is “finish no earlier than”, which does not hold late dates down.", (task) => p6ConstraintOf(task)?.type === "finishOn"],
  ["mspdi/p6-second-constraint", "with a second constraint, which is not in the file.", (task) => task.p6?.secondConstraint !== undefined],
  ["mspdi/p6-spans", "that only span others (level of effort, WBS summary): in the file they are ordinary tasks.", (task) => task.p6?.activityType === "levelOfEffort" || task.p6?.activityType === "wbsSummary"],
  ["mspdi/p6-expected-finish", "with an expected finish, which is not in the file.", (task) => task.p6?.expectedFinish !== undefined],
  ["mspdi/p6-pause", "with a suspend or resume date of Primavera's, which is not in the file.", (task) => task.p6?.suspend !== undefined || task.p6?.resume !== undefined],
  ["mspdi/p6-codes", "with an activity id, which is not in the file.", (task) => task.p6?.code !== undefined],
];

function pairsWithSeveralLinks({ records }: Project): number {
  const seen = new Set<string>();
  const several = new Set<string>();
  for (const { predecessorId, successorId } of records.link.values()) {
    const pair = `${predecessorId} ${successorId}`;
    if (seen.has(pair)) several.add(pair);
    seen.add(pair);
  }
  return several.size;
}

function counted(code: string, count: number, one: string, many: string, what: string): Problem[] {
  return count === 0 ? [] : [{ code, message: `${count} ${count === 1 ? one : many} ${what}` }];
}
