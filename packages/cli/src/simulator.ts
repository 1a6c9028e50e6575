/** Shares the runs of a simulation out to threads; the results do not depend on how many. */
import { Worker } from "node:worker_threads";
import { driverOf, driverRuns, joinParts, likelyDrivers, planWithout, simulateRuns, type RunRange, type SimulatedDriver, type SimulatedTask, type SimulationFrame, type SimulationPart, type SimulationPlan } from "@leadline/engine/risk/simulation.ts";

export interface Simulator {
  readonly run: (plan: SimulationPlan, range: RunRange) => Promise<SimulationPart>;
  /** What each likely driver does to the P80, largest first. */
  readonly drivers: (frame: SimulationFrame, tasks: readonly SimulatedTask[], wish: { readonly runs: number; readonly seed: number }, onProgress: (done: number, all: number) => void) => Promise<readonly SimulatedDriver[]>;
  readonly close: () => Promise<void>;
}

/** What a thread is asked for. */
export interface SimulationRequest {
  readonly plan: SimulationPlan;
  readonly range: RunRange;
}

/** One thread is this one. */
export function openSimulator(threads: number): Simulator {
  const workers = threads === 1 ? [] : Array.from({ length: threads }, () => new Worker(new URL("./simulation-worker.mjs", import.meta.url)));
  const run = (plan: SimulationPlan, range: RunRange): Promise<SimulationPart> => (workers.length === 0 ? Promise.resolve(runHere(plan, range)) : runShared(workers, plan, range));
  return {
    run,
    drivers: async (frame, tasks, { runs, seed }, onProgress) => {
      const range: RunRange = { seed, from: 0, to: driverRuns(frame.inputs, runs), wanted: "finish" };
      const withAll = await run(frame.inputs.plan, range);
      const found: SimulatedDriver[] = [];
      const sources = likelyDrivers(frame.inputs, tasks);
      for (const [done, source] of sources.entries()) {
        if (done > 0 && done % 10 === 0) onProgress(done, sources.length);
        found.push(driverOf(frame, source, withAll, await run(planWithout(frame.inputs, source), range)));
      }
      return found.sort((a, b) => b.deltaP80Days - a.deltaP80Days);
    },
    close: async () => void (await Promise.all(workers.map((worker) => worker.terminate()))),
  };
}

function runHere(plan: SimulationPlan, range: RunRange): SimulationPart {
  const part = simulateRuns(plan, range);
  if (!part) throw new Error("Leadline bug: nobody cancelled these runs");
  return part;
}

async function runShared(workers: readonly Worker[], plan: SimulationPlan, range: RunRange): Promise<SimulationPart> {
  const runs = range.to - range.from;
  const place = (at: number): number => range.from + Math.floor((runs * at) / workers.length);
  return joinParts(await Promise.all(workers.map((worker, at) => asked(worker, { plan, range: { ...range, from: place(at), to: place(at + 1) } }))));
}

function asked(worker: Worker, request: SimulationRequest): Promise<SimulationPart> {
  return new Promise((resolve, reject) => {
    worker.once("message", (part: SimulationPart) => {
      worker.off("error", reject);
      resolve(part);
    });
    worker.once("error", reject);
    worker.postMessage(request);
  });
}
