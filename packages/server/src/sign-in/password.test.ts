/** Which passwords are taken, and that only the right one fits. */
import { expect, test } from "vitest";
import { hashPassword, isPassword, weaknessOf } from "./password.ts";

test("a password is kept as argon2id, and only the same one fits", async () => {
  const hash = await hashPassword("correct horse battery");
  expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(await isPassword({ hash, password: "correct horse battery" })).toBe(true);
  expect(await isPassword({ hash, password: "correct horse batterY" })).toBe(false);
});

test.each([
  ["short", "at least 12"],
  ["x".repeat(300), "too long"],
  ["aaaaaaaaaaaaaaaa", "same few characters"],
  ["ann@example.org1", "e-mail"],
  ["Password123456!", "tried first"],
  ["1234567890123", "tried first"],
  ["PasswordPassword1", "tried first"],
])("%s is too weak", (password, reason) => {
  expect(weaknessOf(password, "ann@example.org")).toContain(reason);
});

test("a few words are strong enough", () => {
  expect(weaknessOf("four grey ducks walk", "ann@example.org")).toBeUndefined();
});
