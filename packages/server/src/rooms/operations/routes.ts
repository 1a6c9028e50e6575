/** Every HTTP address of operations. */
import type { Api } from "../../http/route.ts";
import { backupRoutes } from "./backup-routes.ts";
import { jobRoutes } from "./job-routes.ts";
import type { OperationsRoom } from "./operations-room.ts";
import { systemRoute } from "./system-route.ts";

export function operationsRoutes(api: Api, room: OperationsRoom): void {
  systemRoute(api, room);
  jobRoutes(api, room);
  backupRoutes(api, room);
}
