/** The HTTP addresses of a plan as it was: which states have a status date, and the records of any revision. */
import { formatIso, formatIsoDay, dayNumberOf, parseIso, type Minute } from "@leadline/engine/time/minute.ts";
import { z } from "zod";
import { answers, sendPieces, type Api } from "../../http/route.ts";
import { HttpProblem } from "../../http/problem-to-status.ts";
import type { Transaction } from "../../storage/database.ts";
import { load } from "./load.ts";
import { planAt, planStates } from "./past-plan.ts";
import type { ProjectRow } from "./project-row.ts";
import { recordsAnswer } from "./records-text.ts";
import { looseRecord, noQuery, params, type ProjectsRoom } from "./route-parts.ts";

export function pastRoutes(api: Api, room: ProjectsRoom): void {
  api.get(
    "/projects/:id/states",
    {
      config: { permission: "project.read" },
      schema: {
        operationId: "readStates",
        summary: "The last revision of every status date that the plan has had, oldest first; the newest revision is the last one",
        params,
        querystring: noQuery,
        response: answers({ 200: z.object({ states: z.array(z.object({ revision: z.number().int(), at: z.string().describe("UTC: when the state was reached."), statusDate: z.string().nullable().describe("Local wall clock, YYYY-MM-DDTHH:MM:SS; null before the first one.") })) }) }),
      },
    },
    async ({ actor, params: { id } }) => {
      const states = await room.database.readInWorkspace(actor.workspaceId, async (tx) => planStates(tx, id, newestOf(await load(tx, actor, "project.read", "project", id))));
      return { states: states.map(({ revision, at, statusDate }) => ({ revision, at: at.toISOString(), statusDate: statusDate === undefined ? null : formatIso(statusDate as Minute) })) };
    },
  );
  api.get(
    "/projects/:id/records/past",
    {
      config: { permission: "project.read" },
      schema: {
        operationId: "readPastRecords",
        summary: "Every record of the plan as it was at a revision or a status date, replayed from the log; the newest where neither is named",
        params,
        querystring: z.strictObject({
          revision: z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER).optional(),
          statusDate: z.string().max(30).optional().describe("YYYY-MM-DD: the last state with the newest status date that is not after this day."),
        }),
        response: answers({ 200: z.object({ revision: z.number().int(), records: z.array(z.object({ kind: z.string(), record: looseRecord })) }) }),
      },
    },
    async ({ actor, params: { id }, query }, reply) => {
      const { revision, project } = await room.database.readInWorkspace(actor.workspaceId, async (tx) => {
        const row = await load(tx, actor, "project.read", "project", id);
        const wanted = await wantedRevision(tx, id, newestOf(row), query);
        return { revision: wanted, project: await planAt(tx, id, await room.cache.newest(tx, id, row.revision), wanted) };
      });
      return sendPieces(reply, recordsAnswer(revision, project, actor.may("costs.read", id) ? "everything" : "no costs"));
    },
  );
}

type Newest = Parameters<typeof planStates>[2];

function newestOf({ revision, updated_at: at }: ProjectRow): Newest {
  return { revision, at };
}

async function wantedRevision(tx: Transaction, id: string, newest: Newest, { revision, statusDate }: { readonly revision?: number | undefined; readonly statusDate?: string | undefined }): Promise<number> {
  if (revision !== undefined && statusDate !== undefined) throw new HttpProblem("request/invalid", "Say either a revision or a status date, not both.");
  if (revision !== undefined && revision > newest.revision) throw new HttpProblem("not-found", `The plan has ${newest.revision} revisions; there is no revision ${revision} yet.`);
  if (statusDate === undefined) return revision ?? newest.revision;
  const wanted = /^\d{4}-\d{2}-\d{2}$/.test(statusDate) ? parseIso(statusDate) : undefined;
  if (wanted === undefined) throw new HttpProblem("request/invalid", `“${statusDate}” is no day. Write one as 2026-03-06.`);
  const day = dayNumberOf(wanted);
  const states = (await planStates(tx, id, newest)).filter((state) => state.statusDate !== undefined && dayNumberOf(state.statusDate as Minute) <= day);
  const found = states.reduce<(typeof states)[number] | undefined>((best, state) => (best?.statusDate === undefined || (state.statusDate ?? 0) >= best.statusDate ? state : best), undefined);
  if (!found) throw new HttpProblem("not-found", `The plan had no status date on or before ${formatIsoDay(day)}.`);
  return found.revision;
}
