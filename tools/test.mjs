/** `npm test` on a bare clone: types, house rules, unit, database and browser tests, and one line that sums them up. */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { BROWSER_ADVICE, findOrInstallBrowser } from "./browser.mjs";
import { canBuildWhatChanged } from "./build.mjs";
import { ROOT, say, setUp } from "./setup.mjs";
import { countTests, summaryLine, sumOf } from "./test-count.mjs";

setUp();
const counts = sumOf([checkBuild(), checkTypes(), checkBrowser(), runTests(process.argv.slice(2))]);
process.exitCode = counts.failed === 0 ? 0 : 1;
process.stdout.write(`\n${summaryLine(counts)}\n`);

/** Tests of the command line and of pages run what was built. */
function checkBuild() {
  return oneCheck(canBuildWhatChanged());
}

/** One check per TypeScript project: every package, and all tests and tools together. The kernel's writes the declarations that the others read. */
function checkTypes() {
  const names = readdirSync(join(ROOT, "packages")).sort((a, b) => Number(b === "kernel") - Number(a === "kernel"));
  const packages = names.map((name) => `packages/${name}/tsconfig.json`);
  const projects = [...packages, "tsconfig.tests.json"].filter((path) => existsSync(join(ROOT, path)));
  return sumOf(projects.map(checkTypesOf));
}

/** @param {string} project */
function checkTypesOf(project) {
  const begin = performance.now();
  const passed = node("node_modules/typescript/bin/tsc", ["-p", project]) === 0;
  say(`${passed ? "✓" : "✗"} types of ${project} ${Math.round(performance.now() - begin)} ms`);
  return oneCheck(passed);
}

/** @param {boolean} passed */
function oneCheck(passed) {
  return { passed: Number(passed), failed: Number(!passed), skipped: 0 };
}

/** The browser tests need a browser: its absence is a failure with advice, never a silent gap. */
function checkBrowser() {
  const browser = findOrInstallBrowser();
  if (browser !== undefined) process.env.LEADLINE_BROWSER = browser;
  else say(`✗ ${BROWSER_ADVICE}`);
  return oneCheck(browser !== undefined);
}

/** Runs vitest (all projects, or what `filters` name) and counts what it reports. @param {string[]} filters */
function runTests(filters) {
  const report = join(ROOT, ".cache/test-report.json");
  mkdirSync(join(ROOT, ".cache"), { recursive: true });
  rmSync(report, { force: true });
  const projects = process.env.LEADLINE_BROWSER ? [] : ["--project=unit", "--project=pg"];
  const status = node("node_modules/vitest/vitest.mjs", ["run", "--reporter=default", "--reporter=json", `--outputFile.json=${report}`, ...projects, ...filters]);
  return countTests(existsSync(report) ? JSON.parse(readFileSync(report, "utf8")) : undefined, status);
}

/** @param {string} script @param {string[]} args @returns {number} */
function node(script, args) {
  return spawnSync(process.execPath, [join(ROOT, script), ...args], { cwd: ROOT, stdio: ["ignore", "inherit", "inherit"] }).status ?? 1;
}
