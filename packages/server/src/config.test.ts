/** Settings from the environment. */
import { expect, test } from "vitest";
import { isLoopback, readConfig } from "./config.ts";

test("without any setting the server listens on this machine and stores beside the clone", () => {
  expect(readConfig({}, "/clone")).toMatchObject({ host: "127.0.0.1", port: 3000, dataFolder: "/clone/.leadline", databaseUrl: undefined, isTest: false, importLimits: { maxBytes: 512 * 1024 * 1024 } });
});

test("a variable that is set to nothing counts as not set", () => {
  expect(readConfig({ PORT: "", HOST: " ", DATABASE_URL: "", LEADLINE_DATA_DIR: "" }, "/clone")).toEqual(readConfig({}, "/clone"));
});

test.for(["3.5", "-1", "70000", "0x10", "NaN"])("PORT=%s is refused", (PORT) => {
  expect(() => readConfig({ PORT }, "/")).toThrow(`PORT=${PORT} is not a whole number from 0 to 65535.`);
});

test("only addresses of this machine are loopback", () => {
  expect(["localhost", "127.0.0.1", "127.9.9.9", "::1"].map(isLoopback)).toEqual([true, true, true, true]);
  expect(["0.0.0.0", "::", "192.168.0.1", "127.example.com", "localhost.example.com"].map(isLoopback)).toEqual([false, false, false, false, false]);
});

const SINGLE_SIGN_ON = { LEADLINE_OIDC_ISSUER: "https://sso.example.org", LEADLINE_OIDC_CLIENT_ID: "leadline", LEADLINE_OIDC_CLIENT_SECRET: "s", LEADLINE_PUBLIC_URL: "https://pm.example.org" };

test("single sign-on, mail and proxies are taken as they are given", () => {
  expect(readConfig({ ...SINGLE_SIGN_ON, LEADLINE_TRUST_PROXY: " 127.0.0.1, 10.0.0.0/8,::1", SMTP_URL: "smtp://mail.example.org" }, "/")).toMatchObject({
    singleSignOn: { issuer: "https://sso.example.org", clientId: "leadline", name: "single sign-on" },
    trustedProxies: ["127.0.0.1", "10.0.0.0/8", "::1"],
    mail: { from: "leadline@pm.example.org" },
  });
  expect(readConfig({}, "/")).toMatchObject({ singleSignOn: undefined, trustedProxies: [], mail: undefined, administrator: undefined });
});

test.for<readonly [Readonly<Record<string, string>>, RegExp]>([
  [{ ...SINGLE_SIGN_ON, LEADLINE_OIDC_CLIENT_SECRET: "" }, /^Single sign-on needs all three/],
  [{ ...SINGLE_SIGN_ON, LEADLINE_OIDC_ISSUER: "http://sso.example.org" }, /^LEADLINE_OIDC_ISSUER=http:\/\/sso\.example\.org is not the https address/],
  [{ ...SINGLE_SIGN_ON, LEADLINE_OIDC_ISSUER: "https://a:b@sso.example.org" }, /is not the https address/],
  [{ ...SINGLE_SIGN_ON, LEADLINE_PUBLIC_URL: "" }, /^LEADLINE_OIDC_ISSUER needs LEADLINE_PUBLIC_URL/],
  [{ LEADLINE_TRUST_PROXY: "0.0.0.0/0" }, /^LEADLINE_TRUST_PROXY holds “0\.0\.0\.0\/0”/],
  [{ LEADLINE_TRUST_PROXY: "true" }, /^LEADLINE_TRUST_PROXY holds “true”/],
  [{ LEADLINE_TRUST_PROXY: "proxy.example.org" }, /which is no address/],
  [{ SMTP_URL: "smtp://mail.example.org" }, /^SMTP_URL needs LEADLINE_PUBLIC_URL/],
  [{ SMTP_URL: "mail.example.org", LEADLINE_PUBLIC_URL: "https://pm.example.org" }, /^SMTP_URL is not an address of a mail server/],
  [{ LEADLINE_ADMIN_EMAIL: "ann@example.org" }, /^LEADLINE_ADMIN_EMAIL needs LEADLINE_ADMIN_PASSWORD/],
  [{ LEADLINE_ADMIN_PASSWORD: "four grey ducks walk" }, /^LEADLINE_ADMIN_EMAIL must be/],
  [{ LEADLINE_ADMIN_EMAIL: "ann@example.org", LEADLINE_ADMIN_PASSWORD: "ann@example.org" }, /made of the e-mail address/],
  [{ LEADLINE_ADMIN_EMAIL: "ann@example.org", LEADLINE_ADMIN_PASSWORD: "Password12345" }, /one that is tried first/],
  [{ LEADLINE_ADMIN_EMAIL: "ann@example.org", LEADLINE_ADMIN_PASSWORD: "aaaaaaaaaaaaaa" }, /repeats the same few characters/],
  [{ LEADLINE_ADMIN_EMAIL: "a@b.example", LEADLINE_ADMIN_PASSWORD: "long enough" }, /^LEADLINE_ADMIN_PASSWORD is not taken: The password is too short/],
  [{ LEADLINE_SECRET: "ab".repeat(20) }, /^LEADLINE_SECRET repeats/],
  [{ LEADLINE_SECRET: "short" }, /^LEADLINE_SECRET is too short/],
  [{ LEADLINE_PUBLIC_URL: "pm.example.org" }, /^LEADLINE_PUBLIC_URL=pm\.example\.org is not the address/],
  [{ DATABASE_URL: "mysql://x" }, /^DATABASE_URL is not an address of a PostgreSQL database/],
  [{ LEADLINE_PUBLIC_URL: "https://pm.example.org/leadline" }, /is not the address of a whole site/],
])("%o is refused", ([environment, sentence]) => {
  expect(() => readConfig(environment, "/")).toThrow(sentence);
});
