/** How long sessions live, and what they are made of. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { withClient } from "../storage/database-access.ts";
import { startTestServer, type Asked, type TestServer } from "../testing/test-server.fixture.ts";

const ADMINISTRATOR = { email: "ann@example.org", password: "four grey ducks walk" };
let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ environment: { LEADLINE_ADMIN_EMAIL: ADMINISTRATOR.email, LEADLINE_ADMIN_PASSWORD: ADMINISTRATOR.password } });
});
afterAll(() => server.stop());

async function signIn(): Promise<string> {
  const answer = await server.ask("POST", "/sign-in/password", { body: ADMINISTRATOR });
  expect(answer.status).toBe(200);
  return answer.headers.getSetCookie().map((cookie) => cookie.split(";")[0]).join("; ");
}

const look = (cookie: string): Promise<Asked> => server.ask("GET", "/projects", { headers: { cookie } });
const tokenOf = (cookie: string): string => decodeURIComponent(/session_token=([^.;]+)\./.exec(cookie)?.[1] ?? "");
/** As if time had passed for the session of this cookie. */
const alter = (cookie: string, sql: "updatedAt" | "expiresAt", interval: string): Promise<number> =>
  withClient(server.access.administrator, async (client) => (await client.query(`UPDATE leadline_sign_in.session SET ${sql === "updatedAt" ? '"updatedAt"' : '"expiresAt"'} = now() - $2::interval WHERE token = $1`, [tokenOf(cookie), interval])).rowCount ?? 0);

test("a session that nobody used for a week has ended, one of yesterday has not", async () => {
  const [recent, old] = [await signIn(), await signIn()];
  expect(await alter(recent, "updatedAt", "1 day")).toBe(1);
  expect(await alter(old, "updatedAt", "7 days 1 minute")).toBe(1);
  await expect.poll(async () => (await look(old)).status, { timeout: 2000 }).toBe(401);
  expect((await look(recent)).status).toBe(200);
});

test("a session ends thirty days after it began, however much it is used", async () => {
  const cookie = await signIn();
  const { rows } = await withClient(server.access.administrator, (client) => client.query<{ days: number }>('SELECT extract(epoch FROM "expiresAt" - "createdAt") / 86400 AS days FROM leadline_sign_in.session WHERE token = $1', [tokenOf(cookie)]));
  expect(Number(rows[0]?.days)).toBeCloseTo(30, 2);
  expect(await alter(cookie, "expiresAt", "1 second")).toBe(1);
  await expect.poll(async () => (await look(cookie)).status, { timeout: 2000 }).toBe(401);
});

test("a session's token is chance of more than 128 bits, and never the same twice", async () => {
  const tokens: string[] = [];
  for (let round = 0; round < 8; round += 1) tokens.push(tokenOf(await signIn()));
  expect(new Set(tokens).size).toBe(tokens.length);
  // 62 letters and figures give 5.95 bits each.
  for (const token of tokens) expect(token).toMatch(/^[A-Za-z0-9]{32,}$/);
  const seen = new Set(tokens.flatMap((token) => [...token]));
  expect(seen.size).toBeGreaterThan(50);
});
