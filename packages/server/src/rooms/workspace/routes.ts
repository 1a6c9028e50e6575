/** The HTTP addresses of the workspace itself: who is at work, the sample portfolio, and the reset of tests. */
import { z } from "zod";
import { answers, sendAnswer, writeHeaders, writeOf, writeQuery, type Api } from "../../http/route.ts";
import type { ProjectsStore } from "../projects/edit-project.ts";
import { summarySchema } from "../projects/project-row.ts";
import { addSamples, removeSamples } from "./samples.ts";

export interface WorkspaceRoom extends ProjectsStore {
  readonly version: string;
  readonly workspaceName: string;
  /** Only where the program was started for tests. */
  readonly reset?: (() => Promise<void>) | undefined;
}

const noQuery = z.strictObject({});

export function workspaceRoutes(api: Api, room: WorkspaceRoom): void {
  api.get(
    "/session",
    {
      config: { permission: "workspace.read" },
      schema: {
        operationId: "readSession",
        summary: "Who is at work, and where",
        querystring: noQuery,
        response: answers({
          200: z.object({
            mode: z.literal("single-user"),
            workspace: z.object({ id: z.string(), name: z.string() }),
            actor: z.object({ id: z.string(), name: z.string() }),
            version: z.string(),
            test: z.boolean().optional(),
          }),
        }),
      },
    },
    ({ actor }) => ({
      mode: "single-user" as const,
      workspace: { id: actor.workspaceId, name: room.workspaceName },
      actor: { id: actor.id, name: actor.name },
      version: room.version,
      ...(room.reset ? { test: true } : {}),
    }),
  );
  sampleRoutes(api, room);
  if (room.reset) resetRoute(api, room.reset);
}

function sampleRoutes(api: Api, room: WorkspaceRoom): void {
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

function resetRoute(api: Api, reset: () => Promise<void>): void {
  api.post(
    "/test/reset",
    { config: { permission: "test.reset" }, schema: { operationId: "resetForTests", summary: "Remove every project (LEADLINE_TEST=1 only)", querystring: noQuery, body: z.strictObject({}).nullish(), response: answers({ 200: z.object({ reset: z.literal(true) }) }) } },
    async () => {
      await reset();
      return { reset: true as const };
    },
  );
}
