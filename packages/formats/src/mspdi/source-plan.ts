/** The plan as it was read, rebuilt from the kept entities: what edits are compared with when the file is written again. */
import type { Project } from "@leadline/engine/model/project.ts";
import { settingsOf } from "@leadline/engine/model/project.ts";
import type { KeptSource } from "@leadline/engine/model/records.ts";
import { seededIds } from "@leadline/engine/change/id-maker.ts";
import { leaf, textOf, type XmlElement } from "../xml/xml-element.ts";
import { assemblePlan } from "./assemble-plan.ts";
import { startCollecting } from "./collect-plan.ts";
import { CONTAINERS, keptEntityOf, type Container, type KeptEntity } from "./kept-content.ts";
import { startProblemList } from "./problem-list.ts";
import type { StoredDates } from "./read-task.ts";
import { parseInteger } from "./values.ts";

/** One entity of a list of the source. Its elements are decoded when they are asked for, so that not all are held at once. */
export interface SourceEntity {
  readonly id: string;
  readonly at: number;
  readonly uid: number | undefined;
  readonly element: () => XmlElement;
}

export interface SourcePlan {
  /** The project as it was read; the same ids as today's. */
  readonly project: Project;
  readonly linkIds: ReadonlyMap<string, readonly (string | undefined)[]>;
  /** By task id: the dates that Microsoft Project computed. */
  readonly storedDates: ReadonlyMap<string, StoredDates>;
  /** The root element: everything outside the four lists. */
  readonly root: XmlElement;
  /** The entries of each list, in the source's order. */
  readonly lists: Readonly<Record<Container, readonly SourceEntity[]>>;
}

/** The source behind a project, or `undefined` where it did not come from MSPDI. Content that cannot be read is left out. */
export function sourcePlanOf(project: Project): SourcePlan | undefined {
  const lists: Record<Container, SourceEntity[]> = { Calendars: [], Tasks: [], Resources: [], Assignments: [] };
  let root: XmlElement | undefined;
  for (const kept of project.records.keptSource.values()) {
    const entity = keptEntityOf(kept);
    if (!entity) continue;
    if (entity.place === "Project") root = entity.element;
    else lists[entity.place].push(sourceEntity(entity, kept));
  }
  if (!root) return undefined;
  for (const container of CONTAINERS) lists[container].sort((a, b) => a.at - b.at);
  return { ...rebuilt(project, root, lists), root, lists };
}

function sourceEntity({ id, at, element }: KeptEntity, kept: KeptSource): SourceEntity {
  const uid = parseInteger(textOf(element, "UID") ?? "");
  return { id, at, uid, element: () => keptEntityOf(kept)?.element ?? leaf("", "") };
}

function rebuilt(project: Project, root: XmlElement, lists: SourcePlan["lists"]): Pick<SourcePlan, "project" | "linkIds" | "storedDates"> {
  const problems = startProblemList();
  const collecting = startCollecting(settingsOf(project).origin?.name ?? "", problems);
  for (const container of CONTAINERS) for (const { id, element } of lists[container]) collecting.entity(container, element(), id);
  const newId = seededIds("as-read");
  const parts = collecting.parts(root);
  const plan = assemblePlan(parts, { newId, problems, impliedId: (kind, uid) => impliedId(project, lists, kind, uid) ?? newId() });
  return { ...plan, storedDates: new Map(parts.tasks.map(({ task, stored }) => [task.id, stored])) };
}

/** Records that the file only implied have no entity; today's record of that kind without one is theirs. */
function impliedId(project: Project, lists: SourcePlan["lists"], kind: "calendar" | "task", uid: number | undefined): string | undefined {
  if (kind === "calendar") {
    const { calendarId } = settingsOf(project);
    return lists.Calendars.some(({ id }) => id === calendarId) ? undefined : calendarId;
  }
  const sourced = new Set(lists.Tasks.map(({ id }) => id));
  for (const task of project.records.task.values()) if (task.external && task.uid === uid && !sourced.has(task.id)) return task.id;
  return undefined;
}
