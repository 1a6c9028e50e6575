/** The draws of a simulation plan as instructions on columns: what happens, by how much, and the spans and lags that follow. */
import { NODE, type Network } from "../network.ts";
import { OP, STRIDE } from "./block-image.ts";
import type { BlockWriter } from "./block-writer.ts";
import { normalQuantile, normalShare } from "./elementary-functions.ts";
import type { Shape, SimulationPlan } from "./simulation-plan.ts";

/** The 32-bit number 1 as a word. */
const BITS_OF_ONE = 0x3f800000;

interface Instruction {
  readonly op: number;
  readonly to: number;
  readonly a?: number;
  readonly b?: number;
  /** The stream of a draw; it becomes a key when the seed is known. */
  readonly stream?: number;
  readonly first?: number;
  readonly count?: number;
  readonly numbers?: readonly number[];
}

export interface BlockProgram {
  readonly from: number;
  readonly to: number;
  /** Where keys stand, and the streams they are made of. */
  readonly keys: readonly { readonly place: number; readonly stream: number }[];
  /** Column of each node's span (what is left of it), doubled ticks. */
  readonly spans: Int32Array;
  /** The longest that a draw can make it, in ticks, per node. */
  readonly longest: Float64Array;
  /** 1: there may be runs in which it takes no time. */
  readonly mayVanish: Uint8Array;
  /** 1: the span is the same in every run. */
  readonly isFixed: Uint8Array;
  /** Columns of drawn lags, by link, and how long they can be all together, in ticks. */
  readonly lags: ReadonlyMap<number, number>;
  readonly longestLags: number;
  /** Columns of cents of risks, of the nodes' cost factors (by node), and whether a node takes place (by node). */
  readonly riskCents: readonly number[];
  readonly costFactors: ReadonlyMap<number, number>;
  readonly alive: ReadonlyMap<number, readonly number[]>;
}

/** Spans beyond this many ticks (437 days of eight hours) leave no room for doubling and growth in 32-bit numbers. */
const MOST_PLANNED = 2_097_152;

interface Compiler {
  readonly writer: BlockWriter;
  readonly code: Instruction[];
  readonly tables: Map<Float64Array, number>;
  readonly scratch: readonly [number, number, number];
  /** A column of ones. */
  readonly one: number;
}

/** Planned ticks still to do, per node: the longest of its assignments, where these give its span. */
export function plannedTicks(network: Network): Float64Array {
  return Float64Array.from({ length: network.nodeCount }, (_, node) => {
    if (network.flags[node] & NODE.started) return network.remaining[node];
    let longest = network.flags[node] & NODE.driven ? 0 : network.span[node];
    if (network.flags[node] & NODE.driven) for (let k = network.firstDriver[node]; k < network.firstDriver[node + 1]; k += 1) longest = Math.max(longest, network.driverSpan[k]);
    return longest;
  });
}

/** Undefined where a number does not fit into the block's 32 bits. */
export function compileProgram(plan: SimulationPlan, writer: BlockWriter): BlockProgram | undefined {
  const planned = plannedTicks(plan.network);
  if (planned.some((ticks) => !(ticks <= MOST_PLANNED) || !Number.isInteger(ticks))) return undefined;
  const compiler: Compiler = { writer, code: [], tables: new Map(), scratch: [writer.column(), writer.column(), writer.column()], one: writer.constantColumn(BITS_OF_ONE) };
  const shares = correlatedShares(compiler, plan);
  const effects = effectsOfRisks(compiler, plan);
  const alive = aliveColumns(compiler, plan);
  const spans = spanColumns(compiler, plan, { planned, shares, effects, alive });
  const lags = lagColumns(compiler, plan, spans);
  if (!lags) return undefined;
  const costFactors = new Map<number, number>();
  for (const { node, stream, shape } of plan.costs.draws) costFactors.set(node, drawn(compiler, shape, stream, writer.column()));
  return { ...written(compiler), ...spans, ...lags, riskCents: effects.cents, costFactors, alive };
}

function written({ writer, code }: Compiler): Pick<BlockProgram, "from" | "to" | "keys"> {
  const keys: { place: number; stream: number }[] = [];
  const from = writer.words(new Array<number>(code.length * STRIDE).fill(0));
  code.forEach((one, index) => {
    const place = from + index * STRIDE;
    [one.op, one.to, one.a ?? 0, one.b ?? 0, one.first ?? 0, one.count ?? 0].forEach((word, at) => writer.setWord(place + at, word));
    (one.numbers ?? []).forEach((number, at) => writer.setNumber(place + 6 + at, number));
    if (one.stream !== undefined) keys.push({ place: place + 4, stream: one.stream });
  });
  return { from, to: from + code.length * STRIDE, keys };
}

/** Draws a shape into a column. */
function drawn(compiler: Compiler, shape: Shape, stream: number, to: number): number {
  const share = compiler.scratch[2];
  compiler.code.push({ op: OP.share, to: share, stream });
  return valueAt(compiler, shape, share, to);
}

function valueAt(compiler: Compiler, shape: Shape, share: number, to: number): number {
  const { code, writer } = compiler;
  if (shape.kind === "triangle") code.push({ op: OP.triangle, to, a: share, numbers: triangleNumbers(shape, 1) });
  else if (shape.kind === "steps") {
    const first = writer.numbers(shape.ends.flatMap((end, at) => [end, shape.values[at]]));
    code.push({ op: OP.steps, to, a: share, first, count: shape.ends.length });
  } else {
    const cells = shape.table.length - 1;
    code.push({ op: OP.table, to, a: share, first: tablePlace(compiler, shape.table), count: cells, numbers: [shape.low, shape.range, cells, 0] });
  }
  return to;
}

function tablePlace({ tables, writer }: Compiler, table: Float64Array): number {
  const known = tables.get(table);
  if (known !== undefined) return known;
  const place = writer.numbers(table);
  tables.set(table, place);
  return place;
}

function triangleNumbers({ low, mode, high }: Extract<Shape, { kind: "triangle" }>, times: number): number[] {
  const range = high - low;
  const split = range > 0 ? (mode - low) / range : 1;
  return [low * times, high * times, split, range * (mode - low) * times * times, range * (high - mode) * times * times];
}

/** The largest value that a shape can give. */
function largest(shape: Shape): number {
  if (shape.kind === "triangle") return shape.high;
  if (shape.kind === "steps") return shape.values.reduce((most, value) => Math.max(most, value), 0);
  return shape.low + shape.range * shape.table.reduce((most, value) => Math.max(most, value), 0);
}

/** The smallest. */
function smallest(shape: Shape): number {
  if (shape.kind === "triangle") return shape.low;
  if (shape.kind === "steps") return shape.values.reduce((least, value) => Math.min(least, value), Infinity);
  return shape.low + shape.range * shape.table.reduce((least, value) => Math.min(least, value), Infinity);
}

const NORMAL_CELLS = 4096;
/** Normal numbers beyond this happen once in 10^15. */
const NORMAL_END = 8;

/** The values of normal numbers at even shares; the ends are so far out that the outermost cells keep their means. */
const normalValues = Float64Array.from({ length: NORMAL_CELLS + 1 }, (_, cell) => normalQuantile(Math.min(1 - 0.18 / NORMAL_CELLS, Math.max(0.18 / NORMAL_CELLS, cell / NORMAL_CELLS))));
const normalShares = Float64Array.from({ length: NORMAL_CELLS + 1 }, (_, cell) => normalShare(-NORMAL_END + (2 * NORMAL_END * cell) / NORMAL_CELLS));

/** Columns of shares that go together (Gaussian copula), by their place among the span draws. */
function correlatedShares(compiler: Compiler, { correlations, spanDraws }: SimulationPlan): Map<number, number> {
  const { code, writer } = compiler;
  const found = new Map<number, number>();
  for (const { members, root } of correlations) {
    const normals = Array.from(members, (at) => {
      const to = writer.column();
      code.push({ op: OP.share, to, stream: spanDraws[at].stream });
      code.push({ op: OP.table, to, a: to, first: tablePlace(compiler, normalValues), count: NORMAL_CELLS, numbers: [0, 1, NORMAL_CELLS, 0] });
      return to;
    });
    members.forEach((at, row) => {
      const entries = normals.slice(0, row + 1).map((column, index) => ({ column, weight: root[row * members.length + index] })).filter(({ weight }) => weight !== 0);
      const first = writer.words(entries.flatMap(({ column }) => [column, 0]));
      entries.forEach(({ weight }, index) => writer.setNumber(first + 2 * index + 1, weight));
      const to = writer.column();
      code.push({ op: OP.mix, to, first, count: entries.length });
      code.push({ op: OP.table, to, a: to, first: tablePlace(compiler, normalShares), count: NORMAL_CELLS, numbers: [0, 1, NORMAL_CELLS / (2 * NORMAL_END), NORMAL_CELLS / 2] });
      found.set(at, to);
    });
  }
  return found;
}

/** What risks do, per node: columns of factors, of factors of which the largest counts, and of ticks. */
interface Effects {
  readonly series: Map<number, Effect[]>;
  readonly parallel: Map<number, Effect[]>;
  readonly delays: Map<number, Effect[]>;
  readonly cents: number[];
}

interface Effect {
  readonly column: number;
  readonly smallest: number;
  readonly largest: number;
}

function effectsOfRisks(compiler: Compiler, { risks }: SimulationPlan): Effects {
  const { code, writer, scratch } = compiler;
  const effects: Effects = { series: new Map(), parallel: new Map(), delays: new Map(), cents: [] };
  for (const { stream, probability, impactStream, shape, kind, nodes } of risks) {
    const isFactor = kind === "series" || kind === "parallel";
    const column = drawn(compiler, shape, impactStream, writer.column());
    code.push({ op: OP.share, to: scratch[0], stream });
    code.push({ op: OP.between, to: scratch[0], a: scratch[0], numbers: [-1, probability] });
    code.push({ op: OP.where, to: column, a: scratch[0], b: column, numbers: [isFactor ? 1 : 0] });
    if (kind === "cost") effects.cents.push(column);
    const into = kind === "series" ? effects.series : kind === "parallel" ? effects.parallel : effects.delays;
    const effect = { column, smallest: Math.min(isFactor ? 1 : 0, smallest(shape)), largest: Math.max(isFactor ? 1 : 0, largest(shape)) };
    if (kind !== "cost") for (const node of nodes) into.set(node, [...(into.get(node) ?? []), effect]);
  }
  return effects;
}

/** Columns that are 0 in the runs in which a branch leaves the node out. */
function aliveColumns({ code, writer }: Compiler, { branches }: SimulationPlan): Map<number, number[]> {
  const found = new Map<number, number[]>();
  for (const { stream, ends, ways } of branches) {
    const share = writer.column();
    code.push({ op: OP.share, to: share, stream });
    ways.forEach((nodes, way) => {
      const column = writer.column();
      code.push({ op: OP.between, to: column, a: share, numbers: [way === 0 ? -1 : ends[way - 1], ends[way] ?? 0] });
      for (const node of nodes) found.set(node, [...(found.get(node) ?? []), column]);
    });
  }
  return found;
}

interface SpanSources {
  readonly planned: Float64Array;
  readonly shares: ReadonlyMap<number, number>;
  readonly effects: Effects;
  readonly alive: ReadonlyMap<number, readonly number[]>;
}

type SpanColumns = Pick<BlockProgram, "spans" | "longest" | "mayVanish" | "isFixed">;

function spanColumns(compiler: Compiler, plan: SimulationPlan, sources: SpanSources): SpanColumns {
  const { nodeCount, flags } = plan.network;
  const draws = new Map<number, number[]>();
  plan.spanDraws.forEach(({ node }, at) => draws.set(node, [...(draws.get(node) ?? []), at]));
  const spans = new Int32Array(nodeCount);
  const longest = sources.planned.slice();
  const mayVanish = new Uint8Array(nodeCount);
  const isFixed = new Uint8Array(nodeCount);
  for (let node = 0; node < nodeCount; node += 1) {
    const own = draws.get(node) ?? [];
    const { series, parallel, delays } = sources.effects;
    const effects = [series.get(node) ?? [], parallel.get(node) ?? [], delays.get(node) ?? []] as const;
    const isStill = (own.length === 0 && effects.every((list) => list.length === 0) && !sources.alive.has(node)) || (sources.planned[node] === 0 && effects[2].length === 0);
    if (isStill || flags[node] & (NODE.finished | NODE.external)) {
      spans[node] = compiler.writer.constantColumn(2 * sources.planned[node]);
      isFixed[node] = 1;
      mayVanish[node] = sources.planned[node] === 0 ? 1 : 0;
      continue;
    }
    spans[node] = compiler.writer.column();
    const extent = spanOfNode(compiler, plan, sources, { node, own, effects, to: spans[node] });
    longest[node] = extent.longest;
    mayVanish[node] = extent.shortest >= 1 && !sources.alive.has(node) ? 0 : 1;
  }
  return { spans, longest, mayVanish, isFixed };
}

interface Extent {
  readonly shortest: number;
  readonly longest: number;
}

interface NodeDraws {
  readonly node: number;
  /** Places among the span draws. */
  readonly own: readonly number[];
  readonly effects: readonly [series: readonly Effect[], parallel: readonly Effect[], delays: readonly Effect[]];
  readonly to: number;
}

/** Factors first, then what is added, then whether it takes place at all; the answer is how short and how long it can become. */
function spanOfNode(compiler: Compiler, plan: SimulationPlan, { planned, shares, alive }: SpanSources, { node, own, effects, to }: NodeDraws): Extent {
  const { code, scratch } = compiler;
  const [series, parallel, delays] = effects;
  const lives = alive.get(node) ?? [];
  const [first] = own;
  const ticks = planned[node];
  const onlyDraw = own.length === 1 && !shares.has(first) && series.length + parallel.length + delays.length + lives.length === 0 ? plan.spanDraws[first] : undefined;
  if (onlyDraw?.shape.kind === "triangle") {
    code.push({ op: OP.triangleSpan, to, stream: onlyDraw.stream, numbers: triangleNumbers(onlyDraw.shape, ticks) });
    return { shortest: ticks * onlyDraw.shape.low, longest: ticks * onlyDraw.shape.high };
  }
  if (onlyDraw?.shape.kind === "table") {
    const { low, range, table } = onlyDraw.shape;
    code.push({ op: OP.tableSpan, to, a: tablePlace(compiler, table), count: table.length - 1, stream: onlyDraw.stream, numbers: [low * ticks, range * ticks] });
    return { shortest: ticks * smallest(onlyDraw.shape), longest: ticks * largest(onlyDraw.shape) };
  }
  const factors: number[] = [];
  let [shortest, longest] = [ticks, ticks];
  const [sum, other] = scratch;
  for (const at of own) {
    const { shape, stream } = plan.spanDraws[at];
    const share = shares.get(at);
    const column = factors.length === 0 ? sum : other;
    if (share === undefined) drawn(compiler, shape, stream, column);
    else valueAt(compiler, shape, share, column);
    if (factors.length > 0) code.push({ op: OP.times, to: sum, a: sum, b: other });
    factors.push(sum);
    shortest *= Math.max(0, smallest(shape));
    longest *= Math.max(0, largest(shape));
  }
  if (factors.length === 0) code.push({ op: OP.times, to: sum, a: compiler.one, b: compiler.one });
  for (const { column, largest: most, smallest: least } of series) {
    shortest *= Math.max(0, least);
    code.push({ op: OP.times, to: sum, a: sum, b: column });
    longest *= most;
  }
  if (parallel.length > 0) {
    parallel.forEach(({ column }, at) => code.push({ op: OP.larger, to: other, a: at === 0 ? compiler.one : other, b: column }));
    code.push({ op: OP.times, to: sum, a: sum, b: other });
    longest *= parallel.reduce((most, effect) => Math.max(most, effect.largest), 1);
  }
  code.push({ op: OP.scale, to: sum, a: sum, numbers: [ticks, 0] });
  for (const { column, largest: most, smallest: least } of delays) {
    shortest += least;
    code.push({ op: OP.plus, to: sum, a: sum, b: column });
    longest += most;
  }
  for (const column of lives) code.push({ op: OP.times, to: sum, a: sum, b: column });
  code.push({ op: OP.span, to, a: sum });
  return { shortest, longest };
}

const MOST_LAG = 1_000_000;

/** Undefined where a lag is too long. */
function lagColumns(compiler: Compiler, { network, shareLags, lagDraws }: SimulationPlan, { spans, longest }: SpanColumns): Pick<BlockProgram, "lags" | "longestLags"> | undefined {
  const { code, writer, scratch } = compiler;
  const lags = new Map<number, number>();
  let longestLags = 0;
  for (const { link, share } of shareLags) {
    const most = longest[network.linkFrom[link]] * Math.abs(share);
    if (most > MOST_LAG) return undefined;
    longestLags += most;
    const to = writer.column();
    code.push({ op: OP.ticks, to: scratch[0], a: spans[network.linkFrom[link]] });
    code.push({ op: OP.scale, to: scratch[0], a: scratch[0], numbers: [share, 0] });
    code.push({ op: OP.lag, to, a: scratch[0] });
    lags.set(link, to);
  }
  for (const { link, stream, shape, unit } of lagDraws) {
    const most = Math.abs(unit) * Math.max(Math.abs(largest(shape)), Math.abs(smallest(shape)));
    if (most > MOST_LAG) return undefined;
    longestLags += most;
    const to = writer.column();
    drawn(compiler, shape, stream, scratch[0]);
    code.push({ op: OP.scale, to: scratch[0], a: scratch[0], numbers: [unit, 0] });
    code.push({ op: OP.lag, to, a: scratch[0] });
    lags.set(link, to);
  }
  return { lags, longestLags };
}
