/** Plants an error in each of the kernel's rules, one at a time and only in a bundle, and looks whether the fuzz finds it. */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { buildFuzz, type Change } from "./changed-fuzz.ts";

/** `what` is the rule that is broken, `file` one of the kernel's. */
export interface PlantedError extends Change {
  readonly rules: "msProject" | "primavera";
}

export const PLANTED_ERRORS: readonly PlantedError[] = [
  { rules: "msProject", what: "lag delays a successor", file: "forward-pass.ts", right: "earlyFinishWorked[from]) + lag[k];", wrong: "earlyFinishWorked[from]) + 2 * lag[k];" },
  { rules: "msProject", what: "lag delays a successor in another calendar", file: "forward-pass.ts", right: "earlyFinish[from]) + lag[k];", wrong: "earlyFinish[from]);" },
  { rules: "msProject", what: "elapsed lag is taken away going back", file: "node-span.ts", right: "return t + sign * lag;", wrong: "return t + lag;" },
  { rules: "msProject", what: "a link to the finish steps the span back", file: "forward-pass.ts", right: "if (reach & LINK.FF) bound -= ownSpan;", wrong: "" },
  { rules: "msProject", what: "a lead does not pull before the project start", file: "forward-pass.ts", right: "if (bound < floor) bound = Math.max(bound, Math.min(floor, workedAt(calendar, earlyStart[from])));", wrong: "" },
  { rules: "msProject", what: "SNET", file: "forward-pass.ts", right: "return date > start ? nextStartOf(net, n, date) : start;", wrong: "return start;" },
  { rules: "msProject", what: "SNET of a task between others", file: "forward-pass.ts", right: "return Math.max(start, date);", wrong: "return start;" },
  { rules: "msProject", what: "FNLT gives way to links where constraints are not honoured", file: "forward-pass.ts", right: "return net.honorConstraints ? Math.min(start, stepBackward(net, n, date)) : start;", wrong: "return Math.min(start, stepBackward(net, n, date));" },
  { rules: "msProject", what: "an as-late-as-possible task pushes its successors", file: "schedule-network.ts", right: "if (net.constraint.includes(CONSTRAINT.ALAP)) pushByLateNodes(net, memory);", wrong: "" },
  { rules: "msProject", what: "a deadline limits the late finish", file: "backward-pass.ts", right: "Math.min(capByConstraint(net, n, bySuccessors), deadlineOf(net, n))", wrong: "capByConstraint(net, n, bySuccessors)" },
  { rules: "msProject", what: "a deadline limits the late finish of a task that takes time", file: "backward-pass.ts", right: "Math.min(latest, workedAt(calendar, deadline))", wrong: "latest" },
  { rules: "msProject", what: "SS limits the start", file: "backward-pass.ts", right: "- outLag[at] + (reach & LINK.SS ? ownSpan : 0)", wrong: "- outLag[at]" },
  { rules: "msProject", what: "going back, a lag counts in the successor's calendar", file: "backward-pass.ts", right: "(isFinish ? late.lateFinishWorked : late.lateStartWorked)[to] - lag;", wrong: "(isFinish ? late.lateFinishWorked : late.lateStartWorked)[to];" },
  { rules: "msProject", what: "with multiple critical paths every end is critical", file: "backward-pass.ts", right: "if (earliest === Infinity && net.multipleCriticalPaths)", wrong: "if (earliest === -1)" },
  { rules: "msProject", what: "a started task's rest goes on at its resume", file: "backward-pass.ts", right: "late.remainingStart[n] = net.resume[n];", wrong: "late.remainingStart[n] = net.fixedStart[n];" },
  { rules: "msProject", what: "a started task's late start is its actual start", file: "backward-pass.ts", right: "lateStart[n] = fixedStart[n];", wrong: "lateStart[n] = resume[n];" },
  { rules: "msProject", what: "total slack is the smaller of start and finish slack", file: "slack.ts", right: "(startSlack < finishSlack ? startSlack : finishSlack)", wrong: "finishSlack" },
  { rules: "msProject", what: "the critical limit itself is critical", file: "slack.ts", right: "total <= criticalSlackLimit", wrong: "total < criticalSlackLimit" },
  { rules: "msProject", what: "free slack is never negative", file: "slack.ts", right: "isFinished || least < 0 ? 0 : least", wrong: "isFinished ? 0 : least" },
  { rules: "msProject", what: "a zero-length task with an assignment takes its start over as it comes", file: "node-span.ts", right: "if (net.flags[n] & NODE.bare) return t;", wrong: "" },
  { rules: "msProject", what: "work ends at the end of a working period, not at the start of the next", file: "calendar-table.ts", right: "e += 2 * Number(edges[e + 3] < w);\n    while (edges[e + 3] < w) e += 2;", wrong: "while (edges[e + 3] <= w) e += 2;" },
  { rules: "msProject", what: "who waits does not start a task", file: "node-span.ts", right: "if (net.driverWaits[k] !== waits) continue;", wrong: "" },
  { rules: "msProject", what: "below a manual summary its last task is the end", file: "backward-pass.ts", right: "const cap = flags & NODE.grouped ? Math.min(projectFinish, groupFinish[net.lateGroup[n]]) : projectFinish;", wrong: "const cap = projectFinish;" },
  { rules: "msProject", what: "a summary's date is a floor for its tasks", file: "forward-pass.ts", right: "const floor = flags & NODE.floored ? nextStartOf(net, n, net.floor[n]) : -Infinity;", wrong: "const floor = -Infinity;" },
  { rules: "msProject", what: "a link to the finish holds by the clock", file: "forward-pass.ts", right: "if (instant > latest && workedAt(calendar, instant) === workedAt(calendar, finish)) latest = instant;", wrong: "" },
  { rules: "msProject", what: "what takes no time may end with the project outside its working time", file: "backward-pass.ts", right: "const keepsInstant = latest === projectFinish && takesNoTime(net, n);", wrong: "const keepsInstant = false;" },
  { rules: "msProject", what: "SS behind a started task limits by what it has done", file: "backward-pass.ts", right: "return stepForward(net, from, net.stop[to]);", wrong: "return projectFinish;" },
  { rules: "msProject", what: "a lag in another calendar than the task's", file: "node-span.ts", right: "return addWork(net.calendars[net.lagCalendar[k]], t, sign * lag);", wrong: "return addWork(net.calendars[net.calendarOf[net.linkFrom[k]]], t, sign * lag);" },
  { rules: "msProject", what: "from the finish, links to starts become links to finishes", file: "mirror.ts", right: "const TURNED_LINK = [LINK.FS, LINK.SS, LINK.FF, LINK.SF];", wrong: "const TURNED_LINK = [LINK.FS, LINK.FF, LINK.SS, LINK.SF];" },
  { rules: "msProject", what: "from the finish, what has begun keeps its dates", file: "mirror.ts", right: "if (flags[n] & NODE.started) flags[n] |= NODE.external;", wrong: "" },
  { rules: "msProject", what: "from the finish, a finished task holds nothing before it", file: "mirror.ts", right: "if (net.reachOut[out] & REACH.isSpent) continue;", wrong: "" },
  { rules: "msProject", what: "from the finish, a deadline pulls what is as late as possible", file: "mirror.ts", right: "else if (isFree && deadline[n] !== -Infinity)", wrong: "else if (isFree && deadline[n] === 0)" },
  { rules: "msProject", what: "from the finish, a levelling delay is negative", file: "mirror.ts", right: "Math.max(0, delay)", wrong: "Math.abs(delay)" },
  { rules: "primavera", what: "under retained logic what has begun minds its predecessors", file: "primavera/links.ts", right: "|| net.progress === PROGRESS.retainedLogic;", wrong: ";" },
  { rules: "primavera", what: "what is left of a lag after a finish", file: "primavera/links.ts", right: "return lag <= 0 ? 0 : Math.max(0, lag - used);", wrong: "return lag;" },
  { rules: "primavera", what: "a mandatory start breaks links", file: "primavera/forward-pass.ts", right: "workStart(net, n, Math.max(net.mandatoryStart[n], net.dataDate))", wrong: "workStart(net, n, Math.max(net.mandatoryStart[n], start))" },
  { rules: "primavera", what: "an expected finish sets what remains", file: "primavera/forward-pass.ts", right: "into.remaining[n] = Math.max(0, workedOf(net, n, finish) - workedOf(net, n, start));", wrong: "" },
  { rules: "primavera", what: "of a started task only the resume and the finish hold its rest", file: "primavera/forward-pass.ts", right: "if (held > start) [start, cause] = [workStart(net, n, held), P6_DRIVER.resume];", wrong: "" },
  { rules: "primavera", what: "open ends are critical where the project says so", file: "primavera/backward-pass.ts", right: "isOpen && net.openEndsAreCritical && !isFinished", wrong: "isOpen && net.openEndsAreCritical && isFinished" },
  { rules: "primavera", what: "the longest path goes back over driving links", file: "primavera/float.ts", right: "if (into.isDriving[k] === 1 && counts(net.linkFrom[k]))", wrong: "if (counts(net.linkFrom[k]))" },
  { rules: "primavera", what: "as late as possible moves by free float alone", file: "primavera/float.ts", right: "if (room === Infinity || room <= 0) continue;", wrong: "if (room === Infinity) continue;" },
  { rules: "primavera", what: "a level of effort spans what its links touch", file: "primavera/spans.ts", right: "-net.lag[k]));", wrong: "net.lag[k]));" },
];

/** Tells for each error whether it was found; the exit code is 0 when all were, and the unharmed kernel passed. */
export async function findPlantedErrors(root: string, plans: number): Promise<number> {
  mkdirSync(join(root, ".cache"), { recursive: true });
  if (spawnSync(process.execPath, [process.argv[1] ?? "", "--plans", String(plans)], { cwd: root, stdio: "inherit" }).status !== 0) return 1;
  const folder = mkdtempSync(join(root, ".cache", "planted-"));
  try {
    const missed: string[] = [];
    for (const error of PLANTED_ERRORS) {
      const isFound = await isCaught(root, folder, error, plans);
      console.log(`${isFound ? "found " : "MISSED"}  ${error.what} (${error.file})`);
      if (!isFound) missed.push(error.what);
    }
    console.log(`${PLANTED_ERRORS.length - missed.length} of ${PLANTED_ERRORS.length} planted errors found`);
    return missed.length === 0 ? 0 : 1;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Exit code of a fuzz that found something; any other failure is one of ours. */
const FOUND = 1;

async function isCaught(root: string, folder: string, error: PlantedError, plans: number): Promise<boolean> {
  const outfile = join(folder, "fuzz.mjs");
  await buildFuzz(root, outfile, { ...error, file: join("packages/kernel/src", error.file) });
  const { status, stdout, stderr } = spawnSync(process.execPath, [outfile, "--plans", String(plans), "--rules", error.rules], { cwd: root, encoding: "utf8" });
  if (status !== 0 && (status !== FOUND || !stdout.includes("No agreement"))) throw new Error(`The fuzz with “${error.what}” broke down: ${stderr.slice(0, 2000)}`);
  return status === FOUND;
}
