/** Random projects by Primavera's rules on both schedulers: every date, float and critical mark of every task must be the same. */
import fc from "fast-check";
import { expect, test } from "vitest";
import type { P6Activity, P6Constraint } from "@leadline/engine/model/plan/p6-activity.ts";
import { plainConstraintOf } from "@leadline/engine/model/plan/p6-constraint.ts";
import type { P6Options } from "@leadline/engine/model/plan/p6-options.ts";
import { outlineOf } from "@leadline/engine/model/plan/outline.ts";
import { settingsOf, type Project } from "@leadline/engine/model/project.ts";
import type { Link, Task } from "@leadline/engine/model/records.ts";
import { schedule } from "@leadline/engine/schedule/compute.ts";
import { formatIso, minuteOf, type Minute } from "@leadline/engine/time/minute.ts";
import { randomProject } from "./random-project.ts";
import { TICKS } from "./slow-calendar.ts";
import { shownLate, slowPrimavera } from "./slow-primavera.ts";

const SEED = Number(process.env["LEADLINE_FUZZ_SEED"] ?? 20260302);
const FACTOR = Number(process.env["LEADLINE_FUZZ_RUNS"] ?? 1);
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

const plans = (most: number): fc.Arbitrary<Project> =>
  fc
    .tuple(
      randomProject({ most, without: ["summaries", "manual", "external", "inactive"] }),
      fc.array(activity, { minLength: most, maxLength: most }),
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

/** "t3 late finish: 2026-03-09T17:00:00, not 2026-03-10T17:00:00" for all that differs. */
function differences(project: Project): string[] {
  const fast = schedule(project).schedule;
  const slow = slowPrimavera(project);
  const lines: string[] = [];
  const date = (tick: number): string => (Number.isFinite(tick) ? formatIso(Math.floor(tick / TICKS) as Minute) : String(tick));
  for (const { task, isSummary } of outlineOf(project).rows) {
    const [a, b] = [fast.of(task.id), slow.get(task.id)];
    if (isSummary || (!a && !b)) continue;
    // Without working time a task has no dates; the slow scheduler says Infinity.
    if (!a || !b) {
      if (b && Number.isFinite(b.finish) && Number.isFinite(b.LS)) lines.push(`${task.id}: ${a ? "dates" : "no dates"}, not ${b ? "dates" : "no dates"}`);
      continue;
    }
    const late = task.p6?.activityType === "wbsSummary" ? { start: b.LS, finish: b.LF } : shownLate(task, b);
    const pairs: readonly (readonly [string, unknown, unknown])[] = [
      ["start", formatIso(a.start), date(b.start)],
      ["finish", formatIso(a.finish), date(b.finish)],
      ["late start", formatIso(a.lateStart), date(late.start)],
      ["late finish", formatIso(a.lateFinish), date(late.finish)],
      ["total float", a.totalSlackMinutes + 0, b.totalFloat / TICKS + 0],
      ["free float", a.freeSlackMinutes + 0, b.freeFloat / TICKS + 0],
      ["critical", a.critical, b.isCritical],
      ...(a.remainingStart === undefined ? [] : [["remaining start", formatIso(a.remainingStart), date(b.RS)] as const]),
    ];
    for (const [field, x, y] of pairs) if (x !== y) lines.push(`${task.id} ${field}: ${String(x)}, not ${String(y)}`);
  }
  return lines;
}

/** A plan in few words, for a failure. */
function told(project: Project): string {
  const tasks = [...project.records.task.values()].map(({ id, durationMinutes, durationUnit, actualStart, actualFinish, remainingDurationMinutes, calendarId, constraint: rule, constraintDate, deadline, levelingDelayMinutes, p6 }) => JSON.stringify({ id, durationMinutes, durationUnit, actualStart: actualStart && formatIso(actualStart), actualFinish: actualFinish && formatIso(actualFinish), remainingDurationMinutes, calendarId, rule, constraintDate: constraintDate && formatIso(constraintDate), deadline, levelingDelayMinutes, p6 }));
  const links = [...project.records.link.values()].map(({ predecessorId, successorId, type, lagMinutes, lagPercent, lagUnit }) => `${predecessorId} ${type} ${successorId} ${lagMinutes} ${lagPercent} ${lagUnit}`);
  const { start, statusDate, p6 } = settingsOf(project);
  return [JSON.stringify({ start: formatIso(start), statusDate: statusDate && formatIso(statusDate), p6 }), ...tasks, ...links, ...[...project.records.calendar.values()].slice(1).map((calendar) => JSON.stringify(calendar)), JSON.stringify([...project.records.assignment.values()])].join("\n");
}

test.each([[5, 500], [14, 120]])("plans of up to %i tasks agree by Primavera's rules", (most, runs) => {
  const details = fc.check(fc.property(plans(most), (project) => differences(project).length === 0), { seed: SEED, numRuns: runs * FACTOR });
  const project = details.counterexample?.[0];
  const failure = project ? `seed ${SEED}\n${differences(project).join("\n")}\n${told(project)}` : String(details.errorInstance ?? "");
  expect(details.failed ? failure : "agreed").toBe("agreed");
}, 60_000);
