/** Levelling anew: the same people and the same work in a better order, and, where skills allow it, in other hands. */
import type { Command } from "../change/command.ts";
import { hasDelays } from "../leveling/applied-plan.ts";
import { optimizeLeveling } from "../leveling/optimize-leveling.ts";
import type { Project } from "../model/project.ts";
import { schedule } from "../schedule/compute.ts";
import type { Candidate } from "./option.ts";
import { namesIn } from "./shorter-tasks.ts";

/** Work of a search that takes well under a second, in tasks placed. */
const PLACINGS = 60_000;

/** Only for plans whose dates stem from a levelling: in others nobody waits for anybody, so no order is better than another. */
export function leveledAnew(project: Project, hands: "same" | "any"): Candidate | undefined {
  if (!hasDelays(project)) return undefined;
  const search = optimizeLeveling(project, { seed: 1, ...(hands === "any" && { reassign: true }) });
  search.step(Math.max(5, Math.round(PLACINGS / Math.max(1, project.records.task.size))));
  const { delays, reassign, finish, moved } = search.result();
  if (finish >= schedule(project).schedule.finish || (delays.length === 0 && reassign.length === 0)) return undefined;
  const nameOf = (id: string): string => project.records.resource.get(id)?.name ?? "";
  const taskName = (id: string): string => project.records.task.get(id)?.name ?? "";
  const people = [...new Set(reassign.flatMap(({ fromResourceId, toResourceId }) => [nameOf(fromResourceId), nameOf(toResourceId)]))].sort();
  if (hands === "any" && reassign.length === 0) return undefined;
  return {
    kind: hands === "any" ? "reassign" : "relevel",
    summary:
      hands === "any"
        ? `Level the plan anew and give ${namesIn([...new Set(reassign.map(({ taskId }) => taskName(taskId)))], "task")} to others who have the skills.`
        : `Level the plan anew: ${moved.length} ${moved.length === 1 ? "task starts" : "tasks start"} at another time, so that its people wait less for one another.`,
    commands: [...handedOver(project, reassign), ...(delays.length === 0 ? [] : [{ type: "applyLeveling" as const, tasks: delays.map(({ taskId, levelingDelayMinutes, splits, assignments }) => ({ id: taskId, levelingDelayMinutes, ...(splits && { splits: [...splits] }), ...(assignments && { assignments: [...assignments] }) })) }])],
    scopeLost: 0,
    risk: "",
    riskDays: 0,
    peopleHit: people.length > 0 ? people : [...new Set(moved.flatMap(({ taskId }) => [...project.records.assignment.values()].filter((one) => one.taskId === taskId).map((one) => nameOf(one.resourceId ?? ""))))].filter((name) => name !== "").sort(),
    approvals: hands === "any" ? ["Both, and their line managers"] : ["The people whose weeks change"],
  };
}

/** One command per task: all of its people, with the new ones in the place of the old. */
function handedOver(project: Project, changes: readonly { readonly assignmentId: string; readonly taskId: string; readonly toResourceId: string }[]): readonly Command[] {
  const next = new Map(changes.map(({ assignmentId, toResourceId }) => [assignmentId, toResourceId]));
  return [...new Set(changes.map(({ taskId }) => taskId))].map((taskId) => ({
    type: "setAssignments",
    taskId,
    assignments: [...project.records.assignment.values()].flatMap((one) => {
      const resourceId = next.get(one.id) ?? one.resourceId;
      return one.taskId === taskId && resourceId !== undefined ? [{ resourceId, units: one.units }] : [];
    }),
  }));
}
