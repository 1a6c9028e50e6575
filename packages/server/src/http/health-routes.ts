/** What operators and their tools ask: alive, ready, and a few numbers. */
import { z } from "zod";
import type { Api } from "./route.ts";
import type { Metrics } from "./metrics.ts";
import { HttpProblem } from "./problem-to-status.ts";
import { answers } from "./route.ts";

export interface Health {
  readonly isReady: () => Promise<boolean>;
  readonly metrics: Metrics;
  /** Numbers beside those of requests. */
  readonly serverNumbers: () => Promise<string>;
}

const ok = answers({ 200: z.object({ status: z.string() }) });
const noQuery = z.strictObject({});

export function healthRoutes(api: Api, health: Health): void {
  api.get("/healthz", { config: { permission: "public" }, schema: { operationId: "isAlive", summary: "The process answers", querystring: noQuery, response: ok } }, () => ({ status: "alive" }));
  api.get(
    "/readyz",
    { config: { permission: "public" }, schema: { operationId: "isReady", summary: "The database answers and has this version's tables", querystring: noQuery, response: ok } },
    async () => {
      if (await health.isReady()) return { status: "ready" };
      throw new HttpProblem("storage/unreachable", "The database has not the tables of this version yet.");
    },
  );
  api.get(
    "/metrics",
    { config: { permission: "public" }, schema: { operationId: "readMetrics", summary: "Numbers in Prometheus' text format", produces: ["text/plain"], querystring: noQuery, response: answers({ 200: z.string().describe("One number a line.") }) } },
    async (_request, reply) => reply.type("text/plain; version=0.0.4; charset=utf-8").send(`${health.metrics.text()}${await health.serverNumbers()}`),
  );
}
