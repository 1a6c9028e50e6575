/** `npm run warnings`: on simulated histories of projects, who warned earlier, who warned falsely, and how true the stated chances were. */
import { follow, verdictOn, type Followed } from "./warnings/judge.ts";

/** Histories with known trouble that are wanted; those without come along and are where false alarms are counted. */
const LATE = 200;
const FIRST_SEED = 1;
/** Fewer statements than this say nothing about a chance. */
const LEAST_STATEMENTS = 30;
const MOST_FALSE = 0.1;
const MOST_OFF = 0.1;

const all: Followed[] = [];
let seed = FIRST_SEED;
while (all.filter(({ isLate }) => isLate).length < LATE) {
  all.push(follow(seed));
  seed += 1;
  if (seed % 100 === 0) process.stderr.write(`${all.length} histories, ${all.filter(({ isLate }) => isLate).length} of them late …\n`);
}
const verdict = verdictOn(all);
const percent = (value: number): string => `${(value * 100).toFixed(1)} %`;
console.log(`Seeds ${FIRST_SEED} to ${seed - 1}: ${verdict.late} projects end after the promised date, ${verdict.kept} keep it. The promise is P80 of the first forecast; status every two weeks; 400 runs each.

                                            computed status   usual practice
first "off track", median days before       ${String(Math.round(verdict.computedDays)).padStart(15)}   ${String(Math.round(verdict.usualDays)).padStart(14)}
  first "at risk" or worse                  ${String(Math.round(verdict.amberDays)).padStart(15)}
earlier / at the same status date / later   ${`${verdict.earlier} / ${verdict.alike} / ${verdict.later}`.padStart(15)}
kept, and called "off track" at some time   ${percent(verdict.falseAlarms).padStart(15)}   ${percent(verdict.usualFalseAlarms).padStart(14)}
(usual practice: red once the finish that the plan says passes the promise)

stated chance   statements   mean stated   kept`);
for (const { from, statements, stated, cameTrue } of verdict.buckets) console.log(`${`${Math.round(from * 100)}-${Math.round(from * 100) + 20} %`.padEnd(14)}  ${String(statements).padStart(10)}   ${percent(stated).padStart(11)}   ${percent(cameTrue)}`);

const off = verdict.buckets.filter(({ statements }) => statements >= LEAST_STATEMENTS).map(({ stated, cameTrue }) => Math.abs(stated - cameTrue));
const checks = [
  { goal: `warns earlier more often than later`, isMet: verdict.earlier > verdict.later && verdict.computedDays >= verdict.usualDays },
  { goal: `at most ${percent(MOST_FALSE)} false alarms`, isMet: verdict.falseAlarms <= MOST_FALSE },
  { goal: `chances within ${Math.round(MOST_OFF * 100)} points`, isMet: off.every((points) => points <= MOST_OFF) },
];
console.log("");
for (const { goal, isMet } of checks) console.log(`${isMet ? "ok    " : "MISSED"}  ${goal}`);
process.exitCode = checks.every(({ isMet }) => isMet) ? 0 : 1;
