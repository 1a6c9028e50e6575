/** The thread that reads fuzzed files, with as little memory as an import may need: one format, one input after the other. */
import { parentPort, workerData } from "node:worker_threads";
import { recordsOf } from "../../packages/engine/src/model/project.ts";
import { recordSchemas } from "../../packages/engine/src/model/records.ts";
import { readPlanFile } from "../../packages/formats/src/plan-file.ts";
import { mutated, randomOf, type FuzzSeed } from "./fuzz-inputs.ts";

export interface FuzzJob {
  readonly seeds: readonly FuzzSeed[];
  readonly seed: number;
  readonly firstInput: number;
  readonly milliseconds: number;
  /** [number of the input that is being read, inputs that were read]: for whoever watches. */
  readonly progress: SharedArrayBuffer;
}

export interface FuzzResult {
  readonly inputs: number;
  readonly read: number;
  readonly slowestMilliseconds: number;
  /** What an import must never do, with the number of the input. */
  readonly defects: readonly { readonly input: number; readonly what: string }[];
}

// The wall between threads: only our own program starts this one.
const job = workerData as FuzzJob;
parentPort?.postMessage(fuzz(job));

function fuzz({ seeds, seed, firstInput, milliseconds, progress }: FuzzJob): FuzzResult {
  const watched = new Int32Array(progress);
  const defects: { input: number; what: string }[] = [];
  const begin = performance.now();
  let [input, read, slowest] = [firstInput, 0, 0];
  for (; performance.now() - begin < milliseconds && defects.length < 20; input += 1) {
    Atomics.store(watched, 0, input);
    const file = mutated(seeds, randomOf(seed + Math.imul(input, 2_654_435_761)));
    const started = performance.now();
    const defect = defectOf(file);
    slowest = Math.max(slowest, performance.now() - started);
    if (defect === "none") read += 1;
    else if (defect !== "refused") defects.push({ input, what: defect });
    Atomics.add(watched, 1, 1);
  }
  return { inputs: input - firstInput, read, slowestMilliseconds: Math.round(slowest), defects };
}

/** "none" where the file was read, "refused" where it was told in one sentence why not, or what is wrong. */
function defectOf({ name, bytes }: FuzzSeed): string {
  let count = 0;
  try {
    const result = readPlanFile(name, bytes, { newId: () => `i${(count += 1)}` });
    if (!result.ok) return /^[^\n]{10,600}$/.test(result.problem.message) ? "refused" : `a refusal that is no sentence: ${result.problem.message.slice(0, 200)}`;
    for (const { kind, record } of recordsOf(result.project)) {
      const { error } = recordSchemas[kind].safeParse(record);
      if (error) return `a ${kind} that cannot be stored: ${error.issues[0]?.path.join(".")} ${error.issues[0]?.message}`;
    }
    return "none";
  } catch (error) {
    return `thrown: ${error instanceof Error ? `${error.name}: ${error.message.slice(0, 200)} ${error.stack?.split("\n")[1]?.trim() ?? ""}` : String(error)}`;
  }
}
