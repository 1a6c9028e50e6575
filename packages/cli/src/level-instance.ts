/** `leadline level FILE.sm`: searches for a short schedule of a PSPLIB instance within a budget of seconds or schedules. */
import { readFile } from "node:fs/promises";
import { searchJobs, type JobSearch, type JobSearchProgress } from "@leadline/engine/leveling/job-search.ts";
import { DEFAULT_READ_LIMITS } from "@leadline/formats/plan-file-types.ts";
import { parsePsplib } from "@leadline/formats/psplib/parse.ts";
import { EXIT, failure, fileFailure, success, type Outcome } from "./exit-code.ts";
import { problemSentence } from "./plan-input.ts";
import type { Terminal } from "./terminal.ts";

export interface LevelInstanceOptions {
  readonly json?: true;
  readonly seconds?: string;
  readonly schedules?: string;
  readonly seed?: string;
}

interface Budget {
  readonly seconds: number;
  readonly schedules: number;
  readonly seed: number;
}

const LONGEST_SEARCH_SECONDS = 86_400;
/** Schedules between two looks at the clock, and milliseconds between two chances for Ctrl-C to be heard. */
const SLICE = 100;
const PAUSE_MS = 100;

export async function levelInstanceVerb(path: string, options: LevelInstanceOptions, terminal: Terminal): Promise<Outcome<undefined>> {
  const budget = budgetOf(options);
  if (!budget.ok) return budget;
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch (error) {
    return fileFailure(path, error);
  }
  const begin = performance.now();
  const parsed = parsePsplib(text, DEFAULT_READ_LIMITS);
  if ("failure" in parsed) return failure(EXIT.failed, problemSentence(path, parsed.failure));
  for (const { code, message } of parsed.problems) terminal.tell(`${code}: ${message}`);
  const started = searchJobs(parsed.instance, budget.value.seed);
  if (!started.ok) return failure(EXIT.failed, `${path}: ${started.sentence}`);
  const progress = await searchWithin(started.search, budget.value, begin);
  const result = { ...factsOf(started.search, progress), seed: budget.value.seed, computeMs: performance.now() - begin };
  const numbers = parsed.instance.jobs.map(({ number }) => number);
  terminal.print(options.json ? `${JSON.stringify(result)}\n` : instanceText(numbers, result));
  return success(undefined);
}

/** One second where nothing is said. */
function budgetOf(options: LevelInstanceOptions): Outcome<Budget> {
  const schedules = options.schedules === undefined ? Infinity : Number(options.schedules);
  if (options.schedules !== undefined && !(Number.isSafeInteger(schedules) && schedules > 0)) return failure(EXIT.usage, `--schedules ${options.schedules}: this is no whole number above 0.`);
  const seconds = options.seconds === undefined ? (options.schedules === undefined ? 1 : LONGEST_SEARCH_SECONDS) : Number(options.seconds);
  if (!(seconds > 0 && seconds <= LONGEST_SEARCH_SECONDS)) return failure(EXIT.usage, `--seconds ${options.seconds}: this is no number of seconds between 0 and ${LONGEST_SEARCH_SECONDS}.`);
  const seed = Number(options.seed ?? 1);
  if (!Number.isSafeInteger(seed) || seed < 0) return failure(EXIT.usage, `--seed ${options.seed}: a seed is a whole number from 0 on.`);
  return success({ seconds, schedules, seed });
}

/** Ends early where the best schedule is proven, and with the best so far on Ctrl-C. */
async function searchWithin(search: JobSearch, { seconds, schedules }: Budget, begin: number): Promise<JobSearchProgress> {
  const interrupt = { isWanted: false };
  const onInterrupt = (): void => {
    interrupt.isWanted = true;
  };
  process.once("SIGINT", onInterrupt);
  let progress = search.step(1);
  let heard = begin;
  while (!progress.isOptimal && progress.schedules < schedules && performance.now() < begin + seconds * 1000 && !interrupt.isWanted) {
    progress = search.step(Math.min(SLICE, schedules - progress.schedules));
    if (performance.now() < heard + PAUSE_MS) continue;
    heard = performance.now();
    await new Promise((resolve) => setImmediate(resolve));
  }
  process.off("SIGINT", onInterrupt);
  return progress;
}

function factsOf(search: JobSearch, { makespan, lowerBound, gapPercent, schedules }: JobSearchProgress) {
  return { makespan, criticalPathBound: search.criticalPathBound, lowerBound, gapPercent: Math.round(gapPercent * 100) / 100, starts: Array.from(search.starts()), schedules };
}

function instanceText(numbers: readonly number[], result: ReturnType<typeof factsOf> & { readonly computeMs: number }): string {
  const proof = result.makespan === result.lowerBound ? "no schedule is shorter" : `no schedule is shorter than ${result.lowerBound} (gap ${result.gapPercent} %)`;
  const rows = result.starts.map((start, at) => `${String(numbers[at] ?? "").padStart(5)}  ${String(start).padStart(6)}`);
  return `  job   start\n${rows.join("\n")}\nMakespan ${result.makespan}; ${proof}; the longest chain of links alone takes ${result.criticalPathBound}. ${result.schedules} schedules in ${result.computeMs.toFixed(0)} ms.\n`;
}
