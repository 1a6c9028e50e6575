/** Rules that hold for every route there is, read from the route table itself. */
import { request as httpRequest } from "node:http";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestServer, type TestServer } from "../testing/test-server.fixture.ts";

interface RouteFacts {
  readonly method: string;
  readonly url: string;
  readonly operationId: string;
  readonly permission: string | undefined;
}

let server: TestServer;
let routes: readonly RouteFacts[];
beforeAll(async () => {
  server = await startTestServer();
  const { body } = await server.ask("GET", "/api/openapi.json");
  const paths = JSON.parse(JSON.stringify(body.paths)) as Record<string, Record<string, { operationId: string; "x-permission"?: string }>>;
  routes = Object.entries(paths).flatMap(([url, methods]) => Object.entries(methods).map(([method, { operationId, "x-permission": permission }]) => ({ method: method.toUpperCase(), url, operationId, permission })));
});
afterAll(() => server.stop());

/** Status of a request with exactly these headers; what is left open by a stream is cut off. */
function statusOf(route: Pick<RouteFacts, "method" | "url">, headers: Readonly<Record<string, string>>, setHost = true): Promise<number> {
  const { port } = new URL(server.address);
  return new Promise((resolve, reject) => {
    const asking = httpRequest({ port, host: "127.0.0.1", method: route.method, path: route.url.replace(/\{\w+\}/g, "nobody"), headers, setHost }, (response) => {
      resolve(response.statusCode ?? 0);
      response.destroy();
    });
    asking.on("error", reject);
    asking.end();
  });
}

test("every route of the server stands in its description, with a name and a permission", async () => {
  const registered = server.app
    .printRoutes({ commonPrefix: false, includeHooks: false })
    .split("\n")
    .filter((line) => line.includes("(")).length;
  expect(routes.length).toBeGreaterThanOrEqual(24);
  expect(registered).toBeGreaterThan(0);
  for (const route of routes) {
    expect.soft(route.permission, `${route.method} ${route.url}`).toMatch(/^(public|signed-in|[a-z]+\.[a-z]+)$/);
    expect.soft(route.operationId, `${route.method} ${route.url}`).toMatch(/^[a-z][A-Za-z]+$/);
    const url = route.url.replace(/\{(\w+)\}/g, ":$1");
    expect.soft(server.app.hasRoute({ method: route.method as "GET", url }), `${route.method} ${url}`).toBe(true);
  }
  expect(new Set(routes.map((route) => route.operationId)).size).toBe(routes.length);
});

test("no route is left out of the description", () => {
  const described = new Set(routes.map((route) => `${route.method} ${route.url}`));
  const table = server.app.printRoutes({ commonPrefix: false }).split("\n");
  const methods = table.flatMap((line) => /\(([A-Z, ]+)\)/.exec(line)?.[1]?.split(", ") ?? []);
  expect(methods.length).toBe(described.size);
});

test("the description is OpenAPI 3.1, and its page needs nothing from elsewhere", async () => {
  const { body } = await server.ask("GET", "/api/openapi.json");
  expect(body.openapi).toBe("3.1.0");
  const page = await server.ask("GET", "/api/docs");
  expect(page.headers.get("content-type")).toContain("text/html");
  for (const { operationId } of routes) expect(page.text).toContain(`id="${operationId}"`);
  expect(page.text).not.toMatch(/<script|https?:\/\//);
});

const FORGERIES: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
  ["another site's name for this machine", { host: "evil.example" }],
  ["the right name with another port", { host: "127.0.0.1:1" }],
  ["a name that begins like ours", { host: "localhost.evil.example:PORT" }],
  ["an address of the network", { host: "192.168.1.10:PORT" }],
  ["a foreign Origin", { host: "127.0.0.1:PORT", origin: "https://evil.example" }],
  ["the Origin of another port here", { host: "127.0.0.1:PORT", origin: "http://127.0.0.1:1" }],
  ["an Origin with another scheme", { host: "127.0.0.1:PORT", origin: "https://127.0.0.1:PORT" }],
  ["the null Origin of a sandbox", { host: "127.0.0.1:PORT", origin: "null" }],
  ["another site without an Origin", { host: "127.0.0.1:PORT", "sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors" }],
  ["another port of this site without an Origin", { host: "localhost:PORT", "sec-fetch-site": "same-site", "sec-fetch-mode": "no-cors" }],
];

test("forged headers get 403 on every route and stream", async () => {
  const { port } = new URL(server.address);
  const withPages = [...routes, { method: "GET", url: "/" }, { method: "GET", url: "/assets/main.js" }, { method: "POST", url: "/api/v1/nothing" }, { method: "OPTIONS", url: "/api/v1/projects" }];
  for (const [what, forged] of FORGERIES) {
    const headers = Object.fromEntries(Object.entries(forged).map(([name, value]) => [name, value.replace("PORT", port)]));
    for (const route of withPages) expect.soft(await statusOf(route, headers, false), `${what}: ${route.method} ${route.url}`).toBe(403);
  }
});

test("a request without Host is refused, the names of this machine are let in", async () => {
  const { port } = new URL(server.address);
  const route = { method: "GET", url: "/api/v1/session" };
  expect(await statusOf(route, { connection: "close" }, false)).toBeGreaterThanOrEqual(400);
  for (const name of ["127.0.0.1", "localhost", "LOCALHOST", "[::1]"]) {
    expect(await statusOf(route, { host: `${name}:${port}` }, false)).toBe(200);
  }
  expect(await statusOf(route, { host: `localhost:${port}`, origin: `http://localhost:${port}`, "sec-fetch-site": "same-origin" }, false)).toBe(200);
});

test("a link on another site may lead to our pages, but not into the API", async () => {
  const { port } = new URL(server.address);
  const followed = { host: `127.0.0.1:${port}`, "sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate" };
  expect(await statusOf({ method: "GET", url: "/projects/x" }, followed, false)).toBe(404);
  expect(await statusOf({ method: "GET", url: "/api/v1/projects" }, followed, false)).toBe(403);
  expect(await statusOf({ method: "POST", url: "/projects/x" }, followed, false)).toBe(403);
});

test("every answer says what browsers may do with it", async () => {
  for (const url of ["/", "/api/v1/session", "/api/v1/nothing", "/api/docs", "/healthz"]) {
    const response = await fetch(`${server.address}${url}`);
    const policy = response.headers.get("content-security-policy") ?? "";
    expect.soft(policy, url).toContain("frame-ancestors 'none'");
    expect.soft(/script-src[^;]*/.exec(policy)?.[0], url).toBe("script-src 'self'");
    expect.soft(response.headers.get("x-content-type-options"), url).toBe("nosniff");
    expect.soft(response.headers.get("referrer-policy"), url).toBe("no-referrer");
  }
});

test("bodies that are no JSON, too large or of an unknown kind get a problem, not a stack", async () => {
  const send = async (body: string, type: string): Promise<readonly [number, string]> => {
    const response = await fetch(`${server.address}/api/v1/projects`, { method: "POST", headers: { "content-type": type, "idempotency-key": "k" }, body });
    return [response.status, await response.text()];
  };
  const answers = [await send("{", "application/json"), await send("", "application/json"), await send(`{"name":"${"x".repeat(1_200_000)}"}`, "application/json"), await send("<a/>", "text/xml")];
  expect(answers.map(([status]) => status)).toEqual([400, 400, 413, 415]);
  for (const [, text] of answers) {
    expect(JSON.parse(text)).toMatchObject({ type: expect.stringContaining("urn:"), detail: expect.any(String) });
    expect(text).not.toMatch(/ at |\.ts:|node_modules/);
  }
});

test("whatever an address under /api does not know is told as a problem, a wrong method with the possible ones", async () => {
  const ask = (method: string, path: string, headers: Record<string, string> = {}): Promise<Response> => fetch(server.address + path, { method, headers: { "idempotency-key": "k", ...headers } });
  for (const [method, path, status] of [["GET", "/api/v1/nothing", 404], ["POST", "/api/nothing", 404], ["GET", "/api/v1/projects/x/nothing", 404], ["GET", "/files/x", 404], ["PUT", "/api/v1/projects", 405], ["DELETE", "/api/v1/projects/x/records", 405], ["POST", "/files/x/y", 405], ["PATCH", "/healthz", 405]] as const) {
    const answer = await ask(method, path);
    const body: unknown = await answer.json();
    expect.soft([answer.status, answer.headers.get("content-type")], `${method} ${path}`).toEqual([status, expect.stringMatching(/^application\/problem\+json/)]);
    expect.soft(body, `${method} ${path}`).toMatchObject({ type: expect.stringContaining("urn:leadline:problem:"), title: expect.any(String), status, detail: expect.any(String), code: expect.any(String) });
    expect.soft(answer.headers.get("allow") !== null, `${method} ${path} says what is possible`).toBe(status === 405);
  }
  expect((await ask("PUT", "/api/v1/projects")).headers.get("allow")).toBe("GET, POST");
  const large = await ask("GET", "/api/v1/session", { "x-large": "x".repeat(20_000) });
  expect([large.status, large.headers.get("content-type"), await large.json()]).toEqual([431, "application/problem+json", expect.objectContaining({ code: "request/too-many-headers" })]);
});

test("a body nested a hundred thousand deep is refused, and the server goes on", async () => {
  const { body } = await server.ask("POST", "/projects", { body: { name: "Deep" } });
  const nested = `${"[".repeat(100_000)}${"]".repeat(100_000)}`;
  const command = `{"type":"revert","label":"x","change":{"removed":[],"updated":[],"added":[{"kind":"task","record":{"id":"a","x":${nested}}}]}}`;
  const answer = await server.ask("POST", `/projects/${String(body.id)}/commands`, { body: `{"revision":1,"commands":[${command}]}` });
  expect(answer).toMatchObject({ status: 400, body: { code: "request/invalid", detail: expect.stringContaining("nested deeper than 64") } });
});

test("the server says that it is alive, ready, and what it did", async () => {
  expect(await (await fetch(`${server.address}/healthz`)).json()).toEqual({ status: "alive" });
  expect(await (await fetch(`${server.address}/readyz`)).json()).toEqual({ status: "ready" });
  const metrics = await (await fetch(`${server.address}/metrics`)).text();
  expect(metrics).toMatch(/leadline_http_requests_total\{method="GET",route="\/readyz",status="200"\} \d+/);
});
