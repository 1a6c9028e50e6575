/** As planned against as built where the older plan is a baseline: it holds dates, no logic (domain D7, static comparison). */
import { taskBaselineId } from "../model/plan/baseline-ids.ts";
import type { Project } from "../model/project.ts";
import { schedule } from "../schedule/compute.ts";
import type { Minute } from "../time/minute.ts";
import { pathShares, type PathShares, type PlannedDates } from "./path-shares.ts";

export interface BaselinePath {
  /** 0-10. */
  readonly number: number;
  readonly shares: PathShares;
}

/** The path of the plan as it was built against each of its baselines that hold dates, by number. */
export function baselinePaths(project: Project): readonly BaselinePath[] {
  const numbers = [...new Set([...project.records.taskBaseline.values()].map(({ number }) => number))].sort((a, b) => a - b);
  if (numbers.length === 0) return [];
  const built = schedule(project).schedule;
  return numbers.flatMap((number) => {
    const planned = datesOf(project, number);
    return planned ? [{ number, shares: pathShares(planned, project, built) }] : [];
  });
}

function datesOf({ records }: Project, number: number): PlannedDates | undefined {
  const finishes = [...records.taskBaseline.values()].flatMap((one) => (one.number === number && one.finish !== undefined ? [one.finish] : []));
  const finish = finishes.reduce<Minute | undefined>((last, one) => (last === undefined || one > last ? one : last), undefined);
  if (finish === undefined) return undefined;
  return {
    finish,
    of: (taskId) => {
      const held = records.taskBaseline.get(taskBaselineId(number, taskId));
      return held?.start === undefined || held.finish === undefined ? undefined : { start: held.start, finish: held.finish };
    },
  };
}
