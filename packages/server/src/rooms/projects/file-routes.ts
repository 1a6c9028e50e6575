/** The HTTP addresses of plan files: import, its report, export and what it loses. */
import { Readable } from "node:stream";
import type { FastifyReply } from "fastify";
import { z } from "zod";
import { attachment } from "../../http/content-disposition.ts";
import { HttpProblem } from "../../http/problem-to-status.ts";
import { answers, lateWriteOf, sendAnswer, writeHeaders, writeOf, writeQuery, type Api } from "../../http/route.ts";
import { load } from "./load.ts";
import { exportPlan, importPlan, type PlanFile } from "./plan-files.ts";
import { summarySchema } from "./project-row.ts";
import { readReport } from "./queries.ts";
import { noQuery, params, problemList, type ProjectsRoom } from "./route-parts.ts";

const exportFormat = z.enum(["mspdi", "xer", "json", "plan-text", "csv", "xlsx"]);

export function fileRoutes(api: Api, room: ProjectsRoom): void {
  void api.register((uploads, _options, done) => {
    // Uploads come as they are, whatever they say they are: the reader looks at the content.
    uploads.removeAllContentTypeParsers();
    uploads.addContentTypeParser("*", (_request, payload, parsed) => parsed(null, payload));
    importRoute(uploads, room);
    done();
  });
  api.get(
    "/projects/:id/export",
    { config: { permission: "project.read" }, schema: { operationId: "exportProject", summary: "Download the plan as a file", produces: ["application/octet-stream"], params, querystring: z.strictObject({ format: exportFormat }), response: answers({ 200: z.string().describe("The file.") }) } },
    async (request, reply) => {
      const file = await exportPlan(room, room.files, request.actor, { projectId: request.params.id, format: request.query.format });
      return sendFile(reply, file);
    },
  );
  api.get(
    "/projects/:id/export-losses",
    {
      config: { permission: "project.read" },
      schema: { operationId: "readExportLosses", summary: "What a format cannot hold of this plan", params, querystring: z.strictObject({ format: exportFormat }), response: answers({ 200: z.object({ losses: problemList }) }) },
    },
    async (request, reply) => {
      const { losses } = await exportPlan(room, room.files, request.actor, { projectId: request.params.id, format: request.query.format });
      return sendAnswer(reply, { status: 200, body: { losses } });
    },
  );
  api.get(
    "/projects/:id/import-report",
    {
      config: { permission: "project.read" },
      schema: { operationId: "readImportReport", summary: "What came in when the plan was imported, and which dates differ", params, querystring: noQuery, response: answers({ 200: z.object({ report: z.looseObject({}), problems: problemList }) }) },
    },
    async (request, reply) => {
      const report = await room.database.inWorkspace(request.actor.workspaceId, async (tx) => {
        const row = await load(tx, request.actor, "project.read", "project", request.params.id);
        return readReport(tx, row.id);
      });
      if (!report) throw new HttpProblem("not-found", "This project was not imported, so it has no import report.");
      return sendAnswer(reply, { status: 200, body: { ...report } });
    },
  );
}

/** Bytes go out as they are: the schema of the answer knows texts only. */
function sendFile(reply: FastifyReply, { content, fileName, mediaType }: PlanFile): FastifyReply {
  const file = typeof content === "string" ? content : Buffer.from(content);
  return reply.header("content-disposition", attachment(fileName)).type(mediaType).send(file);
}

function importRoute(api: Api, room: ProjectsRoom): void {
  api.post(
    "/projects/import",
    {
      config: { permission: "project.create", isUpload: true },
      schema: {
        operationId: "importProject",
        summary: "Make a project of a plan file (the request's body)",
        consumes: ["application/octet-stream"],
        headers: writeHeaders,
        querystring: writeQuery.extend({ name: z.string().min(1).max(255).describe("The file's name."), project: z.string().min(1).max(255).optional().describe("Short name or id of the project to take from a file that holds several (XER); without it the first with activities."), dates: z.enum(["dmy", "mdy"]).optional().describe("Whether day or month comes first in the dates of a table (CSV, XLSX) that leaves it open; without it such a table is refused."), decimals: z.enum(["point", "comma"]).optional().describe("What parts decimals in a table that leaves it open; without it such a table is refused.") }),
        response: answers({ 201: z.object({ project: summarySchema, report: z.looseObject({}), problems: problemList }) }),
      },
    },
    async (request, reply) => {
      // Told before a byte is taken: the key is missing, or the file is too large.
      writeOf(request, null);
      const { body } = request;
      const answer = await importPlan(room, room.files, request.actor, {
        body: body instanceof Readable ? body : Readable.from([]),
        announcedBytes: Number(request.headers["content-length"] ?? 0),
        name: request.query.name,
        project: request.query.project,
        reading: { ...(request.query.dates && { dates: request.query.dates }), ...(request.query.decimals && { decimals: request.query.decimals }) },
        write: (digest) => lateWriteOf(request, digest),
      });
      return sendAnswer(reply, answer);
    },
  );
}
