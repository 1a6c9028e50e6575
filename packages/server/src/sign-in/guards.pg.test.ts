/** What stands around signing in: unknown devices are told, addresses proven, proxies believed only where named, and nothing says who has an account. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { withClient } from "../storage/database-access.ts";
import { startMailServer, type MailServer } from "../testing/mail-server.fixture.ts";
import { makeDatabase, startTestServer, type Asked, type TestDatabase, type TestServer } from "../testing/test-server.fixture.ts";

const ORIGIN = "https://pm.example.org";
const EMAIL = "ann@example.org";
const PASSWORD = "four grey ducks walk";
const environment = { LEADLINE_ADMIN_EMAIL: EMAIL, LEADLINE_ADMIN_PASSWORD: PASSWORD, LEADLINE_PUBLIC_URL: ORIGIN, LEADLINE_TRUST_PROXY: "10.9.0.0/16" };
let database: TestDatabase;
let mail: MailServer;
let server: TestServer;
/** The same database, behind a proxy on this machine. */
let behindProxy: TestServer;
beforeAll(async () => {
  [database, mail] = [await makeDatabase(), await startMailServer()];
  server = await startTestServer({ database, environment: { ...environment, SMTP_URL: mail.url } });
  behindProxy = await startTestServer({ database, environment: { ...environment, LEADLINE_TRUST_PROXY: "127.0.0.1" } });
  await inSignIn(`UPDATE leadline_sign_in."user" SET "createdAt" = now() - interval '1 day'`);
});
afterAll(async () => {
  await mail.stop();
  await server.stop();
  await behindProxy.stop();
  await database.remove();
});

const inSignIn = (statement: string): Promise<unknown> => withClient(database.access.administrator, (client) => client.query(statement));
const cookiesOf = (answer: Asked): string => answer.headers.getSetCookie().map((cookie) => cookie.split(";")[0]).join("; ");
const signIn = (headers: Readonly<Record<string, string>> = {}, at = server): Promise<Asked> => at.ask("POST", "/sign-in/password", { headers, body: { email: EMAIL, password: PASSWORD } });
const lettersWith = (text: string): readonly string[] => mail.messages.map((message) => message.replaceAll("=\n", "").replaceAll("=3D", "=")).filter((message) => message.includes(text));

test("the first time on a device its person is told by mail, and the device is known from then on", async () => {
  const first = await signIn({ "user-agent": "Odd Browser 1" });
  await expect.poll(() => lettersWith("Odd Browser 1").length, { timeout: 3000 }).toBe(1);
  const device = first.headers.getSetCookie().find((one) => one.includes("leadline.device="));
  expect(device).toMatch(/^__Host-leadline\.device=[\w-]{22}; Max-Age=31536000; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
  const again = await signIn({ "user-agent": "Odd Browser 1", cookie: cookiesOf(first) });
  expect(again.headers.getSetCookie().some((one) => one.includes("leadline.device="))).toBe(false);
  await signIn({ "user-agent": "Odd Browser 2", cookie: "__Host-leadline.device=AAAAAAAAAAAAAAAAAAAAAA" });
  await expect.poll(() => lettersWith("Odd Browser 2").length, { timeout: 3000 }).toBe(1);
  expect(lettersWith("Odd Browser 1")).toHaveLength(1);
});

test("an address is proven by the link that was mailed there, which nobody can make or alter", async () => {
  await inSignIn(`UPDATE leadline_sign_in."user" SET "emailVerified" = false`);
  const cookie = cookiesOf(await signIn());
  const isProven = async (): Promise<unknown> => (await server.ask("GET", "/account", { headers: { cookie } })).body["isEmailVerified"];
  expect(await isProven()).toBe(false);
  expect((await server.ask("POST", "/account/confirm-request", { headers: { cookie }, body: {} })).status).toBe(202);
  await expect.poll(() => lettersWith("/confirm#").length, { timeout: 3000 }).toBe(1);
  const token = /\/confirm#([\w-]+)/.exec(lettersWith("/confirm#")[0] ?? "")?.[1] ?? "";
  const altered = `${token.slice(0, -3)}${token.endsWith("AAA") ? "BBB" : "AAA"}`;
  expect(await server.ask("POST", "/account/confirm", { body: { token: altered } })).toMatchObject({ status: 401, body: { code: "sign-in/wrong" } });
  expect(await isProven()).toBe(false);
  expect((await server.ask("POST", "/account/confirm", { body: { token } })).status).toBe(200);
  await expect.poll(isProven, { timeout: 1500 }).toBe(true);
});

test("whether there is such an account does not show in how long an answer takes", async () => {
  await inSignIn("DELETE FROM leadline_sign_in.attempt");
  const took = async (path: string, body: object): Promise<number> => {
    const begin = performance.now();
    await server.ask("POST", path, { body });
    return performance.now() - begin;
  };
  const times: Record<string, number[]> = { known: [], unknown: [] };
  for (let round = 0; round < 9; round += 1) {
    times["known"]?.push(await took("/sign-in/password", { email: EMAIL, password: "four grey ducks swim" }));
    times["unknown"]?.push(await took("/sign-in/password", { email: `nobody${round}@example.org`, password: "four grey ducks swim" }));
  }
  // The quickest of each: what else the machine does makes answers slower, never quicker.
  const quickest = (name: string): number => Math.min(...(times[name] ?? []));
  // Without hashing for unknown ones they would be answered in a small part of the time.
  expect(quickest("unknown") / quickest("known")).toBeGreaterThan(0.5);
  expect(quickest("unknown") / quickest("known")).toBeLessThan(2);
});

test("attempts are counted over all servers of the database", async () => {
  await inSignIn("DELETE FROM leadline_sign_in.attempt");
  const wrong = (at: TestServer): Promise<Asked> => at.ask("POST", "/sign-in/password", { body: { email: "shared@example.org", password: "wrong wrong wrong" } });
  for (let attempt = 0; attempt < 5; attempt += 1) expect([(await wrong(server)).status, (await wrong(behindProxy)).status]).toEqual([401, 401]);
  expect([(await wrong(server)).status, (await wrong(behindProxy)).status]).toEqual([429, 429]);
});

test("nobody dodges the counting by writing another address into a header, unless a proxy that was named says so", async () => {
  await inSignIn("DELETE FROM leadline_sign_in.attempt");
  const wrong = (at: TestServer, turn: number): Promise<Asked> => at.ask("POST", "/account/confirm", { headers: { "x-forwarded-for": `192.0.2.${turn}` }, body: { token: "not a token" } });
  const statuses = async (at: TestServer): Promise<readonly number[]> => (await Promise.all(Array.from({ length: 62 }, (_one, turn) => wrong(at, turn)))).map(({ status }) => status);
  expect((await statuses(server)).filter((status) => status === 429)).toHaveLength(2);
  await inSignIn("DELETE FROM leadline_sign_in.attempt");
  expect((await statuses(behindProxy)).filter((status) => status === 429)).toHaveLength(0);
  await inSignIn("DELETE FROM leadline_sign_in.attempt");
});

test("browsers that came by https come by nothing else; without https nothing is promised", async () => {
  expect((await server.ask("GET", "/session")).headers.get("strict-transport-security")).toBe("max-age=31536000");
  const plain = await startTestServer();
  expect((await plain.ask("GET", "/session")).headers.get("strict-transport-security")).toBeNull();
  await plain.stop();
});

test("what has expired is of no use, and the tables of the sign-in are closed to the application's role", async () => {
  const cookie = cookiesOf(await signIn());
  const status = async (): Promise<number> => (await server.ask("GET", "/projects", { headers: { cookie } })).status;
  expect(await status()).toBe(200);
  await inSignIn(`UPDATE leadline_sign_in.session SET "updatedAt" = now() - interval '8 days'`);
  await expect.poll(status, { timeout: 1500 }).toBe(401);
  const other = cookiesOf(await signIn());
  await inSignIn(`UPDATE leadline_sign_in.session SET "expiresAt" = now() - interval '1 second'`);
  await expect.poll(async () => (await server.ask("GET", "/projects", { headers: { cookie: other } })).status, { timeout: 1500 }).toBe(401);
  const { rows } = (await inSignIn("SELECT tablename AS name, has_table_privilege('leadline_app', format('leadline_sign_in.%I', tablename), 'SELECT') AS open FROM pg_tables WHERE schemaname = 'leadline_sign_in'")) as { readonly rows: readonly { readonly name: string; readonly open: boolean }[] };
  expect(rows.length).toBeGreaterThanOrEqual(7);
  expect(rows.filter(({ open }) => open)).toEqual([]);
});

test("asking for a new password is answered at once even where the mail server hangs, for every address alike", async () => {
  mail.fallSilent();
  for (const email of [EMAIL, "nobody@example.org"]) {
    const begin = performance.now();
    expect((await server.ask("POST", "/sign-in/reset-request", { body: { email } })).status).toBe(202);
    expect(performance.now() - begin).toBeLessThan(2500);
  }
});
