/** Every error that `npm run fuzz -- --planted` plants still fits the kernel's text. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { changed } from "./changed-fuzz.ts";
import { PLANTED_ERRORS } from "./planted-errors.ts";

const kernel = join(import.meta.dirname, "../../packages/kernel/src");

test.each(PLANTED_ERRORS.map((error) => [error.what, error] as const))("%s can be broken", (_rule, error) => {
  const text = readFileSync(join(kernel, error.file), "utf8");
  expect(changed(text, error)).not.toBe(text);
});

test("an error that no longer fits is told", () => {
  expect(() => changed("a b a", { what: "r", file: "f.ts", right: "a", wrong: "c" })).toThrow("“r” no longer fits f.ts: its right text stands there 2 times");
});
