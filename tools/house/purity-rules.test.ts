/** Each purity rule fires on a small bad sample, and lets the good one pass. */
import { expect, test } from "vitest";
import { outsideNames, promises, thrownErrors } from "./purity-rules.ts";
import { sourceOf } from "./source-file.ts";

const inEngine = (text: string) => [sourceOf("packages/engine/src/model/a.ts", text)];

test.each(["const t = Date.now();", "const d = new Date(0);", "let d: Date;", "const x = Math.random();", "const n = new Intl.NumberFormat();", "fetch('x');", "const v = process.env['A'];", "console.log(1);", "setTimeout(f, 1);", "const o = { process };", "globalThis.x = 1;"])(
  "%s is noticed in a pure floor",
  (text) => {
    expect(outsideNames(inEngine(text))).toHaveLength(1);
  },
);

test("the same names as fields and words are harmless", () => {
  expect(outsideNames(inEngine(`const o = { process: 1, Date: 2 }; o.process; // console.log(Date.now())\nconst s = "new Date";`))).toEqual([]);
});

test("a variable of our own may have such a name", () => {
  expect(outsideNames(inEngine("const document = parse(text); use(document); function f({ window }: A) { return window; }"))).toEqual([]);
});

test("shells may look at the clock", () => {
  expect(outsideNames([sourceOf("packages/server/src/a.ts", "Date.now();")])).toEqual([]);
});

test("a pure floor throws for bugs of ours only", () => {
  const text = 'function f() { throw new Error("Leadline bug: x"); }\nfunction g() { throw new Error("bad input"); }';
  expect(thrownErrors(inEngine(text))).toEqual(["packages/engine/src/model/a.ts:2: throws; answer a problem beside the result, or assert for a bug of ours"]);
});

test("a pure floor has no promises", () => {
  expect(promises(inEngine("async function f() {}"))).toHaveLength(1);
  expect(promises(inEngine("function f() { return 1; }"))).toEqual([]);
});
