/** How a change of anybody's rights is stored: made on what was seen, told to every server, and noted in the workspace's log. */
import { z } from "zod";
import { HttpProblem } from "../../http/problem-to-status.ts";
import type { WorkspaceEvent } from "../../log/workspace-entry.ts";
import { recordWorkspaceEvent } from "../../log/workspace-log.ts";
import type { Transaction } from "../../storage/database.ts";
import type { Write } from "../../storage/idempotency.ts";
import { announceRights } from "../queries.ts";

/** Comes after all other statements of the transaction but the answer. */
export async function rightsChanged(tx: Transaction, write: Pick<Write, "actor" | "at">, label: string, event: WorkspaceEvent): Promise<void> {
  await announceRights(tx);
  await recordWorkspaceEvent(tx, { at: write.at, actorId: write.actor.id, label, event });
}

/** What was seen must still be so. */
export function demandRevision(what: string, seen: number, theirs: { readonly revision: number }): void {
  if (theirs.revision === seen) return;
  throw new HttpProblem("access/changed", `${what} was changed since you saw it (revision ${seen}, now ${theirs.revision}). Look at it again; nothing was stored.`, { theirs, yours: { revision: seen } });
}

export function daysAfter(at: Date, days: number): Date {
  return new Date(at.getTime() + days * 86_400_000);
}

/** What the schemas of people and rights share. */
export const id = z.string().min(1).max(64);
export const shortName = z.string().trim().min(1).max(100);
export const moment = z.string().describe("UTC, ISO 8601.");
export const revision = z.number().int().describe("For If-Match.");
/** The place after which a page of a list ordered by id goes on. */
export const idPlace = z.strictObject({ id });
export const noQuery = z.strictObject({});

export function days(usual: number, most: number): z.ZodOptional<z.ZodNumber> {
  return z.number().int().min(1).max(most).optional().describe(`How long it is good for; ${usual} unless given.`);
}
