/** Schedules plans and spells the results in one way, wherever it runs: the test bundles it for other processes and for browsers. */
import { projectOf, type KindedRecord } from "@leadline/engine/model/project.ts";
import { schedule } from "@leadline/engine/schedule/compute.ts";

/** `plans`: the records of each plan. Gives for each plan everything that was computed, as JSON with sorted keys. */
export function scheduleTexts(plans: readonly (readonly KindedRecord[])[]): string[] {
  return plans.map((records) => {
    const { schedule: result, problems } = schedule(projectOf(records));
    const tasks = records.flatMap(({ kind, record }) => (kind === "task" ? [[record.id, result.of(record.id) ?? null] as const] : []));
    return JSON.stringify({ tasks, problems }, sorted);
  });
}

function sorted(_key: string, value: unknown): unknown {
  if (value instanceof Map) return [...value];
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
