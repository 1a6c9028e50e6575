/** Every field for a password hides it, names itself for password managers, and lets people paste. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const sources = join(import.meta.dirname, "../..");
const fields = readdirSync(sources, { recursive: true, encoding: "utf8" })
  .filter((path) => path.endsWith(".tsx") && !path.includes(".test."))
  .flatMap((path) => [...readFileSync(join(sources, path), "utf8").matchAll(/<input\b[^\n]*?\/>/g)].map(([field]) => ({ path, field })));
const secret = fields.filter(({ field }) => /autoComplete="(current|new)-password"|type="password"|[pP]assword\b[^\n]*set\w*Password|set\w*Password\(/.test(field));

test("what is typed into a field for a password is hidden", () => {
  expect(secret.length).toBeGreaterThanOrEqual(3);
  for (const { path, field } of secret) expect.soft(field, path).toMatch(/type=("password"|\{[^}]*"password"[^}]*\})/);
});

test("fields for passwords name themselves for password managers, and nothing keeps people from pasting", () => {
  for (const { path, field } of secret) expect.soft(field, path).toMatch(/autoComplete=("(current|new)-password"|\{[^}]+\})/);
  for (const { path, field } of fields) expect.soft(field, path).not.toMatch(/onPaste=\{[^}]*preventDefault/);
});
