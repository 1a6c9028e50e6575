/** How files are named and begin, and words that must not be found in them. */
import { posix } from "node:path";
import { floorOf, isTest, isTestCode, lineAt, walk, type Source, type SyntaxNode } from "./source-file.ts";

/** Files that do not begin with one sentence saying what the room is for. */
export function withoutFirstSentence(sources: readonly Source[]): string[] {
  return sources.flatMap((source) => {
    const first = source.comments.find((comment) => !source.text.startsWith("#!") || comment.start > 0);
    const before = first === undefined ? "" : source.text.slice(0, first.start).replace(/^#![^\n]*\n/, "");
    if (!first || before.trim() !== "") return [`${source.path}:1: does not begin with a comment that says what the file is for`];
    const sentence = first.value.replace(/^\*|\*$/g, "").replace(/\n\s*\*?/g, " ").trim();
    return /^["“`'A-Z0-9].*[.?!]["”`)]?$/s.test(sentence) ? [] : [`${source.path}:1: the first comment is not a whole sentence: "${sentence}"`];
  });
}

const NAME = /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+(-[a-z0-9]+)*)*$/;
const EMPTY_NAMES = /(^|[-.])(utils?|helpers?|common|misc|index)([-.]|$)/;

/** File names that are not kebab-case, or that say nothing. */
export function badFileNames(paths: readonly string[]): string[] {
  return paths
    .filter((path) => /\.(ts|tsx|mjs|css)$/.test(path))
    .flatMap((path) => {
      const name = (path.split("/").at(-1) ?? "").replace(/\.(ts|tsx|mjs|css)$/, "");
      if (!NAME.test(name)) return [`${path}: file names are kebab-case`];
      return path.split("/").some((part) => EMPTY_NAMES.test(part.replace(/\.[a-z]+$/, ""))) ? [`${path}: the name says nothing about what is inside`] : [];
    });
}

const word = (...parts: readonly string[]): string => parts.join("");
/** Put together from parts, so that this file does not hold the words itself. */
const FORBIDDEN_IN_COMMENTS: readonly (readonly [RegExp, string])[] = [
  [new RegExp(`@ts-${word("ig", "nore")}|@ts-${word("no", "check")}|@ts-${word("expect", "-error")}`), "silences the compiler"],
  [new RegExp(word("es", "lint-disable|ox", "lint-disable|biome", "-ignore")), "silences a linter that is not used"],
  [new RegExp(`\\b${word("FIX", "ME")}\\b`), "leaves a fault for later"],
  [new RegExp(`\\b${word("TO", "DO")}\\b`), "leaves work for later; open an issue instead"],
];

/** Comments that silence a tool or put work off. */
export function forbiddenComments(sources: readonly Source[]): string[] {
  return sources.flatMap((source) =>
    source.comments.flatMap((comment) =>
      FORBIDDEN_IN_COMMENTS.filter(([pattern]) => pattern.test(comment.value)).map(([, reason]) => `${source.path}:${lineAt(source.text, comment.start)}: ${reason}`),
    ),
  );
}

/** `any`, and `!` outside tests. */
export function looseTypes(sources: readonly Source[]): string[] {
  return complaints(sources, (source, node) => {
    if (source.path.endsWith(".mjs")) return undefined;
    if (node.type === "TSAnyKeyword") return "uses any; name the type, or unknown";
    if (node.type === "TSNonNullExpression" && !isTestCode(source.path)) return "uses !; handle the missing value";
    return undefined;
  });
}

/** Enums, parameter properties and namespaces do not survive type stripping; classes are for stores and sockets. */
export function forbiddenShapes(sources: readonly Source[]): string[] {
  return complaints(sources, (source, node) => {
    if (node.type === "TSEnumDeclaration") return "declares an enum; use a union of texts";
    if (node.type === "ClassDeclaration" && ["kernel", "engine", "formats", "cli"].includes(floorOf(source.path) ?? "")) return "declares a class; use functions over plain data";
    return undefined;
  });
}

/** Tests that keep others from running, or that are skipped without a word of reason in the line above. */
export function silencedTests(sources: readonly Source[]): string[] {
  return complaints(sources.filter((source) => isTest(source.path)), (source, node) => {
    if (node.type !== "MemberExpression") return undefined;
    const called = source.text.slice(node.start, node.end);
    if (/^(test|describe|it|suite)\b.*\.only$/s.test(called)) return "keeps all other tests from running";
    if (/^(test|describe|suite)\b.*\.(skip|todo|fails)$/s.test(called) && !hasReason(source, node)) return "is skipped without a reason; assert today's behaviour instead";
    return undefined;
  });
}

/** Tests are written with `test`. */
export function otherTestWords(sources: readonly Source[]): string[] {
  return complaints(sources.filter((source) => isTest(source.path)), (source, node) =>
    node.type === "ImportDeclaration" && /\bit\b/.test(source.text.slice(node.start, node.end).split("from")[0] ?? "") ? "imports `it`; tests are written with `test`" : undefined,
  );
}

/** Markdown files without exactly one `# Title`. */
export function badTitles(files: readonly { readonly path: string; readonly text: string }[]): string[] {
  return files
    .filter((file) => file.path.endsWith(".md"))
    .flatMap((file) => {
      const titles = file.text.replace(/^(```|~~~)[\s\S]*?^\1/gm, "").match(/^# .+$/gm) ?? [];
      return titles.length === 1 ? [] : [`${file.path}: has ${titles.length} titles (# …) instead of one`];
    });
}

/** Links and pictures of Markdown files that lead to no file of the house. */
export function brokenLinks(files: readonly { readonly path: string; readonly text: string }[], paths: readonly string[]): string[] {
  const known = new Set(paths.flatMap((path) => [path, ...path.split("/").map((_, end, parts) => parts.slice(0, end).join("/"))]));
  return files
    .filter((file) => file.path.endsWith(".md"))
    .flatMap((file) =>
      [...file.text.matchAll(/\]\((?!\w+:|#)([^)#\s]+)/g)]
        .map((match) => posix.join(posix.dirname(file.path), match[1] ?? ""))
        .filter((target) => !known.has(target))
        .map((target) => `${file.path}: leads to ${target}, which is not there`),
    );
}

function hasReason(source: Source, node: SyntaxNode): boolean {
  const line = lineAt(source.text, node.start);
  return source.comments.some((comment) => [line, line - 1].includes(lineAt(source.text, comment.end)));
}

function complaints(sources: readonly Source[], complaintOf: (source: Source, node: SyntaxNode) => string | undefined): string[] {
  return sources.flatMap((source) => {
    const found: string[] = [];
    walk(source.program, (node) => {
      const complaint = complaintOf(source, node);
      if (complaint !== undefined) found.push(`${source.path}:${lineAt(source.text, node.start)}: ${complaint}`);
    });
    return found;
  });
}
