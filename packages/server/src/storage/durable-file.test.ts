/** Small files that must survive a power cut are there whole, with their mode, and nothing lies beside them. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { writeDurably } from "./durable-file.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "leadline-durable-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

test("the file holds the text, has the mode, and replaces an older one without a trace", () => {
  const path = join(folder, "password");
  writeDurably(path, "first and longer\n", { mode: 0o600 });
  writeDurably(path, "second\n", { mode: 0o600 });
  expect(readFileSync(path, "utf8")).toBe("second\n");
  expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(readdirSync(folder)).toEqual(["password"]);
});
