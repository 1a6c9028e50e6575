/** The tasks of a GanttProject file with their links, and who works on them. */
import type { Minute } from "@leadline/engine/time/minute.ts";
import type { LinkType } from "@leadline/engine/model/plan/link.ts";
import type { Task } from "@leadline/engine/model/records.ts";
import { ownText, type EntityFields } from "../mspdi/entity-fields.ts";
import type { AssignmentDraft } from "../mspdi/read-resource.ts";
import type { BaselineDraft } from "../mspdi/read-baselines.ts";
import type { LinkDraft, TaskDraft } from "../mspdi/read-task.ts";
import { toTenths } from "../mspdi/values.ts";
import type { ProblemList } from "../mspdi/problem-list.ts";
import { attributeFields, attributeOf, listed } from "../xml/xml-tree.ts";
import { childrenOf, textOf, type XmlElement } from "../xml/xml-element.ts";
import { MINUTES_OF_WORK, MOST_DAYS, startOfWork, type EndOfWork } from "./days.ts";
import { PROJECT_CALENDAR } from "./read-calendar.ts";

export interface TaskReading {
  readonly newId: () => string;
  readonly problems: ProblemList;
  readonly endOfWork: EndOfWork;
  /** Ids of people with days off. GanttProject does not let these move a task. */
  readonly busyWithDaysOff: ReadonlySet<number>;
  /** By GanttProject's task id. */
  readonly baselines: ReadonlyMap<number, readonly BaselineDraft[]>;
}

interface Row {
  readonly element: XmlElement;
  readonly fields: EntityFields;
  readonly id: string;
  readonly ownId: number | undefined;
  readonly level: number;
  readonly isSummary: boolean;
}

interface Incoming extends LinkDraft {
  readonly isStrong: boolean;
}

export function readTasks(root: XmlElement, reading: TaskReading): { tasks: TaskDraft[]; assignments: AssignmentDraft[] } {
  const rows = rowsOf(root, reading);
  const links = incomingLinks(rows, reading.problems);
  const people = peopleByTask(root, reading);
  const tasks: TaskDraft[] = [];
  const assignments: AssignmentDraft[] = [];
  for (const row of rows) {
    // What names an id goes to the first task that has it.
    const key = row.ownId ?? -1;
    const [own, toOwn] = [people.get(key) ?? [], links.get(key) ?? []];
    people.delete(key);
    links.delete(key);
    const task = readTask(row, toOwn, own, reading);
    tasks.push(task);
    for (const person of own) assignments.push(assignmentOf(person, task, reading));
  }
  for (const [taskId, left] of people) {
    for (const { fields } of left) fields.odd("gan/assignment-without-task", `Its task (id ${taskId}) is not in the file; it was left out.`);
  }
  return { tasks, assignments };
}

function rowsOf(root: XmlElement, { newId, problems }: TaskReading): Row[] {
  const rows: Row[] = [];
  const visit = (element: XmlElement, level: number): void => {
    const name = attributeOf(element, "name") ?? "";
    const id = newId();
    const fields = attributeFields(element, `Task “${name.slice(0, 60)}” (id ${attributeOf(element, "id")?.slice(0, 20) ?? "none"})`, problems, { taskId: id });
    const children = childrenOf(element, "task");
    const ownId = fields.integer("id");
    rows.push({ element, fields, id, ownId: ownId !== undefined && ownId >= 0 ? ownId : undefined, level, isSummary: children.length > 0 });
    for (const child of children) visit(child, level + 1);
  };
  for (const task of listed(root, "tasks", "task")) visit(task, 1);
  return rows;
}

const LINK_TYPES: Readonly<Record<number, LinkType>> = { 1: "SS", 2: "FS", 3: "FF", 4: "SF" };

/** GanttProject writes a link inside its predecessor. By the id of the successor. */
function incomingLinks(rows: readonly Row[], problems: ProblemList): Map<number, Incoming[]> {
  const links = new Map<number, Incoming[]>();
  const known = new Set(rows.map(({ ownId }) => ownId));
  for (const { element, fields: task, ownId } of rows) {
    for (const depend of childrenOf(element, "depend")) {
      const fields = attributeFields(depend, `${task.called}, one of its links`, problems);
      const successor = fields.integer("id");
      if (successor === undefined || !known.has(successor)) {
        fields.odd("link/missing-task", `The task that it leads to (id ${successor ?? "none"}) is not in the file; it was left out.`);
        continue;
      }
      const list = links.get(successor) ?? [];
      links.set(successor, list);
      list.push({
        predecessorUid: ownId,
        otherFile: undefined,
        type: linkTypeOf(fields),
        lagMinutes: (fields.within("difference", -MOST_DAYS, MOST_DAYS) ?? 0) * MINUTES_OF_WORK,
        lagPercent: 0,
        lagUnit: "d",
        line: depend.line,
        isStrong: attributeOf(depend, "hardness") !== "Rubber",
      });
    }
  }
  return links;
}

function linkTypeOf(fields: EntityFields): LinkType {
  const code = fields.integer("type") ?? 2;
  const type = LINK_TYPES[code];
  if (type === undefined) fields.odd("gan/code", `Its type ${code} is none of 1 to 4; it counts as finish to start.`);
  return type ?? "FS";
}

interface Person {
  readonly element: XmlElement;
  readonly fields: EntityFields;
  readonly resourceId: number | undefined;
  readonly units: number;
}

function peopleByTask(root: XmlElement, { problems }: TaskReading): Map<number, Person[]> {
  const people = new Map<number, Person[]>();
  const known = new Set(listed(root, "resources", "resource").map((element) => attributeOf(element, "id")?.trim()));
  for (const element of listed(root, "allocations", "allocation")) {
    const fields = attributeFields(element, `The assignment in line ${element.line}`, problems);
    const taskId = fields.integer("task-id");
    if (taskId === undefined || taskId < 0) {
      fields.odd("gan/assignment-without-task", "It names no task; it was left out.");
      continue;
    }
    const list = people.get(taskId) ?? [];
    people.set(taskId, list);
    const resourceId = fields.integer("resource-id");
    const isKnown = known.has(String(resourceId));
    if (!isKnown) fields.odd("gan/assignment-without-resource", `Its person (id ${resourceId ?? "none"}) is not in the file; it counts as unassigned.`);
    list.push({ element, fields, resourceId: isKnown ? resourceId : undefined, units: (fields.within("load", 0, 1e8) ?? 100) / 100 });
  }
  return people;
}

/** GanttProject's five priorities; the ends of our scale keep their meaning (1000 = never levelled). */
const PRIORITIES: Readonly<Record<number, number>> = { 0: 300, 1: 500, 2: 700, 3: 100, 4: 900 };

function readTask(row: Row, links: readonly Incoming[], people: readonly Person[], reading: TaskReading): TaskDraft {
  const { element, fields, id, ownId, level, isSummary } = row;
  const begin = fields.date("start");
  const start = begin === undefined ? undefined : startOfWork(begin);
  const isMilestone = fields.flag("meeting") === true;
  const days = isMilestone ? 0 : Math.trunc(fields.within("duration", 0, MOST_DAYS) ?? 1);
  const notes = notesOf(element);
  const fixedCost = fields.flag("cost-calculated") === false ? fields.within("cost-manual-value", -1e12, 1e12) : undefined;
  const hasDaysOff = people.some(({ resourceId }) => resourceId !== undefined && reading.busyWithDaysOff.has(resourceId));
  return {
    task: {
      id,
      ...(ownId !== undefined && { uid: ownId }),
      name: ownText(attributeOf(element, "name") ?? "", 1000),
      ...workOf({ days, start, percent: fields.within("complete", 0, 100) ?? 0, isSummary }, reading),
      durationUnit: "d",
      estimated: false,
      milestone: isMilestone,
      mode: "auto",
      active: true,
      ...(isSummary ? { constraint: "ASAP" as const } : constraintOf(fields, start, links)),
      ignoreResourceCalendars: hasDaysOff,
      taskType: "fixedDuration",
      effortDriven: false,
      priority: PRIORITIES[fields.integer("priority") ?? 1] ?? 500,
      levelingDelayMinutes: 0,
      ...(fixedCost !== undefined && fixedCost !== 0 && { fixedCostCents: Math.round(fixedCost * 100) }),
      ...(notes !== "" && { notes: ownText(notes, 100_000) }),
    },
    level,
    calendarUid: hasDaysOff ? PROJECT_CALENDAR : undefined,
    links: links.map(({ isStrong: _, ...link }) => link),
    stored: start === undefined ? {} : { start },
    baselines: ownId === undefined ? [] : (reading.baselines.get(ownId) ?? []),
    called: fields.called,
    line: element.line,
  };
}

type Work = Pick<Task, "durationMinutes" | "actualDurationMinutes" | "remainingDurationMinutes" | "percentComplete"> & Partial<Pick<Task, "actualStart" | "actualFinish">>;

/** GanttProject says how much is done, not when it began: on the day where the task stands. */
function workOf({ days, start, percent, isSummary }: { days: number; start: Minute | undefined; percent: number; isSummary: boolean }, { endOfWork }: TaskReading): Work {
  const durationMinutes = days * MINUTES_OF_WORK;
  if (isSummary || start === undefined || percent === 0) {
    return { durationMinutes: isSummary ? 0 : durationMinutes, actualDurationMinutes: 0, remainingDurationMinutes: isSummary ? 0 : durationMinutes, percentComplete: 0 };
  }
  const done = percent === 100 ? durationMinutes : toTenths((durationMinutes * percent) / 100);
  return {
    durationMinutes,
    actualDurationMinutes: done,
    remainingDurationMinutes: toTenths(durationMinutes - done),
    percentComplete: percent,
    actualStart: start,
    ...(percent === 100 && { actualFinish: endOfWork(start, days) }),
  };
}

/**
 * A task stays on the day where it was put unless a strong link takes it along; a rubber link only keeps it from being
 * earlier. So a start that no strong link holds becomes “start no earlier than”, and so does GanttProject's earliest begin.
 */
function constraintOf(fields: EntityFields, start: Minute | undefined, links: readonly Incoming[]): Pick<Task, "constraint" | "constraintDate"> {
  const isBound = fields.integer("thirdDate-constraint") === 1;
  const earliest = isBound ? fields.date("thirdDate") : undefined;
  const bound = earliest === undefined ? undefined : startOfWork(earliest);
  const isHeld = links.some(({ isStrong }) => isStrong);
  const dates = [bound, isHeld ? undefined : start].filter((date) => date !== undefined);
  if (dates.length === 0) return { constraint: "ASAP" };
  return { constraint: "SNET", constraintDate: dates.reduce((latest, date) => (date > latest ? date : latest)) };
}

/** Notes, with the task's web address below them. */
function notesOf(element: XmlElement): string {
  const address = attributeOf(element, "webLink");
  const notes = textOf(element, "notes")?.trim() ?? "";
  if (address === undefined || address === "" || address === "http://") return notes;
  return [notes, plainAddress(address)].filter((part) => part !== "").join("\n");
}

/** GanttProject stores addresses percent-encoded; one that is not is taken as it stands. */
function plainAddress(address: string): string {
  return address.replace(/(?:%[0-7][0-9A-Fa-f])/g, (code) => String.fromCharCode(parseInt(code.slice(1), 16)));
}

function assignmentOf({ element, resourceId, units }: Person, { task }: TaskDraft, { newId }: TaskReading): AssignmentDraft {
  const workMinutes = Math.min(1e9, toTenths(task.durationMinutes * units));
  const actualWorkMinutes = toTenths((workMinutes * task.percentComplete) / 100);
  return {
    assignment: { id: newId(), units, workMinutes, actualWorkMinutes, remainingWorkMinutes: toTenths(workMinutes - actualWorkMinutes), delayMinutes: 0 },
    taskUid: task.uid,
    resourceUid: resourceId,
    start: undefined,
    finish: undefined,
    days: [],
    oddities: [],
    called: `The assignment in line ${element.line}`,
    line: element.line,
  };
}
