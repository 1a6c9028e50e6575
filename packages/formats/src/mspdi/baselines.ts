/** Makes records of the baselines that a file's tasks hold. */
import type { KindedRecord } from "@leadline/engine/model/project.ts";
import type { PlanParts } from "./plan-parts.ts";

/** One record for each task in each baseline, and one for each baseline that has any or that the file names. */
export function baselineRecords({ tasks, baselines = [] }: Pick<PlanParts, "tasks" | "baselines">): KindedRecord[] {
  const headers = new Map(baselines.map((baseline) => [baseline.number, baseline]));
  const records: KindedRecord[] = [];
  for (const { task, baselines: drafts = [] } of tasks) {
    for (const draft of drafts) {
      if (!headers.has(draft.number)) headers.set(draft.number, { number: draft.number });
      records.push({ kind: "taskBaseline", record: { id: `${draft.number}.${task.id}`, taskId: task.id, ...draft } });
    }
  }
  for (const header of headers.values()) records.push({ kind: "baseline", record: { id: `baseline.${header.number}`, ...header } });
  return records;
}
