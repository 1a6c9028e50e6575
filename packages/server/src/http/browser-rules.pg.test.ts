/** What browsers are told with every page, file and answer of a server behind https: a crawl of everything that it hands out. */
import { request as httpRequest } from "node:http";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { canBuildWhatChanged } from "../../../../tools/build.mjs";
import { startTestServer, type TestServer } from "../testing/test-server.fixture.ts";
import { reached } from "../testing/trust-report.fixture.ts";

const WEB = join(import.meta.dirname, "../../../../dist/web");
const ADMINISTRATOR = { email: "ann@example.org", password: "four grey ducks walk" };
const PAGES = ["/", "/projects", "/p/ABC/plan/gantt", "/workspace/people", "/account", "/sign-in", "/invite", "/reset-password", "/no/such/place", "/api/docs"];

interface Seen {
  readonly path: string;
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

let server: TestServer;
let cookie = "";
let setCookies: readonly string[] = [];
let pages: readonly Seen[] = [];
let files: readonly Seen[] = [];
let answers: readonly Seen[] = [];
beforeAll(async () => {
  if (!existsSync(join(WEB, "index.html"))) expect(canBuildWhatChanged(["web"])).toBe(true);
  server = await startTestServer({ webFolder: WEB, environment: { LEADLINE_PUBLIC_URL: "https://pm.example.org", LEADLINE_ADMIN_EMAIL: ADMINISTRATOR.email, LEADLINE_ADMIN_PASSWORD: ADMINISTRATOR.password } });
  const signIn = await server.ask("POST", "/sign-in/password", { body: ADMINISTRATOR });
  setCookies = signIn.headers.getSetCookie();
  cookie = setCookies.map((one) => one.split(";")[0]).join("; ");
  pages = await Promise.all(PAGES.map((path) => see(path)));
  files = await Promise.all(staticFiles().map((path) => see(path)));
  answers = await seeAnswers();
});
afterAll(() => server.stop());

async function see(path: string, headers: Readonly<Record<string, string>> = { cookie }): Promise<Seen> {
  const response = await fetch(`${server.address}${path}`, { headers, redirect: "manual" });
  const { status } = response;
  if (/event-stream/.test(response.headers.get("content-type") ?? "")) {
    await response.body?.cancel();
    return { path, status, headers: response.headers, text: "" };
  }
  return { path, status, headers: response.headers, text: await response.text() };
}

function staticFiles(folder = WEB, prefix = ""): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? staticFiles(join(folder, entry.name), `${prefix}/${entry.name}`) : [`${prefix}/${entry.name}`]));
}

/** Every address of the description that can be read, asked with and without a session. */
async function seeAnswers(): Promise<Seen[]> {
  const { body } = await server.ask("GET", "/api/openapi.json", { headers: { cookie } });
  const readable = Object.entries(body.paths).flatMap(([path, methods]) => ("get" in methods ? [path.replace(/\{\w+\}/g, "nobody")] : []));
  const seen: Seen[] = [];
  for (const path of readable) seen.push(await see(path), await see(path, {}));
  return seen;
}

test("workers alone may compile vector code, and nothing else from text", () => {
  const workers = files.filter(({ path }) => /worker-[\w-]+\.js$/.test(path));
  expect(workers.length).toBeGreaterThan(0);
  for (const { path, headers } of workers) expect.soft(directive(headers, "script-src"), path).toBe("'self' 'wasm-unsafe-eval'");
  for (const { path, headers } of [...pages, ...files].filter((one) => !workers.includes(one))) expect.soft(directive(headers, "script-src"), path).toBe("'self'");
});

const directive = (headers: Headers, name: string): string | undefined => new RegExp(`(?:^|; )${name} ([^;]*)`).exec(headers.get("content-security-policy") ?? "")?.[1];

test("every page runs our own scripts only, from files, and is framed by nobody (C21)", () => {
  const html = [...pages, ...files].filter(({ headers }) => headers.get("content-type")?.startsWith("text/html"));
  expect(html.length).toBeGreaterThanOrEqual(PAGES.length);
  for (const { path, headers, text } of html) {
    expect.soft(directive(headers, "default-src"), path).toBe("'none'");
    expect.soft(directive(headers, "script-src"), path).toBe("'self'");
    expect.soft(directive(headers, "object-src"), path).toBe("'none'");
    expect.soft(directive(headers, "base-uri"), path).toBe("'none'");
    expect.soft(directive(headers, "frame-ancestors"), path).toBe("'none'");
    expect.soft(text.match(/<script(?![^>]* src="\/)[^>]*>|\son[a-z]+="|javascript:/gi), path).toBeNull();
    expect.soft(text.match(/(?:src|href)="(?:https?:)?\/\//g), path).toBeNull();
  }
  reached("C21", `${html.length} pages, ${files.length} files and ${answers.length} answers of the API`);
});

test("no answer may be framed (C21)", () => {
  for (const { path, headers } of [...pages, ...files, ...answers]) expect.soft(directive(headers, "frame-ancestors"), path).toBe("'none'");
});

test("no answer is sniffed for another type than it says (C21)", () => {
  for (const { path, headers } of [...pages, ...files, ...answers]) expect.soft(headers.get("x-content-type-options"), path).toBe("nosniff");
});

test("no answer lets a browser tell other sites where it came from (C21)", () => {
  for (const { path, headers } of [...pages, ...files, ...answers]) expect.soft(headers.get("referrer-policy"), path).toBe("no-referrer");
});

test("a server with an https address asks for https from then on (C21)", () => {
  for (const { path, headers } of [...pages, ...files, ...answers]) {
    const seconds = Number(/^max-age=(\d+)/.exec(headers.get("strict-transport-security") ?? "")?.[1] ?? 0);
    expect.soft(seconds, path).toBeGreaterThanOrEqual(31_536_000);
  }
});

test("no answer of the API is kept by a browser or a cache between (C21)", () => {
  const ofApi = answers.filter(({ path }) => path.startsWith("/api/v1/"));
  expect(ofApi.length).toBeGreaterThan(50);
  for (const { path, headers } of ofApi) expect.soft(headers.get("cache-control"), path).toBe("no-store");
});

test("cookies are for this site's requests over https alone, and no script reads them (C21)", () => {
  expect(setCookies.length).toBeGreaterThan(0);
  for (const one of setCookies) {
    expect.soft(one).toMatch(/^__Host-leadline\.[^;]+; (.+; )?Path=\/(;|$)/);
    expect.soft(one).toMatch(/; HttpOnly/i);
    expect.soft(one).toMatch(/; Secure/i);
    expect.soft(one).toMatch(/; SameSite=(Lax|Strict)/i);
    expect.soft(one).not.toMatch(/; Domain=/i);
  }
});

test("every answer with a body says its type, and texts their character set", () => {
  const types: Readonly<Record<string, RegExp>> = { ".js": /^(text|application)\/javascript; charset=utf-8/, ".css": /^text\/css; charset=utf-8/, ".html": /^text\/html; charset=utf-8/, ".svg": /^image\/svg\+xml/, ".woff2": /^font\/woff2/ };
  for (const { path, headers } of files) {
    const extension = /\.\w+$/.exec(path)?.[0] ?? "";
    expect.soft(headers.get("content-type"), path).toMatch(types[extension] ?? /^[a-z]+\/[a-z0-9.+-]+/);
  }
  for (const { path, headers, text } of answers.filter((one) => one.text !== "")) {
    const type = headers.get("content-type") ?? "";
    expect.soft(type, path).toMatch(/^[a-z]+\/[a-z0-9.+-]+/);
    if (/json/.test(type)) expect.soft(() => JSON.parse(text) as unknown, path).not.toThrow();
    if (type.startsWith("text/")) expect.soft(type, path).toMatch(/charset=utf-8/i);
  }
});

test("another site's script is let in nowhere: no answer allows a foreign origin", () => {
  for (const { path, headers } of [...pages, ...files, ...answers]) {
    expect.soft(headers.get("access-control-allow-origin"), path).toBeNull();
    expect.soft(headers.get("access-control-allow-credentials"), path).toBeNull();
  }
});

test("nothing can be changed by reading: the description has no write behind GET, and no answer to GET sets a cookie", () => {
  for (const { path, headers } of answers) expect.soft(headers.getSetCookie(), path).toEqual([]);
});

test("no address leads to another site, or from http to https by itself", () => {
  for (const { path, status, headers } of [...pages, ...files, ...answers]) {
    const place = headers.get("location");
    if (place !== null) expect.soft(place, path).toMatch(/^\/(?!\/)/);
    else expect.soft(status, path).not.toBe(302);
  }
});

test("folders are not listed, and what lies beside the pages cannot be had", async () => {
  const index = pages.find(({ path }) => path === "/")?.text;
  for (const path of ["/assets", "/assets/", "/.git/HEAD", "/.git/config", "/%2e%2e/server/main.mjs", "/..%2f..%2fpackage.json", "/assets/..%2f..%2fserver/main.mjs", "/.env", "/server/main.mjs.map", "/%00index.html"]) {
    const { status, text } = await see(path);
    expect.soft(status === 404 || status === 400 || text === index, `${path}: ${status}`).toBe(true);
    expect.soft(text, path).not.toMatch(/"leadline"|sourceMappingURL|\[core\]|ref: refs/);
  }
});

test("TRACE, CONNECT and methods of one's own are refused", async () => {
  const { port } = new URL(server.address);
  const statusOf = (method: string): Promise<number> =>
    new Promise((resolve) => {
      const asking = httpRequest({ port, host: "127.0.0.1", method, path: "/api/v1/session", headers: { cookie } }, (response) => {
        response.resume();
        resolve(response.statusCode ?? 0);
      });
      asking.on("error", () => resolve(400));
      asking.end();
    });
  for (const method of ["TRACE", "PROPFIND", "OPTIONS", "PUT"]) expect.soft(await statusOf(method), method).toBeGreaterThanOrEqual(400);
});

test("no secret travels in an address: no operation takes a password, token or session as a query word", async () => {
  const { body } = await server.ask("GET", "/api/openapi.json");
  const words = JSON.stringify(body.paths).match(/"in":"query"[^}]*|"name":"[^"]*"[^}]*"in":"query"/g) ?? [];
  expect(words.length).toBeGreaterThan(5);
  expect(words.filter((word) => /"name":"[^"]*(token|password|secret|session|key)[^"]*"/i.test(word))).toEqual([]);
});

test("a word given twice in a query is refused, not chosen from", async () => {
  const { status } = await see("/api/v1/projects?limit=1&limit=2");
  expect(status).toBe(400);
});

test("requests whose length is said twice or in two ways are refused", async () => {
  const { connect } = await import("node:net");
  const { port } = new URL(server.address);
  const said = (head: string): Promise<string> =>
    new Promise((resolve) => {
      const socket = connect(Number(port), "127.0.0.1", () => socket.write(`${head}\r\n\r\n0\r\n\r\n`));
      let text = "";
      socket.on("data", (data) => (text += String(data)));
      socket.on("close", () => resolve(text));
      socket.on("error", () => resolve(text));
    });
  const host = `Host: 127.0.0.1:${port}`;
  for (const head of ["Content-Length: 5\r\nTransfer-Encoding: chunked", "Content-Length: 5\r\nContent-Length: 6", "Transfer-Encoding: chunked, identity", "Content-Length: 5\r\nTransfer-Encoding : chunked"]) {
    expect.soft(await said(`POST /api/v1/projects HTTP/1.1\r\n${host}\r\nConnection: close\r\n${head}`), head).toMatch(/^HTTP\/1\.1 4\d\d /);
  }
});
