/** The HTTP addresses of lists: projects and built-in templates. */
import { builtInTemplates } from "@leadline/formats/template/built-in.ts";
import { readTemplate } from "@leadline/formats/template/read.ts";
import { z } from "zod";
import { HttpProblem } from "../../http/problem-to-status.ts";
import { answers, type Api } from "../../http/route.ts";
import { summaryOf, summarySchema } from "./project-row.ts";
import { listProjects } from "./queries.ts";
import { noQuery, type ProjectsRoom } from "./route-parts.ts";

export function listRoutes(api: Api, room: ProjectsRoom): void {
  api.get(
    "/projects",
    {
      config: { permission: "signed-in" },
      schema: {
        operationId: "listProjects",
        summary: "Projects that the asker may see, last changed first",
        querystring: z.strictObject({
          cursor: z.string().max(200).optional().describe("nextCursor of the page before."),
          limit: z.coerce.number().int().min(1).max(500).optional(),
          deleted: z.enum(["true", "false"]).optional().describe("true: deleted ones too."),
        }),
        response: answers({ 200: z.object({ projects: z.array(summarySchema), nextCursor: z.string().nullable() }) }),
      },
    },
    async (request) => {
      const { cursor, limit = 100, deleted } = request.query;
      const after = cursor === undefined ? undefined : readCursor(cursor);
      const rows = await room.database.readAtOnce(request.actor.workspaceId, (tx) => listProjects(tx, { limit: limit + 1, after, withDeleted: deleted === "true", among: request.actor.visibleProjects }));
      const page = rows.slice(0, limit);
      const last = page.at(-1);
      const nextCursor = rows.length > limit && last ? writeCursor({ updatedAt: last.updated_at.toISOString(), id: last.id }) : null;
      return { projects: page.map((row) => summaryOf(row, request.actor)), nextCursor };
    },
  );
  api.get(
    "/templates",
    {
      config: { permission: "workspace.read" },
      schema: {
        operationId: "listTemplates",
        summary: "Built-in templates",
        querystring: noQuery,
        response: answers({ 200: z.object({ templates: z.array(z.object({ key: z.string(), name: z.string(), exampleScope: z.string(), taskCount: z.number().int() })) }) }),
      },
    },
    () => ({ templates: templateList() }),
  );
}

const cursorSchema = z.object({ updatedAt: z.iso.datetime(), id: z.string().max(64) });

function writeCursor(place: z.infer<typeof cursorSchema>): string {
  return Buffer.from(JSON.stringify(place)).toString("base64url");
}

function readCursor(text: string): z.infer<typeof cursorSchema> {
  try {
    return cursorSchema.parse(JSON.parse(Buffer.from(text, "base64url").toString()));
  } catch {
    throw new HttpProblem("request/invalid", "The cursor is none that this list has given. Begin without one.");
  }
}

interface TemplateFacts {
  readonly key: string;
  readonly name: string;
  readonly exampleScope: string;
  readonly taskCount: number;
}
let templates: TemplateFacts[] | undefined;

/** Read once: they never change while the program runs. */
function templateList(): TemplateFacts[] {
  templates ??= builtInTemplates().map((template) => {
    const result = readTemplate(template.text, { newId: counter() });
    return { key: template.key, name: template.name, exampleScope: template.exampleScope, taskCount: result.ok ? result.project.records.task.size : 0 };
  });
  return templates;
}

function counter(): () => string {
  let count = 0;
  return () => String((count += 1));
}
