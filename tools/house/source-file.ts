/** The sources of the house as parsed values, so that every rule reads them in the same way. */
import { readdirSync, readFileSync } from "node:fs";
import { basename, join, relative } from "node:path";
import { parseSync } from "vite";

/** A node of the syntax tree (ESTree with TypeScript), as plain data. */
export interface SyntaxNode {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [field: string]: unknown;
}

export interface Source {
  /** Path from the root of the clone, with forward slashes. */
  readonly path: string;
  readonly text: string;
  /** What it imports, as written: static, dynamic, re-exported, and workers named by `new URL(…, import.meta.url)`. */
  readonly imports: readonly ImportedName[];
  readonly comments: readonly { readonly start: number; readonly end: number; readonly value: string }[];
  readonly program: SyntaxNode;
}

export interface ImportedName {
  readonly name: string;
  readonly start: number;
}

/** Folders that hold what others made, or what was built. */
const NOT_OURS = new Set(["node_modules", "dist", ".git", ".leadline", ".cache", "test-results"]);
const CODE = /\.(ts|tsx|mjs)$/;
/** AssemblyScript only looks like TypeScript: its decorators stand where TypeScript allows none. */
const ASSEMBLY = "packages/kernel/assembly/";

/** Paths of all files of the clone at `root`, sorted. */
export function filePaths(root: string, folder = root): string[] {
  const found: string[] = [];
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory() && !NOT_OURS.has(entry.name) && !isDeclarationsOfKernel(path)) found.push(...filePaths(root, path));
    if (entry.isFile()) found.push(relative(root, path).replaceAll("\\", "/"));
  }
  return found.sort();
}

/** Every TypeScript and JavaScript source of the clone at `root`. */
export function readSources(root: string): Source[] {
  return filePaths(root)
    .filter((path) => CODE.test(path) && !path.startsWith(ASSEMBLY))
    .map((path) => sourceOf(path, readFileSync(join(root, path), "utf8")));
}

export function sourceOf(path: string, text: string): Source {
  const { program, module, comments, errors } = parseSync(path, text);
  if (errors[0]) throw new Error(`${path} cannot be parsed: ${errors[0].message}`);
  const named = [
    ...module.staticImports.map((item) => ({ name: item.moduleRequest.value, start: item.start })),
    ...module.staticExports.flatMap((item) => item.entries.flatMap((entry) => (entry.moduleRequest ? [{ name: entry.moduleRequest.value, start: item.start }] : []))),
    ...module.dynamicImports.flatMap((item) => {
      const request = text.slice(item.moduleRequest.start, item.moduleRequest.end);
      return /^["'`]/.test(request) ? [{ name: request.slice(1, -1), start: item.start }] : [];
    }),
    ...[...text.matchAll(/new URL\(\s*["'](\.[^"']+)["'],\s*import\.meta\.url/g)].map((match) => ({ name: match[1] ?? "", start: match.index })),
  ];
  return { path, text, imports: named, comments, program: program as unknown as SyntaxNode };
}

export function isTest(path: string): boolean {
  return /\.test\.tsx?$/.test(path);
}

/** What only tests import and that lies beside them. */
export function isFixture(path: string): boolean {
  return /\.fixture\.tsx?$/.test(path);
}

/** Tests and their fixtures: what never runs in the product. */
export function isTestCode(path: string): boolean {
  return isTest(path) || isFixture(path);
}

/** `packages/engine/src/…` gives "engine"; undefined outside the packages' sources. */
export function floorOf(path: string): string | undefined {
  return /^packages\/([^/]+)\/src\//.exec(path)?.[1];
}

/** 1-based line of a position. */
export function lineAt(text: string, position: number): number {
  return text.slice(0, position).split("\n").length;
}

/** Calls `visit` for every node, parents before children. */
export function walk(node: SyntaxNode, visit: (node: SyntaxNode, parent: SyntaxNode | undefined) => void, parent?: SyntaxNode): void {
  visit(node, parent);
  for (const value of Object.values(node)) {
    for (const child of Array.isArray(value) ? value : [value]) if (isNode(child)) walk(child, visit, node);
  }
}

export function isNode(value: unknown): value is SyntaxNode {
  return typeof value === "object" && value !== null && "type" in value && typeof value.type === "string" && "start" in value;
}

/** Path of the file that a relative or own-package import leads to; undefined for packages from outside. */
export function targetOf(importer: string, name: string): string | undefined {
  const own = /^@leadline\/([^/]+)\/(.+)$/.exec(name);
  if (own) return `packages/${own[1]}/src/${own[2]}`;
  if (!name.startsWith(".")) return undefined;
  return relative("/", join("/", importer, "..", name.replace(/\?.*$/, ""))).replaceAll("\\", "/");
}

/** Declarations that the compiler writes for the packages above; not committed. */
function isDeclarationsOfKernel(path: string): boolean {
  return basename(path) === "types" && /packages[/\\]kernel[/\\]types$/.test(path);
}
