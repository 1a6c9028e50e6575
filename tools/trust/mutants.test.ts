/** Which errors are planted, and where nothing is. */
import { expect, test } from "vitest";
import { sourceOf } from "../house/source-file.ts";
import { mutantsOf, planted } from "./mutants.ts";

const mutated = (text: string): readonly string[] => mutantsOf(sourceOf("a.ts", text)).map((mutant) => planted(text, mutant));

test("operators, conditions and answers become others, one at a time", () => {
  expect(mutated("const a = b < c && d === 1;")).toEqual(["const a = b <= c && d === 1;", "const a = b < c || d === 1;", "const a = b < c && d !== 1;"]);
  expect(mutated("if (a) b();")).toEqual(["if (!(a)) b();", "if (true) b();", "if (false) b();", "if (a) ;"]);
  expect(mutated("const f = () => !a;")).toEqual(["const f = () => a;"]);
  expect(mutated("const a = true;")).toEqual(["const a = false;"]);
  expect(mutated("const a = list.filter((one) => one).some(test);")).toEqual(["const a = list.some(test);", "const a = list.filter((one) => one).every(test);"]);
});

test("names of rights and conditions of statements are left out; types, imports, sentences and plain defaults are not touched", () => {
  expect(mutated('may("costs.read");')).toEqual([";", 'may("mutated");']);
  expect(mutated('const q = "SELECT a FROM b WHERE c = $1 AND removed_at IS NULL";')).toEqual(['const q = "SELECT a FROM b WHERE c = $1";']);
  expect(mutated('import { a } from "b";\ninterface C { readonly d: "word" | true }\nconst e: C["d"] = f ?? 0;\nconst g = "You may not do this.";\nconst h = i as "word";')).toEqual([]);
  expect(mutated("const a = `x` + b;")).toEqual([]);
});

test("a throw that is left out is an error", () => {
  expect(mutated("throw refused;")).toEqual([";"]);
});
