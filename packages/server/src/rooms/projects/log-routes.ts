/** The HTTP addresses that prove a project's history: its newest checkpoint, one entry in it, and that it only grew. */
import { z } from "zod";
import { answers, type Api } from "../../http/route.ts";
import { HttpProblem } from "../../http/problem-to-status.ts";
import { projectCheckpoint } from "../../log/checkpoints.ts";
import { entryProof, type EntryProof } from "../../log/entry-proof.ts";
import { leafAt, type CheckpointRow } from "../../log/queries.ts";
import type { Actor } from "../../access/actor.ts";
import { load } from "./load.ts";
import { params } from "./route-parts.ts";
import { base64, checkpointFacts, checkpointSchema, consistencySchema, demandRange, noQuery, rangeQuery, signed, type LogRoom } from "../../log/log-room.ts";

const revisionQuery = z.strictObject({ revision: z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER) });

export function projectLogRoutes(api: Api, room: LogRoom): void {
  api.get(
    "/projects/:id/log/checkpoint",
    {
      config: { permission: "project.read" },
      schema: { operationId: "readCheckpoint", summary: "The newest signed state of the project's log, signed now where it has grown", params, querystring: noQuery, response: answers({ 200: checkpointSchema }) },
    },
    ({ actor, params: { id } }) =>
      signed(() =>
        room.database.inWorkspace(actor.workspaceId, async (tx) => {
          const row = await load(tx, actor, "project.read", "project, deleted or not", id);
          return checkpointFacts(tx.workspaceId, row.id, await projectCheckpoint(tx, room.signer, row.id, new Date()));
        }),
      ),
  );
  api.get(
    "/projects/:id/log/consistency",
    {
      config: { permission: "project.read" },
      schema: { operationId: "proveConsistency", summary: "Proof that an older state of the project's log is the beginning of a newer one", params, querystring: rangeQuery, response: answers({ 200: consistencySchema }) },
    },
    ({ actor, params: { id }, query }) =>
      signed(() =>
        room.database.inWorkspace(actor.workspaceId, async (tx) => {
          const row = await load(tx, actor, "project.read", "project, deleted or not", id);
          demandRange(query, row.revision);
          const hashes = await room.prover.consistency(tx, row.id, query);
          return { ...query, hashes: hashes.map((hash) => hash.toString("base64")) };
        }),
      ),
  );
  api.get(
    "/projects/:id/log/proof",
    {
      config: { permission: "audit.read" },
      schema: {
        operationId: "proveEntry",
        summary: "Proof that one entry is part of the project's signed log",
        params,
        querystring: revisionQuery,
        response: answers({ 200: z.object({ revision: z.number().int(), leaf: base64.describe("The entry's bytes, base64; only for those who may see costs.").optional(), leafHash: base64, hashes: z.array(base64).describe("RFC 6962 section 2.1.1."), checkpoint: checkpointSchema }) }),
      },
    },
    async ({ actor, params: { id }, query: { revision } }) => {
      const { proof, checkpoint } = await prove(room, actor, id, revision);
      const { leaf, leafHash, hashes } = proof;
      return { revision, leafHash, hashes: [...hashes], ...(actor.may("costs.read", id) ? { leaf } : {}), checkpoint: checkpointFacts(actor.workspaceId, id, checkpoint) };
    },
  );
  api.get(
    "/projects/:id/log/tlog-proof",
    {
      config: { permission: "audit.read" },
      schema: { operationId: "downloadEntryProof", summary: "The same as a text for “leadline verify” and other tools (C2SP tlog-proof)", params, querystring: revisionQuery, response: answers({ 200: z.string().describe("text/plain") }) },
    },
    async ({ actor, params: { id }, query: { revision } }, reply) => {
      if (!actor.may("costs.read", id)) throw new HttpProblem("permission/missing", "The proof holds the entry itself, which may name rates and costs. Ask somebody who may see costs.");
      const { proof } = await prove(room, actor, id, revision);
      return reply.type("text/plain; charset=utf-8").header("content-disposition", `attachment; filename="entry-${revision}.tlog-proof"`).send(proof.text);
    },
  );
}

function prove(room: LogRoom, actor: Actor, id: string, revision: number): Promise<{ readonly proof: EntryProof; readonly checkpoint: CheckpointRow }> {
  return signed(() =>
    room.database.inWorkspace(actor.workspaceId, async (tx) => {
      const row = await load(tx, actor, "project.read", "project, deleted or not", id);
      const entry = await leafAt(tx, row.id, revision);
      if (!entry) throw new HttpProblem("not-found", `The project's log has ${row.revision} entries; there is no entry ${revision}.`);
      const checkpoint = await projectCheckpoint(tx, room.signer, row.id, new Date());
      const path = await room.prover.inclusion(tx, row.id, { index: revision - 1, size: checkpoint.size });
      return { proof: entryProof({ leaf: entry.leaf, path, index: revision - 1, note: checkpoint.note }), checkpoint };
    }),
  );
}
