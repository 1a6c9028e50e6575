/** The file asvs.json claims nothing that no test holds: every row names a test that is there, and `npm run trust -- C27` runs them all. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { reached } from "../../packages/server/src/testing/trust-report.fixture.ts";
import { asvsSchema, countText, countsOf, partsOf, rowFaults, testsOf, type AsvsRow } from "./asvs.ts";
import { testsOf as reportedTests } from "./run-check.ts";

const root = join(import.meta.dirname, "../..");
/** The standard itself is not shipped; where it lies beside the clone, the ids are compared with it. */
const STANDARD = join(root, "../shared/data/asvs/asvs-5.0.0.csv");
const SHARE = { 1: 1, 2: 0.95 } as const;
const { rows } = asvsSchema.parse(JSON.parse(readFileSync(join(root, "asvs.json"), "utf8")));
const textOf = (path: string): string | undefined => (existsSync(join(root, path)) ? readFileSync(join(root, path), "utf8") : undefined);

/** Ids with their levels, without the words. */
function standard(): ReadonlyMap<string, number> | undefined {
  const text = existsSync(STANDARD) ? readFileSync(STANDARD, "utf8") : undefined;
  const found = [...(text ?? "").matchAll(/,(V\d+\.\d+\.\d+),[\s\S]*?,([123])\r?$/gm)].map(([, id = "", level = ""]) => [id, Number(level)] as const);
  return text === undefined ? undefined : new Map(found.filter(([, level]) => level < 3));
}

test("every requirement of levels 1 and 2 has a row, and every test that a row names is there (C27)", () => {
  expect(rows.filter(({ level }) => level === 1)).toHaveLength(70);
  expect(rows.filter(({ level }) => level === 2)).toHaveLength(183);
  expect(rowFaults(rows, textOf, standard())).toEqual([]);
  for (const count of countsOf(rows)) reached("C27", countText(count));
});

test("all of level 1 that applies is tested, and 95 of 100 of level 2 (C27)", ({ skip }) => {
  if (process.env["LEADLINE_TRUST"] !== "1") skip("counts what is reached: npm run trust -- C27");
  for (const { level, tested, notYet } of countsOf(rows)) expect.soft(tested / (tested + notYet), `level ${level}: not yet ${rows.filter((row) => row.level === level && row.status === "not yet").map(({ id }) => id).join(" ")}`).toBeGreaterThanOrEqual(SHARE[level]);
});

test("every test that a row names runs and passes (C27)", { timeout: 1_800_000 }, async ({ skip }) => {
  if (process.env["LEADLINE_TRUST"] !== "1") skip("runs every named test once more: npm run trust -- C27");
  const named = [...testsOf(rows).keys()];
  const files = [...new Set(named.map((one) => partsOf(one).file))];
  const folder = mkdtempSync(join(tmpdir(), "leadline-asvs-"));
  const report = join(folder, "tests.json");
  const { LEADLINE_TRUST: _whole, LEADLINE_TRUST_REPORT: _report, VITEST: _vitest, ...environment } = process.env;
  const run = spawn(process.execPath, [join(root, "node_modules/vitest/vitest.mjs"), "run", "--reporter=json", `--outputFile=${report}`, ...files], { cwd: root, stdio: "ignore", env: environment });
  await once(run, "exit");
  const passed = new Set(reportedTests(readFileSync(report, "utf8")).flatMap(({ name, status }) => (status === "passed" ? [name] : [])));
  rmSync(folder, { recursive: true, force: true });
  reached("C27", `${named.filter((one) => passed.has(partsOf(one).name)).length} of ${named.length} named tests ran and passed`);
  expect(named.filter((one) => !passed.has(partsOf(one).name))).toEqual([]);
});

const row = (id: string, name: string): AsvsRow => ({ id, level: 1, status: "tested", test: `a.test.ts#${name}`, assertion: "It is asserted." });

test("a row without its test, a test for too many rows and a requirement without a row are named", () => {
  const files = (path: string): string | undefined => (path === "a.test.ts" ? 'test("is there", () => {' : undefined);
  expect(rowFaults([row("V1.1.1", "is there")], files, new Map([["V1.1.1", 1]]))).toEqual([]);
  expect(rowFaults([row("V1.1.1", "is"), row("V1.1.2", "is there")], files, new Map([["V1.1.2", 1], ["V1.1.3", 2]]))).toEqual(["V1.1.3 has no row of its level", "V1.1.1 is no requirement of levels 1 and 2", "V1.1.1: there is no test a.test.ts#is"]);
  expect(rowFaults([1, 2, 3, 4, 5, 6].map((number) => row(`V1.1.${number}`, "is there")), files, undefined)).toEqual(["a.test.ts#is there stands for 6 rows"]);
});
