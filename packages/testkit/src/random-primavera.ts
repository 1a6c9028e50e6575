/** Random projects by Primavera's rules: everything that a random project has, with activity types, constraints and options of Primavera's. */
import fc from "fast-check";
import type { P6Activity, P6Constraint } from "@leadline/engine/model/plan/p6-activity.ts";
import { plainConstraintOf } from "@leadline/engine/model/plan/p6-constraint.ts";
import type { P6Options } from "@leadline/engine/model/plan/p6-options.ts";
import { settingsOf, type Project } from "@leadline/engine/model/project.ts";
import type { Link, Task } from "@leadline/engine/model/records.ts";
import { minuteOf, type Minute } from "@leadline/engine/time/minute.ts";
import { randomMixedProject, randomProject } from "./random-project.ts";

const MONDAY = minuteOf(2026, 3, 2);

const instant = fc.tuple(fc.integer({ min: -3, max: 40 }), fc.constantFrom(0, 480, 600, 720, 1020, 1200)).map(([day, time]) => (MONDAY + day * 1440 + time) as Minute);
const maybe = <T>(parts: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(parts, { nil: undefined, freq: 2 });
const constraint = fc
  .tuple(fc.constantFrom<P6Constraint>("startOn", "startOnOrBefore", "startOnOrAfter", "finishOn", "finishOnOrBefore", "finishOnOrAfter", "asLateAsPossible", "mandatoryStart", "mandatoryFinish"), instant)
  .map(([type, date]) => (type === "asLateAsPossible" ? { type } : { type, date }));

const activity = fc.record({
  type: fc.constantFrom<P6Activity["activityType"] | undefined>("task", "task", "task", "resource", "levelOfEffort", "startMilestone", "finishMilestone", "wbsSummary", undefined),
  constraint: maybe(constraint),
  secondConstraint: maybe(constraint),
  expectedFinish: maybe(maybe(instant)),
  resume: maybe(instant),
});

const options: fc.Arbitrary<Omit<P6Options, "mustFinishBy">> = fc.record({
  progress: fc.constantFrom("retainedLogic", "progressOverride", "actualDates"),
  lagCalendar: fc.constantFrom("predecessor", "successor", "project", "roundTheClock"),
  startToStartLagFrom: fc.constantFrom("earlyStart", "actualStart"),
  totalFloat: fc.constantFrom("start", "finish", "smallest"),
  critical: fc.constantFrom("totalFloat", "longestPath"),
  openEndsAreCritical: fc.boolean(),
  useExpectedFinish: fc.boolean(),
});

interface Extras {
  readonly activities: readonly { readonly [K in "type" | "constraint" | "secondConstraint" | "expectedFinish" | "resume"]?: unknown }[];
  readonly options: Omit<P6Options, "mustFinishBy">;
  readonly mustFinishBy: Minute | undefined;
  readonly statusDate: Minute | undefined;
  readonly second: readonly { readonly of: number; readonly type: Link["type"] }[];
}

/** Plans of every feature; those that only Microsoft Project knows are there to show that they have no effect. */
export const randomPrimaveraProject = (most: number): fc.Arbitrary<Project> =>
  fc
    .tuple(
      fc.oneof(randomProject({ most }), randomMixedProject({ most })),
      fc.oneof(fc.array(activity, { minLength: most, maxLength: most }), fc.constant([])),
      fc.record({ options, mustFinishBy: maybe(instant), statusDate: maybe(instant), second: fc.array(fc.record({ of: fc.nat(99), type: fc.constantFrom<Link["type"]>("FS", "SS", "FF", "SF") }), { maxLength: 3 }) }),
    )
    .map(([project, activities, extras]) => inPrimavera(project, activities, extras));

function inPrimavera(project: Project, activities: readonly (typeof activity extends fc.Arbitrary<infer T> ? T : never)[], { options: chosen, mustFinishBy, statusDate, second }: Omit<Extras, "activities">): Project {
  const { records } = project;
  const tasks = [...records.task.values()].map((task, at): Task => {
    const parts = activities[at];
    if (!parts || parts.type === undefined) return task;
    const { constraint: first, secondConstraint, expectedFinish, resume, type } = parts;
    const { constraint: _, constraintDate: __, ...plain } = task;
    return {
      ...plain,
      ...plainConstraintOf(first),
      p6: { activityType: type, ...(first && { constraint: first }), ...(secondConstraint && { secondConstraint }), ...(expectedFinish !== undefined && { expectedFinish }), ...(resume !== undefined && { resume }) },
    };
  });
  const links = new Map(records.link);
  const given = [...links.values()];
  for (const { of, type } of second) {
    const link = given[of % Math.max(1, given.length)];
    if (link && link.type !== type) links.set(`${link.id}-${type}`, { ...link, id: `${link.id}-${type}`, type });
  }
  const settings = { ...settingsOf(project), schedulingRules: "primavera" as const, p6: { ...chosen, ...(mustFinishBy !== undefined && { mustFinishBy }) }, ...(statusDate !== undefined && { statusDate }) };
  return { records: { ...records, settings: new Map([["settings", settings]]), task: new Map(tasks.map((task) => [task.id, task])), link: links } };
}

