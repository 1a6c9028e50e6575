/** Turns records into the kernel's network: the structure of links, and what every node holds. */
import { completeNetwork, type Network } from "@leadline/kernel/network.ts";
import type { Outline } from "../model/plan/outline.ts";
import { settingsOf, type Project } from "../model/project.ts";
import type { Link, Task } from "../model/records.ts";
import type { CalendarTables } from "./calendar-tables.ts";
import { structureOf, type LinkStructure } from "./link-structure.ts";
import { planNodesOf } from "./plan-nodes.ts";
import { inTicks } from "./ticks.ts";

/** Nodes are numbered in topological order; a junction has no task. */
export interface CompiledNetwork {
  readonly net: Network;
  readonly taskOfNode: readonly (Task | undefined)[];
  /** Node of an outline row (0-based); -1 for a summary, an inactive task and a task in a loop. */
  readonly nodeOfRow: Int32Array;
  /** The link record behind each arc of the network. */
  readonly linkOfArc: readonly Link[];
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
  const taskOfNode = Array.from(structure.rowOfNode, (row) => outline.rows[row]?.task);
  return {
    net: buildNetwork(project, calendars, taskOfNode, structure),
    taskOfNode,
    nodeOfRow: structure.nodeOfRow,
    linkOfArc: structure.linkOfArc,
    looped: structure.loopedRows.flatMap((row) => outline.rows[row]?.task ?? []),
  };
}

function buildNetwork(project: Project, calendars: CalendarTables, taskOfNode: readonly (Task | undefined)[], structure: LinkStructure): Network {
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
    ...drivers,
    firstPredecessor: structure.firstPredecessor,
    linkFrom: structure.linkFrom,
    linkTo: structure.linkTo,
    linkType: structure.linkType,
    ...lagsOf(project, structure),
  });
}

function lagsOf(project: Project, structure: LinkStructure): { lag: Float64Array; lagIsElapsed: Uint8Array } {
  const count = structure.linkOfArc.length;
  const lag = new Float64Array(count);
  const lagIsElapsed = new Uint8Array(count);
  structure.linkOfArc.forEach((link, arc) => {
    if (structure.carriesLag[arc] === 0) return;
    lag[arc] = lagTicks(project, link);
    lagIsElapsed[arc] = link.lagUnit.startsWith("e") ? 1 : 0;
  });
  return { lag, lagIsElapsed };
}

/** Lag in ticks. A percentage is of the predecessor's present duration, so it moves when that changes. */
function lagTicks(project: Project, link: Link): number {
  if (!link.lagUnit.endsWith("%")) return inTicks(link.lagMinutes);
  const predecessor = project.records.task.get(link.predecessorId);
  return inTicks(((predecessor?.durationMinutes ?? 0) * link.lagPercent) / 100);
}
