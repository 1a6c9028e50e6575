/** Single runs of a simulation in blocks against the scheduler's own passes on the spans that these runs drew. */
import { addWork } from "@leadline/kernel/calendar-table.ts";
import { NODE, type Network } from "@leadline/kernel/network.ts";
import { scheduleNetwork } from "@leadline/kernel/schedule-network.ts";
import { twinEngine } from "@leadline/kernel/simulation/block-engine.ts";
import { HEAD, KIND, NODE_WORDS, RECORD } from "@leadline/kernel/simulation/block-image.ts";
import { instantOf } from "@leadline/kernel/simulation/block-network.ts";
import { streamKey } from "@leadline/kernel/simulation/draws.ts";
import { blockPlanOf, type BlockPlan } from "@leadline/kernel/simulation/simulate-blocks.ts";
import type { Shape, SimulationPlan, SpanDraw } from "@leadline/kernel/simulation/simulation-plan.ts";

/** A plan in which every task that is not finished takes 40 to 250 % of its planned span. */
export function uncertainPlan(network: Network): SimulationPlan {
  const spanDraws: SpanDraw[] = [];
  for (let node = 0; node < network.nodeCount; node += 1) {
    if (((network.flags[node] ?? 0) & (NODE.finished | NODE.external | NODE.fixed)) !== 0) continue;
    spanDraws.push({ node, stream: node + 1, shape: { kind: "triangle", low: 0.4, mode: 1, high: 2.5 } });
  }
  const nothing = new Float64Array(network.nodeCount);
  return { network, spanDraws, lagDraws: [], shareLags: [], correlations: [], risks: [], branches: [], costs: { fixedCents: 0, nodeCents: nothing, centsPerTick: nothing, draws: [] }, reported: new Int32Array(0) };
}

/** A plan with everything that can be drawn: ranges of three shapes, correlated ones, risks of each kind, a branch, lags and costs. */
export function riskyPlan(network: Network): SimulationPlan {
  const plain = uncertainPlan(network);
  const shapes: readonly Shape[] = [
    { kind: "triangle", low: 0.75, mode: 1, high: 2 },
    { kind: "table", low: 0.5, range: 1.5, table: Float64Array.from({ length: 65 }, (_, cell) => (cell / 64) * (cell / 64)) },
    { kind: "steps", ends: [0.5, 0.8, 1], values: [1, 1.5, 0.8] },
  ];
  const worked = plain.spanDraws.map(({ node }) => node).filter((node) => (network.span[node] ?? 0) > 0);
  const spanDraws = worked.map((node, at): SpanDraw => ({ node, stream: node + 1, shape: shapes[at % 3] ?? { kind: "triangle", low: 1, mode: 1, high: 1 } }));
  const every = (step: number, first: number): Int32Array => Int32Array.from(worked.filter((_, at) => at % step === first));
  const ownLag = (k: number): boolean => network.calendarOf[network.linkFrom[k] ?? 0] === network.calendarOf[network.linkTo[k] ?? 0];
  const links = Array.from({ length: network.linkFrom.length }, (_, k) => k).filter(ownLag);
  const kinds = ["series", "parallel", "delay", "cost"] as const;
  const third = Math.sqrt(1 - 0.36);
  return {
    ...plain,
    spanDraws,
    correlations: [{ members: Int32Array.of(0, 2, 4), root: Float64Array.of(1, 0, 0, 0.6, 0.8, 0, 0.6, 0, third) }],
    risks: kinds.map((kind, at) => ({ stream: 900_001 + at, probability: 0.3, impactStream: 910_001 + at, kind, nodes: every(5, at), shape: kind === "delay" ? { kind: "triangle", low: 0, mode: 4800, high: 9600 } : kind === "cost" ? { kind: "triangle", low: 1000, mode: 5000, high: 20_000 } : { kind: "triangle", low: 0.9, mode: 1.2, high: 1.6 } })),
    branches: [{ stream: 920_001, ends: [0.3, 0.9], ways: [every(20, 3), every(20, 9)] }],
    lagDraws: links.slice(0, 3).map((link) => ({ link, stream: 930_001 + link, unit: 1, shape: { kind: "triangle", low: -600, mode: 1200, high: 4800 } })),
    shareLags: links.slice(3, 6).map((link) => ({ link, share: 0.25 })),
    costs: { fixedCents: 12_345, nodeCents: network.span.map(() => 70), centsPerTick: network.span.map((_, node) => (node % 3) / 8), draws: [{ node: worked[1] ?? 0, stream: 940_001, shape: { kind: "triangle", low: 0.5, mode: 1, high: 2 } }] },
    reported: Int32Array.from({ length: network.nodeCount }, (_, node) => node),
  };
}

/** What the first lanes of a block say otherwise than the scheduler; "refused …" where the plan does not go into blocks. */
export function laneDifferences(plan: SimulationPlan, lanes: number): string {
  const blocks = blockPlanOf(plan);
  if ("refused" in blocks) return `refused: ${blocks.refused}`;
  const engine = twinEngine(blocks.image);
  const { words } = engine.memory;
  for (const { place, stream } of blocks.program.keys) words[place] = streamKey(7, stream);
  words[HEAD.wantsSlack] = 1;
  engine.run(0);
  return Array.from({ length: lanes }, (_, lane) => differencesOfLane(plan.network, blocks, words, lane)).flat().slice(0, 8).join("\n");
}

function differencesOfLane(planned: Network, { program, network }: BlockPlan, words: Int32Array, lane: number): string[] {
  const word = (place: number): number => words[place] ?? Number.NaN;
  const spans = Float64Array.from(program.spans, (column) => word(column + lane) / 2);
  const dates = scheduleNetwork(withSpans(planned, spans));
  const projectWord = word(word(HEAD.project) + lane);
  const axis = network.axes[0];
  const project = network.isByClock || !axis ? planned.projectStart + projectWord / 2 : instantOf(axis, projectWord);
  const found = project === dates.projectFinish ? [] : [`lane ${lane}: project finish ${project} instead of ${dates.projectFinish}`];
  for (let node = 0; node < planned.nodeCount; node += 1) {
    const flags = planned.flags[node] ?? 0;
    if ((flags & (NODE.finished | NODE.external | NODE.fixed)) !== 0) continue;
    const record = word(HEAD.records) + node * NODE_WORDS;
    const isGiven = (word(record) & KIND.given) !== 0;
    const finish = word(word(record + RECORD.finish) + lane);
    const isCritical = word(word(record + RECORD.late) + lane) <= (finish & -2);
    const own = network.axes[network.axisOf[node] ?? 0];
    if (own && !isGiven && instantOf(own, finish) !== dates.earlyFinish[node]) found.push(`lane ${lane}, node ${node}: finish ${instantOf(own, finish)} instead of ${dates.earlyFinish[node]}`);
    const slack = dates.totalSlack[node] ?? Number.NaN;
    if (isCritical !== slack <= 0) found.push(`lane ${lane}, node ${node}: ${isCritical ? "critical" : "not critical"} with slack ${slack}`);
  }
  return found;
}

function withSpans(planned: Network, spans: Float64Array): Network {
  const flags = planned.flags.map((bits, node) => (spans[node] === 0 ? bits | NODE.milestone : bits));
  const fixedFinish = planned.fixedFinish.map((finish, node) => {
    const calendar = planned.calendars[planned.calendarOf[node] ?? 0];
    const bits = planned.flags[node] ?? 0;
    const isUnderWay = (bits & NODE.started) !== 0 && (bits & (NODE.finished | NODE.external | NODE.fixed)) === 0;
    return isUnderWay && calendar && spans[node] !== planned.remaining[node] ? addWork(calendar, planned.resume[node] ?? 0, spans[node] ?? 0) : finish;
  });
  const driverSpan = planned.driverSpan.slice();
  const span = planned.span.slice();
  for (let node = 0; node < planned.nodeCount; node += 1) {
    const own = spans[node] ?? 0;
    if (((planned.flags[node] ?? 0) & NODE.started) === 0) span[node] = own;
    for (let k = planned.firstDriver[node] ?? 0; k < (planned.firstDriver[node + 1] ?? 0); k += 1) driverSpan[k] = own;
  }
  return { ...planned, span, remaining: spans, flags, fixedFinish, driverSpan };
}
