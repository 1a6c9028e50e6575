/** Every HTTP address of the log as proof. */
import type { Api } from "../../http/route.ts";
import type { LogRoom } from "./log-room.ts";
import { projectLogRoutes } from "./project-log-routes.ts";
import { workspaceLogRoutes } from "./workspace-log-routes.ts";

export function logRoutes(api: Api, room: LogRoom): void {
  workspaceLogRoutes(api, room);
  projectLogRoutes(api, room);
}
