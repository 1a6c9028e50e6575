/** Small errors that somebody could have made in a source: each is one place and what would stand there instead. */
import { isNode, lineAt, type Source, type SyntaxNode } from "../house/source-file.ts";

export interface Mutant {
  readonly path: string;
  readonly line: number;
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** For people: what became of what. */
  readonly what: string;
}

/** The whole source with the error in it. */
export function planted(source: string, { start, end, text }: Pick<Mutant, "start" | "end" | "text">): string {
  return source.slice(0, start) + text + source.slice(end);
}

/** Every error that these rules know to plant in a source, in the order of the text. */
export function mutantsOf(source: Source): readonly Mutant[] {
  const found: Mutant[] = [];
  const add: Add = (start, end, text) => {
    const was = source.text.slice(start, end);
    if (was !== text) found.push({ path: source.path, line: lineAt(source.text, start), start, end, text, what: `${short(was)} → ${short(text) || "nothing"}` });
  };
  walkCode(source.program, undefined, (node, parent) => RULES[node.type]?.(node, { parent, add, source }));
  return found.sort((a, b) => a.start - b.start);
}

type Add = (start: number, end: number, text: string) => void;
type Rule = (node: SyntaxNode, place: { readonly parent: SyntaxNode | undefined; readonly add: Add; readonly source: Source }) => void;

function short(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  return line.length > 70 ? `${line.slice(0, 67)}…` : line;
}

/** Types do not run, so nothing in them can be wrong at run time. */
export function walkCode(node: SyntaxNode, parent: SyntaxNode | undefined, visit: (node: SyntaxNode, parent: SyntaxNode | undefined) => void): void {
  if (NO_CODE.test(node.type) && !CODE_WITH_TYPE.has(node.type)) return;
  visit(node, parent);
  for (const [field, value] of Object.entries(node)) {
    if (TYPE_FIELDS.has(field)) continue;
    for (const child of Array.isArray(value) ? value : [value]) if (isNode(child)) walkCode(child, node, visit);
  }
}

const NO_CODE = /^(TS|ImportDeclaration$|ExportAllDeclaration$)/;
const CODE_WITH_TYPE = new Set(["TSAsExpression", "TSSatisfiesExpression", "TSNonNullExpression"]);
const TYPE_FIELDS = new Set(["typeAnnotation", "typeParameters", "typeArguments", "returnType", "superTypeArguments"]);

const OPERATORS: Readonly<Record<string, string>> = { "===": "!==", "!==": "===", "<": "<=", "<=": "<", ">": ">=", ">=": ">", "+": "-", "-": "+", "*": "/", "/": "*", "%": "*", "&&": "||", "||": "&&" };
const METHODS: Readonly<Record<string, string>> = { some: "every", every: "some", min: "max", max: "min", ceil: "floor", floor: "ceil" };
/** Words that the program acts by, such as the name of a right; sentences are for people. */
const WORD = /^[a-z][A-Za-z0-9]*([.-][A-Za-z0-9]+)*$/;
/** A condition of an SQL statement that can be left out. */
const SQL_CONDITION = / AND [\w.]+ (IS (NOT )?NULL|(=|<>|<|>|<=|>=) ([$\w.]+(\(\))?))/g;

const RULES: Readonly<Record<string, Rule>> = {
  BinaryExpression: operator,
  LogicalExpression: operator,
  IfStatement: condition,
  ConditionalExpression: condition,
  UnaryExpression: (node, { add }) => {
    if ((node["operator"] === "!" || node["operator"] === "-") && isNode(node["argument"]) && node["argument"].type !== "Literal") add(node.start, node["argument"].start, "");
  },
  ExpressionStatement: (node, { add, source }) => {
    const { expression } = node;
    if (isNode(expression) && /^(CallExpression|AwaitExpression|AssignmentExpression|UpdateExpression)$/.test(expression.type) && !source.text.startsWith("super(", node.start)) add(node.start, node.end, ";");
  },
  ThrowStatement: (node, { add }) => add(node.start, node.end, ";"),
  Literal: literal,
  TemplateElement: (node, { add, source }) => withoutConditions(node, source, add),
  CallExpression: (node, { add, source }) => {
    const { callee } = node;
    if (!isNode(callee) || callee.type !== "MemberExpression" || !isNode(callee["property"]) || !isNode(callee["object"])) return;
    const { property, object } = callee;
    const name = source.text.slice(property.start, property.end);
    const other = METHODS[name];
    if (other !== undefined) add(property.start, property.end, other);
    if (name === "filter") add(object.end, node.end, "");
  },
};

function operator(node: SyntaxNode, { add, source }: Parameters<Rule>[1]): void {
  const { left, right } = node;
  if (!isNode(left) || !isNode(right)) return;
  const name = String(node["operator"]);
  const other = OPERATORS[name];
  const between = source.text.slice(left.end, right.start);
  const at = left.end + between.indexOf(name);
  if (other !== undefined && !(name === "+" && (isText(left) || isText(right)))) add(at, at + name.length, other);
  if (name === "??" && !isPlainDefault(right)) add(left.start, right.start, "");
}

function isText(node: SyntaxNode): boolean {
  if (node.type === "TemplateLiteral") return true;
  if (node.type === "BinaryExpression") return [node["left"], node["right"]].some((side) => isNode(side) && isText(side));
  return node.type === "Literal" && typeof node["value"] === "string";
}

/** What the compiler asks for where a value cannot be missing: `row ?? 0`. Nobody can tell whether it is there. */
export function isPlainDefault(node: SyntaxNode): boolean {
  if (node.type === "Literal" || node.type === "Identifier") return true;
  if (node.type === "ArrayExpression") return Array.isArray(node["elements"]) && node["elements"].length === 0;
  if (node.type === "UnaryExpression") return isNode(node["argument"]) && node["argument"].type === "Literal";
  return node.type === "MemberExpression" && isNode(node["object"]) && node["object"].type === "Identifier";
}

function condition(node: SyntaxNode, { add, source }: Parameters<Rule>[1]): void {
  const { test } = node;
  if (!isNode(test)) return;
  add(test.start, test.end, `!(${source.text.slice(test.start, test.end)})`);
  add(test.start, test.end, "true");
  add(test.start, test.end, "false");
}

function literal(node: SyntaxNode, { parent, add, source }: Parameters<Rule>[1]): void {
  const { value } = node;
  if (typeof value === "boolean") add(node.start, node.end, String(!value));
  if (typeof value !== "string") return;
  if (/\b(SELECT|UPDATE|DELETE)\b/.test(value)) withoutConditions(node, source, add);
  const isName = parent?.type === "Property" && parent["key"] === node;
  if (WORD.test(value) && !isName && parent?.type !== "ImportExpression") add(node.start, node.end, '"mutated"');
}

function withoutConditions(node: SyntaxNode, source: Source, add: Add): void {
  const text = source.text.slice(node.start, node.end);
  for (const match of text.matchAll(SQL_CONDITION)) add(node.start + match.index, node.start + match.index + match[0].length, "");
}
