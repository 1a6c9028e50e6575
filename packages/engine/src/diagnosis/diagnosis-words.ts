/** A diagnosis in sentences whose words follow from its numbers. */
import { outlineOf } from "../model/plan/outline.ts";
import { settingsOf, type Project } from "../model/project.ts";
import type { DelayEvent } from "../model/records.ts";
import { readableDate } from "../time/date-text.ts";
import type { Minute } from "../time/minute.ts";
import type { ConcurrentDelays } from "./concurrent-delays.ts";
import { changeSentence } from "./difference-words.ts";
import type { EventImpact } from "./event-impact.ts";
import type { PathShare, PathShares } from "./path-shares.ts";
import type { PlanDifference, PricedChange } from "./plan-difference.ts";
import type { DelayWindow, Diagnosis } from "./windows.ts";

/** Less than this is told as nothing. */
const LEAST_DAYS = 0.05;

/** In 3 windows the finish moved 15 working days later (…): 13 days later by progress, 2 days later by changes to the plan. */
export function diagnosisSentence({ windows, progressDays, revisionDays, slipDays, last: plan }: Diagnosis): string {
  const [first, last] = [windows[0], windows.at(-1)];
  if (!first || !last) return "";
  const over = windows.length === 1 ? "In one window" : `In ${windows.length} windows`;
  const dates = `(${finishText(plan, first.from.finish)} → ${finishText(plan, last.to.finish)})`;
  if (isNothing(slipDays)) return `${over} the finish stayed ${dates}${isNothing(progressDays) ? "" : `: progress moved it ${movedText(progressDays)}, changes to the plan ${movedText(revisionDays)}`}.`;
  return `${over} the finish moved ${workingDays(slipDays)} ${direction(slipDays)} ${dates}: ${movedText(progressDays)} by progress, ${movedText(revisionDays)} by changes to the plan.`;
}

/** "3 days later by progress, 1 day earlier by changes to the plan." */
export function splitSentence({ progressDays, revisionDays }: Pick<Diagnosis, "progressDays" | "revisionDays">): string {
  return `${movedText(progressDays)} by progress, ${movedText(revisionDays)} by changes to the plan.`;
}

/** What one window did, and how it splits. */
export function windowSentence({ from, to, slipDays, progress, revision, halfStepFinish }: DelayWindow): string {
  const span = `From ${from.name} to ${to.name}`;
  const plan = progress.after;
  const half = `With the new progress alone it would have been ${finishText(plan, halfStepFinish)}`;
  const parts = `progress moved it ${movedText(progress.slipDays)}, changes to the plan ${movedText(revision.slipDays)}`;
  if (isNothing(slipDays)) return isNothing(progress.slipDays) ? `${span} the finish stayed (${finishText(plan, to.finish)}).` : `${span} the finish stayed (${finishText(plan, to.finish)}), but ${parts}. ${half}.`;
  return `${span} the finish moved ${workingDays(slipDays)} ${direction(slipDays)} (${finishText(plan, from.finish)} → ${finishText(plan, to.finish)}): ${parts}. ${half}.`;
}

/** The changes that moved the finish, largest first, each with its sentence. */
export function actingChanges(difference: PlanDifference): readonly { readonly change: PricedChange; readonly sentence: string }[] {
  return difference.changes
    .filter(({ slipDays }) => slipDays !== 0)
    .sort((a, b) => Math.abs(b.slipDays) - Math.abs(a.slipDays))
    .map((change) => ({ change, sentence: isUnfinished(change) ? unfinishedSentence(difference, change) : changeSentence(difference, change) }));
}

/** How the driving path changed, where it did. */
export function pathSentence(plan: Project, { from, to }: DelayWindow): string | undefined {
  const [was, is] = [new Set(from.path), new Set(to.path)];
  const [joined, left] = [to.path.filter((id) => !was.has(id)), from.path.filter((id) => !is.has(id))];
  if (joined.length === 0 && left.length === 0) return undefined;
  const parts = [joined.length > 0 ? `${listOf(plan, joined)} came onto it` : "", left.length > 0 ? `${listOf(plan, left)} left it` : ""].filter((part) => part !== "");
  return `The driving path changed: ${parts.join(", ")}.`;
}

/** Causes side by side, without sharing the days out among them. */
export function concurrencySentence(plan: Project, { causes, onlyTogetherDays }: ConcurrentDelays): string {
  const each = causes.map(({ taskId, aloneDays, backDays }) => `${taskTitle(plan, taskId)} alone would have cost ${daysText(aloneDays)}, and without it ${isNothing(backDays) ? "nothing comes" : `${daysText(backDays)} ${backDays === 1 ? "comes" : "come"}`} back`);
  return `Concurrent delay: ${each.join("; ")}. ${daysText(onlyTogetherDays)} come back only if none of them had been. Leadline reports them side by side and shares nothing out.`;
}

/** What one task of the path did. */
export function shareSentence(plan: Project, { taskId, planned, waitedDays, tookLongerDays }: PathShare): string {
  const title = taskTitle(plan, taskId);
  if (!planned) return isNothing(tookLongerDays) ? `${title} was not in the plan then; its days show in the wait of the task after it.` : `${title} was not in the plan then and ends the path ${daysText(tookLongerDays)} ${tookLongerDays > 0 ? "later" : "earlier"}.`;
  const parts = [isNothing(waitedDays) ? "" : waitedDays > 0 ? `waited ${daysText(waitedDays)} longer` : `began ${daysText(waitedDays)} sooner after the one before it`, isNothing(tookLongerDays) ? "" : tookLongerDays > 0 ? `took ${daysText(tookLongerDays)} longer` : `took ${daysText(tookLongerDays)} less`].filter((part) => part !== "");
  return parts.length === 0 ? `${title} went as planned.` : `${title} ${parts.join(" and ")}.`;
}

export function sharesSentence({ slipDays, slackThenDays, shares }: PathShares): string {
  const slack = isNothing(slackThenDays) ? "" : ` The path had ${daysText(slackThenDays)} of slack in the older plan, which ${slackThenDays === 1 ? "was" : "were"} used up first.`;
  const whole = isNothing(slipDays) ? "Along the path as it was built, the finish stayed." : `Along the path as it was built, the finish moved ${workingDays(slipDays)} ${direction(slipDays)}.`;
  return shares.length === 0 ? "The plan has no driving path: it holds no dates." : `${whole}${slack}`;
}

/** What an event does to the plan as it was before. */
export function impactSentence(event: Pick<DelayEvent, "title">, impact: EventImpact, updateName: string): string {
  const { impactDays, eventDays, heldUp, finishBefore, finishAfter, plan } = impact;
  const takes = `“${event.title}” takes ${workingDays(eventDays)}, put into ${updateName}.`;
  const finish = isNothing(impactDays) ? ` The finish stays (${finishText(plan, finishAfter)}).` : ` The finish moves ${workingDays(impactDays)} ${direction(impactDays)} (${finishText(plan, finishBefore)} → ${finishText(plan, finishAfter)}).`;
  return `${takes}${heldUp ? ` ${heldUpText(heldUp)}` : ""}${finish}`;
}

function heldUpText({ days, slackDays }: NonNullable<EventImpact["heldUp"]>): string {
  if (days < LEAST_DAYS) return "What waited for it would not have begun earlier without it.";
  const slack = slackDays < -LEAST_DAYS ? `was ${daysText(slackDays)} behind already` : isNothing(slackDays) ? "had no slack" : `had ${daysText(slackDays)} of slack`;
  return `What waited for it begins ${daysText(days)} later and ${slack}.`;
}

/** “Build” (row 3). */
export function taskTitle(project: Project, taskId: string): string {
  const row = outlineOf(project).rowOf(taskId);
  return row ? `“${row.task.name}” (row ${row.rowNumber})` : "a task that is gone";
}

function isUnfinished({ taskId, fields }: PricedChange): boolean {
  return taskId !== undefined && fields.some(({ field }) => field === "statusDate");
}

function unfinishedSentence({ after }: PlanDifference, { taskId = "", fields, slipDays }: PricedChange): string {
  const by = fields.find(({ field }) => field === "statusDate")?.after;
  const when = typeof by === "number" ? ` by ${finishText(after, by as Minute)}` : "";
  return `${taskTitle(after, taskId)} was not done${when}, so what is left moved on; the finish moves ${workingDays(slipDays)} ${direction(slipDays)}.`;
}

/** The usual end of a day is left unsaid. */
function finishText(plan: Project, minute: Minute): string {
  return readableDate(minute, settingsOf(plan).defaultFinishTime);
}

/** Most tasks that a sentence names. */
const MOST_NAMED = 5;

function listOf(plan: Project, ids: readonly string[]): string {
  const named = ids.slice(0, MOST_NAMED).map((id) => taskTitle(plan, id));
  return ids.length > MOST_NAMED ? `${named.join(", ")} and ${ids.length - MOST_NAMED} more` : named.join(", ").replace(/, ([^,]*)$/, " and $1");
}

function movedText(days: number): string {
  return isNothing(days) ? "0 days" : `${daysText(days)} ${direction(days)}`;
}

function direction(days: number): string {
  return days > 0 ? "later" : "earlier";
}

function workingDays(days: number): string {
  return daysText(days).replace(/ (days?)$/, " working $1");
}

function daysText(days: number): string {
  const amount = Math.round(Math.abs(days) * 10) / 10;
  return `${amount} ${amount === 1 ? "day" : "days"}`;
}

function isNothing(days: number): boolean {
  return Math.abs(days) < LEAST_DAYS;
}
