/** A body sent to an address that takes none is refused: whoever sent it believes that it says something. */
import { Readable } from "node:stream";
import type { FastifyInstance } from "fastify";
import { HttpProblem } from "./problem-to-status.ts";

export function refuseStrayBodies(app: FastifyInstance): void {
  app.addHook("preValidation", (request, _reply, done) => {
    const { schema, config } = request.routeOptions;
    const isStray = schema !== undefined && schema.body === undefined && config.isUpload !== true && isSomething(request.body);
    done(isStray ? new HttpProblem("request/unknown-field", `${request.method} ${request.routeOptions.url ?? ""} takes no body. Send none.`) : undefined);
  });
}

/** An empty object says nothing: some clients cannot do without. */
function isSomething(body: unknown): boolean {
  if (body === undefined || body === null || body instanceof Readable) return false;
  return typeof body !== "object" || Object.keys(body).length > 0;
}
