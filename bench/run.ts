/** `npm run bench`: checks answers, measures, prints a table; `-- web` does so in a browser, `-- leveling` levels plans; `-- --save` also writes it to bench/. */
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { join } from "node:path";
import { BROWSER_ADVICE, findBrowser } from "../tools/browser.mjs";
import { benchTable, isRight, type BenchResult } from "./bench-result.ts";
import { importBenchmarks } from "./import-bench.ts";
import { kernelBenchmarks } from "./kernel-bench.ts";
import { levelingBenchmarks } from "./leveling-bench.ts";
import { webBenchmarks } from "./web-bench.ts";

interface Benchmarks {
  readonly results: readonly BenchResult[];
  readonly notices: readonly string[];
}

const root = process.cwd();
const isWeb = process.argv.includes("web");
const machine = `${cpus().length} x ${cpus()[0]?.model ?? "unknown processor"}, Node ${process.versions.node}`;
const isLeveling = process.argv.includes("leveling");
const { results, notices } = isWeb ? await inBrowser() : isLeveling ? levelingBenchmarks() : inProcess();
const text = [benchTable(results), ...notices].join("\n\n");

console.log(`${machine}\n\n${text}`);
if (process.argv.includes("--save")) writeFileSync(join(root, isWeb ? "bench/web-results.md" : isLeveling ? "bench/leveling-results.md" : "bench/results.md"), `# Benchmark results\n\n${machine}, ${new Date().toISOString().slice(0, 10)}.\n\n\`\`\`\n${text}\n\`\`\`\n`);
process.exitCode = results.every(isRight) ? 0 : 1;

function inProcess(): Benchmarks {
  const imports = importBenchmarks(root);
  const notices = imports.length === 0 ? ["The shared test data are not here (LEADLINE_TEST_DATA names their folder): no import was measured."] : [];
  return { results: [...kernelBenchmarks(), ...imports], notices };
}

async function inBrowser(): Promise<Benchmarks> {
  const browser = findBrowser();
  if (browser === undefined) throw new Error(BROWSER_ADVICE);
  process.env["LEADLINE_BROWSER"] = browser;
  if (spawnSync(process.execPath, ["tools/build.mjs"], { cwd: root, stdio: ["ignore", 2, 2] }).status !== 0) throw new Error("What is to be measured could not be built.");
  return webBenchmarks(root);
}
