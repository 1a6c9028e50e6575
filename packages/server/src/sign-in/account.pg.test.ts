/** Accounts over HTTP: joining by invitation, new passwords, second factors and passkeys, each against misuse. */
import { createHmac } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { makeAuthenticator } from "../testing/authenticator.fixture.ts";
import { withClient } from "../storage/database-access.ts";
import { resetLink } from "./reset-link.ts";
import { startMailServer, type MailServer } from "../testing/mail-server.fixture.ts";
import { startTestServer, type Ask, type Asked, type TestServer } from "../testing/test-server.fixture.ts";

const ORIGIN = "https://pm.example.org";
const PASSWORD = "four grey ducks walk";
let server: TestServer;
let mail: MailServer;
let owner: Cookies;
beforeAll(async () => {
  mail = await startMailServer();
  server = await startTestServer({ environment: { LEADLINE_ADMIN_EMAIL: "ann@example.org", LEADLINE_ADMIN_PASSWORD: PASSWORD, LEADLINE_PUBLIC_URL: ORIGIN, SMTP_URL: mail.url } });
  owner = await signedIn("ann@example.org", PASSWORD);
});
afterAll(async () => {
  await server.stop();
  await mail.stop();
});

/** A browser's cookies, which answers may set or clear. */
class Cookies {
  readonly #kept = new Map<string, string>();
  async ask(method: string, path: string, given: Ask = {}): Promise<Asked> {
    const cookie = [...this.#kept].map(([name, value]) => `${name}=${value}`).join("; ");
    const answer = await server.ask(method, path, { ...given, headers: { ...given.headers, ...(cookie === "" ? {} : { cookie }) } });
    for (const set of answer.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
      if (value === "" || /max-age=0/i.test(set)) this.#kept.delete(name);
      else this.#kept.set(name, value);
    }
    return answer;
  }
}

async function signedIn(email: string, password: string): Promise<Cookies> {
  const browser = new Cookies();
  expect(await browser.ask("POST", "/sign-in/password", { body: { email, password } })).toMatchObject({ status: 200, body: { secondFactor: false } });
  return browser;
}

async function nextMail(act: () => Promise<unknown>): Promise<string> {
  const before = mail.messages.length;
  await act();
  await expect.poll(() => mail.messages.length, { timeout: 3000 }).toBeGreaterThan(before);
  return (mail.messages.at(-1) ?? "").replaceAll("=\n", "").replaceAll("=3D", "=");
}

async function joined(email: string): Promise<Cookies> {
  const letter = await nextMail(async () => expect((await owner.ask("POST", "/invitations", { body: { email, role: "contributor" } })).status).toBe(201));
  const token = /\/invite#(ll_i_[\w-]+)/.exec(letter)?.[1] ?? "";
  const browser = new Cookies();
  expect(await browser.ask("POST", "/sign-in/join", { body: { token, name: "Bob", password: PASSWORD } })).toMatchObject({ status: 201, body: { workspace: { name: "My workspace" } } });
  expect((await browser.ask("POST", "/sign-in/join", { body: { token, name: "Eve", password: PASSWORD } })).status).toBe(404);
  return browser;
}

test("cookies of a site with https are secure", async () => {
  const answer = await server.ask("POST", "/sign-in/password", { body: { email: "ann@example.org", password: PASSWORD } });
  expect(answer.headers.getSetCookie()[0]).toMatch(/^__Host-leadline\.session_token=.+; HttpOnly; Secure; SameSite=Lax$/);
});

test("an invitation that came by mail makes an account and a member, once", async () => {
  const browser = await joined("bob@example.org");
  expect((await browser.ask("GET", "/session")).body).toMatchObject({ mode: "signed-in", actor: { name: "Bob", role: "contributor" } });
  expect((await owner.ask("GET", "/members")).text).toContain("bob@example.org");
});

test("an invitation cannot take over an account that is there", async () => {
  await joined("carol@example.org");
  const letter = await nextMail(() => owner.ask("POST", "/invitations", { body: { email: "ann@example.org", role: "viewer" } }));
  const token = /\/invite#(ll_i_[\w-]+)/.exec(letter)?.[1] ?? "";
  const answer = await new Cookies().ask("POST", "/sign-in/join", { body: { token, name: "Eve", password: "another long password" } });
  expect(answer).toMatchObject({ status: 422, body: { code: "access/refused" } });
  await signedIn("ann@example.org", PASSWORD);
});

test("a link to a new password works once, ends all sessions, and says nothing of accounts", async () => {
  const browser = await joined("dave@example.org");
  const letter = await nextMail(async () => expect((await server.ask("POST", "/sign-in/reset-request", { body: { email: "dave@example.org" } })).status).toBe(202));
  const token = /\/reset-password#([\w-]+)/.exec(letter)?.[1] ?? "";
  const next = "six green geese swim";
  expect((await server.ask("POST", "/sign-in/reset", { body: { token, password: "short" } })).status).toBe(422);
  expect((await server.ask("POST", "/sign-in/reset", { body: { token, password: next } })).status).toBe(200);
  expect((await server.ask("POST", "/sign-in/reset", { body: { token, password: "seven blue swans fly" } })).status).toBe(401);
  await expect.poll(async () => (await browser.ask("GET", "/projects")).status, { timeout: 1500 }).toBe(401);
  await signedIn("dave@example.org", next);
  const before = mail.messages.length;
  expect((await server.ask("POST", "/sign-in/reset-request", { body: { email: "nobody@example.org" } })).status).toBe(202);
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(mail.messages.length).toBe(before);
});

test("changing the password asks for the present one and ends the other sessions", async () => {
  const browser = await joined("erin@example.org");
  const elsewhere = await signedIn("erin@example.org", PASSWORD);
  const next = "eight red herons wait";
  expect((await browser.ask("POST", "/account/password", { body: { current: "not this one at all", next } })).status).toBe(422);
  expect((await browser.ask("POST", "/account/password", { body: { current: PASSWORD, next: "erin@example.org" } })).status).toBe(422);
  expect((await browser.ask("POST", "/account/password", { body: { current: PASSWORD, next } })).status).toBe(200);
  expect((await browser.ask("GET", "/projects")).status).toBe(200);
  await expect.poll(async () => (await elsewhere.ask("GET", "/projects")).status, { timeout: 1500 }).toBe(401);
});

test("with a second factor the password alone opens nothing; codes run out; a recovery code works once", async () => {
  const browser = await joined("fred@example.org");
  const begun = await browser.ask("POST", "/account/second-factor", { body: { password: PASSWORD } });
  const { uri, recoveryCodes } = begun.body as unknown as { uri: string; recoveryCodes: string[] };
  await signedIn("fred@example.org", PASSWORD);
  expect((await browser.ask("POST", "/account/second-factor/confirm", { body: { code: codeOf(uri) } })).status).toBe(200);
  expect((await browser.ask("GET", "/account")).body).toMatchObject({ secondFactor: true, hasPassword: true });

  const half = new Cookies();
  expect((await half.ask("POST", "/sign-in/password", { body: { email: "fred@example.org", password: PASSWORD } })).body).toEqual({ secondFactor: true });
  expect((await half.ask("GET", "/projects")).status).toBe(401);
  expect((await half.ask("POST", "/sign-in/second-factor", { body: { code: "000000", kind: "totp" } })).status).toBe(401);

  const recovery = new Cookies();
  await recovery.ask("POST", "/sign-in/password", { body: { email: "fred@example.org", password: PASSWORD } });
  const [code = ""] = recoveryCodes;
  expect((await recovery.ask("POST", "/sign-in/second-factor", { body: { code, kind: "recovery" } })).status).toBe(200);
  expect((await recovery.ask("GET", "/projects")).status).toBe(200);
  const again = new Cookies();
  await again.ask("POST", "/sign-in/password", { body: { email: "fred@example.org", password: PASSWORD } });
  expect((await again.ask("POST", "/sign-in/second-factor", { body: { code, kind: "recovery" } })).status).toBe(401);
});

test("a code of the authenticator app opens one door once", async () => {
  const browser = await joined("kate@example.org");
  const { uri } = (await browser.ask("POST", "/account/second-factor", { body: { password: PASSWORD } })).body as unknown as { uri: string };
  const half = async (): Promise<Cookies> => {
    const cookies = new Cookies();
    await cookies.ask("POST", "/sign-in/password", { body: { email: "kate@example.org", password: PASSWORD } });
    return cookies;
  };
  const before = codeOf(uri, -1);
  expect((await browser.ask("POST", "/account/second-factor/confirm", { body: { code: before } })).status).toBe(200);
  expect(await (await half()).ask("POST", "/sign-in/second-factor", { body: { code: before, kind: "totp" } })).toMatchObject({ status: 401, body: { detail: expect.stringContaining("given before") } });
  const code = codeOf(uri);
  const tries = await Promise.all([await half(), await half()].map((one) => one.ask("POST", "/sign-in/second-factor", { body: { code, kind: "totp" } })));
  expect(tries.map(({ status }) => status).sort()).toEqual([200, 401]);
});

test("a link to a new password is of no use after ten minutes", async () => {
  await joined("lena@example.org");
  const ask = async (): Promise<string> => /\/reset-password#([\w-]+)/.exec(await nextMail(() => server.ask("POST", "/sign-in/reset-request", { body: { email: "lena@example.org" } })))?.[1] ?? "";
  const age = (minutes: number): Promise<unknown> => withClient(server.access.administrator, (client) => client.query(`UPDATE leadline_sign_in.verification SET "expiresAt" = "expiresAt" - make_interval(mins => $1)`, [minutes]));
  const set = async (token: string): Promise<number> => (await server.ask("POST", "/sign-in/reset", { body: { token, password: "ten black crows call" } })).status;
  const late = await ask();
  await age(10);
  expect(await set(late)).toBe(401);
  const inTime = await ask();
  await age(9);
  expect(await set(inTime)).toBe(200);
});

test("a new password by mail leaves the second factor in force, which cannot be begun or ended without the password", async () => {
  const browser = await joined("iris@example.org");
  expect((await browser.ask("POST", "/account/second-factor", { body: { password: "not this one at all" } })).status).toBe(422);
  const { uri } = (await browser.ask("POST", "/account/second-factor", { body: { password: PASSWORD } })).body as unknown as { uri: string };
  expect((await browser.ask("POST", "/account/second-factor/confirm", { body: { code: codeOf(uri) } })).status).toBe(200);
  const isOn = async (): Promise<unknown> => (await browser.ask("GET", "/account")).body["secondFactor"];
  expect((await browser.ask("POST", "/account/second-factor/remove", { body: { password: "not this one at all" } })).status).toBe(422);
  expect(await isOn()).toBe(true);
  const letter = await nextMail(() => server.ask("POST", "/sign-in/reset-request", { body: { email: "iris@example.org" } }));
  const token = /\/reset-password#([\w-]+)/.exec(letter)?.[1] ?? "";
  const next = "nine brown otters dive";
  expect((await server.ask("POST", "/sign-in/reset", { body: { token, password: next } })).status).toBe(200);
  const fresh = new Cookies();
  expect((await fresh.ask("POST", "/sign-in/password", { body: { email: "iris@example.org", password: next } })).body).toEqual({ secondFactor: true });
  expect((await fresh.ask("GET", "/projects")).status).toBe(401);
});

test("codes of a second factor run out for the account, however often the first step is taken", async () => {
  const browser = await joined("hugo@example.org");
  const { uri } = (await browser.ask("POST", "/account/second-factor", { body: { password: PASSWORD } })).body as unknown as { uri: string };
  await browser.ask("POST", "/account/second-factor/confirm", { body: { code: codeOf(uri) } });
  const statuses = new Set<number>();
  for (let round = 0; round < 5 && !statuses.has(429); round += 1) {
    const half = new Cookies();
    await half.ask("POST", "/sign-in/password", { body: { email: "hugo@example.org", password: PASSWORD } });
    for (let attempt = 0; attempt < 4; attempt += 1) statuses.add((await half.ask("POST", "/sign-in/second-factor", { body: { code: "000000", kind: "totp" } })).status);
  }
  expect([...statuses].sort()).toEqual([401, 429]);
});

test("a passkey signs in by itself, from our own pages only, and no longer once it was removed", async () => {
  const browser = await joined("gina@example.org");
  const key = makeAuthenticator({ origin: ORIGIN });
  const { challenge } = (await browser.ask("POST", "/account/passkeys/options", { body: {} })).body as unknown as { challenge: string };
  expect((await browser.ask("POST", "/account/passkeys", { body: { name: "Laptop", response: key.create(challenge) } })).status).toBe(201);

  const fresh = new Cookies();
  const asked = (await fresh.ask("POST", "/sign-in/passkey/options", { body: {} })).body as unknown as { challenge: string };
  expect((await new Cookies().ask("POST", "/sign-in/passkey", { body: { response: key.get(asked.challenge) } })).status).toBe(401);
  expect((await fresh.ask("POST", "/sign-in/passkey", { body: { response: key.get(asked.challenge) } })).status).toBe(200);
  expect((await fresh.ask("GET", "/session")).body).toMatchObject({ actor: { email: "gina@example.org" } });

  const other = new Cookies();
  const second = (await other.ask("POST", "/sign-in/passkey/options", { body: {} })).body as unknown as { challenge: string };
  const foreign = makeAuthenticator({ origin: "https://evil.example" });
  expect((await other.ask("POST", "/sign-in/passkey", { body: { response: foreign.get(second.challenge) } })).status).toBe(401);

  const { passkeys } = (await browser.ask("GET", "/account")).body as unknown as { passkeys: { id: string; name: string }[] };
  expect(passkeys).toMatchObject([{ name: "Laptop" }]);
  expect((await owner.ask("DELETE", `/account/passkeys/${passkeys[0]?.id ?? ""}`)).status).toBe(404);
  expect((await browser.ask("DELETE", `/account/passkeys/${passkeys[0]?.id ?? ""}`)).status).toBe(200);
  const late = new Cookies();
  const third = (await late.ask("POST", "/sign-in/passkey/options", { body: {} })).body as unknown as { challenge: string };
  expect((await late.ask("POST", "/sign-in/passkey", { body: { response: key.get(third.challenge) } })).status).toBe(401);
});

/** The code of now (RFC 6238) for an otpauth address, or of so many half minutes from now. */
function codeOf(uri: string, steps = 0): string {
  const secret = base32(new URL(uri).searchParams.get("secret") ?? "");
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + steps));
  const mac = createHmac("sha1", secret).update(counter).digest();
  const offset = (mac.at(-1) ?? 0) & 15;
  return String((mac.readUInt32BE(offset) & 0x7fff_ffff) % 1_000_000).padStart(6, "0");
}

function base32(text: string): Buffer {
  const bits = [...text.replace(/=+$/, "")].map((letter) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(letter).toString(2).padStart(5, "0")).join("");
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
}

test("whoever runs the server makes a link to a new password without any mail", async () => {
  await joined("ivan@example.org");
  const options = { connection: server.access.signIn, secret: "another secret than the server's does for this", publicUrl: ORIGIN };
  expect(await resetLink(options, "nobody@example.org")).toBeUndefined();
  const link = await resetLink(options, "Ivan@example.org");
  const token = new URL(link?.url ?? "").hash.slice(1);
  const next = "nine white swans rest";
  expect((await server.ask("POST", "/sign-in/reset", { body: { token, password: next } })).status).toBe(200);
  expect((await server.ask("POST", "/sign-in/reset", { body: { token, password: next } })).status).toBe(401);
  await signedIn("ivan@example.org", next);
});
