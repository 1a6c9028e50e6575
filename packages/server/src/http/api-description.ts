/** The API described by its own routes: OpenAPI 3.1 as JSON, and a page to read it on. */
import fastifySwagger from "@fastify/swagger";
import { jsonSchemaTransform } from "fastify-type-provider-zod";
import { z } from "zod";
import { docsPage } from "./docs-page.ts";
import { answers, type Api } from "./route.ts";

export async function describeApi(app: Api, version: string): Promise<void> {
  await app.register(fastifySwagger, {
    openapi: {
      openapi: "3.1.0",
      info: {
        title: "Leadline",
        version,
        description: "Times are local wall clock (YYYY-MM-DDTHH:MM:SS); durations are working minutes. Failures are problem+json (RFC 9457). Every write needs an Idempotency-Key.",
      },
    },
    transform: (given) => {
      const described = jsonSchemaTransform(given);
      const permission = given.route.config?.permission;
      return permission === undefined ? described : { ...described, schema: { ...described.schema, "x-permission": permission } };
    },
  });
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
    { config: { permission: "public" }, schema: { operationId: "readApiPage", summary: "This description as a page", querystring: noQuery, response: answers({ 200: z.string().describe("text/html") }) } },
    async (_request, reply) => reply.type("text/html; charset=utf-8").send(docsPage(app.swagger())),
  );
}
