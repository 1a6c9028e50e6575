/** The checklist names tests that exist, and a point counts only when all of it is shown. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { points, type Point } from "./checklist.ts";
import { scoreOf, type TestResult } from "./score.ts";

const root = join(import.meta.dirname, "../..");

test("there are 60 points with numbers of their own, and every test that they name stands in its file", () => {
  expect(points().map(({ id }) => id)).toEqual(Array.from({ length: 60 }, (_, at) => at + 1));
  for (const { id, tests } of points()) {
    for (const { file, named = [] } of tests) {
      expect(existsSync(join(root, file)), `${id}: ${file}`).toBe(true);
      const text = readFileSync(join(root, file), "utf8");
      for (const name of named) expect(text.includes(name), `${id}: “${name}” in ${file}`).toBe(true);
    }
  }
});

test("a point is a yes only when every test of it passed, nothing is missing, and the eye was content", () => {
  const point: Point = { id: 1, text: "Both hold", tests: [{ file: "a.test.ts", named: ["one", "two"] }] };
  const result = (name: string, status: TestResult["status"]): TestResult => ({ file: "/x/a.test.ts", name, status });
  const both = [result("one holds", "passed"), result("two holds", "passed")];
  expect(scoreOf(point, both).verdict).toBe("yes");
  expect(scoreOf(point, [both[0] ?? result("", "failed"), result("two holds", "failed")]).verdict).toBe("no");
  expect(scoreOf(point, [both[0] ?? result("", "failed"), result("two holds", "skipped")])).toMatchObject({ verdict: "not yet", why: "did not run: two" });
  expect(scoreOf({ ...point, missing: "a third" }, both)).toMatchObject({ verdict: "not yet", why: "a third" });
  expect(scoreOf({ ...point, tests: [] }, both).verdict).toBe("not yet");
  expect(scoreOf({ ...point, tests: [], byEye: { on: "2026-11-23", verdict: "no", seen: "covered" } }, both).verdict).toBe("no");
});
