/** The HTTP addresses of projects: list, life, records, commands, stream, files and history. */
import { commandSchema } from "@leadline/engine/change/command.ts";
import { recordsOf } from "@leadline/engine/model/project.ts";
import { MINUTES_PER_DAY, parseIso, type Minute } from "@leadline/engine/time/minute.ts";
import { builtInTemplates } from "@leadline/formats/template/built-in.ts";
import { readTemplate } from "@leadline/formats/template/read.ts";
import type { FastifyReply, FastifyRequest } from "fastify";
import { Readable } from "node:stream";
import { z } from "zod";
import type { EventHub } from "../../events/event-hub.ts";
import { HttpProblem } from "../../http/problem-to-status.ts";
import { answers, matchHeaders, revisionOf, sendAnswer, writeHeaders, writeOf, writeQuery, type Api } from "../../http/route.ts";
import { canonicalJson } from "../../log/canonical-json.ts";
import { editProject, type ProjectsStore } from "./edit-project.ts";
import { load } from "./load.ts";
import { attachment, exportPlan, importPlan, type PlanFiles } from "./plan-files.ts";
import { copyProject, createProject, deleteProject, renameProject, restoreProject } from "./project-life.ts";
import { KEY_PATTERN } from "./project-key.ts";
import { summaryOf, summarySchema } from "./project-row.ts";
import { sampleRoutes } from "./sample-routes.ts";
import { listProjects, readHistory, readReport } from "./queries.ts";

export interface ProjectsRoom extends ProjectsStore {
  readonly files: PlanFiles;
  readonly events: EventHub;
}

const params = z.strictObject({ id: z.string().min(1).max(64) });
const noQuery = z.strictObject({});
const name = z.string().trim().min(1).max(1000);
const key = z.string().regex(KEY_PATTERN, "must be 1 to 10 capital letters and digits, a letter first");
/** Sent by clients that have nothing to say. */
const nothing = z.strictObject({}).nullish();
const looseRecord = z.looseObject({ id: z.string() });
const changeSchema = z.object({
  added: z.array(z.object({ kind: z.string(), record: looseRecord })),
  updated: z.array(z.object({ kind: z.string(), before: looseRecord, after: looseRecord })),
  removed: z.array(z.object({ kind: z.string(), record: looseRecord })),
});
const exportFormat = z.enum(["mspdi", "json", "plan-text"]);
const problemList = z.array(z.looseObject({ code: z.string(), message: z.string() }));

export function projectRoutes(api: Api, room: ProjectsRoom): void {
  listRoutes(api, room);
  lifeRoutes(api, room);
  planRoutes(api, room);
  fileRoutes(api, room);
  eventRoute(api, room);
  sampleRoutes(api, room);
}

function listRoutes(api: Api, room: ProjectsRoom): void {
  api.get(
    "/projects",
    {
      config: { permission: "project.read" },
      schema: {
        operationId: "listProjects",
        summary: "Projects of the workspace, last changed first",
        querystring: z.strictObject({
          cursor: z.string().max(200).optional().describe("nextCursor of the page before."),
          limit: z.coerce.number().int().min(1).max(500).optional(),
          deleted: z.enum(["true", "false"]).optional().describe("true: deleted ones too."),
        }),
        response: answers({ 200: z.object({ projects: z.array(summarySchema), nextCursor: z.string().nullable() }) }),
      },
    },
    async (request) => {
      const { cursor, limit = 100, deleted } = request.query;
      const after = cursor === undefined ? undefined : readCursor(cursor);
      const rows = await room.database.inWorkspace(request.actor.workspaceId, (tx) => listProjects(tx, { limit: limit + 1, after, withDeleted: deleted === "true" }));
      const page = rows.slice(0, limit);
      const last = page.at(-1);
      const nextCursor = rows.length > limit && last ? writeCursor({ updatedAt: last.updated_at.toISOString(), id: last.id }) : null;
      return { projects: page.map(summaryOf), nextCursor };
    },
  );
  api.get(
    "/templates",
    {
      config: { permission: "workspace.read" },
      schema: {
        operationId: "listTemplates",
        summary: "Built-in templates",
        querystring: noQuery,
        response: answers({ 200: z.object({ templates: z.array(z.object({ key: z.string(), name: z.string(), exampleScope: z.string(), taskCount: z.number().int() })) }) }),
      },
    },
    () => ({ templates: templateList() }),
  );
}

const cursorSchema = z.object({ updatedAt: z.iso.datetime(), id: z.string().max(64) });

function writeCursor(place: z.infer<typeof cursorSchema>): string {
  return Buffer.from(JSON.stringify(place)).toString("base64url");
}

function readCursor(text: string): z.infer<typeof cursorSchema> {
  try {
    return cursorSchema.parse(JSON.parse(Buffer.from(text, "base64url").toString()));
  } catch {
    throw new HttpProblem("request/invalid", "The cursor is none that this list has given. Begin without one.");
  }
}

interface TemplateFacts {
  readonly key: string;
  readonly name: string;
  readonly exampleScope: string;
  readonly taskCount: number;
}
let templates: TemplateFacts[] | undefined;

/** Read once: they never change while the program runs. */
function templateList(): TemplateFacts[] {
  templates ??= builtInTemplates().map((template) => {
    const result = readTemplate(template.text, { newId: counter() });
    return { key: template.key, name: template.name, exampleScope: template.exampleScope, taskCount: result.ok ? result.project.records.task.size : 0 };
  });
  return templates;
}

function counter(): () => string {
  let count = 0;
  return () => String((count += 1));
}

function lifeRoutes(api: Api, room: ProjectsRoom): void {
  api.post(
    "/projects",
    {
      config: { permission: "project.create" },
      schema: {
        operationId: "createProject",
        summary: "Start a project, blank or from a template",
        headers: writeHeaders,
        querystring: writeQuery,
        body: z.strictObject({ name, key: key.optional(), start: z.string().max(30).optional().describe("YYYY-MM-DD or YYYY-MM-DDTHH:MM; without a time, 08:00; without it, today."), templateKey: z.string().max(100).optional() }),
        response: answers({ 201: summarySchema }),
      },
    },
    async (request, reply) => {
      const wish = { ...request.body, start: startOf(request.body.start) };
      return sendAnswer(reply, await createProject(room, writeOf(request), wish));
    },
  );
  api.get(
    "/projects/:id",
    { config: { permission: "project.read" }, schema: { operationId: "readProject", summary: "One project; its ETag is the revision", params, querystring: noQuery, response: answers({ 200: summarySchema }) } },
    async (request, reply) => {
      const row = await room.database.inWorkspace(request.actor.workspaceId, (tx) => load(tx, request.actor, "project.read", "project", request.params.id));
      return sendAnswer(reply, { status: 200, body: summaryOf(row) });
    },
  );
  api.patch(
    "/projects/:id",
    {
      config: { permission: "project.edit" },
      schema: {
        operationId: "renameProject",
        summary: "Change name or key; needs If-Match",
        params,
        headers: matchHeaders,
        querystring: writeQuery,
        body: z.strictObject({ name: name.optional(), key: key.optional() }).refine((body) => body.name !== undefined || body.key !== undefined, "must have a name or a key"),
        response: answers({ 200: summarySchema }),
      },
    },
    async (request, reply) => sendAnswer(reply, await renameProject(room, writeOf(request), { projectId: request.params.id, revision: revisionOf(request), ...request.body })),
  );
  api.delete(
    "/projects/:id",
    {
      config: { permission: "project.delete" },
      schema: { operationId: "deleteProject", summary: "Delete; can be restored for 30 days; needs If-Match", params, headers: matchHeaders, querystring: writeQuery, response: answers({ 200: summarySchema }) },
    },
    async (request, reply) => sendAnswer(reply, await deleteProject(room, writeOf(request, null), { projectId: request.params.id, revision: revisionOf(request) })),
  );
  api.post(
    "/projects/:id/restore",
    { config: { permission: "project.delete" }, schema: { operationId: "restoreProject", summary: "Bring a deleted project back", params, headers: writeHeaders, querystring: writeQuery, body: nothing, response: answers({ 200: summarySchema }) } },
    async (request, reply) => sendAnswer(reply, await restoreProject(room, writeOf(request), request.params.id)),
  );
  api.post(
    "/projects/:id/copy",
    {
      config: { permission: "project.create" },
      schema: { operationId: "copyProject", summary: "Make a copy with a history of its own", params, headers: writeHeaders, querystring: writeQuery, body: z.strictObject({ name: name.optional() }).nullish(), response: answers({ 201: summarySchema }) },
    },
    async (request, reply) => sendAnswer(reply, await copyProject(room, writeOf(request), request.params.id, request.body?.name)),
  );
}

/** A day alone means its first working minute in the default calendar; nothing at all means today, on the server's wall clock. */
function startOf(text: string | undefined): Minute {
  const now = new Date();
  const today = `${now.getFullYear()}-${String(now.getMonth() + 1).padStart(2, "0")}-${String(now.getDate()).padStart(2, "0")}`;
  const start = parseIso(text ?? today);
  if (start === undefined) throw new HttpProblem("request/invalid", `“${text}” is no start date between 1900 and 2999. Write it as YYYY-MM-DD.`);
  const isDayAlone = start % MINUTES_PER_DAY === 0 && (text ?? today).trim().length === 10;
  // A sum of whole minutes within the checked range.
  return isDayAlone ? ((start + 480) as Minute) : start;
}

function planRoutes(api: Api, room: ProjectsRoom): void {
  api.get(
    "/projects/:id/records",
    {
      config: { permission: "project.read" },
      schema: {
        operationId: "readRecords",
        summary: "Every record of the plan at one revision",
        params,
        querystring: noQuery,
        response: answers({ 200: z.object({ revision: z.number().int(), records: z.array(z.object({ kind: z.string(), record: looseRecord })) }) }),
      },
    },
    async (request, reply) => {
      const state = await room.database.inWorkspace(request.actor.workspaceId, async (tx) => {
        const row = await load(tx, request.actor, "project.read", "project", request.params.id);
        return room.cache.newest(tx, row.id, row.revision);
      });
      // Equal plans are equal bytes, whether they come from memory or from the database.
      return sendAnswer(reply, { status: 200, body: { revision: state.revision, records: [...recordsOf(state.project)] } }, canonicalJson);
    },
  );
  api.post(
    "/projects/:id/commands",
    {
      config: { permission: "project.edit" },
      bodyLimit: 64 * 1024 * 1024,
      schema: {
        operationId: "runCommands",
        summary: "Edit the plan: a list of commands as one change, made on a revision",
        params,
        headers: writeHeaders,
        querystring: writeQuery,
        body: z.strictObject({ revision: z.number().int().min(0).max(Number.MAX_SAFE_INTEGER), commands: z.array(commandSchema).min(1).max(10_000) }),
        response: answers({ 200: z.object({ revision: z.number().int(), change: changeSchema, label: z.string(), schedule: z.object({ start: z.string(), finish: z.string(), criticalTasks: z.number().int() }) }) }),
      },
    },
    async (request, reply) => sendAnswer(reply, await editProject(room, writeOf(request), { projectId: request.params.id, ...request.body })),
  );
  api.get(
    "/projects/:id/history",
    {
      config: { permission: "project.read" },
      schema: {
        operationId: "readHistory",
        summary: "The log of changes, newest first",
        params,
        querystring: z.strictObject({ before: z.coerce.number().int().min(1).optional().describe("Revision: only older entries."), limit: z.coerce.number().int().min(1).max(1000).optional() }),
        response: answers({ 200: z.object({ changes: z.array(z.object({ revision: z.number().int(), at: z.string(), actor: z.string(), label: z.string(), requestKey: z.string() })), nextBefore: z.number().int().nullable() }) }),
      },
    },
    async (request) => {
      const { before = Number.MAX_SAFE_INTEGER, limit = 100 } = request.query;
      const rows = await room.database.inWorkspace(request.actor.workspaceId, async (tx) => {
        const row = await load(tx, request.actor, "project.read", "project", request.params.id);
        return readHistory(tx, row.id, { before, limit });
      });
      const changes = rows.map((row) => ({ revision: row.revision, at: row.at.toISOString(), actor: row.actor, label: row.label, requestKey: row.request_key }));
      const oldest = changes.at(-1)?.revision;
      return { changes, nextBefore: changes.length === limit && oldest !== undefined && oldest > 1 ? oldest : null };
    },
  );
}

function fileRoutes(api: Api, room: ProjectsRoom): void {
  void api.register((uploads, _options, done) => {
    // Uploads come as they are, whatever they say they are: the reader looks at the content.
    uploads.removeAllContentTypeParsers();
    uploads.addContentTypeParser("*", (_request, payload, parsed) => parsed(null, payload));
    importRoute(uploads, room);
    done();
  });
  api.get(
    "/projects/:id/export",
    { config: { permission: "project.read" }, schema: { operationId: "exportProject", summary: "Download the plan as a file", params, querystring: z.strictObject({ format: exportFormat }), response: answers({ 200: z.string().describe("The file.") }) } },
    async (request, reply) => {
      const file = await exportPlan(room, room.files, request.actor, { projectId: request.params.id, format: request.query.format });
      return reply.header("content-disposition", attachment(file.fileName)).type(file.mediaType).send(file.text);
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
        querystring: writeQuery.extend({ name: z.string().min(1).max(255).describe("The file's name.") }),
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
        write: (digest) => writeOf(request, digest),
      });
      return sendAnswer(reply, answer);
    },
  );
}

function eventRoute(api: Api, room: ProjectsRoom): void {
  api.get(
    "/projects/:id/events",
    {
      config: { permission: "project.read" },
      schema: {
        operationId: "followProject",
        summary: "Server-sent events: every change as it is stored",
        params,
        headers: z.looseObject({ "last-event-id": z.string().optional().describe("The last revision that was seen; everything after it is sent.") }),
        querystring: z.strictObject({ lastEventId: z.string().optional().describe("As the header, for readers that cannot set it.") }),
        response: answers({ 200: z.string().describe("text/event-stream") }),
      },
    },
    async (request, reply) => {
      const row = await room.database.inWorkspace(request.actor.workspaceId, (tx) => load(tx, request.actor, "project.read", "project", request.params.id));
      const after = lastEventOf(request);
      stream(reply, (listener) => room.events.subscribe({ workspaceId: request.actor.workspaceId, projectId: row.id, current: row.revision, after }, listener));
    },
  );
}

/** What is no number counts as an event that is long gone: the listener loads anew. */
function lastEventOf(request: FastifyRequest<{ Querystring: { lastEventId?: string | undefined } }>): number | undefined {
  const text = request.headers["last-event-id"] ?? request.query.lastEventId;
  if (text === undefined || text === "") return undefined;
  return typeof text === "string" && /^\d{1,15}$/.test(text) ? Number(text) : Number.MAX_SAFE_INTEGER;
}

function stream(reply: FastifyReply, subscribe: (listener: Parameters<EventHub["subscribe"]>[1]) => () => void): void {
  const { raw } = reply.headers({ "content-type": "text/event-stream; charset=utf-8", "cache-control": "no-store", "x-accel-buffering": "no" });
  for (const [name, value] of Object.entries(reply.getHeaders())) if (value !== undefined) raw.setHeader(name, value);
  reply.hijack();
  raw.writeHead(200);
  const leave = subscribe({ waitingBytes: () => raw.writableLength, write: (text) => void raw.write(text), end: () => raw.destroy() });
  raw.on("close", leave);
}
