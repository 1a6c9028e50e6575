/** `npm run ux`: scores the checklist of a trustworthy screen by running its tests; `-- C D` takes these parts. A point that did not run does not count. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CHECKLIST, type Part } from "./ux/checklist.ts";
import { GATES, RELEASE_POINTS, scoreOf, type Score, type TestResult } from "./ux/score.ts";

const wanted = process.argv.slice(2).map((word) => word.toUpperCase());
const parts = CHECKLIST.filter(({ letter }) => wanted.length === 0 || wanted.includes(letter));
if (parts.length === 0) {
  console.error(`There is no part ${wanted.join(", ")}. The parts are ${CHECKLIST.map(({ letter }) => letter).join(" ")}.`);
  process.exit(1);
}

const results = await run(filesOf(parts));
const scores = parts.map((part) => ({ part, scores: part.points.map((point) => scoreOf(point, results)) }));
for (const { part, scores: own } of scores) {
  console.log(`${part.letter}. ${part.title}: ${countOf(own)} of ${own.length}`);
  for (const { point, verdict, why } of own) console.log(`  ${String(point.id).padStart(2)}  ${verdict.padEnd(7)}  ${point.text}\n      → ${why}`);
  console.log("");
}
const all = scores.flatMap(({ scores: own }) => own);
const open = all.filter(({ point, verdict }) => GATES.includes(point.id) && verdict !== "yes").map(({ point }) => point.id);
console.log(`${countOf(all)} of ${all.length} points; a release asks for ${RELEASE_POINTS} of 60 with none of ${GATES.join(", ")} missing${open.length > 0 ? ` (missing: ${open.join(", ")})` : ""}.`);
process.exitCode = all.some(({ verdict }) => verdict === "no") ? 1 : 0;

function countOf(own: readonly Score[]): number {
  return own.filter(({ verdict }) => verdict === "yes").length;
}

function filesOf(chosen: readonly Part[]): string[] {
  const files = chosen.flatMap(({ points }) => points.flatMap(({ tests }) => tests.map(({ file }) => file)));
  return [...new Set(files)].filter((file) => existsSync(file)).sort();
}

interface VitestReport {
  readonly testResults: readonly { readonly name: string; readonly status: string; readonly assertionResults: readonly { readonly title: string; readonly status: string }[] }[];
}

async function run(files: readonly string[]): Promise<TestResult[]> {
  if (files.length === 0) return [];
  const folder = mkdtempSync(join(tmpdir(), "leadline-ux-"));
  const report = join(folder, "tests.json");
  process.stderr.write(`Running ${files.length} test files …\n`);
  const vitest = spawn(process.execPath, ["node_modules/vitest/vitest.mjs", "run", "--reporter=json", `--outputFile=${report}`, ...files], { stdio: ["ignore", "ignore", "inherit"] });
  await once(vitest, "close");
  const { testResults } = existsSync(report) ? (JSON.parse(readFileSync(report, "utf8")) as VitestReport) : { testResults: [] };
  rmSync(folder, { recursive: true, force: true });
  return testResults.flatMap(({ name: file, status: whole, assertionResults }): TestResult[] =>
    whole === "failed" && assertionResults.length === 0 ? [{ file, name: file, status: "failed" }] : assertionResults.map(({ title, status }) => ({ file, name: title, status: status === "passed" || status === "failed" ? status : "skipped" })),
  );
}
