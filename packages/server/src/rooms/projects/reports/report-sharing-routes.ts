/** The HTTP addresses by which a report leaves: as a file, by mail, and by a schedule of mails. */
import { REPORT_FORMATS, writeReportFile } from "@leadline/formats/report/report-file.ts";
import type { FastifyReply } from "fastify";
import { z } from "zod";
import { attachment } from "../../../http/content-disposition.ts";
import { HttpProblem } from "../../../http/problem-to-status.ts";
import { answers, sendAnswer, writeHeaders, writeOf, writeQuery, type Api } from "../../../http/route.ts";
import { signed } from "../../../log/log-room.ts";
import { finish, once, storedAnswer, type Answer, type Write } from "../../../storage/idempotency.ts";
import { load } from "../load.ts";
import { noQuery, params } from "../route-parts.ts";
import { removeSchedule, readSchedule, storeSchedule } from "./queries.ts";
import { MEDIA_TYPES, reportFile, reportLetter } from "./report-files.ts";
import type { ReportRoom } from "./report-room.ts";
import { reportParams } from "./report-routes.ts";

const audience = z.enum(["sponsor", "team", "finance"]).describe("The team's version tells no money.");
const addresses = z.array(z.email().max(254)).min(1).max(20);
const scheduleSchema = z.strictObject({ weekday: z.number().int().min(0).max(6).describe("0 Sunday to 6 Saturday."), hour: z.number().int().min(0).max(23).describe("Of the server's wall clock."), audience, to: addresses });
const scheduleAnswer = z.object({ schedule: scheduleSchema.nullable() });

export function reportSharingRoutes(api: Api, room: ReportRoom): void {
  api.get(
    "/projects/:id/reports/:reportId/file",
    {
      config: { permission: "project.read" },
      schema: { operationId: "downloadReport", summary: "A published report as a file, with its proof inside for “leadline verify”", produces: ["application/octet-stream"], params: reportParams, querystring: z.strictObject({ format: z.enum(REPORT_FORMATS), audience: audience.optional() }), response: answers({ 200: z.string().describe("The file.") }) },
    },
    async ({ actor, params: { id, reportId }, query }, reply) => {
      const wish = { reportId, audience: query.audience ?? "sponsor", seesCosts: actor.may("costs.read", id) };
      const { file, name } = await signed(() => room.database.inWorkspace(actor.workspaceId, async (tx) => reportFile(tx, room, await load(tx, actor, "project.read", "project", id), wish)));
      return sendBytes(reply, Buffer.from(writeReportFile(file, query.format)), { type: MEDIA_TYPES[query.format], name: `${name}.${query.format}` });
    },
  );
  api.post(
    "/projects/:id/reports/:reportId/mail",
    {
      config: { permission: "project.share" },
      schema: { operationId: "mailReport", summary: "Send a published report by mail: complete as text and HTML, with the PDF", params: reportParams, headers: writeHeaders, querystring: writeQuery, body: z.strictObject({ to: addresses, audience }), response: answers({ 202: z.object({ sent: z.number().int() }) }) },
    },
    async (request, reply) => sendAnswer(reply, await mailReport(room, writeOf(request), { projectId: request.params.id, reportId: request.params.reportId, ...request.body })),
  );
  api.get(
    "/projects/:id/report-schedule",
    { config: { permission: "project.share" }, schema: { operationId: "readReportSchedule", summary: "When the newest report is sent to whom", params, querystring: noQuery, response: answers({ 200: scheduleAnswer }) } },
    async ({ actor, params: { id } }) =>
      room.database.readInWorkspace(actor.workspaceId, async (tx) => {
        const row = await load(tx, actor, "project.share", "project", id);
        return { schedule: (await readSchedule(tx, row.id)) ?? null };
      }),
  );
  api.post(
    "/projects/:id/report-schedule",
    {
      config: { permission: "project.share" },
      schema: { operationId: "scheduleReports", summary: "Send the newest report every week; null ends it", params, headers: writeHeaders, querystring: writeQuery, body: z.strictObject({ schedule: scheduleSchema.nullable() }), response: answers({ 200: scheduleAnswer }) },
    },
    async (request, reply) => {
      const write = writeOf(request);
      const { schedule } = request.body;
      const { id } = request.params;
      const answer = await room.database.inWorkspace(request.actor.workspaceId, (tx) =>
        once(tx, write, async () => {
          const row = await load(tx, write.actor, "project.share", "project", id);
          if (schedule) demandSight(write, id, schedule.audience);
          const before = (await readSchedule(tx, row.id)) ?? null;
          if (schedule) await storeSchedule(tx, row.id, schedule, write.actor.id);
          else await removeSchedule(tx, row.id);
          return { status: 200, body: { schedule }, before: { schedule: before } };
        }),
      );
      return sendAnswer(reply, answer);
    },
  );
}

function sendBytes(reply: FastifyReply, bytes: Buffer, { type, name }: { readonly type: string; readonly name: string }): FastifyReply {
  return reply.type(type).header("content-disposition", attachment(name)).send(bytes);
}

/** Nobody sends money to others that they may not see. */
function demandSight({ actor }: Write, projectId: string, wanted: z.infer<typeof audience>): void {
  if (wanted !== "team" && !actor.may("costs.read", projectId)) throw new HttpProblem("permission/missing", "This version says what the project costs, and your role does not show that. Send the team's version.");
}

interface MailWish {
  readonly projectId: string;
  readonly reportId: string;
  readonly to: readonly string[];
  readonly audience: z.infer<typeof audience>;
}

/** Answered once it is on its way; a repeated request sends nothing. */
async function mailReport(room: ReportRoom, write: Write, { projectId, reportId, to, audience: wanted }: MailWish): Promise<Answer> {
  const { sendLetter } = room;
  demandSight(write, projectId, wanted);
  const made = await signed(() =>
    room.database.inWorkspace(write.actor.workspaceId, async (tx) => {
      const stored = await storedAnswer(tx, write);
      if (stored) return { answer: stored };
      const row = await load(tx, write.actor, "project.share", "project", projectId);
      const file = await reportFile(tx, room, row, { reportId, audience: wanted, seesCosts: true });
      if (!sendLetter && !write.isDryRun) throw new HttpProblem("change/refused", "This server sends no mail. Whoever runs it sets SMTP_URL; until then, send the PDF or a link.", { code: "mail/none" });
      return { letters: to.map((address) => reportLetter(file, address, `${room.origin}/p/${row.key}/status`)), answer: await finish(tx, write, { status: 202, body: { sent: to.length } }) };
    }),
  );
  if (sendLetter && !write.isDryRun) for (const letter of made.letters ?? []) await sendLetter(letter);
  return made.answer;
}
