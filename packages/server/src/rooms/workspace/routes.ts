/** Every HTTP address of the workspace itself: who is at work, who belongs to it, and with which rights. */
import { z } from "zod";
import { answers, type Api } from "../../http/route.ts";
import { invitationRoutes } from "./invitation-routes.ts";
import { memberRoutes } from "./member-routes.ts";
import { newWorkspaceRoute } from "./new-workspace-route.ts";
import { roleRoutes } from "./role-routes.ts";
import { sessionRoutes } from "./session-routes.ts";
import { tokenRoutes } from "./token-routes.ts";
import type { WorkspaceRoom } from "./workspace-room.ts";

export function workspaceRoutes(api: Api, room: WorkspaceRoom): void {
  sessionRoutes(api, room);
  newWorkspaceRoute(api, room);
  memberRoutes(api, room);
  invitationRoutes(api, room);
  roleRoutes(api, room);
  tokenRoutes(api, room);
  if (room.reset) resetRoute(api, room.reset);
}

function resetRoute(api: Api, reset: () => Promise<void>): void {
  api.post(
    "/test/reset",
    { config: { permission: "test.reset" }, schema: { operationId: "resetForTests", summary: "Remove every project (LEADLINE_TEST=1 only)", querystring: z.strictObject({}), body: z.strictObject({}).nullish(), response: answers({ 200: z.object({ reset: z.literal(true) }) }) } },
    async () => {
      await reset();
      return { reset: true as const };
    },
  );
}
