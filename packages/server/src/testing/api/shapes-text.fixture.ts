/** The shapes of the API as TypeScript, written from its description: what the typed client is made from. */

interface Node {
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, Node>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | Node;
  readonly items?: Node;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly Node[];
  readonly oneOf?: readonly Node[];
  readonly $ref?: string;
}

interface Described {
  readonly operationId: string;
  readonly parameters?: readonly { readonly in: string; readonly name: string; readonly required?: boolean; readonly schema: Node }[];
  readonly requestBody?: { readonly required?: boolean; readonly content: Readonly<Record<string, { readonly schema?: Node }>> };
  readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, { readonly schema?: Node }>> }>>;
}

export interface ApiText {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Described>>>>;
  readonly components?: { readonly schemas?: Readonly<Record<string, Node>> };
}

/** Parts whose types the engine has already, better than a description can. */
const OF_ENGINE: Readonly<Record<string, string>> = { CommandInput: `import type { Command as CommandInput } from "@leadline/engine/change/command.ts";` };
/** Operations whose body is a file. */
const UPLOADS = new Set(["importProject", "addAttachment"]);

export function shapesText({ paths, components }: ApiText): string {
  const operations = Object.entries(paths).flatMap(([path, methods]) => Object.entries(methods).map(([method, described]) => ({ path, method: method.toUpperCase(), described })));
  operations.sort((a, b) => (a.described.operationId < b.described.operationId ? -1 : 1));
  const parts = Object.entries(components?.schemas ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
  return [
    "/** The shapes of the API, written from its description. Not to be edited: `npx vitest run packages/server/src/http/api-shapes.pg.test.ts -u` writes it. */",
    ...Object.entries(OF_ENGINE).flatMap(([name, line]) => (parts.some(([part]) => part === name) ? [line] : [])),
    "",
    ...parts.filter(([name]) => OF_ENGINE[name] === undefined).flatMap(([name, node]) => [`export type ${name} = ${typeOf(node, "")};`, ""]),
    "export interface Operations {",
    ...operations.map(({ described }) => `  readonly ${described.operationId}: { readonly request: ${requestOf(described)}; readonly answer: ${answerOf(described)} };`),
    "}",
    "",
    "export const ROUTES = {",
    ...operations.map(({ path, method, described }) => `  ${described.operationId}: ["${method}", "${path}"],`),
    "} as const satisfies Readonly<Record<keyof Operations, readonly [method: string, path: string]>>;",
    "",
  ].join("\n");
}

function requestOf({ operationId, parameters = [], requestBody }: Described): string {
  const fields: string[] = [];
  const of = (place: string): typeof parameters => parameters.filter((one) => one.in === place);
  if (of("path").length > 0) fields.push(`readonly params: { ${of("path").map(({ name }) => `readonly ${quoted(name)}: string`).join("; ")} }`);
  const query = of("query");
  if (query.length > 0) {
    const isNeeded = query.some(({ required }) => required);
    fields.push(`readonly query${isNeeded ? "" : "?"}: { ${query.map(({ name, required, schema }) => `readonly ${quoted(name)}${required ? "" : "?"}: ${typeOf(schema, "  ")}${required ? "" : " | undefined"}`).join("; ")} }`);
  }
  const schema = requestBody?.content["application/json"]?.schema;
  if (UPLOADS.has(operationId)) fields.push("readonly body: Uint8Array");
  else if (schema) fields.push(`readonly body${requestBody?.required && !mayBeNull(schema) ? "" : "?"}: ${typeOf(schema, "  ")}`);
  if (of("header").some(({ name }) => name === "if-match")) fields.push("readonly ifMatch: number");
  return fields.length === 0 ? "Readonly<Record<string, never>>" : `{ ${fields.join("; ")} }`;
}

/** Bodies that say nothing may be left out. */
function mayBeNull({ type, anyOf = [], oneOf = [] }: Node): boolean {
  return type === "null" || [...anyOf, ...oneOf].some(mayBeNull);
}

/** Of all ways to succeed; an answer that is no JSON is its text. */
function answerOf({ responses }: Described): string {
  const types = Object.entries(responses)
    .filter(([status]) => status.startsWith("2"))
    .map(([, { content }]) => (content?.["application/json"] ? typeOf(content["application/json"].schema ?? {}, "  ") : content ? "string" : "undefined"));
  return [...new Set(types)].join(" | ") || "unknown";
}

function typeOf(node: Node, indent: string): string {
  const deeper = `${indent}  `;
  if (node.$ref !== undefined) return node.$ref.split("/").at(-1) ?? "unknown";
  if (node.const !== undefined) return JSON.stringify(node.const);
  if (node.enum) return node.enum.map((value) => JSON.stringify(value)).join(" | ");
  const choices = node.anyOf ?? node.oneOf;
  if (choices) return [...new Set(choices.map((choice) => typeOf(choice, indent)))].join(" | ");
  if (Array.isArray(node.type)) return node.type.map((type: string) => typeOf({ ...node, type }, indent)).join(" | ");
  switch (node.type) {
    case "object":
      return objectType(node, deeper);
    case "array": {
      const item = typeOf(node.items ?? {}, deeper);
      return `readonly ${/[|&]/.test(item) && !item.startsWith("{") ? `(${item})` : item}[]`;
    }
    case "integer":
    case "number":
      return "number";
    case "string":
    case "boolean":
    case "null":
      return node.type;
    default:
      return "unknown";
  }
}

function objectType({ properties = {}, required = [], additionalProperties }: Node, indent: string): string {
  const fields = Object.entries(properties).map(([name, node]) => `${indent}readonly ${quoted(name)}${required.includes(name) ? "" : "?"}: ${typeOf(node, indent)};`);
  const isOpen = additionalProperties !== false && additionalProperties !== undefined && (typeof additionalProperties === "boolean" || Object.keys(properties).length === 0);
  if (isOpen) fields.push(`${indent}readonly [field: string]: ${typeof additionalProperties === "object" && Object.keys(additionalProperties).length > 0 ? typeOf(additionalProperties, indent) : "unknown"};`);
  if (fields.length === 0) return additionalProperties === false ? "Readonly<Record<string, never>>" : "Readonly<Record<string, unknown>>";
  return `{\n${fields.join("\n")}\n${indent.slice(2)}}`;
}

function quoted(name: string): string {
  return /^[A-Za-z_]\w*$/.test(name) ? name : JSON.stringify(name);
}
