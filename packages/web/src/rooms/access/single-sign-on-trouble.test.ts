/** The address can choose one of our sentences, and cannot bring its own. */
import { expect, test } from "vitest";
import { singleSignOnTrouble } from "./single-sign-on-trouble.ts";

test("each trouble has its sentence, and nothing else has one", () => {
  expect(singleSignOnTrouble("?single-sign-on=unreachable")).toMatch(/does not answer/);
  for (const search of ["", "?x=1", "?single-sign-on=", "?single-sign-on=toString", "?single-sign-on=__proto__", "?single-sign-on=Call+0800+123"]) expect(singleSignOnTrouble(search)).toBeUndefined();
});
