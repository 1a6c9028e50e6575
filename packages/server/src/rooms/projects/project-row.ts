/** One project as the table holds it, and as answers show it. */
import { formatIso, type Minute } from "@leadline/engine/time/minute.ts";
import { z } from "zod";
import type { Actor } from "../../access/actor.ts";

export interface ProjectRow {
  readonly id: string;
  readonly key: string;
  readonly name: string;
  readonly revision: number;
  readonly origin: string;
  readonly is_sample: boolean;
  readonly task_count: number;
  readonly start_minute: Minute;
  readonly finish_minute: Minute;
  readonly created_at: Date;
  readonly updated_at: Date;
  readonly deleted_at: Date | null;
}

export const PROJECT_COLUMNS = "id, key, name, revision, origin, is_sample, task_count, start_minute, finish_minute, created_at, updated_at, deleted_at";

export const summarySchema = z.object({
  id: z.string(),
  key: z.string().describe("Task 42 of project NET is shown as NET-42."),
  name: z.string(),
  revision: z.number().int(),
  taskCount: z.number().int(),
  start: z.string().describe("Local wall clock, YYYY-MM-DDTHH:MM:SS."),
  finish: z.string().describe("Local wall clock, YYYY-MM-DDTHH:MM:SS."),
  createdAt: z.string().describe("UTC."),
  updatedAt: z.string().describe("UTC."),
  origin: z.string().describe("Where the plan came from: blank, template, mspdi, xer, gan, pod, mpx, planner, psplib, csv, xlsx, json, plan-text, copy or sample."),
  sample: z.boolean(),
  deletedAt: z.string().optional(),
  permissions: z.array(z.string()).describe("What the asker may do with it."),
}).meta({ id: "Project" });
export type ProjectSummary = z.infer<typeof summarySchema>;

export function summaryOf(row: ProjectRow, actor: Pick<Actor, "permissionsOn">): ProjectSummary {
  return {
    id: row.id,
    key: row.key,
    name: row.name,
    revision: row.revision,
    taskCount: row.task_count,
    start: formatIso(row.start_minute),
    finish: formatIso(row.finish_minute),
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
    origin: row.origin,
    sample: row.is_sample,
    ...(row.deleted_at ? { deletedAt: row.deleted_at.toISOString() } : {}),
    permissions: [...actor.permissionsOn(row.id)],
  };
}
