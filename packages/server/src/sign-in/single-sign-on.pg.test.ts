/** Single sign-on over HTTP against a real provider: who gets in, as whom, and every way of cheating that must not work. */
import { createServer, get, type Server } from "node:http";
import { exportJWK, generateKeyPair, SignJWT } from "jose";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startIdentityProvider, type IdentityProvider, type PersonAtProvider } from "../testing/identity-provider.fixture.ts";
import { startTestServer, type Asked, type TestServer } from "../testing/test-server.fixture.ts";

const ORIGIN = "https://pm.example.org";
const RETURN = `${ORIGIN}/single-sign-on/return`;
const PASSWORD = "four grey ducks walk";
let provider: IdentityProvider;
let server: TestServer;
beforeAll(async () => {
  provider = await startIdentityProvider({ returnAddress: RETURN });
  server = await startWith(provider.issuer, provider.clientSecret);
});
afterAll(async () => {
  await server.stop();
  await provider.stop();
});

function startWith(issuer: string, clientSecret: string): Promise<TestServer> {
  return startTestServer({
    environment: { LEADLINE_ADMIN_EMAIL: "ann@example.org", LEADLINE_ADMIN_PASSWORD: PASSWORD, LEADLINE_PUBLIC_URL: ORIGIN, LEADLINE_OIDC_ISSUER: issuer, LEADLINE_OIDC_CLIENT_ID: "leadline", LEADLINE_OIDC_CLIENT_SECRET: clientSecret, LEADLINE_OIDC_NAME: "Example Ltd" },
  });
}

interface Away {
  readonly address: string;
  readonly cookie: string;
}
interface Back {
  readonly status: number;
  readonly location: string;
  readonly cookies: readonly string[];
}

async function leave(at: TestServer, next = "/"): Promise<Away> {
  const response = await fetch(`${at.address}/api/v1/sign-in/oidc?next=${encodeURIComponent(next)}`, { redirect: "manual" });
  expect(response.status).toBe(302);
  return { address: response.headers.get("location") ?? "", cookie: response.headers.getSetCookie()[0]?.split(";")[0] ?? "" };
}

/** The browser comes from another site, following a redirect. (`fetch` would write what it likes into these headers.) */
function comeBack(at: TestServer, address: string, cookie: string): Promise<Back> {
  const { pathname, search } = new URL(address);
  return new Promise((resolve, reject) => {
    get(`${at.address}${pathname}${search}`, { headers: { cookie, "sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate" } }, (response) => {
      response.resume();
      resolve({ status: response.statusCode ?? 0, location: response.headers.location ?? "", cookies: response.headers["set-cookie"] ?? [] });
    }).on("error", reject);
  });
}

async function signIn(person: PersonAtProvider, next = "/"): Promise<Back> {
  const { address, cookie } = await leave(server, next);
  return comeBack(server, await provider.visit(address, person), cookie);
}

const sessionCookie = ({ cookies }: Back): string | undefined => cookies.find((one) => one.startsWith("__Host-leadline.session_token="))?.split(";")[0];
const sessionOf = async (back: Back): Promise<Asked> => server.ask("GET", "/session", { headers: { cookie: sessionCookie(back) ?? "" } });
const ANN = { subject: "s-ann", email: "Ann@Example.org", emailVerified: true, name: "Ann" };

test("people see that there is a single sign-on, and under which name", async () => {
  expect((await server.ask("GET", "/session")).body).toMatchObject({ mode: "signed-out", signIn: { oidc: { name: "Example Ltd" } } });
});

test("the way there carries state, nonce and PKCE, and the browser keeps their other halves where no script reads them", async () => {
  const response = await fetch(`${server.address}/api/v1/sign-in/oidc`, { redirect: "manual" });
  const asked = new URL(response.headers.get("location") ?? "").searchParams;
  for (const name of ["state", "nonce", "code_challenge"]) expect.soft(asked.get(name), name).toMatch(/^[\w-]{43}$/);
  expect(Object.fromEntries(asked)).toMatchObject({ response_type: "code", code_challenge_method: "S256", redirect_uri: RETURN, scope: "openid email profile" });
  const [cookie = ""] = response.headers.getSetCookie();
  expect(cookie).toMatch(/^__Host-leadline\.single_sign_on=[\w-]+; Max-Age=600; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
  expect(cookie).not.toContain(asked.get("state"));
});

test("somebody whom the provider confirms comes back as the account of that address, at the place where they were", async () => {
  const back = await signIn(ANN, "/p/NET?view=chart");
  expect(back).toMatchObject({ status: 302, location: "/p/NET?view=chart" });
  expect((await sessionOf(back)).body).toMatchObject({ mode: "signed-in", actor: { email: "ann@example.org", role: "owner" } });
  expect(back.cookies.some((one) => one.startsWith("__Host-leadline.single_sign_on=; Max-Age=0"))).toBe(true);
});

test("from then on the subject decides, whatever became of the address", async () => {
  await signIn(ANN);
  const moved = await signIn({ ...ANN, email: "ann.married@example.org", emailVerified: false });
  expect((await sessionOf(moved)).body).toMatchObject({ actor: { email: "ann@example.org" } });
  const heir = await signIn({ subject: "s-heir", email: "ann.married@example.org", emailVerified: true });
  expect((await sessionOf(heir)).body).toMatchObject({ mode: "signed-in", workspaces: [] });
});

test.each([
  ["not confirmed", { emailVerified: false }],
  ["confirmed by nobody", {}],
])("an address that is %s opens no account", async (_what, told) => {
  const back = await signIn({ subject: `s-eve-${JSON.stringify(told)}`, email: "ann@example.org", ...told });
  expect(back).toMatchObject({ status: 302, location: "/?single-sign-on=address-not-confirmed" });
  expect(sessionCookie(back)).toBeUndefined();
});

test("a person without an address gets no account", async () => {
  expect((await signIn({ subject: "s-none" })).location).toBe("/?single-sign-on=address-not-confirmed");
});

test("whoever joined with somebody's address without proving it does not get that person's sign-in", async () => {
  const owner = sessionCookie(await signIn(ANN)) ?? "";
  const invitation = await server.ask("POST", "/invitations", { headers: { cookie: owner }, body: { email: "bob@example.org", role: "viewer" } });
  const joined = await server.ask("POST", "/sign-in/join", { body: { token: String(invitation.body["token"]), name: "Mallory", password: PASSWORD } });
  expect([invitation.status, joined.status]).toEqual([201, 201]);
  const back = await signIn({ subject: "s-bob", email: "bob@example.org", emailVerified: true });
  expect(back.location).toBe("/?single-sign-on=account-not-confirmed");
  expect(sessionCookie(back)).toBeUndefined();
});

test("an answer is worth nothing in another browser, a second time, or altered", async () => {
  const first = await leave(server);
  const second = await leave(server);
  const answer = await provider.visit(first.address, ANN);
  const gone = (back: Back): unknown[] => [back.location, sessionCookie(back)];
  expect(gone(await comeBack(server, answer, ""))).toEqual(["/?single-sign-on=over", undefined]);
  expect(gone(await comeBack(server, answer, second.cookie))).toEqual(["/?single-sign-on=refused", undefined]);
  expect(gone(await comeBack(server, answer, `${first.cookie.slice(0, -4)}AAAA`))).toEqual(["/?single-sign-on=over", undefined]);
  expect(gone(await comeBack(server, answer.replace(/iss=[^&]+/, `iss=${encodeURIComponent("https://evil.example")}`), first.cookie))).toEqual(["/?single-sign-on=refused", undefined]);
  expect(gone(await comeBack(server, `${RETURN}?error=access_denied&state=${new URL(answer).searchParams.get("state") ?? ""}`, first.cookie))).toEqual(["/?single-sign-on=refused", undefined]);
  expect((await comeBack(server, answer, first.cookie)).location).toBe("/");
  expect(gone(await comeBack(server, answer, first.cookie))).toEqual(["/?single-sign-on=refused", undefined]);
});

test("a code that another attempt began is not redeemed, because its verifier is another one", async () => {
  const [mine, theirs] = [await leave(server), await leave(server)];
  const code = new URL(await provider.visit(theirs.address, ANN)).searchParams.get("code") ?? "";
  const answer = new URL(await provider.visit(mine.address, { subject: "s-mine", email: "mine@example.org", emailVerified: true }));
  answer.searchParams.set("code", code);
  const back = await comeBack(server, answer.href, mine.cookie);
  expect([back.location, sessionCookie(back)]).toEqual(["/?single-sign-on=refused", undefined]);
});

test("whoever signs in gets a new session, whatever cookie they brought along", async () => {
  const { address, cookie } = await leave(server);
  const planted = "__Host-leadline.session_token=planted.planted";
  const back = await comeBack(server, await provider.visit(address, ANN), `${cookie}; ${planted}`);
  const [one, two] = [sessionCookie(back), sessionCookie(await signIn(ANN))];
  expect(one).toBeDefined();
  expect(one).not.toContain("planted");
  expect(one).not.toBe(two);
});

test.each(["https://evil.example", "//evil.example", "/\\evil.example"])("nobody is sent on to %s", async (next) => {
  expect((await signIn(ANN, next)).location).toBe("/");
});

test("a provider that is down, or is another one than we were told, lets nobody in and says so", async () => {
  const down = await startWith("http://127.0.0.1:9", "x");
  expect((await leave(down)).address).toBe("/?single-sign-on=unreachable");
  expect((await down.ask("POST", "/sign-in/password", { body: { email: "ann@example.org", password: PASSWORD } })).status).toBe(200);
  await down.stop();
  const other = await startWith(`${provider.issuer}/`, "x");
  expect((await leave(other)).address).toBe("/?single-sign-on=refused");
  await other.stop();
});

test("tokens of a provider that cheats with keys and signatures are not believed", async () => {
  expect(await refused(FORGERIES)).toEqual(Object.keys(FORGERIES));
});

test("tokens for another program, another attempt, another time or from another issuer are not believed", async () => {
  expect(await refused(MISUSES)).toEqual(Object.keys(MISUSES));
});

test("a token of another kind than an ID token proves nobody, though the provider signed it", async () => {
  expect(await refused(OTHER_KINDS)).toEqual(Object.keys(OTHER_KINDS));
});

/** Which of these tokens let nobody in, after an honest one did. */
async function refused(wishes: Readonly<Record<string, Wish>>): Promise<readonly string[]> {
  const cheat = await startCheat();
  const victim = await startWith(cheat.issuer, "x");
  const comeWith = async (wish: Wish): Promise<string> => {
    const { address, cookie } = await leave(victim);
    const asked = new URL(address).searchParams;
    cheat.wish = { ...wish, nonce: wish.nonce ?? asked.get("nonce") ?? "" };
    return (await comeBack(victim, `${RETURN}?code=x&state=${asked.get("state") ?? ""}`, cookie)).location;
  };
  expect(await comeWith({})).toBe("/");
  const names: string[] = [];
  for (const [what, wish] of Object.entries(wishes)) if ((await comeWith(wish)) === "/?single-sign-on=refused") names.push(what);
  await victim.stop();
  await cheat.stop();
  return names;
}

interface Wish {
  readonly nonce?: string;
  readonly issuer?: string;
  readonly audience?: string | string[];
  readonly azp?: string;
  readonly seconds?: number;
  readonly key?: "other" | "client secret" | "none" | "unknown id";
  readonly without?: string;
  /** What kind of token it says that it is. */
  readonly typ?: string;
  readonly claims?: Readonly<Record<string, unknown>>;
}

const MISUSES: Readonly<Record<string, Wish>> = {
  "another nonce": { nonce: "another" },
  "another issuer": { issuer: "https://evil.example" },
  "another audience": { audience: "another-program" },
  "an audience of several, given to another": { audience: ["leadline", "another-program"], azp: "another-program" },
  "too old": { seconds: -3600 },
};

const OTHER_KINDS: Readonly<Record<string, Wish>> = {
  "an access token": { typ: "at+jwt" },
  "an access token with its long name": { typ: "application/at+jwt" },
  "a logout token": { typ: "logout+jwt" },
  "a logout token that says JWT": { typ: "JWT", claims: { events: { "http://schemas.openid.net/event/backchannel-logout": {} } } },
};

const FORGERIES: Readonly<Record<string, Wish>> = {
  "another key": { key: "other" },
  "the client's secret as key": { key: "client secret" },
  "no signature": { key: "none" },
  "an unknown key": { key: "unknown id" },
};

interface Cheat {
  readonly issuer: string;
  wish: Wish;
  stop(): Promise<void>;
}

/** A provider that redeems any code for whatever token the test wishes. */
async function startCheat(): Promise<Cheat> {
  const [own, other] = [await generateKeyPair("ES256"), await generateKeyPair("ES256")];
  const jwk = { ...(await exportJWK(own.publicKey)), kid: "k1", alg: "ES256" };
  const cheat = { issuer: "", wish: {} as Wish, stop: (): Promise<void> => new Promise((stopped) => void server.close(() => stopped())) };
  const tokenOf = async ({ nonce, issuer = cheat.issuer, audience = "leadline", azp, seconds = 0, key, typ, claims: more = {} }: Wish): Promise<string> => {
    const now = Math.floor(Date.now() / 1000) + seconds;
    const claims = { nonce, email: "ann@example.org", email_verified: true, ...(azp === undefined ? {} : { azp }), ...more };
    if (key === "none") return `${encoded({ alg: "none" })}.${encoded({ ...claims, iss: issuer, aud: audience, sub: "s-1", iat: now, exp: now + 300 })}.`;
    const token = new SignJWT(claims).setProtectedHeader(key === "client secret" ? { alg: "HS256", kid: "k1" } : { alg: "ES256", kid: key === "unknown id" ? "k2" : "k1", ...(typ === undefined ? {} : { typ }) });
    token.setIssuer(issuer).setAudience(audience).setSubject("s-1").setIssuedAt(now).setExpirationTime(now + 300);
    return token.sign(key === "client secret" ? new TextEncoder().encode("x".repeat(32)) : key === "other" ? other.privateKey : own.privateKey);
  };
  const server: Server = createServer((request, response) => {
    const answer = async (): Promise<object> => {
      if (request.url === "/keys") return { keys: [jwk] };
      if (request.url === "/token") return { token_type: "Bearer", access_token: "x", id_token: await tokenOf(cheat.wish) };
      return { issuer: cheat.issuer, authorization_endpoint: `${cheat.issuer}/auth`, token_endpoint: `${cheat.issuer}/token`, jwks_uri: `${cheat.issuer}/keys` };
    };
    void answer().then((body) => response.setHeader("content-type", "application/json").end(JSON.stringify(body)));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  cheat.issuer = `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`;
  return cheat;
}

const encoded = (value: object): string => Buffer.from(JSON.stringify(value)).toString("base64url");
