/** What proves one published report: its entry, the path to a signed root, and the salts of its texts. All of it travels in the report's files. */
import { rootWords } from "@leadline/verifier/root-words.ts";
import { projectCheckpoint } from "../../../log/checkpoints.ts";
import { checkpointFacts } from "../../../log/log-room.ts";
import { leafAt } from "../../../log/queries.ts";
import { isSealed } from "../../../log/sealed-text.ts";
import { HttpProblem } from "../../../http/problem-to-status.ts";
import type { Transaction } from "../../../storage/database.ts";
import { entryOfReport, firstCheckpointOver, saltsOf } from "./queries.ts";
import type { ReportRoom } from "./report-room.ts";

export interface ReportProof {
  readonly origin: string;
  /** Entries that the checkpoint covers. */
  readonly size: number;
  /** Base64. */
  readonly root: string;
  /** Eight words of the root. */
  readonly words: string;
  /** UTC; when it was signed. */
  readonly at: string;
  /** The signed note (C2SP tlog-checkpoint). */
  readonly note: string;
  /** Base64; of whoever signed. It proves nothing by itself: compare it with the one that you trust. */
  readonly publicKey: string;
  /** Number of the report's entry in the log, from 1. */
  readonly entry: number;
  /** The entry's bytes, base64: it binds the report's texts by salted hashes. */
  readonly leaf: string;
  /** From the leaf's neighbour up to the root's child, base64. */
  readonly path: readonly string[];
  /** Hex, by field of the report. */
  readonly salts: Readonly<Record<string, string>>;
}

/** Signs the log where nothing signed covers the report yet. */
export async function proofOfReport(tx: Transaction, { signer, prover }: Pick<ReportRoom, "signer" | "prover">, projectId: string, reportId: string): Promise<ReportProof> {
  const entry = await entryOfReport(tx, projectId, reportId);
  const stored = entry === undefined ? undefined : await leafAt(tx, projectId, entry);
  if (entry === undefined || !stored) throw new HttpProblem("not-found", "There is no such report.");
  const checkpoint = (await firstCheckpointOver(tx, projectId, entry)) ?? (await projectCheckpoint(tx, signer, projectId, new Date()));
  const [path, salts] = [await prover.inclusion(tx, projectId, { index: entry - 1, size: checkpoint.size }), await saltsOf(tx, projectId, entry)];
  return {
    ...checkpointFacts(tx.workspaceId, projectId, checkpoint),
    words: rootWords(checkpoint.root),
    publicKey: checkpoint.public_key.toString("base64"),
    entry,
    leaf: stored.leaf.toString("base64"),
    path: path.map((hash) => hash.toString("base64")),
    salts: Object.fromEntries(sealedFields(JSON.parse(stored.leaf.toString("utf8")), reportId).flatMap(([field, position]) => (salts.has(position) ? [[field, salts.get(position) ?? ""]] : []))),
  };
}

/** Names of the report's sealed fields with their positions, out of the entry that added it. */
function sealedFields(leaf: unknown, reportId: string): readonly (readonly [field: string, position: number])[] {
  if (typeof leaf !== "object" || leaf === null) return [];
  if ("id" in leaf && leaf.id === reportId) return Object.entries(leaf).flatMap(([field, value]: [string, unknown]) => (isSealed(value) ? [[field, value.sealed] as const] : []));
  return Object.values(leaf).flatMap((part: unknown) => sealedFields(part, reportId));
}
