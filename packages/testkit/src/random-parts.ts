/** What random projects are made of: parts that say nothing of each other but by number, so that they shrink well. */
import fc from "fast-check";
import type { Assignment, CalendarRecord, Link, ProjectSettings, Resource, Task } from "@leadline/engine/model/records.ts";
import { minuteOf, type Minute } from "@leadline/engine/time/minute.ts";

export const FAMILIES = [
  "calendars",
  "recurrences",
  "summaries",
  "lags",
  "constraints",
  "deadlines",
  "manual",
  "inactive",
  "external",
  "progress",
  "delays",
  "elapsed",
  "tenths",
  "assignments",
  "pauses",
  "contours",
  "waiting",
  "overtime",
  "loops",
  "options",
  "fromFinish",
] as const;
export type Family = (typeof FAMILIES)[number];

/** Monday. */
export const START = minuteOf(2026, 3, 2, 8);

/** A number that stands for a place in a list whose length is not known yet. */
export const index = fc.nat(999);
export const placeIn = <T>(list: readonly T[], at: number | undefined): T | undefined => (at === undefined || list.length === 0 ? undefined : list[at % list.length]);

export function rarely<T>(parts: fc.Arbitrary<T>, enabled = true): fc.Arbitrary<T | undefined> {
  return enabled ? fc.option(parts, { nil: undefined, freq: 4 }).chain((value) => fc.boolean().map((keep) => (keep ? value : undefined))) : fc.constant(undefined);
}

export function weighted<T>(...choices: readonly (readonly [T, number])[]): fc.Arbitrary<T> {
  return fc.oneof(...choices.map(([value, weight]) => ({ arbitrary: fc.constant(value), weight })));
}

/** Instants around the first two months, at times of day where calendars tend to change. */
const instant: fc.Arbitrary<Minute> = fc
  .tuple(fc.integer({ min: -6, max: 60 }), fc.constantFrom(0, 480, 540, 600, 720, 750, 780, 1020, 1030, 1200))
  .map(([day, time]) => (START - 480 + day * 1440 + time) as Minute);

function minutesOf(has: (family: Family) => boolean): fc.Arbitrary<number> {
  const whole = fc.oneof(
    { arbitrary: fc.integer({ min: 0, max: 10 }).map((days) => days * 480), weight: 6 },
    { arbitrary: fc.integer({ min: 0, max: 50 }).map((hours) => hours * 60), weight: 3 },
    { arbitrary: fc.integer({ min: 0, max: 1500 }), weight: 1 },
  );
  return has("tenths") ? fc.oneof({ arbitrary: whole, weight: 9 }, { arbitrary: fc.integer({ min: 0, max: 15_000 }).map((tenths) => tenths / 10), weight: 1 }) : whole;
}

export function settingsParts(has: (family: Family) => boolean): fc.Arbitrary<Partial<ProjectSettings>> {
  const options = has("options")
    ? fc.record({
        honorConstraints: weighted([true, 3], [false, 1]),
        multipleCriticalPaths: weighted([false, 4], [true, 1]),
        criticalSlackLimitDays: weighted([0, 4], [2, 1]),
        start: weighted([START, 4], [(START + 3000) as Minute, 1]),
      })
    : fc.constant({});
  const fromFinish = has("fromFinish") ? fc.oneof({ arbitrary: fc.constant({}), weight: 2 }, { arbitrary: fc.record({ scheduleFrom: fc.constant("finish" as const), finish: instant }), weight: 1 }) : fc.constant({});
  return fc.tuple(options, fromFinish).map(([chosen, end]) => ({ ...chosen, ...end }));
}

const times = fc.constantFrom<readonly { from: number; to: number }[]>(
  [{ from: 480, to: 720 }, { from: 780, to: 1020 }],
  [{ from: 480, to: 720 }],
  [{ from: 420, to: 1140 }],
  [{ from: 0, to: 1440 }],
  [{ from: 0, to: 360 }, { from: 1320, to: 1440 }],
  [{ from: 600, to: 750 }, { from: 750, to: 900 }],
);

export interface CalendarParts {
  readonly base: number | undefined;
  readonly week: readonly { readonly kind: "inherit" | "nonworking" | "working"; readonly times: readonly { from: number; to: number }[] }[];
  readonly workWeeks: readonly { readonly from: number; readonly days: number; readonly times: readonly { from: number; to: number }[]; readonly mask: number }[];
  readonly exceptions: readonly { readonly from: number; readonly days: number; readonly times: readonly { from: number; to: number }[]; readonly recurrence: CalendarRecord["exceptions"][number]["recurrence"] }[];
}

export function calendarParts(has: (family: Family) => boolean): fc.Arbitrary<CalendarParts> {
  const from = fc.integer({ min: -3, max: 50 });
  const days = weighted([0, 3], [1, 1], [6, 1], [40, 1]);
  const kind = weighted<"inherit" | "nonworking" | "working">(["working", 5], ["inherit", 2], ["nonworking", 1]);
  return fc.record({
    base: rarely(index),
    week: fc.array(fc.record({ kind, times }), { minLength: 7, maxLength: 7 }),
    workWeeks: fc.array(fc.record({ from, days, times, mask: fc.nat(127) }), { maxLength: 1 }),
    exceptions: fc.array(fc.record({ from, days, times: fc.oneof(fc.constant([]), times), recurrence: rarely(recurrenceParts, has("recurrences")) }), { maxLength: 3 }),
  });
}

const recurrenceParts = fc
  .record({
    type: fc.integer({ min: 1, max: 9 }),
    occurrences: fc.option(fc.integer({ min: 1, max: 10 }), { nil: undefined }),
    period: fc.integer({ min: 1, max: 5 }),
    daysOfWeek: fc.nat(127),
    monthItem: fc.nat(9),
    monthPosition: fc.nat(4),
    month: fc.nat(11),
    monthDay: fc.integer({ min: 1, max: 31 }),
  })
  .map(({ occurrences, ...rule }) => ({ ...rule, ...(occurrences === undefined ? {} : { occurrences }) }));

export interface TaskParts {
  readonly level: number;
  readonly duration: number;
  readonly isElapsed: boolean | undefined;
  readonly milestone: true | undefined;
  readonly inactive: true | undefined;
  readonly external: true | undefined;
  readonly constraint: { readonly type: Task["constraint"]; readonly date: Minute } | undefined;
  readonly deadline: Minute | undefined;
  readonly calendar: number | undefined;
  readonly ignoreResourceCalendars: true | undefined;
  readonly taskType: Task["taskType"];
  readonly manual: { readonly start: Minute | undefined; readonly finish: Minute | undefined } | undefined;
  readonly delay: number | undefined;
  readonly splits: readonly { readonly afterMinutes: number; readonly gapMinutes: number }[] | undefined;
  readonly progress: { readonly start: Minute; readonly share: number; readonly finishAfter: number; readonly resumeAfter: number | undefined } | undefined;
}

export function taskParts(has: (family: Family) => boolean): fc.Arbitrary<TaskParts> {
  const yes = fc.constant(true as const);
  return fc.record({
    level: has("summaries") ? weighted([0, 4], [1, 2], [2, 1]) : fc.constant(0),
    duration: minutesOf(has),
    isElapsed: rarely(fc.boolean(), has("elapsed")),
    milestone: rarely(yes),
    inactive: rarely(yes, has("inactive")),
    external: rarely(yes, has("external")),
    constraint: rarely(fc.record({ type: fc.constantFrom("ALAP", "MSO", "MFO", "SNET", "SNLT", "FNET", "FNLT"), date: instant }), has("constraints")),
    deadline: rarely(instant, has("deadlines")),
    calendar: rarely(index, has("calendars")),
    ignoreResourceCalendars: rarely(yes),
    taskType: weighted<Task["taskType"]>(["fixedUnits", 3], ["fixedDuration", 1], ["fixedWork", 1]),
    manual: rarely(fc.record({ start: fc.option(instant, { nil: undefined }), finish: fc.option(instant, { nil: undefined }) }), has("manual")),
    delay: rarely(fc.integer({ min: has("fromFinish") ? -20 : 0, max: 20 }).map((half) => half * 720), has("delays")),
    splits: rarely(fc.array(fc.record({ afterMinutes: pauseTime, gapMinutes: pauseTime }), { minLength: 1, maxLength: 3 }).map(ascending), has("pauses")),
    progress: rarely(fc.record({ start: instant, share: fc.constantFrom(0, 0.25, 0.5, 1), finishAfter: fc.nat(10), resumeAfter: rarely(fc.nat(12)) }), has("progress")),
  });
}

const pauseTime = fc.oneof(fc.integer({ min: 0, max: 6 }).map((days) => days * 480), fc.integer({ min: 0, max: 1500 }));

function ascending<T extends { readonly afterMinutes: number }>(splits: readonly T[]): readonly T[] {
  return [...splits].sort((a, b) => a.afterMinutes - b.afterMinutes);
}

export interface LinkParts {
  readonly from: number;
  readonly to: number;
  readonly backwards: boolean | undefined;
  readonly type: Link["type"];
  readonly lag: Pick<Link, "lagMinutes" | "lagPercent" | "lagUnit">;
}

export function linkParts(has: (family: Family) => boolean): fc.Arbitrary<LinkParts> {
  const none = { lagMinutes: 0, lagPercent: 0, lagUnit: "d" } as const;
  const some = fc.oneof(
    fc.integer({ min: -4, max: 6 }).map((days) => ({ lagMinutes: days * 480, lagPercent: 0, lagUnit: "d" as const })),
    fc.integer({ min: -30, max: 60 }).map((hours) => ({ lagMinutes: hours * 60, lagPercent: 0, lagUnit: "h" as const })),
    fc.integer({ min: -4, max: 6 }).map((days) => ({ lagMinutes: days * 1440, lagPercent: 0, lagUnit: "ed" as const })),
    fc.integer({ min: -30, max: 60 }).map((hours) => ({ lagMinutes: hours * 60, lagPercent: 0, lagUnit: "eh" as const })),
    fc.constantFrom(-100, -50, 33, 50, 150).map((percent) => ({ lagMinutes: 0, lagPercent: percent, lagUnit: "%" as const })),
    fc.constantFrom(-50, 33, 150).map((percent) => ({ lagMinutes: 0, lagPercent: percent, lagUnit: "e%" as const })),
  );
  return fc.record({
    from: index,
    to: index,
    backwards: rarely(rarely(fc.boolean()), has("loops")),
    type: weighted<Link["type"]>(["FS", 5], ["SS", 2], ["FF", 2], ["SF", 1]),
    lag: has("lags") ? fc.oneof({ arbitrary: fc.constant(none), weight: 2 }, { arbitrary: some, weight: 1 }) : fc.constant(none),
  });
}

export interface AssignmentParts {
  readonly task: number;
  readonly resource: number;
  readonly units: number;
  readonly work: number;
  readonly done: number;
  readonly contour: Assignment["contour"];
  readonly profile: Assignment["profile"];
  readonly delay: number | undefined;
  readonly levelingDelay: number | undefined;
  readonly overtime: number | undefined;
  /** Days after the task's own, where the assignment has actual dates or a resume of its own. */
  readonly startAfter: number | undefined;
  readonly finishAfter: number | undefined;
  readonly resumeAfter: number | undefined;
}

const CONTOURS = ["flat", "backLoaded", "frontLoaded", "doublePeak", "earlyPeak", "latePeak", "bell", "turtle", "contoured"] as const;

export function assignmentParts(has: (family: Family) => boolean): fc.Arbitrary<AssignmentParts> {
  const units = fc.constantFrom(1, 1, 0.5, 2, 0.3, 0);
  const stretch = fc.record({ spanMinutes: fc.oneof(fc.constantFrom(0, 240, 480, 960), fc.integer({ min: 0, max: 1500 })), units });
  return fc.record({
    task: index,
    resource: index,
    units,
    work: minutesOf(has),
    done: fc.constantFrom(0, 0.25, 0.5, 1),
    contour: rarely(fc.constantFrom(...CONTOURS), has("contours")),
    profile: rarely(fc.array(stretch, { minLength: 1, maxLength: 4 }), has("contours")),
    delay: rarely(pauseTime, has("waiting")),
    levelingDelay: rarely(pauseTime, has("waiting")),
    overtime: rarely(fc.constantFrom(60, 240, 480, 2000), has("overtime")),
    startAfter: rarely(fc.nat(5), has("progress")),
    finishAfter: rarely(fc.integer({ min: -2, max: 9 }), has("progress")),
    resumeAfter: rarely(fc.nat(12), has("progress")),
  });
}

export interface ProjectParts {
  readonly settings: Partial<ProjectSettings>;
  readonly calendars: readonly CalendarParts[];
  readonly tasks: readonly TaskParts[];
  readonly links: readonly LinkParts[];
  readonly resources: readonly { readonly calendar: number | undefined; readonly type: Resource["type"] }[];
  readonly assignments: readonly AssignmentParts[];
}

