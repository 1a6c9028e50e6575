/** Bottom-up: what the parts of a branch make of it, simulated by themselves, beside what was thought of the branch as a whole. */
import { outlineOf } from "../../model/plan/outline.ts";
import { projectOf, recordsOf, settingsOf, type KindedRecord, type Project } from "../../model/project.ts";
import type { KeptEstimate, Task } from "../../model/records.ts";
import { simulate } from "../simulation.ts";
import type { ThreePoints } from "./three-points.ts";

export interface BranchEstimate {
  /** Working minutes from the first start to the last finish of the parts, by themselves: 1 in 10, half and 9 in 10 of the runs. */
  readonly span: ThreePoints;
  readonly p80: number;
  /** Durations of the parts one after the other, by their single numbers, in working minutes. */
  readonly inARow: number;
  readonly parts: number;
  readonly rangedParts: number;
  readonly runs: number;
}

const RUNS = 2000;

/**
 * The branch cut out of its plan: its tasks, the links among them and their people. Whatever ties it to dates or to what is
 * done by now (constraints, delays, progress) is left out: an estimate says how long it takes, not when. Sums of P80 of the
 * parts would claim more than the runs do, and one path would claim less, so the network of the parts is simulated whole.
 */
export function branchEstimate(project: Project, summaryId: string): BranchEstimate | undefined {
  const outline = outlineOf(project);
  const row = outline.rowOf(summaryId);
  if (!row?.isSummary) return undefined;
  const rows = outline.rows.slice(row.rowNumber, row.endIndex).filter(({ task }) => task.active && !task.external);
  const leaves = rows.flatMap(({ isSummary, task }) => (isSummary ? [] : [task]));
  if (leaves.length === 0) return undefined;
  const facts = simulate(branchAlone(project, new Set(rows.map(({ task }) => task.id))), { risks: "without", runs: RUNS, seed: 1, drivers: "none" });
  const { minutesPerDay } = settingsOf(project);
  const minutes = (days: number): number => Math.round(days * minutesPerDay);
  const { p10, p50, p80, p90 } = facts.finishWorkingDays;
  return {
    span: { low: minutes(p10), likely: minutes(p50), high: minutes(p90) },
    p80: minutes(p80),
    inARow: leaves.reduce((sum, task) => sum + workingMinutes(task, minutesPerDay), 0),
    parts: leaves.length,
    rangedParts: leaves.filter(({ estimate }) => estimate !== undefined && estimate.highMinutes > estimate.lowMinutes).length,
    runs: RUNS,
  };
}

/** Elapsed durations count as the share of them that is worked. */
function workingMinutes({ durationMinutes, durationUnit }: Task, minutesPerDay: number): number {
  return durationUnit.startsWith("e") ? (durationMinutes * minutesPerDay) / 1440 : durationMinutes;
}

function branchAlone(project: Project, taskIds: ReadonlySet<string>): Project {
  const kept: KindedRecord[] = [];
  for (const one of recordsOf(project)) {
    if (one.kind === "settings") {
      const { statusDate: _by, finish: _end, ...settings } = one.record;
      kept.push({ kind: "settings", record: { ...settings, scheduleFrom: "start" } });
    } else if (one.kind === "task") {
      if (taskIds.has(one.record.id)) kept.push({ kind: "task", record: untied(one.record, taskIds) });
    } else if (one.kind === "link") {
      if (taskIds.has(one.record.predecessorId) && taskIds.has(one.record.successorId)) kept.push(one);
    } else if (one.kind === "assignment") {
      if (taskIds.has(one.record.taskId)) kept.push(one);
    } else if (one.kind === "calendar" || one.kind === "resource") kept.push(one);
  }
  return projectOf(kept);
}

function untied(task: Task, taskIds: ReadonlySet<string>): Task {
  const { parentId, constraintDate: _date, deadline: _deadline, actualStart: _started, actualFinish: _finished, manualStart: _from, manualFinish: _to, stop: _stop, resume: _resume, splits: _splits, splitsBeforeLeveling: _before, storedDates: _stored, ...rest } = task;
  return {
    ...rest,
    ...(parentId !== undefined && taskIds.has(parentId) && { parentId }),
    mode: "auto",
    constraint: "ASAP",
    levelingDelayMinutes: 0,
    percentComplete: 0,
    actualDurationMinutes: 0,
    remainingDurationMinutes: task.durationMinutes,
  };
}

/** What was thought of the branch as a whole last. */
export function topDownOf(project: Project, summaryId: string): KeptEstimate | undefined {
  let newest: KeptEstimate | undefined;
  for (const kept of project.records.keptEstimate.values()) if (kept.taskId === summaryId && (!newest || kept.at >= newest.at)) newest = kept;
  return newest;
}

/** The difference in one sentence, `textOf` says minutes; below a tenth it is called agreement. */
export function differenceSentence(topDown: Pick<KeptEstimate, "lowMinutes" | "likelyMinutes" | "highMinutes">, { span, p80 }: BranchEstimate, textOf: (minutes: number) => string): string {
  const difference = span.likely - topDown.likelyMinutes;
  const share = topDown.likelyMinutes > 0 ? Math.abs(difference) / topDown.likelyMinutes : 1;
  const both = `From above ${textOf(topDown.likelyMinutes)}, from the parts ${textOf(span.likely)} in half of the runs and ${textOf(p80)} in 8 of 10`;
  if (share < AGREEMENT) return `${both}: they agree within a tenth.`;
  const size = `${textOf(Math.abs(difference))} (${Math.round(share * 100)} %)`;
  if (difference > 0) return `${both}: the parts take ${size} more than was thought of the whole. Either something was forgotten from above, or parts count twice or could run side by side.`;
  return `${both}: the parts take ${size} less than was thought of the whole. Either a part is missing from the plan, or the whole holds a reserve that nobody has named.`;
}

const AGREEMENT = 0.1;
