/** The pure floors know no clock, no chance, no machine, and never throw but for our own bugs. */
import { floorOf, isNode, isTestCode, lineAt, walk, type Source, type SyntaxNode } from "./source-file.ts";

const PURE_FLOORS = new Set(["kernel", "engine", "formats"]);

/** Names that reach outside. Their types count as well: a pure value never is a Date. */
const OUTSIDE_NAMES = new Set([
  "Date", "Intl", "process", "console", "fetch", "setTimeout", "setInterval", "setImmediate", "queueMicrotask", "performance", "crypto",
  "globalThis", "window", "document", "navigator", "localStorage", "Buffer", "require", "XMLHttpRequest", "WebSocket", "Worker", "eval",
]);

/** Uses of the clock, of chance and of the machine in a pure floor. */
export function outsideNames(sources: readonly Source[]): string[] {
  return sources.filter(isPure).flatMap((source) => {
    const own = ownNames(source);
    return complaints([source], (node, parent) => {
      if (node.type === "ImportExpression") return "imports at run time";
      if (isMathRandom(node)) return "uses Math.random; pass a seeded generator";
      const name = nameOf(node) ?? "";
      return OUTSIDE_NAMES.has(name) && !own.has(name) && !isMereLabel(node, parent) ? `uses ${name}; pass the value as an argument` : undefined;
    });
  });
}

/** Functions whose last digits differ between engines. The square root, rounding and `Math.fround` are exact everywhere. */
const UNSTEADY = new Set(["log", "log2", "log10", "log1p", "exp", "expm1", "pow", "sin", "cos", "tan", "asin", "acos", "atan", "atan2", "sinh", "cosh", "tanh", "asinh", "acosh", "atanh", "cbrt", "hypot"]);
const STEADY_ROOMS = ["packages/kernel/src/", "packages/engine/src/risk/"];

/** Uses of such functions where the same seed must give the same bits on every machine. */
export function unsteadyMath(sources: readonly Source[]): string[] {
  const judged = sources.filter((source) => STEADY_ROOMS.some((room) => source.path.startsWith(room)) && !isTestCode(source.path));
  return complaints(judged, (node) => {
    if (node.type === "BinaryExpression" && node["operator"] === "**") return "raises to a power; engines differ in its last digits: use powerOf of elementary-functions.ts";
    const isMath = node.type === "MemberExpression" && nameOf(node["object"]) === "Math";
    const name = isMath ? nameOf(node["property"]) : undefined;
    if (name !== undefined && UNSTEADY.has(name)) return `uses Math.${name}; engines differ in its last digits: use elementary-functions.ts`;
    const isTakenApart = node.type === "VariableDeclarator" && nameOf(node["init"]) === "Math";
    return isTakenApart ? "takes Math apart; name its functions where they are used" : undefined;
  });
}

/** `throw` outside `base/assert.ts` that does not announce a bug of ours: oddities are problems beside the result. */
export function thrownErrors(sources: readonly Source[]): string[] {
  const judged = sources.filter((source) => isPure(source) && !source.path.endsWith("base/assert.ts"));
  return judged.flatMap((source) =>
    complaints([source], (node) => {
      if (node.type !== "ThrowStatement") return undefined;
      return /^throw new Error\(\s*["'`]Leadline bug:/.test(source.text.slice(node.start, node.end)) ? undefined : "throws; answer a problem beside the result, or assert for a bug of ours";
    }),
  );
}

/** Async code in a pure floor: nothing there waits for anything. */
export function promises(sources: readonly Source[]): string[] {
  return complaints(sources.filter(isPure), (node) => {
    if (node["async"] === true || node.type === "AwaitExpression") return "waits; pure floors have no promises";
    return undefined;
  });
}

function isPure(source: Source): boolean {
  return PURE_FLOORS.has(floorOf(source.path) ?? "") && !isTestCode(source.path);
}

/** Names that the file itself gives to variables, parameters and imports: those do not reach outside. */
function ownNames(source: Source): Set<string> {
  const names = new Set<string>();
  walk(source.program, (node) => {
    const patterns = node.type === "VariableDeclarator" ? [node["id"]] : node.type === "ImportSpecifier" ? [node["local"]] : Array.isArray(node["params"]) ? node["params"] : [];
    for (const pattern of patterns) {
      if (isNode(pattern)) walk(pattern, (part, holder) => void (holder?.type.startsWith("TS") || names.add(nameOf(part) ?? "")));
    }
  });
  return names;
}

function isMathRandom(node: SyntaxNode): boolean {
  return node.type === "MemberExpression" && nameOf(node["object"]) === "Math" && nameOf(node["property"]) === "random";
}

/** A name that only labels something of ours: a field, a key, a parameter of a type. */
function isMereLabel(node: SyntaxNode, parent: SyntaxNode | undefined): boolean {
  if (!parent) return false;
  if (parent.type === "MemberExpression") return parent["property"] === node && parent["computed"] !== true;
  if (parent["key"] === node) return parent["computed"] !== true;
  return parent.type === "ImportSpecifier" || parent.type === "ExportSpecifier" || parent.type === "TSQualifiedName";
}

function nameOf(value: unknown): string | undefined {
  return isNode(value) && value.type === "Identifier" ? String(value["name"]) : undefined;
}

function complaints(sources: readonly Source[], complaintOf: (node: SyntaxNode, parent: SyntaxNode | undefined) => string | undefined): string[] {
  return sources.flatMap((source) => {
    const found: string[] = [];
    walk(source.program, (node, parent) => {
      const complaint = complaintOf(node, parent);
      if (complaint !== undefined) found.push(`${source.path}:${lineAt(source.text, node.start)}: ${complaint}`);
    });
    return found;
  });
}
