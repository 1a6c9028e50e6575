/** The HTTP addresses of team estimates: asked for, answered blind, shown, asked again, ended. */
import { z } from "zod";
import { answers, sendAnswer, writeHeaders, writeOf, writeQuery, type Api } from "../../../http/route.ts";
import { once } from "../../../storage/idempotency.ts";
import { load } from "../load.ts";
import { noQuery, params, type ProjectsRoom } from "../route-parts.ts";
import { answerEstimate, MOST_LISTED, openEstimate, shownEstimates, stepEstimate } from "./team-estimates.ts";
import { listOfPerson, listOfProject } from "./team-queries.ts";

const id = z.string().min(1).max(64);
const estimateParams = params.extend({ estimateId: id });
const minutes = z.number().min(0).max(1e9).describe("Minutes, in the task's own kind of time.");
const points = { lowMinutes: minutes, likelyMinutes: minutes, highMinutes: minutes };
const estimateSchema = z.object({
  id: z.string(),
  project: z.object({ id: z.string(), key: z.string(), name: z.string() }),
  task: z.object({ id: z.string(), name: z.string(), number: z.number().int().nullable(), durationUnit: z.string() }),
  scale: z.object({ minutesPerDay: z.number().int(), minutesPerWeek: z.number().int(), daysPerMonth: z.number().int() }).describe("How typed durations are read."),
  state: z.enum(["open", "revealed", "closed"]),
  round: z.number().int(),
  openedBy: z.string(),
  openedAt: z.string(),
  isAsked: z.boolean(),
  mayLead: z.boolean(),
  mine: z.object(points).nullable().describe("The asker's own answer in the round that goes on."),
  people: z.array(z.object({ id: z.string(), name: z.string(), hasAnswered: z.boolean() })),
  answers: z.array(z.object({ round: z.number().int(), personId: z.string(), name: z.string(), ...points })).describe("Of rounds that were shown; those of the round that goes on are blind."),
});
const one = z.object({ estimate: estimateSchema });
const list = z.object({ estimates: z.array(estimateSchema) });

export function teamEstimateRoutes(api: Api, room: Pick<ProjectsRoom, "database">): void {
  api.get(
    "/projects/:id/team-estimates",
    { config: { permission: "project.read" }, schema: { operationId: "listTeamEstimates", summary: "The 100 newest team estimates of a project; blind answers are shown to whoever gave them alone", params, querystring: noQuery, response: answers({ 200: list }) } },
    async ({ actor, params: { id: projectId } }) =>
      room.database.readInWorkspace(actor.workspaceId, async (tx) => {
        const project = await load(tx, actor, "project.read", "project", projectId);
        return { estimates: [...(await shownEstimates(tx, actor, await listOfProject(tx, project.id, MOST_LISTED)))] };
      }),
  );
  api.get(
    "/my-team-estimates",
    { config: { permission: "signed-in" }, schema: { operationId: "listMyTeamEstimates", summary: "Team estimates that the asker is asked for and that go on", querystring: noQuery, response: answers({ 200: list }) } },
    async ({ actor }) =>
      room.database.readInWorkspace(actor.workspaceId, async (tx) => ({ estimates: [...(await shownEstimates(tx, actor, await listOfPerson(tx, actor.id, { among: actor.visibleProjects, limit: MOST_LISTED })))] })),
  );
  writingRoutes(api, room);
}

function writingRoutes(api: Api, room: Pick<ProjectsRoom, "database">): void {
  api.post(
    "/projects/:id/team-estimates",
    {
      config: { permission: "project.edit" },
      schema: { operationId: "openTeamEstimate", summary: "Ask people for their estimates of a task", params, headers: writeHeaders, querystring: writeQuery, body: z.strictObject({ taskId: id, memberIds: z.array(id).min(1).max(100) }), response: answers({ 201: one }) },
    },
    async (request, reply) => {
      const [write, wish] = [writeOf(request), { ...request.body, projectId: request.params.id }];
      return sendAnswer(reply, await room.database.inWorkspace(request.actor.workspaceId, (tx) => once(tx, write, () => openEstimate(tx, write, wish))));
    },
  );
  api.post(
    "/projects/:id/team-estimates/:estimateId/answer",
    {
      config: { permission: "project.read" },
      schema: { operationId: "answerTeamEstimate", summary: "One's own estimate, blind; until the answers are shown it can be replaced", params: estimateParams, headers: writeHeaders, querystring: writeQuery, body: z.strictObject({ round: z.number().int().min(1).max(1000), ...points }), response: answers({ 200: one }) },
    },
    async (request, reply) => {
      const [write, wish] = [writeOf(request), { ...request.body, projectId: request.params.id, estimateId: request.params.estimateId }];
      return sendAnswer(reply, await room.database.inWorkspace(request.actor.workspaceId, (tx) => once(tx, write, () => answerEstimate(tx, write, wish))));
    },
  );
  api.post(
    "/projects/:id/team-estimates/:estimateId/step",
    {
      config: { permission: "project.edit" },
      schema: { operationId: "moveTeamEstimate", summary: "Show the answers of this round to all, ask for another round, or end it", params: estimateParams, headers: writeHeaders, querystring: writeQuery, body: z.strictObject({ step: z.enum(["reveal", "again", "close"]) }), response: answers({ 200: one }) },
    },
    async (request, reply) => {
      const [write, wish] = [writeOf(request), { projectId: request.params.id, estimateId: request.params.estimateId, step: request.body.step }];
      return sendAnswer(reply, await room.database.inWorkspace(request.actor.workspaceId, (tx) => once(tx, write, () => stepEstimate(tx, write, wish))));
    },
  );
}
