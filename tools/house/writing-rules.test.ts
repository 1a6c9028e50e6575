/** Each rule of writing fires on a small bad sample, and lets the good one pass. */
import { expect, test } from "vitest";
import { sourceOf } from "./source-file.ts";
import { badFileNames, badTitles, brokenLinks, forbiddenComments, forbiddenShapes, looseTypes, otherTestWords, silencedTests, withoutFirstSentence } from "./writing-rules.ts";

const source = (text: string, path = "packages/server/src/a.ts") => [sourceOf(path, text)];

test("a file begins with a sentence", () => {
  expect(withoutFirstSentence(source("/** Tells the time. */\nexport const a = 1;"))).toEqual([]);
  expect(withoutFirstSentence(source("#!/usr/bin/env node\n/** Tells the time. */\nexport const a = 1;"))).toEqual([]);
  expect(withoutFirstSentence(source("/** Tells the time,\n * and more. */\nexport const a = 1;"))).toEqual([]);
  expect(withoutFirstSentence(source("export const a = 1;\n/** Too late. */"))).toHaveLength(1);
  expect(withoutFirstSentence(source("// time things\nexport const a = 1;"))).toHaveLength(1);
});

test("file names are kebab-case and say something", () => {
  expect(badFileNames(["a/plan-page.tsx", "a/pass.progress.test.ts", "vite.config.ts"])).toEqual([]);
  expect(badFileNames(["a/PlanPage.tsx", "a/utils.ts", "a/date-helpers.ts", "a/common/b.ts", "a/index.ts", "a/plan_page.ts"])).toHaveLength(6);
});

test("comments neither silence tools nor put work off", () => {
  for (const words of ["@ts-" + "ignore", "@ts-" + "expect-error", "eslint-" + "disable", "FIX" + "ME later", "TO" + "DO: later"]) {
    expect(forbiddenComments(source(`// ${words}\nexport const a = 1;`)), words).toHaveLength(1);
  }
  expect(forbiddenComments(source('export const text = "TO' + 'DO";'))).toEqual([]);
});

test("any and ! are noticed", () => {
  expect(looseTypes(source("const a: any = 1; const b = c!.d;"))).toHaveLength(2);
  expect(looseTypes(source("const any = 1; const b = !c;"))).toEqual([]);
});

test("enums are noticed everywhere, classes in the pure floors", () => {
  expect(forbiddenShapes(source("enum A { B }\nclass C {}"))).toHaveLength(1);
  expect(forbiddenShapes(source("class C {}", "packages/engine/src/base/a.ts"))).toHaveLength(1);
});

test("skipped and exclusive tests are noticed, a reason helps the skipped", () => {
  const tests = (text: string) => silencedTests(source(text, "packages/server/src/a.test.ts"));
  expect(tests("test." + 'only("a", f);')).toHaveLength(1);
  expect(tests("test." + 'skip("a", f);')).toHaveLength(1);
  expect(tests("// Windows has no such signal.\ntest." + 'skip("a", f);')).toEqual([]);
  expect(tests('test.skipIf(absent)("a", f); list.skip(1);')).toEqual([]);
});

test("tests are written with test", () => {
  expect(otherTestWords(source('import { expect, it } from "vitest";', "packages/server/src/a.test.ts"))).toHaveLength(1);
  expect(otherTestWords(source('import { expect, test } from "vitest";', "packages/server/src/a.test.ts"))).toEqual([]);
});

test("a Markdown file has one title", () => {
  expect(badTitles([{ path: "a.md", text: "# One\n```sh\n# no title\n```\n## More" }])).toEqual([]);
  expect(badTitles([{ path: "a.md", text: "# One\n\n# Two" }, { path: "b.md", text: "text" }])).toHaveLength(2);
});

test("a link or picture that leads nowhere is noticed", () => {
  const text = "[a](b.md#part) ![p](pictures/p.png) [web](https://example.org) [here](#there) [folder](../docs) [gone](gone.md)";
  expect(brokenLinks([{ path: "docs/a.md", text }], ["docs/b.md", "docs/pictures/p.png"])).toEqual(["docs/a.md: leads to docs/gone.md, which is not there"]);
});
