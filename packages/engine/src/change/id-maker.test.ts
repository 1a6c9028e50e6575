/** Tests of the id maker. */
import { expect, test } from "vitest";
import { seededIds } from "./id-maker.ts";

test("two makers with one seed make the same ids", () => {
  const browser = seededIds("k7");
  const server = seededIds("k7");
  expect([browser(), browser(), browser()]).toEqual(["k7.1", "k7.2", "k7.3"]);
  expect([server(), server(), server()]).toEqual(["k7.1", "k7.2", "k7.3"]);
});
