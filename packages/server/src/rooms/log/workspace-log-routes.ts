/** The HTTP addresses of the workspace's own log: its entries, its checkpoints, the key, and how well all is proven. */
import { z } from "zod";
import { limitOf, nextCursor, pageOf, pageQuery, placeOfCursor } from "../../http/page.ts";
import { answers, type Api } from "../../http/route.ts";
import { originOf, workspaceCheckpoint } from "../../log/checkpoints.ts";
import { changedProjects, newestCheckpoint, treeOfLog, WORKSPACE_LOG } from "../../log/queries.ts";
import { verifierKey } from "../../log/signed-note.ts";
import { readWorkspaceEntries } from "../../log/workspace-log.ts";
import { lastDone } from "../../jobs/queries.ts";
import { base64, checkpointFacts, checkpointSchema, consistencySchema, demandRange, noQuery, rangeQuery, signed, type LogRoom } from "../../log/log-room.ts";

const place = z.strictObject({ before: z.number().int().min(1) });

const entrySchema = z.object({
  position: z.number().int(),
  at: z.string().describe("UTC."),
  actor: z.string(),
  label: z.string(),
  event: z.looseObject({ type: z.string() }),
});

export function workspaceLogRoutes(api: Api, room: LogRoom): void {
  stateRoutes(api, room);
  api.get(
    "/log/entries",
    {
      config: { permission: "audit.read" },
      schema: { operationId: "listLogEntries", summary: "The workspace's own log, newest first", querystring: pageQuery, response: answers({ 200: z.object({ entries: z.array(entrySchema), nextCursor }) }) },
    },
    async ({ actor, query }) => {
      const limit = limitOf(query);
      const { before = Number.MAX_SAFE_INTEGER } = placeOfCursor(query.cursor, place) ?? {};
      const rows = await room.database.inWorkspace(actor.workspaceId, (tx) => readWorkspaceEntries(tx, { before, limit: limit + 1 }));
      const { page, nextCursor: next } = pageOf(rows, limit, (entry) => ({ before: entry.position }));
      return { entries: [...page], nextCursor: next };
    },
  );
  api.get(
    "/log/checkpoint",
    {
      config: { permission: "workspace.read" },
      schema: { operationId: "readWorkspaceCheckpoint", summary: "The newest signed state of the workspace's own log", querystring: noQuery, response: answers({ 200: checkpointSchema }) },
    },
    ({ actor }) => signed(() => room.database.inWorkspace(actor.workspaceId, async (tx) => checkpointFacts(tx.workspaceId, WORKSPACE_LOG, await workspaceCheckpoint(tx, room.signer, new Date())))),
  );
  api.get(
    "/log/consistency",
    {
      config: { permission: "workspace.read" },
      schema: { operationId: "proveWorkspaceConsistency", summary: "Proof that an older state of the workspace's log is the beginning of a newer one", querystring: rangeQuery, response: answers({ 200: consistencySchema }) },
    },
    ({ actor, query }) =>
      signed(() =>
        room.database.inWorkspace(actor.workspaceId, async (tx) => {
          demandRange(query, (await treeOfLog(tx, WORKSPACE_LOG)).size);
          const hashes = await room.prover.consistency(tx, WORKSPACE_LOG, query);
          return { ...query, hashes: hashes.map((hash) => hash.toString("base64")) };
        }),
      ),
  );
}

function stateRoutes(api: Api, room: LogRoom): void {
  api.get(
    "/log/key",
    {
      config: { permission: "workspace.read" },
      schema: {
        operationId: "readLogKey",
        summary: "The public key that checkpoints are signed with",
        querystring: noQuery,
        response: answers({ 200: z.object({ algorithm: z.literal("Ed25519"), publicKey: base64, verifierKey: z.string().describe("Of the workspace's log, as tools for signed notes take it.") }) }),
      },
    },
    ({ actor }) => {
      const { publicKey } = room.signer.key;
      return { algorithm: "Ed25519" as const, publicKey: publicKey.toString("base64"), verifierKey: verifierKey(originOf(actor.workspaceId, WORKSPACE_LOG), publicKey) };
    },
  );
  api.get(
    "/log",
    {
      config: { permission: "audit.read" },
      schema: {
        operationId: "readLogState",
        summary: "How well the log is proven: what is signed, what not yet, and when everything was verified last",
        querystring: noQuery,
        response: answers({
          200: z.object({
            size: z.number().int().describe("Entries of the workspace's own log."),
            checkpoint: checkpointSchema.nullable(),
            unsignedProjects: z.number().int().describe("Projects that have changed since they were signed last; that is done every minute."),
            verification: z.object({ at: z.string(), result: z.looseObject({}) }).nullable().describe("The last check of all logs against all tables."),
          }),
        }),
      },
    },
    ({ actor }) =>
      room.database.inWorkspace(actor.workspaceId, async (tx) => {
        const [tree, checkpoint, verified] = [await treeOfLog(tx, WORKSPACE_LOG), await newestCheckpoint(tx, WORKSPACE_LOG), await lastDone(tx, "verifyLog")];
        return {
          size: tree.size,
          checkpoint: checkpoint ? checkpointFacts(tx.workspaceId, WORKSPACE_LOG, checkpoint) : null,
          unsignedProjects: (await changedProjects(tx)).length,
          verification: verified?.finished_at ? { at: verified.finished_at.toISOString(), result: verified.result ?? {} } : null,
        };
      }),
  );
}
