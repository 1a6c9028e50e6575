/** The typed client knows exactly the API that the server has. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { shapesText, type ApiText } from "../testing/api/shapes-text.fixture.ts";
import { startTestServer, type TestServer } from "../testing/test-server.fixture.ts";
import { WITH_SIGN_IN } from "../testing/api/world.fixture.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ environment: WITH_SIGN_IN });
});
afterAll(() => server.stop());

test("the client's shapes are those of the description (write them anew with -u)", async () => {
  const { text } = await server.ask("GET", "/api/openapi.json");
  const description: ApiText = JSON.parse(text);
  await expect(shapesText(description)).toMatchFileSnapshot("../../../client/src/api-shapes.ts");
});
