/** The API described by its own routes: OpenAPI 3.1 as JSON, and a page to read it on. */
import fastifySwagger from "@fastify/swagger";
import { jsonSchemaTransform, jsonSchemaTransformObject } from "fastify-type-provider-zod";
import { z } from "zod";
import { docsPage } from "./docs-page.ts";
import { answers, type Api } from "./route.ts";

const ABOUT = `Times are local wall clock (YYYY-MM-DDTHH:MM:SS); durations are working minutes. Failures are problem+json (RFC 9457).
Every write needs an Idempotency-Key: the same key with the same request has the same answer and one effect, with another one it is refused (422).
Where a write asks for If-Match, give the revision that you saw: without it 428, with an old one 409. \`?dryRun=true\` computes the answer and stores nothing.
Lists come in pages: \`?limit=\`, then \`?cursor=\` with the nextCursor of the page before. Unknown fields and query words are refused (400). An id that is not yours is unknown (404).`;

/** What the first part of an address is about. */
const TAGS: Readonly<Record<string, string>> = {
  attachments: "Files attached to projects and tasks.",
  backups: "Backups of everything that is stored.",
  invitations: "Invitations into the workspace.",
  jobs: "Work that goes on by itself.",
  log: "The log as proof: checkpoints and proofs.",
  members: "People of the workspace.",
  projects: "Projects, their plans, files and histories.",
  roles: "Roles and what they may do.",
  samples: "The sample portfolio.",
  session: "Who is at work, and where.",
  sessions: "Where a person is signed in.",
  "sign-in": "Signing in and out.",
  system: "The server itself, for those who run it.",
  templates: "Built-in templates.",
  test: "Only where the program was started for tests.",
  tokens: "Tokens for programs.",
  workspace: "The workspace and its settings.",
};
const HEALTH_TAG = "health";

export async function describeApi(app: Api, version: string): Promise<void> {
  await app.register(fastifySwagger, {
    openapi: {
      openapi: "3.1.0",
      info: { title: "Leadline", version, description: ABOUT, license: { name: "Apache-2.0", identifier: "Apache-2.0" } },
      servers: [{ url: "/", description: "This server." }],
      tags: [...Object.entries(TAGS).map(([name, description]) => ({ name, description })), { name: HEALTH_TAG, description: "For operators and their tools, and this description." }],
      components: {
        securitySchemes: {
          session: { type: "apiKey", in: "cookie", name: "leadline_session", description: "Signed in with a browser. In single-user mode nobody signs in." },
          token: { type: "http", scheme: "bearer", description: "A token for programs (ll_…)." },
        },
      },
    },
    transform: (given) => {
      const described = jsonSchemaTransform(given);
      const { permission } = given.route.config ?? {};
      return permission === undefined ? described : { ...described, schema: completed(described.schema, described.url, permission) };
    },
    transformObject: (given) => withoutUnused(jsonSchemaTransformObject(given)),
  });
}

/** The description of one route with what all routes have in common. */
function completed(schema: object, url: string, permission: string): object {
  const { response = {}, headers } = readable(schema);
  return {
    ...schema,
    tags: [/^\/api\/v1\/([^/]+)/.exec(url)?.[1] ?? HEALTH_TAG],
    security: permission === "public" ? [] : [{ session: [] }, { token: [] }],
    "x-permission": permission,
    ...(headers === undefined ? {} : { headers: { ...headers, required: REQUIRED_HEADERS.filter((name) => name in (headers.properties ?? {})) } }),
    response: Object.fromEntries(Object.entries(response).map(([status, answer]) => [status, /^[45]/.test(status) ? problemAnswer(status, answer) : answer])),
  };
}

/** Their absence is answered with a sentence of its own, so the routes themselves take requests without them. */
const REQUIRED_HEADERS = ["idempotency-key", "if-match"];

interface DescribedRoute {
  readonly response?: Readonly<Record<string, unknown>>;
  readonly headers?: { readonly properties?: object };
}

/** What `jsonSchemaTransform` makes, whose type says only that it is a schema. */
function readable(schema: object): DescribedRoute {
  return schema;
}

function problemAnswer(status: string, schema: unknown): object {
  return { description: status.startsWith("4") ? "The request was refused, and why." : "The server failed; nothing was stored.", content: { "application/problem+json": { schema } } };
}

/** Parts that no route mentions, directly or through others, say nothing. */
function withoutUnused<T extends { readonly paths?: unknown; readonly components?: { readonly schemas?: Readonly<Record<string, unknown>> } }>(description: T): T {
  const schemas = description.components?.schemas ?? {};
  const used = new Set<string>();
  const waiting = namesIn(description.paths);
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (used.has(name)) continue;
    used.add(name);
    waiting.push(...namesIn(schemas[name]));
  }
  return { ...description, components: { ...description.components, schemas: Object.fromEntries(Object.entries(schemas).filter(([name]) => used.has(name))) } };
}

function namesIn(value: unknown): string[] {
  return [...(JSON.stringify(value) ?? "").matchAll(/"#\/components\/schemas\/([^"]+)"/g)].flatMap((match) => match[1] ?? []);
}

export function descriptionRoutes(app: Api): void {
  const noQuery = z.strictObject({});
  app.get(
    "/api/openapi.json",
    { config: { permission: "public" }, schema: { operationId: "readApiDescription", summary: "This description (OpenAPI 3.1)", querystring: noQuery, response: answers({ 200: z.looseObject({}) }) } },
    async () => ({ ...app.swagger() }),
  );
  app.get(
    "/api/docs",
    { config: { permission: "public" }, schema: { operationId: "readApiPage", summary: "This description as a page", produces: ["text/html"], querystring: noQuery, response: answers({ 200: z.string().describe("The page.") }) } },
    async (_request, reply) => reply.type("text/html; charset=utf-8").send(docsPage(app.swagger())),
  );
}
