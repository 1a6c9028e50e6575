/** The HTTP addresses of the sample portfolio. */
import { z } from "zod";
import { answers, sendAnswer, writeHeaders, writeOf, writeQuery, type Api } from "../../http/route.ts";
import type { ProjectsStore } from "./edit-project.ts";
import { summarySchema } from "./project-row.ts";
import { addSamples, removeSamples } from "./samples.ts";

export function sampleRoutes(api: Api, room: ProjectsStore): void {
  const projects = z.object({ projects: z.array(summarySchema) });
  api.post(
    "/samples",
    { config: { permission: "samples.manage" }, schema: { operationId: "addSamples", summary: "Make the sample portfolio, where it is not there yet", headers: writeHeaders, querystring: writeQuery, body: z.strictObject({}).nullish(), response: answers({ 200: projects, 201: projects }) } },
    async (request, reply) => sendAnswer(reply, await addSamples(room, writeOf(request))),
  );
  api.delete(
    "/samples",
    { config: { permission: "samples.manage" }, schema: { operationId: "removeSamples", summary: "Remove the sample portfolio with its history", headers: writeHeaders, querystring: writeQuery, response: answers({ 200: z.object({ removed: z.number().int() }) }) } },
    async (request, reply) => sendAnswer(reply, await removeSamples(room, writeOf(request, null))),
  );
}
