/** Whether what is said to be done is borne out: by how old the evidence of running tasks is, and how much progress has none. */
import { outlineOf } from "../model/plan/outline.ts";
import type { Project } from "../model/project.ts";
import type { Evidence, Task } from "../model/records.ts";
import type { SimulationFacts } from "../risk/simulation.ts";
import { dayNumberOf, type Minute } from "../time/minute.ts";
import { daysText } from "./proven-numbers.ts";
import type { EvidenceState } from "./status-input.ts";
import type { StatusPolicy } from "./status-policy.ts";

/** Of the running tasks so many decide: those on which the finish depends most. */
const MOST_DRIVERS = 5;

/** `facts` tell which tasks matter; without them all running ones do alike. */
export function evidenceState(project: Project, facts: SimulationFacts | undefined, { asOf, policy }: { readonly asOf: Minute; readonly policy: StatusPolicy }): EvidenceState {
  const leaves = leavesOf(project);
  const byTask = evidenceByTask(project, policy);
  const today = dayNumberOf(asOf);
  const drivers = runningDrivers(leaves, facts).map((task) => ({ taskId: task.id, ageDays: ageOf(byTask.get(task.id), today) }));
  const assertedShare = assertedShareOf(leaves, byTask);
  const told = { assertedShare, drivers };
  if (leaves.every(({ percentComplete }) => percentComplete === 0)) return { ...told, state: "notNeeded", sentence: "Nothing has begun, so nothing needs to be shown yet." };
  if (assertedShare > policy.assertedShare) {
    return { ...told, state: "asserted", sentence: `${Math.round(assertedShare * 100)} % of the progress has nothing to show for it; the rule allows ${Math.round(policy.assertedShare * 100)} %.` };
  }
  const old = drivers.filter(({ ageDays }) => ageDays === undefined || ageDays > policy.evidenceDays);
  const [first] = old;
  if (first) return { ...told, state: "old", sentence: oldSentence(project, first, old.length, policy) };
  return { ...told, state: "fresh", sentence: drivers.length === 0 ? "What is done has something to show for it." : `Every running task that matters has evidence of the last ${policy.evidenceDays} days.` };
}

function oldSentence(project: Project, { taskId, ageDays }: EvidenceState["drivers"][number], count: number, { evidenceDays }: StatusPolicy): string {
  const name = project.records.task.get(taskId)?.name ?? "";
  const others = count > 1 ? `, and ${count - 1} more running ${count === 2 ? "task is" : "tasks are"} like it` : "";
  return ageDays === undefined ? `Nothing bears out the progress of “${name}”${others}.` : `The newest evidence of “${name}” is ${daysText(ageDays)} old; the rule allows ${evidenceDays}${others}.`;
}

export function leavesOf(project: Project): readonly Task[] {
  return outlineOf(project).rows.flatMap(({ isSummary, task }) => (isSummary || !task.active || task.external ? [] : [task]));
}

/** Evidence that counts for anything by the policy, by task. Passed tests and checks count, failed ones do not. */
export function evidenceByTask(project: Project, { weights }: Pick<StatusPolicy, "weights">): ReadonlyMap<string, readonly Evidence[]> {
  const found = new Map<string, Evidence[]>();
  for (const evidence of project.records.evidence.values()) {
    if (weights[evidence.kind] <= 0 || evidence.outcome === "failed") continue;
    for (const taskId of taskIdsOf(project, evidence)) found.set(taskId, [...(found.get(taskId) ?? []), evidence]);
  }
  return found;
}

/** The tasks that it names, and the one that brings the deliverable that it names. */
function taskIdsOf(project: Project, { taskIds, deliverableId }: Evidence): readonly string[] {
  const brought = deliverableId === undefined ? undefined : project.records.deliverable.get(deliverableId)?.taskId;
  return brought === undefined || taskIds.includes(brought) ? taskIds : [...taskIds, brought];
}

function ageOf(evidence: readonly Evidence[] | undefined, today: number): number | undefined {
  const newest = evidence?.reduce((latest, { day }) => Math.max(latest, day), -Infinity);
  return newest === undefined ? undefined : Math.max(0, today - newest);
}

function runningDrivers(leaves: readonly Task[], facts: SimulationFacts | undefined): readonly Task[] {
  const ssi = new Map(facts?.tasks.map(({ taskId, ssi: value, criticality }) => [taskId, value + criticality / 1000]));
  const running = leaves.filter(({ percentComplete, actualFinish }) => percentComplete > 0 && percentComplete < 100 && actualFinish === undefined);
  return running.sort((a, b) => (ssi.get(b.id) ?? 0) - (ssi.get(a.id) ?? 0)).slice(0, MOST_DRIVERS);
}

/** By planned time done; milestones weigh nothing. */
function assertedShareOf(leaves: readonly Task[], byTask: ReadonlyMap<string, readonly Evidence[]>): number {
  let [done, bare] = [0, 0];
  for (const { id, durationMinutes, percentComplete } of leaves) {
    const part = (durationMinutes * percentComplete) / 100;
    done += part;
    if (!byTask.has(id)) bare += part;
  }
  return done === 0 ? 0 : bare / done;
}
