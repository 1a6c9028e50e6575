/** Spans: what an SDK that an operator preloads would see, and what it must not. */
import { SpanStatusCode, trace, type Attributes, type Span, type SpanOptions, type Tracer } from "@opentelemetry/api";
import Fastify from "fastify";
import { afterAll, beforeEach, expect, test } from "vitest";
import { traced, tracedJob, traceRequests } from "./traces.ts";

interface Seen {
  readonly name: string;
  readonly attributes: Attributes;
  status?: SpanStatusCode;
  isEnded: boolean;
}

let seen: Seen[];
beforeEach(() => void (seen = []));

/** As much of an SDK as shows what was told. */
function spanOf(one: Seen): Span {
  const span: Partial<Span> = {
    setStatus: ({ code }) => {
      one.status = code;
      return span as Span;
    },
    setAttribute: (name, value) => {
      one.attributes[name] = value;
      return span as Span;
    },
    end: () => void (one.isEnded = true),
  };
  return span as Span;
}

const tracer = {
  startActiveSpan: (name: string, options: SpanOptions, work: (span: Span) => unknown) => {
    const one: Seen = { name, attributes: { ...options.attributes }, isEnded: false };
    seen.push(one);
    return work(spanOf(one));
  },
} as unknown as Tracer;
trace.setGlobalTracerProvider({ getTracer: () => tracer });
afterAll(() => trace.disable());

test("a request is a span by its pattern, never by its address or its texts", async () => {
  const app = Fastify();
  traceRequests(app);
  app.get("/projects/:id", () => ({ ok: true }));
  app.get("/fails", () => Promise.reject(new TypeError("the name “Secret” is wrong")));
  expect((await app.inject("/projects/secret-id?token=secret")).json()).toEqual({ ok: true });
  expect((await app.inject("/fails")).statusCode).toBe(500);
  expect(seen.map(({ name }) => name)).toEqual(["GET /projects/:id", "GET /fails"]);
  expect(seen[0]).toMatchObject({ attributes: { "http.request.method": "GET", "http.route": "/projects/:id" }, isEnded: true });
  expect(seen[1]).toMatchObject({ attributes: { "error.type": "TypeError" }, status: SpanStatusCode.ERROR, isEnded: true });
  expect(JSON.stringify(seen)).not.toMatch(/secret/i);
  await app.close();
});

test("jobs and transactions are spans, and what they answer comes through", async () => {
  const job = { workspaceId: "w", id: "j", kind: "backup", input: {}, attempts: 2, maxAttempts: 3, actor: "a" };
  expect(await tracedJob(job, () => Promise.resolve(7))).toBe(7);
  await expect(traced("transaction", {}, () => Promise.reject(new Error("lost")))).rejects.toThrow("lost");
  expect(seen).toMatchObject([
    { name: "job backup", attributes: { "leadline.job.id": "j", "leadline.job.attempt": 2 }, isEnded: true },
    { name: "transaction", status: SpanStatusCode.ERROR, isEnded: true },
  ]);
});
