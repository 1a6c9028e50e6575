/** The HTTP addresses of invitations: made for one e-mail address, handed over once, taken up by whoever proves to own it. */
import { z } from "zod";
import type { Asker, Identity } from "../../access/actor-of-request.ts";
import { programActor } from "../../access/actor.ts";
import { demandMayGive, demandPerson, givenProjectRole } from "../../access/people/grants.ts";
import { readInvitation, takeUpInvitation } from "../../access/people/invitation.ts";
import { insertInvitation, listInvitations, lockMembers, hasProject, readWorkspace, revokeInvitation, type InvitationRow } from "../../access/people/queries.ts";
import { days, daysAfter, id, idPlace, moment, noQuery, rightsChanged } from "../../access/people/rights-change.ts";
import { makeToken, readToken } from "../../access/secret-token.ts";
import { limitOf, nextCursor, pageOf, pageQuery, placeOfCursor } from "../../http/page.ts";
import { HttpProblem } from "../../http/problem-to-status.ts";
import { answers, sendAnswer, writeHeaders, writeOf, writeQuery, type Api } from "../../http/route.ts";
import type { Transaction } from "../../storage/database.ts";
import { once, type Answer, type Write } from "../../storage/idempotency.ts";
import { newId } from "../../storage/new-id.ts";
import type { InvitationMail } from "../../mail/letters.ts";
import type { WorkspaceRoom } from "./workspace-room.ts";

const USUAL_DAYS = 7;
const MOST_DAYS = 60;
const params = z.strictObject({ invitationId: id });
const invitationSchema = z.object({
  id: z.string(),
  email: z.string(),
  role: z.string(),
  projectId: z.string().optional(),
  projectRole: z.string().optional(),
  invitedBy: z.string().describe("Id of a member."),
  createdAt: moment,
  expiresAt: moment,
});
const madeSchema = invitationSchema.extend({
  isMailed: z.boolean(),
  token: z.string().optional().describe("Where no mail is set up: for whoever invites to hand on. Told in this answer alone."),
  address: z.string().optional().describe("The page for it, below this server's address."),
});
const wishSchema = z
  .strictObject({ email: z.email().max(254), role: id, projectId: id.optional(), projectRole: id.optional(), days: days(USUAL_DAYS, MOST_DAYS) })
  .refine((wish) => (wish.projectId === undefined) === (wish.projectRole === undefined), "projectId and projectRole go together");
const tokenBody = z.strictObject({ token: z.string().min(1).max(200) });

export function invitationRoutes(api: Api, room: WorkspaceRoom): void {
  api.get(
    "/invitations",
    {
      config: { permission: "members.manage" },
      schema: { operationId: "listInvitations", summary: "Open invitations, oldest first", querystring: pageQuery, response: answers({ 200: z.object({ invitations: z.array(invitationSchema), nextCursor }) }) },
    },
    async ({ actor, query }) => {
      const limit = limitOf(query);
      const after = placeOfCursor(query.cursor, idPlace)?.id;
      const rows = await room.database.readInWorkspace(actor.workspaceId, (tx) => listInvitations(tx, { after, limit: limit + 1 }));
      const { page, nextCursor: next } = pageOf(rows, limit, (row) => ({ id: row.id }));
      return { invitations: page.map(factsOf), nextCursor: next };
    },
  );
  api.post(
    "/invitations",
    {
      config: { permission: "members.manage" },
      schema: { operationId: "invite", summary: "Invite somebody by their e-mail address", headers: writeHeaders, querystring: writeQuery, body: wishSchema, response: answers({ 201: madeSchema }) },
    },
    async (request, reply) => {
      const write = writeOf(request);
      const wish = request.body;
      let mail: InvitationMail | undefined;
      const answer = await room.database.inWorkspace(request.actor.workspaceId, (tx) =>
        once(tx, write, async () => {
          const made = await invite(tx, room, write, wish);
          mail = made.mail;
          return made.answer;
        }),
      );
      if (mail && !write.isDryRun) await room.sendInvitation?.(mail);
      return sendAnswer(reply, shown(room, answer));
    },
  );
  api.delete(
    "/invitations/:invitationId",
    {
      config: { permission: "members.manage" },
      schema: { operationId: "withdrawInvitation", summary: "Withdraw an invitation. Invitations never change, so no revision is asked for", params, headers: writeHeaders, querystring: writeQuery, response: answers({ 200: invitationSchema }) },
    },
    async (request, reply) => {
      const write = writeOf(request, null);
      const { invitationId } = request.params;
      const answer = await room.database.inWorkspace(request.actor.workspaceId, (tx) =>
        once(tx, write, async () => {
          const row = await revokeInvitation(tx, invitationId, write.at);
          if (!row) throw new HttpProblem("not-found", "There is no such open invitation.");
          await rightsChanged(tx, write, `Withdrew the invitation of ${row.email}`, { type: "invitation.revoked", email: row.email, proof: { invitationId } });
          return { status: 200, body: factsOf(row), before: factsOf(row), after: null };
        }),
      );
      return sendAnswer(reply, answer);
    },
  );
  takingUpRoutes(api, room);
}

function takingUpRoutes(api: Api, room: WorkspaceRoom): void {
  api.post(
    "/invitations/preview",
    {
      config: { permission: "public" },
      schema: {
        operationId: "previewInvitation",
        summary: "What an invitation is about, for whoever holds it; changes nothing",
        querystring: noQuery,
        body: tokenBody,
        response: answers({ 200: z.object({ workspace: z.object({ name: z.string() }), email: z.string(), role: z.string(), invitedBy: z.string(), expiresAt: moment }) }),
      },
    },
    async ({ body }) => {
      const facts = await readInvitation(room.database, body.token, new Date());
      if (!facts) throw over();
      return { workspace: { name: facts.workspaceName }, email: facts.email, role: facts.role, invitedBy: facts.invitedBy, expiresAt: facts.expiresAt.toISOString() };
    },
  );
  api.post(
    "/invitations/accept",
    {
      config: { permission: "public" },
      schema: {
        operationId: "acceptInvitation",
        summary: "Join: signed in with exactly the confirmed address that was invited",
        headers: writeHeaders,
        querystring: writeQuery,
        body: tokenBody,
        response: answers({ 200: z.object({ workspace: z.object({ id: z.string(), name: z.string() }), memberId: z.string() }) }),
      },
    },
    async (request, reply) => {
      const identity = signedIn(request.asker);
      const { token } = request.body;
      const read = readToken(token);
      if (read?.kind !== "i") throw over();
      const write = { ...writeOf(request), actor: programActor(read.workspaceId) };
      const answer = await room.database.inWorkspace(read.workspaceId, (tx) => once(tx, write, async () => ({ status: 200, body: { ...(await takeUpInvitation(tx, identity, token, write.at)) } })));
      return sendAnswer(reply, answer);
    },
  );
}

/** Who is signed in, member of anything or not. */
function signedIn({ identity, actor }: Asker): Identity {
  if (identity) return identity;
  throw actor.kind === "local"
    ? new HttpProblem("access/refused", "Nobody signs in here, so nobody can take up an invitation. An administrator turns signing in on (LEADLINE_ADMIN_EMAIL).")
    : new HttpProblem("session/none", "Sign in first, with the address that was invited.");
}

async function invite(tx: Transaction, room: WorkspaceRoom, write: Write, wish: z.infer<typeof wishSchema>): Promise<{ readonly answer: Answer; readonly mail: InvitationMail }> {
  const { actor } = write;
  demandPerson(actor);
  await lockMembers(tx);
  await demandMayGive(tx, actor, wish.role);
  const projectRole = wish.projectId === undefined ? null : projectRoleOf(write, wish.projectId, wish.projectRole ?? "");
  if (wish.projectId !== undefined && !(await hasProject(tx, wish.projectId))) throw new HttpProblem("not-found", "There is no such project.");
  const { text, hash } = makeToken("i", tx.workspaceId);
  const email = wish.email.toLowerCase();
  const row = { id: (write.newId ?? newId)(), email, role: wish.role, project_id: wish.projectId ?? null, project_role: projectRole, invited_by: actor.id, expires_at: daysAfter(write.at, wish.days ?? USUAL_DAYS) };
  const made = await insertInvitation(tx, row, hash);
  const { name } = await readWorkspace(tx);
  await rightsChanged(tx, write, `Invited ${email} as ${wish.role}`, { type: "invitation.added", email, proof: { invitationId: made.id, role: wish.role } });
  const isMailed = room.sendInvitation !== undefined;
  const secret = isMailed || write.isDryRun ? {} : { token: room.shownOnce.hide(text) };
  return {
    answer: { status: 201, body: { ...factsOf(made), isMailed, ...secret } },
    mail: { to: email, workspaceName: name, inviterName: actor.name, address: addressOf(text), expiresAt: made.expires_at },
  };
}

function projectRoleOf({ actor }: Write, projectId: string, role: string): string {
  if (!actor.may("project.read", projectId)) throw new HttpProblem("not-found", "There is no such project.");
  if (!actor.may("project.share", projectId)) throw new HttpProblem("permission/missing", "You do not have the right to share this project.");
  return givenProjectRole(actor, role, projectId);
}

function shown({ shownOnce }: WorkspaceRoom, { status, body }: Answer): Answer {
  if (typeof body["token"] !== "string") return { status, body };
  const token = shownOnce.show(body["token"]);
  return { status, body: { ...body, token, address: addressOf(token) } };
}

/** After the hash, so that it is sent to no server and stands in no log. */
function addressOf(token: string): string {
  return `/invite#${token}`;
}

function over(): HttpProblem {
  return new HttpProblem("not-found", "There is no such invitation, or it is over: taken up, withdrawn or too old. Ask for a new one.");
}

function factsOf(row: InvitationRow): z.infer<typeof invitationSchema> {
  return {
    id: row.id,
    email: row.email,
    role: row.role,
    ...(row.project_id === null || row.project_role === null ? {} : { projectId: row.project_id, projectRole: row.project_role }),
    invitedBy: row.invited_by,
    createdAt: row.created_at.toISOString(),
    expiresAt: row.expires_at.toISOString(),
  };
}
