/** Fuzzes every importer in a thread with little memory: none may crash, hang, or make what cannot be stored (C10). */
import { mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { Worker } from "node:worker_threads";
import { build } from "esbuild";
import { NODE_SETTINGS, outsidePackagesStayOutside } from "../build.mjs";
import { fuzzSeeds } from "./fuzz-seeds.ts";
import type { FuzzJob, FuzzResult } from "./fuzz-worker.ts";
import type { FuzzSeed } from "./fuzz-inputs.ts";

export interface FuzzReport extends FuzzResult {
  readonly format: string;
}

export interface FuzzOptions {
  readonly root: string;
  /** For each format. */
  readonly seconds: number;
  readonly seed: number;
}

export const MAX_HEAP_MEGABYTES = 256;
const MAX_HANG_MILLISECONDS = 2000;
const LOOK_MILLISECONDS = 50;
const HANGS = `hangs for more than ${MAX_HANG_MILLISECONDS} ms`;
/** No input has been begun: the thread is still starting. */
const NONE = -1;

/** One report per format. The same seed tries the same inputs, as far as the time goes. */
export async function run({ root, seconds, seed }: FuzzOptions): Promise<readonly FuzzReport[]> {
  // Inside the clone, because the program looks for its packages from where it lies.
  const folder = mkdtempSync(join(root, "node_modules/.cache-fuzz-"));
  try {
    const outfile = join(folder, "fuzz-worker.mjs");
    await build({ ...NODE_SETTINGS, absWorkingDir: root, entryPoints: [join(root, "tools/trust/fuzz-worker.ts")], outfile, plugins: [outsidePackagesStayOutside] });
    const reports: FuzzReport[] = [];
    for (const [format, seeds] of Object.entries(fuzzSeeds(root))) reports.push({ format, ...(await fuzzFormat(pathToFileURL(outfile), seeds, seconds * 1000, seed)) });
    return reports;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Goes on behind an input that ended the thread, until the time is over. */
async function fuzzFormat(program: URL, seeds: readonly FuzzSeed[], milliseconds: number, seed: number): Promise<FuzzResult> {
  const until = performance.now() + milliseconds;
  let [inputs, read, slowestMilliseconds, firstInput] = [0, 0, 0, 0];
  const defects: { readonly input: number; readonly what: string }[] = [];
  do {
    const part = await watched(program, { seeds, seed, firstInput, milliseconds: Math.max(1, until - performance.now()) });
    inputs += part.inputs;
    read += part.read;
    slowestMilliseconds = Math.max(slowestMilliseconds, part.slowestMilliseconds);
    for (const defect of part.defects) if (defect.what !== HANGS || (await hangsAgain(program, { seeds, seed, firstInput: defect.input, milliseconds: 1 }))) defects.push(defect);
    firstInput = part.lastInput + 1;
  } while (performance.now() < until && defects.length < 20);
  return { inputs, read, slowestMilliseconds, defects };
}

/** On a busy machine the thread may have been kept waiting: what hangs, hangs every time. */
async function hangsAgain(program: URL, job: Omit<FuzzJob, "progress">): Promise<boolean> {
  for (let attempt = 0; attempt < 2; attempt += 1) {
    const { defects } = await watched(program, job);
    if (!defects.some(({ what }) => what === HANGS)) return false;
  }
  return true;
}

function watched(program: URL, wish: Omit<FuzzJob, "progress">): Promise<FuzzResult & { readonly lastInput: number }> {
  return new Promise((resolve) => {
    const counts = new Int32Array(new SharedArrayBuffer(8)).fill(NONE, 0, 1);
    const job: FuzzJob = { ...wish, progress: counts.buffer };
    const worker = new Worker(program, { workerData: job, resourceLimits: { maxOldGenerationSizeMb: MAX_HEAP_MEGABYTES, stackSizeMb: 4 }, env: {} });
    let [last, since] = [NONE, performance.now()];
    const end = (result: FuzzResult): void => {
      clearInterval(look);
      resolve({ ...result, lastInput: counts[0] ?? NONE });
    };
    const ended = (what: string): void => end({ inputs: (counts[1] ?? 0) + 1, read: 0, slowestMilliseconds: Math.round(performance.now() - since), defects: [{ input: counts[0] ?? 0, what }] });
    const look = setInterval(() => {
      if (counts[0] !== last) [last, since] = [counts[0] ?? NONE, performance.now()];
      else if (last !== NONE && performance.now() - since > MAX_HANG_MILLISECONDS) {
        ended(HANGS);
        void worker.terminate();
      }
    }, LOOK_MILLISECONDS);
    worker.on("message", end);
    worker.on("error", (error: Error & { readonly code?: string }) => ended(error.code === "ERR_WORKER_OUT_OF_MEMORY" ? `takes more than ${MAX_HEAP_MEGABYTES} MB` : `ends the thread: ${error.message}`));
    worker.on("exit", () => clearInterval(look));
  });
}
