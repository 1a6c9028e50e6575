/** Publishing, correcting and withdrawing: one entry of the log each, which is then signed, so that it can be proven from the first minute. */
import { evolve, type Change } from "@leadline/engine/change/change.ts";
import type { Project } from "@leadline/engine/model/project.ts";
import type { StatusReport } from "@leadline/engine/model/records.ts";
import { correctReport, publishedReports, publishReport, withdrawReport, type Publisher, type Publishing, type ReportWords } from "@leadline/engine/report/published.ts";
import type { PublishedReport, ReportDraft } from "@leadline/engine/report/report.ts";
import { HttpProblem } from "../../../http/problem-to-status.ts";
import { projectCheckpoint } from "../../../log/checkpoints.ts";
import type { LogEntry } from "../../../log/log-entry.ts";
import { unstorableText } from "../../../log/unstorable-text.ts";
import { finish, type Answer, type Write } from "../../../storage/idempotency.ts";
import type { Transaction } from "../../../storage/database.ts";
import { entryFor } from "../edit-project.ts";
import { loadForWriting } from "../load.ts";
import type { ProjectRow } from "../project-row.ts";
import { announce, appendEntry, applyChange, updateProject } from "../queries.ts";
import type { MadeDraft } from "./report-draft.ts";
import type { ReportRoom } from "./report-room.ts";

export type KeepWish =
  | { readonly event: "publish"; readonly words: ReportWords }
  | { readonly event: "correct"; readonly reportId: string; readonly reason: string; readonly words: ReportWords }
  | { readonly event: "withdraw"; readonly reportId: string; readonly reason: string };

export interface KeepRequest {
  readonly projectId: string;
  readonly wish: KeepWish;
  /** Of the newest state; absent where nothing is drafted. */
  readonly made?: MadeDraft | undefined;
  /** The revision that the person saw. */
  readonly revision?: number | undefined;
}

/** The answer names the report by its id alone: whoever repeats the request gets the report as it stands then. */
export async function keepReport(room: ReportRoom, write: Write, request: KeepRequest): Promise<Answer> {
  const { workspaceId } = write.actor;
  const outcome = await room.database.inWorkspace(workspaceId, async (tx): Promise<Kept> => {
    const { row, stored, tree } = await loadForWriting(tx, write, "project.edit", "project", request.projectId);
    if (stored) return { answer: stored };
    const before = await room.cache.locked(tx, row.id, row.revision - 1);
    const record = recordOf(before, write, request, row.revision - 1);
    const change: Change = { added: [{ kind: "statusReport", record }], updated: [], removed: [] };
    const unstorable = unstorableText(JSON.stringify(change));
    if (unstorable !== undefined) throw new HttpProblem("text/unstorable", `A text of the report holds ${unstorable}, which cannot be stored. Take it out and try again.`);
    const entry = entryFor(write, row, { change, label: labelOf(record) }, {});
    await storeReport(tx, row, change, entry, tree);
    const answer = await finish(tx, write, { status: 201, body: { revision: row.revision, reportId: record.id } });
    return { answer, after: { revision: row.revision, project: evolve(before, change) }, entry };
  });
  if (!outcome.after || write.isDryRun) return outcome.answer;
  room.cache.put(workspaceId, request.projectId, outcome.after, outcome.entry);
  room.onEdited?.(workspaceId, request.projectId, 0);
  // Apart from the entry: a signature that is made stays made, whatever becomes of a transaction.
  await room.database.inWorkspace(workspaceId, (tx) => projectCheckpoint(tx, room.signer, request.projectId, new Date()));
  return outcome.answer;
}

interface Kept {
  readonly answer: Answer;
  readonly after?: { readonly revision: number; readonly project: Project };
  readonly entry?: LogEntry;
}

function recordOf(project: Project, write: Write, { projectId, wish, made, revision }: KeepRequest, current: number): StatusReport {
  if (revision !== undefined && revision !== current) throw changedMeanwhile(revision, current);
  const publisher: Publisher = { by: write.actor.id, name: write.actor.name, at: write.at.getTime(), answers: [...project.records.contradictionAnswer.values()] };
  if (wish.event === "withdraw") {
    const old = reportIn(publishedReports(project), wish.reportId);
    demandSight(write, old, projectId);
    return recordOrRefused(withdrawReport(old, { ...publisher, reason: wish.reason }));
  }
  if (made?.revision !== current) throw changedMeanwhile(made?.revision ?? current, current);
  demandSight(write, made.draft, projectId);
  if (wish.event === "publish") return recordOrRefused(publishReport(made.draft, wish.words, publisher));
  return recordOrRefused(correctReport(reportIn(publishedReports(project), wish.reportId), made.draft, wish.words, { ...publisher, reason: wish.reason }));
}

/** Nobody publishes or withdraws what they may not see. */
function demandSight({ actor }: Write, { costs }: Pick<ReportDraft, "costs">, projectId: string): void {
  if (costs && !actor.may("costs.read", projectId)) throw new HttpProblem("permission/missing", "A report also says what the project costs, and your role does not show that. Ask a manager to do it.");
}

/** The version that an address names. */
export function reportIn(reports: readonly PublishedReport[], reportId: string): PublishedReport {
  const report = reports.find(({ id }) => id === reportId);
  if (!report) throw new HttpProblem("not-found", "There is no such report.");
  return report;
}

function recordOrRefused(publishing: Publishing): StatusReport {
  if ("record" in publishing) return publishing.record;
  const [first] = publishing.refusals;
  const more = publishing.refusals.length > 1 ? ` (${publishing.refusals.length - 1} more)` : "";
  throw new HttpProblem("change/refused", `${first?.message ?? "The report cannot be published yet."}${more}`, { code: first?.code ?? "change/refused", refusals: publishing.refusals });
}

function changedMeanwhile(seen: number, current: number): HttpProblem {
  return new HttpProblem("project/changed", `The report was drafted from revision ${seen}, and the project stands at ${current} by now. Look at the draft again: its numbers may be others.`, { currentRevision: current });
}

function labelOf({ event, number, version, reason = "" }: StatusReport): string {
  if (event === "published") return `Publish status report ${number}`;
  return event === "corrected" ? `Correct status report ${number} (version ${version}): ${reason}` : `Withdraw status report ${number}: ${reason}`;
}

async function storeReport(tx: Transaction, row: ProjectRow, change: Change, entry: LogEntry, tree: Parameters<typeof appendEntry>[2]): Promise<void> {
  await applyChange(tx, row.id, row.revision, change);
  await appendEntry(tx, entry, tree);
  await updateProject(tx, row.id, { key: row.key, name: row.name, taskCount: row.task_count, start: row.start_minute, finish: row.finish_minute, deletedAt: null });
  await announce(tx, row.id, row.revision);
}
