/** `leadline diagnose OLD NEW [NEWER…]`: why the finish moved, window by window, against baselines, and what events did to it. */
import { basename } from "node:path";
import { baselinePaths, type BaselinePath } from "@leadline/engine/diagnosis/baseline-path.ts";
import { actingChanges, concurrencySentence, diagnosisSentence, impactSentence, pathSentence, sharesSentence, shareSentence, windowSentence } from "@leadline/engine/diagnosis/diagnosis-words.ts";
import { eventImpact, updateBefore } from "@leadline/engine/diagnosis/event-impact.ts";
import type { PathShares } from "@leadline/engine/diagnosis/path-shares.ts";
import type { PlanDifference } from "@leadline/engine/diagnosis/plan-difference.ts";
import { diagnose, type DelayWindow, type Diagnosis, type PlanUpdate, type WindowEnd } from "@leadline/engine/diagnosis/windows.ts";
import { settingsOf, type Project } from "@leadline/engine/model/project.ts";
import { readableDate } from "@leadline/engine/time/date-text.ts";
import { formatIso, formatIsoDay } from "@leadline/engine/time/minute.ts";
import { EXIT, failure, success, type Outcome } from "./exit-code.ts";
import { readPlan } from "./plan-input.ts";
import { uidOf } from "./schedule-facts.ts";
import type { Terminal } from "./terminal.ts";

export interface DiagnoseOptions {
  readonly json?: true;
}

export async function diagnoseVerb(paths: readonly string[], options: DiagnoseOptions, terminal: Terminal): Promise<Outcome<undefined>> {
  const updates: PlanUpdate[] = [];
  for (const path of paths) {
    const read = await readPlan(path);
    if (!read.ok) return read;
    updates.push({ project: read.value.project, name: nameOf(path, read.value.project) });
  }
  const disorder = updates.find(({ project }, at) => (statusOf(project) ?? Infinity) < (statusOf(updates[at - 1]?.project) ?? -Infinity));
  if (disorder) return failure(EXIT.usage, `${disorder.name} has an earlier status date than the plan before it. Maybe name the plans in the order of their status dates, oldest first.`);
  const newest = updates.at(-1)?.project;
  const told: Told = { diagnosis: diagnose(updates), impacts: impactsOf(updates), newest, baselines: newest ? baselinePaths(newest) : [] };
  if (!told.diagnosis && told.baselines.length === 0) return failure(EXIT.usage, "A diagnosis needs at least two states of a plan, or one that holds a baseline. Maybe name an older and a newer file.");
  terminal.print(options.json ? `${JSON.stringify(factsOf(told))}\n` : textOf(told));
  return success(undefined);
}

interface Told {
  /** Absent for a single plan. */
  readonly diagnosis: Diagnosis | undefined;
  readonly impacts: readonly Impact[];
  readonly newest: Project | undefined;
  readonly baselines: readonly BaselinePath[];
}

function nameOf(path: string, project: Project): string {
  const { statusDate, defaultFinishTime } = settingsOf(project);
  return statusDate === undefined ? basename(path) : `${basename(path)} (status of ${readableDate(statusDate, defaultFinishTime)})`;
}

function statusOf(project: Project | undefined): number | undefined {
  return project && settingsOf(project).statusDate;
}

interface Impact {
  readonly facts: object;
  readonly lines: readonly string[];
}

/** Events that the newest plan knows, each put into the newest update from before it. */
function impactsOf(updates: readonly PlanUpdate[]): readonly Impact[] {
  const events = [...(updates.at(-1)?.project.records.delayEvent.values() ?? [])].sort((a, b) => a.day - b.day || (a.code < b.code ? -1 : 1));
  return events.flatMap((event): Impact[] => {
    const update = updateBefore(updates, event);
    if (!update) return [];
    const impact = eventImpact(update.project, event);
    const sentence = impactSentence(event, impact, update.name);
    const { finishBefore, finishAfter, impactDays, eventDays, heldUp, isDriving, problems } = impact;
    return [
      {
        facts: { code: event.code, title: event.title, party: event.party, day: formatIsoDay(event.day), update: update.name, finishBefore: formatIso(finishBefore), finishAfter: formatIso(finishAfter), impactWorkingDays: impactDays, eventWorkingDays: eventDays, heldUpWorkingDays: heldUp?.days ?? null, slackWorkingDays: heldUp?.slackDays ?? null, driving: isDriving, sentence, problems },
        lines: [`${event.code}: ${sentence}`, ...problems.map(({ message }) => `  Note: ${message}`)],
      },
    ];
  });
}

function factsOf({ diagnosis, impacts, newest, baselines }: Told): object {
  return {
    ...(diagnosis && windowsFacts(diagnosis)),
    baselines: newest ? baselines.map(({ number, shares }) => ({ number, slipWorkingDays: shares.slipDays, ...pathFacts(newest, shares) })) : [],
    events: impacts.map(({ facts }) => facts),
  };
}

function windowsFacts(diagnosis: Diagnosis): object {
  const { windows, shares, last } = diagnosis;
  return {
    slipWorkingDays: diagnosis.slipDays,
    progressWorkingDays: diagnosis.progressDays,
    revisionWorkingDays: diagnosis.revisionDays,
    sentence: diagnosisSentence(diagnosis),
    windows: windows.map((window) => windowFacts(last, window)),
    path: pathFacts(last, shares),
  };
}

function pathFacts(plan: Project, shares: PathShares): object {
  return {
    sentence: sharesSentence(shares),
    slackThenWorkingDays: shares.slackThenDays,
    tasks: shares.shares.map((share) => ({
      ...about(plan, share.taskId),
      plannedStart: share.planned ? formatIso(share.planned.start) : null,
      plannedFinish: share.planned ? formatIso(share.planned.finish) : null,
      start: formatIso(share.built.start),
      finish: formatIso(share.built.finish),
      waitedWorkingDays: share.waitedDays,
      tookLongerWorkingDays: share.tookLongerDays,
      sentence: shareSentence(plan, share),
    })),
  };
}

function windowFacts(last: Project, window: DelayWindow): object {
  return {
    from: endFacts(window.from),
    to: endFacts(window.to),
    slipWorkingDays: window.slipDays,
    progressWorkingDays: window.progress.slipDays,
    revisionWorkingDays: window.revision.slipDays,
    halfStepFinish: formatIso(window.halfStepFinish),
    sentence: windowSentence(window),
    progress: changeFacts(window.progress),
    revision: changeFacts(window.revision),
    path: { sentence: pathSentence(window.revision.after, window) ?? null, before: window.from.path.map((id) => about(window.revision.before, id)), after: window.to.path.map((id) => about(window.revision.after, id)) },
    concurrent: window.concurrent.map((one) => ({
      onlyTogetherWorkingDays: one.onlyTogetherDays,
      causes: one.causes.map(({ taskId, aloneDays, backDays }) => ({ ...about(last, taskId), aloneWorkingDays: aloneDays, backWorkingDays: backDays })),
      sentence: concurrencySentence(window.revision.after, one),
    })),
  };
}

function endFacts({ name, statusDate, finish }: WindowEnd): object {
  return { name, statusDate: statusDate === undefined ? null : formatIso(statusDate), finish: formatIso(finish) };
}

/** Those that moved the finish; `leadline diff` lists all. */
function changeFacts(difference: PlanDifference): object[] {
  return actingChanges(difference).map(({ change, sentence }) => ({ cause: change.cause, ...about(difference.after, change.taskId, difference.before), slipWorkingDays: change.slipDays, sentence }));
}

function about(project: Project, taskId: string | undefined, older = project): object {
  const task = taskId === undefined ? undefined : (project.records.task.get(taskId) ?? older.records.task.get(taskId));
  return task ? { uid: uidOf(task), name: task.name } : {};
}

function textOf({ diagnosis, impacts, newest, baselines }: Told): string {
  const lines = diagnosis ? windowsLines(diagnosis) : [];
  if (newest) for (const { number, shares } of baselines) lines.push(...(lines.length > 0 ? [""] : []), `Against baseline ${number}: ${sharesSentence(shares)}`, ...shareLines(newest, shares));
  if (impacts.length > 0) lines.push("", "Events:", ...impacts.flatMap((impact) => impact.lines.map((line) => `  ${line}`)));
  return lines.map((line) => `${line}\n`).join("");
}

function windowsLines(diagnosis: Diagnosis): string[] {
  const { windows, shares, last } = diagnosis;
  const lines = [diagnosisSentence(diagnosis)];
  for (const window of windows) {
    lines.push("", windowSentence(window));
    const parts = [["Progress:", window.progress], ["Changes to the plan:", window.revision]] as const;
    for (const [title, difference] of parts) {
      const acting = actingChanges(difference);
      if (acting.length > 0) lines.push(`  ${title}`, ...acting.map(({ sentence }) => `    ${sentence}`));
    }
    lines.push(...[pathSentence(window.revision.after, window), ...window.concurrent.map((one) => concurrencySentence(window.revision.after, one))].flatMap((sentence) => (sentence === undefined ? [] : [`  ${sentence}`])));
  }
  lines.push("", sharesSentence(shares), ...shareLines(last, shares));
  return lines;
}

/** Tasks that did anything to the finish. */
function shareLines(plan: Project, { shares }: PathShares): string[] {
  return shares.filter(({ planned, waitedDays, tookLongerDays }) => !planned || waitedDays !== 0 || tookLongerDays !== 0).map((share) => `  ${shareSentence(plan, share)}`);
}
