/** Random plans by Primavera's rules on both schedulers: where they do not agree, the smallest plan found and what differs. */
import fc from "fast-check";
import { settingsOf, type Project } from "@leadline/engine/model/project.ts";
import { schedule } from "@leadline/engine/schedule/compute.ts";
import { formatIso, type Minute } from "@leadline/engine/time/minute.ts";
import { randomPrimaveraProject } from "./random-primavera.ts";
import { scheduleDifferences } from "./schedule-comparison.ts";
import { slowPrimavera } from "./slow-primavera.ts";

export interface PrimaveraFuzz {
  readonly seed: number;
  readonly plans: number;
  readonly most: number;
}

/** Undefined where both schedulers agree on every field of every task of every plan, and on every driving link. */
export function primaveraDisagreement({ seed, plans, most }: PrimaveraFuzz): string | undefined {
  const details = fc.check(fc.property(randomPrimaveraProject(most), (project) => differences(project).length === 0), { seed, numRuns: plans });
  if (!details.failed) return undefined;
  const project = details.counterexample?.[0];
  return project ? `seed ${seed}\n${differences(project).slice(0, 10).join("\n")}\n${told(project)}` : `seed ${seed}\n${String(details.errorInstance)}`;
}

function differences(project: Project): readonly string[] {
  const [fast, slow] = [schedule(project).schedule, slowPrimavera(project).schedule];
  const links = [...project.records.link.keys()].filter((id) => fast.isDriving(id) !== slow.isDriving(id));
  return [...scheduleDifferences(project, fast, slow), ...links.map((id) => `${id} drives: ${String(fast.isDriving(id))}, not ${String(slow.isDriving(id))}`)];
}

/** A plan in few words, for a failure; plan-text does not know Primavera's fields. */
function told({ records }: Project): string {
  const { start, statusDate, p6 } = settingsOf({ records });
  const tasks = [...records.task.values()].map(({ name: _, number: __, rank: ___, estimated: ____, effortDriven: _____, priority: ______, ...task }) => task);
  const lists = [[{ start, statusDate, p6 }], tasks, [...records.link.values()], [...records.calendar.values()].slice(1), [...records.resource.values()], [...records.assignment.values()]];
  return lists.flat().map((record) => JSON.stringify(record, (_key, value: unknown) => (typeof value === "number" && value > 1e7 ? formatIso(value as Minute) : value))).join("\n");
}
