/** Diagnoses plans beside the page: a slip of hundreds of changes is scheduled hundreds of times. */
import { baselinePaths } from "@leadline/engine/diagnosis/baseline-path.ts";
import { actingChanges, concurrencySentence, diagnosisSentence, impactSentence, pathSentence, sharesSentence, shareSentence, windowSentence } from "@leadline/engine/diagnosis/diagnosis-words.ts";
import { eventImpact, updateBefore } from "@leadline/engine/diagnosis/event-impact.ts";
import type { PathShares } from "@leadline/engine/diagnosis/path-shares.ts";
import type { PlanDifference } from "@leadline/engine/diagnosis/plan-difference.ts";
import { diagnose, type DelayWindow, type Diagnosis } from "@leadline/engine/diagnosis/windows.ts";
import type { Project } from "@leadline/engine/model/project.ts";
import type { CauseFacts, DiagnosisFacts, DiagnosisNews, DiagnosisRequest, ImpactFacts, NamedPlan, PathsFacts, WindowFacts } from "./diagnosis-messages.ts";

self.addEventListener("message", ({ data: { id, wanted, updates } }: MessageEvent<DiagnosisRequest>) => {
  try {
    if (wanted === "impacts") return tell({ id, impacts: impactsOf(updates), baselines: [] });
    const diagnosis = diagnose(updates, { ids: "shared" });
    const newest = updates.at(-1)?.project;
    const baselines = newest ? baselinePaths(newest).map(({ number, shares }) => ({ number, ...pathsFacts(newest, shares) })) : [];
    tell({ id, impacts: [], baselines, ...(diagnosis && { facts: factsOf(diagnosis, updates) }) });
  } catch (failure) {
    tell({ id, impacts: [], baselines: [], problem: failure instanceof Error ? failure.message : String(failure) });
  }
});

function tell(news: DiagnosisNews): void {
  self.postMessage(news);
}

function factsOf(diagnosis: Diagnosis, updates: readonly NamedPlan[]): DiagnosisFacts {
  const { shares, last } = diagnosis;
  return {
    sentence: diagnosisSentence(diagnosis),
    slipDays: diagnosis.slipDays,
    progressDays: diagnosis.progressDays,
    revisionDays: diagnosis.revisionDays,
    windows: diagnosis.windows.map((window, at) => windowFacts(window, { from: updates[at]?.short ?? "", to: updates[at + 1]?.short ?? "" })),
    path: pathsFacts(last, shares),
  };
}

function pathsFacts(plan: Project, shares: PathShares): PathsFacts {
  return { sentence: sharesSentence(shares), tasks: shares.shares.map((share) => ({ ...share, planned: share.planned, name: plan.records.task.get(share.taskId)?.name ?? "", sentence: shareSentence(plan, share) })) };
}

function windowFacts(window: DelayWindow, short: { readonly from: string; readonly to: string }): WindowFacts {
  const { after } = window.revision;
  return {
    from: { name: window.from.name, short: short.from, finish: window.from.finish },
    to: { name: window.to.name, short: short.to, finish: window.to.finish },
    slipDays: window.slipDays,
    progressDays: window.progress.slipDays,
    revisionDays: window.revision.slipDays,
    halfStepFinish: window.halfStepFinish,
    sentence: windowSentence(window),
    progress: causesOf(window.progress),
    revision: causesOf(window.revision),
    pathSentence: pathSentence(after, window),
    concurrent: window.concurrent.map((one) => concurrencySentence(after, one)),
  };
}

function causesOf(difference: PlanDifference): readonly CauseFacts[] {
  return actingChanges(difference).map(({ change, sentence }) => ({ sentence, slipDays: change.slipDays }));
}

/** Every event that the newest plan knows. */
function impactsOf(updates: readonly NamedPlan[]): readonly ImpactFacts[] {
  return [...(updates.at(-1)?.project.records.delayEvent.values() ?? [])].flatMap((event): ImpactFacts[] => {
    const update = updateBefore(updates, event);
    if (!update) return [];
    const impact = eventImpact(update.project, event);
    return [{ eventId: event.id, sentence: impactSentence(event, impact, update.name), impactDays: impact.impactDays, problems: impact.problems.map(({ message }) => message) }];
  });
}
