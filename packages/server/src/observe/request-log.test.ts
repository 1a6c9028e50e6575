/** Which requests those who look after the server see in the log, and what of them. */
import Fastify, { type FastifyBaseLogger, LogController } from "fastify";
import { pino } from "pino";
import { expect, test } from "vitest";
import { logRequests } from "./request-log.ts";

/** Asks a small server, and gives the lines that it logged at info and above. */
async function linesFor(asked: readonly (readonly ["GET" | "POST", string])[]): Promise<readonly Record<string, unknown>[]> {
  const lines: Record<string, unknown>[] = [];
  const logger: FastifyBaseLogger = pino({ level: "info" }, { write: (line: string) => void lines.push(JSON.parse(line)) });
  const app = Fastify({ loggerInstance: logger, logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: "requestId" }) });
  logRequests(app);
  app.post("/api/v1/sign-in/password", () => ({}));
  app.get("/api/v1/sign-in/single-sign-on", () => ({}));
  app.get("/api/v1/projects/:id", (request, reply) => reply.status(Number((request.params as { id: string }).id)).send({}));
  for (const [method, url] of asked) await app.inject({ method, url });
  await app.close();
  return lines;
}

test("every attempt to sign in is a line with its way, answer and time, whether it went well or not", async () => {
  expect(await linesFor([["POST", "/api/v1/sign-in/password?x=secret"]])).toMatchObject([{ level: 30, method: "POST", route: "/api/v1/sign-in/password", status: 200, time: expect.any(Number), requestId: expect.any(String) }]);
});

test("everybody who was not let in is a line; ordinary requests are none", async () => {
  const lines = await linesFor([["GET", "/api/v1/projects/200"], ["GET", "/api/v1/projects/401"], ["GET", "/api/v1/projects/403"], ["GET", "/api/v1/projects/429"], ["GET", "/api/v1/projects/404"]]);
  expect(lines.map(({ status }) => status)).toEqual([401, 403, 429]);
});

test("a line holds the pattern of the route, and nothing of the address", async () => {
  const [line] = await linesFor([["GET", "/api/v1/projects/401?token=ll_secret"]]);
  expect(line).toMatchObject({ route: "/api/v1/projects/:id" });
  expect(JSON.stringify(line)).not.toMatch(/secret|\/401/);
});

test("failures are warnings", async () => {
  expect(await linesFor([["GET", "/api/v1/projects/500"]])).toMatchObject([{ level: 40, status: 500 }]);
});
