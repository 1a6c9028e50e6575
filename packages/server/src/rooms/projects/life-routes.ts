/** The HTTP addresses of a project's life: made, read, renamed, deleted, restored, copied. */
import { MINUTES_PER_DAY, parseIso, type Minute } from "@leadline/engine/time/minute.ts";
import { z } from "zod";
import { HttpProblem } from "../../http/problem-to-status.ts";
import { answers, matchHeaders, revisionOf, sendAnswer, writeHeaders, writeOf, writeQuery, type Api } from "../../http/route.ts";
import { load } from "./load.ts";
import { copyProject, createProject, deleteProject, renameProject, restoreProject } from "./project-life.ts";
import { summaryOf, summarySchema } from "./project-row.ts";
import { key, name, noQuery, nothing, params, type ProjectsRoom } from "./route-parts.ts";

export function lifeRoutes(api: Api, room: ProjectsRoom): void {
  api.post(
    "/projects",
    {
      config: { permission: "project.create" },
      schema: {
        operationId: "createProject",
        summary: "Start a project, blank or from a template",
        headers: writeHeaders,
        querystring: writeQuery,
        body: z.strictObject({ name, key: key.optional(), start: z.string().max(30).optional().describe("YYYY-MM-DD or YYYY-MM-DDTHH:MM; without a time, 08:00; without it, today."), templateKey: z.string().max(100).optional() }),
        response: answers({ 201: summarySchema }),
      },
    },
    async (request, reply) => {
      const wish = { ...request.body, start: startOf(request.body.start) };
      return sendAnswer(reply, await createProject(room, writeOf(request), wish));
    },
  );
  api.get(
    "/projects/:id",
    { config: { permission: "project.read" }, schema: { operationId: "readProject", summary: "One project; its ETag is the revision", params, querystring: noQuery, response: answers({ 200: summarySchema }) } },
    async (request, reply) => {
      const row = await room.database.readAtOnce(request.actor.workspaceId, (tx) => load(tx, request.actor, "project.read", "project", request.params.id));
      return sendAnswer(reply, { status: 200, body: summaryOf(row, request.actor) });
    },
  );
  api.patch(
    "/projects/:id",
    {
      config: { permission: "project.edit" },
      schema: {
        operationId: "renameProject",
        summary: "Change name or key; needs If-Match",
        params,
        headers: matchHeaders,
        querystring: writeQuery,
        body: z.strictObject({ name: name.optional(), key: key.optional() }).refine((body) => body.name !== undefined || body.key !== undefined, "must have a name or a key"),
        response: answers({ 200: summarySchema }),
      },
    },
    async (request, reply) => sendAnswer(reply, await renameProject(room, writeOf(request), { projectId: request.params.id, revision: revisionOf(request), ...request.body })),
  );
  api.delete(
    "/projects/:id",
    {
      config: { permission: "project.delete" },
      schema: { operationId: "deleteProject", summary: "Delete; can be restored for 30 days; needs If-Match", params, headers: matchHeaders, querystring: writeQuery, response: answers({ 200: summarySchema }) },
    },
    async (request, reply) => sendAnswer(reply, await deleteProject(room, writeOf(request, null), { projectId: request.params.id, revision: revisionOf(request) })),
  );
  api.post(
    "/projects/:id/restore",
    { config: { permission: "project.delete" }, schema: { operationId: "restoreProject", summary: "Bring a deleted project back", params, headers: writeHeaders, querystring: writeQuery, body: nothing, response: answers({ 200: summarySchema }) } },
    async (request, reply) => sendAnswer(reply, await restoreProject(room, writeOf(request), request.params.id)),
  );
  api.post(
    "/projects/:id/copy",
    {
      config: { permission: "project.create" },
      schema: { operationId: "copyProject", summary: "Make a copy with a history of its own", params, headers: writeHeaders, querystring: writeQuery, body: z.strictObject({ name: name.optional() }).nullish(), response: answers({ 201: summarySchema }) },
    },
    async (request, reply) => sendAnswer(reply, await copyProject(room, writeOf(request), request.params.id, request.body?.name)),
  );
}

/** A day alone means its first working minute in the default calendar; nothing at all means today, on the server's wall clock. */
function startOf(text: string | undefined): Minute {
  const now = new Date();
  const today = `${now.getFullYear()}-${String(now.getMonth() + 1).padStart(2, "0")}-${String(now.getDate()).padStart(2, "0")}`;
  const start = parseIso(text ?? today);
  if (start === undefined) throw new HttpProblem("request/invalid", `“${text}” is no start date between 1900 and 2999. Write it as YYYY-MM-DD.`);
  const isDayAlone = start % MINUTES_PER_DAY === 0 && (text ?? today).trim().length === 10;
  // A sum of whole minutes within the checked range.
  return isDayAlone ? ((start + 480) as Minute) : start;
}
