/** Every importer meets damaged and hostile files; two seconds of it here, twenty per format in `npm run trust`. */
import { join } from "node:path";
import { expect, test } from "vitest";
import { reached } from "../../packages/server/src/testing/trust-report.fixture.ts";
import { run } from "./fuzz-importers.ts";
import { mutated, randomOf } from "./fuzz-inputs.ts";

const root = join(import.meta.dirname, "../..");
const seconds = process.env["LEADLINE_TRUST"] === "1" ? 20 : 0.2;

test("no damaged or hostile file crashes an importer, makes it hang, or takes more than 256 MB (C10)", async () => {
  const reports = await run({ root, seconds, seed: 20_261_123 });
  const inputs = reports.reduce((sum, report) => sum + report.inputs, 0);
  const slowest = Math.max(...reports.map((report) => report.slowestMilliseconds));
  reached("C10", `${inputs} files of ${reports.length} formats, slowest ${slowest} ms, ${reports.reduce((sum, report) => sum + report.defects.length, 0)} defects`);
  for (const { format, inputs: tried, read, defects } of reports) {
    expect.soft(defects, format).toEqual([]);
    expect.soft(tried, `${format}: inputs`).toBeGreaterThan(0);
    // Some get through with little damage: then the fuzz reaches what lies behind the first look.
    if (tried > 50) expect.soft(read, `${format}: some of them are still read`).toBeGreaterThan(0);
  }
  expect(reports.map(({ format }) => format).sort()).toEqual(["gan", "json", "mpx", "mspdi", "plan-text", "planner", "pod", "psplib", "template", "xer"]);
}, 600_000);

test("an input follows from the seed and its number alone", () => {
  const seeds = [{ name: "a.plan", bytes: new TextEncoder().encode("project \"A\" starts 2026-03-02\nA \"x\" 3d\n") }];
  const inputs = (seed: number): readonly string[] => Array.from({ length: 20 }, (_, at) => Buffer.from(mutated(seeds, randomOf(seed + at)).bytes).toString("hex"));
  expect(inputs(1)).toEqual(inputs(1));
  expect(inputs(1)).not.toEqual(inputs(1000));
  expect(new Set(inputs(1)).size).toBeGreaterThan(15);
});
