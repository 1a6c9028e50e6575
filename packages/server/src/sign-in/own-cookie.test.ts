/** Our cookies are found among others, by their whole name. */
import { expect, test } from "vitest";
import { ownCookie } from "./own-cookie.ts";

test("a cookie is found with and without the prefix of https, and under no other name", () => {
  expect(ownCookie("a=1; leadline.device=x.y; b=2", "device")).toBe("x.y");
  expect(ownCookie("__Secure-leadline.device=x=", "device")).toBe("x=");
  for (const header of [undefined, "", "device=x", "xleadline.device=x", "leadline.devices=x", "a=leadline.device=x"]) expect(ownCookie(header, "device")).toBeUndefined();
});
