/** For the check of branches alone: writes down which ways the instrumented sources took. */
import { appendFileSync } from "node:fs";
import { afterAll } from "vitest";
import { SEEN } from "./branches.ts";

const seen = new Set<string>();
Reflect.set(globalThis, SEEN, (id: string, way: string) => seen.add(`${id} ${way}`));

afterAll(() => {
  const file = process.env["LEADLINE_BRANCHES"];
  if (file !== undefined && seen.size > 0) appendFileSync(file, `${[...seen].join("\n")}\n`);
});
