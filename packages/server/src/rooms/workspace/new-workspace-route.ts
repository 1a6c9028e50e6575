/** The HTTP address that makes a further workspace, whose first owner is whoever asks. */
import { randomUUID } from "node:crypto";
import { z } from "zod";
import type { Asker, Identity } from "../../access/actor-of-request.ts";
import { demandPerson } from "../../access/people/grants.ts";
import { insertWorkspace, putMember } from "../../access/people/queries.ts";
import { rightsChanged, shortName } from "../../access/people/rights-change.ts";
import { HttpProblem } from "../../http/problem-to-status.ts";
import { answers, sendAnswer, writeHeaders, writeOf, writeQuery, type Api } from "../../http/route.ts";
import type { Transaction } from "../../storage/database.ts";
import { once, type Answer, type Write } from "../../storage/idempotency.ts";
import { newId } from "../../storage/new-id.ts";
import type { WorkspaceRoom } from "./workspace-room.ts";

export function newWorkspaceRoute(api: Api, room: WorkspaceRoom): void {
  api.post(
    "/workspaces",
    {
      config: { permission: "workspace.create" },
      schema: {
        operationId: "addWorkspace",
        summary: "Make a further workspace, with projects, people and a log of its own; whoever asks is its first owner",
        headers: writeHeaders,
        querystring: writeQuery,
        body: z.strictObject({ name: shortName }),
        response: answers({ 201: z.object({ id: z.string(), name: z.string() }) }),
      },
    },
    async (request, reply) => {
      const write = writeOf(request);
      const owner = personIn(request.asker);
      const { name } = request.body;
      return sendAnswer(reply, await room.database.inWorkspace(request.actor.workspaceId, (tx) => once(tx, write, () => make(tx, write, { name, owner }))));
    },
  );
}

function personIn({ actor, identity }: Asker): Identity {
  demandPerson(actor);
  if (identity) return identity;
  throw new HttpProblem("access/refused", "Nobody signs in here, so nobody could be told apart in a second workspace. An administrator turns signing in on (LEADLINE_ADMIN_EMAIL).");
}

async function make(tx: Transaction, write: Write, { name, owner }: { readonly name: string; readonly owner: Identity }): Promise<Answer> {
  const id = randomUUID();
  await insertWorkspace(tx, { id, name }, async (inside) => {
    const member = await putMember(inside, { id: newId(), userId: owner.userId, name: owner.name, email: owner.email, role: "owner" });
    const actor = { ...write.actor, id: member.id, workspaceId: id };
    await rightsChanged(inside, { actor, at: write.at }, `${member.name} made the workspace “${name}”`, { type: "member.added", name: member.name, email: owner.email, proof: { memberId: member.id, role: "owner" } });
  });
  await rightsChanged(tx, write, `Made the workspace “${name}”`, { type: "workspace.made", name, proof: { workspaceId: id } });
  return { status: 201, body: { id, name } };
}
