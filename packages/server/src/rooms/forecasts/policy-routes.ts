/** The HTTP addresses of the rule by which a workspace computes status: everybody may read it, every change is logged and computes all anew. */
import { policyWords, statusPolicySchema, type StatusPolicy } from "@leadline/engine/status/status-policy.ts";
import { z } from "zod";
import { HttpProblem } from "../../http/problem-to-status.ts";
import { answers, matchHeaders, revisionOf, sendAnswer, writeOf, writeQuery, type Api } from "../../http/route.ts";
import { recordWorkspaceEvent } from "../../log/workspace-log.ts";
import type { Transaction } from "../../storage/database.ts";
import { once, type Answer, type Write } from "../../storage/idempotency.ts";
import type { ForecastRoom } from "./forecast-room.ts";
import { liveProjects, readPolicy, storePolicy, type PolicyRow } from "./queries.ts";

const weight = z.number().min(0).max(1);
const policySchema = statusPolicySchema.omit({ version: true }).extend({
  // Named one by one, because a description of the API knows no record with given keys.
  weights: z.strictObject({ acceptedDeliverable: weight, testRun: weight, mergedChange: weight, closedTicket: weight, receipt: weight, timesheet: weight, file: weight, word: weight, none: weight }).describe("How much each kind of evidence counts."),
});

const policyAnswer = z.object({
  revision: z.number().int().describe("For If-Match; counts up with every change."),
  policy: policySchema,
  words: z.string().describe("The rule in words, as pages and reports print it."),
  changedBy: z.string().nullable().describe("Id of a member; null as long as the usual rule holds."),
  changedAt: z.string().nullable().describe("UTC."),
});

export function policyRoutes(api: Api, room: ForecastRoom): void {
  api.get(
    "/status-policy",
    { config: { permission: "signed-in" }, schema: { operationId: "readStatusPolicy", summary: "The rule by which status is computed; its ETag is the revision", querystring: z.strictObject({}), response: answers({ 200: policyAnswer }) } },
    async ({ actor }, reply) => sendAnswer(reply, { status: 200, body: answerOf(await room.database.readInWorkspace(actor.workspaceId, readPolicy)) }),
  );
  api.patch(
    "/status-policy",
    {
      config: { permission: "workspace.manage" },
      schema: { operationId: "changeStatusPolicy", summary: "Change the rule by which status is computed, for all projects; logged; needs If-Match", headers: matchHeaders, querystring: writeQuery, body: policySchema.partial(), response: answers({ 200: policyAnswer }) },
    },
    async (request, reply) => {
      const write = writeOf(request);
      const wish = { policy: request.body, seen: revisionOf(request) };
      const { workspaceId } = request.actor;
      const answer = await room.database.inWorkspace(workspaceId, (tx) => once(tx, write, () => changePolicy(tx, write, wish)));
      if (!write.isDryRun) room.onPolicyChanged(workspaceId, await room.database.readInWorkspace(workspaceId, liveProjects));
      return sendAnswer(reply, answer);
    },
  );
}

type PolicyWish = { readonly [K in keyof z.infer<typeof policySchema>]?: z.infer<typeof policySchema>[K] | undefined };

async function changePolicy(tx: Transaction, write: Write, { policy, seen }: { readonly policy: PolicyWish; readonly seen: number }): Promise<Answer> {
  const before = await readPolicy(tx);
  if (before.policy.version !== seen) throw changedMeanwhile(seen, before.policy.version);
  const named = Object.fromEntries(Object.entries(policy).filter(([, value]) => value !== undefined));
  const next: StatusPolicy = { ...before.policy, ...named, version: seen + 1 };
  if (next.offTrackBelow > next.onTrackFrom) {
    throw new HttpProblem("request/invalid", `Off track begins below ${percent(next.offTrackBelow)}, above the ${percent(next.onTrackFrom)} from which a project is on track, so some chances would be both. Make the first at most the second.`);
  }
  if (!(await storePolicy(tx, next, write.actor.id))) throw changedMeanwhile(seen, seen + 1);
  await recordWorkspaceEvent(tx, { at: write.at, actorId: write.actor.id, label: `Changed the rule of the status (version ${next.version})`, event: { type: "statusPolicy.changed", proof: { policy: next, before: before.policy } } });
  return { status: 200, body: answerOf({ policy: next, changed: { actor: write.actor.id, at: write.at } }), before: answerOf(before) };
}

function changedMeanwhile(seen: number, now: number): HttpProblem {
  return new HttpProblem("access/changed", `The rule of the status was changed since you saw it (version ${seen}, now ${now}). Look at it again; nothing was stored.`, { theirs: { revision: now }, yours: { revision: seen } });
}

function answerOf({ policy, changed }: PolicyRow): z.infer<typeof policyAnswer> {
  const { version, ...rule } = policy;
  return { revision: version, policy: rule, words: policyWords(policy), changedBy: changed?.actor ?? null, changedAt: changed?.at.toISOString() ?? null };
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}
