/** The plan as the server confirmed it: changes are taken in by revision, without a gap, whatever order they arrive in. */
import { evolve } from "@leadline/engine/change/change.ts";
import type { Project } from "@leadline/engine/model/project.ts";
import type { StoredChange } from "./project-server.ts";

export interface ConfirmedPlan {
  readonly project: Project;
  readonly revision: number;
  /** Changes that wait for an earlier one. */
  readonly early: ReadonlyMap<number, StoredChange>;
}

export function confirmedAt(project: Project, revision: number): ConfirmedPlan {
  return { project, revision, early: new Map() };
}

/** Takes a change into the waiting ones; one that is already part of the plan changes nothing. */
export function withArrived(plan: ConfirmedPlan, stored: StoredChange): ConfirmedPlan {
  if (stored.revision <= plan.revision) return plan;
  return { ...plan, early: new Map(plan.early).set(stored.revision, stored) };
}

/** The next change in line, if it has arrived, and the plan with it. */
export function nextStep(plan: ConfirmedPlan): { readonly stored: StoredChange; readonly plan: ConfirmedPlan } | undefined {
  const stored = plan.early.get(plan.revision + 1);
  if (!stored) return undefined;
  const early = new Map(plan.early);
  early.delete(stored.revision);
  return { stored, plan: { project: evolve(plan.project, stored.change), revision: stored.revision, early } };
}

/** The plan after its records were loaded again; later changes that already arrived stay in waiting. */
export function reloaded(plan: ConfirmedPlan, project: Project, revision: number): ConfirmedPlan {
  return { project, revision, early: new Map([...plan.early].filter(([at]) => at > revision)) };
}
