/** Turns records into the kernel's network: the structure of links, and what every node holds. */
import { completeNetwork, type Network } from "@leadline/kernel/network.ts";
import type { Outline } from "../model/plan/outline.ts";
import { settingsOf, type Project } from "../model/project.ts";
import type { Link, Task } from "../model/records.ts";
import type { CalendarTables } from "./calendar-tables.ts";
import { assignmentsByTask, driversOf, type Driver } from "./drivers.ts";
import { structureOf, type LinkStructure } from "./link-structure.ts";
import { planNodesOf } from "./plan-nodes.ts";
import { summaryLimitsOf } from "./summary-limits.ts";
import { inTicks } from "./ticks.ts";

/** Nodes are numbered in topological order; a junction has no task. */
export interface CompiledNetwork {
  readonly net: Network;
  readonly taskOfNode: readonly (Task | undefined)[];
  /** Node of an outline row (0-based); -1 for a summary, an inactive task and a task in a loop. */
  readonly nodeOfRow: Int32Array;
  /** The assignments that drive a node's dates. */
  readonly drivingOf: (node: number) => readonly Driver[];
  /** The link record behind each arc of the network. */
  readonly linkOfArc: readonly Link[];
  /** 1: the lag of the link is counted at this arc, not at another of the same link. */
  readonly carriesLag: Uint8Array;
  /** Tasks that sit in a loop of links (or between two loops): they have no node. */
  readonly looped: readonly Task[];
}

/** `earliest` picks the leaf that stands for a summary where a link begins at the summary's start. */
export function networkOf(
  project: Project,
  outline: Outline,
  calendars: CalendarTables,
  earliest: (leaves: readonly Task[]) => readonly Task[],
): CompiledNetwork {
  const structure = structureOf(project, outline, earliest);
  const taskOfNode = tasksOfNodes(outline, structure.rowOfNode);
  const byTask = assignmentsByTask(project.records.assignment);
  return {
    net: buildNetwork({ project, outline, calendars, structure }, taskOfNode),
    taskOfNode,
    nodeOfRow: structure.nodeOfRow,
    drivingOf: (node) => driversOf(project, calendars, taskOfNode[node], byTask.get(taskOfNode[node]?.id ?? "")),
    linkOfArc: structure.linkOfArc,
    carriesLag: structure.carriesLag,
    looped: structure.loopedRows.flatMap((row) => outline.rows[row]?.task ?? []),
  };
}

function tasksOfNodes(outline: Outline, rowOfNode: Int32Array): readonly (Task | undefined)[] {
  const tasks: (Task | undefined)[] = [];
  for (let node = 0; node < rowOfNode.length; node += 1) tasks.push(outline.rows[rowOfNode[node] ?? -1]?.task);
  return tasks;
}

interface Parts {
  readonly project: Project;
  readonly outline: Outline;
  readonly calendars: CalendarTables;
  readonly structure: LinkStructure;
}

function buildNetwork({ project, outline, calendars, structure }: Parts, taskOfNode: readonly (Task | undefined)[]): Network {
  const settings = settingsOf(project);
  const { nodes, drivers } = planNodesOf(project, calendars, structure, taskOfNode);
  return completeNetwork({
    nodeCount: taskOfNode.length,
    calendars: calendars.tables,
    projectStart: inTicks(settings.start),
    honorConstraints: settings.honorConstraints,
    multipleCriticalPaths: settings.multipleCriticalPaths,
    criticalSlackLimit: inTicks(settings.criticalSlackLimitDays * settings.minutesPerDay),
    ...nodes,
    ...summaryLimitsOf(outline, structure, nodes),
    ...drivers,
    firstPredecessor: structure.firstPredecessor,
    linkFrom: structure.linkFrom,
    linkTo: structure.linkTo,
    linkType: structure.linkType,
    linkToSummary: structure.toSummary,
    lagCalendar: calendarsOfSuccessors(structure.linkTo, nodes.calendarOf),
    ...lagsOf(project, structure),
  });
}

function calendarsOfSuccessors(linkTo: Int32Array, calendarOf: Uint16Array): Uint16Array {
  const calendars = new Uint16Array(linkTo.length);
  for (let arc = 0; arc < calendars.length; arc += 1) calendars[arc] = calendarOf[linkTo[arc] ?? 0] ?? 0;
  return calendars;
}

interface Lags {
  readonly lag: Float64Array;
  readonly lagIsElapsed: Uint8Array;
}

/** Lags are links' alone, but for percentages; those of one structure are found once. */
const remembered = new WeakMap<LinkStructure, Lags & { readonly percentages: readonly number[] }>();

function lagsOf(project: Project, structure: LinkStructure): Lags {
  const known = remembered.get(structure) ?? allLags(project, structure);
  remembered.set(structure, known);
  const { lag: before, lagIsElapsed, percentages } = known;
  if (percentages.length === 0) return { lag: before, lagIsElapsed };
  const lag = before.slice();
  for (const arc of percentages) {
    const link = structure.linkOfArc[arc];
    if (link) lag[arc] = lagTicks(project, link);
  }
  return { lag, lagIsElapsed };
}

function allLags(project: Project, structure: LinkStructure): Lags & { readonly percentages: readonly number[] } {
  const count = structure.linkOfArc.length;
  const lag = new Float64Array(count);
  const lagIsElapsed = new Uint8Array(count);
  const percentages: number[] = [];
  structure.linkOfArc.forEach((link, arc) => {
    if (structure.carriesLag[arc] === 0) return;
    lag[arc] = lagTicks(project, link);
    lagIsElapsed[arc] = link.lagUnit.startsWith("e") ? 1 : 0;
    if (link.lagUnit.endsWith("%")) percentages.push(arc);
  });
  return { lag, lagIsElapsed, percentages };
}

/** Lag in ticks. A percentage is of the predecessor's present duration, so it moves when that changes. */
function lagTicks(project: Project, link: Link): number {
  if (!link.lagUnit.endsWith("%")) return inTicks(link.lagMinutes);
  const predecessor = project.records.task.get(link.predecessorId);
  return inTicks(((predecessor?.durationMinutes ?? 0) * link.lagPercent) / 100);
}
