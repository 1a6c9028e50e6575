/** Random plans on both schedulers: where they do not agree, the smallest plan found and what differs, in words. */
import fc from "fast-check";
import { outlineOf } from "@leadline/engine/model/plan/outline.ts";
import { settingsOf, type Project } from "@leadline/engine/model/project.ts";
import type { Link } from "@leadline/engine/model/records.ts";
import { schedule } from "@leadline/engine/schedule/compute.ts";
import type { Schedule } from "@leadline/engine/schedule/schedule.ts";
import { writePlanText } from "@leadline/formats/plan-text/write.ts";
import { randomMixedProject, randomProject, type RandomProjectOptions } from "./random-project.ts";
import { scheduleDifferences } from "./schedule-comparison.ts";
import { fixedFinish } from "./slow-network.ts";
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
  const [fast, slow] = [schedule(project).schedule, slowSchedule(project).schedule];
  return [...scheduleDifferences(project, fast, slow), ...drivingDifferences(project, fast, slow)].slice(0, 10).join("\n");
}

/**
 * The specification names every link that alone would give a task its start, the fast scheduler one of them for each task:
 * perhaps the one that is drawn to a summary above it. From the finish a link gives its predecessor a place.
 */
function drivingDifferences(project: Project, fast: Schedule, slow: Schedule): readonly string[] {
  const outline = outlineOf(project);
  const placedBy = (link: Link): string => (fixedFinish(settingsOf(project)) === undefined ? link.successorId : link.predecessorId);
  const rowsOf = (link: Link): { readonly from: number; readonly to: number } => ({ from: outline.indexOf(placedBy(link)) ?? -1, to: outline.rowOf(placedBy(link))?.endIndex ?? -1 });
  const drivenBy = (one: Schedule): readonly Link[] => [...project.records.link.values()].filter(({ id }) => one.isDriving(id));
  const [byFast, bySlow] = [drivenBy(fast), drivenBy(slow)];
  const isToSameTask = (one: Link, other: Link): boolean => rowsOf(one).from < rowsOf(other).to && rowsOf(other).from < rowsOf(one).to;
  return [
    ...byFast.filter((link) => !bySlow.includes(link)).map(({ id }) => `${id} drives nothing`),
    ...bySlow.filter((link) => !byFast.some((other) => isToSameTask(link, other))).map(({ id }) => `${id} drives`),
  ];
}
