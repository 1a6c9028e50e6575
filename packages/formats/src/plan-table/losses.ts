/** What a table cannot hold of a plan: one sentence for each kind of thing, with how many there are. */
import type { Problem } from "@leadline/engine/base/problem.ts";
import { newSettings, standardCalendar } from "@leadline/engine/model/new-project.ts";
import { outlineOf } from "@leadline/engine/model/plan/outline.ts";
import { settingsOf, type Project } from "@leadline/engine/model/project.ts";
import type { Assignment, CalendarRecord, Link, Resource, Task } from "@leadline/engine/model/records.ts";
import { REGISTERS, REGISTER_KINDS } from "@leadline/engine/model/registers.ts";
import { toTenth } from "@leadline/engine/time/duration-text.ts";

interface Loss<T> {
  readonly what: string;
  readonly isLost: (item: T) => boolean;
}

const TASK_LOSSES: readonly Loss<Task>[] = [
  { what: "the calendar of", isLost: ({ calendarId }) => calendarId !== undefined },
  { what: "that resource calendars are ignored by", isLost: ({ ignoreResourceCalendars }) => ignoreResourceCalendars },
  { what: "the type (fixed duration or work, effort-driven) of", isLost: ({ taskType, effortDriven }) => taskType !== "fixedUnits" || effortDriven },
  { what: "what only Primavera says of", isLost: ({ p6 }) => p6 !== undefined },
  { what: "the levelling delay or what levelling may do with", isLost: (task) => task.levelingDelayMinutes !== 0 || task.levelAssignments === false || task.levelingCanSplit === false },
  { what: "deliverable, gate or marks of", isLost: (task) => task.deliverable !== undefined || task.gateCode !== undefined || task.securityRelevant === true || task.procurementRelevant === true },
  { what: "the physical percent complete of", isLost: ({ physicalPercentComplete }) => physicalPercentComplete !== undefined },
  { what: "the pauses in", isLost: (task) => (task.splits?.length ?? 0) > 0 || task.stop !== undefined || task.resume !== undefined },
  { what: "the source's stored dates of", isLost: ({ storedDates }) => storedDates !== undefined },
  { what: "an estimate that differs from the duration of", isLost: ({ estimate, durationMinutes }) => estimate !== undefined && estimate.likelyMinutes !== durationMinutes },
  { what: "what is said of the estimate (distribution, ends, method, source) of", isLost: ({ estimate }) => estimate !== undefined && Object.keys(estimate).length > 3 },
  { what: "the range, kind or accrual of the fixed cost of", isLost: (task) => task.fixedCostEstimate !== undefined || task.fixedCostType !== undefined || task.fixedCostAccrual !== undefined },
  { what: "the reported actual cost or the earning rule of", isLost: (task) => task.reportedCost !== undefined || task.earningRule !== undefined },
  { what: "need, value points, ticket or other ways to do it of", isLost: (task) => task.need !== undefined || task.valuePoints !== undefined || task.modes !== undefined || task.ticket !== undefined },
  { what: "the rule by which they come back of the recurring", isLost: ({ recurring }) => recurring !== undefined },
  { what: "that they belong to another project of", isLost: (task) => task.external === true || task.otherProject !== undefined },
  { what: "remaining work that does not follow from the percentage of", isLost: hasOwnRemaining },
  { what: "the manual dates of the automatic", isLost: (task) => task.mode === "auto" && (task.manualStart !== undefined || task.manualFinish !== undefined) },
  { what: "the constraint, which its dates by hand hide, of", isLost: (task) => task.mode === "manual" && task.constraint !== "ASAP" },
];

function hasOwnRemaining(task: Task): boolean {
  if (task.actualStart === undefined) return task.percentComplete > 0;
  return task.remainingDurationMinutes !== toTenth(task.durationMinutes - toTenth((task.durationMinutes * task.percentComplete) / 100));
}

const RESOURCE_LOSSES: readonly Loss<Resource>[] = [
  { what: "materials and costs among the", isLost: ({ type }) => type !== "work" },
  { what: "most units, calendar or availability of", isLost: (resource) => resource.maxUnits !== 1 || resource.calendarId !== undefined || resource.availability !== undefined },
  { what: "the rates of", isLost: ({ standardRateCentsPerHour, overtimeRateCentsPerHour, costPerUseCents, rates, accrueAt }) => [standardRateCentsPerHour, overtimeRateCentsPerHour, costPerUseCents, rates, accrueAt].some((field) => field !== undefined) },
  { what: "group, e-mail, notes, skills or marks of", isLost: (resource) => [resource.initials, resource.group, resource.email, resource.notes].some((field) => field !== undefined) || (resource.skills?.length ?? 0) > 0 || resource.generic === true || resource.booking === "proposed" || resource.canLevel === false },
];

const ASSIGNMENT_LOSSES: readonly Loss<Assignment>[] = [
  { what: "delay, contour, overtime, rate table or day-by-day work of", isLost: (assignment) => assignment.delayMinutes !== 0 || (assignment.contour ?? "flat") !== "flat" || assignment.profile !== undefined || (assignment.overtimeWorkMinutes ?? 0) > 0 || (assignment.levelingDelayMinutes ?? 0) !== 0 || (assignment.rateTable ?? "A") !== "A" },
  { what: "the range of the work or the actual dates of", isLost: ({ workEstimate, actualStart, actualFinish }) => workEstimate !== undefined || actualStart !== undefined || actualFinish !== undefined },
  { what: "the missing resource of", isLost: ({ resourceId }) => resourceId === undefined },
];

export function tableLosses(project: Project, format: "csv" | "xlsx"): readonly Problem[] {
  const { records } = project;
  const told = (what: string): Problem => ({ code: `${format}/loss`, message: `A table cannot hold ${what}.` });
  const summaries = new Set(outlineOf(project).rows.flatMap(({ isSummary, task }) => (isSummary ? [task.id] : [])));
  return [
    ...settingsLosses(project, format),
    ...counted("calendar", "calendars", records.calendar.values(), [{ what: "the working times of (a table is read by the standard week)", isLost: (calendar) => !isStandard(calendar) }]),
    ...counted("task", "tasks", records.task.values(), TASK_LOSSES),
    ...counted("summary task", "summary tasks", [...records.task.values()].filter(({ id }) => summaries.has(id)), [{ what: "progress, constraint or duration of its own of", isLost: hasOwn }]),
    ...counted("link", "links", records.link.values(), [{ what: "the range of the lag of", isLost: ({ lagEstimate }: Link) => lagEstimate !== undefined }]),
    ...counted("resource", "resources", records.resource.values(), RESOURCE_LOSSES),
    ...counted("assignment", "assignments", records.assignment.values(), ASSIGNMENT_LOSSES),
    ...counted("baseline of a task", "baselines of tasks", records.taskBaseline.values(), WHOLE),
    ...REGISTER_KINDS.flatMap((kind) => counted(REGISTERS[kind].one, REGISTERS[kind].many, records[kind].values(), WHOLE)),
    ...counted("entry", "entries", records.keptSource.values(), [{ what: "what only the source file says:", isLost: () => true }]),
  ].map(told);
}

const WHOLE: readonly Loss<unknown>[] = [{ what: "the", isLost: () => true }];

function counted<T>(one: string, many: string, items: Iterable<T>, losses: readonly Loss<T>[]): string[] {
  const all = [...items];
  return losses.flatMap(({ what, isLost }) => {
    const count = all.filter(isLost).length;
    return count === 0 ? [] : [`${what} ${count} ${count === 1 ? one : many}`];
  });
}

function hasOwn(task: Task): boolean {
  return task.durationMinutes !== 0 || task.percentComplete !== 0 || task.constraint !== "ASAP";
}

function isStandard({ week, exceptions, workWeeks }: CalendarRecord): boolean {
  return exceptions.length === 0 && workWeeks.length === 0 && JSON.stringify(week) === JSON.stringify(standardCalendar("").week);
}

function settingsLosses(project: Project, format: "csv" | "xlsx"): string[] {
  const { id: _id, name, start, calendarId, currency, nextTaskNumber: _next, origin: _origin, storedFinish: _stored, statusDate, minutesPerDay, minutesPerWeek, daysPerMonth, defaultStartTime, defaultFinishTime, ...rest } = settingsOf(project);
  const usual: Readonly<Record<string, unknown>> = { ...newSettings({ name, start, calendarId }) };
  const others = Object.entries(rest).filter(([key, value]) => JSON.stringify(value) !== JSON.stringify(usual[key])).map(([key]) => key);
  const scale = { minutesPerDay, minutesPerWeek, daysPerMonth, defaultStartTime, defaultFinishTime };
  const ofText = format === "xlsx" ? [] : [
    statusDate !== undefined && "the status date",
    currency !== "" && `the currency ${currency}`,
    Object.entries(scale).some(([key, value]) => usual[key] !== value) && "how long a day, a week and a month are, and when they begin and end",
  ];
  return [...ofText.filter((what) => what !== false), ...(others.length === 0 ? [] : [`options of the project: ${others.join(", ")}`])];
}
