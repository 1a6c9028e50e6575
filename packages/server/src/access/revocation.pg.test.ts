/** What ends takes effect within a second: on requests and on running streams, on the server where it ended and on another one. */
import http from "node:http";
import { afterAll, beforeAll, expect, test } from "vitest";
import { withClient } from "../storage/database-access.ts";
import { startWithPeople, type People, type Person } from "../testing/people.fixture.ts";
import { insertTasks, makeDatabase, type TestDatabase } from "../testing/test-server.fixture.ts";

let database: TestDatabase;
let here: People;
let there: People;
let owner: Person;
let projectId: string;
let revision = 1;
const signedOut = new Set<string>();

beforeAll(async () => {
  database = await makeDatabase();
  here = await startWithPeople({ database, signedOut });
  there = await startWithPeople({ database, signedOut });
  owner = await here.join("olga", "owner");
  projectId = String((await owner.ask("POST", "/projects", { body: { name: "Followed" } })).body.id);
}, 60_000);
afterAll(async () => {
  await here.stop();
  await there.stop();
  await database.remove();
});

interface Follower {
  readonly text: () => string;
  readonly hasEnded: () => boolean;
  readonly leave: () => void;
}

async function follow(people: People, headers: Record<string, string>): Promise<Follower> {
  const life = new AbortController();
  const response = await fetch(`${people.server.address}/api/v1/projects/${projectId}/events`, { headers, signal: life.signal });
  expect(response.status).toBe(200);
  const state = { text: "", hasEnded: false };
  const read = async (): Promise<void> => {
    if (response.body) for await (const piece of response.body.pipeThrough(new TextDecoderStream())) state.text += piece;
  };
  void read().catch(() => undefined).finally(() => (state.hasEnded = true));
  return { text: () => state.text, hasEnded: () => state.hasEnded, leave: () => life.abort() };
}

async function edit(name: string): Promise<void> {
  const { body } = await owner.ask("POST", `/projects/${projectId}/commands`, { body: { revision, commands: [insertTasks([name], `r${revision}-`)] } });
  revision = Number(body.revision);
}

async function until(check: () => boolean | Promise<boolean>, milliseconds: number): Promise<boolean> {
  for (const end = Date.now() + milliseconds; Date.now() < end; await new Promise((resolve) => setTimeout(resolve, 10))) if (await check()) return true;
  return check();
}

/** Follows on both servers, takes the right away, and looks at what still comes through. */
async function endsWithin(second: number, headers: Record<string, string>, takeAway: () => Promise<unknown>): Promise<void> {
  const followers = [await follow(here, headers), await follow(there, headers)];
  await edit("Seen by all");
  expect(await until(() => followers.every((one) => one.text().includes("Seen by all")), 3000)).toBe(true);
  await takeAway();
  expect(await until(() => followers.every((one) => one.hasEnded()), second * 1000), "streams end").toBe(true);
  const refused = async ({ server }: People): Promise<boolean> => [401, 403, 404].includes((await server.ask("GET", `/projects/${projectId}`, { headers })).status);
  expect(await until(async () => (await refused(here)) && (await refused(there)), second * 1000), "requests are refused").toBe(true);
  await edit("For others alone");
  await new Promise((resolve) => setTimeout(resolve, 50));
  for (const one of followers) expect(one.text()).not.toContain("For others alone");
}

test("somebody who is removed from the workspace sees nothing more, nor do their tokens and links", async () => {
  const mark = await here.join("mark", "manager");
  const { body: token } = await mark.ask("POST", "/tokens", { body: { name: "T", permissions: ["project.read"] } });
  const { body: link } = await mark.ask("POST", `/projects/${projectId}/share-links`, { body: { name: "L" } });
  const [program, holder] = [await follow(there, { authorization: `Bearer ${String(token.token)}` }), await follow(there, { authorization: `Bearer ${String(link.token)}` })];
  await endsWithin(1, { cookie: mark.cookie }, () => owner.ask("DELETE", `/members/${mark.memberId}`, { headers: { "if-match": '"1"' } }));
  expect(await until(() => program.hasEnded() && holder.hasEnded(), 1000)).toBe(true);
  for (const secret of [token.token, link.token]) expect((await there.ask("GET", `/projects/${projectId}`, { headers: { authorization: `Bearer ${String(secret)}` } })).status).toBe(401);
});

test("a role without the right to read ends what was running", async () => {
  const vera = await here.join("vera", "viewer");
  await endsWithin(1, { cookie: vera.cookie }, () => owner.ask("PATCH", `/members/${vera.memberId}`, { body: { role: "guest" }, headers: { "if-match": '"1"' } }));
});

test("a revoked token and a revoked link end at once", async () => {
  const { body: token } = await owner.ask("POST", "/tokens", { body: { name: "T", permissions: ["project.read"] } });
  await endsWithin(1, { authorization: `Bearer ${String(token.token)}` }, () => owner.ask("DELETE", `/tokens/${String(token.id)}`));
  const { body: link } = await owner.ask("POST", `/projects/${projectId}/share-links`, { body: { name: "L" } });
  await endsWithin(1, { authorization: `Bearer ${String(link.token)}` }, () => owner.ask("DELETE", `/projects/${projectId}/share-links/${String(link.id)}`));
});

test("a session that has ended ends its streams as soon as that is told", async () => {
  const sven = await here.join("sven", "viewer");
  await endsWithin(1, { cookie: sven.cookie }, async () => {
    signedOut.add(sven.userId);
    await withClient(database.access.application, (client) => client.query("SELECT pg_notify('leadline_change', 'rights *')"));
  });
});

test("a token that has come to its end is refused", async () => {
  const { body: token } = await owner.ask("POST", "/tokens", { body: { name: "Short", permissions: ["project.read"], days: 1 } });
  const ask = async (): Promise<number> => (await there.ask("GET", `/projects/${projectId}`, { headers: { authorization: `Bearer ${String(token.token)}` } })).status;
  expect(await ask()).toBe(200);
  await withClient(database.access.administrator, (client) => client.query("UPDATE leadline.api_token SET expires_at = now() WHERE id = $1", [String(token.id)]));
  expect(await until(async () => (await ask()) === 401, 1000)).toBe(true);
});

test("an upload that began before the right ended stores nothing", async () => {
  const mona = await here.join("mona", "manager");
  const { port } = new URL(there.server.address);
  for (const path of [`/projects/${projectId}/attachments?name=late.txt`, "/projects/import?name=late.plan"]) {
    const request = http.request({ port, host: "127.0.0.1", method: "POST", path: `/api/v1${path}`, headers: { cookie: mona.cookie, "idempotency-key": `late-${path.length}`, "content-type": "application/octet-stream", "content-length": 20 } });
    const status = new Promise<number | undefined>((resolve, reject) => void request.on("response", (response) => resolve(response.resume().statusCode)).on("error", reject));
    request.write("0123456789");
    await new Promise((resolve) => setTimeout(resolve, 200));
    const { body } = await owner.ask("GET", "/members");
    const { revision: seen } = (body["members"] as unknown as readonly { readonly id: string; readonly revision: number }[]).find(({ id }) => id === mona.memberId) ?? {};
    await owner.ask("DELETE", `/members/${mona.memberId}`, { headers: { "if-match": `"${String(seen)}"` } });
    await new Promise((resolve) => setTimeout(resolve, 100));
    request.end("0123456789");
    expect.soft(await status, path).toBe(403);
    await here.join("mona", "manager");
    await new Promise((resolve) => setTimeout(resolve, 600));
  }
  expect((await owner.ask("GET", `/projects/${projectId}/attachments`)).body["attachments"]).toEqual([]);
});

test("others who follow the same project go on without a gap", async () => {
  const [stays, goes] = [await here.join("stan", "viewer"), await here.join("gina", "viewer")];
  const [staying, going] = [await follow(here, { cookie: stays.cookie }), await follow(here, { cookie: goes.cookie })];
  await Promise.all([edit("One"), owner.ask("DELETE", `/members/${goes.memberId}`, { headers: { "if-match": '"1"' } })]);
  await edit("Two");
  expect(await until(() => staying.text().includes("One") && staying.text().includes("Two"), 3000)).toBe(true);
  expect(await until(() => going.hasEnded(), 1000)).toBe(true);
  expect(staying.hasEnded()).toBe(false);
  staying.leave();
});
