/** What must hold of a stored project, whatever was done to it at once: its log, its records, its facts, and what was acknowledged. */
import type pg from "pg";
import { evolve } from "@leadline/engine/change/change.ts";
import { EMPTY_PROJECT, recordsOf, settingsOf, type Project } from "@leadline/engine/model/project.ts";
import { canonicalJson } from "@leadline/engine/base/canonical-json.ts";
import { entryOf, leafHash, type LogEntry } from "../log/log-entry.ts";
import { textsByEntry } from "../log/queries.ts";
import { scheduleFacts } from "../rooms/projects/schedule-facts.ts";

/** A write that was answered with success. */
export interface Acknowledged {
  readonly key: string;
  readonly revision: number;
  /** As the answer said it. */
  readonly change: unknown;
}

/** Sentences about what is wrong; none where all is well. */
export async function judgeStored(client: pg.Client, projectId: string, acknowledged: readonly Acknowledged[]): Promise<string[]> {
  const { rows: changes } = await client.query<{ revision: string; leaf: Buffer; leaf_hash: Buffer }>("SELECT revision, leaf, leaf_hash FROM leadline.change WHERE project_id = $1 ORDER BY revision", [projectId]);
  const { rows: records } = await client.query<{ kind: string; record: unknown }>("SELECT kind, data AS record FROM leadline.record WHERE project_id = $1", [projectId]);
  const { rows: projects } = await client.query<{ revision: string; name: string; task_count: number; start_minute: number; finish_minute: number }>("SELECT revision, name, task_count, start_minute, finish_minute FROM leadline.project WHERE id = $1", [projectId]);
  const [row] = projects;
  if (!row) return [`project ${projectId} is gone`];
  const { rows: texts } = await client.query<StoredText>("SELECT revision, position, text FROM leadline.change_text WHERE project_id = $1", [projectId]);
  const entries = openedEntries(changes, texts);
  const project = entries.reduce<Project>((state, entry) => evolve(state, entry.change), EMPTY_PROJECT);
  const facts = scheduleFacts(project);
  const complaints: string[] = [];
  const demand = (holds: boolean, complaint: string): void => void (holds || complaints.push(complaint));
  demand(changes.every(({ revision }, at) => Number(revision) === at + 1) && Number(row.revision) === changes.length, "the revisions have a gap");
  demand(changes.every((change) => leafHash(change.leaf).equals(change.leaf_hash)), "a leaf hash is wrong");
  demand(new Set(entries.map(({ requestKey }) => requestKey)).size === entries.length, "a request was carried out twice");
  demand(isSame([...recordsOf(project)], records), "replay(log) is not what the records say");
  demand(isWithoutLoop(project), "tasks wait for each other in a circle");
  demand(row.task_count === facts.taskCount && row.start_minute === facts.start && row.finish_minute === facts.finish && row.name === settingsOf(project).name, "dates, name or number of tasks beside the plan are not the plan's");
  const byKey = new Map(entries.map((entry) => [entry.requestKey, entry]));
  for (const { key, revision, change } of acknowledged) {
    const entry = byKey.get(key);
    demand(entry !== undefined || canonicalJson(change) === NOTHING, `the acknowledged change ${key} is lost`);
    demand(entry === undefined || (entry.revision === revision && canonicalJson(entry.change) === canonicalJson(change)), `${key} was answered with something else than is stored`);
  }
  return complaints;
}

export interface StoredText {
  /** 64-bit numbers come as texts where nobody says otherwise. */
  readonly revision: string | number;
  readonly position: number;
  readonly text: string;
}

/** The entries of one project's log with the texts that they only bind. */
export function openedEntries(changes: readonly { readonly revision: string | number; readonly leaf: Buffer }[], texts: readonly StoredText[]): readonly LogEntry[] {
  const byEntry = textsByEntry(texts.map(({ revision, position, text }) => ({ entry: Number(revision), position, text })));
  return changes.map(({ revision, leaf }) => entryOf(leaf, byEntry.get(Number(revision))));
}

const NOTHING = canonicalJson({ added: [], updated: [], removed: [] });

function isSame(one: readonly unknown[], other: readonly unknown[]): boolean {
  return one.map(canonicalJson).sort().join("\n") === other.map(canonicalJson).sort().join("\n");
}

/** Takes away tasks without predecessors until none is left; a loop would stay. */
export function isWithoutLoop(project: Project): boolean {
  const links = [...project.records.link.values()];
  const left = new Set(project.records.task.keys());
  for (let rounds = left.size; rounds > 0; rounds -= 1) {
    for (const task of left) if (!links.some((one) => one.successorId === task && left.has(one.predecessorId))) left.delete(task);
  }
  return left.size === 0;
}
