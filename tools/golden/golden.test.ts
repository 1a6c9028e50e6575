/** The golden corpora as a test: everything small, and every tenth of the large plans (`npm run golden` takes them all). */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { goldenCases } from "./corpora.ts";
import { caseNameOf, compareWithKnown, parseKnown } from "./expected-differences.ts";
import { judge, type CaseResult } from "./golden-case.ts";
import { shortfalls } from "./thresholds.ts";

const root = join(import.meta.dirname, "../..");
const listPath = join(root, "expected-differences.txt");
const known = existsSync(listPath) ? parseKnown(readFileSync(listPath, "utf8")) : [];
const isSampled = (name: string): boolean => !name.startsWith("mpsplib/") || /\/(9|39|69|99|129)_/.test(name);

const { cases, notices } = goldenCases(root, isSampled);
for (const notice of notices) console.warn(notice);

const results: CaseResult[] = [];

describe("golden", () => {
  test.each(cases.filter((one) => !one.isScoreOnly).map((one) => [one.name, one] as const))("%s", (name, golden) => {
    const result = judge(golden);
    results.push(result);
    const verdict = compareWithKnown(
      result.differences,
      known.filter((line) => caseNameOf(line) === name),
    );
    expect(verdict).toEqual({ unexpected: [], passed: [], unexplained: [] });
  });

  test("every corpus reaches its threshold", () => {
    expect(shortfalls(results)).toEqual([]);
  });
});

test("every line of the list of differences is about a plan that is judged", () => {
  const listed = new Set(known.map(caseNameOf));
  const judged = goldenCases(root, (name) => [...listed].some((one) => one.startsWith(name))).cases.filter((one) => !one.isScoreOnly);
  expect(notices.length > 0 ? [] : [...listed].filter((name) => !judged.some((one) => one.name === name))).toEqual([]);
});
