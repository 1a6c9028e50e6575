/** A repeated write has the same answer and one effect: answers are stored with what they did, in the same transaction. */
import { createHash } from "node:crypto";
import type { Actor } from "../access/actor.ts";
import { HttpProblem } from "../http/problem-to-status.ts";
import { canonicalJson } from "@leadline/engine/base/canonical-json.ts";
import type { Transaction, WritingTransaction } from "./database.ts";

/** What every write brings along, whatever it writes. */
export interface Write {
  readonly actor: Actor;
  /** Idempotency-Key. */
  readonly key: string;
  /** Tells whether another request used the same key. */
  readonly hash: Buffer;
  /** Compute everything, store nothing. */
  readonly isDryRun: boolean;
  readonly at: Date;
  /** Makes the ids of new projects; a simulation brings its own. */
  readonly newId?: () => string;
}

export interface Answer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
  /** For dry runs: what the write is about, as it stood before; absent where it makes something. */
  readonly before?: unknown;
  /** For dry runs: as it stands then, where that is something else than the answer; null where nothing is left. */
  readonly after?: unknown;
}

/** How long a repetition gets the first answer. */
const KEPT_HOURS = 24;

export function requestHash(method: string, address: string, body: unknown): Buffer {
  return createHash("sha256").update(`${method} ${address}\n${canonicalJson(body)}`).digest();
}

/** The answer that the same request got before; refuses the key of another request. */
export async function storedAnswer(tx: Transaction, write: Write): Promise<Answer | undefined> {
  const { rows } = await tx.query<{ request_hash: Buffer; status: number; answer: string }>(
    "SELECT request_hash, status, answer FROM idempotency WHERE workspace_id = $1 AND key = $2",
    [tx.workspaceId, write.key],
  );
  const [row] = rows;
  if (!row) return undefined;
  if (!row.request_hash.equals(write.hash)) {
    throw new HttpProblem("idempotency/other-request", "This Idempotency-Key was used for another request in the last 24 hours. Every new write needs a new key.");
  }
  return { status: row.status, body: JSON.parse(row.answer) as Answer["body"] };
}

/** Ends a write: stores the answer for repetitions, or lets a dry run vanish. */
export async function finish(tx: Transaction, write: Write, answer: Answer): Promise<Answer> {
  if (write.isDryRun) return vanish(tx, answer);
  await storeAnswer(tx, write, answer);
  return answer;
}

/** As `finish`, for whoever has nothing left to do: the answer is stored on the way to the end of the transaction. */
export function finishAtEnd(tx: WritingTransaction, write: Write, answer: Answer): Answer {
  if (write.isDryRun) return vanish(tx, answer);
  tx.atEnd(storeAnswer(tx, write, answer));
  return answer;
}

function vanish(tx: Transaction, { body, before = null, after = body }: Answer): Answer {
  tx.cancel();
  return { status: 200, body: { ...body, dryRun: true, before, after } };
}

async function storeAnswer(tx: Transaction, write: Write, answer: Answer): Promise<void> {
  await tx.query("INSERT INTO idempotency (workspace_id, key, request_hash, status, answer) VALUES ($1, $2, $3, $4, $5)", [
    tx.workspaceId,
    write.key,
    write.hash,
    answer.status,
    JSON.stringify(answer.body),
  ]);
}

/** A write that needs no project lock: creates something, or does something to the whole workspace. */
export async function once(tx: Transaction, write: Write, work: () => Promise<Answer>): Promise<Answer> {
  const stored = await storedAnswer(tx, write);
  if (!stored) return finish(tx, write, await work());
  tx.cancel();
  return stored;
}

export async function forgetOldAnswers(tx: Transaction): Promise<void> {
  await tx.query(`DELETE FROM idempotency WHERE workspace_id = $1 AND created_at < now() - interval '${KEPT_HOURS} hours'`, [tx.workspaceId]);
}
