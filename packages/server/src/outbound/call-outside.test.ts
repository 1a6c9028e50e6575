/** Facts about calls to other servers, with names and connections that lead where the test wants. */
import { createServer, type RequestListener, type Server } from "node:http";
import { connect, type AddressInfo } from "node:net";
import { afterEach, expect, test } from "vitest";
import { outsideCaller, type OutsideCall, type OutsideParts } from "./call-outside.ts";

const PUBLIC = "93.184.216.34";
const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

async function serve(answer: RequestListener): Promise<number> {
  const server = createServer(answer).listen(0, "127.0.0.1");
  servers.push(server);
  await new Promise((resolve) => server.once("listening", resolve));
  return (server.address() as AddressInfo).port;
}

/** Names lead to the given addresses; connections to a public address end at the test's server. Records who was called. */
function world(names: Readonly<Record<string, readonly string[]>>, port: number, parts: Partial<OutsideParts> = {}) {
  const called: string[] = [];
  const call = outsideCaller([], {
    resolve: async (host) => names[host] ?? [],
    connect: (address, wanted) => {
      called.push(`${address}:${wanted}`);
      return connect(port, "127.0.0.1");
    },
    maxMilliseconds: 400,
    ...parts,
  });
  const codeOf = (url: string, wish: Partial<OutsideCall> = {}): Promise<string> => call(url, { accept: ["application/json"], ...wish }).then(() => "called", (failure: { code: string }) => failure.code);
  return { call, called, codeOf };
}

const json: RequestListener = (_request, response) => response.setHeader("content-type", "application/json; charset=utf-8").end('{"a":1}');

test("a public server is called at the address that was checked (C23)", async () => {
  const { call, called } = world({ "api.example.org": [PUBLIC] }, await serve(json));
  const answer = await call("http://api.example.org/x?y=1", { accept: ["application/json"] });
  expect([answer.status, answer.body.toString(), answer.url]).toEqual([200, '{"a":1}', "http://api.example.org/x?y=1"]);
  expect(called).toEqual([`${PUBLIC}:80`]);
});

test.each([
  ["loopback by number", "http://127.0.0.1/"],
  ["loopback in an old notation", "http://0x7f.1/"],
  ["loopback as one number", "http://2130706433/"],
  ["IPv6 loopback", "http://[::1]/"],
  ["mapped loopback", "http://[::ffff:7f00:1]/"],
  ["a name that leads inside", "http://inside.example.org/"],
  ["a name that leads to a public and a private address", "http://both.example.org/"],
  ["a name that leads nowhere", "http://nowhere.example.org/"],
  ["the metadata service", "http://169.254.169.254/latest/meta-data"],
  ["localhost with a dot", "http://localhost./"],
  ["a port that is none of the web's", "http://api.example.org:22/"],
  ["a name and password in the address", "http://a:b@api.example.org/"],
  ["a file", "file:///etc/passwd"],
  ["another scheme", "gopher://api.example.org/"],
  ["no address", "api.example.org"],
])("%s is refused before anything is connected", async (_what, url) => {
  const { codeOf, called } = world({ "api.example.org": [PUBLIC], "inside.example.org": ["10.0.0.5"], "both.example.org": [PUBLIC, "192.168.0.1"], "localhost.": ["127.0.0.1"], localhost: ["127.0.0.1"] }, 1);
  expect(await codeOf(url)).toBe("outbound/refused");
  expect(called).toEqual([]);
});

test("a name that leads inside and a name that does not exist are refused with the same words", async () => {
  const { call } = world({ "inside.example.org": ["10.0.0.5"] }, 1);
  const sentence = (host: string) => call(`http://${host}/`, { accept: [] }).catch((failure: Error) => failure.message.replace(host, "HOST"));
  expect(await sentence("inside.example.org")).toBe(await sentence("missing.example.org"));
});

test("a name that changes between check and call is asked only once (C23)", async () => {
  let asked = 0;
  const { codeOf, called } = world({}, await serve(json), {
    resolve: async () => {
      asked += 1;
      return asked === 1 ? [PUBLIC] : ["127.0.0.1"];
    },
  });
  expect(await codeOf("http://rebinding.example.org/")).toBe("called");
  expect([asked, called]).toEqual([1, [`${PUBLIC}:80`]]);
});

test("redirects are not followed unless allowed, and then each one is checked (C23)", async () => {
  const targets: Record<string, string> = { "/inside": "http://127.0.0.1/secret", "/metadata": "http://metadata.example.org/", "/on": "http://other.example.org/end", "/loop": "/loop", "/odd": "http://[", "/port": "http://api.example.org:6379/" };
  const seen: string[] = [];
  const port = await serve((request, response) => {
    seen.push(`${request.headers.host}${request.url} ${request.headers.authorization ?? "-"} ${request.headers.cookie ?? "-"} ${request.headers["x-kept"] ?? "-"}`);
    const target = targets[request.url ?? ""];
    if (target === undefined) json(request, response);
    else response.writeHead(302, { location: target }).end();
  });
  const { codeOf } = world({ "api.example.org": [PUBLIC], "other.example.org": ["93.184.216.35"], "metadata.example.org": ["169.254.169.254"] }, port);
  const headers = { Authorization: "Bearer secret", cookie: "a=b", "x-kept": "yes" };
  expect(await codeOf("http://api.example.org/on")).toBe("outbound/redirected");
  expect(await codeOf("http://api.example.org/inside", { redirects: 3 })).toBe("outbound/refused");
  expect(await codeOf("http://api.example.org/metadata", { redirects: 3 })).toBe("outbound/refused");
  expect(await codeOf("http://api.example.org/port", { redirects: 3 })).toBe("outbound/refused");
  expect(await codeOf("http://api.example.org/loop", { redirects: 3 })).toBe("outbound/redirected");
  expect(await codeOf("http://api.example.org/odd", { redirects: 3 })).toBe("outbound/redirected");
  expect(await codeOf("http://api.example.org/on", { redirects: 3, method: "POST", body: "x" })).toBe("outbound/redirected");
  seen.length = 0;
  expect(await codeOf("http://api.example.org/on", { redirects: 1, headers })).toBe("called");
  expect(seen).toEqual(["api.example.org/on Bearer secret a=b yes", "other.example.org/end - - yes"]);
});

test("a server that sends nothing, trickles, or never resolves is given up in time (C23)", async () => {
  const silent = await serve(() => undefined);
  const trickle = await serve((_request, response) => {
    response.setHeader("content-type", "application/json");
    const timer = setInterval(() => response.write(" "), 20);
    response.on("close", () => clearInterval(timer));
  });
  for (const port of [silent, trickle]) {
    const begin = performance.now();
    expect(await world({ "slow.example.org": [PUBLIC] }, port).codeOf("http://slow.example.org/")).toBe("outbound/too-slow");
    expect(performance.now() - begin).toBeLessThan(2000);
  }
  expect(await world({}, 1, { resolve: () => new Promise(() => undefined) }).codeOf("http://slow.example.org/")).toBe("outbound/too-slow");
});

test("an answer larger than the limit is thrown away, whether it says so or not (C23)", async () => {
  const announced = await serve((_request, response) => response.writeHead(200, { "content-type": "application/json", "content-length": "5000000" }).end());
  let sent = 0;
  const endless = await serve((_request, response) => {
    response.setHeader("content-type", "application/json");
    const more = (): void => {
      if (sent < 50_000_000 && !response.destroyed) {
        sent += 65_536;
        response.write(Buffer.alloc(65_536, 32), more);
      }
    };
    more();
  });
  for (const port of [announced, endless]) expect(await world({ "big.example.org": [PUBLIC] }, port, { maxMilliseconds: 5000 }).codeOf("http://big.example.org/")).toBe("outbound/too-large");
  expect(sent).toBeLessThan(20_000_000);
});

test("an answer of another kind, or a packed one, is not read", async () => {
  const html = await serve((_request, response) => response.setHeader("content-type", "text/html").end("<b>"));
  const packed = await serve((_request, response) => response.writeHead(200, { "content-type": "application/json", "content-encoding": "gzip" }).end("x"));
  const empty = await serve((_request, response) => response.writeHead(204).end());
  expect(await world({ "a.example.org": [PUBLIC] }, html).codeOf("http://a.example.org/")).toBe("outbound/content-type");
  expect(await world({ "a.example.org": [PUBLIC] }, packed).codeOf("http://a.example.org/")).toBe("outbound/content-type");
  expect(await world({ "a.example.org": [PUBLIC] }, empty).codeOf("http://a.example.org/")).toBe("called");
});

test("a server that is not there, or speaks no TLS, is unreachable", async () => {
  const port = await serve(json);
  expect(await world({ "a.example.org": [PUBLIC] }, port).codeOf("https://a.example.org/")).toBe("outbound/unreachable");
  expect(await world({ "a.example.org": [PUBLIC] }, 1).codeOf("http://a.example.org/")).toBe("outbound/unreachable");
});

test("the operator can vouch for one server inside, and only for it", async () => {
  const port = await serve(json);
  const parts = { resolve: async () => ["127.0.0.1"], connect: () => connect(port, "127.0.0.1") };
  const call = outsideCaller(["sso.local:8443"], parts);
  const codeOf = (url: string) => call(url, { accept: ["application/json"] }).then(() => "called", (failure: { code: string }) => failure.code);
  expect(await codeOf("http://sso.local:8443/")).toBe("called");
  expect(await codeOf("http://sso.local/")).toBe("outbound/refused");
  expect(await codeOf("http://other.local:8443/")).toBe("outbound/refused");
});
