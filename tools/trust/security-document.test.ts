/** The document about security says what the program does: its numbers are those of the code. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { PERMISSIONS } from "../../packages/server/src/access/permission.ts";
import { readConfig } from "../../packages/server/src/config.ts";
import { RESET_MINUTES, SESSION_DAYS } from "../../packages/server/src/sign-in/accounts.ts";
import { CODE_OF_ACCOUNT, MAIL_TO_ACCOUNT, PASSWORD_OF_ACCOUNT, SECRETS_FROM_ADDRESS, WRONG_TOKENS_FROM_ADDRESS } from "../../packages/server/src/sign-in/attempts.ts";
import { PROOF_MINUTES } from "../../packages/server/src/sign-in/proof-routes.ts";
import { MAX_CHARACTERS, MIN_CHARACTERS, weaknessOf } from "../../packages/server/src/sign-in/password.ts";

const root = join(import.meta.dirname, "../..");
const read = (path: string): string => readFileSync(join(root, path), "utf8");
const document = read("docs/security.md");
const MEGABYTE = 1024 * 1024;

/** The text under one heading. */
function section(title: string): string {
  const text = document.split(/^## /m).find((one) => one.startsWith(`${title}\n`));
  expect(text, title).toBeDefined();
  return (text ?? "").replace(/\s+/g, " ");
}

/** The number of a constant that a file keeps to itself. */
function constant(path: string, name: string): number {
  const [, text = ""] = new RegExp(`${name} = ([\\d_* ]+);`).exec(read(path)) ?? [];
  return text.split("*").reduce((product, factor) => product * Number(factor.replaceAll("_", "").trim()), 1);
}

test("limits of input and of expensive work are documented as they are", () => {
  const config = readConfig({}, "/");
  expect(section("Input")).toContain(`at most ${constant("packages/server/src/http/app.ts", "BODY_LIMIT") / MEGABYTE} MB and ${constant("packages/server/src/http/body-depth.ts", "MAX_DEPTH")} levels deep`);
  expect(section("Uploads")).toContain(`at most ${config.importLimits.maxBytes / MEGABYTE} MB (`);
  expect(section("Expensive work")).toContain("plans up to 20,000 tasks");
});

test("what may be uploaded, how large, and how it is handed out is documented as it is", () => {
  const { importLimits, attachmentLimits } = readConfig({}, "/");
  const text = section("Uploads");
  for (const words of [`with at most ${importLimits.maxMemoryMegabytes} MB of memory`, `at most ${importLimits.maxSeconds} seconds`, `at most ${attachmentLimits.maxBytes / MEGABYTE} MB each`, `${attachmentLimits.maxTotalBytes / MEGABYTE} MB in a workspace`]) expect(text).toContain(words);
});

test("rules of passwords, ways in and counted attempts are documented as they are", () => {
  const text = section("Signing in");
  expect(text).toContain(`${MIN_CHARACTERS} to ${MAX_CHARACTERS} characters`);
  expect(text).toContain(`${PASSWORD_OF_ACCOUNT.most} passwords and ${CODE_OF_ACCOUNT.most} codes for an account in ${PASSWORD_OF_ACCOUNT.minutes} minutes, ${SECRETS_FROM_ADDRESS.most} secrets from one address in ${SECRETS_FROM_ADDRESS.minutes} minutes, ${MAIL_TO_ACCOUNT.most} mails to an account in ${MAIL_TO_ACCOUNT.minutes} minutes`);
  expect(text).toContain(`${WRONG_TOKENS_FROM_ADDRESS.most} from one address in ${WRONG_TOKENS_FROM_ADDRESS.minutes} minutes`);
  expect(text).toContain(`good for ${RESET_MINUTES} minutes and once`);
  for (const [, word = ""] of text.matchAll(/`(\w+)`/g)) expect(weaknessOf(`${word}${word.length < MIN_CHARACTERS ? "-2026-2026" : ""}`, ""), word).toBeDefined();
});

test("lives and ends of sessions are documented as they are", () => {
  expect(section("Sessions")).toContain(`ends ${SESSION_DAYS} days after it began, and ${constant("packages/server/src/sign-in/sign-in.ts", "IDLE_DAYS")} days after it was last used`);
  expect(section("Sessions")).toContain(`given the password within ${PROOF_MINUTES} minutes`);
});

test("rights and protected fields are documented as they are", () => {
  const text = section("Rights");
  for (const [, path = ""] of text.matchAll(/`(packages\/[\w/.-]+)`/g)) expect(read(path).length).toBeGreaterThan(100);
  expect(Object.keys(PERMISSIONS)).toContain("costs.read");
  expect(text).toContain("`costs.read` alone");
});

test("keys, what they are for and how they are made are documented as they are", () => {
  const text = section("Keys");
  expect(text).toContain(`LEADLINE_SECRET\` of at least ${constant("packages/server/src/storage/secret.ts", "MIN_CHARACTERS")} characters`);
  expect(read("packages/server/src/sign-in/password.ts")).toMatch(/memoryCost: 19_456, timeCost: 2/);
  expect(text).toContain("argon2id, 19456 KiB, 2 passes");
  expect(text).toContain(`${constant("packages/server/src/access/secret-token.ts", "SECRET_BYTES") * 8} random bits`);
  expect(read("packages/server/src/sign-in/sealed.ts")).toContain('"aes-256-gcm"');
});

test("every way out of the server is documented", () => {
  const rules = read("tools/house/safety-rules.ts");
  const text = section("Communication");
  for (const name of ["DATABASE_URL", "SMTP_URL", "LEADLINE_OIDC_ISSUER", "packages/server/src/outbound/"]) expect(text).toContain(name);
  expect(rules).toContain('OUTSIDE_ROOM = "packages/server/src/outbound/"');
});

test("data have levels with rules, packages have times in which they are mended, logs have a place", () => {
  for (const level of ["secrets", "personal and money", "plans", "public"]) expect(section("Data")).toContain(`| ${level} |`);
  expect(section("Packages from outside")).toMatch(/critical or high is answered with a new version within 14 days, others within 90/);
  expect(section("Logs")).toContain("standard error");
  expect(read("docs/operate.md")).toContain("## Logs");
});

const cryptoIn = (path: string): string[] => [...read(path).matchAll(/\b(createHash|createHmac|createCipheriv|hkdfSync)\("([\w-]+)"/g)].map(([, , name = ""]) => name);

test("the server hashes and encrypts with approved functions alone", async () => {
  const { filePaths } = await import("../house/source-file.ts");
  const used = filePaths(root).filter((path) => /^packages\/(server|verifier)\/src\/.*\.ts$/.test(path) && !/\.test\.ts$|fixture/.test(path)).flatMap(cryptoIn);
  expect(used.length).toBeGreaterThan(5);
  expect([...new Set(used)].filter((name) => !["sha256", "sha512", "aes-256-gcm"].includes(name))).toEqual([]);
});

test("nothing that nobody may guess is made by Math.random", async () => {
  const { filePaths } = await import("../house/source-file.ts");
  const found = filePaths(root).filter((path) => /^packages\/server\/src\/.*\.ts$/.test(path) && !/\.test\.ts$|fixture|\/testing\//.test(path) && read(path).includes("Math.random"));
  expect(found).toEqual([]);
});
