/** Random whole projects for property tests: everything that scheduling looks at, in plain parts that shrink well. */
import fc from "fast-check";
import { emptyTask, newProject, standardCalendar } from "@leadline/engine/model/new-project.ts";
import { ranksFor } from "@leadline/engine/model/plan/rank.ts";
import { projectOf, settingsOf, type KindedRecord, type Project } from "@leadline/engine/model/project.ts";
import type { Assignment, CalendarRecord, Link, ProjectSettings, Resource, Task } from "@leadline/engine/model/records.ts";
import { minuteOf, type Minute } from "@leadline/engine/time/minute.ts";

/** Which families of features a random project may show; each is on unless turned off. */
export interface RandomProjectOptions {
  readonly most?: number;
  readonly without?: readonly Family[];
}

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
] as const;
export type Family = (typeof FAMILIES)[number];

/** Monday. */
const START = minuteOf(2026, 3, 2, 8);

export function randomProject({ most = 12, without = [] }: RandomProjectOptions = {}): fc.Arbitrary<Project> {
  const has = (family: Family): boolean => !without.includes(family);
  return fc
    .record({
      settings: settingsParts(has),
      calendars: fc.array(calendarParts(has), { maxLength: has("calendars") ? 3 : 0 }),
      tasks: fc.array(taskParts(has), { minLength: 1, maxLength: most }),
      links: fc.array(linkParts(has), { maxLength: most * 2 }),
      resources: fc.array(fc.record({ calendar: rarely(index), type: weighted<Resource["type"]>(["work", 8], ["material", 1], ["cost", 1]) }), { maxLength: has("assignments") ? 3 : 0 }),
      assignments: fc.array(assignmentParts(has), { maxLength: has("assignments") ? most : 0 }),
    })
    .map(assemble);
}

/** Every plan with families of its own: with all of them on, hardly a task would be plain. */
export function randomMixedProject({ most = 12, without = [] }: RandomProjectOptions = {}): fc.Arbitrary<Project> {
  const some = fc.subarray(FAMILIES.filter((family) => !without.includes(family)));
  return some.chain((absent) => randomProject({ most, without: [...without, ...absent] }));
}

/** A number that stands for a place in a list whose length is not known yet. */
const index = fc.nat(999);
const placeIn = <T>(list: readonly T[], at: number | undefined): T | undefined => (at === undefined || list.length === 0 ? undefined : list[at % list.length]);

function rarely<T>(parts: fc.Arbitrary<T>, enabled = true): fc.Arbitrary<T | undefined> {
  return enabled ? fc.option(parts, { nil: undefined, freq: 4 }).chain((value) => fc.boolean().map((keep) => (keep ? value : undefined))) : fc.constant(undefined);
}

function weighted<T>(...choices: readonly (readonly [T, number])[]): fc.Arbitrary<T> {
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

function settingsParts(has: (family: Family) => boolean): fc.Arbitrary<Partial<ProjectSettings>> {
  if (!has("options")) return fc.constant({});
  return fc.record({
    honorConstraints: weighted([true, 3], [false, 1]),
    multipleCriticalPaths: weighted([false, 4], [true, 1]),
    criticalSlackLimitDays: weighted([0, 4], [2, 1]),
    start: weighted([START, 4], [(START + 3000) as Minute, 1]),
  });
}

const times = fc.constantFrom<readonly { from: number; to: number }[]>(
  [{ from: 480, to: 720 }, { from: 780, to: 1020 }],
  [{ from: 480, to: 720 }],
  [{ from: 420, to: 1140 }],
  [{ from: 0, to: 1440 }],
  [{ from: 0, to: 360 }, { from: 1320, to: 1440 }],
  [{ from: 600, to: 750 }, { from: 750, to: 900 }],
);

interface CalendarParts {
  readonly base: number | undefined;
  readonly week: readonly { readonly kind: "inherit" | "nonworking" | "working"; readonly times: readonly { from: number; to: number }[] }[];
  readonly workWeeks: readonly { readonly from: number; readonly days: number; readonly times: readonly { from: number; to: number }[]; readonly mask: number }[];
  readonly exceptions: readonly { readonly from: number; readonly days: number; readonly times: readonly { from: number; to: number }[]; readonly recurrence: CalendarRecord["exceptions"][number]["recurrence"] }[];
}

function calendarParts(has: (family: Family) => boolean): fc.Arbitrary<CalendarParts> {
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

interface TaskParts {
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

function taskParts(has: (family: Family) => boolean): fc.Arbitrary<TaskParts> {
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
    delay: rarely(fc.integer({ min: 0, max: 20 }).map((half) => half * 720), has("delays")),
    splits: rarely(fc.array(fc.record({ afterMinutes: pauseTime, gapMinutes: pauseTime }), { minLength: 1, maxLength: 3 }).map(ascending), has("pauses")),
    progress: rarely(fc.record({ start: instant, share: fc.constantFrom(0, 0.25, 0.5, 1), finishAfter: fc.nat(10), resumeAfter: rarely(fc.nat(12)) }), has("progress")),
  });
}

const pauseTime = fc.oneof(fc.integer({ min: 0, max: 6 }).map((days) => days * 480), fc.integer({ min: 0, max: 1500 }));

function ascending<T extends { readonly afterMinutes: number }>(splits: readonly T[]): readonly T[] {
  return [...splits].sort((a, b) => a.afterMinutes - b.afterMinutes);
}

interface LinkParts {
  readonly from: number;
  readonly to: number;
  readonly backwards: boolean | undefined;
  readonly type: Link["type"];
  readonly lag: Pick<Link, "lagMinutes" | "lagPercent" | "lagUnit">;
}

function linkParts(has: (family: Family) => boolean): fc.Arbitrary<LinkParts> {
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

interface AssignmentParts {
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

function assignmentParts(has: (family: Family) => boolean): fc.Arbitrary<AssignmentParts> {
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

interface ProjectParts {
  readonly settings: Partial<ProjectSettings>;
  readonly calendars: readonly CalendarParts[];
  readonly tasks: readonly TaskParts[];
  readonly links: readonly LinkParts[];
  readonly resources: readonly { readonly calendar: number | undefined; readonly type: Resource["type"] }[];
  readonly assignments: readonly AssignmentParts[];
}

function assemble(parts: ProjectParts): Project {
  const base = newProject({ name: "Random plan", start: START });
  const calendars = [standardCalendar("standard"), ...parts.calendars.map(calendarRecord)];
  const tasks = taskRecords(parts.tasks, calendars);
  const resources = parts.resources.map(({ calendar, type }, at): Resource => {
    const own = placeIn(calendars, calendar);
    return { id: `r${at + 1}`, name: `R${at + 1}`, type, maxUnits: 1, rank: `V${at + 1}`, ...(own ? { calendarId: own.id } : {}) };
  });
  const assignments = parts.assignments.flatMap((assignment, at) => assignmentRecord(assignment, at, tasks, resources));
  const items: KindedRecord[] = [
    { kind: "settings", record: { ...settingsOf(base), ...parts.settings, nextTaskNumber: tasks.length + 1 } },
    ...calendars.map((record): KindedRecord => ({ kind: "calendar", record })),
    ...tasks.map((record): KindedRecord => ({ kind: "task", record })),
    ...linkRecords(parts.links, tasks).map((record): KindedRecord => ({ kind: "link", record })),
    ...resources.map((record): KindedRecord => ({ kind: "resource", record })),
    ...assignments.map((record): KindedRecord => ({ kind: "assignment", record })),
  ];
  return projectOf(items);
}

/** A day that inherits does so from an earlier calendar, so that no calendar is its own base. */
function calendarRecord(parts: CalendarParts, at: number): CalendarRecord {
  const firstDay = Math.floor(START / 1440);
  const baseId = parts.base === undefined ? undefined : ["standard", ...Array.from({ length: at }, (_, other) => `c${other + 1}`)][parts.base % (at + 1)];
  const week = parts.week.map(({ kind, times: own }) => (kind === "working" ? { kind, times: [...own] } : { kind }));
  // Wednesday always works, so that work can always be found.
  week[3] = { kind: "working", times: [{ from: 480, to: 1020 }] };
  return {
    id: `c${at + 1}`,
    name: `C${at + 1}`,
    ...(baseId === undefined ? {} : { baseCalendarId: baseId }),
    week,
    workWeeks: parts.workWeeks.map(({ from, days, times: own, mask }) => ({
      name: "",
      fromDay: firstDay + from,
      toDay: firstDay + from + days,
      week: Array.from({ length: 7 }, (_, weekday) => (mask & (1 << weekday) ? { kind: "working" as const, times: [...own] } : { kind: "nonworking" as const })),
    })),
    exceptions: parts.exceptions.map(({ from, days, times: own, recurrence }) => ({
      name: "",
      fromDay: firstDay + from,
      toDay: firstDay + from + days,
      times: [...own],
      ...(recurrence ? { recurrence } : {}),
    })),
  };
}

function taskRecords(parts: readonly TaskParts[], calendars: readonly CalendarRecord[]): readonly Task[] {
  const ranks = ranksFor(parts.length);
  const lastAtLevel: string[] = [];
  const tasks = parts.map((part, at) => {
    const level = Math.min(part.level, lastAtLevel.length);
    const id = `t${at + 1}`;
    const parentId = lastAtLevel[level - 1];
    lastAtLevel.splice(level, Infinity, id);
    const calendar = placeIn(calendars, part.calendar);
    return emptyTask({
      id,
      number: at + 1,
      name: `Task ${at + 1}`,
      rank: ranks[at] ?? "V",
      durationMinutes: part.duration,
      durationUnit: part.isElapsed ? "ed" : "d",
      estimated: false,
      milestone: part.milestone === true || part.duration === 0,
      taskType: part.taskType,
      ignoreResourceCalendars: part.ignoreResourceCalendars === true,
      active: part.inactive !== true,
      levelingDelayMinutes: part.delay ?? 0,
      ...(part.splits ? { splits: [...part.splits] } : {}),
      ...(parentId === undefined ? {} : { parentId }),
      ...(calendar ? { calendarId: calendar.id } : {}),
      ...(part.constraint ? constraintFields(part.constraint) : {}),
      ...(part.deadline === undefined ? {} : { deadline: part.deadline }),
      ...givenOrProgressed(part),
    });
  });
  const parents = new Set(tasks.map((task) => task.parentId));
  return tasks.map((task) => (parents.has(task.id) ? asSummary(task) : task));
}

/** Given dates and progress exclude each other: Leadline never records an actual start that differs from a manual one. */
function givenOrProgressed(part: TaskParts): Partial<Task> {
  if (part.external) return { external: true, ...manualFields(part.manual ?? { start: START, finish: undefined }), mode: "auto" };
  if (part.manual) return manualFields(part.manual);
  return part.progress ? progressFields(part.progress, part.duration) : {};
}

/** A task of another project has no tasks below it, and a summary is no milestone. */
function asSummary({ external, manualStart, manualFinish, ...task }: Task): Task {
  const given = external ? {} : { ...(manualStart === undefined ? {} : { manualStart }), ...(manualFinish === undefined ? {} : { manualFinish }) };
  return { ...task, ...given, milestone: false };
}

function constraintFields({ type, date }: NonNullable<TaskParts["constraint"]>): Partial<Task> {
  return type === "ALAP" ? { constraint: type } : { constraint: type, constraintDate: date };
}

function manualFields({ start, finish }: NonNullable<TaskParts["manual"]>): Partial<Task> {
  return { mode: "manual", ...(start === undefined ? {} : { manualStart: start }), ...(finish === undefined ? {} : { manualFinish: finish }) };
}

function progressFields({ start, share, finishAfter, resumeAfter }: NonNullable<TaskParts["progress"]>, duration: number): Partial<Task> {
  const actual = Math.round(duration * share * 10) / 10;
  const finish = share === 1 ? { actualFinish: daysAfter(start, finishAfter) } : {};
  const resume = resumeAfter === undefined || share === 1 ? {} : { resume: daysAfter(start, resumeAfter) };
  return { actualStart: start, ...finish, ...resume, percentComplete: share * 100, actualDurationMinutes: actual, remainingDurationMinutes: Math.round((duration - actual) * 10) / 10 };
}

function daysAfter(start: Minute, days: number): Minute {
  return (start + days * 1440) as Minute;
}

/** At most one link for each pair of tasks; most point forward, so that loops are the exception. */
function linkRecords(parts: readonly LinkParts[], tasks: readonly Task[]): readonly Link[] {
  const links = new Map<string, Link>();
  for (const { from, to, backwards, type, lag } of parts) {
    const ends = [from % tasks.length, to % tasks.length].sort((a, b) => a - b);
    if (backwards) ends.reverse();
    const [predecessor, successor] = [tasks[ends[0] ?? 0], tasks[ends[1] ?? 0]];
    if (!predecessor || !successor || predecessor === successor) continue;
    const id = `${predecessor.id}-${successor.id}`;
    links.set(id, { id, predecessorId: predecessor.id, successorId: successor.id, type, ...lag });
  }
  return [...links.values()];
}

function assignmentRecord(parts: AssignmentParts, at: number, tasks: readonly Task[], resources: readonly Resource[]): Assignment[] {
  const task = placeIn(tasks, parts.task);
  const resource = placeIn(resources, parts.resource);
  if (!task || !resource) return [];
  const overtime = Math.min(parts.overtime ?? 0, parts.work);
  const isUnderWay = task.actualStart !== undefined && task.actualFinish === undefined;
  const actual = task.actualStart === undefined ? 0 : Math.round(parts.work * (isUnderWay ? parts.done : 1) * 10) / 10;
  const remaining = Math.round((parts.work - actual) * 10) / 10;
  const start = task.actualStart;
  return [
    {
      id: `a${at + 1}`,
      taskId: task.id,
      resourceId: resource.id,
      units: parts.units,
      workMinutes: parts.work,
      actualWorkMinutes: actual,
      remainingWorkMinutes: remaining,
      delayMinutes: parts.delay ?? 0,
      ...(parts.levelingDelay === undefined ? {} : { levelingDelayMinutes: parts.levelingDelay }),
      ...(parts.contour === undefined ? {} : { contour: parts.contour }),
      ...(parts.profile === undefined ? {} : { profile: [...parts.profile] }),
      ...(overtime > 0 ? { overtimeWorkMinutes: overtime, actualOvertimeWorkMinutes: Math.min(overtime, actual) } : {}),
      ...(start === undefined || parts.startAfter === undefined ? {} : { actualStart: daysAfter(start, parts.startAfter) }),
      ...(start === undefined || parts.finishAfter === undefined || remaining > 0 ? {} : { actualFinish: daysAfter(start, parts.finishAfter) }),
      ...(start === undefined || parts.resumeAfter === undefined ? {} : { resume: daysAfter(start, parts.resumeAfter) }),
    },
  ];
}
