/** `npm run golden`: schedules every plan of the corpora and compares with the dates that MS Project stored; `-- mspdi/A` takes only those. */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { goldenCases } from "./golden/corpora.ts";
import { caseNameOf, compareWithKnown, knownText, parseKnown, updatedLines } from "./golden/expected-differences.ts";
import { goldenTable, headline } from "./golden/golden-table.ts";
import { judge } from "./golden/golden-case.ts";
import { shortfalls } from "./golden/thresholds.ts";

const root = process.cwd();
const listPath = join(root, "expected-differences.txt");

const words = process.argv.slice(2).filter((word) => !word.startsWith("--"));
const { cases, notices } = goldenCases(root, (name) => words.every((word) => name.includes(word)));
const results = cases.map(judge);
const judged = results.filter((result) => !result.golden.isScoreOnly);
const differences = judged.flatMap((result) => result.differences);
const known = existsSync(listPath) ? parseKnown(readFileSync(listPath, "utf8")) : [];
const caseNames = new Set(judged.map((result) => result.golden.name));
const knownHere = known.filter((line) => caseNames.has(caseNameOf(line)));

if (process.argv.includes("--update")) {
  const updated = updatedLines(differences, knownHere);
  writeFileSync(listPath, knownText([...known.filter((line) => !knownHere.includes(line)), ...updated]));
}
const verdict = compareWithKnown(differences, process.argv.includes("--update") ? updatedLines(differences, knownHere) : knownHere);

console.log(goldenTable(results));
for (const notice of notices) console.log(notice);
for (const line of verdict.unexpected) console.log(`unexpected difference: ${line}`);
for (const line of verdict.passed) console.log(`unexpected pass, take it off the list: ${line}`);
for (const line of verdict.unexplained) console.log(`no reason given: ${line}`);
const short = words.length === 0 ? shortfalls(results) : [];
for (const line of short) console.log(`below the threshold: ${line}`);
console.log(headline(results));
process.exitCode = verdict.unexpected.length + verdict.passed.length + verdict.unexplained.length + short.length === 0 ? 0 : 1;
