/** Runs side by side in blocks: for plans whose tasks need nothing but worked time, many times faster than one schedule a run. */
import { TICKS_PER_MINUTE } from "../calendar-table.ts";
import { CONSTANTS, HEAD, KIND, LANES, RECORD, NODE_WORDS, type BlockMemory } from "./block-image.ts";
import { twinEngine, type BlockEngine } from "./block-engine.ts";
import { compileNetwork, instantOf, type BlockNetwork } from "./block-network.ts";
import { compileProgram, plannedTicks, type BlockProgram } from "./block-program.ts";
import { blockWriter } from "./block-writer.ts";
import { streamKey } from "./draws.ts";
import { wasmEngine } from "./wasm-engine.ts";
import type { RunRange, SimulationPart, SimulationPlan } from "./simulation-plan.ts";

/** A plan as a block's memory before its first run. */
export interface BlockPlan {
  readonly image: ArrayBuffer;
  readonly program: BlockProgram;
  readonly network: BlockNetwork;
}

export interface BlockWays {
  /** Vector code where the machine has it, unless given. */
  readonly engineOf?: (image: ArrayBuffer) => BlockEngine;
  /** Asked once a block. */
  readonly isCancelled?: () => boolean;
}

const known = new WeakMap<SimulationPlan, BlockPlan | { readonly refused: string }>();

/** The plan in blocks, or why it cannot be. */
export function blockPlanOf(plan: SimulationPlan): BlockPlan | { readonly refused: string } {
  const found = known.get(plan) ?? compile(plan);
  known.set(plan, found);
  return found;
}

function compile(plan: SimulationPlan): BlockPlan | { readonly refused: string } {
  if (plan.primavera) return { refused: "Primavera's rules" };
  if ((plan.conditions?.length ?? 0) > 0 || (plan.lostDays?.length ?? 0) > 0) return { refused: "runs with networks of their own" };
  const writer = blockWriter();
  const program = compileProgram(plan, writer);
  if (!program) return { refused: "durations" };
  const network = compileNetwork(plan.network, program, writer);
  if ("refused" in network) return network;
  const critical = writer.words(new Array<number>(plan.network.nodeCount).fill(0));
  const terminals = writer.words(network.terminals);
  const live = writer.constantColumn(1);
  const behind = writer.words(doneTicks(plan, program));
  const sums = writer.wideNumbers(3 * plan.network.nodeCount);
  const minutes = writer.wideNumbers(LANES);
  const reported = writer.words([...plan.reported].flatMap((node) => [network.finishColumns[node], network.toWall[network.axisOf[node]]]));
  const instants = plan.reported.reduce((first) => Math.min(first, writer.column()), Infinity);
  CONSTANTS.forEach((word, at) => writer.setWord(HEAD.constants + at, word));
  const head: readonly (readonly [number, number])[] = [
    [HEAD.nodes, plan.network.nodeCount],
    [HEAD.code, program.from],
    [HEAD.codeEnd, program.to],
    [HEAD.records, network.records],
    [HEAD.terminals, terminals],
    [HEAD.terminalsEnd, terminals + network.terminals.length],
    [HEAD.project, network.project],
    [HEAD.caps, network.caps],
    [HEAD.calendars, network.axes.length],
    [HEAD.fromWall, network.fromWall],
    [HEAD.scratch, network.scratch],
    [HEAD.critical, critical],
    [HEAD.constantFinish, network.constantFinish],
    [HEAD.live, live],
    [HEAD.behind, behind],
    [HEAD.sums, sums],
    [HEAD.minutes, minutes],
    [HEAD.reported, reported],
    [HEAD.reportedEnd, reported + 2 * plan.reported.length],
    [HEAD.instants, plan.reported.length === 0 ? 0 : instants],
  ];
  for (const [entry, value] of head) writer.setWord(entry, value);
  return { image: writer.finished(), program, network };
}

/** Ticks already done of nodes under way: the drawn span is only what is left. -1: the span is the same in all runs. */
function doneTicks({ network }: SimulationPlan, program: BlockProgram): number[] {
  return [...plannedTicks(network)].map((ticks, node) => (program.isFixed[node] === 1 ? -1 : Math.max(0, network.span[node] - ticks)));
}

function fastestEngine(image: ArrayBuffer): BlockEngine {
  return wasmEngine(image) ?? twinEngine(image);
}

/** Simulates a range of runs of a plan that blocks can hold; undefined where it was cancelled. */
export function simulateBlocks(plan: SimulationPlan, { image, program, network }: BlockPlan, range: RunRange, { engineOf = fastestEngine, isCancelled = () => false }: BlockWays = {}): SimulationPart | undefined {
  const engine = engineOf(image);
  const { words } = engine.memory;
  for (const { place, stream } of program.keys) words[place] = streamKey(range.seed, stream);
  words[HEAD.wantsSlack] = range.wanted === "everything" ? 1 : 0;
  const harvest = harvestOf(plan, { image, program, network }, range, engine);
  for (let run = range.from; run < range.to; run += LANES) {
    if (isCancelled()) return undefined;
    const lanes = Math.min(LANES, range.to - run);
    for (let lane = lanes; lane < LANES; lane += 1) words[words[HEAD.live] + lane] = 0;
    engine.run(run);
    harvest.take(run, lanes);
  }
  return harvest.part();
}

interface Harvest {
  /** Takes over the results of the block that begins with `run`. */
  readonly take: (run: number, lanes: number) => void;
  readonly part: () => SimulationPart;
}

function harvestOf(plan: SimulationPlan, blocks: BlockPlan, range: RunRange, { memory, sum, placeInstants }: BlockEngine): Harvest {
  const { network, program } = blocks;
  const { words, sums: wide } = memory;
  const { net, runs, isFull } = { net: plan.network, runs: range.to - range.from, isFull: range.wanted === "everything" };
  const sums = (): Float64Array => new Float64Array(isFull ? net.nodeCount : 0);
  const part: SimulationPart = {
    from: range.from,
    to: range.to,
    finish: new Float64Array(runs),
    cost: new Float64Array(runs),
    critical: sums(),
    span: sums(),
    spanSquares: sums(),
    spanTimesFinish: sums(),
    nodeFinish: new Float64Array(isFull ? runs * plan.reported.length : 0),
  };
  const takeCosts = costsOf(plan, program, memory);
  const minutes = wide.subarray(words[HEAD.minutes] / 2, words[HEAD.minutes] / 2 + LANES);
  const hasMaps = network.toWall.every((map) => map !== 0);
  let allMinutes = 0;
  const project = words[HEAD.project];
  const finishOf = (position: number): number => (network.isByClock ? net.projectStart + position / 2 : instantOf(network.axes[0], position));
  const take = (run: number, lanes: number): void => {
    const at = run - range.from;
    for (let lane = 0; lane < lanes; lane += 1) {
      const finish = finishOf(words[project + lane]);
      part.finish[at + lane] = finish;
      minutes[lane] = Math.round((finish - net.projectStart) / TICKS_PER_MINUTE);
    }
    takeCosts(part.cost, at, lanes);
    if (!isFull) return;
    for (let lane = 0; lane < lanes; lane += 1) allMinutes += minutes[lane];
    sum();
    if (hasMaps) placeInstants();
    plan.reported.forEach((node, row) => {
      const from = row * runs + at;
      if (words[words[HEAD.records] + node * NODE_WORDS] & KIND.given) part.nodeFinish.fill(net.fixedFinish[node], from, from + lanes);
      else if (hasMaps) copyInstants(part.nodeFinish, from, lanes, { words, column: words[HEAD.instants] + row * LANES, start: net.projectStart });
      else for (let lane = 0; lane < lanes; lane += 1) part.nodeFinish[from + lane] = instantOf(network.axes[network.axisOf[node]], words[network.finishColumns[node] + lane]);
    });
  };
  return { take, part: () => finished(part, memory, { plan, program, runs, allMinutes }) };
}

interface InstantColumn {
  readonly words: Int32Array;
  readonly column: number;
  /** The project's, in ticks. */
  readonly start: number;
}

/** Ten million times in a large simulation: everything in locals. */
function copyInstants(into: Float64Array, from: number, lanes: number, { words, column, start }: InstantColumn): void {
  for (let lane = 0; lane < lanes; lane += 1) into[from + lane] = start + (words[column + lane] >> 1);
}

interface RunTotals {
  readonly plan: SimulationPlan;
  readonly program: BlockProgram;
  readonly runs: number;
  /** Of the projects' lengths. */
  readonly allMinutes: number;
}

/** Takes over the nodes' counts and sums; those of nodes with one span for all runs follow from it. */
function finished(part: SimulationPart, { words, sums }: BlockMemory, { plan, program, runs, allMinutes }: RunTotals): SimulationPart {
  const records = words[HEAD.records];
  const first = words[HEAD.sums] / 2;
  for (let node = 0; node < part.critical.length; node += 1) {
    const isSpent = (words[records + node * NODE_WORDS + RECORD.kind] & KIND.spent) !== 0;
    part.critical[node] = isSpent ? 0 : words[words[HEAD.critical] + node];
    const isFixed = program.isFixed[node] === 1;
    const span = Math.floor((plan.network.span[node] + 5) / TICKS_PER_MINUTE);
    part.span[node] = isFixed ? runs * span : sums[first + 3 * node];
    part.spanSquares[node] = isFixed ? runs * span * span : sums[first + 3 * node + 1];
    part.spanTimesFinish[node] = isFixed ? span * allMinutes : sums[first + 3 * node + 2];
  }
  return part;
}

/** Adds up the cost of each lane: what is fixed, what goes with spans, and what risks cost. */
function costsOf({ network, costs }: SimulationPlan, program: BlockProgram, { words, numbers }: BlockMemory): (into: Float64Array, at: number, lanes: number) => void {
  let still = costs.fixedCents;
  const moving: number[] = [];
  const planned = plannedTicks(network);
  for (let node = 0; node < network.nodeCount; node += 1) {
    const moves = (program.isFixed[node] === 0 && costs.centsPerTick[node] !== 0) || (costs.nodeCents[node] !== 0 && (program.costFactors.has(node) || program.alive.has(node)));
    if (moves) moving.push(node);
    else still += costs.nodeCents[node] + costs.centsPerTick[node] * network.remaining[node];
  }
  /** Assignments may need more time than the span that the rate refers to; both stretch alike. */
  const perHalfTick = costs.centsPerTick.map((cents, node) => (planned[node] > 0 ? (cents * network.remaining[node]) / planned[node] : cents) / 2);
  const cents = new Float64Array(LANES);
  return (into, at, lanes) => {
    cents.fill(still);
    for (const node of moving) {
      const column = program.spans[node];
      const factor = program.costFactors.get(node);
      const alive = program.alive.get(node) ?? [];
      const perTick = perHalfTick[node];
      for (let lane = 0; lane < lanes; lane += 1) {
        let own = costs.nodeCents[node] * (factor === undefined ? 1 : numbers[factor + lane]);
        for (const lives of alive) own *= numbers[lives + lane];
        cents[lane] += own + perTick * words[column + lane];
      }
    }
    for (const column of program.riskCents) for (let lane = 0; lane < lanes; lane += 1) cents[lane] += numbers[column + lane];
    into.set(cents.subarray(0, lanes), at);
  };
}
