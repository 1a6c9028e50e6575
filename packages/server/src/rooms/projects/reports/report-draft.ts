/** Drafts of reports on the server: the plan is read, a thread computes, and whoever asks again in the same minute gets the same one. */
import type { ReportCosts, ReportDraft } from "@leadline/engine/report/report.ts";
import { lastReport, publishedReports } from "@leadline/engine/report/published.ts";
import type { Actor } from "../../../access/actor.ts";
import { runInThread } from "../../../import/thread.ts";
import { load } from "../load.ts";
import { planAt } from "../past-plan.ts";
import { revisionAt } from "../queries.ts";
import type { ReportRoom } from "./report-room.ts";
import type { ReportAnswer, ReportTask } from "./report-task.ts";
import type { Minute } from "@leadline/engine/time/minute.ts";

export interface DraftWish {
  readonly projectId: string;
  /** Of a correction: its own number. */
  readonly before?: number | undefined;
}

export interface MadeDraft {
  readonly revision: number;
  readonly draft: ReportDraft;
}

export type Drafting = (actor: Actor, wish: DraftWish) => Promise<MadeDraft>;

const LIMITS = { maxMemoryMegabytes: 1024, maxSeconds: 120 };
/** Drafts that are kept, newest last; each is some 50 kB. */
const MOST_KEPT = 20;

export function startDrafting(room: Pick<ReportRoom, "database" | "cache" | "program" | "engine" | "readPast">): Drafting {
  const kept = new Map<string, Promise<ReportDraft>>();
  return async (actor, { projectId, before }) => {
    const now = wallMinute(new Date());
    const { revision, task } = await room.database.readInWorkspace(actor.workspaceId, async (tx) => {
      const row = await load(tx, actor, "project.read", "project", projectId);
      const state = await room.cache.newest(tx, row.id, row.revision);
      const past = await room.readPast(tx, row.id, state.project, now);
      const last = lastReport(publishedReports(state.project), before);
      const revisionThen = last && (await revisionAt(tx, row.id, new Date(last.at)));
      const planThen = revisionThen === undefined ? undefined : await planAt(tx, row.id, state, revisionThen);
      const made: ReportTask = { project: state.project, now, engine: room.engine, before, ...past, ...(planThen && { planThen }) };
      return { revision: state.revision, task: made };
    });
    const key = [actor.workspaceId, projectId, revision, now, before ?? "", task.policy.version].join(" ");
    const known = kept.get(key) ?? runInThread<ReportAnswer>(room.program, task, LIMITS).then(({ draft }) => draft);
    kept.delete(key);
    kept.set(key, known);
    for (const oldest of kept.keys()) if (kept.size > MOST_KEPT) kept.delete(oldest);
    // What failed is tried again by whoever asks next.
    known.catch(() => kept.delete(key));
    return { revision, draft: await known };
  };
}

/** Whole minutes of the local wall clock. */
function wallMinute(at: Date): Minute {
  // A date that exists lies within the range of minutes.
  return Math.floor(at.getTime() / 60_000 - at.getTimezoneOffset()) as Minute;
}

/** What somebody is shown of a draft who may not see costs: neither amounts, nor contradictions about them. */
export function shownDraft({ costs, ...draft }: ReportDraft, actor: Actor, projectId: string): ReportDraft {
  if (!costs || actor.may("costs.read", projectId)) return { ...draft, ...(costs && { costs }) };
  const hidden = new Set(costs.contradictions.map(keyOf));
  return { ...draft, needs: draft.needs.filter((need) => need.kind !== "answer" || !hidden.has(keyOf(need))) };
}

function keyOf({ ruleId, subject, sentence }: Pick<ReportCosts["contradictions"][number], "ruleId" | "subject" | "sentence">): string {
  return `${ruleId} ${subject} ${sentence}`;
}
