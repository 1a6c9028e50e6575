/** What the routes of operations have in common: the room that they work in, and how a job looks outside. */
import { z } from "zod";
import type { JobRow } from "../../jobs/queries.ts";
import type { QueueCounts } from "../../jobs/queries.ts";
import type { Database } from "../../storage/database.ts";

export interface OperationsRoom {
  readonly database: Database;
  readonly version: string;
  readonly startedAt: Date;
  readonly dataFolder: string;
  /** "embedded": the program's own PostgreSQL. */
  readonly databasePlace: "embedded" | "server";
  readonly backup: { readonly folder: string; readonly hour: number | undefined; readonly keep: number };
  readonly isMailSet: boolean;
  /** A job was made: look now. */
  readonly poke: () => void;
  readonly counts: () => Promise<QueueCounts>;
}

export const noQuery = z.strictObject({});

const moment = z.string().describe("UTC, ISO 8601.");

export const jobSchema = z.object({
  id: z.string(),
  kind: z.string(),
  state: z.enum(["waiting", "running", "done", "failed", "cancelled"]),
  isCancelWanted: z.boolean(),
  progress: z.object({ done: z.number(), total: z.number(), sentence: z.string() }).nullable(),
  result: z.looseObject({}).nullable(),
  problem: z.string().nullable().describe("Why the last attempt failed, in one sentence."),
  actor: z.string(),
  attempts: z.number().int(),
  maxAttempts: z.number().int(),
  runAfter: moment,
  createdAt: moment,
  startedAt: moment.nullable(),
  finishedAt: moment.nullable(),
});

export function jobFacts(row: JobRow): z.infer<typeof jobSchema> {
  return {
    id: row.id,
    kind: row.kind,
    state: row.state,
    isCancelWanted: row.is_cancel_wanted,
    progress: row.progress,
    result: row.result,
    problem: row.problem,
    actor: row.actor,
    attempts: row.attempts,
    maxAttempts: row.max_attempts,
    runAfter: row.run_after.toISOString(),
    createdAt: row.created_at.toISOString(),
    startedAt: row.started_at?.toISOString() ?? null,
    finishedAt: row.finished_at?.toISOString() ?? null,
  };
}
