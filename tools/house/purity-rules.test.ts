/** Each purity rule fires on a small bad sample, and lets the good one pass. */
import { expect, test } from "vitest";
import { outsideNames, promises, thrownErrors, unsteadyMath } from "./purity-rules.ts";
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

test.each(["const x = Math.log(2);", "const x = Math.exp(1);", "const x = 2 ** y;", "const x = Math.pow(2, y);", "const x = Math.hypot(3, 4);", "const { sin } = Math;"])("%s is noticed where the same seed must give the same bits", (text) => {
  for (const path of ["packages/kernel/src/simulation/a.ts", "packages/engine/src/risk/a.ts"]) expect(unsteadyMath([sourceOf(path, text)])).toHaveLength(1);
});

test("exact functions are welcome there, and elsewhere all are", () => {
  expect(unsteadyMath([sourceOf("packages/kernel/src/a.ts", "const x = Math.sqrt(2) + Math.fround(0.1) + Math.floor(1.5) + Math.imul(2, 3);")])).toEqual([]);
  expect(unsteadyMath([sourceOf("packages/engine/src/cost/a.ts", "const x = Math.pow(2, 0.5);"), sourceOf("packages/kernel/src/a.test.ts", "const x = Math.exp(1);")])).toEqual([]);
});
