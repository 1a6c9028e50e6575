/** Simulation of generated networks: against a kernel by hand in C with AVX2, and with everything that a forecast needs. */
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { networkBehind, schedule } from "@leadline/engine/schedule/compute.ts";
import { workBetween } from "@leadline/kernel/calendar-table.ts";
import { twinEngine } from "@leadline/kernel/simulation/block-engine.ts";
import { streamKey } from "@leadline/kernel/simulation/draws.ts";
import { blockPlanOf, simulateBlocks, type BlockPlan } from "@leadline/kernel/simulation/simulate-blocks.ts";
import { joinParts } from "@leadline/kernel/simulation/simulate-runs.ts";
import type { RunRange, SimulationPart, SimulationPlan } from "@leadline/kernel/simulation/simulation-plan.ts";
import { wasmEngine } from "@leadline/kernel/simulation/wasm-engine.ts";
import { generatedProject, type GeneratedProjectOptions } from "@leadline/testkit/network-generator.ts";
import type { BenchResult } from "./bench-result.ts";
import { measure, timingOf } from "./measure.ts";
import type { RatioResult } from "./ratio-result.ts";

const RUNS = 10_000;
const SEED = 1;
const ROUNDS = 9;

interface SimulationBenchmarks {
  readonly results: readonly BenchResult[];
  readonly ratios: readonly RatioResult[];
  readonly notices: readonly string[];
}

/** Without a compiler for C, or with one for another processor, the comparison is left out and said to be. */
export function simulationBenchmarks(): SimulationBenchmarks {
  const plan = planOfNetwork({ tasks: 1000, links: "fs" });
  const beside = besideHandVectorised(plan);
  return { results: fullRuns(), ratios: beside.ratios, notices: beside.notices };
}

/** Triangles of 75 % to 175 % of the planned duration, as in the published measurement. */
function planOfNetwork(options: GeneratedProjectOptions, full = { risks: 0 }): SimulationPlan {
  const computed = networkBehind(schedule(generatedProject(options)).schedule);
  if (!computed) throw new Error("A generated project has no network.");
  const network = computed.compiled.net;
  const nothing = new Float64Array(network.nodeCount);
  const worked = Array.from({ length: network.nodeCount }, (_, node) => node).filter((node) => (network.span[node] ?? 0) > 0);
  return {
    network,
    spanDraws: worked.map((node) => ({ node, stream: node + 1, shape: { kind: "triangle", low: 0.75, mode: 1, high: 1.75 } })),
    lagDraws: [],
    shareLags: [],
    correlations: [],
    risks: Array.from({ length: full.risks }, (_, risk) => ({ stream: 1_000_000 + risk, probability: 0.3, impactStream: 2_000_000 + risk, shape: { kind: "triangle", low: 0.9, mode: 1.1, high: 1.5 }, kind: "series", nodes: Int32Array.from(worked.filter((node) => node % full.risks === risk)) })),
    branches: [],
    costs: { fixedCents: 0, nodeCents: nothing, centsPerTick: nothing.map(() => (full.risks > 0 ? 10 : 0)), draws: [] },
    reported: new Int32Array(0),
  };
}

function blocksOf(plan: SimulationPlan): BlockPlan {
  const blocks = blockPlanOf(plan);
  if ("refused" in blocks) throw new Error(`The network does not go into blocks: ${blocks.refused}.`);
  return blocks;
}

function simulated(plan: SimulationPlan, range: Omit<RunRange, "seed">, engineOf = wasmEngine): SimulationPart {
  const part = simulateBlocks(plan, blocksOf(plan), { ...range, seed: SEED }, { engineOf: (image) => engineOf(image) ?? twinEngine(image) });
  if (!part) throw new Error("Nobody cancelled this simulation.");
  return part;
}

/** Interleaved: in each round the other program runs once, and ours once. */
function besideHandVectorised(plan: SimulationPlan): { ratios: RatioResult[]; notices: string[] } {
  const folder = mkdtempSync(join(tmpdir(), "leadline-bench-"));
  try {
    const program = join(folder, "kernel");
    if (process.arch !== "x64") return { ratios: [], notices: ["Simulation was not measured against the kernel in C: it is written for AVX2."] };
    const built = spawnSync("gcc", ["-O3", "-march=native", "-mavx2", "-o", program, join(process.cwd(), "bench/simulation-kernel.c")], { encoding: "utf8" });
    if (built.status !== null && built.status !== 0) throw new Error(`gcc did not accept bench/simulation-kernel.c: ${built.stderr}`);
    if (built.status === null || !existsSync(program)) return { ratios: [], notices: ["Simulation was not measured against the kernel in C: this machine has no gcc."] };
    const input = join(folder, "network.txt");
    writeFileSync(input, textOf(plan));
    const ours = (): SimulationPart => simulated(plan, { from: 0, to: RUNS, wanted: "finish" });
    ours();
    const rounds = Array.from({ length: ROUNDS }, () => {
      const other = handVectorised(program, input);
      const times = Array.from({ length: 3 }, () => {
        const begin = performance.now();
        ours();
        return performance.now() - begin;
      });
      return { ...other, ours: Math.min(...times), ratio: Math.min(...times) / other.ms };
    });
    const answer = (sum: number): string => `mean finish ${(sum / RUNS / 4800).toFixed(3)} d`;
    const ratio = timingOf("ratio", rounds.map((round) => round.ratio)).medianMs;
    const worked = workedSum(plan, ours());
    return {
      ratios: [{ name: `simulation, 1,000 tasks x ${RUNS.toLocaleString("en")} runs, forward pass on one thread, over the kernel in C with AVX2 (${timingOf("", rounds.map((round) => round.ours)).medianMs.toFixed(1)} ms over ${timingOf("", rounds.map((round) => round.ms)).medianMs.toFixed(1)} ms)`, answer: answer(worked), expected: answer(rounds[0]?.sum ?? 0), value: ratio, target: 4, isGood: "upTo" }],
      notices: [],
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function handVectorised(program: string, input: string): { readonly ms: number; readonly sum: number } {
  const { stdout, status } = spawnSync(program, [input], { encoding: "utf8" });
  if (status !== 0) throw new Error("The kernel in C did not run.");
  const lines = stdout.trim().split("\n");
  return { ms: Math.min(...lines.slice(0, -1).map(Number)), sum: Number(lines.at(-1)?.replace("sum ", "")) };
}

/** The file that bench/simulation-kernel.c reads. */
function textOf({ network, spanDraws }: SimulationPlan): string {
  const drawOf = new Map(spanDraws.map((draw) => [draw.node, draw]));
  const draws = Array.from({ length: network.nodeCount }, (_, node) => {
    const draw = drawOf.get(node);
    const ticks = network.span[node] ?? 0;
    if (draw?.shape.kind !== "triangle") return `0 ${ticks} 0 -1 0 0`;
    const { low, mode, high } = draw.shape;
    const range = high - low;
    return `${streamKey(SEED, draw.stream) >>> 0} ${[low * ticks, high * ticks, (mode - low) / range, range * (mode - low) * ticks * ticks, range * (high - mode) * ticks * ticks].map((number) => Math.fround(number)).join(" ")}`;
  });
  const links = Array.from({ length: network.nodeCount }, (_, node) => {
    const from = [...network.linkFrom.subarray(network.firstPredecessor[node], network.firstPredecessor[node + 1])];
    return `${from.length} ${from.join(" ")}`;
  });
  return `${network.nodeCount} ${network.linkFrom.length} ${RUNS} 128 5\n${draws.join("\n")}\n${links.join("\n")}\n`;
}

function workedSum({ network }: SimulationPlan, part: SimulationPart): number {
  const calendar = network.calendars[network.calendarOf[0] ?? 0];
  if (!calendar) throw new Error("The network has no calendar.");
  return part.finish.reduce((sum, finish) => sum + workBetween(calendar, network.projectStart, finish), 0);
}

interface FullCase {
  readonly name: string;
  readonly options: GeneratedProjectOptions;
  readonly targetMs: number;
}

const FULL: readonly FullCase[] = [
  { name: "one calendar", options: { tasks: 1000, links: "fs" }, targetMs: 300 },
  { name: "mixed links", options: { tasks: 1000, links: "mixed" }, targetMs: 300 },
  { name: "five calendars", options: { tasks: 1000, links: "fs", calendars: 5 }, targetMs: 300 },
];

/** Backward pass, 20 risks on shared tasks, costs, quantiles. Half the runs stand for one of two cores. */
function fullRuns(): BenchResult[] {
  const plans = FULL.map((one) => ({ ...one, plan: planOfNetwork(one.options, { risks: 20 }) }));
  const halves = plans.map(({ plan }) => () => quantiles(simulated(plan, { from: 0, to: RUNS / 2, wanted: "everything" })));
  const coarse = plans.map(({ plan }) => () => quantiles(simulated({ ...plan }, { from: 0, to: 512, wanted: "finish" })));
  const timings = measure([...halves.map((run, at) => ({ name: `half ${at}`, run })), ...coarse.map((run, at) => ({ name: `coarse ${at}`, run }))], { warmUps: 2, counted: 7, inARow: 1 });
  return plans.flatMap(({ name, plan, targetMs }, at): BenchResult[] => {
    const whole = textOfPart(simulated(plan, { from: 0, to: 640, wanted: "everything" }));
    const shared = textOfPart(joinParts([simulated(plan, { from: 0, to: 200, wanted: "everything" }), simulated(plan, { from: 200, to: 640, wanted: "everything" }, () => undefined)]));
    const answer = whole === shared ? "the same bits, however shared out, in WebAssembly and JavaScript" : "different bits";
    const expected = "the same bits, however shared out, in WebAssembly and JavaScript";
    const [half, first] = [timings[at], timings[plans.length + at]];
    if (!half || !first) return [];
    return [
      { timing: half, name: `simulation, ${name}, everything: half of ${RUNS.toLocaleString("en")} runs (one of two cores)`, answer, expected, targetMs },
      { timing: first, name: `simulation, ${name}, first band: plan to blocks, 512 runs`, answer, expected, targetMs },
    ];
  });
}

function quantiles(part: SimulationPart): readonly number[] {
  const sorted = part.finish.slice().sort();
  return [0.1, 0.5, 0.8, 0.9].map((share) => sorted[Math.ceil(sorted.length * share) - 1] ?? Number.NaN);
}

function textOfPart(part: SimulationPart): string {
  return JSON.stringify([part.finish, part.cost, part.critical, part.span, part.spanSquares, part.spanTimesFinish].map((list) => [...list]));
}
