/** One piece of work in one fresh thread, with a cap on memory and time: whatever it took is given back when it ends. */
import { Worker } from "node:worker_threads";

export interface ThreadLimits {
  readonly maxMemoryMegabytes: number;
  readonly maxSeconds: number;
}

const TOO_SLOW = "leadline-worker-too-slow";

/** `T` is what the program promises to answer. Rejects where it fails, takes too long or too much memory, or is told to end. */
export function runInThread<T>(program: URL, input: unknown, { maxMemoryMegabytes, maxSeconds }: ThreadLimits, signal?: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(program, { workerData: input, resourceLimits: { maxOldGenerationSizeMb: maxMemoryMegabytes, stackSizeMb: 4 }, env: {} });
    const end = (reason: unknown): void => {
      reject(reason instanceof Error ? reason : new Error(String(reason)));
      void worker.terminate();
    };
    const onAbort = (): void => end(signal?.reason);
    const tooSlow = setTimeout(() => end(new Error(TOO_SLOW)), maxSeconds * 1000);
    if (signal?.aborted) onAbort();
    signal?.addEventListener("abort", onAbort, { once: true });
    worker.on("message", (answer: T) => resolve(answer));
    worker.on("error", reject);
    worker.on("exit", () => {
      clearTimeout(tooSlow);
      signal?.removeEventListener("abort", onAbort);
      reject(new Error("the thread ended without an answer"));
    });
  });
}

export function isTooSlow(error: unknown): boolean {
  return error instanceof Error && error.message === TOO_SLOW;
}
