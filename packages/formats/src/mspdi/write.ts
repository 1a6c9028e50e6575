/** Writes a project as Microsoft Project XML (MSPDI): what the source said, and in place of it what edits changed. */
import type { Project } from "@leadline/engine/model/project.ts";
import { compareRank } from "@leadline/engine/model/plan/rank.ts";
import type { WriteResult } from "../plan-file-types.ts";
import { attributesText, xmlText } from "../xml/write-xml.ts";
import { branch, type XmlElement } from "../xml/xml-element.ts";
import { calendarElements, settingsElements } from "./calendar-elements.ts";
import { ELEMENT_ORDER, placeOf } from "./element-order.ts";
import { entriesOf, sourceOrder, type Entry } from "./entry-order.ts";
import { CONTAINERS, isContainer, type Container } from "./kept-content.ts";
import { lossesOf } from "./losses.ts";
import { mergeEntity, newEntity } from "./merge-entity.ts";
import { planStateOf, type PlanState } from "./plan-state.ts";
import { sourcePlanOf } from "./source-plan.ts";
import { pausedRows, startAssignments } from "./write-assignment.ts";
import { resourceEntity } from "./write-resource.ts";
import { startTasks } from "./write-task.ts";
import { uidsOf } from "./uids.ts";
import { USUAL_CALENDAR, USUAL_PROJECT } from "./usual-values.ts";
import { MSPDI_NAMESPACE } from "./values.ts";
import type { Writing } from "./writing.ts";

/**
 * The file's text, ended by a line break. A project that nobody edited gives the elements of its source back, every one and
 * in order; after an edit only what follows from it differs. `losses` names what the format cannot hold and what stayed as
 * Microsoft Project had computed it before the edit.
 */
export function writeMspdi(project: Project): WriteResult {
  const source = sourcePlanOf(project);
  const uids = uidsOf(project, source);
  const writing: Writing = { now: planStateOf(project, uids), was: source && planStateOf(source.project, uids), source };
  const entries = listEntries(writing);
  const paused = pausedRows(writing);
  const root = rootOf(writing, CONTAINERS.filter((container) => entries[container].length > 0 || (container === "Assignments" && paused.length > 0)));
  const assignments = startAssignments(writing);
  const lists = listWriters(writing, entries, (list) => [...list.map(assignments.entity), ...paused]);
  const parts = ['<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n', `<Project${attributesText(root)}>\n`];
  const written = new Set<string>();
  for (const child of root.children) {
    if (!isContainer(child.name) || written.has(child.name)) parts.push(xmlText(child, "  "));
    else {
      written.add(child.name);
      parts.push(...listText(child, lists[child.name]()));
    }
  }
  parts.push("</Project>\n");
  return { text: parts.join(""), losses: lossesOf(writing, assignments.withoutDays()) };
}

function* listText(container: XmlElement, entities: Iterable<XmlElement>): Generator<string> {
  const attributes = attributesText(container);
  let isEmpty = true;
  for (const entity of entities) {
    yield isEmpty ? `  <${container.name}${attributes}>\n${xmlText(entity, "    ")}` : xmlText(entity, "    ");
    isEmpty = false;
  }
  yield isEmpty ? `  <${container.name}${attributes}/>\n` : `  </${container.name}>\n`;
}

/** `needed`: the lists that have entries. */
function rootOf({ now, was, source }: Writing, needed: readonly Container[]): XmlElement {
  if (!source || !was) {
    const { settings } = now;
    const made = newEntity("Project", settingsElements(now), { ...USUAL_PROJECT, Name: `${settings.name}.xml`, CurrencySymbol: settings.currency });
    return withContainers({ ...made, attributes: [["xmlns", MSPDI_NAMESPACE]] }, CONTAINERS);
  }
  const merged = mergeEntity(withNamespace(source.root), { was: settingsElements(was), now: settingsElements(now) });
  return withContainers(merged, needed);
}

/** A source that wrote `<p:Project xmlns:p="…">` is written without prefixes, so it needs the namespace itself. */
function withNamespace(root: XmlElement): XmlElement {
  const given = root.attributes ?? [];
  const isPrefixed = !given.some(([name]) => name === "xmlns") && given.some(([, value]) => value.startsWith(MSPDI_NAMESPACE));
  return isPrefixed ? { ...root, attributes: [["xmlns", MSPDI_NAMESPACE], ...given] } : root;
}

const KIND_OF = { Calendars: "calendar", Tasks: "task", Resources: "resource", Assignments: "assignment" } as const;

/** The root with each of these lists in its place, where the source had none. */
function withContainers(root: XmlElement, containers: readonly Container[]): XmlElement {
  const children = [...root.children];
  for (const container of containers) {
    if (children.some((child) => child.name === container)) continue;
    const after = children.findLastIndex((child) => (placeOf("Project", child.name) ?? ELEMENT_ORDER["Project"]?.length ?? 0) < (placeOf("Project", container) ?? 0));
    children.splice(after + 1, 0, branch(container, []));
  }
  return { ...root, text: "", children };
}

type ListEntries = Readonly<Record<Container, readonly Entry[]>>;

function listEntries(writing: Writing): ListEntries {
  const { now, was, source } = writing;
  const { records } = now.project;
  const list = (container: Container, recordIds: readonly string[]): Entry[] => {
    const wasRecords = was?.project.records[KIND_OF[container]];
    const entries = entriesOf(recordIds, source?.lists[container] ?? [], (id) => wasRecords?.has(id) ?? false);
    return entries.filter((entry) => entry.source !== undefined || !isImplied(writing, entry.recordId ?? ""));
  };
  const asInSource = (container: Container): string[] => sourceOrder(records[KIND_OF[container]].keys(), source?.lists[container] ?? []);
  return {
    Calendars: list("Calendars", asInSource("Calendars")),
    Tasks: list("Tasks", now.outline.rows.map(({ task }) => task.id)),
    Resources: list("Resources", [...records.resource.values()].sort(compareRank).map(({ id }) => id)),
    Assignments: list("Assignments", asInSource("Assignments")),
  };
}

type ListWriters = Readonly<Record<Container, () => Iterable<XmlElement>>>;

function listWriters(writing: Writing, entries: ListEntries, assignmentList: (entries: readonly Entry[]) => readonly XmlElement[]): ListWriters {
  const firstRow = entries.Resources[0]?.recordId === undefined ? 0 : 1;
  return {
    Calendars: () => entries.Calendars.map((entry) => calendarEntity(writing, entry)),
    Tasks: startTasks(writing, entries.Tasks),
    Resources: () => entries.Resources.map((entry, index) => resourceEntity(writing, entry, index + firstRow)),
    Assignments: () => assignmentList(entries.Assignments),
  };
}

/**
 * A record that the source implied without holding it is implied again: a calendar that nobody changed, a task of another
 * file that has no links but those of the source.
 */
function isImplied({ now, was }: Writing, recordId: string): boolean {
  if (!was) return false;
  const [calendar, before] = [now.project.records.calendar.get(recordId), was.project.records.calendar.get(recordId)];
  if (calendar && before) return JSON.stringify(calendar) === JSON.stringify(before);
  if (!was.project.records.task.get(recordId)?.external || !now.project.records.task.get(recordId)?.external) return false;
  const given = new Set(linksOf(was, recordId));
  return linksOf(now, recordId).every((link) => given.has(link));
}

function linksOf({ project }: PlanState, taskId: string): string[] {
  const links = [...project.records.link.values()].filter((link) => link.predecessorId === taskId || link.successorId === taskId);
  return links.map((link) => `${link.predecessorId} ${link.successorId}`);
}

function calendarEntity({ now, was }: Writing, { recordId, source }: Entry): XmlElement {
  const calendar = now.project.records.calendar.get(recordId ?? "");
  if (!calendar) return source?.element() ?? branch("Calendar", []);
  const elements = calendarElements(now, calendar);
  const before = was?.project.records.calendar.get(calendar.id);
  if (!source) return newEntity("Calendar", elements, USUAL_CALENDAR);
  return mergeEntity(source.element(), { was: before && was ? calendarElements(was, before) : new Map(), now: elements });
}
