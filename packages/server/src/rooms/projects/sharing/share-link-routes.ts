/** The HTTP addresses of share links: whoever has one can look at one project, without signing in, until it ends. */
import { z } from "zod";
import { demandPerson } from "../../../access/people/grants.ts";
import { insertLink, listLinks, readLink, revokeLink, type LinkRow } from "../../../access/people/queries.ts";
import { days, daysAfter, id, idPlace, moment, rightsChanged, shortName } from "../../../access/people/rights-change.ts";
import type { ShownOnce } from "../../../access/people/shown-once.ts";
import { makeToken } from "../../../access/secret-token.ts";
import { limitOf, nextCursor, pageOf, pageQuery, placeOfCursor } from "../../../http/page.ts";
import { HttpProblem } from "../../../http/problem-to-status.ts";
import { answers, sendAnswer, writeHeaders, writeOf, writeQuery, type Api } from "../../../http/route.ts";
import type { Database, Transaction } from "../../../storage/database.ts";
import { once, type Answer, type Write } from "../../../storage/idempotency.ts";
import { newId } from "../../../storage/new-id.ts";
import { load } from "../load.ts";
import { params } from "../route-parts.ts";

const USUAL_DAYS = 30;
const MOST_DAYS = 366;
const linkParams = params.extend({ linkId: id });
const linkSchema = z.object({
  id: z.string(),
  name: z.string(),
  createdBy: z.string().describe("Id of a member."),
  createdAt: moment,
  expiresAt: moment,
  lastUsedAt: moment.nullable().describe("To the hour."),
  revokedAt: moment.nullable(),
});
const madeSchema = linkSchema.extend({ token: z.string().optional().describe("Told in this answer alone."), address: z.string().optional().describe("The page for it, below this server's address.") });
const wishSchema = z.strictObject({ name: shortName, days: days(USUAL_DAYS, MOST_DAYS) });

export interface SharingRoom {
  readonly database: Database;
  readonly shownOnce: ShownOnce;
}

export function shareLinkRoutes(api: Api, room: SharingRoom): void {
  api.get(
    "/projects/:id/share-links",
    {
      config: { permission: "project.share" },
      schema: { operationId: "listShareLinks", summary: "Links to look at the project, newest first", params, querystring: pageQuery, response: answers({ 200: z.object({ links: z.array(linkSchema), nextCursor }) }) },
    },
    async ({ actor, query, params: { id: projectId } }) => {
      const limit = limitOf(query);
      const before = placeOfCursor(query.cursor, idPlace)?.id;
      const rows = await room.database.readInWorkspace(actor.workspaceId, async (tx) => {
        const project = await load(tx, actor, "project.share", "project", projectId);
        return listLinks(tx, project.id, { before, limit: limit + 1 });
      });
      const { page, nextCursor: next } = pageOf(rows, limit, (row) => ({ id: row.id }));
      return { links: page.map(factsOf), nextCursor: next };
    },
  );
  api.post(
    "/projects/:id/share-links",
    {
      config: { permission: "project.share" },
      schema: { operationId: "addShareLink", summary: "Make a link to look at the project, without its costs", params, headers: writeHeaders, querystring: writeQuery, body: wishSchema, response: answers({ 201: madeSchema }) },
    },
    async (request, reply) => {
      const write = writeOf(request);
      const wish = { ...request.body, projectId: request.params.id };
      const answer = await room.database.inWorkspace(request.actor.workspaceId, (tx) => once(tx, write, () => addLink(tx, room, write, wish)));
      return sendAnswer(reply, shown(room, answer));
    },
  );
  api.delete(
    "/projects/:id/share-links/:linkId",
    {
      config: { permission: "project.share" },
      schema: { operationId: "revokeShareLink", summary: "End a link. Links never change, so no revision is asked for", params: linkParams, headers: writeHeaders, querystring: writeQuery, response: answers({ 200: linkSchema }) },
    },
    async (request, reply) => {
      const write = writeOf(request, null);
      const wish = { projectId: request.params.id, linkId: request.params.linkId };
      return sendAnswer(reply, await room.database.inWorkspace(request.actor.workspaceId, (tx) => once(tx, write, () => endLink(tx, write, wish))));
    },
  );
}

async function addLink(tx: Transaction, room: SharingRoom, write: Write, wish: z.infer<typeof wishSchema> & { readonly projectId: string }): Promise<Answer> {
  demandPerson(write.actor);
  const project = await load(tx, write.actor, "project.share", "project", wish.projectId);
  const { text, hash } = makeToken("s", tx.workspaceId);
  const row = { id: (write.newId ?? newId)(), project_id: project.id, name: wish.name, created_by: write.actor.id, expires_at: daysAfter(write.at, wish.days ?? USUAL_DAYS) };
  const made = await insertLink(tx, row, hash);
  await rightsChanged(tx, write, `Made the link “${made.name}” to “${project.name}”`, { type: "share-link.added", name: made.name, proof: { linkId: made.id, projectId: project.id, expiresAt: made.expires_at.toISOString() } });
  return { status: 201, body: { ...factsOf(made), ...(write.isDryRun ? {} : { token: room.shownOnce.hide(text), address: `/r/${project.key}` }) } };
}

/** The token stands after the hash, so that it is sent to no server and stands in no log. */
function shown({ shownOnce }: SharingRoom, { status, body }: Answer): Answer {
  if (typeof body["token"] !== "string") return { status, body };
  const token = shownOnce.show(body["token"]);
  return { status, body: { ...body, token, address: `${String(body["address"])}#${token}` } };
}

async function endLink(tx: Transaction, write: Write, wish: { readonly projectId: string; readonly linkId: string }): Promise<Answer> {
  const project = await load(tx, write.actor, "project.share", "project", wish.projectId);
  const before = await readLink(tx, project.id, wish.linkId);
  if (!before) throw new HttpProblem("not-found", "There is no such link.");
  if (before.revoked_at) return { status: 200, body: factsOf(before), before: factsOf(before) };
  const after = await revokeLink(tx, project.id, wish.linkId, write.at);
  await rightsChanged(tx, write, `Ended the link “${after.name}” to “${project.name}”`, { type: "share-link.revoked", name: after.name, proof: { linkId: after.id, projectId: project.id } });
  return { status: 200, body: factsOf(after), before: factsOf(before) };
}

function factsOf(row: LinkRow): z.infer<typeof linkSchema> {
  return {
    id: row.id,
    name: row.name,
    createdBy: row.created_by,
    createdAt: row.created_at.toISOString(),
    expiresAt: row.expires_at.toISOString(),
    lastUsedAt: row.last_used_at?.toISOString() ?? null,
    revokedAt: row.revoked_at?.toISOString() ?? null,
  };
}
