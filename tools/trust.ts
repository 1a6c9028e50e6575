/** `npm run trust`: runs the checks of trust and prints a table with the number that each has reached; `-- C6 C7` takes these, `-- --quick` their fast part. */
import { cpus, loadavg } from "node:os";
import { minutesOf, table, type Outcome } from "./trust/check.ts";
import { CHECKS } from "./trust/checks.ts";
import { runCheck } from "./trust/run-check.ts";

const words = process.argv.slice(2);
const isQuick = words.includes("--quick");
const wanted = words.filter((word) => !word.startsWith("--")).map((word) => word.toUpperCase());
const unknown = wanted.filter((id) => !CHECKS.some((check) => check.id === id));
if (unknown.length > 0) {
  console.error(`There is no check ${unknown.join(", ")}. The ids are ${CHECKS.map(({ id }) => id).join(" ")}.`);
  process.exit(1);
}

const outcomes: Outcome[] = [];
const chosen = CHECKS.filter(({ id }) => wanted.length === 0 || wanted.includes(id));
if (!isQuick) process.stderr.write(`${chosen.length} checks, one after the other: about ${minutesOf(chosen)} minutes on two processors.\n`);
for (const [at, check] of chosen.entries()) {
  process.stderr.write(`[${at + 1}/${chosen.length}] ${check.id} ${check.goal} …\n`);
  const load = loadavg()[0] ?? 0;
  const outcome = await runCheck(check, { root: process.cwd(), isQuick, onProgress: (sentence) => process.stderr.write(`  ${check.id}: ${sentence}\n`) });
  outcomes.push(check.isMeasurement ? { ...outcome, reached: `${outcome.reached} (load average before: ${load.toFixed(1)})` } : outcome);
  process.stderr.write(`  ${outcome.verdict} after ${Math.round(outcome.seconds)} s: ${outcome.reached}\n`);
}
console.log(`${cpus().length} x ${cpus()[0]?.model ?? "unknown processor"}, Node ${process.versions.node}${isQuick ? ", fast part only" : ""}\n\n${table(outcomes)}`);
process.exitCode = outcomes.some(({ verdict }) => verdict === "FAILED") ? 1 : 0;
