/** The HTTP addresses of the workspace itself: who is at work, and the reset of tests. */
import { z } from "zod";
import { answers, type Api } from "../../http/route.ts";

export interface WorkspaceRoom {
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
  if (room.reset) resetRoute(api, room.reset);
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
