/** Blocks of runs on networks whose answers are known on paper, and the vector code's origin. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { buildCalendarTable } from "../calendar-table.ts";
import { completeNetwork, CONSTRAINT, type Network } from "../network.ts";
import { SOURCE_HASH } from "./block-code.ts";
import { normalQuantile } from "./elementary-functions.ts";
import { blockPlanOf, simulateBlocks } from "./simulate-blocks.ts";
import type { RiskDraw, SimulationPart, SimulationPlan, SpanDraw } from "./simulation-plan.ts";

const DAY = 14_400;
const ROUND_THE_CLOCK = buildCalendarTable({ patterns: [{ from: [0], to: [DAY] }], week: [0, 0, 0, 0, 0, 0, 0], firstDay: 0, days: [], firstWeekday: 4 });

/** Nodes with spans in ticks, one after the other where a link says so; all time is worked. */
function networkOf(spans: readonly number[], links: readonly (readonly [number, number])[]): Network {
  const nodeCount = spans.length;
  const sorted = [...links].sort((a, b) => a[1] - b[1]);
  const firstPredecessor = Int32Array.from({ length: nodeCount + 1 }, (_, node) => sorted.filter(([, to]) => to < node).length);
  const zeros = (): Float64Array => new Float64Array(nodeCount);
  const perLink = (): Float64Array => new Float64Array(sorted.length);
  return completeNetwork({
    nodeCount,
    calendars: [ROUND_THE_CLOCK],
    projectStart: 0,
    honorConstraints: true,
    multipleCriticalPaths: false,
    criticalSlackLimit: 0,
    calendarOf: new Uint16Array(nodeCount),
    flags: new Uint16Array(nodeCount),
    span: Float64Array.from(spans),
    remaining: Float64Array.from(spans),
    stop: zeros(),
    resume: zeros(),
    constraint: new Uint8Array(nodeCount).fill(CONSTRAINT.ASAP),
    constraintDate: zeros(),
    deadline: zeros().fill(Infinity),
    fixedStart: zeros(),
    fixedFinish: zeros(),
    delay: zeros(),
    lateGroup: new Int32Array(nodeCount),
    groupCount: 0,
    floor: zeros(),
    firstDriver: new Int32Array(nodeCount + 1),
    driverCalendar: new Uint16Array(0),
    driverSpan: new Float64Array(0),
    driverRemaining: new Float64Array(0),
    driverWaits: new Uint8Array(0),
    firstPredecessor,
    linkFrom: Int32Array.from(sorted, ([from]) => from),
    linkTo: Int32Array.from(sorted, ([, to]) => to),
    linkType: new Uint8Array(sorted.length),
    lag: perLink(),
    lagIsElapsed: new Uint8Array(sorted.length),
    lagCalendar: new Uint16Array(sorted.length),
    linkToSummary: new Uint8Array(sorted.length),
  });
}

function planOf(network: Network, draws: Partial<SimulationPlan>): SimulationPlan {
  const nothing = new Float64Array(network.nodeCount);
  return { network, spanDraws: [], lagDraws: [], shareLags: [], correlations: [], risks: [], branches: [], costs: { fixedCents: 0, nodeCents: nothing, centsPerTick: nothing, draws: [] }, reported: Int32Array.from(nothing, (_, node) => node), ...draws };
}

function simulated(plan: SimulationPlan, to = 20_000): SimulationPart {
  const blocks = blockPlanOf(plan);
  if ("refused" in blocks) throw new Error(blocks.refused);
  const part = simulateBlocks(plan, blocks, { seed: 3, from: 0, to, wanted: "everything" });
  if (!part) throw new Error("Nobody cancelled this.");
  return part;
}

const mean = (values: ArrayLike<number>): number => Array.from(values).reduce((sum, value) => sum + value, 0) / values.length;

function moments(a: ArrayLike<number>, b: ArrayLike<number>): { deviation: number; correlation: number } {
  const [meanA, meanB] = [mean(a), mean(b)];
  let [ab, aa, bb] = [0, 0, 0];
  for (let at = 0; at < a.length; at += 1) {
    ab += (a[at] - meanA) * (b[at] - meanB);
    aa += (a[at] - meanA) ** 2;
    bb += (b[at] - meanB) ** 2;
  }
  return { deviation: Math.sqrt(aa / a.length), correlation: ab / Math.sqrt(aa * bb) };
}

const NORMAL = Float64Array.from({ length: 2049 }, (_, cell) => normalQuantile(Math.min(0.9999, Math.max(0.0001, cell / 2048))));
/** Days with mean 10 and deviation 2, as multiples of ten days. */
const normal = (node: number): SpanDraw => ({ node, stream: node + 1, shape: { kind: "table", low: 1, range: 0.2, table: NORMAL } });

test("EX-C5: the later of two normal paths takes 11.128 days on average, of three 11.693; P(all by 10) is .25 and .125", () => {
  for (const [paths, days, chance] of [[2, 11.1284, 0.25], [3, 11.6926, 0.125]] as const) {
    const network = networkOf(Array.from({ length: paths }, () => 10 * DAY), []);
    const { finish, critical } = simulated(planOf(network, { spanDraws: Array.from({ length: paths }, (_, node) => normal(node)) }));
    expect(Math.abs(mean(finish) / DAY - days)).toBeLessThan(0.05);
    expect(Math.abs(finish.filter((ticks) => ticks <= 10 * DAY).length / finish.length - chance)).toBeLessThan(0.012);
    for (const count of critical) expect(Math.abs(count / finish.length - 1 / paths)).toBeLessThan(0.012);
  }
});

test("EX-C6: ten spans with correlation .3 and deviation 1 sum to deviation 6.083 instead of 3.162", () => {
  const count = 10;
  const chain = networkOf(Array.from({ length: count }, () => 10 * DAY), Array.from({ length: count - 1 }, (_, at) => [at, at + 1] as const));
  const spanDraws = Array.from({ length: count }, (_, node): SpanDraw => ({ node, stream: node + 1, shape: { kind: "table", low: 1, range: 0.1, table: NORMAL } }));
  const members = Int32Array.from({ length: count }, (_, at) => at);
  const together = simulated(planOf(chain, { spanDraws, correlations: [{ members, root: rootOf(count, 0.3) }] }));
  const alone = simulated(planOf(chain, { spanDraws }));
  expect(Math.abs(moments(together.finish, together.finish).deviation / DAY - 6.0828)).toBeLessThan(0.12);
  expect(Math.abs(moments(alone.finish, alone.finish).deviation / DAY - 3.1623)).toBeLessThan(0.06);
});

/** Lower root of a matrix with 1 on the diagonal and `rho` elsewhere (Cholesky). */
function rootOf(size: number, rho: number): Float64Array {
  const root = new Float64Array(size * size);
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column <= row; column += 1) {
      let rest = row === column ? 1 : rho;
      for (let k = 0; k < column; k += 1) rest -= root[row * size + k] * root[column * size + k];
      root[row * size + column] = row === column ? Math.sqrt(rest) : rest / root[column * size + column];
    }
  }
  return root;
}

const factor = (stream: number, probability: number, [low, mode, high]: readonly [number, number, number], kind: RiskDraw["kind"], nodes: readonly number[]): RiskDraw => ({ stream, impactStream: stream + 1, probability, kind, nodes: Int32Array.from(nodes), shape: { kind: "triangle", low, mode, high } });

test("EX-C7: a shared driver correlates two activities by .473; each has mean factor 1.0079 and variance .00298", () => {
  const network = networkOf([100 * DAY, 100 * DAY], []);
  const own = (node: number): RiskDraw => factor(10 + 10 * node, 0.25, [0.8, 0.95, 1.05], "series", [node]);
  const { nodeFinish } = simulated(planOf(network, { risks: [factor(1, 0.5, [0.95, 1.05, 1.15], "series", [0, 1]), own(0), own(1)] }));
  const runs = nodeFinish.length / 2;
  const [a, b] = [nodeFinish.slice(0, runs), nodeFinish.slice(runs)].map((days) => days.map((ticks) => ticks / (100 * DAY)));
  expect(Math.abs(mean(a) - 1.007917)).toBeLessThan(0.002);
  const { deviation, correlation } = moments(a, b);
  expect(Math.abs(deviation * deviation - 0.00298095)).toBeLessThan(0.0001);
  expect(Math.abs(correlation - 0.473)).toBeLessThan(0.025);
});

test("EX-C8: two factors that occur, 1.3 and 1.2, make 1.56 in series and 1.30 in parallel", () => {
  const network = networkOf([100 * DAY], []);
  for (const [kind, days] of [["series", 156], ["parallel", 130]] as const) {
    const risks = [1.3, 1.2].map((by, at) => factor(1 + 10 * at, 1, [by, by, by], kind, [0]));
    expect(Array.from(simulated(planOf(network, { risks }), 3).finish, (ticks) => Math.round((ticks / DAY) * 1000) / 1000)).toEqual([days, days, days]);
  }
});

test("branches are taken in their shares, and what is left out takes no time and costs nothing", () => {
  const network = networkOf([10 * DAY, 5 * DAY, 20 * DAY], [[0, 1], [0, 2]]);
  const nodeCents = Float64Array.of(0, 100, 700);
  const branches = [{ stream: 5, ends: [0.3, 1], ways: [Int32Array.of(1), Int32Array.of(2)] }];
  const { finish, cost } = simulated(planOf(network, { branches, costs: { fixedCents: 1, nodeCents, centsPerTick: new Float64Array(3), draws: [] } }));
  expect([...new Set(Array.from(finish, (ticks) => ticks / DAY))].sort()).toEqual([15, 30]);
  expect(Math.abs(finish.filter((ticks) => ticks === 15 * DAY).length / finish.length - 0.3)).toBeLessThan(0.015);
  expect(cost.every((cents, run) => cents === (finish[run] === 15 * DAY ? 101 : 701))).toBe(true);
});

test("sums over the runs are those of the runs", () => {
  const network = networkOf([10 * DAY, 6 * DAY], [[0, 1]]);
  const { span, spanSquares, spanTimesFinish, nodeFinish, finish } = simulated(planOf(network, { spanDraws: [{ node: 0, stream: 1, shape: { kind: "triangle", low: 0.5, mode: 1, high: 2 } }] }), 1000);
  const spans = Array.from(nodeFinish.slice(0, 1000), (ticks) => Math.floor((ticks + 5) / 10));
  expect([span[0], span[1]]).toEqual([spans.reduce((sum, x) => sum + x, 0), 1000 * 6 * 1440]);
  expect(spanSquares[0]).toBe(spans.reduce((sum, x) => sum + x * x, 0));
  expect(spanTimesFinish[0]).toBe(spans.reduce((sum, x, run) => sum + x * Math.round(finish[run] / 10), 0));
});

test("the vector code was compiled from the source that stands beside it", () => {
  const root = join(import.meta.dirname, "../../../..");
  const { version }: { version: string } = JSON.parse(readFileSync(join(root, "node_modules/assemblyscript/package.json"), "utf8"));
  const hash = createHash("sha256").update(`${version}\n`).update(readFileSync(join(root, "packages/kernel/assembly/block.ts"))).digest("hex");
  expect(SOURCE_HASH, "run: npm run simulation-code").toBe(hash);
});
