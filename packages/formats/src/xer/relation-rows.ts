/** Rows that join two others: links between activities, and resources on activities. */
import type { Assignment, Link, Task } from "@leadline/engine/model/records.ts";
import type { TaskSchedule } from "@leadline/engine/schedule/schedule.ts";
import { workingDaysOf } from "@leadline/engine/views/working-time.ts";
import { dayNumberOf, type Minute } from "@leadline/engine/time/minute.ts";
import { workedMinutesOf } from "../mspdi/worked-minutes.ts";
import { LINK_TYPES, codeOf } from "./codes.ts";
import { dateText, hoursText } from "./fields.ts";
import { pairsOf, type ActivityPair } from "./plan-state.ts";
import { assignmentTexts, type TextGivens } from "./row-texts.ts";
import type { Texts } from "./tables.ts";

/** Rows of all links that are not done; one on a summary becomes one for each pair of activities below. */
export function linkRows(given: TextGivens, isDone: (linkId: string) => boolean): Texts[] {
  const rows: Texts[] = [];
  for (const link of given.state.project.records.link.values()) {
    if (isDone(link.id)) continue;
    const pairs = pairsOf(given.state, link);
    pairs.forEach((pair, at) => rows.push(linkRow(given, link, pair, at === 0 ? "first" : "further")));
  }
  return rows;
}

function linkRow({ state, keys, style, projectKey }: TextGivens, link: Link, { predecessor, successor }: ActivityPair, place: "first" | "further"): Texts {
  return new Map([
    ["task_pred_id", place === "first" ? keys.of("TASKPRED", link.id) : keys.of("TASKPRED", `${link.id} ${predecessor.id} ${successor.id}`)],
    ["task_id", keys.of("TASK", successor.id, successor.uid)],
    ["pred_task_id", keys.of("TASK", predecessor.id, predecessor.uid)],
    ["proj_id", projectKey],
    ["pred_proj_id", projectKey],
    ["pred_type", codeOf(LINK_TYPES, link.type)],
    ["lag_hr_cnt", hoursText(lagOf(state, link, predecessor, successor), style)],
  ]);
}

/**
 * Lag as working time of the successor's calendar. A share of the predecessor's duration is what it comes to now; lag by
 * the clock is the working time that the clock passes over at its present place.
 */
function lagOf(state: TextGivens["state"], link: Link, predecessor: Task, successor: Task): number {
  const amount = link.lagUnit.endsWith("%") ? (predecessor.durationMinutes * link.lagPercent) / 100 : link.lagMinutes;
  const theirs = state.schedule.of(predecessor.id);
  if (!link.lagUnit.startsWith("e") || !theirs) return amount;
  const from = link.type === "SS" || link.type === "SF" ? theirs.start : theirs.finish;
  const counter = workedMinutesOf(workingDaysOf(state.project, successor.calendarId), dayNumberOf(from));
  return counter(from, (from + Math.round(amount)) as Minute);
}

/** Undefined where the activity is not written, or the source's unassigned row has no resource. */
export function assignmentRow(given: TextGivens, assignment: Assignment): Texts | undefined {
  const { state, keys } = given;
  const task = state.project.records.task.get(assignment.taskId);
  const resource = state.project.records.resource.get(assignment.resourceId ?? "");
  if (!task || state.tableOf(task) !== "TASK") return undefined;
  const isKnown = keys.given("TASKRSRC", assignment.id) !== undefined;
  if (!resource && !isKnown) return undefined;
  const role = resource && keys.given("ROLES", resource.id);
  const dates = state.schedule.of(task.id);
  return new Map([
    ["taskrsrc_id", keys.of("TASKRSRC", assignment.id, assignment.uid)],
    ["task_id", keys.of("TASK", task.id, task.uid)],
    ["rsrc_id", resource && role === undefined ? keys.of("RSRC", resource.id, resource.uid) : ""],
    ...(role === undefined ? [] : [["role_id", role] as const]),
    ...assignmentTexts(given, assignment),
    ...(dates ? assignmentDates(task, dates) : []),
  ]);
}

/** People are on an activity from its start to its finish; what is left of it begins where its remaining work does. */
function assignmentDates(task: Task, dates: TaskSchedule): [string, string][] {
  if (task.actualFinish !== undefined) return [];
  const left: [string, string][] = [["restart_date", dateText(dates.remainingStart ?? dates.start)], ["reend_date", dateText(dates.finish)]];
  return task.actualStart === undefined ? [["target_start_date", dateText(dates.start)], ["target_end_date", dateText(dates.finish)], ...left] : left;
}
