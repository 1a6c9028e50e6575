/** Plants an error in each of the kernel's rules, one at a time and only in a bundle, and looks whether the fuzz finds it. */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { build, type Plugin } from "esbuild";

export interface PlantedError {
  readonly rules: "msProject" | "primavera";
  /** The rule that is broken. */
  readonly rule: string;
  /** A file of the kernel, a text that stands there once, and what is put in its place. */
  readonly file: string;
  readonly right: string;
  readonly wrong: string;
}

export const PLANTED_ERRORS: readonly PlantedError[] = [
  { rules: "msProject", rule: "lag delays a successor", file: "forward-pass.ts", right: "+ lag[k];", wrong: "+ 2 * lag[k];" },
  { rules: "msProject", rule: "elapsed lag is taken away going back", file: "node-span.ts", right: "return t + sign * lag;", wrong: "return t + lag;" },
  { rules: "msProject", rule: "a link to the finish steps the span back", file: "forward-pass.ts", right: "if (reach & LINK.FF) bound -= ownSpan;", wrong: "" },
  { rules: "msProject", rule: "a lead does not pull before the project start", file: "forward-pass.ts", right: "if (bound < floor) bound = Math.max(bound, Math.min(floor, workedAt(calendar, earlyStart[from])));", wrong: "" },
  { rules: "msProject", rule: "SNET", file: "forward-pass.ts", right: "return date > start ? nextStartOf(net, n, date) : start;", wrong: "return start;" },
  { rules: "msProject", rule: "FNLT gives way to links where constraints are not honoured", file: "forward-pass.ts", right: "return net.honorConstraints ? Math.min(start, stepBackward(net, n, date)) : start;", wrong: "return Math.min(start, stepBackward(net, n, date));" },
  { rules: "msProject", rule: "an as-late-as-possible task pushes its successors", file: "schedule-network.ts", right: "if (net.constraint.includes(CONSTRAINT.ALAP)) pushByLateNodes(net, memory);", wrong: "" },
  { rules: "msProject", rule: "a deadline limits the late finish", file: "backward-pass.ts", right: "Math.min(capByConstraint(net, n, bySuccessors), deadlineOf(net, n))", wrong: "capByConstraint(net, n, bySuccessors)" },
  { rules: "msProject", rule: "SS limits the start", file: "backward-pass.ts", right: "+ (reach & LINK.SS ? ownSpan : 0)", wrong: "" },
  { rules: "msProject", rule: "with multiple critical paths every end is critical", file: "backward-pass.ts", right: "if (earliest === Infinity && net.multipleCriticalPaths)", wrong: "if (earliest === -1)" },
  { rules: "msProject", rule: "a started task's rest goes on at its resume", file: "backward-pass.ts", right: "late.remainingStart[n] = net.resume[n];", wrong: "late.remainingStart[n] = net.fixedStart[n];" },
  { rules: "msProject", rule: "total slack is the smaller of start and finish slack", file: "slack.ts", right: "(startSlack < finishSlack ? startSlack : finishSlack)", wrong: "finishSlack" },
  { rules: "msProject", rule: "the critical limit itself is critical", file: "slack.ts", right: "total <= criticalSlackLimit", wrong: "total < criticalSlackLimit" },
  { rules: "msProject", rule: "free slack is never negative", file: "slack.ts", right: "isFinished || least < 0 ? 0 : least", wrong: "isFinished ? 0 : least" },
  { rules: "msProject", rule: "a zero-length task with an assignment takes its start over as it comes", file: "node-span.ts", right: "if (net.flags[n] & NODE.bare) return t;", wrong: "" },
  { rules: "msProject", rule: "work ends at the end of a working period, not at the start of the next", file: "calendar-table.ts", right: "while (worked[p + 1] < w) p += 1;", wrong: "while (worked[p + 1] <= w) p += 1;" },
  { rules: "msProject", rule: "who waits does not start a task", file: "node-span.ts", right: "if (net.driverWaits[k] !== waits) continue;", wrong: "" },
  { rules: "msProject", rule: "below a manual summary its last task is the end", file: "backward-pass.ts", right: "const cap = flags & NODE.grouped ? Math.min(projectFinish, groupFinish[net.lateGroup[n]]) : projectFinish;", wrong: "const cap = projectFinish;" },
  { rules: "msProject", rule: "a summary's date is a floor for its tasks", file: "forward-pass.ts", right: "const floor = flags & NODE.floored ? nextStartOf(net, n, net.floor[n]) : -Infinity;", wrong: "const floor = -Infinity;" },
  { rules: "msProject", rule: "a link to the finish holds by the clock", file: "forward-pass.ts", right: "if (instant > latest && workedAt(calendar, instant) === workedAt(calendar, finish)) latest = instant;", wrong: "" },
  { rules: "msProject", rule: "what takes no time may end with the project outside its working time", file: "backward-pass.ts", right: "const keepsInstant = latest === projectFinish && takesNoTime(net, n);", wrong: "const keepsInstant = false;" },
  { rules: "msProject", rule: "SS behind a started task limits by what it has done", file: "backward-pass.ts", right: "return stepForward(net, from, net.stop[to]);", wrong: "return projectFinish;" },
  { rules: "msProject", rule: "a lag in another calendar than the task's", file: "node-span.ts", right: "return addWork(net.calendars[net.lagCalendar[k]], t, sign * lag);", wrong: "return addWork(net.calendars[net.calendarOf[net.linkFrom[k]]], t, sign * lag);" },
  { rules: "msProject", rule: "from the finish, links to starts become links to finishes", file: "mirror.ts", right: "const TURNED_LINK = [LINK.FS, LINK.SS, LINK.FF, LINK.SF];", wrong: "const TURNED_LINK = [LINK.FS, LINK.FF, LINK.SS, LINK.SF];" },
  { rules: "msProject", rule: "from the finish, what has begun keeps its dates", file: "mirror.ts", right: "if (flags[n] & NODE.started) flags[n] |= NODE.external;", wrong: "" },
  { rules: "msProject", rule: "from the finish, a finished task holds nothing before it", file: "mirror.ts", right: "if (net.reachOut[out] & REACH.isSpent) continue;", wrong: "" },
  { rules: "msProject", rule: "from the finish, a deadline pulls what is as late as possible", file: "mirror.ts", right: "else if (isFree && deadline[n] !== -Infinity)", wrong: "else if (isFree && deadline[n] === 0)" },
  { rules: "msProject", rule: "from the finish, a levelling delay is negative", file: "mirror.ts", right: "Math.max(0, delay)", wrong: "Math.abs(delay)" },
  { rules: "primavera", rule: "under retained logic what has begun minds its predecessors", file: "primavera/links.ts", right: "|| net.progress === PROGRESS.retainedLogic;", wrong: ";" },
  { rules: "primavera", rule: "what is left of a lag after a finish", file: "primavera/links.ts", right: "return lag <= 0 ? 0 : Math.max(0, lag - used);", wrong: "return lag;" },
  { rules: "primavera", rule: "a mandatory start breaks links", file: "primavera/forward-pass.ts", right: "workStart(net, n, Math.max(net.mandatoryStart[n], net.dataDate))", wrong: "workStart(net, n, Math.max(net.mandatoryStart[n], start))" },
  { rules: "primavera", rule: "an expected finish sets what remains", file: "primavera/forward-pass.ts", right: "into.remaining[n] = Math.max(0, workedOf(net, n, finish) - workedOf(net, n, start));", wrong: "" },
  { rules: "primavera", rule: "of a started task only the resume and the finish hold its rest", file: "primavera/forward-pass.ts", right: "if (held > start) [start, cause] = [workStart(net, n, held), P6_DRIVER.resume];", wrong: "" },
  { rules: "primavera", rule: "open ends are critical where the project says so", file: "primavera/backward-pass.ts", right: "isOpen && net.openEndsAreCritical && !isFinished", wrong: "isOpen && net.openEndsAreCritical && isFinished" },
  { rules: "primavera", rule: "the longest path goes back over driving links", file: "primavera/float.ts", right: "if (into.isDriving[k] === 1 && counts(net.linkFrom[k]))", wrong: "if (counts(net.linkFrom[k]))" },
  { rules: "primavera", rule: "as late as possible moves by free float alone", file: "primavera/float.ts", right: "if (room === Infinity || room <= 0) continue;", wrong: "if (room === Infinity) continue;" },
  { rules: "primavera", rule: "a level of effort spans what its links touch", file: "primavera/spans.ts", right: "-net.lag[k]));", wrong: "net.lag[k]));" },
];

/** The file's text with the error in it; throws where the right text does not stand there exactly once. */
export function planted(text: string, { rule, file, right, wrong }: PlantedError): string {
  if (text.split(right).length !== 2) throw new Error(`The planted error “${rule}” no longer fits ${file}: its right text stands there ${text.split(right).length - 1} times.`);
  return text.replace(right, () => wrong);
}

/** Tells for each error whether it was found; the exit code is 0 when all were, and the unharmed kernel passed. */
export async function findPlantedErrors(root: string, plans: number): Promise<number> {
  mkdirSync(join(root, ".cache"), { recursive: true });
  const folder = mkdtempSync(join(root, ".cache", "planted-"));
  try {
    const missed: string[] = [];
    for (const error of PLANTED_ERRORS) {
      const isFound = await isCaught(root, folder, error, plans);
      console.log(`${isFound ? "found " : "MISSED"}  ${error.rule} (${error.file})`);
      if (!isFound) missed.push(error.rule);
    }
    console.log(`${PLANTED_ERRORS.length - missed.length} of ${PLANTED_ERRORS.length} planted errors found`);
    return missed.length === 0 ? 0 : 1;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Exit code of a fuzz that found something; any other failure is one of ours. */
const FOUND = 1;

/** Some packages from outside are still CommonJS. */
const REQUIRE = 'import { createRequire as createRequireForBundle } from "node:module"; const require = createRequireForBundle(import.meta.url);';

async function isCaught(root: string, folder: string, error: PlantedError, plans: number): Promise<boolean> {
  const outfile = join(folder, "fuzz.mjs");
  await build({ absWorkingDir: root, bundle: true, platform: "node", target: "node20.19", format: "esm", entryPoints: [join(root, "tools/fuzz.ts")], outfile, banner: { js: REQUIRE }, external: ["esbuild"], plugins: [withError(root, error)], logLevel: "warning" });
  const { status, stdout, stderr } = spawnSync(process.execPath, [outfile, "--plans", String(plans), "--rules", error.rules], { cwd: root, encoding: "utf8" });
  if (status !== 0 && (status !== FOUND || !stdout.includes("No agreement"))) throw new Error(`The fuzz with “${error.rule}” broke down: ${stderr.slice(0, 2000)}`);
  return status === FOUND;
}

function withError(root: string, error: PlantedError): Plugin {
  const path = join(root, "packages/kernel/src", error.file);
  return {
    name: "planted-error",
    setup(builder) {
      builder.onLoad({ filter: /kernel.src.+\.ts$/ }, (args) => (args.path === path ? { contents: planted(readFileSync(path, "utf8"), error), loader: "ts" } : undefined));
    },
  };
}
