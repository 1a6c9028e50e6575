/** Files that no program reaches: written once, never imported. */
import { importedPaths } from "./import-rules.ts";
import { isFixture, isTest, type Source } from "./source-file.ts";

/** Where programs begin. Tests reach testkit and tools, but do not keep product files alive. */
const PROGRAMS = [
  /^packages\/(server|cli)\/src\/main\.ts$/,
  /^packages\/server\/src\/(import|forecast)-worker\.ts$/,
  /^packages\/verifier\/src\/verify\.ts$/,
  /^packages\/web\/src\/main\.tsx$/,
  /^packages\/web\/src\/.*-worker\.ts$/,
  /^packages\/web\/vite\.config\.ts$/,
  /^packages\/[^/]+\/src\/.*\.d\.ts$/,
  /^bin\/[^/]+\.mjs$/,
  /^vitest\.config\.ts$/,
];

/** Product files that no program reaches, and test furniture that no test reaches. `scripts`: the commands of the root package.json, whose files are programs. */
export function deadFiles(sources: readonly Source[], scripts: readonly string[]): string[] {
  const byPath = new Map(sources.map((source) => [source.path, source]));
  const isInScript = (path: string): boolean => scripts.some((script) => script.split(" ").includes(path));
  const programs = sources.filter((source) => isInScript(source.path) || PROGRAMS.some((pattern) => pattern.test(source.path)));
  const product = reachedFrom(programs, byPath);
  const withTests = reachedFrom([...programs, ...sources.filter((source) => isTest(source.path))], byPath);
  return sources
    .filter((source) => !(isFurniture(source.path) ? withTests : product).has(source.path) && !isTest(source.path))
    .map((source) => `${source.path}: no program imports this file`);
}

function isFurniture(path: string): boolean {
  return /^(packages\/testkit|tools|bench)\//.test(path) || isFixture(path);
}

/** Files that are named by their path from the root, as settings of build and tests do. */
function namedPaths(source: Source): string[] {
  return [...source.text.matchAll(/["']((?:packages|tools|bench)\/[^"'*]+\.tsx?)["']/g)].map((match) => match[1] ?? "");
}

function reachedFrom(entries: readonly Source[], byPath: ReadonlyMap<string, Source>): Set<string> {
  const reached = new Set<string>();
  const waiting = [...entries];
  for (let source = waiting.pop(); source; source = waiting.pop()) {
    if (reached.has(source.path)) continue;
    reached.add(source.path);
    waiting.push(...[...importedPaths(source), ...namedPaths(source)].flatMap((path) => byPath.get(path) ?? []));
  }
  return reached;
}
