/** The work that decides when a plan ends and has not begun: what a way out can still change. */
import { costTermsOf } from "../cost/cost-terms.ts";
import { outlineOf } from "../model/plan/outline.ts";
import type { Project } from "../model/project.ts";
import type { Task } from "../model/records.ts";
import type { SimulationFacts } from "../risk/simulation.ts";
import { assignmentsByTask } from "../schedule/drivers.ts";
import { schedule } from "../schedule/compute.ts";

export interface OpenTask {
  readonly task: Task;
  /** Share of the runs in which it decides when the project ends. */
  readonly criticality: number;
  /** Names of the people on it, and how many full ones they make. */
  readonly people: readonly string[];
  readonly heads: number;
  /** What its people cost as planned; cents, not rounded. */
  readonly labourCents: number;
}

/** A task that decides the finish in this share of the runs is worth a look by itself. */
const OFTEN = 0.25;
/** Where many paths run side by side, each decides seldom, and only many tasks together help. */
const SOMETIMES = 0.03;
const FEW = 5;

/** Those that often decide the finish; where there are hardly any, those that sometimes do. */
export function decidingWork(tasks: readonly OpenTask[]): readonly OpenTask[] {
  const often = tasks.filter(({ criticality }) => criticality >= OFTEN);
  return often.length >= FEW ? often : tasks.filter(({ criticality }) => criticality >= SOMETIMES);
}

/** Tasks that have not begun, those with the most to gain first. */
export function openWork(project: Project, facts: SimulationFacts): readonly OpenTask[] {
  const criticality = new Map(facts.tasks.map((task) => [task.taskId, task.criticality]));
  const terms = new Map(costTermsOf(project, schedule(project).schedule).tasks.map((one) => [one.taskId, one]));
  const byTask = assignmentsByTask(project.records.assignment);
  const outline = outlineOf(project);
  return outline.rows
    .flatMap(({ task }): OpenTask[] => {
      const share = criticality.get(task.id) ?? 0;
      const isOpen = task.active && task.actualStart === undefined && task.durationMinutes > 0 && !task.milestone && task.otherProject === undefined && outline.childrenOf(task.id).length === 0;
      if (!isOpen) return [];
      const working = (byTask.get(task.id) ?? []).flatMap(({ resourceId, units }) => {
        const resource = project.records.resource.get(resourceId ?? "");
        return resource?.type === "work" ? [{ name: resource.name, units }] : [];
      });
      const cost = terms.get(task.id);
      return [{ task, criticality: share, people: working.map(({ name }) => name), heads: working.reduce((sum, { units }) => sum + units, 0), labourCents: cost ? cost.centsPerMinute * cost.remainingMinutes : 0 }];
    })
    .sort((a, b) => b.criticality * b.task.durationMinutes - a.criticality * a.task.durationMinutes || (a.task.id < b.task.id ? -1 : 1));
}
