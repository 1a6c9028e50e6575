/** Signs what a log holds, so that it cannot later hold something else: never less, and never another past, than was signed before. */
import type { Transaction } from "../storage/database.ts";
import { keyFor } from "../storage/secret.ts";
import { edgeBytes, grown, rootOf, treeOf, type Tree } from "./merkle-tree.ts";
import { changedProjects, insertCheckpoint, leafHashesOf, lockLog, newestCheckpoint, treeOfLog, WORKSPACE_LOG, type CheckpointRow } from "./queries.ts";
import { headOfNote, isSignedBy, signedNote, signingKeyOf, type SigningKey } from "./signed-note.ts";
import { PROGRAM, recordWorkspaceEvent } from "./workspace-log.ts";

/**
 * The key follows from the installation's secret: several servers on one PostgreSQL have the same, nothing more needs
 * to be kept or backed up, and whoever has only the database cannot sign.
 */
export function logKey(secret: string): SigningKey {
  return signingKeyOf(keyFor(secret, "leadline log checkpoints, Ed25519"));
}

export interface Signer {
  readonly key: SigningKey;
  /** What this server signed since it started, by origin: even emptied tables do not make it forget. */
  readonly signed: Map<string, { readonly size: number; readonly root: Buffer }>;
}

export function makeSigner(key: SigningKey): Signer {
  return { key, signed: new Map() };
}

/** The log does not go on from what was signed. Nothing is signed; the sentence names the log. */
export class ContradictedLog extends Error {}

/** First line of a checkpoint. A log is the id of a project, or `WORKSPACE_LOG`. */
export function originOf(workspaceId: string, log: string): string {
  return `leadline/${workspaceId}/${log}`;
}

/** The newest checkpoint of a project's log, made now where the log has grown since; it is noted in the workspace's log. */
export async function projectCheckpoint(tx: Transaction, signer: Signer, projectId: string, at: Date): Promise<CheckpointRow> {
  const { row, isNew } = await checkpointOf(tx, signer, projectId, at);
  if (isNew) await anchor(tx, [{ projectId, row }], at);
  return row;
}

/** The newest checkpoint of the workspace's own log. */
export async function workspaceCheckpoint(tx: Transaction, signer: Signer, at: Date): Promise<CheckpointRow> {
  return (await checkpointOf(tx, signer, WORKSPACE_LOG, at)).row;
}

/** Signs every log that has grown: the projects', then the workspace's, which by then holds theirs. Answers how many projects. */
export async function signWorkspace(tx: Transaction, signer: Signer, at: Date): Promise<{ readonly signed: number; readonly contradicted: readonly string[] }> {
  const made: { readonly projectId: string; readonly row: CheckpointRow }[] = [];
  const contradicted: string[] = [];
  for (const projectId of await changedProjects(tx)) {
    try {
      const { row, isNew } = await checkpointOf(tx, signer, projectId, at);
      if (isNew) made.push({ projectId, row });
    } catch (error) {
      if (!(error instanceof ContradictedLog)) throw error;
      contradicted.push(error.message);
    }
  }
  if (made.length > 0) await anchor(tx, made, at);
  await noteKey(tx, signer, at);
  await workspaceCheckpoint(tx, signer, at);
  return { signed: made.length, contradicted };
}

/** Another secret means another key. The log says so, and the new key signs it. */
async function noteKey(tx: Transaction, { key }: Signer, at: Date): Promise<void> {
  const last = await newestCheckpoint(tx, WORKSPACE_LOG);
  if (!last || last.public_key.equals(key.publicKey)) return;
  const proof = { from: last.public_key.toString("base64"), to: key.publicKey.toString("base64") };
  await recordWorkspaceEvent(tx, { at, actorId: PROGRAM, label: "The key that signs the log is another one now", event: { type: "log.keyChanged", proof } });
}

/** A project whose log, checkpoints and all, was taken away is missed here. */
async function anchor(tx: Transaction, made: readonly { readonly projectId: string; readonly row: CheckpointRow }[], at: Date): Promise<void> {
  const projects = made.map(({ projectId, row }) => ({ projectId, size: row.size, root: row.root.toString("base64") }));
  await recordWorkspaceEvent(tx, { at, actorId: PROGRAM, label: `Signed the state of ${projects.length === 1 ? "one plan" : `${projects.length} plans`}`, event: { type: "log.anchored", proof: { projects } } });
}

async function checkpointOf(tx: Transaction, { key, signed }: Signer, log: string, at: Date): Promise<{ readonly row: CheckpointRow; readonly isNew: boolean }> {
  await lockLog(tx, log);
  const last = await newestCheckpoint(tx, log);
  const origin = originOf(tx.workspaceId, log);
  const known = signed.get(origin);
  if (known && (last?.size ?? 0) < known.size) throw new ContradictedLog(`The log ${origin} was signed with ${known.size} entries, but that checkpoint is no longer there.`);
  const tree = await treeOfLog(tx, log);
  if (last?.size === tree.size) {
    if (!last.root.equals(rootOf(tree))) throw new ContradictedLog(`The log ${origin} holds other ${tree.size} entries than were signed.`);
    return { row: last, isNew: false };
  }
  demandExtension(origin, tree, await extended(tx, log, { last, size: tree.size }));
  const head = { origin, size: tree.size, root: rootOf(tree) };
  const row = { size: tree.size, root: head.root, edge: edgeBytes(tree), note: signedNote(key, head), public_key: key.publicKey, at };
  await insertCheckpoint(tx, log, row);
  signed.set(origin, head);
  return { row, isNew: true };
}

function demandExtension(origin: string, tree: Tree, grownTree: Tree | undefined): void {
  if (grownTree && grownTree.size === tree.size && rootOf(grownTree).equals(rootOf(tree))) return;
  throw new ContradictedLog(`The log ${origin} does not go on from the checkpoint that was signed before, or its tree is not that of its entries. Run “leadline verify --database” to see where.`);
}

/** The last signed tree with the entries since: what may be signed next. Nothing where the checkpoint itself was altered. */
async function extended(tx: Transaction, log: string, { last, size }: { readonly last: CheckpointRow | undefined; readonly size: number }): Promise<Tree | undefined> {
  const from = last ? treeOf(last.size, last.edge) : { size: 0, edge: [] };
  if (last && !isWhole(last, from)) return undefined;
  return (await leafHashesOf(tx, log, { after: from.size, upTo: size })).reduce(grown, from);
}

/** One that another key signed (the secret was changed since, or the project came from elsewhere) is checked with that key. */
function isWhole(last: CheckpointRow, tree: Tree): boolean {
  const head = headOfNote(last.note);
  return head?.size === last.size && head.root.equals(last.root) && rootOf(tree).equals(last.root) && isSignedBy(last.note, last.public_key);
}
