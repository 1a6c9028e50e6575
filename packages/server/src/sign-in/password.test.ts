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

test("a password has at least twelve characters", () => {
  expect(weaknessOf("four ducks!", "ann@example.org")).toContain("at least 12");
  expect(weaknessOf("four ducks!!", "ann@example.org")).toBeUndefined();
});

test("characters of every kind are taken, and none is demanded", () => {
  for (const password of ["vier graue enten", "ENTENGRAUVIERHUND", "вечер у реки тихий", "🦆 quack 🦆 honk 🦢", "a1!b2?c3%d4&", "  spaces around  it "]) expect(weaknessOf(password, "ann@example.org"), password).toBeUndefined();
});

test("long passwords are taken and compared to their last character, with their spaces and case", async () => {
  const long = `${"four grey ducks walk ".repeat(12)}.`;
  expect(long.length).toBeGreaterThan(240);
  expect(weaknessOf(long, "ann@example.org")).toBeUndefined();
  const hash = await hashPassword(long);
  expect(await isPassword({ hash, password: long })).toBe(true);
  for (const other of [long.slice(0, -1), `${long} `, ` ${long}`, long.toUpperCase(), long.slice(0, 72)]) expect(await isPassword({ hash, password: other })).toBe(false);
});

test("words about this product, its roles and the person's own address are no passwords", () => {
  for (const password of ["leadlineleadline", "Administrator1", "ProjectManager2026", "ann@example.org!"]) expect(weaknessOf(password, "ann@example.org"), password).toBeDefined();
});
