/** Which ways a source can take, and a source that tells each way it takes. */
import { isNode, lineAt, type Source, type SyntaxNode } from "../house/source-file.ts";
import { isPlainDefault, walkCode } from "./mutants.ts";

export interface Branch {
  /** `path:number`; each has two ways, a case of a switch one. */
  readonly id: string;
  readonly line: number;
  readonly what: string;
  readonly ways: readonly string[];
}

export interface Instrumented {
  readonly branches: readonly Branch[];
  readonly text: string;
}

/** Instrumented sources call this global, where there is one, with the id and "yes" or "no". */
export const SEEN = "leadlineBranchSeen";

interface Insertion {
  readonly at: number;
  readonly text: string;
  readonly isEnd: boolean;
  /** Of the code in between: what is wider begins earlier and ends later. */
  readonly width: number;
}

/**
 * Counted are the conditions of if, loops and `?:`, the left sides of `&&`, `||` and `??`, and the cases of a switch. Not
 * counted is what cannot happen: defaults that the compiler alone asks for (`row ?? 0`), guards that throw a bug of ours, and cases that the compiler has ruled out.
 */
export function instrumented(source: Source): Instrumented {
  const branches: Branch[] = [];
  const insertions: Insertion[] = [];
  const name = (node: SyntaxNode, ways: readonly string[]): string => {
    const id = `${source.path}:${branches.length}`;
    branches.push({ id, line: lineAt(source.text, node.start), what: source.text.slice(node.start, node.end).replace(/\s+/g, " ").slice(0, 80), ways });
    return id;
  };
  const wrap = (node: SyntaxNode, kind: "truth" | "presence"): void => {
    const width = node.end - node.start;
    insertions.push({ at: node.start, text: `__${kind}("${name(node, ["yes", "no"])}", (`, isEnd: false, width }, { at: node.end, text: "))", isEnd: true, width });
  };
  walkCode(source.program, undefined, (node) => {
    const { test, left, right } = node;
    if (CONDITIONS.has(node.type) && isNode(test) && !isBugGuard(node)) wrap(test, "truth");
    if (node.type === "LogicalExpression" && isNode(left) && isNode(right)) {
      if (node["operator"] !== "??") wrap(left, "truth");
      else if (!isPlainDefault(right)) wrap(left, "presence");
    }
    if (node.type === "SwitchCase" && Array.isArray(node["consequent"])) {
      const first: unknown = node["consequent"][0];
      if (isNode(first) && !isUnreachable(first)) insertions.push({ at: first.start, text: `__truth("${name(node, ["yes"])}", true);`, isEnd: false, width: Number.MAX_SAFE_INTEGER });
    }
  });
  return { branches, text: withInsertions(source.text, insertions) + HEARERS };
}

const CONDITIONS = new Set(["IfStatement", "ConditionalExpression", "WhileStatement", "DoWhileStatement", "ForStatement"]);

/** `if (…) throw new Error(…)`: not a problem that somebody is told, but one that we would have made. */
function isBugGuard(node: SyntaxNode): boolean {
  const { consequent } = node;
  const first: unknown = isNode(consequent) && consequent.type === "BlockStatement" && Array.isArray(consequent["body"]) ? consequent["body"][0] : consequent;
  if (!isNode(first) || first.type !== "ThrowStatement" || !isNode(first["argument"])) return false;
  const { argument } = first;
  return argument.type === "NewExpression" && isNode(argument["callee"]) && argument["callee"]["name"] === "Error";
}

/** `default: return unreachable(kind)`: the compiler has shown that no case is left. */
function isUnreachable(statement: SyntaxNode): boolean {
  const { argument } = statement;
  return statement.type === "ReturnStatement" && isNode(argument) && argument.type === "CallExpression" && isNode(argument["callee"]) && argument["callee"]["name"] === "unreachable";
}

const HEARERS = `
function __truth(id, value) { globalThis.${SEEN}?.(id, value ? "yes" : "no"); return value; }
function __presence(id, value) { globalThis.${SEEN}?.(id, value === undefined || value === null ? "no" : "yes"); return value; }
`;

function withInsertions(text: string, insertions: readonly Insertion[]): string {
  const ordered = [...insertions].sort((a, b) => a.at - b.at || Number(b.isEnd) - Number(a.isEnd) || (a.isEnd ? a.width - b.width : b.width - a.width));
  let [made, from] = ["", 0];
  for (const { at, text: inserted } of ordered) {
    made += text.slice(from, at) + inserted;
    from = at;
  }
  return made + text.slice(from);
}
