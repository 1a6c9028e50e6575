/** The HTTP addresses of jobs: what goes on behind the screen, how far it is, and how to end it. */
import { z } from "zod";
import { limitOf, nextCursor, pageOf, pageQuery, placeOfCursor } from "../../http/page.ts";
import { HttpProblem } from "../../http/problem-to-status.ts";
import { answers, sendAnswer, writeHeaders, writeOf, writeQuery, type Api } from "../../http/route.ts";
import { listJobs, readJob, wantCancel, type JobRow } from "../../jobs/queries.ts";
import { once } from "../../storage/idempotency.ts";
import { jobFacts, jobSchema, noQuery, type OperationsRoom } from "./operations-room.ts";

const params = z.strictObject({ jobId: z.string().min(1).max(64) });
const place = z.strictObject({ createdAt: z.iso.datetime(), id: z.string().max(64) });

export function jobRoutes(api: Api, room: OperationsRoom): void {
  api.get(
    "/jobs",
    {
      config: { permission: "system.manage" },
      schema: {
        operationId: "listJobs",
        summary: "Work behind the screen, newest first",
        querystring: pageQuery.extend({ state: jobSchema.shape.state.optional() }),
        response: answers({ 200: z.object({ jobs: z.array(jobSchema), nextCursor }) }),
      },
    },
    async ({ actor, query }) => {
      const limit = limitOf(query);
      const after = placeOfCursor(query.cursor, place);
      const rows = await room.database.inWorkspace(actor.workspaceId, (tx) => listJobs(tx, { limit: limit + 1, state: query.state, after }));
      const { page, nextCursor: next } = pageOf(rows, limit, (row) => ({ createdAt: row.created_at.toISOString(), id: row.id }));
      return { jobs: page.map(jobFacts), nextCursor: next };
    },
  );
  api.get(
    "/jobs/:jobId",
    { config: { permission: "system.manage" }, schema: { operationId: "readJob", summary: "One job and how far it is", params, querystring: noQuery, response: answers({ 200: jobSchema }) } },
    async ({ actor, params: { jobId } }) => jobFacts(found(await room.database.inWorkspace(actor.workspaceId, (tx) => readJob(tx, jobId)))),
  );
  api.delete(
    "/jobs/:jobId",
    {
      config: { permission: "system.manage" },
      schema: { operationId: "cancelJob", summary: "End a job: at once where it waits, within seconds where it runs", params, headers: writeHeaders, querystring: writeQuery, response: answers({ 200: jobSchema }) },
    },
    async (request, reply) => {
      const { jobId } = request.params;
      const write = writeOf(request, null);
      const answer = await room.database.inWorkspace(request.actor.workspaceId, (tx) =>
        once(tx, write, async () => {
          const before = found(await readJob(tx, jobId));
          const cancelled = await wantCancel(tx, jobId);
          // One that has come to its end stays as it is.
          return { status: 200, body: jobFacts(cancelled ?? before), before: jobFacts(before) };
        }),
      );
      return sendAnswer(reply, answer);
    },
  );
}

function found(row: JobRow | undefined): JobRow {
  if (!row) throw new HttpProblem("not-found", "There is no such job.");
  return row;
}
