/** What a workspace and its administrators can demand of people who sign in: a second factor, a proof of being oneself, an end of sessions. */
import { createHmac } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { withClient } from "../storage/database-access.ts";
import { makeAuthenticator } from "../testing/authenticator.fixture.ts";
import { startTestServer, type Ask, type Asked, type TestServer } from "../testing/test-server.fixture.ts";

const ORIGIN = "https://pm.example.org";
const PASSWORD = "four grey ducks walk";
const OWNER = "ann@example.org";
let server: TestServer;
let owner: Cookies;
beforeAll(async () => {
  server = await startTestServer({ environment: { LEADLINE_ADMIN_EMAIL: OWNER, LEADLINE_ADMIN_PASSWORD: PASSWORD, LEADLINE_PUBLIC_URL: ORIGIN } });
  owner = await signedIn(OWNER);
});
afterAll(() => server.stop());

/** A browser's cookies, which answers may set or clear. */
class Cookies {
  readonly #kept = new Map<string, string>();
  get header(): string {
    return [...this.#kept].map(([name, value]) => `${name}=${value}`).join("; ");
  }
  async ask(method: string, path: string, given: Ask = {}): Promise<Asked> {
    const cookie = this.header;
    const answer = await server.ask(method, path, { ...given, headers: { ...given.headers, ...(cookie === "" ? {} : { cookie }) } });
    for (const set of answer.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
      if (value === "" || /max-age=0/i.test(set)) this.#kept.delete(name);
      else this.#kept.set(name, value);
    }
    return answer;
  }
}

async function signedIn(email: string): Promise<Cookies> {
  const browser = new Cookies();
  expect((await browser.ask("POST", "/sign-in/password", { body: { email, password: PASSWORD } })).status).toBe(200);
  return browser;
}

async function joined(email: string, role = "viewer"): Promise<Cookies> {
  const invitation = await owner.ask("POST", "/invitations", { body: { email, role } });
  const browser = new Cookies();
  expect((await browser.ask("POST", "/sign-in/join", { body: { token: String(invitation.body["token"]), name: email.split("@")[0], password: PASSWORD } })).status).toBe(201);
  return browser;
}

async function memberId(email: string): Promise<string> {
  const { members } = (await owner.ask("GET", "/members")).body as unknown as { members: { id: string; email: string }[] };
  return members.find((one) => one.email === email)?.id ?? "";
}

const inSignIn = (statement: string): Promise<unknown> => withClient(server.access.administrator, (client) => client.query(statement));

/** All operations but the public ones and those of one's own account. */
async function operationsOfTheWorkspace(): Promise<readonly { readonly method: string; readonly path: string }[]> {
  const { body } = await server.ask("GET", "/api/openapi.json");
  const paths = body["paths"] as unknown as Readonly<Record<string, Readonly<Record<string, { readonly "x-permission"?: string; readonly operationId: string }>>>>;
  const all = Object.entries(paths).flatMap(([path, methods]) => Object.keys(methods).map((method) => ({ method: method.toUpperCase(), path: path.replace(/\{\w+\}/g, "nobody") })));
  return all.filter(({ path }) => path.startsWith("/api/v1/")).filter(({ path }) => !/^\/api\/v1\/(account|sessions?|sign-in|invitations\/(preview|accept)|test)(\/|$)/.test(path));
}

async function demand(isDemanded: boolean): Promise<void> {
  const { body } = await owner.ask("GET", "/workspace");
  expect((await owner.ask("PATCH", "/workspace", { body: { demandsSecondFactor: isDemanded }, headers: { "if-match": `"${String(body["revision"])}"` } })).status).toBe(200);
}

async function withApp(browser: Cookies): Promise<void> {
  const { uri } = (await browser.ask("POST", "/account/second-factor", { body: { password: PASSWORD } })).body as unknown as { uri: string };
  expect((await browser.ask("POST", "/account/second-factor/confirm", { body: { code: codeOf(uri) } })).status).toBe(200);
}

test("a workspace that demands a second factor opens nothing to a password alone, on any route", async () => {
  const [vic, pat] = [await joined("vic@example.org", "manager"), await joined("pat@example.org")];
  const key = makeAuthenticator({ origin: ORIGIN });
  const { challenge } = (await pat.ask("POST", "/account/passkeys/options", { body: {} })).body as unknown as { challenge: string };
  expect((await pat.ask("POST", "/account/passkeys", { body: { name: "Laptop", response: key.create(challenge) } })).status).toBe(201);
  await withApp(owner);
  await demand(true);
  try {
    await expect.poll(async () => (await vic.ask("GET", "/projects")).status, { timeout: 1500 }).toBe(403);
    const operations = await operationsOfTheWorkspace();
    expect(operations.length).toBeGreaterThan(50);
    for (const { method, path } of operations) expect.soft(await vic.ask(method, path), `${method} ${path}`).toMatchObject({ status: 403, body: { code: "session/second-factor" } });
    expect((await fetch(`${server.address}/files/nobody/nobody`, { headers: { cookie: vic.header } })).status).toBe(403);
    expect((await vic.ask("GET", "/session")).body).toMatchObject({ mode: "signed-in", awaits: "second-factor", permissions: [] });
    expect((await owner.ask("GET", "/projects")).status).toBe(200);
    // What opens it: a passkey that asked its person, or a code beside the password.
    const fresh = new Cookies();
    const asked = (await fresh.ask("POST", "/sign-in/passkey/options", { body: {} })).body as unknown as { challenge: string };
    expect((await fresh.ask("POST", "/sign-in/passkey", { body: { response: key.get(asked.challenge) } })).status).toBe(200);
    expect((await fresh.ask("GET", "/projects")).status).toBe(200);
    await withApp(vic);
    expect((await vic.ask("GET", "/projects")).status).toBe(200);
    expect((await vic.ask("GET", "/session")).body["awaits"]).toBeUndefined();
    expect((await vic.ask("POST", "/account/second-factor/remove", { body: { password: PASSWORD } })).status).toBe(200);
    await expect.poll(async () => (await vic.ask("GET", "/projects")).status, { timeout: 1500 }).toBe(403);
  } finally {
    await demand(false);
  }
  expect((await vic.ask("GET", "/projects")).status).toBe(200);
});

test("a passkey that did not ask its person is one factor alone", async () => {
  const quin = await joined("quin@example.org");
  const key = makeAuthenticator({ origin: ORIGIN, asksPerson: false });
  const { challenge } = (await quin.ask("POST", "/account/passkeys/options", { body: {} })).body as unknown as { challenge: string };
  expect((await quin.ask("POST", "/account/passkeys", { body: { name: "Stick", response: key.create(challenge) } })).status).toBe(201);
  const fresh = new Cookies();
  const asked = (await fresh.ask("POST", "/sign-in/passkey/options", { body: {} })).body as unknown as { challenge: string };
  expect((await fresh.ask("POST", "/sign-in/passkey", { body: { response: key.get(asked.challenge) } })).status).toBe(200);
  await demand(true);
  await expect.poll(async () => (await fresh.ask("GET", "/projects")).status, { timeout: 1500 }).toBe(403);
  await demand(false);
});

test("sessions are ended by whoever has proven themselves lately, and by nobody else", async () => {
  const here = await joined("uma@example.org");
  const there = await signedIn("uma@example.org");
  await inSignIn(`UPDATE leadline_sign_in.session SET "createdAt" = now() - interval '16 minutes'`);
  const { sessions } = (await here.ask("GET", "/sessions")).body as unknown as { sessions: { id: string; isThis: boolean }[] };
  const other = sessions.find(({ isThis }) => !isThis)?.id ?? "";
  const refused = { status: 403, body: { code: "session/proof-needed" } };
  expect(await here.ask("DELETE", `/sessions/${other}`)).toMatchObject(refused);
  expect(await here.ask("DELETE", "/sessions")).toMatchObject(refused);
  expect((await here.ask("POST", "/account/proof", { body: { password: "not this one at all" } })).status).toBe(422);
  expect(await here.ask("DELETE", `/sessions/${other}`)).toMatchObject(refused);
  expect((await there.ask("GET", "/projects")).status).toBe(200);
  expect((await here.ask("POST", "/account/proof", { body: { password: PASSWORD } })).status).toBe(200);
  expect(await there.ask("DELETE", "/sessions"), "the proof was given elsewhere").toMatchObject(refused);
  expect((await here.ask("DELETE", `/sessions/${other}`)).status).toBe(200);
  await expect.poll(async () => (await there.ask("GET", "/projects")).status, { timeout: 1500 }).toBe(401);
});

test("an administrator signs a member out everywhere; others cannot, and it stands in the log", async () => {
  const [wes, contributor] = [await joined("wes@example.org"), await joined("con@example.org", "contributor")];
  const elsewhere = await signedIn("wes@example.org");
  const address = `/members/${await memberId("wes@example.org")}/sessions`;
  expect((await contributor.ask("DELETE", address)).status).toBe(403);
  expect((await owner.ask("DELETE", `${address}?dryRun=true`)).status).toBe(200);
  expect((await wes.ask("GET", "/projects")).status).toBe(200);
  expect(await owner.ask("DELETE", address)).toMatchObject({ status: 200, body: { ended: 2 } });
  for (const browser of [wes, elsewhere]) await expect.poll(async () => (await browser.ask("GET", "/projects")).status, { timeout: 1000 }).toBe(401);
  expect((await owner.ask("GET", "/log/entries")).text).toContain("Signed wes out everywhere");
  await signedIn("wes@example.org");
});

test("nobody signs out somebody who may do more than they", async () => {
  const manager = await joined("max@example.org", "manager");
  expect(await manager.ask("DELETE", `/members/${await memberId(OWNER)}/sessions`)).toMatchObject({ status: 403, body: { code: "permission/missing" } });
  expect((await owner.ask("GET", "/projects")).status).toBe(200);
});

test("wrong tokens and links from one address run out, and right ones go on", async () => {
  const { body } = await owner.ask("POST", "/tokens", { body: { name: "Robot", permissions: ["project.read"] } });
  const asked = async (token: string): Promise<number> => (await server.ask("GET", "/projects", { headers: { authorization: `Bearer ${token}` } })).status;
  const right = String(body["token"]);
  expect(await asked(right)).toBe(200);
  const altered = (turn: number): string => `${right.slice(0, -3)}${String(turn).padStart(3, "0")}`;
  const statuses: number[] = [];
  for (let turn = 0; turn < 62; turn += 1) statuses.push(await asked(turn % 2 === 0 ? altered(turn) : `ll_s_${"A".repeat(60)}${String(turn).padStart(4, "0")}`));
  expect(statuses.filter((status) => status === 401)).toHaveLength(60);
  expect(statuses.slice(-2)).toEqual([429, 429]);
  expect(await asked(right)).toBe(200);
  expect((await owner.ask("GET", "/projects")).status).toBe(200);
});

test("a stream ends in the second in which its token does", async () => {
  const project = await owner.ask("POST", "/projects", { body: { name: "Stream", start: "2027-03-01" } });
  const { body } = await owner.ask("POST", "/tokens", { body: { name: "Listener", permissions: ["project.read"] } });
  await withClient(server.access.administrator, (client) => client.query("UPDATE leadline.api_token SET expires_at = now() + interval '1500 milliseconds' WHERE name = 'Listener'"));
  const begin = performance.now();
  const response = await fetch(`${server.address}/api/v1/projects/${String(project.body["id"])}/events`, { headers: { authorization: `Bearer ${String(body["token"])}` } });
  expect(response.status).toBe(200);
  await response.text().catch(() => undefined);
  expect(performance.now() - begin).toBeGreaterThan(1000);
  expect(performance.now() - begin).toBeLessThan(2500);
});

test("an owner makes a second workspace, which is nobody else's and has no hand in the server", async () => {
  const made = await owner.ask("POST", "/workspaces", { body: { name: "Second house" }, key: "second-house" });
  expect(made).toMatchObject({ status: 201, body: { name: "Second house" } });
  expect((await owner.ask("POST", "/workspaces", { body: { name: "Second house" }, key: "second-house" })).body).toEqual(made.body);
  const { workspaces } = (await owner.ask("GET", "/session")).body as unknown as { workspaces: { name: string; role: string }[] };
  expect(workspaces.filter(({ name, role }) => name === "Second house" && role === "owner")).toHaveLength(1);
  const there = { headers: { "leadline-workspace": String(made.body["id"]) } };
  expect((await owner.ask("GET", "/members", there)).body).toMatchObject({ members: [{ email: OWNER, role: "owner" }] });
  expect((await owner.ask("GET", "/log/entries", there)).text).toContain("made the workspace “Second house”");
  expect((await owner.ask("GET", "/log/entries")).text).toContain("Made the workspace “Second house”");
  expect((await owner.ask("POST", "/workspaces", { ...there, body: { name: "Third" } })).status).toBe(403);
  expect((await owner.ask("GET", "/system", there)).status).toBe(403);
  const manager = await joined("moe@example.org", "manager");
  expect((await manager.ask("POST", "/workspaces", { body: { name: "Mine" } })).status).toBe(403);
  expect((await manager.ask("GET", "/projects", there)).status).toBe(403);
});

/** The code of now (RFC 6238) for an otpauth address. */
function codeOf(uri: string): string {
  const text = new URL(uri).searchParams.get("secret") ?? "";
  const bits = [...text.replace(/=+$/, "")].map((letter) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(letter).toString(2).padStart(5, "0")).join("");
  const secret = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000)));
  const mac = createHmac("sha1", secret).update(counter).digest();
  const offset = (mac.at(-1) ?? 0) & 15;
  return String((mac.readUInt32BE(offset) & 0x7fff_ffff) % 1_000_000).padStart(6, "0");
}
