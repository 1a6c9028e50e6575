/** Other ways to do a task that the plan itself knows: faster ones for more money, and suppliers instead of its own people (domain D1, D2). */
import type { Command } from "../change/command.ts";
import type { TaskMode } from "../model/plan/task-mode.ts";
import type { Project } from "../model/project.ts";
import { cheapestModes, type ModeTask } from "./cheapest-modes.ts";
import { remainingNetwork } from "./cheapest-crash.ts";
import type { OpenTask } from "./open-work.ts";
import type { Candidate } from "./option.ts";
import { namesIn, peopleOf, scaledFields } from "./shorter-tasks.ts";

export interface ChosenMode {
  readonly open: OpenTask;
  readonly mode: TaskMode;
}

/** What a mode costs more than the plan: a supplier's price takes the place of what the task's people cost. */
export function extraCentsOf({ open, mode }: ChosenMode): number {
  return mode.extraCents - (mode.supplier === undefined ? 0 : open.labourCents);
}

export function modesIn(open: readonly OpenTask[]): readonly ChosenMode[] {
  return open.flatMap((one) => (one.task.modes ?? []).map((mode) => ({ open: one, mode })));
}

/**
 * The cheapest choice of faster ways that shortens what is left by as much as is missing, and the one that shortens it most:
 * exact for the finish-to-start links of what is left, or, beyond the looks that a search may take, the best that was seen.
 */
export function fasterModes(project: Project, open: readonly OpenTask[], missingMinutes: number): readonly (Candidate | undefined)[] {
  const modes = modesIn(open).filter(({ mode }) => mode.supplier === undefined);
  return exactChoices(project, modes, missingMinutes).map((chosen) => modesCandidate("crash", chosen));
}

/** Each supplier alone where few are known, the choice that shortens enough, and all that shorten anything. */
export function otherSources(project: Project, open: readonly OpenTask[], missingMinutes: number): readonly (Candidate | undefined)[] {
  const modes = modesIn(open).filter(({ mode }) => mode.supplier !== undefined);
  return exactChoices(project, modes, missingMinutes).map((chosen) => modesCandidate("sourcing", chosen));
}

/** Ways that cost less than the plan, however long they take: the cheapest of each task. */
export function cheaperModes(open: readonly OpenTask[]): readonly (Candidate | undefined)[] {
  const best = new Map<string, ChosenMode>();
  for (const one of modesIn(open)) {
    const known = best.get(one.open.task.id);
    if (extraCentsOf(one) < Math.min(0, known ? extraCentsOf(known) : 0)) best.set(one.open.task.id, one);
  }
  const own = (kind: "crash" | "sourcing"): readonly ChosenMode[] => [...best.values()].filter(({ mode }) => (mode.supplier !== undefined) === (kind === "sourcing"));
  return [modesCandidate("sourcing", own("sourcing")), modesCandidate("crash", own("crash"))];
}

function exactChoices(project: Project, modes: readonly ChosenMode[], missingMinutes: number): readonly (readonly ChosenMode[])[] {
  if (modes.length === 0) return [];
  const byTask = new Map<string, ChosenMode[]>();
  for (const one of modes) byTask.set(one.open.task.id, [...(byTask.get(one.open.task.id) ?? []), one]);
  const network: readonly ModeTask[] = remainingNetwork(project, 1).map(({ id, normal, after }) => ({
    id,
    after,
    modes: [{ length: normal, cost: 0 }, ...(byTask.get(id) ?? []).map((one) => ({ length: one.mode.durationMinutes, cost: extraCentsOf(one) }))],
  }));
  const chosenBy = (limit: "shortest" | number): readonly ChosenMode[] =>
    [...(cheapestModes(network, limit)?.modeOf ?? [])].flatMap(([id, at]) => (at === 0 ? [] : (byTask.get(id)?.[at - 1] ?? [])));
  return [chosenBy(missingMinutes), chosenBy("shortest")].filter((chosen) => chosen.length > 0);
}

export function modesCandidate(kind: "crash" | "sourcing", chosen: readonly ChosenMode[]): Candidate | undefined {
  if (chosen.length === 0) return undefined;
  const suppliers = [...new Set(chosen.flatMap(({ mode }) => mode.supplier ?? []))].sort();
  const names = namesIn(chosen.map(({ open, mode }) => `${open.task.name}: ${mode.name}`), "task");
  const tasks = chosen.map(({ open }) => open);
  const commands: Command[] = [
    { type: "updateTasks", tasks: chosen.map((one) => ({ id: one.open.task.id, fields: fieldsOf(one) })) },
    ...chosen.flatMap(({ open, mode }): Command[] => (mode.supplier === undefined || open.people.length === 0 ? [] : [{ type: "setAssignments", taskId: open.task.id, assignments: [] }])),
  ];
  return {
    kind,
    summary: kind === "sourcing" ? `Have ${namesIn(suppliers, "supplier")} do it: ${names}.` : `Do it another way that the plan knows: ${names}.`,
    commands,
    scopeLost: 0,
    risk: kind === "sourcing" ? "Handing over to somebody new takes time of its own people that the plan does not hold" : "",
    riskDays: 0,
    peopleHit: peopleOf(tasks),
    approvals: kind === "sourcing" ? ["Purchasing", "Whoever answers for the results"] : ["The people on the tasks"],
  };
}

/** The mode's duration with the range's own shape; its cost on top of the task's own. */
function fieldsOf({ open: { task }, mode }: ChosenMode): ReturnType<typeof scaledFields> {
  const fixedCostCents = (task.fixedCostCents ?? 0) + mode.extraCents;
  const factor = task.durationMinutes === 0 ? 1 : mode.durationMinutes / task.durationMinutes;
  return { ...scaledFields(task, factor), durationMinutes: mode.durationMinutes, ...(mode.extraCents !== 0 && { fixedCostCents }) };
}
