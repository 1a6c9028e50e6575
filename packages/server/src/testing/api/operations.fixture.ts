/** Every operation of a running server, read from its own description: what the generated tests go through. */
import type { TestServer } from "../test-server.fixture.ts";

/** JSON Schema as far as the tests look into it. */
export interface Schema {
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | Schema;
  readonly items?: Schema;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly format?: string;
  readonly pattern?: string;
  readonly minimum?: number;
  readonly minLength?: number;
  readonly minItems?: number;
}

interface Parameter {
  readonly in: string;
  readonly name: string;
  readonly required?: boolean;
  readonly schema: Schema;
}

export interface Operation {
  readonly operationId: string;
  readonly method: string;
  /** With parameters in braces. */
  readonly url: string;
  readonly permission: string;
  /** In the order of the address. */
  readonly pathNames: readonly string[];
  readonly query: readonly Parameter[];
  readonly body: Schema | undefined;
  readonly isUpload: boolean;
  readonly isWrite: boolean;
  readonly hasKey: boolean;
  readonly hasRevision: boolean;
  readonly hasDryRun: boolean;
}

interface Described {
  readonly operationId: string;
  readonly "x-permission": string;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema?: Schema }>> };
}

export async function operationsOf(server: TestServer): Promise<readonly Operation[]> {
  const { text } = await server.ask("GET", "/api/openapi.json");
  const { paths } = withoutReferences(JSON.parse(text)) as { readonly paths: Readonly<Record<string, Readonly<Record<string, Described>>>> };
  return Object.entries(paths).flatMap(([url, methods]) => Object.entries(methods).map(([method, described]) => operationOf(url, method.toUpperCase(), described)));
}

/** The description with named parts put where they are named. None of them holds itself. */
function withoutReferences(description: { readonly components?: { readonly schemas?: Readonly<Record<string, unknown>> } }): unknown {
  const schemas = description.components?.schemas ?? {};
  const resolved = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(resolved);
    if (typeof value !== "object" || value === null) return value;
    const name = "$ref" in value ? /^#\/components\/schemas\/(.+)$/.exec(String(value.$ref))?.[1] : undefined;
    return name === undefined ? Object.fromEntries(Object.entries(value).map(([field, inner]) => [field, resolved(inner)])) : resolved(schemas[name]);
  };
  return resolved(description);
}

function operationOf(url: string, method: string, described: Described): Operation {
  const parameters = described.parameters ?? [];
  const content = described.requestBody?.content ?? {};
  const has = (place: string, name: string): boolean => parameters.some((one) => one.in === place && one.name === name);
  return {
    operationId: described.operationId,
    method,
    url,
    permission: described["x-permission"],
    pathNames: [...url.matchAll(/\{(\w+)\}/g)].flatMap((match) => match[1] ?? []),
    query: parameters.filter((one) => one.in === "query"),
    body: content["application/json"]?.schema,
    isUpload: UPLOADS.has(described.operationId),
    isWrite: method !== "GET" && !LOOKS.has(described.operationId),
    hasKey: has("header", "idempotency-key"),
    hasRevision: has("header", "if-match"),
    hasDryRun: has("query", "dryRun"),
  };
}

/** Operations whose body is a file. */
const UPLOADS: ReadonlySet<string> = new Set(["importProject", "addAttachment", "previewCostImport"]);

/** Operations that only look at the body that they are sent. */
const LOOKS: ReadonlySet<string> = new Set(["previewCostImport"]);

/** The smallest value that a schema takes; where a pattern or a format asks for more, the tables of samples must say. */
export function sampleOf(schema: Schema): unknown {
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[0];
  const part = schema.anyOf?.[0] ?? schema.oneOf?.[0] ?? schema.allOf?.[0];
  if (part) return sampleOf(part);
  switch (typeof schema.type === "string" ? schema.type : schema.type?.[0]) {
    case "object":
      return Object.fromEntries((schema.required ?? []).map((name) => [name, sampleOf(schema.properties?.[name] ?? {})]));
    case "array":
      return Array.from({ length: schema.minItems ?? 0 }, () => sampleOf(schema.items ?? {}));
    case "integer":
    case "number":
      return Math.max(schema.minimum ?? 1, 1);
    case "boolean":
      return true;
    case "null":
      return null;
    default:
      return FORMATS[schema.format ?? ""] ?? "sample".padEnd(schema.minLength ?? 0, "x");
  }
}

const FORMATS: Readonly<Record<string, string>> = { email: "somebody@example.org", date: "2027-03-01", "date-time": "2027-03-01T08:00:00.000Z", uri: "https://example.org/", uuid: "01900000-0000-7000-8000-000000000000" };

/** Names of all fields, at any depth, without following references. */
export function fieldNames(schema: Schema | undefined): readonly string[] {
  if (!schema) return [];
  const parts = [...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? []), ...(schema.items ? [schema.items] : []), ...Object.values(schema.properties ?? {})];
  return [...Object.keys(schema.properties ?? {}), ...parts.flatMap(fieldNames)];
}
