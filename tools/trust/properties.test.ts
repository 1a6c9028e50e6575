/** How many properties there are, and that each holds for 1,000 cases. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { reached } from "../../packages/server/src/testing/trust-report.fixture.ts";
import { filePaths } from "../house/source-file.ts";
import { testsOf } from "./run-check.ts";

const root = join(import.meta.dirname, "../..");
const [PROPERTIES, CASES] = [40, 1000];
/** Tests that need nothing but this process: no database, no browser. */
const files = filePaths(root).filter((path) => /\.test\.tsx?$/.test(path) && !/\.(pg|web)\.test\./.test(path) && !path.startsWith("tools/trust/") && readFileSync(join(root, path), "utf8").includes("fc.assert("));

test("there are at least 40 properties (C9)", () => {
  const count = files.reduce((sum, path) => sum + readFileSync(join(root, path), "utf8").split("fc.assert(").length - 1, 0);
  expect(count).toBeGreaterThanOrEqual(PROPERTIES);
  reached("C9", `${count} properties in ${files.length} files`);
});

test("at least 40 properties hold for 1,000 cases each (C9)", { timeout: 3_600_000 }, async ({ skip }) => {
  if (process.env["LEADLINE_TRUST"] !== "1") skip("takes minutes: npm run trust -- C9");
  const folder = mkdtempSync(join(tmpdir(), "leadline-properties-"));
  const [told, report] = [join(folder, "cases.ndjson"), join(folder, "tests.json")];
  const { LEADLINE_TRUST: _whole, LEADLINE_TRUST_REPORT: _report, VITEST: _vitest, ...environment } = process.env;
  const run = spawn(process.execPath, [join(root, "node_modules/vitest/vitest.mjs"), "run", "--config", "tools/trust/many-cases.config.ts", "--reporter=json", `--outputFile=${report}`, ...files], { cwd: root, stdio: "ignore", env: { ...environment, LEADLINE_PROPERTIES: told } });
  await once(run, "exit");
  const failed = existsSync(report) ? testsOf(readFileSync(report, "utf8")).filter(({ status }) => status === "failed") : [];
  const lines = existsSync(told) ? readFileSync(told, "utf8").trim().split("\n") : [];
  rmSync(folder, { recursive: true, force: true });
  const ran = lines.map((line) => JSON.parse(line) as { readonly test: string; readonly cases: number });
  const full = ran.filter(({ cases }) => cases >= CASES);
  reached("C9", `${full.length} of ${ran.length} properties that ran did so for ${CASES} cases or more, ${ran.reduce((sum, { cases }) => sum + cases, 0)} cases in all`);
  expect(failed.map(({ name, message }) => `${name}: ${message?.slice(0, 300) ?? ""}`).join("\n")).toBe("");
  expect(full.length).toBeGreaterThanOrEqual(PROPERTIES);
});
