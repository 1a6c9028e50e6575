/** Random plans on both schedulers: where they do not agree, the smallest plan found and what differs, in words. */
import fc from "fast-check";
import type { Project } from "@leadline/engine/model/project.ts";
import { schedule } from "@leadline/engine/schedule/compute.ts";
import { writePlanText } from "@leadline/formats/plan-text/write.ts";
import { randomMixedProject, randomProject, type RandomProjectOptions } from "./random-project.ts";
import { scheduleDifferences } from "./schedule-comparison.ts";
import { slowSchedule } from "./slow-scheduler.ts";

export interface PlanFuzz extends RandomProjectOptions {
  readonly seed: number;
  readonly plans: number;
}

/** Undefined where both schedulers agree on every field of every task of every plan. */
export function planDisagreement({ seed, plans, ...options }: PlanFuzz): string | undefined {
  const details = fc.check(
    fc.property(fc.oneof(randomProject(options), randomMixedProject(options)), (project) => planDifferences(project) === ""),
    { seed, numRuns: plans },
  );
  if (!details.failed) return undefined;
  const project = details.counterexample?.[0];
  return project ? `seed ${seed}\n${planDifferences(project)}\n${writePlanText(project).text}` : `seed ${seed}\n${String(details.errorInstance)}`;
}

export function planDifferences(project: Project): string {
  return scheduleDifferences(project, schedule(project).schedule, slowSchedule(project).schedule).slice(0, 10).join("\n");
}
