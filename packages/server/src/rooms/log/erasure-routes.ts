/** The HTTP addresses that erase a person: by name and address, or a member who has left. */
import { z } from "zod";
import { erasePerson, type Erased } from "../../erasure/erase-person.ts";
import { emptyMember, readMember } from "../../erasure/queries.ts";
import { HttpProblem } from "../../http/problem-to-status.ts";
import { answers, sendAnswer, writeHeaders, writeOf, writeQuery, type Api } from "../../http/route.ts";
import type { LogRoom } from "../../log/log-room.ts";
import { ERASED } from "../../log/sealed-text.ts";
import { once, type Write } from "../../storage/idempotency.ts";
import type { Transaction } from "../../storage/database.ts";

/** Shorter words would be found in others. */
const word = z.string().trim().min(4).max(200);
const params = z.strictObject({ memberId: z.string().min(1).max(64) });

const erasedSchema = z.object({
  texts: z.number().int().describe("Texts of logs that are gone."),
  resources: z.number().int().describe("People of plans that have no name any more."),
  projects: z.number().int(),
  remaining: z.array(z.object({ projectId: z.string(), kind: z.string(), id: z.string() })).describe("Records that still hold one of the words, such as a task's name; at most 100."),
});

export function erasureRoutes(api: Api, room: LogRoom): void {
  api.post(
    "/erasures",
    {
      config: { permission: "members.manage" },
      schema: {
        operationId: "erasePerson",
        summary: "Erase a person's names and addresses from plans and logs for good; the logs still prove everything else",
        headers: writeHeaders,
        querystring: writeQuery,
        body: z.strictObject({ words: z.array(word).min(1).max(10).describe("Names and addresses as they stand in plans and logs.") }),
        response: answers({ 200: erasedSchema }),
      },
    },
    async (request, reply) => {
      const write = writeOf(request);
      return sendAnswer(reply, await room.database.inWorkspace(request.actor.workspaceId, (tx) => once(tx, write, async () => erasedAnswer(await erase(tx, write, request.body.words)))));
    },
  );
  api.post(
    "/members/:memberId/erasure",
    {
      config: { permission: "members.manage" },
      schema: {
        operationId: "eraseMember",
        summary: "Erase who a former member was: from the list of members, from plans and logs. What they did stays, under a pseudonym.",
        params,
        headers: writeHeaders,
        querystring: writeQuery,
        body: z.strictObject({}).nullish(),
        response: answers({ 200: erasedSchema }),
      },
    },
    async (request, reply) => {
      const write = writeOf(request);
      return sendAnswer(reply, await room.database.inWorkspace(request.actor.workspaceId, (tx) => once(tx, write, async () => erasedAnswer(await eraseMember(tx, write, request.params.memberId)))));
    },
  );
}

function erase(tx: Transaction, write: Write, words: readonly string[]): Promise<Erased> {
  return erasePerson(tx, { words, at: write.at, actorId: write.actor.id, requestKey: write.key });
}

async function eraseMember(tx: Transaction, write: Write, id: string): Promise<Erased> {
  const member = await readMember(tx, id);
  if (!member) throw new HttpProblem("not-found", "There is no such member.");
  if (!member.removed_at) throw new HttpProblem("request/invalid", `“${member.name}” is still a member. Remove the member first; then who it was can be erased.`);
  const words = [member.name, member.email ?? ""].filter((text) => word.safeParse(text).success && text !== ERASED);
  await emptyMember(tx, id, ERASED);
  return words.length === 0 ? { texts: 0, resources: 0, projects: 0, remaining: [] } : erase(tx, write, words);
}

function erasedAnswer(erased: Erased): { readonly status: number; readonly body: Readonly<Record<string, unknown>> } {
  return { status: 200, body: { ...erased } };
}
