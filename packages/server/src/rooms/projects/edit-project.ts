/** Editing a project: commands in, one stored change out, or the reason why nothing was stored. */
import { evolve, isEmptyChange, type Change } from "@leadline/engine/change/change.ts";
import type { Command } from "@leadline/engine/change/command.ts";
import { conflictsOf, type FieldConflict } from "@leadline/engine/change/conflict.ts";
import { decide } from "@leadline/engine/change/decide.ts";
import { describeCommands } from "@leadline/engine/change/describe.ts";
import { seededIds } from "@leadline/engine/change/id-maker.ts";
import { settingsOf, type KindedRecord, type Project } from "@leadline/engine/model/project.ts";
import { schedule } from "@leadline/engine/schedule/compute.ts";
import { conflictWithoutCosts } from "../../access/hidden-costs.ts";
import { HttpProblem } from "../../http/problem-to-status.ts";
import type { LogEntry } from "../../log/log-entry.ts";
import type { Tree } from "../../log/merkle-tree.ts";
import { unstorableText } from "../../log/unstorable-text.ts";
import { finish, finishAtEnd, type Answer, type Write } from "../../storage/idempotency.ts";
import type { Database, Transaction } from "../../storage/database.ts";
import { basisOf, demandApproval, demandRequest, editsOfPlan, rolesFor, type Basis } from "./change-control.ts";
import { load, loadForWriting } from "./load.ts";
import { withUnseenParts } from "./unseen-costs.ts";
import type { ProjectCache, StoredEdit } from "./project-cache.ts";
import type { ProjectRow } from "./project-row.ts";
import { announce, appendEntry, applyChange, readEntries, readProjectRow, returnRevision, updateProject } from "./queries.ts";
import { scheduleFacts, shownFacts, type ScheduleFacts } from "./schedule-facts.ts";

export interface ProjectsStore {
  readonly database: Database;
  readonly cache: ProjectCache;
  /** Hears of every stored edit; `hops` counts the plans through which it came here. */
  readonly onEdited?: (workspaceId: string, projectId: string, hops: number) => void;
}

export interface Edit {
  readonly projectId: string;
  /** The revision that the edit was made on. */
  readonly revision: number;
  readonly commands: readonly Command[];
  /** Plans through which this edit came here: 0 for what a person did. */
  readonly hops?: number;
  /** A verdict on this change request, for which the right to approve is needed and not that to edit. */
  readonly requestId?: string;
}

/** Takes the project, decides on its current state, and stores records, log entry and answer together. */
export async function editProject(store: ProjectsStore, write: Write, edit: Edit): Promise<Answer> {
  const { workspaceId } = write.actor;
  const outcome = await store.database.inWorkspace(workspaceId, async (tx): Promise<EditOutcome> => {
    const { row, stored, tree } = await loadForWriting(tx, write, edit.requestId === undefined ? "project.edit" : "project.approve", "project", edit.projectId);
    if (stored) return { answer: stored };
    const before = await store.cache.locked(tx, row.id, row.revision - 1);
    if (edit.requestId !== undefined) demandRequest(before, edit.requestId);
    await demandOtherProjects(tx, store.cache, write, edit);
    const basis = basisOf(before, edit.commands, edit.revision);
    const after = basis?.revision ?? edit.revision;
    const later = store.cache.editsBetween(workspaceId, row.id, { after, upTo: row.revision - 1 }) ?? (await entriesSince(tx, row, after));
    const commands = await withUnseenParts(tx, row, before, write.actor, edit.commands);
    const made = decideEdit(before, commands, { ...write, projectId: row.id, roles: await rolesFor(tx, write.actor, row.id, commands), ...(basis && { basis }) }, basis ? editsOfPlan(later, edit.revision) : later);
    demandApproval(write.actor, row.id, commands, made.change);
    await demandShownProjects(tx, write, made.change);
    if (isEmptyChange(made.change)) {
      await returnRevision(tx, row.id);
      return { answer: await finish(tx, write, { status: 200, body: answerBody(row.revision - 1, made), ...standings(write, row.revision - 1, before, made) }) };
    }
    const entry = entryFor(write, row, made, { commands });
    tx.atEnd(storeEdit(tx, row, made, entry, tree));
    const answer = finishAtEnd(tx, write, { status: 200, body: answerBody(row.revision, made), ...standings(write, row.revision, before, made) });
    return { answer, after: { revision: row.revision, project: made.after }, entry };
  });
  if (outcome.after && !write.isDryRun) {
    store.cache.put(workspaceId, edit.projectId, outcome.after, outcome.entry);
    store.onEdited?.(workspaceId, edit.projectId, edit.hops ?? 0);
  }
  return outcome.answer;
}

/** A task of another project can be shown where that project is there, may be read and has the task. */
async function demandOtherProjects(tx: Transaction, cache: ProjectCache, write: Write, edit: Edit): Promise<void> {
  for (const command of edit.commands) {
    if (command.type !== "insertExternalTask") continue;
    const { projectId, taskId } = command.otherProject;
    if (projectId === edit.projectId) throw refusedOther("project/own-task", "The task belongs to this very project. Link to it directly.");
    const other = await load(tx, write.actor, "project.read", "project", projectId);
    const { project } = await cache.newest(tx, other.id, other.revision);
    if (!project.records.task.has(taskId)) throw refusedOther("task/missing", `The project “${other.name}” has no such task any more.`);
  }
}

/** Undoing brings tasks of other projects back as well; their dates would follow, so whoever may not see a project cannot show it. */
async function demandShownProjects(tx: Transaction, write: Write, { added, updated }: Change): Promise<void> {
  const shown = new Set<string>();
  for (const { record } of added) shown.add(shownProjectOf(record) ?? "");
  for (const { before, after } of updated) if (shownProjectOf(before) !== shownProjectOf(after)) shown.add(shownProjectOf(after) ?? "");
  shown.delete("");
  for (const projectId of shown) {
    // One that is gone (or was never here) has nothing to show: its copy may come back as it was.
    if (!write.actor.may("project.read", projectId) && (await readProjectRow(tx, projectId))) throw new HttpProblem("not-found", "There is no such project.");
  }
}

function shownProjectOf(record: KindedRecord["record"]): string | undefined {
  return "otherProject" in record ? record.otherProject?.projectId : undefined;
}

function refusedOther(code: string, message: string): HttpProblem {
  return new HttpProblem("change/refused", message, { code, refusals: [{ code, message }] });
}

interface EditOutcome {
  readonly answer: Answer;
  readonly after?: { readonly revision: number; readonly project: Project };
  readonly entry?: LogEntry;
}

/** What others stored since the revision that the edit was made on. */
export async function entriesSince(tx: Transaction, row: ProjectRow, revision: number): Promise<readonly LogEntry[]> {
  const current = row.revision - 1;
  if (revision > current) {
    throw new HttpProblem("revision/ahead", `The edit was made on revision ${revision}, but the project stands at ${current}. Load the project again.`, { currentRevision: current });
  }
  return revision === current ? [] : readEntries(tx, row.id, { after: revision, upTo: current });
}

export interface MadeEdit {
  readonly change: Change;
  readonly label: string;
  readonly after: Project;
  readonly facts: ScheduleFacts;
}

/** Who decides, when, and with which standing. */
type Decider = Pick<Write, "actor" | "at" | "key"> & {
  readonly projectId?: string;
  readonly roles?: readonly string[];
  /** Where a change request is approved: the plan that it was computed on. */
  readonly basis?: Basis;
};

/** Pure: the change and what it leads to, or a thrown problem that names refusals or conflicts. */
export function decideEdit(before: Project, commands: readonly Command[], write: Decider, since: readonly StoredEdit[]): MadeEdit {
  const decision = decide(before, commands, { actor: write.actor.id, at: write.at.getTime(), newId: seededIds(write.key), roles: write.roles ?? [], schedule: (project) => schedule(project).schedule });
  if ("refusals" in decision) {
    const [first] = decision.refusals;
    throw new HttpProblem("change/refused", first?.message ?? "The plan does not allow this.", { code: first?.code ?? "change/refused", refusals: decision.refusals });
  }
  const { change } = decision;
  const conflicts = conflictsOf(change, since.map(({ change: theirs, actor, at }) => ({ change: theirs, actor, at: Date.parse(at) })), before);
  if (conflicts.length > 0) throw conflictProblem(write.actor.may("costs.read", write.projectId) ? conflicts : conflicts.map(conflictWithoutCosts), write.basis);
  refuseUnstorable(change);
  const after = evolve(before, change);
  return { change, label: describeCommands(before, commands), after, facts: scheduleFacts(after) };
}

export function conflictProblem(conflicts: readonly (Omit<FieldConflict, "kind"> & { readonly kind: string })[], basis?: Basis): HttpProblem {
  const [first] = conflicts;
  const more = conflicts.length > 1 ? ` and ${conflicts.length - 1} more` : "";
  if (basis) return new HttpProblem("change/conflict", `Somebody has changed ${first?.label ?? "the same"}${more} since ${basis.code} was computed (revision ${basis.revision}), so its effect is not what it says any more. Nothing was stored. Let it be computed anew, or reject it.`, { conflicts });
  return new HttpProblem("change/conflict", `Somebody else has changed ${first?.label ?? "the same"}${more} since you saw it. Nothing of your edit was stored.`, { conflicts });
}

function refuseUnstorable(change: Change): void {
  const place = unstorableText(JSON.stringify(change));
  if (place !== undefined) throw new HttpProblem("text/unstorable", `A text holds ${place}, which cannot be stored. Take it out and try again.`);
}

async function storeEdit(tx: Transaction, row: ProjectRow, made: MadeEdit, entry: LogEntry, tree: Tree): Promise<void> {
  // Sent together: while they run, nobody else can edit the project.
  await Promise.all([
    applyChange(tx, row.id, row.revision, made.change),
    appendEntry(tx, entry, tree),
    updateProject(tx, row.id, { ...made.facts, key: row.key, name: settingsOf(made.after).name, deletedAt: null }),
    announce(tx, row.id, row.revision),
  ]);
}

export function entryFor(write: Write, row: Pick<ProjectRow, "id" | "revision">, made: Pick<MadeEdit, "change" | "label">, cause: LogEntry["cause"]): LogEntry {
  return { projectId: row.id, revision: row.revision, at: write.at.toISOString(), actor: write.actor.id, requestKey: write.key, label: made.label, cause, change: made.change };
}

/** Where the plan stands before and after, for whoever only tries: what changes in the records, the answer says itself. */
function standings(write: Write, revision: number, before: Project, made: MadeEdit): Partial<Answer> {
  if (!write.isDryRun) return {};
  return { before: { schedule: shownFacts(scheduleFacts(before)) }, after: { revision, schedule: shownFacts(made.facts) } };
}

function answerBody(revision: number, made: MadeEdit): Answer["body"] {
  return { revision, change: made.change, label: made.label, schedule: shownFacts(made.facts) };
}
