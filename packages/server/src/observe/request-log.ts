/** One line of log per request, by the pattern of its route, and one id for it in log, answer and problem. */
import { randomBytes } from "node:crypto";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";

const PROCESS = randomBytes(5).toString("hex");
let requests = 0;

/** Different in every process, so that the logs of two servers can lie in one place. */
export function makeRequestId(): string {
  requests += 1;
  return `${PROCESS}-${requests.toString(36)}`;
}

const SLOW_MILLISECONDS = 2000;
/** Sign-in needed, not allowed, too many: who looks after the server wants to see them. */
const REFUSALS: readonly number[] = [401, 403, 429];

export function logRequests(app: FastifyInstance): void {
  app.addHook("onRequest", (request, reply, done) => {
    void reply.header("x-request-id", request.id);
    done();
  });
  app.addHook("onResponse", (request, reply, done) => {
    request.log[levelOf(request, reply)]({ method: request.method, route: request.routeOptions.url ?? "none", status: reply.statusCode, milliseconds: Math.round(reply.elapsedTime) }, "request");
    done();
  });
}

/** Streams and uploads last as long as they last. */
function levelOf(request: FastifyRequest, reply: FastifyReply): "debug" | "info" | "warn" {
  if (reply.statusCode >= 500) return "warn";
  const isLong = request.routeOptions.config.isUpload === true || String(reply.getHeader("content-type") ?? "").startsWith("text/event-stream");
  return REFUSALS.includes(reply.statusCode) || isSignIn(request) || (reply.elapsedTime > SLOW_MILLISECONDS && !isLong) ? "info" : "debug";
}

/** Who came in, and by which way, is told like who did not. */
function isSignIn({ method, routeOptions }: FastifyRequest): boolean {
  return method !== "GET" && routeOptions.url?.startsWith("/api/v1/sign-in/") === true;
}
