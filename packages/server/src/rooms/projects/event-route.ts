/** The HTTP address of the stream of changes. */
import type { FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import { sightOf, type Sight } from "../../access/hidden-costs.ts";
import type { Listener } from "../../events/event-hub.ts";
import { answers, type Api } from "../../http/route.ts";
import { load } from "./load.ts";
import { params, type ProjectsRoom } from "./route-parts.ts";

export function eventRoute(api: Api, room: ProjectsRoom): void {
  api.get(
    "/projects/:id/events",
    {
      config: { permission: "project.read" },
      schema: {
        operationId: "followProject",
        summary: "Server-sent events: every change as it is stored",
        produces: ["text/event-stream"],
        params,
        headers: z.looseObject({ "last-event-id": z.string().optional().describe("The last revision that was seen; everything after it is sent.") }),
        querystring: z.strictObject({ lastEventId: z.string().optional().describe("As the header, for readers that cannot set it.") }),
        response: answers({ 200: z.string().describe("The stream.") }),
      },
    },
    async (request, reply) => {
      const row = await room.database.inWorkspace(request.actor.workspaceId, (tx) => load(tx, request.actor, "project.read", "project", request.params.id));
      const after = lastEventOf(request);
      stream(reply, request.asker.endsAt, (listener) => room.events.subscribe({ workspaceId: request.actor.workspaceId, projectId: row.id, current: row.revision, after, sight: () => sightNow(room, request, row.id) }, listener));
    },
  );
}

/** Who asks is found out anew, from what the request brought along: the right may have ended, and so may the session. */
async function sightNow(room: ProjectsRoom, request: FastifyRequest, projectId: string): Promise<Sight> {
  const { actor } = await room.askers.of(request.headers);
  return actor.workspaceId === request.actor.workspaceId ? sightOf(actor, projectId) : "nothing";
}

/** What is no number counts as an event that is long gone: the listener loads anew. */
function lastEventOf(request: FastifyRequest<{ Querystring: { lastEventId?: string | undefined } }>): number | undefined {
  const text = request.headers["last-event-id"] ?? request.query.lastEventId;
  if (text === undefined || text === "") return undefined;
  return typeof text === "string" && /^\d{1,15}$/.test(text) ? Number(text) : Number.MAX_SAFE_INTEGER;
}

/** Node's timers hold no longer times. */
const LONGEST_TIMER = 2 ** 31 - 1;

/** `endsAt`: when the session, token or link ends by itself, and with it the stream; whoever still may comes back with another one. */
function stream(reply: FastifyReply, endsAt: number | undefined, subscribe: (listener: Listener) => () => void): void {
  const { raw } = reply.headers({ "content-type": "text/event-stream; charset=utf-8", "cache-control": "no-store", "x-accel-buffering": "no" });
  for (const [name, value] of Object.entries(reply.getHeaders())) if (value !== undefined) raw.setHeader(name, value);
  reply.hijack();
  raw.writeHead(200);
  const leave = subscribe({ waitingBytes: () => raw.writableLength, write: (text) => void raw.write(text), end: () => raw.destroy() });
  const left = endsAt === undefined ? LONGEST_TIMER : endsAt - Date.now();
  const end = left < LONGEST_TIMER ? setTimeout(() => raw.destroy(), Math.max(0, left)).unref() : undefined;
  raw.on("close", () => {
    clearTimeout(end);
    leave();
  });
}
