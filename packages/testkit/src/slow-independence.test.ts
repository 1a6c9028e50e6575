/** The specification schedulers share only types with the fast one: else both could be wrong together. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const FOLDER = import.meta.dirname;

/** Imports of values from where the fast scheduler and its calendar arithmetic live. */
function sharedWithFast(name: string, text: string): readonly string[] {
  const imports = [...text.matchAll(/^import (type )?(.*) from "(@leadline\/(?:kernel|engine\/schedule|engine\/leveling)\/[^"]*|@leadline\/engine\/time\/working-days[^"]*)";$/gm)];
  return imports.filter(([, type]) => type === undefined).map(([line]) => `${name}: ${line}`);
}

test("no file of the specification imports more than types from kernel, schedule or levelling", () => {
  const names = readdirSync(FOLDER).filter((name) => /^slow-.*(?<!\.test)\.ts$/.test(name));
  expect(names.length).toBeGreaterThan(10);
  expect(names.flatMap((name) => sharedWithFast(name, readFileSync(join(FOLDER, name), "utf8")))).toEqual([]);
});

test("an import of the fast scheduler's arithmetic is told", () => {
  const line = 'import { addWork } from "@leadline/kernel/calendar-table.ts";';
  expect(sharedWithFast("slow-x.ts", `import type { Schedule } from "@leadline/engine/schedule/schedule.ts";\n${line}\n`)).toEqual([`slow-x.ts: ${line}`]);
});
