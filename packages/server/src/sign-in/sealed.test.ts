/** A browser can keep what is sealed, and nothing else. */
import { randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { seal, unseal } from "./sealed.ts";

const key = randomBytes(32);

test("what was sealed comes back, and looks different every time", () => {
  const value = { state: "x", next: "/p/NÄT" };
  expect(unseal(key, seal(key, value))).toEqual(value);
  expect(seal(key, value)).not.toBe(seal(key, value));
});

test("every changed byte, another key and any other text open nothing", () => {
  const bytes = Buffer.from(seal(key, { state: "x" }), "base64url");
  for (let at = 0; at < bytes.length; at += 1) {
    const changed = Buffer.from(bytes);
    changed[at] = (changed[at] ?? 0) ^ 1;
    expect(unseal(key, changed.toString("base64url"))).toBeUndefined();
  }
  expect(unseal(randomBytes(32), bytes.toString("base64url"))).toBeUndefined();
  for (const text of ["", "x", "….…", "AAAA".repeat(20)]) expect(unseal(key, text)).toBeUndefined();
});
