/** Signing in over HTTP: the administrator, sessions, second attempts, and what nobody who is not signed in can do. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestServer, type Asked, type TestServer } from "../testing/test-server.fixture.ts";

const EMAIL = "ann@example.org";
const PASSWORD = "four grey ducks walk";
let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ environment: { LEADLINE_ADMIN_EMAIL: "Ann@Example.org", LEADLINE_ADMIN_PASSWORD: PASSWORD } });
});
afterAll(() => server.stop());

const signIn = (password = PASSWORD, email = EMAIL): Promise<Asked> => server.ask("POST", "/sign-in/password", { body: { email, password } });
const cookieOf = (answer: Asked): string => answer.headers.getSetCookie().map((cookie) => cookie.split(";")[0]).join("; ");
const as = (cookie: string): { headers: { cookie: string } } => ({ headers: { cookie } });

test("whoever is not signed in learns how to sign in, and nothing else", async () => {
  expect((await server.ask("GET", "/session")).body).toMatchObject({ mode: "signed-out", signIn: { password: true }, permissions: [] });
  for (const path of ["/projects", "/members", "/system", "/log/entries", "/sessions", "/projects/x/records"]) expect.soft(await server.ask("GET", path), path).toMatchObject({ status: 401, body: { code: "session/none" } });
});

test("the administrator signs in and owns the workspace", async () => {
  const answer = await signIn();
  expect(answer).toMatchObject({ status: 200, body: { secondFactor: false } });
  const [cookie = ""] = answer.headers.getSetCookie();
  expect(cookie).toMatch(/^leadline\.session_token=.+; Max-Age=2592000; Path=\/; HttpOnly; SameSite=Lax$/);
  expect((await server.ask("GET", "/session", as(cookieOf(answer)))).body).toMatchObject({ mode: "signed-in", actor: { name: "ann", email: EMAIL, role: "owner" }, workspace: { name: "My workspace" } });
  expect((await server.ask("GET", "/projects", as(cookieOf(answer)))).status).toBe(200);
});

test("a wrong password and an unknown address get the same answer", async () => {
  const wrong = await signIn("four grey ducks swim");
  const unknown = await signIn(PASSWORD, "nobody@example.org");
  expect(wrong).toMatchObject({ status: 401, body: { code: "sign-in/wrong" } });
  expect(unknown.body).toEqual({ ...wrong.body, requestId: unknown.body.requestId });
  expect(wrong.headers.getSetCookie()).toEqual([]);
});

test("every sign-in is a session of its own, which its person sees and ends", async () => {
  const [first, second] = [cookieOf(await signIn()), cookieOf(await signIn())];
  expect(first).not.toBe(second);
  const { sessions } = (await server.ask("GET", "/sessions", as(second))).body as unknown as { sessions: { id: string; isThis: boolean }[] };
  expect(sessions.filter(({ isThis }) => isThis)).toHaveLength(1);
  expect((await server.ask("DELETE", "/sessions", as(second))).body).toEqual({ ended: sessions.length - 1 });
  await expect.poll(async () => (await server.ask("GET", "/projects", as(first))).status, { timeout: 1000 }).toBe(401);
  expect((await server.ask("GET", "/projects", as(second))).status).toBe(200);
  expect((await server.ask("POST", "/sign-in/sign-out", as(second))).status).toBe(200);
  await expect.poll(async () => (await server.ask("GET", "/projects", as(second))).status, { timeout: 1000 }).toBe(401);
});

test("a session that somebody made up, or signed with another key, is none", async () => {
  const cookie = cookieOf(await signIn());
  const [, token = "", signature = ""] = /session_token=([^.]+)\.(.+)$/.exec(cookie) ?? [];
  expect(token).not.toBe("");
  for (const forged of [`leadline.session_token=${token}`, `leadline.session_token=${token}.${signature.slice(2)}aa`, `leadline.session_token=x.${signature}`]) {
    expect.soft((await server.ask("GET", "/projects", as(forged))).status, forged).toBe(401);
  }
});

test("attempts at a password run out, for the account and not for others", async () => {
  const address = "attempts@example.org";
  const statuses: number[] = [];
  for (let attempt = 0; attempt < 11; attempt += 1) statuses.push((await signIn("wrong wrong wrong", address)).status);
  expect(statuses).toEqual([...Array.from({ length: 10 }, () => 401), 429]);
  expect((await signIn("wrong wrong wrong", address)).body.detail).toMatch(/^Too many attempts\. Try again in \d+ minutes\.$/);
  expect((await signIn()).status).toBe(200);
});

test("a page of another site cannot sign anybody in or out", async () => {
  const foreign = { headers: { origin: "https://evil.example" }, body: { email: EMAIL, password: PASSWORD } };
  expect(await server.ask("POST", "/sign-in/password", foreign)).toMatchObject({ status: 403, body: { code: "origin/foreign" } });
});
