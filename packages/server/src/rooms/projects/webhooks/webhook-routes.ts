/** The HTTP addresses of webhooks: what a tracker needs to know, and the door at which it reports. */
import { createHash } from "node:crypto";
import { settingsOf } from "@leadline/engine/model/project.ts";
import { trackerProvider, type TrackerProvider } from "@leadline/engine/model/evidence/webhook.ts";
import { claimCommands } from "@leadline/engine/status/tracker-claims.ts";
import { dayNumberOf, minuteOf } from "@leadline/engine/time/minute.ts";
import { z } from "zod";
import { programActor } from "../../../access/actor.ts";
import { HttpProblem } from "../../../http/problem-to-status.ts";
import { answers, type Api } from "../../../http/route.ts";
import { requestHash } from "../../../storage/idempotency.ts";
import { editProject } from "../edit-project.ts";
import { load } from "../load.ts";
import { hasChangeUnder, readProjectRow } from "../queries.ts";
import { noQuery, params, type ProjectsRoom } from "../route-parts.ts";
import { trackerEventOf } from "./tracker-event.ts";
import { isSigned, webhookSecret, type WebhookPlace } from "./webhook-secret.ts";

const webhookId = z.string().min(1).max(64);
/** Workspace, project, tracker and webhook in one word: "…~…~github~…". */
const doorParams = z.strictObject({ door: z.string().min(1).max(300) });
const door = z.tuple([z.uuid(), z.uuid(), trackerProvider, webhookId]);
const MOST_BYTES = 1024 * 1024;

export function webhookRoutes(api: Api, room: ProjectsRoom): void {
  api.get(
    "/projects/:id/webhooks/:webhookId",
    {
      config: { permission: "project.edit" },
      schema: {
        operationId: "readWebhook",
        summary: "What a tracker must be told: the address that it reports to, and the secret that it signs with",
        params: params.extend({ webhookId }),
        querystring: noQuery,
        response: answers({ 200: z.object({ id: z.string(), name: z.string(), provider: trackerProvider, path: z.string().describe("On this server."), secret: z.string() }) }),
      },
    },
    async ({ actor, params: { id, webhookId: wanted } }) =>
      room.database.readInWorkspace(actor.workspaceId, async (tx) => {
        const row = await load(tx, actor, "project.edit", "project", id);
        const { project } = await room.cache.newest(tx, row.id, row.revision);
        const webhook = project.records.webhook.get(wanted);
        if (!webhook) throw new HttpProblem("not-found", "There is no such webhook in this project (any more).");
        const place: WebhookPlace = { workspaceId: actor.workspaceId, projectId: row.id, webhookId: webhook.id };
        return { id: webhook.id, name: webhook.name, provider: webhook.provider, path: `/api/v1/hooks/${[actor.workspaceId, row.id, webhook.provider, webhook.id].map(encodeURIComponent).join("~")}`, secret: webhookSecret(room.webhookKey, place) };
      }),
  );
  void api.register((hooks, _options, done) => {
    // Signatures are of the bytes as they came.
    hooks.removeAllContentTypeParsers();
    hooks.addContentTypeParser("*", { parseAs: "buffer", bodyLimit: MOST_BYTES }, (_request, body, parsed) => parsed(null, body));
    deliveryRoute(hooks, room);
    done();
  });
}

function deliveryRoute(api: Api, room: ProjectsRoom): void {
  api.post(
    "/hooks/:door",
    {
      config: { permission: "hook.signed", isUpload: true },
      schema: {
        operationId: "deliverWebhook",
        summary: "A tracker reports that a ticket was closed or opened again, or a change merged; signed with the webhook's secret",
        consumes: ["application/json"],
        params: doorParams,
        querystring: noQuery,
        response: answers({ 200: z.object({ result: z.enum(["claimed", "known", "nothing"]), sentence: z.string() }) }),
      },
    },
    async ({ params: { door: word }, headers, body }) => {
      const bytes = Buffer.isBuffer(body) ? body : Buffer.alloc(0);
      const read = door.safeParse(word.split("~"));
      const [workspaceId = "", projectId = "", provider = "github" as const, id = ""] = read.data ?? [];
      const place: WebhookPlace = { workspaceId, projectId, webhookId: id };
      // Before anything is looked up: who does not know the secret learns nothing, and costs nothing.
      if (!read.success || !isSigned(provider, webhookSecret(room.webhookKey, place), bytes, headers)) throw new HttpProblem("session/none", "The signature of this delivery is missing or wrong. Give the tracker the secret that the project's settings show.");
      return deliver(room, place, provider, bytes);
    },
  );
}

interface Delivered {
  readonly result: "claimed" | "known" | "nothing";
  readonly sentence: string;
}

/** The same bytes have one effect, however often they come: the tracker's own number of a delivery is not signed. */
async function deliver(room: ProjectsRoom, { workspaceId, projectId, webhookId: id }: WebhookPlace, provider: TrackerProvider, bytes: Buffer): Promise<Delivered> {
  const event = trackerEventOf(provider, parsed(bytes));
  const mark = `hook-${createHash("sha256").update(`${id}\n`).update(bytes).digest("hex").slice(0, 32)}`;
  const actor = programActor(workspaceId);
  const at = new Date();
  const write = { actor, key: mark, hash: requestHash("POST", `${projectId} ${id}`, mark), isDryRun: false, at };
  const found = await room.database.readInWorkspace(workspaceId, async (tx) => {
    const row = await readProjectRow(tx, projectId);
    const plan = row && row.deleted_at === null ? await room.cache.newest(tx, row.id, row.revision) : undefined;
    const webhook = plan?.project.records.webhook.get(id);
    if (!row || !plan || webhook?.provider !== provider) throw new HttpProblem("not-found", "This webhook was taken away, or its project deleted. Take it out of the tracker as well.");
    // Also where the claim was taken back since: the log forgets nothing.
    const isKnown = await hasChangeUnder(tx, row.id, mark);
    return { plan, isKnown, commands: event && !isKnown ? claimCommands(plan.project, event, { projectKey: row.key, day: wallDay(at), at: at.getTime(), evidenceId: mark }) : [] };
  });
  if (found.isKnown) return { result: "known", sentence: "This delivery is known already; nothing was done again." };
  if (!event) return { result: "nothing", sentence: "Nothing to do: neither a ticket closed or opened again, nor a change merged." };
  if (found.commands.length === 0) return { result: "nothing", sentence: `Nothing to do: no task of “${settingsOf(found.plan.project).name}” names this ticket.` };
  await editProject(room, write, { projectId, revision: found.plan.revision, commands: found.commands });
  return { result: "claimed", sentence: "Kept as evidence of the tasks that name it." };
}

function parsed(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString("utf8"));
  } catch {
    throw new HttpProblem("request/invalid", "The delivery is no JSON. Choose application/json as the content type of the webhook.");
  }
}

/** Plans have no zone: the wall clock of the server. */
function wallDay(at: Date): number {
  return dayNumberOf(minuteOf(at.getFullYear(), at.getMonth() + 1, at.getDate()));
}
