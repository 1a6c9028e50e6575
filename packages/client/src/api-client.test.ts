/** Facts about what the typed client sends and how it tells what went wrong. */
import { expect, test } from "vitest";
import { addressOf, apiClient, pagesOf } from "./api-client.ts";
import { HttpProblem, isPassing } from "./http-problem.ts";
import { transportOver } from "./transport.ts";

interface Sent {
  readonly url: string;
  readonly method: string | undefined;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** A client whose server gives the answers of the list, one after the other. */
function clientOf(answers: readonly (Response | Error)[], token?: string) {
  const sent: Sent[] = [];
  const waiting = [...answers];
  let signedOut = 0;
  const ask = transportOver({
    base: "https://plans.example.org",
    token,
    unreachable: "Nobody answers.",
    onSignedOut: () => (signedOut += 1),
    fetch: async (url, init) => {
      sent.push({ url: String(url), method: init?.method, headers: { ...init?.headers } as Record<string, string>, body: init?.body });
      const answer = waiting.shift();
      if (answer === undefined || answer instanceof Error) throw answer ?? new Error("no answer left");
      return answer;
    },
  });
  return { client: apiClient({ ask, newKey: () => "key-1" }), sent, signedOut: () => signedOut };
}

const json = (body: unknown, status = 200): Response => new Response(JSON.stringify(body), { status, headers: { "content-type": status < 400 ? "application/json" : "application/problem+json" } });

test("a write carries a key, the revision that was seen and the token", async () => {
  const { client, sent } = clientOf([json({ id: "p", name: "B" })], "ll_x");
  await client("renameProject", { params: { id: "p 1/.." }, body: { name: "B" }, ifMatch: 7 });
  expect(sent).toEqual([
    {
      url: "https://plans.example.org/api/v1/projects/p%201%2F..",
      method: "PATCH",
      headers: { accept: "application/json", "content-type": "application/json", "idempotency-key": "key-1", "if-match": '"7"', authorization: "Bearer ll_x" },
      body: '{"name":"B"}',
    },
  ]);
});

test("a key that is given is sent, and reading sends none", async () => {
  const { client, sent } = clientOf([json({}), json({ templates: [] })]);
  await client("deleteProject", { params: { id: "p" }, ifMatch: 1, key: "again" });
  await client("listTemplates");
  expect(sent.map(({ headers }) => headers["idempotency-key"])).toEqual(["again", undefined]);
});

test("a file travels as it is", async () => {
  const { client, sent } = clientOf([json({})]);
  await client("addAttachment", { params: { id: "p" }, query: { name: "a&b.txt" }, body: new Uint8Array([1, 2]) });
  expect(sent[0]).toMatchObject({ url: "https://plans.example.org/api/v1/projects/p/attachments?name=a%26b.txt", headers: { "content-type": "application/octet-stream" }, body: new Uint8Array([1, 2]) });
});

test("a refusal is told with its sentence, code and members", async () => {
  const { client } = clientOf([json({ status: 409, code: "change/conflict", detail: "Somebody else changed it.", conflicts: [1] }, 409)]);
  const problem = await client("restoreProject", { params: { id: "p" } }).catch((failure: unknown) => failure);
  expect(problem).toMatchObject({ status: 409, code: "change/conflict", message: "Somebody else changed it.", body: { conflicts: [1] } });
  expect([problem instanceof HttpProblem, isPassing(problem)]).toEqual([true, false]);
});

test("a server that is away, a proxy's page and an ended session are told apart", async () => {
  const { client, signedOut } = clientOf([new Error("refused"), new Response("<h1>Bad gateway</h1>", { status: 502 }), json({ code: "session/none", detail: "Sign in." }, 401)]);
  const ask = (): Promise<unknown> => client("listProjects").catch((failure: unknown) => failure);
  expect(await ask()).toMatchObject({ status: 0, message: "Nobody answers." });
  const second = await ask();
  expect([second, isPassing(second)]).toMatchObject([{ status: 502, code: "http/502" }, true]);
  expect(signedOut()).toBe(0);
  expect(await ask()).toMatchObject({ status: 401, message: "Sign in." });
  expect(signedOut()).toBe(1);
});

test("an id cannot lead to another address", () => {
  for (const id of ["..", ".", "", "a/b", "a?b", "a#b", "%2e%2e"]) {
    const address = addressOf("/api/v1/projects/{id}/records", { params: { id } });
    expect(new URL(address, "https://h").pathname.split("/"), id).toHaveLength(6);
    expect(address).not.toMatch(/\/\.{0,2}\//);
  }
});

test("pages follow each other until the last one", async () => {
  const pages = [{ nextCursor: "a", n: 1 }, { nextCursor: "b", n: 2 }, { nextCursor: null, n: 3 }];
  const asked: (string | undefined)[] = [];
  const seen: number[] = [];
  for await (const { n } of pagesOf(async (cursor) => (asked.push(cursor), pages[asked.length - 1] ?? { nextCursor: null, n: 0 }))) seen.push(n);
  expect([asked, seen]).toEqual([[undefined, "a", "b"], [1, 2, 3]]);
});
