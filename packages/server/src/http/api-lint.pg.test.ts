/** The API's description follows the rules of OpenAPI 3.1 and the recommended ones of a linter, without exception. */
import { createConfig, lintFromString } from "@redocly/openapi-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestServer, type TestServer } from "../testing/test-server.fixture.ts";
import { WITH_SIGN_IN } from "../testing/api/world.fixture.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ environment: WITH_SIGN_IN });
});
afterAll(() => server.stop());

/** Complaints about a description, one line each. */
async function complaints(source: string): Promise<readonly string[]> {
  const config = await createConfig({ extends: ["recommended"] });
  const found = await lintFromString({ source, absoluteRef: "/openapi.json", config });
  return found.map(({ ruleId, message, location }) => `${ruleId}: ${message.split("\n")[0]} at ${location[0]?.pointer ?? ""}`);
}

test("the description has nothing to complain about", async () => {
  const { text } = await server.ask("GET", "/api/openapi.json");
  expect(await complaints(text)).toEqual([]);
});

test("the linter sees what is wrong", async () => {
  const { body } = await server.ask("GET", "/api/openapi.json");
  const broken = JSON.stringify({ ...body, paths: { ...body.paths, "/api/v1/broken/{id}": { get: { responses: {} } } } });
  const rules = (await complaints(broken)).map((line) => line.split(":")[0]);
  expect(rules).toEqual(expect.arrayContaining(["operation-summary", "path-parameters-defined", "operation-operationId"]));
});
