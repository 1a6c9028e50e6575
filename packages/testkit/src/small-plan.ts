/** Small plans for tests: tasks by name and level, links in words, the rest as a new project has it. */
import { emptyTask, newProject } from "@leadline/engine/model/new-project.ts";
import { ranksFor } from "@leadline/engine/model/plan/rank.ts";
import { projectOf, recordsOf, settingsOf, type KindedRecord, type Project } from "@leadline/engine/model/project.ts";
import type { Link, Task } from "@leadline/engine/model/records.ts";
import { outlineOf } from "@leadline/engine/model/plan/outline.ts";
import { minuteOf } from "@leadline/engine/time/minute.ts";

export interface SmallTask extends Partial<Omit<Task, "id" | "number" | "rank" | "parentId">> {
  readonly id: string;
  /** 1 = top (default). */
  readonly level?: number;
  /** Ids of FS predecessors. */
  readonly after?: readonly string[];
}

/**
 * A plan that starts on Monday 2026-03-02 08:00. A task's name is its id in capitals unless given; links have the id
 * `predecessor-successor`. `smallPlan([{ id: "s" }, { id: "a", level: 2 }, { id: "b", level: 2, after: ["a"] }])`.
 */
export function smallPlan(tasks: readonly SmallTask[], more: readonly KindedRecord[] = []): Project {
  const start = newProject({ name: "Small plan", start: minuteOf(2026, 3, 2, 8) });
  const settings = { ...settingsOf(start), nextTaskNumber: tasks.length + 1 };
  const ranks = ranksFor(tasks.length);
  const lastAtLevel: string[] = [];
  const records: KindedRecord[] = [...recordsOf(start), { kind: "settings", record: settings }];
  for (const [index, { level = 1, after = [], ...fields }] of tasks.entries()) {
    const parentId = lastAtLevel[level - 1];
    const place = { number: index + 1, rank: ranks[index] ?? "V", ...(parentId === undefined ? {} : { parentId }) };
    records.push({ kind: "task", record: emptyTask({ name: fields.id.toUpperCase(), durationMinutes: 1440, ...place, ...fields }) });
    for (const predecessorId of after) records.push({ kind: "link", record: finishToStart(predecessorId, fields.id) });
    lastAtLevel[level] = fields.id;
  }
  return projectOf([...records, ...more]);
}

export function finishToStart(predecessorId: string, successorId: string): Link {
  return { id: `${predecessorId}-${successorId}`, predecessorId, successorId, type: "FS", lagMinutes: 0, lagPercent: 0, lagUnit: "d" };
}

/** The outline as one line: "s(a b(c)) d". */
export function outlineText(project: Project): string {
  const { childrenOf } = outlineOf(project);
  const textOf = (parentId: string | undefined): string =>
    childrenOf(parentId)
      .map((task) => (childrenOf(task.id).length > 0 ? `${task.id}(${textOf(task.id)})` : task.id))
      .join(" ");
  return textOf(undefined);
}

/** A project as canonical JSON text: kinds in order, records by id, keys sorted. */
export function canonicalJson(project: Project): string {
  return JSON.stringify([...recordsOf(project)], (_key, value: unknown) => (isRecord(value) ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))) : value));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
