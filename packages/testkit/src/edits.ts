/** Commands in tests: carried out on a plan with its dates at hand, or refused with their words. */
import { evolve, type Change } from "@leadline/engine/change/change.ts";
import { commandSchema, type Command, type CommandContext } from "@leadline/engine/change/command.ts";
import { decide } from "@leadline/engine/change/decide.ts";
import { seededIds } from "@leadline/engine/change/id-maker.ts";
import type { Project } from "@leadline/engine/model/project.ts";
import type { Assignment, Task } from "@leadline/engine/model/records.ts";
import { schedule } from "@leadline/engine/schedule/compute.ts";
import { formatIso } from "@leadline/engine/time/minute.ts";

export function editContext(seed = "k"): CommandContext {
  return { actor: "ann", at: 1_000, newId: seededIds(seed), schedule: (project) => schedule(project).schedule };
}

/** The change that commands make; throws where one is refused. */
export function changeBy(project: Project, ...commands: readonly Command[]): Change {
  const decision = decide(project, commands.map((command) => commandSchema.parse(command)), editContext());
  if ("refusals" in decision) throw new Error(decision.refusals.map((refusal) => refusal.message).join("\n"));
  return decision.change;
}

export function edited(project: Project, ...commands: readonly Command[]): Project {
  return evolve(project, changeBy(project, ...commands));
}

/** Code and sentence of the first refusal; "granted" where there is none. */
export function refusedWith(project: Project, command: Command): readonly [code: string, message: string] | "granted" {
  const decision = decide(project, [commandSchema.parse(command)], editContext());
  if (!("refusals" in decision)) return "granted";
  return [decision.refusals[0]?.code ?? "", decision.refusals[0]?.message ?? ""];
}

export function taskIn(project: Project, id: string): Task {
  const task = project.records.task.get(id);
  if (!task) throw new Error(`no task ${id}`);
  return task;
}

export function assignmentIn(project: Project, id: string): Assignment {
  const assignment = project.records.assignment.get(id);
  if (!assignment) throw new Error(`no assignment ${id}`);
  return assignment;
}

/** Start and finish by the schedule as short text: "2026-03-02T08:00 2026-03-05T17:00". */
export function datesIn(project: Project, id: string): string {
  const dates = schedule(project).schedule.of(id);
  return dates ? `${formatIso(dates.start).slice(0, 16)} ${formatIso(dates.finish).slice(0, 16)}` : "none";
}
