/** `npm run sizes`: prints the longest files and functions, so that a reader can ask whether each still holds one room. */
import { isTest, lineAt, readSources, walk, type Source, type SyntaxNode } from "./house/source-file.ts";

const SHOWN = 20;

interface Size {
  readonly lines: number;
  readonly name: string;
}

const sources = readSources(process.cwd()).filter((source) => !isTest(source.path));
const files = sources.map((source) => ({ lines: source.text.split("\n").length, name: source.path }));
const functions = sources.flatMap(functionSizes);

console.log(report("Files", files));
console.log(report("Functions", functions));

function functionSizes(source: Source): Size[] {
  const sizes: Size[] = [];
  walk(source.program, (node, parent) => {
    if (!/Function/.test(node.type) || node.type.startsWith("TS")) return;
    const line = lineAt(source.text, node.start);
    sizes.push({ lines: lineAt(source.text, node.end) - line + 1, name: `${source.path}:${line} ${functionName(node, parent)}` });
  });
  return sizes;
}

function functionName(node: SyntaxNode, parent: SyntaxNode | undefined): string {
  for (const holder of [node["id"], parent?.["id"], parent?.["key"]]) {
    if (typeof holder === "object" && holder !== null && "name" in holder) return String(holder.name);
  }
  return "(without a name)";
}

function report(title: string, sizes: readonly Size[]): string {
  const sorted = [...sizes].sort((a, b) => b.lines - a.lines);
  const median = sorted[Math.floor(sorted.length / 2)]?.lines ?? 0;
  const rows = sorted.slice(0, SHOWN).map((size) => `${String(size.lines).padStart(6)}  ${size.name}`);
  return [`${title}: ${sizes.length}, median ${median} lines`, ...rows, ""].join("\n");
}
