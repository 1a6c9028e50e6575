/** The HTTP address at which change requests are decided: by people who may approve, whether or not they may edit. */
import type { CommandOf } from "@leadline/engine/change/command.ts";
import { z } from "zod";
import { answerWithoutCosts } from "../../access/hidden-costs.ts";
import { answers, sendAnswer, writeHeaders, writeOf, writeQuery, type Api } from "../../http/route.ts";
import { editProject } from "./edit-project.ts";
import { changeSchema } from "./plan-routes.ts";
import { params, type ProjectsRoom } from "./route-parts.ts";

const said = z.string().max(10_000).optional();

export function changeRoutes(api: Api, room: ProjectsRoom): void {
  api.post(
    "/projects/:id/change-requests/:requestId/verdict",
    {
      config: { permission: "project.approve" },
      schema: {
        operationId: "decideChangeRequest",
        summary: "Say yes or no to a change request; the last yes that it needs changes the plan, all of it or nothing",
        params: params.extend({ requestId: z.string().min(1).max(64) }),
        headers: writeHeaders,
        querystring: writeQuery,
        body: z.strictObject({
          revision: z.number().int().min(0).max(Number.MAX_SAFE_INTEGER),
          verdict: z.enum(["approve", "reject"]),
          note: said,
          conditions: said,
          baseline: z.enum(["renew", "keep"]).optional().describe("Whether the plan is frozen anew; absent: where it has a baseline."),
        }),
        response: answers({ 200: z.object({ revision: z.number().int(), change: changeSchema, label: z.string(), schedule: z.object({ start: z.string(), finish: z.string(), criticalTasks: z.number().int() }) }) }),
      },
    },
    async (request, reply) => {
      const { id: projectId, requestId } = request.params;
      const { revision, verdict, note, conditions, baseline } = request.body;
      const command: CommandOf<"decideChangeRequest"> = { type: "decideChangeRequest", id: requestId, verdict, ...(note !== undefined && { note }), ...(conditions !== undefined && { conditions }), ...(baseline !== undefined && { baseline }) };
      const answer = await editProject(room, writeOf(request), { projectId, revision, commands: [command], requestId });
      return sendAnswer(reply, request.actor.may("costs.read", projectId) ? answer : answerWithoutCosts(answer));
    },
  );
}
