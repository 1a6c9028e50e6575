/** Says in words how much slack a task has and what uses it up: a successor, a fixed date, a deadline or the project finish. */
import { addWork, workBetween } from "@leadline/kernel/calendar-table.ts";
import { LINK, NODE } from "@leadline/kernel/network.ts";
import type { OutlineRow } from "../model/plan/outline.ts";
import { formatPredecessors } from "../model/plan/predecessor-text.ts";
import { readableDate } from "../time/date-text.ts";
import { amountOf, CONSTRAINT_WORDS, nodeOfRow, titleOf, type Tale } from "./explain-tale.ts";
import type { TaskSchedule } from "./schedule.ts";
import { inTicks, minuteOfTick } from "./ticks.ts";

export function slackSentences(tale: Tale, row: OutlineRow, dates: TaskSchedule): readonly string[] {
  if (row.task.actualFinish !== undefined) return ["It is finished, so it has no slack left to speak of."];
  const sentences = [amountSentence(tale, row, dates)];
  if (row.task.deadline !== undefined) sentences.push(deadlineSentence(tale, row));
  const limit = row.isSummary ? undefined : limitSentence(tale, row, dates);
  if (limit !== undefined) sentences.push(limit);
  return sentences;
}

function amountSentence({ settings, computed }: Tale, row: OutlineRow, dates: TaskSchedule): string {
  const isElapsed = row.task.durationUnit.startsWith("e") && !row.isSummary;
  const amount = amountOf(Math.abs(dates.totalSlackMinutes), settings, isElapsed ? "ed" : "d");
  const clock = isElapsed ? " by the clock" : "";
  if (computed.from === "finish") {
    if (dates.totalSlackMinutes > 0) return `It has ${amount} of slack${clock}: it could start as early as ${readableDate(dates.earlyStart)}; the plan is scheduled from its finish, so it stands as late as it may.`;
    if (dates.totalSlackMinutes < 0) return `It is ${amount} too early: to keep every fixed and every actual date it would have to start ${readableDate(dates.earlyStart)}.`;
    return "It has no slack: it can be neither earlier nor later.";
  }
  if (dates.totalSlackMinutes > 0) return `It has ${amount} of slack${clock}: it can finish as late as ${readableDate(dates.lateFinish)} without moving the project finish or a fixed date.`;
  if (dates.totalSlackMinutes < 0) return `It is ${amount} too late: to keep every fixed date it would have to finish by ${readableDate(dates.lateFinish)}.`;
  return "It has no slack: each day it slips moves the project finish or a fixed date by a day.";
}

function deadlineSentence({ computed }: Tale, { task }: OutlineRow): string {
  const date = task.deadline === undefined ? "" : readableDate(task.deadline);
  if (computed.from === "finish" && task.constraint === "ALAP") return `Its deadline is ${date}; in a plan that is scheduled from its finish, a task that is as late as possible finishes by it.`;
  return `Its deadline is ${date}; a deadline warns and does not move dates.`;
}

/** What fixed the late finish. */
function limitSentence(tale: Tale, row: OutlineRow, dates: TaskSchedule): string | undefined {
  const { computed, settings } = tale;
  const node = nodeOfRow(tale, row);
  const { task } = row;
  if (computed.from === "finish" || computed.primavera || task.external || (computed.compiled.net.flags[node] ?? 0) & NODE.finished) return undefined;
  const isAtLate = (instant: number): boolean => isSameWork(tale, node, instant, computed.dates.lateFinish[node] ?? 0);
  const isStartTied = task.constraint === "MSO" || task.constraint === "SNLT";
  const isFinishTied = task.constraint === "MFO" || task.constraint === "FNLT";
  if (task.constraintDate !== undefined) {
    const tied = isStartTied ? dates.lateStart === task.constraintDate : isFinishTied && isAtLate(inTicks(task.constraintDate));
    if (tied) return `What limits it is its constraint “${CONSTRAINT_WORDS[task.constraint]} ${readableDate(task.constraintDate)}”.`;
  }
  if (task.deadline !== undefined && isAtLate(inTicks(task.deadline))) return "What limits it is that deadline.";
  const successor = limitingLink(tale, node);
  if (successor !== undefined) return linkSentence(tale, successor);
  if (computed.compiled.net.lateGroup[node] !== undefined && (computed.compiled.net.flags[node] ?? 0) & NODE.grouped && !isAtLate(computed.dates.projectFinish)) {
    return "What limits it is the manual summary above: its tasks may be no later than the last of them.";
  }
  if (settings.multipleCriticalPaths && dates.lateFinish === dates.earlyFinish) return "What limits it is its own finish: nothing follows it, and every path of this plan has its own end.";
  return isAtLate(computed.dates.projectFinish) ? `What limits it is the project finish, ${readableDate(minuteOfTick(computed.dates.projectFinish))}.` : undefined;
}

/** Whether no work of the node lies between two instants. */
function isSameWork({ computed }: Tale, node: number, a: number, b: number): boolean {
  const table = computed.calendars.tables[computed.compiled.net.calendarOf[node] ?? 0];
  return a === b || (table !== undefined && workBetween(table, a, b) === 0);
}

/** The link behind the node whose successor leaves no more room. */
function limitingLink(tale: Tale, node: number): number | undefined {
  const { compiled, dates } = tale.computed;
  const { net } = compiled;
  for (let at = net.firstSuccessor[node] ?? 0; at < (net.firstSuccessor[node + 1] ?? 0); at += 1) {
    const arc = net.outLink[at] ?? -1;
    const to = net.outTo[at] ?? -1;
    const type = net.linkType[arc] ?? 0;
    if (((net.flags[to] ?? 0) & NODE.finished) !== 0) continue;
    const isUnderWay = ((net.flags[to] ?? 0) & NODE.started) !== 0 && net.linkToSummary[arc] === 0;
    const theirs = type & LINK.FF ? dates.lateFinish[to] : isUnderWay ? net.resume[to] : dates.lateStart[to];
    const own = type & LINK.SS ? dates.lateStart[node] : dates.lateFinish[node];
    const bound = backBy(tale, arc, (theirs ?? 0) - (type & LINK.FF ? 0 : (net.delay[to] ?? 0)));
    if (own !== undefined && isSameWork(tale, node, own, bound)) return arc;
  }
  return undefined;
}

function backBy({ computed }: Tale, arc: number, instant: number): number {
  const { net } = computed.compiled;
  const lag = net.lag[arc] ?? 0;
  const table = computed.calendars.tables[net.lagCalendar[arc] ?? 0];
  return net.lagIsElapsed[arc] || !table ? instant - lag : addWork(table, instant, -lag);
}

function linkSentence(tale: Tale, arc: number): string {
  const { outline, settings, schedule, computed } = tale;
  const link = computed.compiled.linkOfArc[arc];
  const task = computed.compiled.taskOfNode[computed.compiled.net.linkTo[arc] ?? -1];
  const row = task ? outline.rowOf(task.id) : link && outline.rowOf(link.successorId);
  const theirs = row && schedule.of(row.task.id);
  if (!link || !row || !theirs) return "What limits it is a link to a summary.";
  const typed = formatPredecessors([link], outline, settings);
  const isFinish = link.type === "FF" || link.type === "SF";
  const isUnderWay = task?.actualStart !== undefined;
  const must = isUnderWay ? "is under way already" : isFinish ? `must finish by ${readableDate(theirs.lateFinish)}` : `must start by ${readableDate(theirs.lateStart)}`;
  return `What limits it is ${titleOf(row)} behind the link ${typed}: that one ${must} and has ${amountOf(Math.max(0, theirs.totalSlackMinutes), settings)} of slack itself.`;
}
