/** The HTTP addresses of status reports: drafted, published, corrected, withdrawn, read; what is published is never altered. */
import { publishedReports } from "@leadline/engine/report/published.ts";
import type { PublishedReport } from "@leadline/engine/report/report.ts";
import { z } from "zod";
import type { Actor } from "../../../access/actor.ts";
import { answers, sendAnswer, writeHeaders, writeOf, writeQuery, type Api } from "../../../http/route.ts";
import { signed } from "../../../log/log-room.ts";
import type { Answer } from "../../../storage/idempotency.ts";
import { load } from "../load.ts";
import { noQuery, params } from "../route-parts.ts";
import { keepReport, reportIn, type KeepRequest } from "./keep-report.ts";
import { shownDraft, startDrafting } from "./report-draft.ts";
import { proofOfReport } from "./report-proof.ts";
import type { ReportRoom } from "./report-room.ts";
import { draftAnswer, draftSchema, listedReport, listedSchema, proofSchema, reportAnswer, reportSchema, shownReport } from "./report-shapes.ts";

export const reportParams = params.extend({ reportId: z.string().min(1).max(64) });
const text = z.string().max(20_000).optional();
const words = { headline: z.string().max(64).optional().describe("Id of one of the draft's headlines; absent: the first."), summary: text.describe("Live numbers as #p80."), explanation: text.describe("Why the manager's call differs from the computed one.") };
const revision = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER).describe("Of the draft that was seen.");
const reason = z.string().trim().min(1).max(1000);
const keptSchema = z.object({ revision: z.number().int(), report: reportSchema, proof: proofSchema });

export function reportRoutes(api: Api, room: ReportRoom): void {
  const draft = startDrafting(room);
  api.get(
    "/projects/:id/report-draft",
    { config: { permission: "project.read" }, schema: { operationId: "draftReport", summary: "A status report as it follows from plan, runs and evidence by now; stored nowhere", params, querystring: noQuery, response: answers({ 200: draftSchema }) } },
    async ({ actor, params: { id } }) => {
      const made = await draft(actor, { projectId: id });
      return draftAnswer({ ...made, draft: shownDraft(made.draft, actor, id) });
    },
  );
  api.get(
    "/projects/:id/reports",
    { config: { permission: "project.read" }, schema: { operationId: "listReports", summary: "Every version of every published report, newest first", params, querystring: noQuery, response: answers({ 200: z.object({ reports: z.array(listedSchema) }) }) } },
    async ({ actor, params: { id } }) => {
      const reports = await readReports(room, actor, id);
      return { reports: reports.map((report) => listedReport(seenBy(report, reports, actor, id))).reverse() };
    },
  );
  api.get(
    "/projects/:id/reports/:reportId",
    { config: { permission: "project.read" }, schema: { operationId: "readReport", summary: "One version of a report as it was published, with the anchor of its proof", params: reportParams, querystring: noQuery, response: answers({ 200: z.object({ report: reportSchema, proof: proofSchema }) }) } },
    async ({ actor, params: { id, reportId } }) => readKept(room, actor, id, reportId),
  );
  api.post(
    "/projects/:id/reports",
    {
      config: { permission: "project.edit" },
      schema: { operationId: "publishReport", summary: "Publish the draft: it is frozen in the log, and signed", params, headers: writeHeaders, querystring: writeQuery, body: z.strictObject({ revision, ...words }), response: answers({ 201: keptSchema }) },
    },
    async (request, reply) => {
      const { revision: seen, ...given } = request.body;
      const { id: projectId } = request.params;
      const made = await draft(request.actor, { projectId });
      return answerKept(await keepReport(room, writeOf(request), { projectId, revision: seen, made, wish: { event: "publish", words: known(given) } }), request.actor, projectId, reply);
    },
  );
  api.post(
    "/projects/:id/reports/:reportId/correction",
    {
      config: { permission: "project.edit" },
      schema: { operationId: "correctReport", summary: "Publish a further version of a report; the one before stays readable, with the reason", params: reportParams, headers: writeHeaders, querystring: writeQuery, body: z.strictObject({ reason, ...words }), response: answers({ 201: keptSchema }) },
    },
    async (request, reply) => {
      const { reason: why, ...given } = request.body;
      const { id: projectId, reportId } = request.params;
      const old = reportIn(await readReports(room, request.actor, projectId), reportId);
      const made = await draft(request.actor, { projectId, before: old.number });
      return answerKept(await keepReport(room, writeOf(request), { projectId, made, wish: { event: "correct", reportId, reason: why, words: known(given) } }), request.actor, projectId, reply);
    },
  );
  api.post(
    "/projects/:id/reports/:reportId/withdrawal",
    {
      config: { permission: "project.edit" },
      schema: { operationId: "withdrawReport", summary: "Withdraw a report: its number, the reason and its proof stay", params: reportParams, headers: writeHeaders, querystring: writeQuery, body: z.strictObject({ reason }), response: answers({ 201: keptSchema }) },
    },
    async (request, reply) => {
      const { id: projectId, reportId } = request.params;
      const wish: KeepRequest = { projectId, wish: { event: "withdraw", reportId, reason: request.body.reason } };
      return answerKept(await keepReport(room, writeOf(request), wish), request.actor, projectId, reply);
    },
  );

  /** The stored answer names the report; what is told of it is read now. A dry run has stored none. */
  async function answerKept(answer: Answer, actor: Actor, projectId: string, reply: Parameters<typeof sendAnswer>[0]): Promise<ReturnType<typeof sendAnswer>> {
    const { revision: at, reportId, dryRun } = answer.body;
    if (dryRun === true || typeof reportId !== "string") return sendAnswer(reply, answer);
    return sendAnswer(reply, { status: answer.status, body: { revision: at, ...(await readKept(room, actor, projectId, reportId)) } });
  }
}

/** Without the fields that were not given. */
function known<T extends object>(given: T): { readonly [K in keyof T]: Exclude<T[K], undefined> } {
  // What is left has a value.
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as { readonly [K in keyof T]: Exclude<T[K], undefined> };
}

async function readReports(room: ReportRoom, actor: Actor, projectId: string): Promise<readonly PublishedReport[]> {
  return room.database.readInWorkspace(actor.workspaceId, async (tx) => {
    const row = await load(tx, actor, "project.read", "project", projectId);
    return publishedReports((await room.cache.newest(tx, row.id, row.revision)).project);
  });
}

/** One version with what signs it. */
async function readKept(room: ReportRoom, actor: Actor, projectId: string, reportId: string): Promise<Pick<z.infer<typeof keptSchema>, "report" | "proof">> {
  const reports = await readReports(room, actor, projectId);
  const report = seenBy(reportIn(reports, reportId), reports, actor, projectId);
  const { size, words: anchor, at, entry } = await signed(() => room.database.inWorkspace(actor.workspaceId, (tx) => proofOfReport(tx, room, projectId, reportId)));
  return { report: reportAnswer(report), proof: { size, words: anchor, at, entry } };
}

/** A report whose last version is a withdrawal shows its content no more, in any version. */
export function seenBy(report: PublishedReport, reports: readonly PublishedReport[], actor: Actor, projectId: string): PublishedReport {
  const isWithdrawn = reports.some(({ number, event }) => number === report.number && event === "withdrawn");
  return shownReport(report, { seesCosts: actor.may("costs.read", projectId), isWithdrawn });
}
