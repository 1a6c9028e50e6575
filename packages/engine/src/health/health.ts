/** The door of schedule health: a plan with its dates in, the DCMA's 14 points, further checks and GAO's ten practices out. */
import type { Project } from "../model/project.ts";
import type { Schedule } from "../schedule/schedule.ts";
import { hardConstraints, invalidDates, missedTasks, resourcesGiven } from "./date-checks.ts";
import { floatChecks } from "./float-checks.ts";
import { furtherChecks, USUAL_PERIOD_DAYS } from "./further-checks.ts";
import { linkChecks } from "./link-checks.ts";
import { bei, cpli, criticalPathTest } from "./path-checks.ts";
import { populationOf } from "./population.ts";
import { practicesOf } from "./practices.ts";
import type { HealthCheck, HealthReport } from "./report.ts";

export interface HealthOptions {
  /** Working days between two reports; 10 where nobody says otherwise. */
  readonly reportingPeriodDays?: number;
}

/**
 * Checks a plan. Pure; thresholds and populations are those of domain B6 and B8, every number comes with what it was
 * counted over and what was left out. `schedule` must be the one of `project`.
 * Example: 3 open tasks of which one must start on a date fail point 5 with 33.3 % of at most 5 %.
 */
export function healthOf(project: Project, schedule: Schedule, options: HealthOptions = {}): HealthReport {
  const population = populationOf(project, schedule);
  const checks: HealthCheck[] = [
    ...linkChecks(population),
    hardConstraints(population),
    ...floatChecks(population),
    invalidDates(population),
    resourcesGiven(population),
    missedTasks(population),
    criticalPathTest(population),
    cpli(population),
    bei(population),
  ];
  const further = furtherChecks(population, options.reportingPeriodDays ?? USUAL_PERIOD_DAYS);
  return { checks, further, practices: practicesOf(population, checks, further) };
}
