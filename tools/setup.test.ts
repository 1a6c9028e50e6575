/** Setting up a clone: which Node will do, and when the installed packages are the ones of the lock. */
import { expect, test } from "vitest";
import { holdsAll, nodeComplaint } from "./setup.mjs";

test("Node before 20.19 is turned away with a sentence that names both versions", () => {
  expect(nodeComplaint("20.18.3")).toMatch(/needs Node 20\.19 or newer, and this is Node 20\.18\.3/);
  expect(nodeComplaint("18.20.0")).toBeDefined();
  expect(nodeComplaint("20.19.0")).toBeUndefined();
  expect(nodeComplaint("22.1.0")).toBeUndefined();
});

const lock = { packages: { "": {}, "packages/engine": {}, "node_modules/a": { version: "1.0.0" }, "node_modules/a-windows": { version: "1.0.0", optional: true } } };

test("packages for other platforms may be absent", () => {
  expect(holdsAll(lock, { packages: { "node_modules/a": { version: "1.0.0" } } })).toBe(true);
});

test("a missing or older package asks for an install", () => {
  expect(holdsAll(lock, { packages: {} })).toBe(false);
  expect(holdsAll(lock, { packages: { "node_modules/a": { version: "0.9.0" } } })).toBe(false);
  expect(holdsAll(lock, undefined)).toBe(false);
});
