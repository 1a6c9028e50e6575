/** `npm run bench`: checks answers, measures, prints a table; `-- web`, `-- leveling`, `-- simulation`, `-- psplib`, `-- recovery`, `-- scale` or `-- tj3` takes that part instead; `-- --save` also writes it to bench/. */
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { join } from "node:path";
import { BROWSER_ADVICE, findBrowser } from "../tools/browser.mjs";
import { benchTable, isRight, type BenchResult } from "./bench-result.ts";
import { importBenchmarks } from "./import-bench.ts";
import { kernelBenchmarks } from "./kernel-bench.ts";
import { levelingBenchmarks } from "./leveling-bench.ts";
import { psplibBenchmarks } from "./psplib-bench.ts";
import { ratioLines, type RatioResult } from "./ratio-result.ts";
import { simulationBenchmarks } from "./simulation-bench.ts";
import { recoveryBenchmarks } from "./recovery-bench.ts";
import { isScaleChild, runScaleChild, scaleBenchmarks } from "./scale-bench.ts";
import { taskJugglerBenchmarks } from "./tj3-bench.ts";
import { webBenchmarks } from "./web-bench.ts";

interface Benchmarks {
  readonly results: readonly BenchResult[];
  readonly ratios?: readonly RatioResult[];
  readonly notices: readonly string[];
}

/** Parts that are asked for by their name; each is saved in a file of its own. */
const PARTS: Readonly<Record<string, () => Benchmarks | Promise<Benchmarks>>> = {
  web: inBrowser,
  leveling: levelingBenchmarks,
  recovery: recoveryBenchmarks,
  scale: scaleBenchmarks,
  simulation: simulationBenchmarks,
  psplib: () => psplibBenchmarks(root),
  tj3: besideTaskJuggler,
};

const root = process.cwd();
if (isScaleChild()) runScaleChild();
else await run();

async function run(): Promise<void> {
  const part = Object.keys(PARTS).find((name) => process.argv.includes(name));
  const machine = `${cpus().length} x ${cpus()[0]?.model ?? "unknown processor"}, Node ${process.versions.node}`;
  const { results, ratios = [], notices } = await (PARTS[part ?? ""] ?? inProcess)();
  const text = [results.length === 0 ? "" : benchTable(results), ratioLines(ratios), ...notices].filter((block) => block !== "").join("\n\n");
  console.log(`${machine}\n\n${text}`);
  const file = join(root, "bench", part === undefined ? "results.md" : `${part}-results.md`);
  if (process.argv.includes("--save")) writeFileSync(file, `# Benchmark results\n\n${machine}, ${new Date().toISOString().slice(0, 10)}.\n\n\`\`\`\n${text}\n\`\`\`\n`);
  process.exitCode = [...results, ...ratios].every(isRight) ? 0 : 1;
}

function inProcess(): Benchmarks {
  const imports = importBenchmarks(root);
  const notices = imports.length === 0 ? ["The shared test data are not here (LEADLINE_TEST_DATA names their folder): no import was measured."] : [];
  return { results: [...kernelBenchmarks(), ...imports], notices };
}

function besideTaskJuggler(): Benchmarks {
  build();
  return taskJugglerBenchmarks(root);
}

async function inBrowser(): Promise<Benchmarks> {
  const browser = findBrowser();
  if (browser === undefined) throw new Error(BROWSER_ADVICE);
  process.env["LEADLINE_BROWSER"] = browser;
  build();
  return webBenchmarks(root);
}

function build(): void {
  if (spawnSync(process.execPath, ["tools/build.mjs"], { cwd: root, stdio: ["ignore", 2, 2] }).status !== 0) throw new Error("What is to be measured could not be built.");
}
