/** A plan as it was: the states that have a status date, and the records of any revision. */
import { projectOf, type KindedRecord, type Project } from "@leadline/engine/model/project.ts";
import { parseIso, type Minute } from "@leadline/engine/time/minute.ts";
import { ask, call } from "./http.ts";

export interface PlanState {
  readonly revision: number;
  /** UTC, ISO: when it was reached. */
  readonly at: string;
  readonly statusDate: Minute | undefined;
}

/** Oldest first; the last one is the newest revision. */
export async function readStates(projectId: string): Promise<readonly PlanState[]> {
  const { states } = await call("readStates", { params: { id: projectId } });
  return states.map(({ revision, at, statusDate }) => ({ revision, at, statusDate: statusDate === null ? undefined : parseIso(statusDate) }));
}

export async function readPastPlan(projectId: string, revision: number): Promise<Project> {
  const { records } = await ask<{ readonly records: readonly KindedRecord[] }>(`/projects/${projectId}/records/past?revision=${revision}`);
  return projectOf(records);
}
