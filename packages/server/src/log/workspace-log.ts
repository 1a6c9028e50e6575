/** The workspace's own log: who came and went, what was shared or set, which projects were made and removed. */
import type { Transaction } from "../storage/database.ts";
import { grown } from "./merkle-tree.ts";
import { appendWorkspaceLeaf, lockWorkspaceTree, workspaceLeaves, workspaceTexts } from "./queries.ts";
import { workspaceEntryOf, workspaceLeafOf, type WorkspaceEntry, type WorkspaceEvent } from "./workspace-entry.ts";

/** Who acts when nobody does. */
export const PROGRAM = "leadline";

export interface NewWorkspaceEntry {
  readonly at: Date;
  /** `actor.id`: the pseudonym of a person in this workspace. */
  readonly actorId: string;
  /** For people, in one line: “Ann Example joined as manager”. Can be erased. */
  readonly label: string;
  readonly event: WorkspaceEvent;
}

/**
 * Appends an entry in the transaction of what it tells. Other writers of this log wait from here to the commit, so it
 * is best the last statement but the answer; whoever locks a project as well locks that first. Answers its position.
 */
export async function recordWorkspaceEvent(tx: Transaction, { at, actorId, label, event }: NewWorkspaceEntry): Promise<number> {
  const before = await lockWorkspaceTree(tx);
  const position = before.size + 1;
  const leaf = workspaceLeafOf({ position, at: at.toISOString(), actor: actorId, label, event });
  await appendWorkspaceLeaf(tx, { at, actorId, type: event.type, leaf, tree: grown(before, leaf.hash) });
  return position;
}

/** Entries before a position, newest first. */
export async function readWorkspaceEntries(tx: Transaction, page: { readonly before: number; readonly limit: number }): Promise<readonly WorkspaceEntry[]> {
  const rows = await workspaceLeaves(tx, page);
  const texts = await workspaceTexts(tx, { from: rows.at(-1)?.position ?? 1, to: rows[0]?.position ?? 0 });
  return rows.map((row) => workspaceEntryOf(row.leaf, texts.get(row.position) ?? new Map()));
}
