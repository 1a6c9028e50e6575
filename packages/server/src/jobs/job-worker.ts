/** Takes jobs off the queue and does them: a few at a time, with signs of life, until it is stopped. */
import { randomBytes } from "node:crypto";
import { hostname } from "node:os";
import { HttpProblem } from "../http/problem-to-status.ts";
import { reasonOf, StartFailure } from "../start-failure.ts";
import { pauseAfter, type Job, type JobKinds, type JobProgress } from "./job.ts";
import type { JobQueue } from "./job-queue.ts";
import type { JobEnd } from "./queries.ts";

export interface WorkerOptions {
  readonly queue: Pick<JobQueue, "claim" | "touch" | "end">;
  readonly kinds: JobKinds;
  /** Told of every end but a good one. */
  readonly onTrouble: (error: unknown, sentence: string) => void;
  /** Wraps each run, for traces. */
  readonly around?: <T>(job: Job, run: () => Promise<T>) => Promise<T>;
  readonly pollMilliseconds?: number;
  readonly beatMilliseconds?: number;
}

export interface JobWorker {
  /** Looks at once: a job was just made. */
  readonly poke: () => void;
  /** Gives back what is not done and waits for the work to let go. */
  readonly stop: () => Promise<void>;
}

const AT_ONCE = 2;

/** Why a run was told to end. */
const CANCELLED = "cancelled";
const STOPPING = "stopping";
const TAKEN_OVER = "taken over";

export function startWorker(options: WorkerOptions): JobWorker {
  const { queue, kinds, onTrouble, pollMilliseconds = 2000 } = options;
  const worker = `${hostname()}-${process.pid}-${randomBytes(4).toString("hex")}`;
  const running = new Map<Promise<void>, AbortController>();
  let isStopped = false;
  let isLooking = false;
  let isAway = false;

  const look = async (): Promise<void> => {
    if (isLooking || isStopped) return;
    isLooking = true;
    try {
      while (!isStopped && running.size < AT_ONCE) {
        const job = await queue.claim(worker, Object.keys(kinds));
        isAway = false;
        if (!job) break;
        begin(job);
      }
    } catch (error) {
      if (!isAway && !isStopped) onTrouble(error, "The queue of jobs cannot be read; it is tried again every two seconds.");
      isAway = true;
    } finally {
      isLooking = false;
    }
  };
  const begin = (job: Job): void => {
    const stop = new AbortController();
    const run = runJob(job, stop, worker, options).finally(() => {
      running.delete(run);
      void look();
    });
    running.set(run, stop);
    if (isStopped) stop.abort(STOPPING);
  };
  const timer = setInterval(() => void look(), pollMilliseconds).unref();
  void look();
  return {
    poke: () => void look(),
    stop: async () => {
      isStopped = true;
      clearInterval(timer);
      for (const stop of running.values()) stop.abort(STOPPING);
      await Promise.all(running.keys());
    },
  };
}

async function runJob(job: Job, stop: AbortController, worker: string, options: WorkerOptions): Promise<void> {
  const { queue, kinds, onTrouble, around = (_job, run) => run(), beatMilliseconds = 3000 } = options;
  let progress: JobProgress | undefined;
  let beat: Promise<void> = Promise.resolve();
  const touch = async (): Promise<void> => {
    try {
      const isCancelWanted = await queue.touch(job, worker, progress);
      if (isCancelWanted === undefined) stop.abort(TAKEN_OVER);
      else if (isCancelWanted) stop.abort(CANCELLED);
    } catch (error) {
      onTrouble(error, "A job could not give its sign of life; it goes on and tries again.");
    }
  };
  const timer = setInterval(() => void (beat = beat.then(touch)), beatMilliseconds).unref();
  const work = kinds[job.kind];
  let end: JobEnd;
  try {
    if (!work) throw new StartFailure(`This version of Leadline knows no job “${job.kind}”.`);
    const result = await around(job, () => work({ job, progress: (told) => void (progress = told), signal: stop.signal }));
    end = { state: "done", result };
  } catch (error) {
    end = endOf(error, job, stop.signal);
    if (end.state === "failed" || end.state === "waiting") onTrouble(error, `The job ${job.kind} (${job.id}) ${end.state === "failed" ? "failed for good" : "did not get to its end and is tried again"}.`);
  }
  clearInterval(timer);
  await beat;
  if (progress) await queue.touch(job, worker, progress).catch(() => undefined);
  // Where even this fails, the silence of this server says it, and another attempt follows.
  await queue.end(job, worker, end).catch((error: unknown) => onTrouble(error, "The end of a job could not be stored; it is tried again after a while."));
}

function endOf(error: unknown, job: Job, signal: AbortSignal): JobEnd {
  if (signal.aborted && signal.reason === CANCELLED) return { state: "cancelled" };
  if (signal.aborted) return { state: "waiting", inSeconds: 0, problem: undefined, counts: "not at all" };
  const problem = error instanceof StartFailure || error instanceof HttpProblem ? error.message : `It failed for a reason that the server's log has (${reasonOf(error).slice(0, 200)}).`;
  const isFinal = error instanceof StartFailure || error instanceof HttpProblem || job.attempts >= job.maxAttempts;
  return isFinal ? { state: "failed", problem } : { state: "waiting", inSeconds: pauseAfter(job.attempts), problem, counts: "as an attempt" };
}
