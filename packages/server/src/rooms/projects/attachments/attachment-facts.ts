/** An attachment as answers show it. */
import { z } from "zod";
import type { AttachmentRow } from "./attachment-queries.ts";

export const attachmentSchema = z
  .object({
    id: z.string(),
    projectId: z.string(),
    taskId: z.string().optional().describe("The task that it belongs to; without it, it belongs to the whole project."),
    name: z.string(),
    mediaType: z.string().describe("By the content, not by what the sender said."),
    bytes: z.number().int(),
    sha256: z.string(),
    actor: z.string().describe("Who attached it."),
    createdAt: z.string().describe("UTC."),
    address: z.string().describe("Where its content is, as a download."),
  })
  .meta({ id: "Attachment" });
export type AttachmentFacts = z.infer<typeof attachmentSchema>;

export function factsOf(row: AttachmentRow): AttachmentFacts {
  return {
    id: row.id,
    projectId: row.project_id,
    ...(row.task_id === null ? {} : { taskId: row.task_id }),
    name: row.name,
    mediaType: row.media_type,
    bytes: row.bytes,
    sha256: row.digest,
    actor: row.actor,
    createdAt: row.created_at.toISOString(),
    address: `/files/${row.project_id}/${row.id}`,
  };
}
