/** Which of the cookies that a browser sends is taken for ours. */
import { expect, test } from "vitest";
import { cookieLine, ownCookie } from "./own-cookie.ts";

test("behind https a cookie is ours with the prefix of this host alone", () => {
  const device = { name: "device", isSecure: true };
  expect(ownCookie("a=b; __Host-leadline.device=x=; c=d", device)).toBe("x=");
  for (const planted of ["leadline.device=x", "__Secure-leadline.device=x", "a.__Host-leadline.device=x", "__Host-leadline.device2=x", ""]) expect(ownCookie(planted, device), planted).toBeUndefined();
  expect(ownCookie(undefined, device)).toBeUndefined();
});

test("without https a cookie has no prefix, because browsers would not take one", () => {
  expect(ownCookie("leadline.device=x", { name: "device", isSecure: false })).toBe("x");
  expect(cookieLine({ name: "device", isSecure: false }, "x", 60)).toBe("leadline.device=x; Max-Age=60; Path=/; HttpOnly; SameSite=Lax");
  expect(cookieLine({ name: "device", isSecure: true }, "x", 60)).toBe("__Host-leadline.device=x; Max-Age=60; Path=/; HttpOnly; Secure; SameSite=Lax");
});
