/** What a simulation finds, as text that can be compared between machines; run in this process, in a page and in a worker. */
import { networkBehind, schedule } from "@leadline/engine/schedule/compute.ts";
import { simulateBlocks, blockPlanOf } from "@leadline/kernel/simulation/simulate-blocks.ts";
import { joinParts } from "@leadline/kernel/simulation/simulate-runs.ts";
import { wasmEngine } from "@leadline/kernel/simulation/wasm-engine.ts";
import { generatedProject } from "@leadline/testkit/network-generator.ts";
import { riskyPlan } from "@leadline/testkit/simulated-runs.ts";

export interface SimulatedRuns {
  readonly engine: "vectors" | "plain";
  readonly text: string;
}

const RUNS = 1000;

/** Runs of three networks with everything that can be drawn, shared out in `shares` ranges. */
export function simulatedRuns(shares: number): SimulatedRuns {
  let engine: SimulatedRuns["engine"] = "vectors";
  const texts = ([{ tasks: 150, links: "fs" }, { tasks: 150, links: "mixed" }, { tasks: 60, links: "fs", calendars: 4, seed: 3 }] as const).map((options) => {
    const computed = networkBehind(schedule(generatedProject(options)).schedule);
    if (!computed) throw new Error("A generated project has no network.");
    const plan = riskyPlan(computed.compiled.net);
    const blocks = blockPlanOf(plan);
    if ("refused" in blocks) throw new Error(blocks.refused);
    if (!wasmEngine(blocks.image)) engine = "plain";
    const parts = Array.from({ length: shares }, (_, at) => simulateBlocks(plan, blocks, { seed: 1, from: Math.floor((at * RUNS) / shares), to: Math.floor(((at + 1) * RUNS) / shares), wanted: "everything" }));
    const part = joinParts(parts.flatMap((one) => one ?? []));
    return JSON.stringify([part.finish, part.cost, part.critical, part.span, part.spanSquares, part.spanTimesFinish].map((list) => [...list]));
  });
  return { engine, text: texts.join("\n") };
}
