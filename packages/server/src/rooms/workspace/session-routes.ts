/** The HTTP addresses of the session and the workspace: who is at work, where, and what they may do there. */
import { z } from "zod";
import type { Asker } from "../../access/actor-of-request.ts";
import { requirePermission } from "../../access/actor.ts";
import { demandRevision, id, noQuery, revision, rightsChanged, shortName } from "../../access/people/rights-change.ts";
import { lockWorkspace, readWorkspace, setWorkspace } from "../../access/people/queries.ts";
import { HttpProblem } from "../../http/problem-to-status.ts";
import { answers, matchHeaders, revisionOf, sendAnswer, writeHeaders, writeOf, writeQuery, type Api } from "../../http/route.ts";
import { once } from "../../storage/idempotency.ts";
import type { WorkspaceRoom } from "./workspace-room.ts";

const sessionSchema = z.object({
  mode: z.enum(["single-user", "signed-in", "signed-out"]),
  workspace: z.object({ id: z.string(), name: z.string() }).optional(),
  workspaces: z.array(z.object({ id: z.string(), name: z.string(), role: z.string(), memberId: z.string().describe("The person's id there, as actor.id.") })).optional().describe("All that the person belongs to."),
  actor: z.object({ id: z.string(), name: z.string(), email: z.string().optional(), role: z.string().describe("Id of a role, or “shareLink”."), kind: z.string() }).optional(),
  awaits: z.enum(["second-factor"]).optional().describe("What the person must do before anything but their account opens."),
  permissions: z.array(z.string()).describe("In the whole workspace; through a share link, those on its project."),
  version: z.string(),
  test: z.boolean().optional(),
  signIn: z.object({ password: z.boolean(), passkey: z.boolean(), oidc: z.object({ name: z.string() }).nullable() }).optional().describe("How people can sign in; absent where nobody needs to."),
  invitesByMail: z.boolean(),
});
type Session = z.infer<typeof sessionSchema>;
const workspaceSchema = z.object({ id: z.string(), name: z.string(), demandsSecondFactor: z.boolean().describe("Whether a password alone opens nothing here."), revision });

export function sessionRoutes(api: Api, room: WorkspaceRoom): void {
  api.get(
    "/session",
    { config: { permission: "public" }, schema: { operationId: "readSession", summary: "Who is at work, where, and what they may do", querystring: noQuery, response: answers({ 200: sessionSchema }) } },
    ({ asker }) => sessionOf(room, asker),
  );
  api.put(
    "/session/workspace",
    {
      config: { permission: "signed-in" },
      schema: { operationId: "chooseWorkspace", summary: "Go on in another workspace; a choice, so no revision is asked for", headers: writeHeaders, querystring: writeQuery, body: z.strictObject({ workspaceId: id }), response: answers({ 200: sessionSchema }) },
    },
    async (request, reply) => {
      const write = writeOf(request);
      const { workspaceId } = request.body;
      const { asker, actor } = request;
      const membership = asker.memberships.find((one) => one.workspace_id === workspaceId);
      if (!membership && actor.workspaceId !== workspaceId) throw new HttpProblem("not-found", "There is no such workspace, or you are not a member of it.");
      const there = membership ? { ...asker, actor: await room.actorIn(membership, asker.identity) } : asker;
      const answer = await room.database.inWorkspace(workspaceId, (tx) => once(tx, { ...write, actor: there.actor }, async () => ({ status: 200, body: await sessionOf(room, there), before: await sessionOf(room, asker) })));
      if (!write.isDryRun && asker.identity) await room.rememberWorkspace?.(asker.identity.sessionId, workspaceId);
      return sendAnswer(reply, answer);
    },
  );
  api.get(
    "/workspace",
    { config: { permission: "workspace.read" }, schema: { operationId: "readWorkspace", summary: "The workspace and its settings", querystring: noQuery, response: answers({ 200: workspaceSchema }) } },
    async ({ actor }, reply) => sendAnswer(reply, { status: 200, body: { ...(await room.database.readAtOnce(actor.workspaceId, readWorkspace)) } }),
  );
  api.patch(
    "/workspace",
    {
      config: { permission: "workspace.manage" },
      schema: { operationId: "changeWorkspace", summary: "Rename the workspace, or demand a second factor of everybody; needs If-Match", headers: matchHeaders, querystring: writeQuery, body: z.strictObject({ name: shortName.optional(), demandsSecondFactor: z.boolean().optional() }), response: answers({ 200: workspaceSchema }) },
    },
    async (request, reply) => {
      const write = writeOf(request);
      const { body } = request;
      const seen = revisionOf(request);
      const answer = await room.database.inWorkspace(request.actor.workspaceId, (tx) =>
        once(tx, write, async () => {
          requirePermission(write.actor, "workspace.manage");
          const before = await lockWorkspace(tx);
          demandRevision("The workspace", seen, before);
          const after = await setWorkspace(tx, { name: body.name ?? before.name, demandsSecondFactor: body.demandsSecondFactor ?? before.demandsSecondFactor });
          if (after.demandsSecondFactor !== before.demandsSecondFactor) {
            await rightsChanged(tx, write, after.demandsSecondFactor ? "Everybody needs a second factor now" : "A password alone is enough again", { type: "workspace.second-factor", proof: { isDemanded: after.demandsSecondFactor } });
          }
          if (after.name !== before.name) await rightsChanged(tx, write, `Renamed the workspace from “${before.name}” to “${after.name}”`, { type: "workspace.renamed", name: after.name });
          return { status: 200, body: { ...after }, before };
        }),
      );
      return sendAnswer(reply, answer);
    },
  );
}

async function sessionOf(room: WorkspaceRoom, asker: Asker): Promise<Session> {
  const { actor, identity } = asker;
  const known = actor.kind === "nobody" ? undefined : actor;
  const nameOf = (workspaceId: string): Promise<string> => room.database.readAtOnce(workspaceId, async (tx) => (await readWorkspace(tx)).name);
  const email = asker.memberships.find((one) => one.workspace_id === actor.workspaceId)?.email ?? identity?.email;
  const workspaces = await Promise.all(asker.memberships.map(async ({ workspace_id: workspaceId, id: memberId, role }) => ({ id: workspaceId, name: await nameOf(workspaceId), role, memberId })));
  return {
    mode: known?.kind === "local" ? "single-user" : known || identity ? "signed-in" : "signed-out",
    ...(known ? { workspace: { id: known.workspaceId, name: await nameOf(known.workspaceId) }, actor: { id: known.id, name: known.name, role: known.role, kind: known.kind, ...(email === undefined ? {} : { email }) } } : {}),
    ...(identity ? { workspaces } : {}),
    ...(actor.awaits ? { awaits: actor.awaits } : {}),
    permissions: known ? permissionsOf(asker) : [],
    version: room.version,
    ...(room.reset ? { test: true } : {}),
    ...(room.signIn ? { signIn: { ...room.signIn } } : {}),
    invitesByMail: room.sendInvitation !== undefined,
  };
}

/** Somebody who has rights on one project alone, and none in the workspace, is told those. */
function permissionsOf({ actor }: Asker): string[] {
  const [only, ...others] = actor.visibleProjects ?? [];
  return actor.kind === "shareLink" && only !== undefined && others.length === 0 ? [...actor.permissionsOn(only)] : [...actor.permissions];
}
