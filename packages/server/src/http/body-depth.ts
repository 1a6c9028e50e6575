/** Bodies nested so deep that walking them would exhaust the stack are refused before anybody walks them. */
import { Readable } from "node:stream";
import type { FastifyInstance } from "fastify";
import { HttpProblem } from "./problem-to-status.ts";

/** No request that we know is nested deeper than about ten. */
const MAX_DEPTH = 64;

export function limitBodyDepth(app: FastifyInstance): void {
  app.addHook("preValidation", (request, _reply, done) => {
    // An upload is a stream, whatever it says that it is.
    const isTooDeep = !(request.body instanceof Readable) && isJson(request.headers["content-type"]) && isDeeperThan(request.body, MAX_DEPTH);
    done(isTooDeep ? new HttpProblem("request/invalid", `The request's body is nested deeper than ${MAX_DEPTH} levels.`) : undefined);
  });
}

function isJson(contentType: string | undefined): boolean {
  return contentType !== undefined && contentType.startsWith("application/json");
}

/** Level by level, without recursion. */
function isDeeperThan(body: unknown, limit: number): boolean {
  let level: unknown[] = [body];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > limit) return true;
    level = level.flatMap((value) => (typeof value === "object" && value !== null ? Object.values(value) : []));
  }
  return false;
}
