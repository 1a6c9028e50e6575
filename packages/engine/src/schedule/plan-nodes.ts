/** What all nodes hold, taking over from the run before whatever no edit has touched. */
import type { Project } from "../model/project.ts";
import { settingsOf } from "../model/project.ts";
import type { Assignment, Task } from "../model/records.ts";
import type { CalendarTables } from "./calendar-tables.ts";
import { assignmentsByTask, driverRowsOf, driversOf, emptyDrivers, writeDrivers, type Drivers } from "./drivers.ts";
import { fixedEndOf } from "./fixed-end.ts";
import type { LinkStructure } from "./link-structure.ts";
import { emptyNodes, fillNode, type NodeArrays } from "./nodes.ts";
import { inTicks } from "./ticks.ts";

export interface PlanNodes {
  readonly nodes: NodeArrays;
  readonly drivers: Drivers;
  readonly taskOfNode: readonly (Task | undefined)[];
}

interface Remembered extends PlanNodes {
  readonly calendars: CalendarTables;
  readonly resources: Project["records"]["resource"];
  readonly fixedEnd: number;
  readonly from: "start" | "finish";
  readonly byTask: ReturnType<typeof assignmentsByTask>;
  readonly assignments: readonly (readonly Assignment[] | undefined)[];
}

const remembered = new WeakMap<LinkStructure, Remembered>();

/** The nodes of a plan. After an edit only the nodes of changed tasks are filled anew; the arrays are never shared. */
export function planNodesOf(
  project: Project,
  calendars: CalendarTables,
  structure: LinkStructure,
  taskOfNode: readonly (Task | undefined)[],
): PlanNodes {
  const byTask = assignmentsByTask(project.records.assignment);
  const settings = settingsOf(project);
  const from = fixedEndOf(settings);
  const fixedEnd = inTicks(from === "finish" ? (settings.finish ?? settings.start) : settings.start);
  const known = remembered.get(structure);
  const assignments = known?.byTask === byTask ? known.assignments : taskOfNode.map((task) => task && byTask.get(task.id));
  const isUsable = known && known.from === from && known.calendars === calendars && known.resources === project.records.resource && known.fixedEnd === fixedEnd;
  const parts = { project, calendars, fixedEnd, from, taskOfNode, assignments };
  const made = (isUsable ? changedFrom(known, parts) : undefined) ?? fromScratch(parts);
  remembered.set(structure, { ...made, calendars, resources: project.records.resource, fixedEnd, from, byTask, assignments });
  return made;
}

interface Parts {
  readonly project: Project;
  readonly calendars: CalendarTables;
  readonly fixedEnd: number;
  readonly from: "start" | "finish";
  readonly taskOfNode: readonly (Task | undefined)[];
  readonly assignments: readonly (readonly Assignment[] | undefined)[];
}

function fromScratch({ project, calendars, fixedEnd, from, taskOfNode, assignments }: Parts): PlanNodes {
  const driving = taskOfNode.map((task, node) => driversOf(project, calendars, task, assignments[node]));
  const rows = taskOfNode.map((task, node) => driverRowsOf(task, driving[node] ?? []));
  const drivers = emptyDrivers(rows.map((list) => list.length));
  const nodes = emptyNodes(taskOfNode.length);
  taskOfNode.forEach((task, node) => {
    writeDrivers(drivers, node, rows[node] ?? []);
    fillNode(nodes, node, { task, calendars, drivers, driving: driving[node] ?? [], fixedEnd, from, hasAssignment: assignments[node] !== undefined });
  });
  return { nodes, drivers, taskOfNode };
}

/** Undefined where a change gives a node more or fewer drivers: then all of them move. */
function changedFrom(known: Remembered, { project, calendars, fixedEnd, from, taskOfNode, assignments }: Parts): PlanNodes | undefined {
  const nodes = copyOf(known.nodes);
  const drivers = copyOf(known.drivers);
  for (let node = 0; node < taskOfNode.length; node += 1) {
    const task = taskOfNode[node];
    if (task === known.taskOfNode[node] && isSameList(assignments[node], known.assignments[node])) continue;
    const driving = driversOf(project, calendars, task, assignments[node]);
    const rows = driverRowsOf(task, driving);
    if (rows.length !== (drivers.firstDriver[node + 1] ?? 0) - (drivers.firstDriver[node] ?? 0)) return undefined;
    writeDrivers(drivers, node, rows);
    fillNode(nodes, node, { task, calendars, drivers, driving, fixedEnd, from, hasAssignment: assignments[node] !== undefined });
  }
  return { nodes, drivers, taskOfNode };
}

function isSameList(a: readonly Assignment[] | undefined, b: readonly Assignment[] | undefined): boolean {
  if (a === b) return true;
  return a !== undefined && b !== undefined && a.length === b.length && a.every((assignment, index) => assignment === b[index]);
}

type NumberArray = Float64Array | Int32Array | Uint16Array | Uint8Array;

function copyOf<T extends object>(arrays: T): T {
  const copies = Object.entries(arrays).map(([name, values]: [string, NumberArray]) => [name, values.slice()] as const);
  return Object.fromEntries(copies) as T;
}
