/** After signing in people stay on this site. */
import { expect, test } from "vitest";
import { ownPath } from "./own-path.ts";

test.each([undefined, "", "https://evil.example/", "//evil.example", "/\\evil.example", "\\\\evil.example", "/\t/evil.example", "/\n/evil.example", "/a\\..\\evil", "javascript:alert(1)", "/..//evil.example", "/.//evil.example", "/api/v1/sign-in/oidc", "x", `/${"a".repeat(3000)}`])("%j is no place of ours", (text) => {
  expect(ownPath(text)).toBe("/");
});

test.each([
  ["/", "/"],
  ["/p/NET?view=chart#t1", "/p/NET?view=chart#t1"],
  ["/p/../workspace", "/workspace"],
  ["/apiary", "/apiary"],
  ["/?next=//evil.example", "/?next=//evil.example"],
])("%j is", (text, expected) => {
  expect(ownPath(text)).toBe(expected);
});
