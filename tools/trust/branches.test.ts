/** Which ways are counted, and that a source that tells them does what it did before. */
import { expect, test } from "vitest";
import { sourceOf } from "../house/source-file.ts";
import { instrumented, SEEN } from "./branches.ts";

const countedIn = (text: string): readonly string[] => instrumented(sourceOf("a.mjs", text)).branches.map(({ what }) => what);

test("conditions, short cuts and cases are counted; what cannot happen is not", () => {
  expect(countedIn("if (a && b) c(); else d ? e : f;")).toEqual(["a && b", "a", "d"]);
  expect(countedIn("const a = list[0] ?? 0; const b = c ?? d();")).toEqual(["c"]);
  expect(instrumented(sourceOf("a.mjs", "function f(a) { switch (a) { case 1: return 2; default: return unreachable(a); } }")).branches.map(({ line, what }) => [line, what])).toEqual([[1, "case 1: return 2;"]]);
  expect(countedIn('if (!row) throw new Error("a bug"); if (!other) throw new HttpProblem("not-found");')).toEqual(["!other"]);
  expect(countedIn("switch (a) { case 1: b(); break; case 2: case 3: c(); }")).toEqual(["case 1: b(); break;", "case 3: c();"]);
});

test("a source that tells its ways answers as before", () => {
  const seen: string[] = [];
  Reflect.set(globalThis, SEEN, (id: string, way: string) => seen.push(`${id} ${way}`));
  const { text } = instrumented(sourceOf("a.mjs", "const f = (a, b) => (a && b ? a : (b ?? g())); function g() { return 7; }"));
  const run = new Function(`${text}\nreturn [f(1, 2), f(0, null)];`) as () => unknown;
  expect(run()).toEqual([1, 7]);
  Reflect.deleteProperty(globalThis, SEEN);
  expect(seen).toEqual(["a.mjs:1 yes", "a.mjs:0 yes", "a.mjs:1 no", "a.mjs:0 no", "a.mjs:2 no"]);
});
