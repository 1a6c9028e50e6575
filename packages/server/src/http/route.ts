/** How routes are declared: each with its permission, its name in the API description, and what it takes and answers. */
import { Readable } from "node:stream";
import type { FastifyInstance, FastifyReply, FastifyRequest, RawServerDefault } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import type { IncomingMessage, ServerResponse } from "node:http";
import { z } from "zod";
import type { Asker } from "../access/actor-of-request.ts";
import type { Actor, Permission } from "../access/actor.ts";
import { requestHash, type Answer, type Write } from "../storage/idempotency.ts";
import { HttpProblem } from "./problem-to-status.ts";

declare module "fastify" {
  interface FastifyContextConfig {
    /** What the actor must be allowed to do. Every route has one; a test asks for it. */
    readonly permission?: Permission;
    /** Bodies that are uploads: no limit of time but that they go on. */
    readonly isUpload?: boolean;
  }
  interface FastifyRequest {
    actor: Actor;
    /** Who asks, with the person behind it. */
    asker: Asker;
    /** For what takes long: refuses whose right has ended since the request began. */
    askAgain: () => Promise<void>;
  }
  interface FastifyInstance {
    runningRequests: () => number;
  }
}

export type Api = FastifyInstance<RawServerDefault, IncomingMessage, ServerResponse, FastifyInstance["log"], ZodTypeProvider>;

export const problemSchema = z
  .looseObject({ type: z.string(), title: z.string(), status: z.number().int(), detail: z.string().describe("One sentence for the screen."), code: z.string() })
  .meta({ id: "Problem", description: "Problem details (RFC 9457)" });

/** Answers of a route: its own, and the problems that any route can have. */
export function answers<T extends Readonly<Record<number, z.ZodType>>>(own: T): T & { readonly "4xx": typeof problemSchema; readonly "5xx": typeof problemSchema } {
  return { ...own, "4xx": problemSchema, "5xx": problemSchema };
}

/** At most 50 characters, so that the ids made from it stay within 64. */
export const writeHeaders = z.looseObject({
  "idempotency-key": z.string().regex(/^[\w.:-]{1,50}$/, "must be 1 to 50 letters, digits, dots, colons, hyphens or underscores").optional().describe("Required. The same key with the same request has the same answer and one effect."),
});
export const matchHeaders = writeHeaders.extend({ "if-match": z.string().optional().describe('Required: the revision that was seen, as in the ETag: "7".') });
export const writeQuery = z.strictObject({ dryRun: z.enum(["true", "false"]).optional().describe("true: compute the answer, store nothing.") });

/** What a write brings along; refuses one without an Idempotency-Key. */
export function writeOf(request: FastifyRequest, content: unknown = request.body): Write {
  const key = request.headers["idempotency-key"];
  if (typeof key !== "string" || key === "") {
    throw new HttpProblem("idempotency/missing", "Every write needs an Idempotency-Key header (a new UUID will do), so that sending it again never does it twice.");
  }
  const query = writeQuery.loose().safeParse(request.query);
  return {
    actor: request.actor,
    key,
    hash: requestHash(request.method, `${request.url} by ${request.actor.id}`, content ?? null),
    isDryRun: query.success && query.data.dryRun === "true",
    at: new Date(),
  };
}

/** As `writeOf` after something that took long, such as an upload: whoever has lost the right meanwhile stores nothing. */
export async function lateWriteOf(request: FastifyRequest, content: unknown): Promise<Write> {
  await request.askAgain();
  return writeOf(request, content);
}

/** The revision that a change of the project itself was made on. */
export function revisionOf(request: FastifyRequest): number {
  const match = request.headers["if-match"];
  if (match === undefined) throw new HttpProblem("revision/missing", 'This change needs an If-Match header with the revision that you saw, as the ETag gave it (for example "7").');
  const number = /^(?:W\/)?"(\d{1,15})"$/.exec(match)?.[1];
  // An ETag that is none of ours belongs to no state of the project.
  if (number === undefined) throw new HttpProblem("revision/ahead", `If-Match ${match} is no revision of this project. Load it again.`);
  return Number(number);
}

export function sendAnswer(reply: FastifyReply, answer: Answer, toText: (body: unknown) => string = JSON.stringify): FastifyReply {
  const { revision } = answer.body;
  if (typeof revision === "number") void reply.header("etag", `"${revision}"`);
  return reply.code(answer.status).type("application/json").send(toText(answer.body));
}

/** The JSON bytes of a revision, piece by piece, or 304 for an asker who has that revision already. A weak ETag is one of a part of it. */
export function sendUnlessKnown(request: FastifyRequest, reply: FastifyReply, etag: string, pieces: () => readonly Buffer[]): FastifyReply {
  void reply.header("etag", etag);
  if (request.headers["if-none-match"] === etag) return reply.code(304).send();
  return sendPieces(reply, pieces());
}

/** JSON bytes, piece by piece. */
export function sendPieces(reply: FastifyReply, made: readonly Buffer[]): FastifyReply {
  void reply.code(200).type("application/json").header("content-length", made.reduce((sum, { length }) => sum + length, 0));
  return reply.send(Readable.from(made, { objectMode: false }));
}
