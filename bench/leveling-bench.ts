/** `npm run bench -- leveling`: a plan of 1,000 tasks over 40 people, levelled by the rule and by the search; an independent checker finds nobody overloaded. */
import { withDelays } from "@leadline/engine/leveling/applied-plan.ts";
import { levelPlan } from "@leadline/engine/leveling/level-plan.ts";
import type { LevelingResult } from "@leadline/engine/leveling/leveling.ts";
import { optimizeLeveling } from "@leadline/engine/leveling/optimize-leveling.ts";
import type { Project } from "@leadline/engine/model/project.ts";
import { schedule } from "@leadline/engine/schedule/compute.ts";
import { formatIso, type Minute } from "@leadline/engine/time/minute.ts";
import { overloadsOf } from "@leadline/testkit/overload-checker.ts";
import { teamProject } from "@leadline/testkit/team-generator.ts";
import type { BenchResult } from "./bench-result.ts";
import { measure } from "./measure.ts";

const RULE_MS = 150;
/** Plans after which the search tells how far it has come. */
const MILESTONES = [10, 100, 1000];
const CASES = [
  { name: "1,000 tasks, 40 people, links FS", options: { tasks: 1000, people: 40 } },
  { name: "1,000 tasks, 40 people, mixed links, 4 calendars", options: { tasks: 1000, people: 40, links: "mixed", calendars: 4 } },
  { name: "1,000 tasks, 40 people, few links", options: { tasks: 1000, people: 40, linksPerTask: 0.3, shape: "mesh" } },
] as const;

/** The results of the rule, and the search's way in sentences. */
export function levelingBenchmarks(): { readonly results: readonly BenchResult[]; readonly notices: readonly string[] } {
  const projects = CASES.map(({ options }) => teamProject(options));
  const timings = measure(
    projects.map((project, at) => ({ name: `level by rule: ${CASES[at]?.name ?? ""}`, run: () => levelPlan(project) })),
    { warmUps: 5, counted: 15, inARow: 1 },
  );
  const results = timings.map((timing, at): BenchResult => {
    const answer = overloadsLeft(projects[at], (project) => levelPlan(project));
    return { name: timing.name, answer, expected: "0 overloads", timing, targetMs: RULE_MS };
  });
  return { results, notices: projects.map((project, at) => searchNotice(CASES[at]?.name ?? "", project)) };
}

function overloadsLeft(project: Project | undefined, level: (project: Project) => LevelingResult): string {
  if (!project) throw new Error("a plan is missing");
  const leveled = withDelays(project, level(project).delays);
  return `${overloadsOf(leveled, schedule(leveled).schedule, { basis: "day" }).length} overloads`;
}

function searchNotice(name: string, project: Project): string {
  const rule = levelPlan(project);
  const search = optimizeLeveling(project, { seed: 1 });
  const begin = performance.now();
  let made = 0;
  const lines = MILESTONES.map((schedules) => {
    const { finish, gapPercent } = search.step(schedules - made);
    made = schedules;
    return `  ${schedules} plans, ${((performance.now() - begin) / 1000).toFixed(1)} s: finish ${day(finish)}, gap ${gapPercent} %`;
  });
  const { lowerBound, isDone } = search.step(0);
  const head = `search: ${name}: rule ${day(rule.finishAfter)}, no plan before ${day(lowerBound)}${isDone ? ", reached" : ""}; ${overloadsLeft(project, () => search.result())}, seed 1`;
  return [head, ...lines].join("\n");
}

function day(minute: Minute): string {
  return formatIso(minute).slice(0, 10);
}
