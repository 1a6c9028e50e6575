/** Plants an error in each of the kernel's rules, one at a time and only in a bundle, and looks whether the fuzz finds it. */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { build, type Plugin } from "esbuild";

export interface PlantedError {
  /** The rule that is broken. */
  readonly rule: string;
  /** A file of the kernel, a text that stands there once, and what is put in its place. */
  readonly file: string;
  readonly right: string;
  readonly wrong: string;
}

export const PLANTED_ERRORS: readonly PlantedError[] = [
  { rule: "lag delays a successor", file: "forward-pass.ts", right: "+ lag[k];", wrong: "+ 2 * lag[k];" },
  { rule: "elapsed lag is taken away going back", file: "node-span.ts", right: "return t + sign * lag;", wrong: "return t + lag;" },
  { rule: "a link to the finish steps the span back", file: "forward-pass.ts", right: "if (reach & LINK.FF) bound -= ownSpan;", wrong: "" },
  { rule: "a lead does not pull before the project start", file: "forward-pass.ts", right: "if (bound < floor) bound = Math.max(bound, Math.min(floor, workedAt(calendar, earlyStart[from])));", wrong: "" },
  { rule: "SNET", file: "forward-pass.ts", right: "return date > start ? nextStartOf(net, n, date) : start;", wrong: "return start;" },
  { rule: "FNLT gives way to links where constraints are not honoured", file: "forward-pass.ts", right: "return net.honorConstraints ? Math.min(start, stepBackward(net, n, date)) : start;", wrong: "return Math.min(start, stepBackward(net, n, date));" },
  { rule: "an as-late-as-possible task pushes its successors", file: "schedule-network.ts", right: "if (net.constraint.includes(CONSTRAINT.ALAP)) pushByLateNodes(net, memory);", wrong: "" },
  { rule: "a deadline limits the late finish", file: "backward-pass.ts", right: "Math.min(capByConstraint(net, n, bySuccessors), deadlineOf(net, n))", wrong: "capByConstraint(net, n, bySuccessors)" },
  { rule: "SS limits the start", file: "backward-pass.ts", right: "+ (reach & LINK.SS ? ownSpan : 0)", wrong: "" },
  { rule: "with multiple critical paths every end is critical", file: "backward-pass.ts", right: "if (earliest === Infinity && net.multipleCriticalPaths)", wrong: "if (earliest === -1)" },
  { rule: "a started task's rest goes on at its resume", file: "backward-pass.ts", right: "late.remainingStart[n] = net.resume[n];", wrong: "late.remainingStart[n] = net.fixedStart[n];" },
  { rule: "total slack is the smaller of start and finish slack", file: "slack.ts", right: "(startSlack < finishSlack ? startSlack : finishSlack)", wrong: "finishSlack" },
  { rule: "the critical limit itself is critical", file: "slack.ts", right: "total <= criticalSlackLimit", wrong: "total < criticalSlackLimit" },
  { rule: "free slack is never negative", file: "slack.ts", right: "isFinished || least < 0 ? 0 : least", wrong: "isFinished ? 0 : least" },
  { rule: "a zero-length task with an assignment takes its start over as it comes", file: "node-span.ts", right: "if (net.flags[n] & NODE.bare) return t;", wrong: "" },
  { rule: "work ends at the end of a working period, not at the start of the next", file: "calendar-table.ts", right: "while (worked[p + 1] < w) p += 1;", wrong: "while (worked[p + 1] <= w) p += 1;" },
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
  const { status, stdout, stderr } = spawnSync(process.execPath, [outfile, "--plans", String(plans)], { cwd: root, encoding: "utf8" });
  if (status !== 0 && (status !== FOUND || !stdout.includes("No agreement"))) throw new Error(`The fuzz with “${error.rule}” broke down: ${stderr.slice(0, 2000)}`);
  return status === FOUND;
}

function withError(root: string, error: PlantedError): Plugin {
  const path = join(root, "packages/kernel/src", error.file);
  return {
    name: "planted-error",
    setup(builder) {
      builder.onLoad({ filter: /kernel.src.[^/\\]+\.ts$/ }, (args) => (args.path === path ? { contents: planted(readFileSync(path, "utf8"), error), loader: "ts" } : undefined));
    },
  };
}
