/** The HTTP addresses of backups: made behind the screen, listed, downloaded, removed. */
import { createReadStream, rmSync } from "node:fs";
import { join } from "node:path";
import type { FastifyReply } from "fastify";
import { z } from "zod";
import { attachment } from "../../http/content-disposition.ts";
import { HttpProblem } from "../../http/problem-to-status.ts";
import { answers, sendAnswer, writeHeaders, writeOf, writeQuery, type Api } from "../../http/route.ts";
import { insertJob } from "../../jobs/queries.ts";
import { BACKUP_NAME, listBackups, type StoredBackup } from "../../operate/backup-folder.ts";
import { once } from "../../storage/idempotency.ts";
import { newId } from "../../storage/new-id.ts";
import { jobFacts, jobSchema, noQuery, type OperationsRoom } from "./operations-room.ts";

const params = z.strictObject({ name: z.string().max(130).regex(BACKUP_NAME, "must be the name of a backup") });
const backupSchema = z.object({ name: z.string(), bytes: z.number().int(), madeAt: z.string(), reason: z.enum(["manual", "daily", "upgrade"]) });

export function backupRoutes(api: Api, room: OperationsRoom): void {
  api.get(
    "/backups",
    {
      config: { permission: "system.manage" },
      schema: {
        operationId: "listBackups",
        summary: "Backups in the server's folder, newest first",
        querystring: noQuery,
        response: answers({ 200: z.object({ folder: z.string(), schedule: z.object({ hour: z.number().int(), keep: z.number().int() }).nullable(), backups: z.array(backupSchema) }) }),
      },
    },
    () => ({
      folder: room.backup.folder,
      schedule: room.backup.hour === undefined ? null : { hour: room.backup.hour, keep: room.backup.keep },
      backups: listBackups(room.backup.folder).map(factsOf),
    }),
  );
  api.post(
    "/backups",
    {
      config: { permission: "system.manage" },
      schema: { operationId: "makeBackup", summary: "Back everything up behind the screen", headers: writeHeaders, querystring: writeQuery, body: z.strictObject({}).nullish(), response: answers({ 200: z.object({ job: jobSchema }), 202: z.object({ job: jobSchema }) }) },
    },
    async (request, reply) => {
      const write = writeOf(request);
      const answer = await room.database.inWorkspace(request.actor.workspaceId, (tx) =>
        once(tx, write, async () => {
          const job = await insertJob(tx, { id: (write.newId ?? newId)(), kind: "backup", input: { reason: "manual" }, actor: request.actor.id });
          if (!job) throw new Error("a job without an occasion was not made");
          return { status: 202, body: { job: jobFacts(job) } };
        }),
      );
      if (!write.isDryRun) room.poke();
      return sendAnswer(reply, answer);
    },
  );
  api.get(
    "/backups/:name",
    { config: { permission: "system.manage" }, schema: { operationId: "downloadBackup", summary: "The file of a backup. It holds secrets of the installation", params, querystring: noQuery, response: answers({ 200: z.string().describe("The file, a tar archive.") }) } },
    async (request, reply) => sendBackup(reply, room.backup.folder, stored(room, request.params.name)),
  );
  api.delete(
    "/backups/:name",
    { config: { permission: "system.manage" }, schema: { operationId: "removeBackup", summary: "Remove a backup from the server's folder", params, headers: writeHeaders, querystring: writeQuery, response: answers({ 200: backupSchema }) } },
    async (request, reply) => {
      const write = writeOf(request, null);
      const answer = await room.database.inWorkspace(request.actor.workspaceId, (tx) => once(tx, write, () => {
          const backup = factsOf(stored(room, request.params.name));
          return Promise.resolve({ status: 200, body: backup, before: backup, after: null });
        }));
      if (!write.isDryRun) rmSync(join(room.backup.folder, request.params.name), { force: true });
      return sendAnswer(reply, answer);
    },
  );
}

/** Bytes go out as they are: the schema of the answer knows texts only. */
function sendBackup(reply: FastifyReply, folder: string, { name, bytes }: StoredBackup): FastifyReply {
  return reply.header("content-disposition", attachment(name)).header("content-length", bytes).type("application/x-tar").send(createReadStream(join(folder, name)));
}

function stored({ backup }: OperationsRoom, name: string): StoredBackup {
  const found = listBackups(backup.folder).find((one) => one.name === name);
  if (!found) throw new HttpProblem("not-found", "There is no such backup. It may have been removed to make room for newer ones.");
  return found;
}

function factsOf({ name, bytes, madeAt, reason }: StoredBackup): z.infer<typeof backupSchema> {
  return { name, bytes, madeAt: madeAt.toISOString(), reason };
}
