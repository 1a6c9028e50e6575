/** The rules of the house on the house itself; each rule's own test stands in the other files of this folder. */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { deadFiles } from "./dead-files.ts";
import { crossedRooms, importCircles, unusedDependencies, wrongFloors, wrongStages } from "./import-rules.ts";
import { lockDrift, lockFaults, registryNames, type Lock, type LockedPackage } from "./package-rules.ts";
import { outsideNames, promises, thrownErrors, unsteadyMath } from "./purity-rules.ts";
import { assembledStatements, markupFromText, outsideCalls, programStarts } from "./safety-rules.ts";
import { filePaths, readSources } from "./source-file.ts";
import { strayStatements } from "./storage-rules.ts";
import { badFileNames, badTitles, brokenLinks, forbiddenComments, forbiddenShapes, looseTypes, otherTestWords, silencedTests, withoutFirstSentence } from "./writing-rules.ts";

const root = join(import.meta.dirname, "../..");
const paths = filePaths(root);
const sources = readSources(root);
const lock: Lock = readJson("package-lock.json");
const manifests: Record<string, LockedPackage> = Object.fromEntries(
  paths.filter((path) => /^(packages\/[^/]+\/)?package\.json$/.test(path)).map((path) => [path.replace(/\/?package\.json$/, ""), readJson(path)]),
);
const declared = Object.fromEntries(
  Object.entries(manifests)
    .filter(([path]) => path !== "")
    .map(([path, manifest]) => [path.replace("packages/", ""), Object.keys(manifest.dependencies ?? {}).filter((name) => !name.startsWith("@leadline/"))]),
);
const peers = new Set(Object.values(declared).flatMap((names) => names.flatMap((name) => Object.keys(lock.packages[`node_modules/${name}`]?.peerDependencies ?? {}))));
const texts = paths.filter((path) => /\.(ts|tsx|mjs|js|json|md|css|html|yaml|yml|txt|sql|xml|plan)$|(^|\/)(\.npmrc|run|LICENSE|Dockerfile)$/.test(path)).map((path) => ({ path, text: readFileSync(join(root, path), "utf8") }));

test("the house has sources to judge", () => {
  expect(sources.length).toBeGreaterThan(50);
});

test("packages import only the floors and packages that they may", () => {
  expect(wrongFloors(sources, declared)).toEqual([]);
});

test("engine files import only their own stage and earlier ones", () => {
  expect(wrongStages(sources)).toEqual([]);
});

test("rooms of server and web do not know each other", () => {
  expect(crossedRooms(sources)).toEqual([]);
});

test("no files import one another in a ring", () => {
  expect(importCircles(sources)).toEqual([]);
});

test("every declared dependency is used", () => {
  expect(unusedDependencies(sources, declared, peers)).toEqual([]);
});

test("pure floors know no clock, no chance and no machine", () => {
  expect(outsideNames(sources)).toEqual([]);
});

test("what is simulated uses no function whose last digits differ between engines", () => {
  expect(unsteadyMath(sources)).toEqual([]);
});

test("pure floors throw for our own bugs only", () => {
  expect(thrownErrors(sources)).toEqual([]);
});

test("pure floors wait for nothing", () => {
  expect(promises(sources)).toEqual([]);
});

test("every source begins with a sentence that says what it is for", () => {
  expect(withoutFirstSentence(sources)).toEqual([]);
});

test("file names are kebab-case and say something", () => {
  expect(badFileNames(paths)).toEqual([]);
});

test("no comment silences a tool or puts work off", () => {
  expect(forbiddenComments(sources)).toEqual([]);
});

test("no type is any, and no missing value is waved through", () => {
  expect(looseTypes(sources)).toEqual([]);
});

test("there are no enums, and no classes in the pure floors", () => {
  expect(forbiddenShapes(sources)).toEqual([]);
});

test("no test is skipped without a reason or keeps others from running", () => {
  expect(silencedTests(sources)).toEqual([]);
});

test("tests are written with test", () => {
  expect(otherTestWords(sources)).toEqual([]);
});

test("a program reaches every file", () => {
  expect(deadFiles(sources, Object.values<string>(readJson("package.json").scripts))).toEqual([]);
});

test("SQL stands in storage only", () => {
  expect(strayStatements(sources)).toEqual([]);
});

test("no value is put into the text of a statement", () => {
  expect(assembledStatements(sources)).toEqual([]);
});

test("only listed files start other programs", () => {
  expect(programStarts(sources)).toEqual([]);
});

test("other servers are called through one room (C23)", () => {
  expect(outsideCalls(sources)).toEqual([]);
});

test("no text becomes markup or code", () => {
  expect(markupFromText(sources)).toEqual([]);
});

test("every Markdown file has one title", () => {
  expect(badTitles(texts)).toEqual([]);
});

test("every link in Markdown leads to a file", () => {
  expect(brokenLinks(texts, paths)).toEqual([]);
});

test("the lock file installs anywhere", () => {
  expect(lockFaults(lock)).toEqual([]);
});

test("the lock file says what the package.json files say", () => {
  expect(lockDrift(lock, manifests)).toEqual([]);
});

test("no file names a package registry", () => {
  expect(registryNames(texts, registryHere())).toEqual([]);
});

function readJson(path: string) {
  return JSON.parse(readFileSync(join(root, path), "utf8"));
}

/** Host of the registry that this machine installs from, where npm is at hand. */
function registryHere(): string | undefined {
  try {
    return new URL(execFileSync("npm", ["config", "get", "registry"], { cwd: root, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim()).hostname;
  } catch {
    return undefined;
  }
}
