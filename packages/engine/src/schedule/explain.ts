/** Answers "why this date?": follows what fixed each start back to its source, in the plan's own names and numbers. */
import { DRIVER, NODE, type Network } from "@leadline/kernel/network.ts";
import { formatPredecessors } from "../model/plan/predecessor-text.ts";
import { outlineOf, type OutlineRow } from "../model/plan/outline.ts";
import { settingsOf, type Project } from "../model/project.ts";
import type { Link, Task } from "../model/records.ts";
import { readableDate } from "../time/date-text.ts";
import type { Minute } from "../time/minute.ts";
import { networkBehind } from "./compute.ts";
import type { ComputedNetwork } from "./computed-network.ts";
import { primaveraCause } from "./explain-primavera.ts";
import { slackSentences } from "./explain-slack.ts";
import { spanSentence, workersOf } from "./explain-span.ts";
import { amountOf, CONSTRAINT_WORDS, nodeOfRow, titleOf, type Tale } from "./explain-tale.ts";
import type { Schedule } from "./schedule.ts";
import type { Why, WhyStep } from "./why.ts";

/** A chain longer than this is cut; its last step says so. */
const MOST_STEPS = 500;

/**
 * Explains a task's dates. `result` must come from `schedule(project)` of the same project.
 * Example headline: “Pilot” (row 4) starts Mon 9 March 2026 08:00 and finishes Tue 10 March 2026 17:00.
 */
export function whyDate(project: Project, result: Schedule, taskId: string): Why {
  const outline = outlineOf(project);
  const row = outline.rowOf(taskId);
  const computed = networkBehind(result);
  const dates = result.of(taskId);
  if (!row || !computed) return { taskId, headline: "There is no such task in this plan.", steps: [], slack: [] };
  const tale: Tale = { project, settings: settingsOf(project), outline, schedule: result, computed };
  if (!dates) return { taskId, headline: withoutDates(row, computed), steps: [], slack: [] };
  return {
    taskId,
    headline: `${titleOf(row)} starts ${readableDate(dates.start)} and finishes ${readableDate(dates.finish)}.`,
    steps: stepsFrom(tale, row),
    slack: slackSentences(tale, row, dates),
  };
}

function withoutDates(row: OutlineRow, { compiled }: ComputedNetwork): string {
  if (!row.task.active) return `${titleOf(row)} is inactive, so it has no dates and affects nothing.`;
  if (compiled.looped.includes(row.task)) return `${titleOf(row)} has no dates because its links run in a circle.`;
  if (row.isSummary) return `${titleOf(row)} has no dates because no task below it has any.`;
  return `${titleOf(row)} has no dates because no working time is left for it in its calendar.`;
}

function stepsFrom(tale: Tale, first: OutlineRow): readonly WhyStep[] {
  const steps: WhyStep[] = [];
  let row: OutlineRow | undefined = first;
  while (row && steps.length < MOST_STEPS) {
    const told: { step: WhyStep; next?: OutlineRow | undefined } = row.isSummary ? summaryStep(tale, row) : leafStep(tale, row);
    steps.push(told.step);
    row = told.next;
  }
  return steps;
}

function summaryStep({ outline, schedule }: Tale, row: OutlineRow): { step: WhyStep; next?: OutlineRow | undefined } {
  const own = schedule.of(row.task.id);
  const leaves = outline.rows.slice(row.rowNumber, row.endIndex).filter((below) => !below.isSummary && schedule.of(below.task.id));
  const first = leaves.find((below) => schedule.of(below.task.id)?.start === own?.start);
  const last = leaves.find((below) => schedule.of(below.task.id)?.finish === own?.finish);
  const at = own?.start ?? (0 as Minute);
  const sentence = `${titleOf(row)} is a summary: it starts with its earliest task ${first ? titleOf(first) : "?"}, ${readableDate(at)}, and finishes with its latest ${last ? titleOf(last) : "?"}, ${readableDate(own?.finish ?? at)}.`;
  return { step: { taskId: row.task.id, cause: "summary", sentence, at }, next: first };
}

function leafStep(tale: Tale, row: OutlineRow): { step: WhyStep; next?: OutlineRow | undefined } {
  const { task } = row;
  const { dates } = tale.computed;
  const node = nodeOfRow(tale, row);
  const at = tale.schedule.of(task.id)?.start ?? tale.settings.start;
  const driver = dates.driver[node] ?? DRIVER.projectStart;
  const isFromFinish = tale.computed.from === "finish" && task.actualStart === undefined && task.mode === "auto" && task.constraint !== "ASAP";
  const starts = isFromFinish ? `${titleOf(row)} finishes ${readableDate(tale.schedule.of(task.id)?.finish ?? at)}` : `${titleOf(row)} starts ${readableDate(at)}`;
  const make = (cause: WhyStep["cause"], because: string): { step: WhyStep } => ({
    step: { taskId: task.id, cause, at, sentence: `${starts} ${because} ${spanSentence(tale, task, node)}`.trim() },
  });
  const primavera = primaveraCause(tale.project, tale.computed, task, node);
  if (primavera && "arc" in primavera) return linkStep(tale, row, node, primavera.arc, make, primavera.before);
  if (primavera) return make(primavera.cause, primavera.because);
  if (task.external) return make("external", task.otherProject ? "because it belongs to another project of this workspace, whose dates it follows." : "because it belongs to another project, whose dates are kept as imported.");
  if (task.mode === "manual") return make("manual", "because it is scheduled manually: its dates are typed, and links do not move it.");
  if (driver === DRIVER.actual) return make("actual", "because that is when it really started; an actual start beats every link and constraint.");
  if (tale.computed.from === "finish") return fromFinishStep(tale, row, driver, make);
  if (task.constraint === "ALAP") return make("constraint", "because it is scheduled as late as possible without delaying its successors or the project finish.");
  if (driver === DRIVER.constraint) return make("constraint", `${summaryReason(tale, row, at) ?? constraintReason(task)}${delayWords(tale, task)}.`);
  if (driver >= 0) return linkStep(tale, row, node, driver, make);
  const delayed = delayWords(tale, task);
  return make(delayed ? "levelingDelay" : "projectStart", `because the project starts ${readableDate(tale.settings.start)} and it waits for nothing${delayed}.`);
}

function constraintReason(task: Task): string {
  const date = task.constraintDate === undefined ? "" : ` ${readableDate(task.constraintDate)}`;
  return `because of its constraint “${CONSTRAINT_WORDS[task.constraint]}${date}”`;
}

/** The summary above that starts no earlier than the date on which the task begins. */
function summaryReason({ outline }: Tale, row: OutlineRow, at: Minute): string | undefined {
  if (row.task.constraintDate !== undefined && row.task.constraint !== "SNET") return undefined;
  let latest: OutlineRow | undefined;
  for (let above = outline.rows[row.parentIndex]; above; above = outline.rows[above.parentIndex]) {
    const { constraint, constraintDate, mode } = above.task;
    if (constraint !== "SNET" || constraintDate === undefined || mode === "manual") continue;
    if (constraintDate > (latest?.task.constraintDate ?? row.task.constraintDate ?? -Infinity)) latest = above;
  }
  if (!latest || (latest.task.constraintDate ?? at) > at) return undefined;
  return `because its summary ${titleOf(latest)} has the constraint “${CONSTRAINT_WORDS.SNET} ${readableDate(latest.task.constraintDate ?? at)}”, which holds for the tasks below it`;
}

function delayWords({ settings, computed }: Tale, task: Task): string {
  const delay = computed.from === "finish" ? -task.levelingDelayMinutes : task.levelingDelayMinutes;
  if (delay <= 0) return "";
  const amount = amountOf(delay, settings, "ed");
  return computed.from === "finish" ? `, and levelling brings it forward by ${amount} (by the clock)` : `, and levelling delays it by ${amount} (by the clock)`;
}

/** From the finish: the task behind that must not be delayed, a constraint, or the project's finish. */
function fromFinishStep(
  tale: Tale,
  row: OutlineRow,
  driver: number,
  make: (cause: WhyStep["cause"], because: string) => { step: WhyStep },
): { step: WhyStep; next?: OutlineRow | undefined } {
  const { task } = row;
  const { compiled } = tale.computed;
  const delay = delayWords(tale, task);
  if (task.constraint === "ASAP") return make("constraint", "because it is scheduled as soon as possible, although the plan is scheduled from its finish.");
  if (driver === DRIVER.constraint && task.constraint === "ALAP") return make("deadline", `because its deadline is then: from the finish, a task that is as late as possible keeps its deadline${delay}.`);
  if (driver === DRIVER.constraint) return make("constraint", `${constraintReason(task)}${delay}.`);
  const link = driver >= 0 ? compiled.linkOfArc[driver] : undefined;
  const behind = compiled.taskOfNode[compiled.net.linkTo[driver] ?? -1];
  const next = link && (tale.outline.rowOf(behind?.id ?? link.successorId) ?? tale.outline.rowOf(link.successorId));
  const theirs = next && tale.schedule.of(next.task.id);
  if (!link || !next || !theirs) return make("projectFinish", `because the project finishes ${readableDate(tale.settings.finish ?? tale.schedule.finish)} and nothing follows it${delay}.`);
  const usesFinish = link.type === "FF" || link.type === "SF";
  const event = usesFinish ? `finishes ${readableDate(theirs.finish)}` : `starts ${readableDate(theirs.start)}`;
  const typed = formatPredecessors([link], tale.outline, tale.settings);
  const told = make("link", `because ${titleOf(next)} ${event} and the link ${typed} lets it be no later; the plan is scheduled from its finish${delay}.`);
  return { step: { ...told.step, linkId: link.id }, next };
}

/** The link that fixed the start; a junction of a summary link is looked through to the leaf behind it. */
function linkStep(
  tale: Tale,
  row: OutlineRow,
  node: number,
  arc: number,
  make: (cause: WhyStep["cause"], because: string) => { step: WhyStep },
  before = "",
): { step: WhyStep; next?: OutlineRow | undefined } {
  const { compiled, dates } = tale.computed;
  const link = compiled.linkOfArc[arc];
  const from = leafBehind(compiled.net, dates.driver, compiled.net.linkFrom[arc] ?? -1);
  const source = compiled.taskOfNode[from];
  const next = source && tale.outline.rowOf(source.id);
  const theirs = source && tale.schedule.of(source.id);
  if (!link || !next || !theirs) return make("link", "because of a link.");
  const usesStart = link.type === "SS" || link.type === "SF";
  const event = usesStart ? `starts ${readableDate(theirs.start)}` : `finishes ${readableDate(theirs.finish)}`;
  const via = next.task.id === link.predecessorId ? "" : ` (a task of ${titleOf(tale.outline.rowOf(link.predecessorId) ?? next)}, which the link starts from)`;
  const told = make("link", `${before}because ${titleOf(next)}${via} ${event}${linkWords(tale, link)}${waitWords(tale, row, node)}${delayWords(tale, row.task)}.`);
  return { step: { ...told.step, linkId: link.id }, next };
}

function leafBehind(net: Network, driver: Int32Array, node: number): number {
  let at = node;
  for (let guard = 0; guard < 1000 && at >= 0 && (net.flags[at] ?? 0) & NODE.junction; guard += 1) {
    const arc = driver[at] ?? -1;
    at = arc >= 0 ? (net.linkFrom[arc] ?? -1) : -1;
  }
  return at;
}

function linkWords({ outline, settings }: Tale, link: Link): string {
  const typed = formatPredecessors([link], outline, settings);
  const rule = {
    FS: "this starts after it",
    SS: "this starts with it",
    FF: "this finishes with it",
    SF: "this finishes when it starts",
  }[link.type];
  const amount = link.lagUnit.endsWith("%") ? link.lagPercent : link.lagMinutes;
  const lag = amount === 0 ? "" : amount > 0 ? ", with the lag between them" : ", with the lead between them";
  return ` and the link ${typed} says that ${rule}${lag}`;
}

/** Says so where the start is later than the moment the link allows: the time between is not working time. */
function waitWords(tale: Tale, row: OutlineRow, node: number): string {
  const { compiled, dates } = tale.computed;
  const arc = dates.driver[node] ?? -1;
  const from = compiled.net.linkFrom[arc] ?? -1;
  const isPlainFinishStart = arc >= 0 && compiled.net.linkType[arc] === 0 && compiled.net.lag[arc] === 0;
  if (!isPlainFinishStart || (dates.earlyFinish[from] ?? 0) >= (dates.earlyStart[node] ?? 0)) return "";
  const whose = workersOf(tale, row.task, node) ?? "it";
  return `; there is no working time for ${whose} in between`;
}
