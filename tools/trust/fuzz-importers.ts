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
    const progress = new SharedArrayBuffer(8);
    const part = await watched(program, { seeds, seed, firstInput, progress, milliseconds: Math.max(1, until - performance.now()) });
    inputs += part.inputs;
    read += part.read;
    slowestMilliseconds = Math.max(slowestMilliseconds, part.slowestMilliseconds);
    defects.push(...part.defects);
    firstInput = (new Int32Array(progress)[0] ?? 0) + 1;
  } while (performance.now() < until && defects.length < 20);
  return { inputs, read, slowestMilliseconds, defects };
}

function watched(program: URL, job: FuzzJob): Promise<FuzzResult> {
  return new Promise((resolve) => {
    const counts = new Int32Array(job.progress);
    const worker = new Worker(program, { workerData: job, resourceLimits: { maxOldGenerationSizeMb: MAX_HEAP_MEGABYTES, stackSizeMb: 4 }, env: {} });
    let [last, since] = [-1, performance.now()];
    const end = (result: FuzzResult): void => {
      clearInterval(look);
      resolve(result);
    };
    const ended = (what: string): void => end({ inputs: (counts[1] ?? 0) + 1, read: 0, slowestMilliseconds: Math.round(performance.now() - since), defects: [{ input: counts[0] ?? 0, what }] });
    const look = setInterval(() => {
      if (counts[1] !== last) [last, since] = [counts[1] ?? 0, performance.now()];
      else if (last > 0 && performance.now() - since > MAX_HANG_MILLISECONDS) {
        ended(`hangs for more than ${MAX_HANG_MILLISECONDS} ms`);
        void worker.terminate();
      }
    }, LOOK_MILLISECONDS);
    worker.on("message", end);
    worker.on("error", (error: Error & { readonly code?: string }) => ended(error.code === "ERR_WORKER_OUT_OF_MEMORY" ? `takes more than ${MAX_HEAP_MEGABYTES} MB` : `ends the thread: ${error.message}`));
    worker.on("exit", () => clearInterval(look));
  });
}
