/** Each import rule fires on a small bad sample, and lets the good one pass. */
import { expect, test } from "vitest";
import { crossedRooms, importCircles, unusedDependencies, wrongFloors, wrongStages } from "./import-rules.ts";
import { sourceOf } from "./source-file.ts";

const file = (path: string, ...imports: string[]) => sourceOf(path, imports.map((name) => `import "${name}";`).join("\n"));
const declared = { server: ["fastify"], web: ["react"], cli: [], engine: ["zod"], kernel: [] };

test("the kernel imports nothing", () => {
  expect(wrongFloors([file("packages/kernel/src/a.ts", "./b.ts", "zod")], declared)).toEqual([
    "packages/kernel/src/a.ts:2: kernel may not import zod; a package from outside is declared in its package.json and explained in docs/decisions",
  ]);
});

test("the engine knows neither formats nor Node", () => {
  const engine = file("packages/engine/src/model/a.ts", "@leadline/kernel/network.ts", "zod", "@leadline/formats/a.ts", "node:fs");
  expect(wrongFloors([engine], declared)).toEqual([
    "packages/engine/src/model/a.ts:3: engine may not import formats",
    "packages/engine/src/model/a.ts:4: engine may not use Node (node:fs)",
  ]);
});

test("the web application talks to the server by HTTP only", () => {
  expect(wrongFloors([file("packages/web/src/a.ts", "react", "@leadline/server/a.ts", "fastify", "vitest")], declared)).toHaveLength(3);
});

test("re-exports and imports at run time count as imports", () => {
  const source = sourceOf("packages/server/src/a.ts", `export { a } from "@leadline/web/a.ts";\nconst b = await import("pg");\nexport * from "@leadline/cli/a.ts";`);
  expect(wrongFloors([source], declared)).toHaveLength(3);
});

test("packages are imported by name, not through a relative path", () => {
  expect(wrongFloors([file("packages/server/src/a.ts", "../../engine/src/base/assert.ts")], declared)).toHaveLength(1);
});

test("a test may use the testkit and test libraries", () => {
  expect(wrongFloors([file("packages/engine/src/model/a.test.ts", "vitest", "fast-check", "@leadline/testkit/a.ts", "node:fs")], declared)).toEqual([]);
});

test("a floor without a law is named", () => {
  expect(wrongFloors([file("packages/attic/src/a.ts", "zod")], declared)).toHaveLength(1);
});

test("a stage imports only to its left", () => {
  const sources = [file("packages/engine/src/time/a.ts", "../schedule/b.ts"), file("packages/engine/src/schedule/b.ts", "../time/a.ts", "./c.ts")];
  expect(wrongStages(sources)).toEqual(["packages/engine/src/time/a.ts:1: imports packages/engine/src/schedule/b.ts, which belongs to a later stage"]);
});

test("an engine file lies in a stage", () => {
  expect(wrongStages([file("packages/engine/src/stray.ts", "./b.ts")])).toHaveLength(1);
});

test("a room does not import another room", () => {
  const sources = [file("packages/web/src/rooms/plan/a.tsx", "../people/b.tsx", "./c.tsx", "../../ui/d.tsx"), file("packages/server/src/rooms/plan/a.ts", "@leadline/engine/a.ts")];
  expect(crossedRooms(sources)).toEqual(["packages/web/src/rooms/plan/a.tsx:1: imports packages/web/src/rooms/people/, another room"]);
});

test("a ring of imports is named in its order", () => {
  const sources = [file("packages/engine/src/base/a.ts", "./b.ts"), file("packages/engine/src/base/b.ts", "./c.ts"), file("packages/engine/src/base/c.ts", "./a.ts"), file("packages/engine/src/base/d.ts", "./a.ts")];
  expect(importCircles(sources)).toEqual(["packages/engine/src/base/a.ts → packages/engine/src/base/b.ts → packages/engine/src/base/c.ts → packages/engine/src/base/a.ts"]);
});

test("two ways to one file are no ring", () => {
  const sources = [file("packages/engine/src/base/a.ts", "./b.ts", "./c.ts"), file("packages/engine/src/base/b.ts", "./c.ts"), file("packages/engine/src/base/c.ts")];
  expect(importCircles(sources)).toEqual([]);
});

test("a dependency that nobody imports is named", () => {
  expect(unusedDependencies([file("packages/server/src/a.ts", "fastify/lib/x.js")], { server: ["fastify", "pg", "avvio"] }, new Set(["avvio"]))).toEqual(["packages/server/package.json: declares pg, and no source imports it"]);
});

test("a dependency that is looked up by name counts as used", () => {
  expect(unusedDependencies([sourceOf("packages/server/src/a.ts", 'resolve("pg/package.json");')], { server: ["pg"] }, new Set())).toEqual([]);
});

test("fixtures are for tests", () => {
  const sources = [file("packages/server/src/a.ts", "./plan.fixture.ts"), file("packages/server/src/a.test.ts", "./plan.fixture.ts")];
  expect(wrongFloors(sources, declared)).toEqual(["packages/server/src/a.ts:1: imports ./plan.fixture.ts, which belongs to tests"]);
});

test("an import at run time whose name is computed cannot be judged", () => {
  expect(wrongFloors([sourceOf("packages/cli/src/a.ts", "await import(address.href);")], declared)).toEqual([]);
});
