/** `npm run bench`: checks answers, measures, prints a table; `-- --save` also writes it to bench/results.md. */
import { writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { join } from "node:path";
import { benchTable, isRight } from "./bench-result.ts";
import { importBenchmarks } from "./import-bench.ts";
import { kernelBenchmarks } from "./kernel-bench.ts";

const root = process.cwd();
const machine = `${cpus().length} x ${cpus()[0]?.model ?? "unknown processor"}, Node ${process.versions.node}`;
const imports = importBenchmarks(root);
const results = [...kernelBenchmarks(), ...imports];
const table = benchTable(results);

console.log(`${machine}; medians of interleaved runs\n\n${table}`);
if (imports.length === 0) console.log("\nThe shared test data are not here (LEADLINE_TEST_DATA names their folder): no import was measured.");
if (process.argv.includes("--save")) writeFileSync(join(root, "bench/results.md"), `# Benchmark results\n\n${machine}, ${new Date().toISOString().slice(0, 10)}; medians of interleaved runs.\n\n\`\`\`\n${table}\n\`\`\`\n`);
process.exitCode = results.every(isRight) ? 0 : 1;
