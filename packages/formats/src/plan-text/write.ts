/** Writes a project as plan-text; what the notation cannot hold is listed, kind by kind. */
import { moneyText } from "@leadline/engine/model/people/assignment-text.ts";
import { outlineOf, type OutlineRow } from "@leadline/engine/model/plan/outline.ts";
import { relationText } from "@leadline/engine/model/plan/predecessor-text.ts";
import { compareRank } from "@leadline/engine/model/plan/rank.ts";
import { settingsOf, type Project } from "@leadline/engine/model/project.ts";
import type { Assignment, Link, ProjectSettings, Resource, Task } from "@leadline/engine/model/records.ts";
import { formatAmount, formatDuration, toTenth } from "@leadline/engine/time/duration-text.ts";
import { formatIso, formatIsoDay, type Minute } from "@leadline/engine/time/minute.ts";
import type { WriteResult } from "../plan-file-types.ts";
import { remainingShare } from "./build.ts";
import { calendarLine } from "./calendar-line.ts";
import { heldLinks } from "./held-links.ts";
import { lossesOf } from "./losses.ts";
import { CONSTRAINT_WORDS } from "./statements.ts";
import { quoted, uniqueNames } from "./names.ts";

/** Names and lists that several lines need. */
interface Writing {
  readonly project: Project;
  readonly settings: ProjectSettings;
  readonly calendarNames: ReadonlyMap<string, string>;
  readonly resourceNames: ReadonlyMap<string, string>;
  readonly linksInto: ReadonlyMap<string, readonly Link[]>;
  readonly assignmentsOn: ReadonlyMap<string, readonly Assignment[]>;
}

/** Reading the text back gives the same plan, less the losses; tasks are labelled T1, T2, … by their numbers. */
export function writePlanText(project: Project): WriteResult {
  const settings = settingsOf(project);
  const calendars = [...project.records.calendar.values()];
  calendars.sort((a, b) => Number(b.id === settings.calendarId) - Number(a.id === settings.calendarId) || compareText(a.id, b.id));
  const resources = [...project.records.resource.values()].sort(compareRank);
  const writing: Writing = {
    project,
    settings,
    calendarNames: uniqueNames(calendars),
    resourceNames: uniqueNames(resources),
    linksInto: groupBy(heldLinks(project).values(), (link) => link.successorId),
    assignmentsOn: groupBy(project.records.assignment.values(), (assignment) => assignment.taskId),
  };
  const lines = [
    projectLine(settings),
    ...calendars.map((calendar) => calendarLine(calendar, writing.calendarNames)),
    ...resources.map((resource) => resourceLine(writing, resource)),
    ...outlineOf(project).rows.map((row) => taskLine(writing, row)),
  ];
  return { text: `${lines.join("\n")}\n`, losses: lossesOf(project) };
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function groupBy<T extends { readonly id: string }>(items: Iterable<T>, keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of [...items].sort((a, b) => compareText(a.id, b.id))) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}

/** Clauses that say nothing are left out. */
function joined(parts: readonly (string | false | undefined)[]): string {
  return parts.filter((part) => part).join(" ");
}

function projectLine(settings: ProjectSettings): string {
  const { minutesPerDay, minutesPerWeek, daysPerMonth, defaultStartTime, defaultFinishTime } = settings;
  return joined([
    `project ${quoted(settings.name)} starts ${startText(settings, settings.start)}`,
    settings.statusDate !== undefined && `status ${finishText(settings, settings.statusDate)}`,
    (defaultStartTime !== 480 || defaultFinishTime !== 1020) && `hours ${clockText(defaultStartTime)}-${clockText(defaultFinishTime)}`,
    minutesPerDay !== 480 && `day ${formatAmount(minutesPerDay, 60)}h`,
    minutesPerWeek !== 2400 && `week ${formatAmount(minutesPerWeek, 60)}h`,
    daysPerMonth !== 20 && `month ${daysPerMonth}d`,
    settings.criticalSlackLimitDays !== 0 && `critical-slack ${settings.criticalSlackLimitDays}d`,
    !settings.honorConstraints && "links-win",
    settings.multipleCriticalPaths && "multiple-critical-paths",
  ]);
}

function clockText(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
}

/** A date whose time is the one that a bare date stands for is written bare. */
function startText(settings: ProjectSettings, minute: Minute): string {
  return dateText(minute, settings.defaultStartTime);
}

function finishText(settings: ProjectSettings, minute: Minute): string {
  return dateText(minute, settings.defaultFinishTime);
}

function dateText(minute: Minute, bareTime: number): string {
  const day = Math.floor((minute - bareTime) / 1440);
  return day * 1440 + bareTime === minute ? formatIsoDay(day) : formatIso(minute).slice(0, 16);
}

function resourceLine(writing: Writing, resource: Resource): string {
  const calendar = resource.calendarId === undefined ? undefined : writing.calendarNames.get(resource.calendarId);
  return joined([
    `resource ${quoted(writing.resourceNames.get(resource.id) ?? resource.name)}`,
    resource.type !== "work" && resource.type,
    resource.maxUnits !== 1 && `${percentText(resource.maxUnits)}%`,
    calendar !== undefined && `calendar ${quoted(calendar)}`,
  ]);
}

/** The shortest percentage that reads back as exactly this share. */
function percentText(share: number): string {
  for (let decimals = 0; decimals < 16; decimals += 1) {
    const text = (share * 100).toFixed(decimals);
    if (Number(text) / 100 === share) return text;
  }
  return String(share * 100);
}

function taskLine(writing: Writing, row: OutlineRow): string {
  const { task } = row;
  const { settings } = writing;
  const calendar = task.calendarId === undefined ? undefined : writing.calendarNames.get(task.calendarId);
  return `${"  ".repeat(row.level - 1)}${joined([
    `T${task.number}`,
    quoted(task.name),
    !row.isSummary && formatDuration(task, settings),
    afterClause(writing, task),
    byClause(writing, task),
    constraintClause(settings, task),
    task.deadline !== undefined && `deadline ${finishText(settings, task.deadline)}`,
    calendar !== undefined && `calendar ${quoted(calendar)}`,
    task.ignoreResourceCalendars && "ignoring-resource-calendars",
    task.external ? givenClause("external", settings, task) : task.mode === "manual" && givenClause("manual", settings, task),
    progressClauses(settings, task),
    !task.active && "inactive",
    task.milestone && task.durationMinutes > 0 && !row.isSummary && "milestone",
    task.levelingDelayMinutes > 0 && `delay ${formatAmount(task.levelingDelayMinutes, 1440)}ed`,
    task.priority !== 500 && `priority ${task.priority}`,
    task.taskType === "fixedDuration" && "fixed-duration",
    task.taskType === "fixedWork" && "fixed-work",
    task.effortDriven && "effort-driven",
  ])}`;
}

function afterClause(writing: Writing, task: Task): string | undefined {
  const items = (writing.linksInto.get(task.id) ?? []).map((link) => {
    const number = writing.project.records.task.get(link.predecessorId)?.number ?? 0;
    return joined([`T${number}`, relationText(link, writing.settings)]);
  });
  return items.length === 0 ? undefined : `after ${items.join(", ")}`;
}

function byClause(writing: Writing, task: Task): string | undefined {
  const items = (writing.assignmentsOn.get(task.id) ?? []).flatMap((assignment) => {
    const name = writing.resourceNames.get(assignment.resourceId ?? "");
    const type = writing.project.records.resource.get(assignment.resourceId ?? "")?.type ?? "work";
    return name === undefined ? [] : [assignmentText(task, assignment, name, type)];
  });
  return items.length === 0 ? undefined : `by ${items.join(", ")}`;
}

function assignmentText(task: Task, assignment: Assignment, name: string, type: Resource["type"]): string {
  const { units, workMinutes: work, remainingWorkMinutes: left } = assignment;
  const money = heldMoney(assignment, type);
  const usualWork = money !== undefined ? 0 : toTenth(type === "material" ? units * 60 : task.durationMinutes * units);
  const isUsualLeft = left === toTenth(work * remainingShare(task));
  const share = units === 1 ? "" : `[${percentText(units)}%]`;
  const bracket = money !== undefined ? `[${moneyText(money)}]` : type === "material" ? `[${amountText(units)}]` : share;
  return joined([
    `${quoted(name)}${bracket}`,
    !(work === usualWork && isUsualLeft) && `${formatAmount(work, 60)}h`,
    !isUsualLeft && `left ${formatAmount(left, 60)}h`,
  ]);
}

/** The money of a cost, which stands where the units of others do; undefined where it would hide units of its own. */
function heldMoney({ units, costCents }: Assignment, type: Resource["type"] | undefined): number | undefined {
  return type === "cost" && units === 1 ? costCents : undefined;
}

/** An amount without exponent. */
function amountText(units: number): string {
  const text = String(units);
  return text.includes("e") ? units.toFixed(20) : text;
}

function constraintClause(settings: ProjectSettings, task: Task): string | undefined {
  const known = CONSTRAINT_WORDS.find((constraint) => constraint.type === task.constraint);
  if (!known) return undefined;
  if (!known.side) return known.word;
  if (task.constraintDate === undefined) return undefined;
  return `${known.word} ${known.side === "start" ? startText(settings, task.constraintDate) : finishText(settings, task.constraintDate)}`;
}

function givenClause(word: "manual" | "external", settings: ProjectSettings, task: Task): string {
  if (task.manualStart === undefined && task.manualFinish === undefined) return word;
  const start = task.manualStart === undefined ? "" : startText(settings, task.manualStart);
  const finish = task.manualFinish === undefined ? "" : finishText(settings, task.manualFinish);
  return `${word} ${start}..${finish}`;
}

/** Percent, actual dates, and what remains where it does not follow from the percentage. */
function progressClauses(settings: ProjectSettings, task: Task): string | undefined {
  if (task.actualStart === undefined) return undefined;
  const share = task.actualFinish === undefined ? task.percentComplete / 100 : 1;
  const usualRemaining = toTenth(task.durationMinutes - toTenth(task.durationMinutes * share));
  return joined([
    share > 0 && task.actualFinish === undefined && `done ${percentText(share)}%`,
    `started ${startText(settings, task.actualStart)}`,
    task.actualFinish !== undefined && `finished ${finishText(settings, task.actualFinish)}`,
    task.remainingDurationMinutes !== usualRemaining && `remaining ${formatAmount(task.remainingDurationMinutes, 1)}m`,
  ]);
}
