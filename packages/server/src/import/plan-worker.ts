/** Runs plan file jobs in threads with a cap on memory and time, a few at once. */
import type { Problem } from "@leadline/engine/base/problem.ts";
import type { LedgerResult } from "@leadline/formats/ledger/ledger-preview.ts";
import type { ImportLimits } from "../config.ts";
import { reasonOf, systemCode } from "../start-failure.ts";
import type { PlanJob, ReadAnswer, WriteAnswer } from "./import-job.ts";
import { isTooSlow, runInThread } from "./thread.ts";

export interface PlanWorkers {
  read(job: Extract<PlanJob, { kind: "read" }>): Promise<ReadAnswer>;
  ledger(job: Extract<PlanJob, { kind: "ledger" }>): Promise<LedgerResult>;
  write(job: Extract<PlanJob, { kind: "write" }>): Promise<WriteAnswer | { readonly problem: Problem }>;
}

/** More at once would only take each other's memory and processor. */
const MAX_AT_ONCE = 2;

export interface PlanWorkerOptions {
  /** The built worker program. */
  readonly program: URL;
  readonly limits: ImportLimits;
  /** Told of failures that are mistakes of ours. */
  readonly onCrash: (error: unknown) => void;
}

export function planWorkers({ program, limits, onCrash }: PlanWorkerOptions): PlanWorkers {
  const waiting: (() => void)[] = [];
  let running = 0;
  const inTurn = async <T>(work: () => Promise<T>): Promise<T> => {
    if (running >= MAX_AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve));
    running += 1;
    try {
      return await work();
    } finally {
      running -= 1;
      waiting.shift()?.();
    }
  };
  return {
    read: (job) => inTurn(() => runInThread<ReadAnswer>(program, job, limits).catch((error: unknown) => ({ ok: false as const, problem: readFailure(error, limits, onCrash) }))),
    ledger: (job) => inTurn(() => runInThread<LedgerResult>(program, job, limits).catch((error: unknown) => ({ ok: false as const, problem: readFailure(error, limits, onCrash) }))),
    write: (job) => inTurn(() => runInThread<WriteAnswer>(program, job, limits).catch((error: unknown) => ({ problem: writeFailure(error, limits, onCrash) }))),
  };
}

function readFailure(error: unknown, limits: ImportLimits, onCrash: (error: unknown) => void): Problem {
  if (isTooSlow(error)) {
    return { code: "import/too-slow", message: `Reading the file took longer than ${limits.maxSeconds} seconds, so it was given up. Nothing was imported.`, hint: "Maybe the file is damaged. If it is only very large, the server's LEADLINE_IMPORT_SECONDS allows more." };
  }
  if (systemCode(error) === "ERR_WORKER_OUT_OF_MEMORY") {
    return { code: "import/too-much-memory", message: `Reading the file took more than ${limits.maxMemoryMegabytes} MB of memory, so it was given up. Nothing was imported.`, hint: "Maybe the file is damaged. If it is only very large, the server's LEADLINE_IMPORT_MEMORY_MB allows more." };
  }
  onCrash(error);
  return { code: "import/crashed", message: `The reader failed on this file (${reasonOf(error).slice(0, 200)}). Nothing was imported. This is a mistake of Leadline's.`, hint: "Maybe save the plan again with the program that wrote it." };
}

function writeFailure(error: unknown, limits: ImportLimits, onCrash: (error: unknown) => void): Problem {
  if (isTooSlow(error)) return { code: "export/too-slow", message: `Writing the file took longer than ${limits.maxSeconds} seconds, so it was given up.` };
  onCrash(error);
  return { code: "export/crashed", message: `The writer failed on this project (${reasonOf(error).slice(0, 200)}). This is a mistake of Leadline's.` };
}
