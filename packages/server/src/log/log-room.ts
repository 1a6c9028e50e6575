/** What the routes of the log as proof have in common: the room that they work in, and how a checkpoint looks outside. */
import { z } from "zod";
import { ContradictedLog, originOf, type Signer } from "./checkpoints.ts";
import type { Prover } from "./prover.ts";
import type { CheckpointRow } from "./queries.ts";
import { HttpProblem } from "../http/problem-to-status.ts";
import type { Database } from "../storage/database.ts";

export interface LogRoom {
  readonly database: Database;
  readonly signer: Signer;
  readonly prover: Prover;
}

export const noQuery = z.strictObject({});
export const base64 = z.string().describe("Base64.");

export const checkpointSchema = z.object({
  origin: z.string().describe("Which log; unlike that of any other."),
  size: z.number().int().describe("Entries that it covers."),
  root: base64,
  at: z.string().describe("UTC; when it was signed."),
  note: z.string().describe("The signed note (C2SP tlog-checkpoint). Keep it: the log can then never lose or change what it covers without being caught."),
});

export function checkpointFacts(workspaceId: string, log: string, row: CheckpointRow): z.infer<typeof checkpointSchema> {
  return { origin: originOf(workspaceId, log), size: row.size, root: row.root.toString("base64"), at: row.at.toISOString(), note: row.note };
}

/** From one revision to another; without an end, to the newest entry. */
export const rangeQuery = z.strictObject({
  from: z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER).describe("Size of the older checkpoint."),
  to: z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER).describe("Size of the newer one."),
});

export const consistencySchema = z.object({ from: z.number().int(), to: z.number().int(), hashes: z.array(base64).describe("RFC 6962 section 2.1.2.") });

export function demandRange({ from, to }: z.infer<typeof rangeQuery>, size: number): void {
  if (from > to) throw new HttpProblem("request/invalid", `A log grows: from (${from}) must not be larger than to (${to}).`);
  if (to > size) throw new HttpProblem("not-found", `The log has ${size} entries, not ${to}. If you hold a checkpoint of that size, entries were taken away since.`);
}

/** A log that may not be signed is told as what it is. */
export async function signed<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof ContradictedLog) throw new HttpProblem("log/contradicted", error.message);
    throw error;
  }
}
