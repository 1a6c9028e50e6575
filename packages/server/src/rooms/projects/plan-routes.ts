/** The HTTP addresses of the plan itself: its records, its commands, its history. */
import { commandSchema } from "@leadline/engine/change/command.ts";
import { z } from "zod";
import { answerWithoutCosts } from "../../access/hidden-costs.ts";
import { answers, sendAnswer, sendUnlessKnown, writeHeaders, writeOf, writeQuery, type Api } from "../../http/route.ts";
import { editProject } from "./edit-project.ts";
import { load } from "./load.ts";
import { readHistory } from "./queries.ts";
import { recordsAnswer } from "./records-text.ts";
import { looseRecord, noQuery, params, type ProjectsRoom } from "./route-parts.ts";

/** A change as answers tell it. */
export const changeSchema = z.object({
  added: z.array(z.object({ kind: z.string(), record: looseRecord })),
  updated: z.array(z.object({ kind: z.string(), before: looseRecord, after: looseRecord })),
  removed: z.array(z.object({ kind: z.string(), record: looseRecord })),
});

/** Named, so that the description has it once and the client takes the engine's type for it. */
const command = commandSchema.meta({ id: "Command" });

export function planRoutes(api: Api, room: ProjectsRoom): void {
  api.get(
    "/projects/:id/records",
    {
      config: { permission: "project.read" },
      schema: {
        operationId: "readRecords",
        summary: "Every record of the plan at one revision; 304 where If-None-Match names the revision that it still has",
        params,
        headers: z.looseObject({ "if-none-match": z.string().optional().describe("The ETag of the answer that the asker has.") }),
        querystring: noQuery,
        response: answers({ 304: z.null().describe("Not changed since."), 200: z.object({ revision: z.number().int(), records: z.array(z.object({ kind: z.string(), record: looseRecord })) }) }),
      },
    },
    async (request, reply) => {
      const state = await room.database.readInWorkspace(request.actor.workspaceId, async (tx) => {
        const row = await load(tx, request.actor, "project.read", "project", request.params.id);
        return room.cache.newest(tx, row.id, row.revision);
      });
      room.external.opened(request.actor.workspaceId, request.params.id, state.project);
      const shown = request.actor.may("costs.read", request.params.id) ? "everything" : "no costs";
      const etag = shown === "everything" ? `"${state.revision}"` : `W/"${state.revision}"`;
      return sendUnlessKnown(request, reply, etag, () => recordsAnswer(state.revision, state.project, shown));
    },
  );
  api.post(
    "/projects/:id/commands",
    {
      config: { permission: "project.edit" },
      bodyLimit: 64 * 1024 * 1024,
      schema: {
        operationId: "runCommands",
        summary: "Edit the plan: a list of commands as one change, made on a revision",
        params,
        headers: writeHeaders,
        querystring: writeQuery,
        body: z.strictObject({ revision: z.number().int().min(0).max(Number.MAX_SAFE_INTEGER), commands: z.array(command).min(1).max(10_000) }),
        response: answers({ 200: z.object({ revision: z.number().int(), change: changeSchema, label: z.string(), schedule: z.object({ start: z.string(), finish: z.string(), criticalTasks: z.number().int() }) }) }),
      },
    },
    async (request, reply) => {
      const answer = await editProject(room, writeOf(request), { projectId: request.params.id, ...request.body });
      return sendAnswer(reply, request.actor.may("costs.read", request.params.id) ? answer : answerWithoutCosts(answer));
    },
  );
  api.get(
    "/projects/:id/history",
    {
      config: { permission: "project.read" },
      schema: {
        operationId: "readHistory",
        summary: "The log of changes, newest first",
        params,
        querystring: z.strictObject({ before: z.coerce.number().int().min(1).optional().describe("Revision: only older entries."), limit: z.coerce.number().int().min(1).max(1000).optional() }),
        response: answers({ 200: z.object({ changes: z.array(z.object({ revision: z.number().int(), at: z.string(), actor: z.string(), label: z.string(), requestKey: z.string() })), nextBefore: z.number().int().nullable() }) }),
      },
    },
    async (request) => {
      const { before = Number.MAX_SAFE_INTEGER, limit = 100 } = request.query;
      const { id } = request.params;
      const [, rows] = await room.database.readAtOnce(request.actor.workspaceId, (tx) => Promise.all([load(tx, request.actor, "project.read", "project", id), readHistory(tx, id, { before, limit })]));
      const changes = rows.map((row) => ({ revision: row.revision, at: row.at.toISOString(), actor: row.actor, label: row.label, requestKey: row.request_key }));
      const oldest = changes.at(-1)?.revision;
      return { changes, nextBefore: changes.length === limit && oldest !== undefined && oldest > 1 ? oldest : null };
    },
  );
}
