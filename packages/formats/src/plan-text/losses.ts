/** What plan-text cannot hold of a project: one sentence for each kind of thing, with how many there are. */
import { toTenth } from "@leadline/engine/time/duration-text.ts";
import type { Problem } from "@leadline/engine/base/problem.ts";
import { newSettings } from "@leadline/engine/model/new-project.ts";
import { outlineOf } from "@leadline/engine/model/plan/outline.ts";
import { settingsOf, type Project } from "@leadline/engine/model/project.ts";
import { REGISTERS, REGISTER_KINDS } from "@leadline/engine/model/registers.ts";
import { heldLinks } from "./held-links.ts";
import type { Assignment, CalendarRecord, Link, Resource, Task } from "@leadline/engine/model/records.ts";

interface Loss<T> {
  readonly what: string;
  readonly isLost: (item: T) => boolean;
}

const TASK_LOSSES: readonly Loss<Task>[] = [
  { what: "what only Primavera says (type, constraints, expected finish, pauses) of", isLost: (task) => task.p6 !== undefined },
  { what: "the notes of", isLost: (task) => task.notes !== undefined },
  { what: "the levelling delay towards the start of", isLost: (task) => task.levelingDelayMinutes < 0 },
  { what: "the deliverable of", isLost: (task) => task.deliverable !== undefined },
  { what: "the quality gate of", isLost: (task) => task.gateCode !== undefined },
  { what: "the security or procurement mark of", isLost: (task) => task.securityRelevant === true || task.procurementRelevant === true },
  { what: "the physical percent complete of", isLost: (task) => task.physicalPercentComplete !== undefined },
  { what: "where the completed part stops and resumes of", isLost: (task) => task.stop !== undefined || task.resume !== undefined },
  { what: "the source's stored dates of", isLost: (task) => task.storedDates !== undefined },
  { what: "the source's UID of", isLost: (task) => task.uid !== undefined },
  { what: "line breaks in the name of", isLost: (task) => /[\r\n]/.test(task.name) },
  { what: "an estimate that differs from the duration of", isLost: (task) => task.estimate !== undefined && task.estimate.likelyMinutes !== task.durationMinutes },
  { what: "what is said of the estimate (distribution, ends, method, source) of", isLost: ({ estimate }) => estimate !== undefined && Object.keys(estimate).length > 3 },
  { what: "the range of the fixed cost of", isLost: (task) => task.fixedCostEstimate !== undefined },
  { what: "percent complete without an actual start of", isLost: (task) => task.actualStart === undefined && (task.percentComplete > 0 || task.actualFinish !== undefined) },
  { what: "an actual duration that does not follow from the remaining one of", isLost: (task) => task.actualStart !== undefined && toTenth(task.actualDurationMinutes + task.remainingDurationMinutes) !== task.durationMinutes },
  { what: "that it is scheduled by hand of the external", isLost: (task) => task.external === true && task.mode === "manual" },
  { what: "the pauses in", isLost: (task) => (task.splits?.length ?? 0) > 0 },
  { what: "the earning rule of", isLost: (task) => task.earningRule !== undefined },
  { what: "need, value points, ticket or other ways to do it of", isLost: (task) => task.need !== undefined || task.valuePoints !== undefined || task.modes !== undefined || task.ticket !== undefined },
  { what: "the reported actual cost of", isLost: (task) => task.reportedCost !== undefined },
  { what: "the fixed cost of", isLost: (task) => task.fixedCostCents !== undefined },
  { what: "what levelling may do with", isLost: (task) => task.levelAssignments === false || task.levelingCanSplit === false },
  { what: "the rule by which they come back of the recurring", isLost: (task) => task.recurring !== undefined },
  { what: "Primavera's own data of", isLost: (task) => task.p6 !== undefined },
  { what: "the other project behind the external", isLost: (task) => task.otherProject !== undefined },
  { what: "manual dates of the automatic", isLost: (task) => task.mode === "auto" && !task.external && (task.manualStart !== undefined || task.manualFinish !== undefined) },
];

const RESOURCE_LOSSES: readonly Loss<Resource>[] = [
  { what: "initials, group, e-mail or notes of", isLost: (resource) => [resource.initials, resource.group, resource.email, resource.notes].some((field) => field !== undefined) },
  { what: "the rates of", isLost: ({ standardRateCentsPerHour, overtimeRateCentsPerHour, costPerUseCents, rates, accrueAt }) => [standardRateCentsPerHour, overtimeRateCentsPerHour, costPerUseCents, rates, accrueAt].some((field) => field !== undefined) },
  { what: "the availability by date of", isLost: (resource) => resource.availability !== undefined },
  { what: "the skills of", isLost: (resource) => (resource.skills?.length ?? 0) > 0 },
  { what: "the material label of", isLost: (resource) => resource.materialLabel !== undefined },
  { what: "that it is generic, proposed or never levelled of", isLost: (resource) => resource.generic === true || resource.booking === "proposed" || resource.canLevel === false },
  { what: "the source's UID of", isLost: (resource) => resource.uid !== undefined },
];

const ASSIGNMENT_LOSSES: readonly Loss<Assignment>[] = [
  { what: "the range of the work of", isLost: (assignment) => assignment.workEstimate !== undefined },
  { what: "the delay of", isLost: (assignment) => assignment.delayMinutes !== 0 },
  { what: "the contour or the day-by-day work of", isLost: (assignment) => (assignment.contour ?? "flat") !== "flat" || assignment.profile !== undefined },
  { what: "the levelling delay of", isLost: (assignment) => (assignment.levelingDelayMinutes ?? 0) !== 0 },
  { what: "the overtime of", isLost: (assignment) => (assignment.overtimeWorkMinutes ?? 0) > 0 },
  { what: "the actual dates of", isLost: (assignment) => assignment.actualStart !== undefined || assignment.actualFinish !== undefined },
  { what: "the rate table of", isLost: (assignment) => assignment.rateTable !== undefined && assignment.rateTable !== "A" },
  { what: "the missing resource of", isLost: (assignment) => assignment.resourceId === undefined },
];

const CALENDAR_LOSSES: readonly Loss<CalendarRecord>[] = [
  { what: "the recurrence (its days are written out one by one) in", isLost: (calendar) => calendar.exceptions.some((exception) => exception.recurrence !== undefined) },
  { what: "the source's UID of", isLost: (calendar) => calendar.uid !== undefined },
];

export function lossesOf(project: Project): readonly Problem[] {
  const { records } = project;
  return [
    ...settingsLosses(project),
    ...counted(["task", "tasks"], records.task.values(), TASK_LOSSES),
    ...counted(["summary task", "summary tasks"], summaries(project), [{ what: "the typed duration of the", isLost: (task) => task.durationMinutes !== 0 }]),
    ...counted(["link without effect", "links without effect"], lostLinks(project), WHOLE),
    ...counted(["link", "links"], records.link.values(), [{ what: "the range of the lag of", isLost: (link) => link.lagEstimate !== undefined }]),
    ...counted(["resource", "resources"], records.resource.values(), RESOURCE_LOSSES),
    ...counted(["assignment", "assignments"], records.assignment.values(), [...ASSIGNMENT_LOSSES, lostMoney(project)]),
    ...counted(["calendar", "calendars"], records.calendar.values(), CALENDAR_LOSSES),
    ...counted(["baseline of a task", "baselines of tasks"], records.taskBaseline.values(), WHOLE),
    ...REGISTER_KINDS.flatMap((kind) => counted([REGISTERS[kind].one, REGISTERS[kind].many], records[kind].values(), WHOLE)),
    ...counted(["entry", "entries"], records.keptSource.values(), [{ what: "what only the source file says:", isLost: () => true }]),
    ...sharedNames("calendar", records.calendar.values()),
    ...sharedNames("resource", records.resource.values()),
  ];
}

/** Money of a person or material, and of a cost that has units of its own, has no place behind the name. */
function lostMoney({ records }: Project): Loss<Assignment> {
  const isHeld = (assignment: Assignment): boolean => assignment.units === 1 && records.resource.get(assignment.resourceId ?? "")?.type === "cost";
  return { what: "the money of", isLost: (assignment) => assignment.costCents !== undefined && !isHeld(assignment) };
}

type Noun = readonly [one: string, many: string];

const WHOLE: readonly Loss<unknown>[] = [{ what: "the", isLost: () => true }];

function counted<T>([one, many]: Noun, items: Iterable<T>, losses: readonly Loss<T>[]): Problem[] {
  const all = [...items];
  return losses.flatMap(({ what, isLost }) => {
    const count = all.filter(isLost).length;
    return count === 0 ? [] : [loss(`${what} ${count} ${count === 1 ? one : many}`)];
  });
}

function loss(what: string): Problem {
  return { code: "plan-text/loss", message: `Plan-text cannot hold ${what}.` };
}

/** Settings that plan-text has no word for and that are not what a new project has. */
function settingsLosses(project: Project): Problem[] {
  const settings = settingsOf(project);
  const usual = newSettings({ name: settings.name, start: settings.start, calendarId: settings.calendarId });
  const lost = [
    settings.currency !== usual.currency && `the currency ${settings.currency}`,
    settings.weekStartDay !== usual.weekStartDay && "the first day of the week",
    settings.newTasksAreManual && "that new tasks are scheduled by hand",
    settings.schedulingRules === "primavera" && "that dates follow Primavera's rules and options",
    settings.promisedFinish !== undefined && "the finish that was promised",
    (settings.estimateEnds ?? "limits") !== "limits" && "what the ends of estimates mean",
    settings.costPolicy !== undefined && "the rules by which costs are counted",
    settings.issuePolicy !== undefined && "whom issues must reach",
    settings.description !== undefined && "the description of the project",
    settings.scheduleFrom === "finish" && "that the project is scheduled from its finish",
    STATUS_OPTIONS.some((option) => settings[option] === true) && "what happens to work around the status date",
    settings.splitInProgressTasks === false && "that tasks under way must not be split",
    (settings.baselineForEarnedValue ?? 0) !== 0 && "which baseline earned value refers to",
  ];
  return lost.filter((what) => what !== false).map(loss);
}

const STATUS_OPTIONS = ["moveCompletedEndsBack", "moveRemainingStartsBack", "moveRemainingStartsForward", "moveCompletedEndsForward"] as const;

function summaries(project: Project): Task[] {
  return outlineOf(project).rows.filter((row) => row.isSummary).map((row) => row.task);
}

function lostLinks(project: Project): Link[] {
  const held = heldLinks(project);
  return [...project.records.link.values()].filter((link) => !held.has(link.id));
}

function sharedNames(noun: string, items: Iterable<{ readonly name: string }>): Problem[] {
  const names = [...items].map((item) => item.name);
  const count = names.length - new Set(names).size;
  return count === 0 ? [] : [loss(`the same name twice: ${count} ${noun}${count === 1 ? " gets" : "s get"} a number behind the name`)];
}
