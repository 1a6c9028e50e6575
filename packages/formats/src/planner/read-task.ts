/** The tasks of a Planner file with their links, and who works on them. */
import type { Task } from "@leadline/engine/model/records.ts";
import type { ConstraintType } from "@leadline/engine/model/plan/task.ts";
import type { LinkType } from "@leadline/engine/model/plan/link.ts";
import { ownText, type EntityFields } from "../mspdi/entity-fields.ts";
import type { ProblemList } from "../mspdi/problem-list.ts";
import type { AssignmentDraft } from "../mspdi/read-resource.ts";
import type { LinkDraft, StoredDates, TaskDraft } from "../mspdi/read-task.ts";
import { toTenths } from "../mspdi/values.ts";
import { attributeFields, attributeOf, listed } from "../xml/xml-tree.ts";
import { childOf, childrenOf, type XmlElement } from "../xml/xml-element.ts";
import { parseInstant, uidOf } from "./values.ts";

interface Allocation {
  readonly element: XmlElement;
  readonly fields: EntityFields;
  readonly resourceUid: number | undefined;
  readonly units: number;
  readonly isMaterial: boolean;
}

export function readTasks(root: XmlElement, newId: () => string, problems: ProblemList): { tasks: TaskDraft[]; assignments: AssignmentDraft[] } {
  const allocations = allocationsByTask(root, problems);
  const taskIds = idsOf(listed(root, "tasks", "task"));
  const tasks: TaskDraft[] = [];
  const assignments: AssignmentDraft[] = [];
  const visit = (element: XmlElement, level: number): void => {
    const id = newId();
    const called = `Task “${(attributeOf(element, "name") ?? "").slice(0, 60)}” (id ${attributeOf(element, "id")?.slice(0, 20) ?? "none"})`;
    const fields = attributeFields(element, called, problems, { taskId: id });
    const key = uidOf(fields.integer("id")) ?? -1;
    const own = allocations.get(key) ?? [];
    // What names an id goes to the first task that has it.
    allocations.delete(key);
    const task = readTask(fields, { id, level, allocations: own, taskIds, problems });
    tasks.push(task);
    for (const allocation of own) assignments.push(assignmentOf(allocation, task, newId));
    for (const child of childrenOf(element, "task")) visit(child, level + 1);
  };
  for (const task of listed(root, "tasks", "task")) visit(task, 1);
  for (const { fields } of [...allocations.values()].flat()) fields.odd("planner/assignment-without-task", `Its task (id ${fields.text("task-id") ?? "none"}) is not in the file; it was left out.`);
  return { tasks, assignments };
}

/** The ids of tasks and of all below them. */
function idsOf(tasks: readonly XmlElement[]): ReadonlySet<number> {
  const ids = new Set<number>();
  const open = [...tasks];
  for (let task = open.pop(); task; task = open.pop()) {
    ids.add(Number(attributeOf(task, "id") ?? NaN));
    for (const child of childrenOf(task, "task")) open.push(child);
  }
  return ids;
}

function allocationsByTask(root: XmlElement, problems: ProblemList): Map<number, Allocation[]> {
  const materials = new Set(listed(root, "resources", "resource").filter((one) => attributeOf(one, "type") === "2").map((one) => attributeOf(one, "id")));
  const known = new Set(listed(root, "resources", "resource").map((one) => Number(attributeOf(one, "id") ?? NaN)));
  const byTask = new Map<number, Allocation[]>();
  for (const element of listed(root, "allocations", "allocation")) {
    const fields = attributeFields(element, `The assignment in line ${element.line}`, problems);
    const taskUid = uidOf(fields.integer("task-id"));
    if (taskUid === undefined) {
      fields.odd("planner/assignment-without-task", "It names no task; it was left out.");
      continue;
    }
    const list = byTask.get(taskUid) ?? [];
    byTask.set(taskUid, list);
    const resourceId = fields.integer("resource-id");
    const isKnown = known.has(resourceId ?? NaN);
    if (!isKnown) fields.odd("planner/assignment-without-resource", `Its resource (id ${resourceId ?? "none"}) is not in the file; it counts as unassigned.`);
    list.push({
      element,
      fields,
      resourceUid: isKnown ? uidOf(resourceId) : undefined,
      units: (fields.within("units", 0, 1e8) ?? 100) / 100,
      isMaterial: materials.has(attributeOf(element, "resource-id")),
    });
  }
  return byTask;
}

interface Surroundings {
  readonly id: string;
  readonly level: number;
  readonly allocations: readonly Allocation[];
  readonly taskIds: ReadonlySet<number>;
  readonly problems: ProblemList;
}

function readTask(fields: EntityFields, { id, level, allocations, taskIds, problems }: Surroundings): TaskDraft {
  const { element } = fields;
  const uid = uidOf(fields.integer("id"));
  const isSummary = childOf(element, "task") !== undefined;
  const isMilestone = fields.text("type") === "milestone";
  const notes = fields.text("note");
  return {
    task: {
      id,
      ...(uid !== undefined && { uid }),
      name: ownText(fields.text("name") ?? "", 1000),
      ...workOf(fields, isSummary || isMilestone ? 0 : durationOf(fields, allocations), isSummary),
      durationUnit: "d",
      estimated: false,
      milestone: isMilestone,
      mode: "auto",
      active: true,
      ...(isSummary ? { constraint: "ASAP" as const } : constraintOf(element, fields)),
      ignoreResourceCalendars: false,
      taskType: fields.text("scheduling") === "fixed-duration" ? "fixedDuration" : "fixedWork",
      effortDriven: fields.text("scheduling") !== "fixed-duration",
      priority: priorityOf(fields),
      levelingDelayMinutes: 0,
      ...(notes && { notes: ownText(notes, 100_000) }),
    },
    level,
    calendarUid: undefined,
    links: listed(element, "predecessors", "predecessor").flatMap((link) => readLink(attributeFields(link, `${fields.called}, one of its links`, problems, { taskId: id }), taskIds)),
    stored: isSummary ? {} : storedDates(fields, isMilestone),
    called: fields.called,
    line: element.line,
  };
}

/** Longest time that a record may hold, in seconds. */
const MOST_SECONDS = 6e10;

/** Work of a task that is fixed by work is done by all its people together; nobody's is done by one. */
function durationOf(fields: EntityFields, allocations: readonly Allocation[]): number {
  const work = fields.within("work", 0, MOST_SECONDS) ?? 0;
  const duration = fields.within("duration", 0, MOST_SECONDS);
  if (fields.text("scheduling") === "fixed-duration" && duration !== undefined) return toTenths(duration / 60);
  const units = allocations.reduce((sum, { units: own, isMaterial }) => sum + (isMaterial ? 0 : own), 0);
  return Math.min(1e9, toTenths(work / 60 / (units > 0 ? units : 1)));
}

type Work = Pick<Task, "durationMinutes" | "actualDurationMinutes" | "remainingDurationMinutes" | "percentComplete"> & Partial<Pick<Task, "actualStart" | "actualFinish">>;

/** Planner says how much is done, not when it began: when the task's work begins. */
function workOf(fields: EntityFields, durationMinutes: number, isSummary: boolean): Work {
  const percent = isSummary ? 0 : (fields.within("percent-complete", 0, 100) ?? 0);
  const [start, finish] = [fields.code("work-start", parseInstant), fields.code("end", parseInstant)];
  const isStarted = percent > 0 && start !== undefined;
  const done = isStarted ? toTenths((durationMinutes * percent) / 100) : 0;
  return {
    durationMinutes,
    actualDurationMinutes: done,
    remainingDurationMinutes: toTenths(durationMinutes - done),
    percentComplete: isStarted ? percent : 0,
    ...(isStarted && { actualStart: start }),
    ...(isStarted && percent === 100 && finish !== undefined && finish >= start && { actualFinish: finish }),
  };
}

const CONSTRAINTS: Readonly<Record<string, ConstraintType>> = { "must-start-on": "MSO", "start-no-earlier-than": "SNET", "finish-no-later-than": "FNLT" };

function constraintOf(element: XmlElement, fields: EntityFields): Pick<Task, "constraint" | "constraintDate"> {
  const [stored] = childrenOf(element, "constraint");
  const type = stored && attributeOf(stored, "type");
  if (!stored || type === undefined || type === "as-soon-as-possible") return { constraint: "ASAP" };
  const constraint = CONSTRAINTS[type];
  const constraintDate = parseInstant(attributeOf(stored, "time") ?? "");
  if (constraint !== undefined && constraintDate !== undefined) return { constraint, constraintDate };
  fields.odd("planner/constraint", `Its constraint “${type.slice(0, 40)}” is not known or has no date; it counts as “as soon as possible”.`);
  return { constraint: "ASAP" };
}

/** Planner counts from 0 (nobody said anything) to 9999. */
function priorityOf(fields: EntityFields): number {
  const priority = fields.within("priority", 0, 9999) ?? 0;
  return priority === 0 ? 500 : Math.min(999, Math.round(priority / 10));
}

const LINK_TYPES: Readonly<Record<string, LinkType>> = { FS: "FS", SS: "SS", FF: "FF", SF: "SF" };

/** A lag is in seconds and runs by the clock, nights and weekends too. */
function readLink(fields: EntityFields, taskIds: ReadonlySet<number>): LinkDraft[] {
  const predecessorId = fields.integer("predecessor-id");
  if (!taskIds.has(predecessorId ?? NaN)) {
    fields.odd("link/missing-task", `Its predecessor (id ${predecessorId ?? "none"}) is not in the file; that link is not scheduled.`);
    return [];
  }
  const type = fields.text("type") ?? "FS";
  const known = LINK_TYPES[type];
  if (known === undefined) fields.odd("planner/code", `Its type “${type.slice(0, 20)}” is not known; it counts as finish to start.`);
  const lagMinutes = toTenths((fields.within("lag", -MOST_SECONDS, MOST_SECONDS) ?? 0) / 60);
  return [{
    predecessorUid: uidOf(predecessorId),
    otherFile: undefined,
    type: known ?? "FS",
    lagMinutes,
    lagPercent: 0,
    lagUnit: lagMinutes === 0 ? "d" : lagMinutes % 1440 === 0 ? "ed" : "eh",
    line: fields.element.line,
  }];
}

/** A milestone's end may stand before the hour at which its work would begin. */
function storedDates(fields: EntityFields, isMilestone: boolean): StoredDates {
  const [start, finish] = [fields.code("work-start", parseInstant) ?? fields.code("start", parseInstant), fields.code("end", parseInstant)];
  return { ...(start !== undefined && { start }), ...(finish !== undefined && !isMilestone && { finish }) };
}

function assignmentOf({ element, resourceUid, units, isMaterial }: Allocation, { task }: TaskDraft, newId: () => string): AssignmentDraft {
  const workMinutes = isMaterial ? 0 : Math.min(1e9, toTenths(task.durationMinutes * units));
  const actualWorkMinutes = toTenths((workMinutes * task.percentComplete) / 100);
  return {
    assignment: { id: newId(), units, workMinutes, actualWorkMinutes, remainingWorkMinutes: toTenths(workMinutes - actualWorkMinutes), delayMinutes: 0 },
    taskUid: task.uid,
    resourceUid,
    start: undefined,
    finish: undefined,
    days: [],
    oddities: [],
    called: `The assignment in line ${element.line}`,
    line: element.line,
  };
}
