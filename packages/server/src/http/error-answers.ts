/** Turns whatever a route throws into problem+json: known problems as they are, database failures by their codes, bugs without their stack. */
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { hasZodFastifySchemaValidationErrors } from "fastify-type-provider-zod";
import { isPassing } from "../storage/database.ts";
import { systemCode } from "../start-failure.ts";
import { HttpProblem, problemBody, type ProblemCode } from "./problem-to-status.ts";

export function answerErrors(app: FastifyInstance): void {
  app.setErrorHandler((error: unknown, request, reply) => {
    const problem = problemOf(error, request);
    if (problem.code === "server/bug" || problem.code.startsWith("storage/")) request.log.error({ err: error }, problem.message);
    return sendProblem(reply, problem);
  });
}

export function sendProblem(reply: FastifyReply, problem: HttpProblem): FastifyReply {
  const { status, body } = problemBody(problem);
  if (status === 503) void reply.header("retry-after", "1");
  return reply.code(status).type("application/problem+json").send(JSON.stringify({ ...body, requestId: reply.request.id }));
}

export function problemOf(error: unknown, request: Pick<FastifyRequest, "id">): HttpProblem {
  if (error instanceof HttpProblem) return error;
  if (hasZodFastifySchemaValidationErrors(error)) return invalidRequest(error);
  const framework = frameworkProblem(error);
  if (framework) return framework;
  const code = systemCode(error);
  if (code === "53100" || code === "ENOSPC" || code === "EDQUOT") return new HttpProblem("storage/full", "There is no space left on the server's disk, so nothing was stored. Free some and try again; reading still works.");
  if (code === "55P03") return new HttpProblem("storage/busy", "Somebody else's long change of this project is still being stored. Try again in a moment; nothing was stored.");
  if (isPassing(error)) return new HttpProblem("storage/unreachable", "The database does not answer at the moment. Try again in a moment; nothing was stored.");
  return new HttpProblem("server/bug", `Something went wrong in the server, and nothing was stored. Its log has the details under ${String(request.id)}.`, { reference: request.id });
}

function invalidRequest(error: FastifyError): HttpProblem {
  const issues = (error.validation ?? []).slice(0, 20).map((issue) => ({ place: `${error.validationContext ?? "body"}${issue.instancePath}`, message: issue.message ?? "is not valid" }));
  const isUnknownField = (error.validation ?? []).some((issue) => issue.keyword === "unrecognized_keys");
  const [first] = issues;
  const detail = first ? `${first.place.replaceAll("/", ".")}: ${first.message}.` : "The request is not valid.";
  return new HttpProblem(isUnknownField ? "request/unknown-field" : "request/invalid", detail.replace(/\.\.$/, "."), { issues });
}

const FRAMEWORK_PROBLEMS: Readonly<Record<string, readonly [ProblemCode, string]>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: ["request/too-large", "The request is larger than the server accepts here."],
  FST_ERR_CTP_INVALID_MEDIA_TYPE: ["request/media-type", "This address does not take that kind of content (see Content-Type)."],
  FST_ERR_CTP_EMPTY_JSON_BODY: ["request/malformed", "The request says that it carries JSON, but it is empty."],
  FST_ERR_CTP_INVALID_JSON_BODY: ["request/malformed", "The request's body is not JSON."],
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: ["request/malformed", "The request is shorter or longer than it says."],
  FST_ERR_BAD_URL: ["request/malformed", "The address is not a valid one."],
  FST_ERR_ASYNC_CONSTRAINT: ["request/malformed", "The address is not a valid one."],
};

function frameworkProblem(error: unknown): HttpProblem | undefined {
  const known = FRAMEWORK_PROBLEMS[systemCode(error) ?? ""];
  if (known) return new HttpProblem(...known);
  const status = typeof error === "object" && error !== null && "statusCode" in error ? error.statusCode : undefined;
  return status === 400 ? new HttpProblem("request/malformed", "The request's body cannot be read.") : undefined;
}
