/** Two versions of one plan read apart: which task, resource and calendar of the new one is which of the old one. */
import { outlineOf } from "../model/plan/outline.ts";
import { settingsOf, type Project } from "../model/project.ts";
import type { Assignment, CalendarRecord, Link, Resource, Task } from "../model/records.ts";

/**
 * The new plan with the ids of the old one wherever the two hold the same thing, so that records can be compared by id.
 * Same means: the same UID of the source file; else the same names down the outline; else (plans of our own) the same id.
 */
export function inIdsOf(old: Project, next: Project): Project {
  const tasks = pairing([...old.records.task.values()], [...next.records.task.values()], { pathOf: (project) => pathsOf(project), old, next });
  const resources = pairing([...old.records.resource.values()], [...next.records.resource.values()]);
  const calendars = pairing([...old.records.calendar.values()], [...next.records.calendar.values()]);
  const task = (id: string): string => tasks.get(id) ?? `new.${id}`;
  const resource = (id: string): string => resources.get(id) ?? `new.${id}`;
  const calendar = (id: string): string => calendars.get(id) ?? `new.${id}`;
  const settings = settingsOf(next);
  return {
    records: {
      ...next.records,
      settings: new Map([["settings", { ...settings, calendarId: calendar(settings.calendarId) }]]),
      calendar: rekeyed(next.records.calendar, (one): CalendarRecord => ({ ...one, id: calendar(one.id), ...(one.baseCalendarId !== undefined && { baseCalendarId: calendar(one.baseCalendarId) }) })),
      resource: rekeyed(next.records.resource, (one): Resource => ({ ...one, id: resource(one.id), ...(one.calendarId !== undefined && { calendarId: calendar(one.calendarId) }) })),
      task: rekeyed(next.records.task, (one): Task => ({
        ...one,
        id: task(one.id),
        ...(one.parentId !== undefined && { parentId: task(one.parentId) }),
        ...(one.calendarId !== undefined && { calendarId: calendar(one.calendarId) }),
      })),
      ...joins(next, task, resource),
    },
  };
}

/** A plan whose links and assignments are named by whom they join: so the same link has the same id in both versions. */
export function withJoinIds(project: Project): Project {
  return { records: { ...project.records, ...joins(project, (id) => id, (id) => id) } };
}

function joins(project: Project, task: (id: string) => string, resource: (id: string) => string): Pick<Project["records"], "link" | "assignment"> {
  return {
    link: rekeyed(project.records.link, (one): Link => {
      const [predecessorId, successorId] = [task(one.predecessorId), task(one.successorId)];
      return { ...one, id: `${predecessorId}>${successorId}`, predecessorId, successorId };
    }),
    assignment: rekeyed(project.records.assignment, (one): Assignment => {
      const [taskId, resourceId] = [task(one.taskId), one.resourceId === undefined ? undefined : resource(one.resourceId)];
      return { ...one, id: `${taskId}<${resourceId ?? ""}`, taskId, ...(resourceId !== undefined && { resourceId }) };
    }),
  };
}

/** Twice the same pair (two assignments of one person to one task) stays two records. */
function rekeyed<T extends { readonly id: string }>(map: ReadonlyMap<string, T>, change: (one: T) => T): Map<string, T> {
  const result = new Map<string, T>();
  for (const one of map.values()) {
    const made = change(one);
    let id = made.id;
    for (let again = 2; result.has(id); again += 1) id = `${made.id}#${again}`;
    result.set(id, { ...made, id });
  }
  return result;
}

type Named = { readonly id: string; readonly name: string; readonly uid?: number | undefined };

/** Old id by new id. */
function pairing(old: readonly Named[], next: readonly Named[], outlines?: { readonly pathOf: (project: Project) => ReadonlyMap<string, string>; readonly old: Project; readonly next: Project }): Map<string, string> {
  const pairs = new Map<string, string>();
  const taken = new Set<string>();
  const oldPaths = outlines?.pathOf(outlines.old);
  const nextPaths = outlines?.pathOf(outlines.next);
  const rounds: readonly ((one: Named, side: "old" | "next") => string | undefined)[] = [
    (one) => (one.uid === undefined ? undefined : String(one.uid)),
    (one, side) => (side === "old" ? oldPaths : nextPaths)?.get(one.id) ?? (outlines ? undefined : one.name),
    (one) => one.name,
    (one) => one.id,
  ];
  for (const keyOf of rounds) {
    const byKey = new Map<string, string | undefined>();
    for (const one of old) {
      const key = taken.has(one.id) ? undefined : keyOf(one, "old");
      if (key !== undefined && key !== "") byKey.set(key, byKey.has(key) ? undefined : one.id);
    }
    const wanted = next.filter((one) => !pairs.has(one.id));
    const times = new Map<string, number>();
    for (const one of wanted) {
      const key = keyOf(one, "next");
      if (key !== undefined) times.set(key, (times.get(key) ?? 0) + 1);
    }
    for (const one of wanted) {
      const key = keyOf(one, "next");
      const found = key === undefined || times.get(key) !== 1 ? undefined : byKey.get(key);
      if (found === undefined || taken.has(found)) continue;
      pairs.set(one.id, found);
      taken.add(found);
    }
  }
  return pairs;
}

/** The names of a task and of all summaries above it. */
function pathsOf(project: Project): ReadonlyMap<string, string> {
  const { rows } = outlineOf(project);
  const paths = new Map<string, string>();
  for (const row of rows) {
    const above = rows[row.parentIndex];
    paths.set(row.task.id, `${above ? paths.get(above.task.id) : ""}\n${row.task.name}`);
  }
  return paths;
}
