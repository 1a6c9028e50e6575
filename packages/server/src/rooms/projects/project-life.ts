/** A project's life around its plan: made, copied, renamed, deleted, restored. */
import { isEmptyChange, NO_CHANGE } from "@leadline/engine/change/change.ts";
import type { Command } from "@leadline/engine/change/command.ts";
import { seededIds } from "@leadline/engine/change/id-maker.ts";
import { newProject } from "@leadline/engine/model/new-project.ts";
import { projectOf, recordsOf, settingsOf, type Project } from "@leadline/engine/model/project.ts";
import type { Minute } from "@leadline/engine/time/minute.ts";
import { builtInTemplates } from "@leadline/formats/template/built-in.ts";
import { readTemplate } from "@leadline/formats/template/read.ts";
import { HttpProblem } from "../../http/problem-to-status.ts";
import type { Cause, LogEntry } from "../../log/log-entry.ts";
import { recordWorkspaceEvent } from "../../log/workspace-log.ts";
import { requirePermission } from "../../access/actor.ts";
import { finish, once, type Answer, type Write } from "../../storage/idempotency.ts";
import type { Transaction } from "../../storage/database.ts";
import { newId } from "../../storage/new-id.ts";
import { conflictProblem, decideEdit, entriesSince, entryFor, type MadeEdit, type ProjectsStore } from "./edit-project.ts";
import { load, loadForWriting, type LoadedForWriting } from "./load.ts";
import { preparePlan, type PreparedPlan } from "./prepare-plan.ts";
import { summaryOf, type ProjectRow } from "./project-row.ts";
import { announce, appendEntry, applyChange, loadRecords, returnRevision, updateProject } from "./queries.ts";
import { refuseTakenKey, storePlan } from "./store-plan.ts";

export interface NewProjectWish {
  readonly name: string;
  readonly key?: string | undefined;
  readonly start: Minute;
  readonly templateKey?: string | undefined;
}

export async function createProject(store: ProjectsStore, write: Write, wish: NewProjectWish): Promise<Answer> {
  requirePermission(write.actor, "project.create");
  const project = wish.templateKey === undefined ? blankProject(write, wish) : projectFromTemplate(write, wish, wish.templateKey);
  const origin = wish.templateKey === undefined ? "blank" : "template";
  const prepared = preparedOrRefused(project, write, { label: `Create “${wish.name}”`, cause: { created: origin, name: wish.templateKey ?? wish.name } });
  return store.database.inWorkspace(write.actor.workspaceId, (tx) => once(tx, write, async () => created(await storePlan(tx, { prepared, key: wish.key, origin, isSample: false }), write)));
}

function blankProject(write: Write, { name, start }: NewProjectWish): Project {
  const project = newProject({ name, start, newId: seededIds(write.key) });
  return withSettings(project, { origin: { format: "blank", name } });
}

function projectFromTemplate(write: Write, wish: NewProjectWish, templateKey: string): Project {
  const template = builtInTemplates().find(({ key }) => key === templateKey);
  if (!template) throw new HttpProblem("request/invalid", `There is no template “${templateKey}”. GET /api/v1/templates lists them.`);
  const result = readTemplate(template.text, { newId: seededIds(write.key), start: wish.start, name: wish.name });
  if (!result.ok) throw new Error(`the built-in template ${templateKey} cannot be read: ${result.problem.message}`);
  return result.project;
}

export async function copyProject(store: ProjectsStore, write: Write, projectId: string, wishedName: string | undefined): Promise<Answer> {
  requirePermission(write.actor, "project.create");
  return store.database.inWorkspace(write.actor.workspaceId, (tx) =>
    once(tx, write, async () => {
      const source = await load(tx, write.actor, "project.read", "project", projectId);
      const { project } = await loadRecords(tx, source.id, "with kept sources");
      const name = wishedName ?? `${source.name} (copy)`;
      const copy = withSettings(project, { name, origin: { format: "copy", name: source.name } });
      const prepared = preparedOrRefused(copy, write, { label: `Copy “${source.name}”`, cause: { created: "copy", name: source.id } });
      return created(await storePlan(tx, { prepared, origin: "copy", isSample: false }), write);
    }),
  );
}

function withSettings(project: Project, fields: Partial<ReturnType<typeof settingsOf>>): Project {
  return projectOf([...recordsOf(project), { kind: "settings", record: { ...settingsOf(project), ...fields } }]);
}

export function preparedOrRefused(project: Project, write: Write, told: { readonly label: string; readonly cause: Cause }): PreparedPlan {
  const preparation = preparePlan(project, { ...told, projectId: (write.newId ?? newId)(), at: write.at.toISOString(), actor: write.actor.id, requestKey: write.key });
  if (!preparation.ok) throw new HttpProblem("text/unstorable", preparation.problem.message);
  return preparation.plan;
}

function created(row: ProjectRow, { actor }: Pick<Write, "actor">): Answer {
  return { status: 201, body: summaryOf(row, actor) };
}

/** The project as it stood before the write took the next revision. */
function unchanged(row: ProjectRow, { actor }: Pick<Write, "actor">): Answer {
  const body = { ...summaryOf(row, actor), revision: row.revision - 1 };
  return { status: 200, body, before: body };
}

export interface Renaming {
  readonly projectId: string;
  /** The revision that the person saw. */
  readonly revision: number;
  readonly name?: string | undefined;
  readonly key?: string | undefined;
}

/** The name is a setting of the plan, the key belongs to the project itself; both are one entry of the log. */
export async function renameProject(store: ProjectsStore, write: Write, wish: Renaming): Promise<Answer> {
  const { workspaceId } = write.actor;
  const outcome = await store.database.inWorkspace(workspaceId, async (tx) => {
    const { row, stored, tree } = await loadForWriting(tx, write, "project.edit", "project", wish.projectId);
    if (stored) return { answer: stored };
    const before = await store.cache.locked(tx, row.id, row.revision - 1);
    const since = await entriesSince(tx, row, wish.revision);
    const commands: Command[] = wish.name === undefined ? [] : [{ type: "updateSettings", fields: { name: wish.name } }];
    const made = decideRenaming(before, write, row, wish, commands, since);
    const key = wish.key ?? row.key;
    const isOtherKey = key !== row.key;
    if (isEmptyChange(made.change) && !isOtherKey) {
      await returnRevision(tx, row.id);
      return { answer: await finish(tx, write, unchanged(row, write)) };
    }
    if (isOtherKey) await refuseTakenKey(tx, key);
    await applyChange(tx, row.id, row.revision, made.change);
    await appendEntry(tx, entryFor(write, row, made, { commands, ...(isOtherKey ? { project: { key } } : {}) }), tree);
    const after = await updateProject(tx, row.id, { ...made.facts, key, name: settingsOf(made.after).name, deletedAt: null });
    await announce(tx, row.id, row.revision);
    const answer = await finish(tx, write, { status: 200, body: summaryOf(after ?? row, write.actor), before: unchanged(row, write).body });
    return { answer, after: { revision: row.revision, project: made.after } };
  });
  if (outcome.after && !write.isDryRun) store.cache.put(workspaceId, wish.projectId, outcome.after);
  return outcome.answer;
}

function decideRenaming(before: Project, write: Write, row: ProjectRow, wish: Renaming, commands: readonly Command[], since: readonly LogEntry[]): MadeEdit {
  const theirs = since.findLast(({ cause }) => cause.project?.key !== undefined);
  if (wish.key !== undefined && theirs !== undefined && wish.key !== row.key) {
    throw conflictProblem([{ kind: "project", id: row.id, field: "key", label: "key of the project", theirs: row.key, mine: wish.key, actor: theirs.actor, at: Date.parse(theirs.at) }]);
  }
  const made = decideEdit(before, commands, write, since);
  return commands.length > 0 ? made : { ...made, label: `Change key to ${wish.key ?? row.key}` };
}

/** Kept for 30 days. Whoever deletes must have seen the latest state. */
export async function deleteProject(store: ProjectsStore, write: Write, wish: { readonly projectId: string; readonly revision: number }): Promise<Answer> {
  return store.database.inWorkspace(write.actor.workspaceId, async (tx) => {
    const { row, stored, tree } = await loadForWriting(tx, write, "project.delete", "project", wish.projectId);
    if (stored) return stored;
    if (row.revision - 1 !== wish.revision) {
      const current = { ...summaryOf(row, write.actor), revision: row.revision - 1 };
      throw new HttpProblem("project/changed", `“${row.name}” was changed since you saw it (revision ${wish.revision}, now ${current.revision}). Look at it again before you delete it.`, { theirs: current, yours: { revision: wish.revision } });
    }
    return storeDeletion(tx, write, { row, tree }, write.at);
  });
}

export async function restoreProject(store: ProjectsStore, write: Write, projectId: string): Promise<Answer> {
  return store.database.inWorkspace(write.actor.workspaceId, async (tx) => {
    const { row, stored, tree } = await loadForWriting(tx, write, "project.delete", "project, deleted or not", projectId);
    if (stored) return stored;
    if (!row.deleted_at) {
      await returnRevision(tx, row.id);
      return finish(tx, write, unchanged(row, write));
    }
    return storeDeletion(tx, write, { row, tree }, null);
  });
}

async function storeDeletion(tx: Transaction, write: Write, { row, tree }: Pick<LoadedForWriting, "row" | "tree">, deletedAt: Date | null): Promise<Answer> {
  const label = `${deletedAt ? "Delete" : "Restore"} “${row.name}”`;
  await appendEntry(tx, entryFor(write, row, { change: NO_CHANGE, label }, { project: { isDeleted: deletedAt !== null } }), tree);
  const after = await updateProject(tx, row.id, { key: row.key, name: row.name, taskCount: row.task_count, start: row.start_minute, finish: row.finish_minute, deletedAt });
  await announce(tx, row.id, row.revision);
  const event = { type: deletedAt ? "project.deleted" : "project.restored", name: row.name, proof: { projectId: row.id } };
  await recordWorkspaceEvent(tx, { at: write.at, actorId: write.actor.id, label: `${deletedAt ? "Deleted" : "Restored"} “${row.name}”`, event });
  return finish(tx, write, { status: 200, body: summaryOf(after ?? row, write.actor), before: unchanged(row, write).body });
}
