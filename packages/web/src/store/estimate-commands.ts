/** Taking an estimate over: the task gets the range, and the estimate itself is kept with how it came about. */
import type { Command } from "@leadline/engine/change/command.ts";
import type { OutlineRow } from "@leadline/engine/model/plan/outline.ts";
import type { Project } from "@leadline/engine/model/project.ts";
import type { KeptEstimate, Task } from "@leadline/engine/model/records.ts";
import type { ThreePoints } from "@leadline/engine/risk/estimating/three-points.ts";
import type { Minute } from "@leadline/engine/time/minute.ts";
import { newId } from "./new-id.ts";

/** What a way to estimate comes to. */
export interface MadeEstimate extends Pick<KeptEstimate, "method" | "title" | "size" | "analogue" | "answers" | "round"> {
  readonly points: ThreePoints;
  readonly ends?: KeptEstimate["ends"];
  readonly source: string;
  readonly estimator: string;
}

/** On a summary task the estimate is kept as one from above; its dates go on following its parts. */
export function takeOverCommands(project: Project, { task, isSummary }: OutlineRow, made: MadeEstimate, now: Minute): readonly Command[] {
  const kept = recordOf(task, made);
  const records = [...(isSummary ? [] : unkept(project, task, kept.at)), kept];
  const save: Command = { type: "saveRecords", records: records.map((record) => ({ kind: "keptEstimate", record })) };
  return isSummary ? [save] : [{ type: "updateTasks", tasks: [{ id: task.id, fields: { estimate: estimateOf(made, now) } }] }, save];
}

function recordOf(task: Task, { points, source, estimator, ends, size, analogue, answers, round, method, title }: MadeEstimate): KeptEstimate {
  const basis = { ...(ends && { ends }), ...(size && { size }), ...(analogue && { analogue }), ...(answers && { answers }), ...(round !== undefined && { round }) };
  return { id: newId(), taskId: task.id, title, ...minutesOf(points), method, ...words({ source, estimator }), at: Date.now(), ...basis };
}

function estimateOf({ points, method, source, estimator, ends }: MadeEstimate, now: Minute): NonNullable<Task["estimate"]> {
  return { ...minutesOf(points), method, ...words({ source, estimator }), ...(ends && { ends }), estimatedAt: now };
}

function minutesOf({ low, likely, high }: ThreePoints): Pick<KeptEstimate, "lowMinutes" | "likelyMinutes" | "highMinutes"> {
  return { lowMinutes: low, likelyMinutes: likely, highMinutes: high };
}

function words(given: { readonly source: string; readonly estimator: string }): { readonly source?: string; readonly estimator?: string } {
  const [source, estimator] = [given.source.trim().slice(0, 1000), given.estimator.trim().slice(0, 1000)];
  return { ...(source !== "" && { source }), ...(estimator !== "" && { estimator }) };
}

/** A range that was typed and is in no kept estimate goes into the list before it is overwritten. */
function unkept(project: Project, { id, estimate }: Task, at: number): readonly KeptEstimate[] {
  if (!estimate || estimate.outcomes) return [];
  const { lowMinutes, likelyMinutes, highMinutes, source, estimator, ends, method = "threePoint" } = estimate;
  const isKept = [...project.records.keptEstimate.values()].some((one) => one.taskId === id && one.lowMinutes === lowMinutes && one.likelyMinutes === likelyMinutes && one.highMinutes === highMinutes);
  if (isKept) return [];
  // Typed before the one that replaces it.
  return [{ id: newId(), taskId: id, title: "Typed", lowMinutes, likelyMinutes, highMinutes, method, ...words({ source: source ?? "", estimator: estimator ?? "" }), ...(ends && { ends }), at: at - 1 }];
}
