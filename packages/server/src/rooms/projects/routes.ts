/** Every HTTP address of projects. */
import type { Api } from "../../http/route.ts";
import { attachmentRoutes } from "./attachments/attachment-routes.ts";
import { changeRoutes } from "./change-routes.ts";
import { costImportRoutes } from "./cost-import-routes.ts";
import { eventRoute } from "./event-route.ts";
import { fileRoutes } from "./file-routes.ts";
import { lifeRoutes } from "./life-routes.ts";
import { listRoutes } from "./list-routes.ts";
import { outcomeRoutes } from "./outcome-routes.ts";
import { planRoutes } from "./plan-routes.ts";
import type { ProjectsRoom } from "./route-parts.ts";
import { pastRoutes } from "./past-routes.ts";
import { sampleRoutes } from "./sample-routes.ts";
import { projectMemberRoutes } from "./sharing/project-member-routes.ts";
import { shareLinkRoutes } from "./sharing/share-link-routes.ts";
import { webhookRoutes } from "./webhooks/webhook-routes.ts";
import { teamEstimateRoutes } from "./team/team-routes.ts";
import { workRoutes } from "./work-routes.ts";

export function projectRoutes(api: Api, room: ProjectsRoom): void {
  listRoutes(api, room);
  outcomeRoutes(api, room);
  workRoutes(api, room);
  teamEstimateRoutes(api, room);
  lifeRoutes(api, room);
  planRoutes(api, room);
  changeRoutes(api, room);
  fileRoutes(api, room);
  costImportRoutes(api, room);
  attachmentRoutes(api, room.attachments);
  eventRoute(api, room);
  pastRoutes(api, room);
  sampleRoutes(api, room);
  projectMemberRoutes(api, room);
  shareLinkRoutes(api, room);
  webhookRoutes(api, room);
}
