/** The HTTP address that says how the installation is: for the page of those who keep it running. */
import { statfs } from "node:fs/promises";
import { z } from "zod";
import { answers, type Api } from "../../http/route.ts";
import { lastDone, listJobs } from "../../jobs/queries.ts";
import { listBackups } from "../../operate/backup-folder.ts";
import { jobFacts, jobSchema, noQuery, type OperationsRoom } from "./operations-room.ts";
import { readDatabaseFacts } from "./queries.ts";

const systemSchema = z.object({
  version: z.string(),
  startedAt: z.string(),
  node: z.string(),
  database: z.object({ place: z.enum(["embedded", "server"]), version: z.string(), schema: z.number().int(), bytes: z.number().int() }),
  disk: z.object({ folder: z.string(), freeBytes: z.number(), totalBytes: z.number() }).nullable(),
  backup: z.object({ folder: z.string(), schedule: z.object({ hour: z.number().int(), keep: z.number().int() }).nullable(), last: z.object({ name: z.string(), bytes: z.number().int(), madeAt: z.string() }).nullable() }),
  verification: z.object({ at: z.string(), result: z.looseObject({}) }).nullable().describe("The last check of the log that came to its end."),
  mail: z.object({ isSet: z.boolean() }),
  jobs: z.object({ waiting: z.number().int(), running: z.number().int(), oldestWaitingSeconds: z.number(), failedLastDay: z.number().int(), failing: z.array(jobSchema) }),
});

const MAX_FAILING = 20;

export function systemRoute(api: Api, room: OperationsRoom): void {
  api.get(
    "/system",
    { config: { permission: "system.manage" }, schema: { operationId: "readSystem", summary: "How the installation is: database, disk, backups, checks, jobs", querystring: noQuery, response: answers({ 200: systemSchema }) } },
    async ({ actor }) => {
      const stored = await room.database.inWorkspace(actor.workspaceId, async (tx) => ({
        database: await readDatabaseFacts(tx),
        verification: await lastDone(tx, "verifyLog"),
        failing: await listJobs(tx, { limit: MAX_FAILING, state: "failed" }),
      }));
      const counts = await room.counts();
      const { folder, hour, keep } = room.backup;
      const [last] = listBackups(folder);
      return {
        version: room.version,
        startedAt: room.startedAt.toISOString(),
        node: process.versions.node,
        database: { place: room.databasePlace, ...stored.database },
        disk: await diskOf(room.dataFolder),
        backup: { folder, schedule: hour === undefined ? null : { hour, keep }, last: last ? { name: last.name, bytes: last.bytes, madeAt: last.madeAt.toISOString() } : null },
        verification: stored.verification?.finished_at ? { at: stored.verification.finished_at.toISOString(), result: stored.verification.result ?? {} } : null,
        mail: { isSet: room.isMailSet },
        jobs: { waiting: counts.waiting, running: counts.running, oldestWaitingSeconds: Math.round(counts.oldestSeconds), failedLastDay: counts.failedLastDay, failing: stored.failing.map(jobFacts) },
      };
    },
  );
}

/** Nothing where the system does not tell. */
async function diskOf(folder: string): Promise<z.infer<typeof systemSchema>["disk"]> {
  try {
    const { bavail, blocks, bsize } = await statfs(folder);
    return { folder, freeBytes: bavail * bsize, totalBytes: blocks * bsize };
  } catch {
    return null;
  }
}
