/** SQL stands in the storage room and in files named `queries.ts`, nowhere else. */
import { lineAt, walk, type Source, type SyntaxNode } from "./source-file.ts";

const ALLOWED = /^packages\/server\/src\/storage\/|(^|\/)([a-z-]+-)?queries\.ts$|\.(pg\.test|fixture)\.ts$/;
const STATEMENT =
  /^\s*(select\s[\s\S]+\sfrom\s+[a-z_]|insert\s+into\s+[a-z_]|update\s+[a-z_.]+\s+set\s|delete\s+from\s+[a-z_]|(create|alter|drop)\s+(table|role|user|database|schema|index|policy|view)\b|grant\s+\w+\s+on\b|begin;?\s*$|commit;?\s*$)/;

/** Texts that are SQL statements outside of storage. Case counts: all small or all capital keywords. */
export function strayStatements(sources: readonly Source[]): string[] {
  return sources
    .filter((source) => source.path.startsWith("packages/server/") && !ALLOWED.test(source.path))
    .flatMap((source) => {
      const found: string[] = [];
      walk(source.program, (node) => {
        if (isStatement(textOf(node))) found.push(`${source.path}:${lineAt(source.text, node.start)}: holds SQL; move it to packages/server/src/storage or a queries.ts`);
      });
      return found;
    });
}

function isStatement(text: string): boolean {
  const keyword = /^\s*(\w+)/.exec(text)?.[1] ?? "";
  const isOneCase = keyword === keyword.toLowerCase() || keyword === keyword.toUpperCase();
  return isOneCase && STATEMENT.test(text.toLowerCase());
}

function textOf(node: SyntaxNode): string {
  if (node.type === "Literal" && typeof node["value"] === "string") return node["value"];
  if (node.type !== "TemplateElement") return "";
  const value = node["value"];
  return typeof value === "object" && value !== null && "raw" in value ? `${String(value.raw)}x` : "";
}
