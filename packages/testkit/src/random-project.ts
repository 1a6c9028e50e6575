/** Random whole projects for property tests: everything that scheduling looks at, in plain parts that shrink well. */
import fc from "fast-check";
import { emptyTask, newProject, standardCalendar } from "@leadline/engine/model/new-project.ts";
import { ranksFor } from "@leadline/engine/model/plan/rank.ts";
import { projectOf, settingsOf, type KindedRecord, type Project } from "@leadline/engine/model/project.ts";
import type { Assignment, CalendarRecord, Link, Resource, Task } from "@leadline/engine/model/records.ts";
import type { Minute } from "@leadline/engine/time/minute.ts";
import { assignmentParts, calendarParts, FAMILIES, index, linkParts, placeIn, rarely, settingsParts, START, taskParts, weighted, type AssignmentParts, type CalendarParts, type Family, type LinkParts, type ProjectParts, type TaskParts } from "./random-parts.ts";

/** Which families of features a random project may show; each is on unless turned off. */
export interface RandomProjectOptions {
  readonly most?: number;
  readonly without?: readonly Family[];
}

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
