/** Turns records into the kernel's network for Primavera's rules: the same nodes and links, with what Primavera asks of each. */
import { FLOAT, isGiven, KIND, PROGRESS, STATE, type Mutable, type PrimaveraNetwork } from "@leadline/kernel/primavera/network.ts";
import type { Outline } from "../model/plan/outline.ts";
import { p6ConstraintOf, type DatedP6Constraint } from "../model/plan/p6-constraint.ts";
import type { P6Options } from "../model/plan/p6-options.ts";
import { USUAL_P6_OPTIONS } from "../model/plan/usual-p6-options.ts";
import { settingsOf, type Project } from "../model/project.ts";
import type { Assignment, Task } from "../model/records.ts";
import type { CalendarTables } from "./calendar-tables.ts";
import { assignmentsByTask } from "./drivers.ts";
import type { CompiledNetwork } from "./network-of.ts";
import { inTicks } from "./ticks.ts";

interface Plan {
  readonly project: Project;
  readonly outline: Outline;
  readonly compiled: CompiledNetwork;
  readonly calendars: CalendarTables;
  readonly options: P6Options;
}

export function primaveraNetworkOf(project: Project, outline: Outline, compiled: CompiledNetwork, calendars: CalendarTables): PrimaveraNetwork {
  const settings = settingsOf(project);
  const options = settings.p6 ?? USUAL_P6_OPTIONS;
  const plan: Plan = { project, outline, compiled, calendars, options };
  const { net } = compiled;
  const nodes = nodesOf(plan);
  return {
    nodeCount: net.nodeCount,
    calendars: calendars.tables,
    dataDate: inTicks(settings.statusDate ?? settings.start),
    mustFinishBy: dateOr(options.mustFinishBy),
    progress: PROGRESS[options.progress],
    floatType: FLOAT[options.totalFloat],
    openEndsAreCritical: options.openEndsAreCritical,
    lagsCountFromActualStart: options.startToStartLagFrom === "actualStart",
    criticalIsLongestPath: options.critical === "longestPath",
    criticalSlackLimit: inTicks(settings.criticalSlackLimitDays * settings.minutesPerDay),
    ...nodes,
    ...resourcesOf(plan, nodes),
    ...membersOf(plan, nodes.kind),
    firstPredecessor: net.firstPredecessor,
    linkFrom: net.linkFrom,
    linkTo: net.linkTo,
    linkType: net.linkType,
    lag: net.lag,
    lagCalendar: lagCalendarsOf(plan, nodes.calendarOf),
    firstSuccessor: net.firstSuccessor,
    outLink: net.outLink,
  };
}

function dateOr(minute: number | undefined): number {
  return minute === undefined ? NaN : inTicks(minute);
}

const DATE_ARRAYS = ["actualStart", "actualFinish", "earliestStart", "latestStart", "earliestFinish", "latestFinish", "mandatoryStart", "mandatoryFinish", "expectedFinish", "resume"] as const;

type NodeArrays = Mutable<Pick<PrimaveraNetwork, "calendarOf" | "kind" | "state" | "remaining" | "isAsLateAsPossible" | "delay" | (typeof DATE_ARRAYS)[number]>>;

function nodesOf(plan: Plan): NodeArrays {
  const { compiled, calendars } = plan;
  const count = compiled.net.nodeCount;
  const dates = (): Float64Array => new Float64Array(count).fill(NaN);
  const nodes: NodeArrays = {
    calendarOf: new Uint16Array(count).fill(calendars.roundTheClockIndex),
    kind: new Uint8Array(count).fill(KIND.junction),
    state: new Uint8Array(count),
    remaining: new Float64Array(count),
    isAsLateAsPossible: new Uint8Array(count),
    delay: new Float64Array(count),
    actualStart: dates(),
    actualFinish: dates(),
    earliestStart: dates(),
    latestStart: dates(),
    earliestFinish: dates(),
    latestFinish: dates(),
    mandatoryStart: dates(),
    mandatoryFinish: dates(),
    expectedFinish: dates(),
    resume: dates(),
  };
  compiled.taskOfNode.forEach((task, node) => {
    if (task) fillNode(plan, nodes, node, task);
  });
  return nodes;
}

function fillNode({ compiled, calendars, options }: Plan, nodes: NodeArrays, node: number, task: Task): void {
  const { net } = compiled;
  if (!task.durationUnit.startsWith("e")) nodes.calendarOf[node] = calendars.indexOf(task.calendarId);
  nodes.kind[node] = kindOf(task, hasPredecessors(compiled, node) ? "linked" : "free");
  nodes.state[node] = task.actualFinish !== undefined ? STATE.finished : task.actualStart !== undefined ? STATE.started : STATE.notStarted;
  nodes.remaining[node] = inTicks(task.actualStart === undefined ? task.durationMinutes : task.remainingDurationMinutes);
  nodes.actualStart[node] = dateOr(task.actualStart ?? task.actualFinish);
  nodes.actualFinish[node] = dateOr(task.actualFinish);
  if (isGiven(nodes.kind[node] ?? 0)) {
    nodes.state[node] = STATE.notStarted;
    nodes.actualStart[node] = net.fixedStart[node] ?? NaN;
    nodes.actualFinish[node] = net.fixedFinish[node] ?? NaN;
    return;
  }
  if (nodes.state[node] === STATE.notStarted) nodes.delay[node] = inTicks(Math.max(0, task.levelingDelayMinutes));
  if (task.deadline !== undefined) nodes.latestFinish[node] = inTicks(task.deadline);
  constrain(nodes, node, p6ConstraintOf(task));
  constrain(nodes, node, task.p6?.secondConstraint);
  if (options.useExpectedFinish) nodes.expectedFinish[node] = dateOr(task.p6?.expectedFinish);
  if (nodes.state[node] === STATE.started) nodes.resume[node] = dateOr(task.p6?.resume);
}

function hasPredecessors({ net }: CompiledNetwork, node: number): boolean {
  return (net.firstPredecessor[node] ?? 0) < (net.firstPredecessor[node + 1] ?? 0);
}

const KIND_OF_ACTIVITY = {
  task: KIND.task,
  resource: KIND.task,
  levelOfEffort: KIND.levelOfEffort,
  startMilestone: KIND.startMilestone,
  finishMilestone: KIND.finishMilestone,
  wbsSummary: KIND.wbsSummary,
} as const;

/** A milestone of Microsoft Project's ends what comes before it; one that nothing comes before begins what follows. */
function kindOf(task: Task, place: "linked" | "free"): number {
  if (task.external) return KIND.external;
  if (task.mode === "manual") return KIND.given;
  const type = task.p6?.activityType;
  if (type === undefined) return task.durationMinutes > 0 ? KIND.task : place === "linked" ? KIND.finishMilestone : KIND.startMilestone;
  const isMilestone = type === "startMilestone" || type === "finishMilestone";
  return isMilestone && task.durationMinutes > 0 ? KIND.task : KIND_OF_ACTIVITY[type];
}

/** The date arrays that a constraint fills; of two that fill the same one the stricter counts. */
function constrain(nodes: NodeArrays, node: number, constraint: DatedP6Constraint | undefined): void {
  if (!constraint) return;
  if (constraint.type === "asLateAsPossible") nodes.isAsLateAsPossible[node] = 1;
  if (constraint.date === undefined) return;
  const date = inTicks(constraint.date);
  const later = (dates: Float64Array): void => void (dates[node] = Math.max(...[date, dates[node] ?? NaN].filter((value) => !Number.isNaN(value))));
  const earlier = (dates: Float64Array): void => void (dates[node] = Math.min(...[date, dates[node] ?? NaN].filter((value) => !Number.isNaN(value))));
  switch (constraint.type) {
    case "startOn":
      later(nodes.earliestStart);
      return earlier(nodes.latestStart);
    case "startOnOrAfter":
      return later(nodes.earliestStart);
    case "startOnOrBefore":
      return earlier(nodes.latestStart);
    case "finishOn":
      later(nodes.earliestFinish);
      return earlier(nodes.latestFinish);
    case "finishOnOrAfter":
      return later(nodes.earliestFinish);
    case "finishOnOrBefore":
      return earlier(nodes.latestFinish);
    case "mandatoryStart":
      return later(nodes.mandatoryStart);
    case "mandatoryFinish":
      return later(nodes.mandatoryFinish);
    case "asLateAsPossible":
      return;
  }
}

/** The calendar in which each link's lag passes. A junction has none of its own: the project's stands in for it. */
function lagCalendarsOf({ compiled, calendars, options }: Plan, calendarOf: Uint16Array): Uint16Array {
  const { net } = compiled;
  const of = (node: number): number => (compiled.taskOfNode[node] ? (calendarOf[node] ?? 0) : calendars.projectIndex);
  return Uint16Array.from(net.linkFrom, (from, arc) => {
    if (net.lagIsElapsed[arc] === 1) return calendars.roundTheClockIndex;
    switch (options.lagCalendar) {
      case "predecessor":
        return of(from);
      case "successor":
        return of(net.linkTo[arc] ?? 0);
      case "project":
        return calendars.projectIndex;
      case "roundTheClock":
        return calendars.roundTheClockIndex;
    }
  });
}

type Resources = Pick<PrimaveraNetwork, "firstDriver" | "driverCalendar" | "driverRemaining">;

/** A resource-dependent task is done in its people's calendars; what each still has to do sets how long. */
function resourcesOf({ project, compiled, calendars }: Plan, nodes: NodeArrays): Resources {
  const byTask = assignmentsByTask(project.records.assignment);
  const firstDriver = new Int32Array(compiled.net.nodeCount + 1);
  const calendarOfDriver: number[] = [];
  const remaining: number[] = [];
  compiled.taskOfNode.forEach((task, node) => {
    const depends = task?.p6?.activityType === "resource" && nodes.kind[node] === KIND.task && nodes.state[node] !== STATE.finished;
    const longest = new Map<number, number>();
    for (const assignment of depends ? (byTask.get(task.id) ?? []) : []) {
      const resource = project.records.resource.get(assignment.resourceId ?? "");
      if (resource?.type !== "work") continue;
      const calendar = resource.calendarId === undefined ? (nodes.calendarOf[node] ?? 0) : calendars.indexOf(resource.calendarId);
      longest.set(calendar, Math.max(longest.get(calendar) ?? 0, spanOf(assignment, nodes.remaining[node] ?? 0)));
    }
    for (const [calendar, span] of longest) {
      calendarOfDriver.push(calendar);
      remaining.push(span);
    }
    firstDriver[node + 1] = calendarOfDriver.length;
  });
  return { firstDriver, driverCalendar: Uint16Array.from(calendarOfDriver), driverRemaining: Float64Array.from(remaining) };
}

/** Ticks that an assignment still takes; one without work or units takes what the task does. */
function spanOf({ remainingWorkMinutes, units }: Assignment, ofTask: number): number {
  return units > 0 && remainingWorkMinutes > 0 ? inTicks(remainingWorkMinutes / units) : ofTask;
}

/** The tasks that a WBS summary activity spans: all below the WBS element that it stands in. */
function membersOf({ outline, compiled }: Plan, kind: Uint8Array): Pick<PrimaveraNetwork, "firstMember" | "member"> {
  const firstMember = new Int32Array(compiled.net.nodeCount + 1);
  const member: number[] = [];
  const listed = new Map<number, readonly number[]>();
  compiled.taskOfNode.forEach((task, node) => {
    if (task && kind[node] === KIND.wbsSummary) {
      const parent = outline.rowOf(task.id)?.parentIndex ?? -1;
      const members = listed.get(parent) ?? leavesBelow(outline, compiled, parent).filter((member) => kind[member] !== KIND.wbsSummary);
      listed.set(parent, members);
      member.push(...members);
    }
    firstMember[node + 1] = member.length;
  });
  return { firstMember, member: Int32Array.from(member) };
}

function leavesBelow(outline: Outline, { nodeOfRow }: CompiledNetwork, parent: number): readonly number[] {
  const end = parent < 0 ? outline.rows.length : (outline.rows[parent]?.endIndex ?? 0);
  const nodes: number[] = [];
  for (let row = parent + 1; row < end; row += 1) {
    const node = nodeOfRow[row] ?? -1;
    if (node >= 0) nodes.push(node);
  }
  return nodes;
}
