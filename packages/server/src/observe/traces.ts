/** Spans around requests, transactions and jobs, by OpenTelemetry's interface alone: who wants them, preloads an SDK. */
import { SpanKind, SpanStatusCode, trace, type Attributes } from "@opentelemetry/api";
import type { FastifyInstance, RouteHandlerMethod } from "fastify";
import type { Job } from "../jobs/job.ts";
import type { Database } from "../storage/database.ts";
import { VERSION } from "../version.ts";

/** Runs `work` within a span. Without an SDK this costs next to nothing. */
export async function traced<T>(name: string, attributes: Attributes, work: () => Promise<T> | T, kind: SpanKind = SpanKind.INTERNAL): Promise<T> {
  return trace.getTracer("leadline", VERSION).startActiveSpan(name, { attributes, kind }, async (span) => {
    try {
      return await work();
    } catch (error) {
      // The kind of failure alone: messages may hold what a person wrote.
      span.setStatus({ code: SpanStatusCode.ERROR });
      span.setAttribute("error.type", error instanceof Error ? error.name : "unknown");
      throw error;
    } finally {
      span.end();
    }
  });
}

/** Every route that is made after this runs its handler within a span named by its pattern, never by its address. */
export function traceRequests(app: FastifyInstance): void {
  app.addHook("onRoute", (route) => {
    const { handler, url } = route;
    const method = String(route.method);
    const within: RouteHandlerMethod = function (request, reply) {
      const attributes = { "http.request.method": method, "http.route": url, "leadline.request_id": String(request.id) };
      return traced(`${method} ${url}`, attributes, () => Promise.resolve(handler.call(this, request, reply)), SpanKind.SERVER);
    };
    route.handler = within;
  });
}

export function tracedDatabase(database: Database): Database {
  const attributes = { "db.system.name": "postgresql" };
  return {
    ...database,
    inWorkspace: (workspaceId, work) => traced("transaction", attributes, () => database.inWorkspace(workspaceId, work)),
    readInWorkspace: (workspaceId, work) => traced("reading transaction", attributes, () => database.readInWorkspace(workspaceId, work)),
    readAtOnce: (workspaceId, work) => traced("reading transaction", attributes, () => database.readAtOnce(workspaceId, work)),
  };
}

export function tracedJob<T>(job: Job, run: () => Promise<T>): Promise<T> {
  return traced(`job ${job.kind}`, { "leadline.job.id": job.id, "leadline.job.attempt": job.attempts }, run);
}
