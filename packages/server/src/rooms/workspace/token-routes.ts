/** The HTTP addresses of tokens for programs: made with a part of one's rights, shown once, ended at any time. */
import { z } from "zod";
import { requirePermission, type Actor } from "../../access/actor.ts";
import { isGrantable, PERMISSIONS } from "../../access/permission.ts";
import { demandHas, demandPerson } from "../../access/people/grants.ts";
import { insertToken, listTokens, putMember, readMember, readToken, revokeToken, type TokenRow } from "../../access/people/queries.ts";
import { days, daysAfter, id, idPlace, moment, rightsChanged, shortName } from "../../access/people/rights-change.ts";
import { makeToken } from "../../access/secret-token.ts";
import { limitOf, nextCursor, pageOf, pageQuery, placeOfCursor } from "../../http/page.ts";
import { HttpProblem } from "../../http/problem-to-status.ts";
import { answers, sendAnswer, writeHeaders, writeOf, writeQuery, type Api } from "../../http/route.ts";
import type { Transaction } from "../../storage/database.ts";
import { once, type Answer, type Write } from "../../storage/idempotency.ts";
import { newId } from "../../storage/new-id.ts";
import type { WorkspaceRoom } from "./workspace-room.ts";

const USUAL_DAYS = 90;
const MOST_DAYS = 366;
const params = z.strictObject({ tokenId: id });
const tokenSchema = z.object({
  id: z.string(),
  memberId: z.string(),
  name: z.string(),
  permissions: z.array(z.string()).describe("What it can do, as long as its maker may."),
  createdAt: moment,
  expiresAt: moment,
  lastUsedAt: moment.nullable().describe("To the hour."),
  revokedAt: moment.nullable(),
});
const madeSchema = tokenSchema.extend({ token: z.string().optional().describe("The token itself, told in this answer alone.") });
const wishSchema = z.strictObject({
  name: shortName,
  permissions: z.array(z.string().refine(isGrantable, "must be a right that GET /api/v1/roles lists")).min(1).max(Object.keys(PERMISSIONS).length),
  days: days(USUAL_DAYS, MOST_DAYS),
});

export function tokenRoutes(api: Api, room: WorkspaceRoom): void {
  api.get(
    "/tokens",
    {
      config: { permission: "tokens.own" },
      schema: {
        operationId: "listTokens",
        summary: "One's own tokens, or everybody's, newest first",
        querystring: pageQuery.extend({ of: z.enum(["me", "everybody"]).optional() }),
        response: answers({ 200: z.object({ tokens: z.array(tokenSchema), nextCursor }) }),
      },
    },
    async ({ actor, query }) => {
      if (query.of === "everybody") requirePermission(actor, "tokens.manage");
      const limit = limitOf(query);
      const before = placeOfCursor(query.cursor, idPlace)?.id;
      const rows = await room.database.readInWorkspace(actor.workspaceId, (tx) => listTokens(tx, { memberId: query.of === "everybody" ? undefined : actor.id, before, limit: limit + 1 }));
      const { page, nextCursor: next } = pageOf(rows, limit, (row) => ({ id: row.id }));
      return { tokens: page.map(factsOf), nextCursor: next };
    },
  );
  api.post(
    "/tokens",
    {
      config: { permission: "tokens.own" },
      schema: { operationId: "addToken", summary: "Make a token that can do a part of what its maker may", headers: writeHeaders, querystring: writeQuery, body: wishSchema, response: answers({ 201: madeSchema }) },
    },
    async (request, reply) => {
      const write = writeOf(request);
      const wish = request.body;
      const answer = await room.database.inWorkspace(request.actor.workspaceId, (tx) => once(tx, write, () => addToken(tx, room, write, wish)));
      return sendAnswer(reply, shown(room, answer));
    },
  );
  api.delete(
    "/tokens/:tokenId",
    {
      config: { permission: "tokens.own" },
      schema: { operationId: "revokeToken", summary: "End a token: one's own, or with tokens.manage anybody's. Tokens never change, so no revision is asked for", params, headers: writeHeaders, querystring: writeQuery, response: answers({ 200: tokenSchema }) },
    },
    async (request, reply) => {
      const write = writeOf(request, null);
      const { tokenId } = request.params;
      return sendAnswer(reply, await room.database.inWorkspace(request.actor.workspaceId, (tx) => once(tx, write, () => endToken(tx, write, tokenId))));
    },
  );
}

async function addToken(tx: Transaction, room: WorkspaceRoom, write: Write, wish: z.infer<typeof wishSchema>): Promise<Answer> {
  const { actor } = write;
  demandPerson(actor);
  const permissions = [...new Set(wish.permissions.filter(isGrantable))];
  const ofNoProject = permissions.filter((permission) => !actor.may(permission) && !(actor.visibleProjects ?? []).some((project) => actor.may(permission, project)));
  demandHas(actor, ofNoProject, "make such a token");
  await ensureLocalMember(tx, actor);
  const { text, hash } = makeToken("t", tx.workspaceId);
  const row = { id: (write.newId ?? newId)(), member_id: actor.id, name: wish.name, permissions, expires_at: daysAfter(write.at, wish.days ?? USUAL_DAYS) };
  const made = await insertToken(tx, row, hash);
  await rightsChanged(tx, write, `Made the token “${made.name}”`, { type: "token.added", name: made.name, proof: { tokenId: made.id, permissions, expiresAt: made.expires_at.toISOString() } });
  return { status: 201, body: { ...factsOf(made), ...(write.isDryRun ? {} : { token: room.shownOnce.hide(text) }) } };
}

/** In single-user mode nobody has joined; the token needs somebody whose it is. */
async function ensureLocalMember(tx: Transaction, { kind, id: memberId }: Actor): Promise<void> {
  if (kind === "local" && !(await readMember(tx, memberId))) await putMember(tx, { id: memberId, userId: null, name: "Whoever works at the machine", email: null, role: "owner" });
}

function shown({ shownOnce }: WorkspaceRoom, { status, body }: Answer): Answer {
  const { token } = body;
  return { status, body: typeof token === "string" ? { ...body, token: shownOnce.show(token) } : body };
}

async function endToken(tx: Transaction, write: Write, tokenId: string): Promise<Answer> {
  const { actor } = write;
  const before = await readToken(tx, tokenId);
  if (!before || (before.member_id !== actor.id && !actor.may("tokens.manage"))) throw new HttpProblem("not-found", "There is no such token.");
  if (before.revoked_at) return { status: 200, body: factsOf(before), before: factsOf(before) };
  const after = await revokeToken(tx, tokenId, write.at);
  await rightsChanged(tx, write, `Ended the token “${after.name}”`, { type: "token.revoked", name: after.name, proof: { tokenId } });
  return { status: 200, body: factsOf(after), before: factsOf(before) };
}

function factsOf(row: TokenRow): z.infer<typeof tokenSchema> {
  return {
    id: row.id,
    memberId: row.member_id,
    name: row.name,
    permissions: [...row.permissions],
    createdAt: row.created_at.toISOString(),
    expiresAt: row.expires_at.toISOString(),
    lastUsedAt: row.last_used_at?.toISOString() ?? null,
    revokedAt: row.revoked_at?.toISOString() ?? null,
  };
}
