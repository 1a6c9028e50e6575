/** The HTTP addresses of attached files. Their content has a path of its own, outside of the API and of the pages. */
import { Readable } from "node:stream";
import type { FastifyReply } from "fastify";
import { z } from "zod";
import { attachment } from "../../../http/content-disposition.ts";
import { limitOf, nextCursor, pageOf, pageQuery, placeOfCursor } from "../../../http/page.ts";
import { HttpProblem } from "../../../http/problem-to-status.ts";
import { answers, lateWriteOf, sendAnswer, writeHeaders, writeOf, writeQuery, type Api } from "../../../http/route.ts";
import { load } from "../load.ts";
import { noQuery, params } from "../route-parts.ts";
import { attachmentSchema, factsOf } from "./attachment-facts.ts";
import { listAttachments, type AttachmentRow } from "./attachment-queries.ts";
import { addAttachment, contentOf, deleteAttachment, readFacts, type AttachmentStore } from "./attachments.ts";

const id = z.string().min(1).max(64);
const attachmentParams = params.extend({ attachmentId: id });
const cursorSchema = z.object({ id });

export function attachmentRoutes(api: Api, store: AttachmentStore): void {
  listRoute(api, store);
  void api.register((uploads, _options, done) => {
    // Uploads come as they are, whatever they say they are: the content is looked at.
    uploads.removeAllContentTypeParsers();
    uploads.addContentTypeParser("*", (_request, payload, parsed) => parsed(null, payload));
    uploadRoute(uploads, store);
    done();
  });
  api.get(
    "/projects/:id/attachments/:attachmentId",
    {
      config: { permission: "project.read" },
      schema: { operationId: "readAttachment", summary: "What an attached file is", params: attachmentParams, querystring: noQuery, response: answers({ 200: attachmentSchema }) },
    },
    async (request) => factsOf(await readFacts(store, request.actor, { projectId: request.params.id, id: request.params.attachmentId })),
  );
  api.delete(
    "/projects/:id/attachments/:attachmentId",
    {
      config: { permission: "project.edit" },
      schema: { operationId: "deleteAttachment", summary: "Take a file away; files never change, so no revision is asked for", params: attachmentParams, headers: writeHeaders, querystring: writeQuery, response: answers({ 200: attachmentSchema }) },
    },
    async (request, reply) => sendAnswer(reply, await deleteAttachment(store, writeOf(request, null), { projectId: request.params.id, id: request.params.attachmentId })),
  );
}

function listRoute(api: Api, store: AttachmentStore): void {
  api.get(
    "/projects/:id/attachments",
    {
      config: { permission: "project.read" },
      schema: {
        operationId: "listAttachments",
        summary: "Files attached to a project and its tasks, oldest first",
        params,
        querystring: pageQuery.extend({ taskId: id.optional().describe("Only files of this task.") }),
        response: answers({ 200: z.object({ attachments: z.array(attachmentSchema), nextCursor }) }),
      },
    },
    async (request) => {
      const limit = limitOf(request.query);
      const after = placeOfCursor(request.query.cursor, cursorSchema)?.id;
      const rows = await store.database.inWorkspace(request.actor.workspaceId, async (tx) => {
        const row = await load(tx, request.actor, "project.read", "project", request.params.id);
        return listAttachments(tx, row.id, { taskId: request.query.taskId, after, limit: limit + 1 });
      });
      const { page, nextCursor: next } = pageOf(rows, limit, (row) => ({ id: row.id }));
      return { attachments: page.map(factsOf), nextCursor: next };
    },
  );
}

function uploadRoute(api: Api, store: AttachmentStore): void {
  api.post(
    "/projects/:id/attachments",
    {
      config: { permission: "project.edit", isUpload: true },
      schema: {
        operationId: "addAttachment",
        summary: "Attach a file (the request's body) to a project or one of its tasks",
        consumes: ["application/octet-stream"],
        params,
        headers: writeHeaders,
        querystring: writeQuery.extend({ name: z.string().min(1).max(1000).describe("The file's name."), taskId: id.optional() }),
        response: answers({ 201: attachmentSchema }),
      },
    },
    async (request, reply) => {
      // Told before a byte is taken: the key is missing, or the file is too large.
      writeOf(request, null);
      const { body } = request;
      const answer = await addAttachment(store, request.actor, {
        projectId: request.params.id,
        taskId: request.query.taskId,
        name: request.query.name,
        body: body instanceof Readable ? body : Readable.from([]),
        announcedBytes: Number(request.headers["content-length"] ?? 0),
        write: (digest) => lateWriteOf(request, digest),
      });
      return sendAnswer(reply, answer);
    },
  );
}

/** Whatever the content is, a browser keeps it as a file and runs nothing of it. */
const CONTENT_HEADERS: Readonly<Record<string, string>> = {
  "content-security-policy": "sandbox; default-src 'none'; frame-ancestors 'none'",
  "x-content-type-options": "nosniff",
  "cross-origin-resource-policy": "same-origin",
  "cache-control": "private, no-store",
};
/** What a page would load a file as, where the file is nothing to be loaded. */
const REFUSED_USES = new Set(["script", "style", "worker", "sharedworker", "serviceworker", "audioworklet", "paintworklet", "xslt", "manifest", "object", "embed", "frame", "iframe", "font", "track", "json"]);

export function fileRoutes(api: Api, store: AttachmentStore): void {
  api.get(
    "/files/:id/:attachmentId",
    {
      config: { permission: "project.read" },
      schema: { operationId: "readAttachmentContent", summary: "Download an attached file", produces: ["application/octet-stream"], params: attachmentParams, querystring: noQuery, response: answers({ 200: z.string().describe("The file.") }) },
    },
    async (request, reply) => {
      const use = request.headers["sec-fetch-dest"];
      if (typeof use === "string" && REFUSED_USES.has(use)) throw new HttpProblem("origin/foreign", "An attached file can be downloaded, but no page may load it as a part of itself.");
      const row = await readFacts(store, request.actor, { projectId: request.params.id, id: request.params.attachmentId });
      return sendContent(reply, row, Readable.from(contentOf(store, request.actor.workspaceId, row)));
    },
  );
}

/** Bytes go out as they are: the schema of the answer knows texts only. */
function sendContent(reply: FastifyReply, row: AttachmentRow, content: Readable): FastifyReply {
  const type = row.media_type === "text/plain" ? "text/plain; charset=utf-8" : row.media_type;
  return reply.headers({ ...CONTENT_HEADERS, "content-disposition": attachment(row.name), "content-length": row.bytes }).type(type).send(content);
}
