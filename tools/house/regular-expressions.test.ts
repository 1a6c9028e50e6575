/** No pattern of the product can be made to take much longer than its text is long, whoever wrote the text. */
import { check } from "recheck";
import { join } from "node:path";
import { expect, test } from "vitest";
import { isTestCode, lineAt, readSources, walk, type Source } from "./source-file.ts";

const MILLISECONDS_EACH = 10_000;
const AT_ONCE = 4;

interface Pattern {
  readonly place: string;
  readonly source: string;
  readonly flags: string;
}

test("every regular expression takes time in proportion to its text (C24)", { timeout: 180_000, retry: 2 }, async () => {
  const patterns = patternsOf(readSources(join(import.meta.dirname, "../..")).filter(({ path }) => /^packages\/(?!testkit\/)/.test(path) && !isTestCode(path)));
  expect(patterns.length).toBeGreaterThan(100);
  expect(await complaintsOf(patterns)).toEqual([]);
});

test("a pattern that a text can make take for ever is named", async () => {
  expect(await complaintsOf([{ place: "a.ts:1", source: "^(a+)+$", flags: "" }])).toEqual(["a.ts:1: /^(a+)+$/ takes exponential time"]);
  expect(await complaintsOf([{ place: "a.ts:1", source: "\\s*%\\s*$", flags: "" }])).toEqual([expect.stringContaining("polynomial")]);
});

/** Each pattern once, with one of its places. */
function patternsOf(sources: readonly Source[]): Pattern[] {
  const found = new Map<string, Pattern>();
  for (const { path, text, program } of sources) {
    walk(program, (node) => {
      const regex = node.type === "Literal" ? node["regex"] : undefined;
      if (typeof regex !== "object" || regex === null || !("pattern" in regex) || !("flags" in regex)) return;
      const [source, flags] = [String(regex.pattern), String(regex.flags)];
      found.set(`${source}/${flags}`, { place: `${path}:${lineAt(text, node.start)}`, source, flags });
    });
  }
  return [...found.values()];
}

async function complaintsOf(patterns: readonly Pattern[]): Promise<string[]> {
  const complaints: string[] = [];
  const open = [...patterns];
  const look = async (): Promise<void> => {
    for (let pattern = open.pop(); pattern; pattern = open.pop()) complaints.push(...(await complaintOf(pattern)));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, look));
  return complaints.sort();
}

async function complaintOf({ place, source, flags }: Pattern): Promise<string[]> {
  const found = await check(source, flags, { timeout: MILLISECONDS_EACH });
  return found.status === "safe" ? [] : [`${place}: /${source}/${flags} takes ${found.status === "vulnerable" ? found.complexity.type : "nobody knows how much"} time`];
}
