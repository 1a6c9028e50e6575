/** The door of simulation: runs a network many times with drawn spans, in blocks where it can be, else as one schedule a run. */
import { backwardPass } from "../backward-pass.ts";
import { addWork, TICKS_PER_MINUTE, workBetween } from "../calendar-table.ts";
import { forwardPass, pushByLateNodes } from "../forward-pass.ts";
import { CONSTRAINT, NODE, passMemory, type Network, type PassMemory } from "../network.ts";
import { latestFinish } from "../schedule-network.ts";
import { fillSlack } from "../slack.ts";
import { uniformDraw } from "./draws.ts";
import { normalQuantile, normalShare } from "./elementary-functions.ts";
import { blockPlanOf, simulateBlocks } from "./simulate-blocks.ts";
import { calendarsWithoutLostDays, lostDaysOf, type LosingCalendars } from "./lost-days.ts";
import { placePrimavera, primaveraRunsOf, stretchPrimavera, type PrimaveraRuns } from "./primavera-runs.ts";
import { valueAtShare } from "./shape.ts";
import type { Condition, RunRange, SimulationPart, SimulationPlan } from "./simulation-plan.ts";

/**
 * Simulates the runs `from` … `to - 1`. The same plan and seed give the same numbers for a run, whichever range it is part
 * of. `isCancelled` is asked now and then; where it says so, `undefined` comes back.
 */
export function simulateRuns(plan: SimulationPlan, range: RunRange, isCancelled: () => boolean = () => false): SimulationPart | undefined {
  const blocks = blockPlanOf(plan);
  return "refused" in blocks ? simulateOneByOne(plan, range, isCancelled) : simulateBlocks(plan, blocks, range, { isCancelled });
}

/** The same for plans of any kind: every run is a schedule of its own by the same passes as the plan's dates. */
export function simulateOneByOne(plan: SimulationPlan, range: RunRange, isCancelled: () => boolean = () => false): SimulationPart | undefined {
  const work = workOf(plan);
  const part = emptyPart(plan, range);
  for (let run = range.from; run < range.to; run += 1) {
    if ((run & 63) === 0 && isCancelled()) return undefined;
    oneRun(work, part, range, run);
  }
  return part;
}

/** A run as it lies in time, node by node: valid only while it is looked at. */
export interface SeenRun {
  /** In ticks: from where to where; a started node from its actual start on. */
  readonly start: Float64Array;
  readonly finish: Float64Array;
  /** Still to come, in cents. */
  readonly cents: Float64Array;
  /** Of the whole run, what is fixed and what risks cost in it. */
  readonly cost: number;
}

/** Shows the runs `from` … `to - 1` one after the other, each by the same draws and passes as a simulation has it. */
export function watchRuns(plan: SimulationPlan, range: Omit<RunRange, "wanted">, see: (run: SeenRun) => void): void {
  const work = workOf(plan);
  const { costs, network } = plan;
  const part = emptyPart(plan, { ...range, wanted: "finish" });
  const cents = new Float64Array(network.nodeCount);
  for (let run = range.from; run < range.to; run += 1) {
    oneRun(work, part, { ...range, wanted: "finish" }, run);
    for (let node = 0; node < network.nodeCount; node += 1) cents[node] = costs.nodeCents[node] * work.costFactor[node] + costs.centsPerTick[node] * work.net.remaining[node];
    see({ start: work.memory.earlyStart, finish: work.memory.earlyFinish, cents, cost: part.cost[run - range.from] });
  }
}

/** Parts of consecutive ranges as one. */
export function joinParts(parts: readonly SimulationPart[]): SimulationPart {
  const sorted = [...parts].sort((a, b) => a.from - b.from);
  const [first] = sorted;
  if (!first) throw new Error("Leadline bug: no runs to join");
  const runs = sorted.reduce((sum, part) => sum + part.finish.length, 0);
  const rows = first.finish.length === 0 ? 0 : first.nodeFinish.length / first.finish.length;
  const nodeFinish = new Float64Array(rows * runs);
  let at = 0;
  for (const part of sorted) {
    const length = part.finish.length;
    for (let row = 0; row < rows; row += 1) nodeFinish.set(part.nodeFinish.subarray(row * length, (row + 1) * length), row * runs + at);
    at += length;
  }
  const last = sorted[sorted.length - 1];
  return {
    from: first.from,
    to: last.to,
    finish: joined(sorted.map(({ finish }) => finish), runs),
    cost: joined(sorted.map(({ cost }) => cost), runs),
    critical: summed(sorted.map(({ critical }) => critical)),
    span: summed(sorted.map(({ span }) => span)),
    spanSquares: summed(sorted.map(({ spanSquares }) => spanSquares)),
    spanTimesFinish: summed(sorted.map(({ spanTimesFinish }) => spanTimesFinish)),
    nodeFinish,
  };
}

function joined(parts: readonly Float64Array[], length: number): Float64Array {
  const all = new Float64Array(length);
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

function summed(parts: readonly Float64Array[]): Float64Array {
  const sums = new Float64Array(parts[0].length);
  for (const part of parts) for (let n = 0; n < part.length; n += 1) sums[n] += part[n];
  return sums;
}

function emptyPart({ network, reported }: SimulationPlan, { from, to, wanted }: RunRange): SimulationPart {
  const runs = to - from;
  const nodes = wanted === "everything" ? network.nodeCount : 0;
  const sums = (): Float64Array => new Float64Array(nodes);
  const rows = wanted === "everything" ? reported.length : 0;
  return { from, to, finish: new Float64Array(runs), cost: new Float64Array(runs), critical: sums(), span: sums(), spanSquares: sums(), spanTimesFinish: sums(), nodeFinish: new Float64Array(runs * rows) };
}

/** A network of which one run may change spans and lags, and all that a run writes. */
interface Work {
  readonly plan: SimulationPlan;
  readonly net: Network;
  readonly memory: PassMemory;
  readonly draws: Float64Array;
  readonly factor: Float64Array;
  readonly parallel: Float64Array;
  readonly added: Float64Array;
  /** Nodes whose span can differ from the plan's. */
  readonly touched: readonly number[];
  /** Place of each link among the outward arrays. */
  readonly outOfLink: Int32Array;
  readonly costFactor: Float64Array;
  /** In the order of the nodes that decide: an earlier one can move a later one. */
  readonly conditions: readonly Condition[];
  readonly hasLateNodes: boolean;
  readonly losing: LosingCalendars;
  readonly primavera: PrimaveraRuns | undefined;
}

function workOf(plan: SimulationPlan): Work {
  const { network } = plan;
  const { nodeCount } = network;
  const losing = lostDaysOf(plan);
  const net: Network = {
    ...network,
    calendars: losing.calendars,
    flags: network.flags.slice(),
    span: network.span.slice(),
    remaining: network.remaining.slice(),
    fixedFinish: network.fixedFinish.slice(),
    driverSpan: network.driverSpan.slice(),
    driverRemaining: network.driverRemaining.slice(),
    lag: network.lag.slice(),
    outLag: network.outLag.slice(),
  };
  const touched = new Set<number>();
  for (const { node } of plan.spanDraws) touched.add(node);
  for (const { kind, nodes } of plan.risks) if (kind !== "cost") for (const node of nodes) touched.add(node);
  for (const { ways } of plan.branches) for (const way of ways) for (const node of way) touched.add(node);
  const conditions = [...(plan.conditions ?? [])].sort((a, b) => a.node - b.node);
  for (const { outIfLater, outIfNot } of conditions) for (const node of [...outIfLater, ...outIfNot]) touched.add(node);
  for (const node of losing.nodes) touched.add(node);
  const outOfLink = new Int32Array(network.linkFrom.length);
  for (let at = 0; at < network.outLink.length; at += 1) outOfLink[network.outLink[at]] = at;
  return {
    plan,
    net,
    memory: passMemory(nodeCount),
    draws: new Float64Array(plan.spanDraws.length),
    factor: new Float64Array(nodeCount).fill(1),
    parallel: new Float64Array(nodeCount).fill(1),
    added: new Float64Array(nodeCount),
    touched: [...touched].sort((a, b) => a - b),
    outOfLink,
    costFactor: new Float64Array(nodeCount).fill(1),
    conditions,
    hasLateNodes: network.constraint.includes(CONSTRAINT.ALAP),
    losing,
    primavera: plan.primavera && primaveraRunsOf(plan.primavera, net.lag),
  };
}

function oneRun(work: Work, part: SimulationPart, { seed, from, wanted }: RunRange, run: number): void {
  const { plan, net, memory } = work;
  const riskCents = drawRun(work, seed, run);
  calendarsWithoutLostDays(work.losing, seed, run);
  for (const node of work.touched) stretch(work, node);
  moveLags(work, seed, run);
  let early = placeEarly(work);
  for (const condition of work.conditions) early = leaveOut(work, condition, early);
  const pushes = work.hasLateNodes && !work.primavera && pushedFinish(work, early);
  const finish = pushes === false ? early : pushes;
  part.finish[run - from] = finish;
  part.cost[run - from] = costOf(work) + riskCents;
  if (wanted === "finish") return;
  if (pushes === false && !work.primavera) backwardPass(net, memory, finish);
  if (!work.primavera) fillSlack(net, memory);
  const runs = part.finish.length;
  for (let row = 0; row < plan.reported.length; row += 1) part.nodeFinish[row * runs + run - from] = memory.earlyFinish[plan.reported[row]];
  countNodes(work, part, finish);
}

/** Nodes as late as possible are placed after the backward pass and push what comes after them; the answer is the latest finish then. */
function pushedFinish({ net, memory }: Work, early: number): number {
  backwardPass(net, memory, early);
  pushByLateNodes(net, memory);
  let latest = -Infinity;
  for (let n = 0; n < net.nodeCount; n += 1) {
    if (net.flags[n] & NODE.junction || !Number.isFinite(memory.earlyFinish[n]) || !Number.isFinite(memory.lateStart[n])) continue;
    const isLate = net.constraint[n] === CONSTRAINT.ALAP && (net.flags[n] & (NODE.started | NODE.fixed | NODE.external)) === 0;
    latest = Math.max(latest, (isLate ? memory.lateFinish : memory.earlyFinish)[n]);
  }
  return latest === -Infinity ? early : latest;
}

/** Early dates by the plan's rules; the answer is the latest finish. */
function placeEarly({ net, memory, primavera }: Work): number {
  if (primavera) return placePrimavera(primavera, net, memory);
  forwardPass(net, memory);
  return latestFinish(net, memory);
}

/** The finish after a date has decided: nodes of the way not taken take no time. */
function leaveOut(work: Work, { node, later, outIfLater, outIfNot }: Condition, finish: number): number {
  const { memory, factor, added, costFactor } = work;
  const left = memory.earlyFinish[node] > later ? outIfLater : outIfNot;
  for (const out of left) {
    factor[out] = added[out] = costFactor[out] = 0;
    stretch(work, out);
  }
  return left.length > 0 ? placeEarly(work) : finish;
}

/** Fills factors and added ticks of this run; the answer is what risks cost, in cents. */
function drawRun(work: Work, seed: number, run: number): number {
  const { plan, draws, factor, parallel, added, costFactor } = work;
  for (const node of work.touched) {
    costFactor[node] = 1;
    factor[node] = 1;
    parallel[node] = 1;
    added[node] = 0;
  }
  for (let at = 0; at < draws.length; at += 1) draws[at] = uniformDraw(seed, plan.spanDraws[at].stream, run);
  for (const { members, root } of plan.correlations) correlate(draws, members, root);
  for (let at = 0; at < draws.length; at += 1) factor[plan.spanDraws[at].node] *= valueAtShare(plan.spanDraws[at].shape, draws[at]);
  for (const { node, stream, shape } of plan.costs.draws) costFactor[node] = valueAtShare(shape, uniformDraw(seed, stream, run));
  let cents = 0;
  for (const risk of plan.risks) {
    if (uniformDraw(seed, risk.stream, run) >= risk.probability) continue;
    const impact = valueAtShare(risk.shape, uniformDraw(seed, risk.impactStream, run));
    if (risk.kind === "cost") cents += impact;
    else if (risk.kind === "delay") for (const node of risk.nodes) added[node] += impact;
    else if (risk.kind === "series") for (const node of risk.nodes) factor[node] *= impact;
    else for (const node of risk.nodes) parallel[node] = Math.max(parallel[node], impact);
  }
  for (const branch of plan.branches) takeBranch(work, branch, uniformDraw(seed, branch.stream, run));
  return cents;
}

function takeBranch({ factor, added, costFactor }: Work, { ends, ways }: SimulationPlan["branches"][number], share: number): void {
  const taken = ends.findIndex((end) => share < end);
  ways.forEach((nodes, way) => {
    for (const node of nodes) {
      if (way !== taken) factor[node] = added[node] = costFactor[node] = 0;
    }
  });
}

/** Turns independent shares into shares that go together: through normal numbers, mixed by the root of their correlations. */
function correlate(draws: Float64Array, members: Int32Array, root: Float64Array): void {
  const size = members.length;
  const normal = Float64Array.from(members, (at) => normalQuantile(draws[at]));
  for (let row = 0; row < size; row += 1) {
    let sum = 0;
    for (let column = 0; column <= row; column += 1) sum += root[row * size + column] * normal[column];
    draws[members[row]] = normalShare(sum);
  }
}

/** Spans are whole ticks, as everywhere: calendars are exact only on those. */
function stretch({ plan, net, factor, parallel, added, primavera }: Work, node: number): void {
  const planned = plan.network;
  const flags = planned.flags[node];
  if (flags & (NODE.finished | NODE.external)) return;
  const by = factor[node] * parallel[node];
  const more = added[node];
  const stretched = (ticks: number): number => Math.max(0, Math.round(ticks * by + more));
  if (primavera) stretchPrimavera(primavera, node, stretched);
  if (flags & (NODE.started | NODE.fixed)) {
    const begin = flags & NODE.started ? planned.resume[node] : planned.fixedStart[node];
    net.remaining[node] = stretched(planned.remaining[node]);
    net.span[node] = planned.span[node] - planned.remaining[node] + net.remaining[node];
    const isAsPlanned = by === 1 && more === 0 && net.calendars[net.calendarOf[node]] === planned.calendars[planned.calendarOf[node]];
    net.fixedFinish[node] = isAsPlanned ? planned.fixedFinish[node] : finishAfter(planned, net, node, begin, stretched);
    return;
  }
  net.span[node] = net.remaining[node] = stretched(planned.span[node]);
  net.flags[node] = net.span[node] === 0 ? flags | NODE.milestone : flags;
  for (let k = planned.firstDriver[node]; k < planned.firstDriver[node + 1]; k += 1) net.driverSpan[k] = net.driverRemaining[k] = stretched(planned.driverSpan[k]);
}

/** Where the rest of a task under way ends that has become longer or shorter. */
function finishAfter(planned: Network, net: Network, node: number, begin: number, stretched: (ticks: number) => number): number {
  const end = planned.fixedFinish[node];
  if (planned.flags[node] & NODE.elapsed) return begin + stretched(end - begin);
  const calendar = planned.calendars[planned.calendarOf[node]];
  return addWork(net.calendars[net.calendarOf[node]], begin, stretched(workBetween(calendar, begin, end)));
}

function moveLags({ plan, net, outOfLink }: Work, seed: number, run: number): void {
  for (const { link, share } of plan.shareLags) net.lag[link] = Math.round(net.span[plan.network.linkFrom[link]] * share);
  for (const { link, stream, shape, unit } of plan.lagDraws) net.lag[link] = Math.round(unit * valueAtShare(shape, uniformDraw(seed, stream, run)));
  for (const { link } of plan.shareLags) net.outLag[outOfLink[link]] = net.lag[link];
  for (const { link } of plan.lagDraws) net.outLag[outOfLink[link]] = net.lag[link];
}

function costOf({ plan: { network, costs }, net, costFactor }: Work): number {
  let cents = costs.fixedCents;
  for (let node = 0; node < network.nodeCount; node += 1) cents += costs.nodeCents[node] * costFactor[node] + costs.centsPerTick[node] * net.remaining[node];
  return cents;
}

/** Whole minutes, so that the sums are exact. */
function countNodes({ net, memory }: Work, part: SimulationPart, finish: number): void {
  const after = Math.round((finish - net.projectStart) / TICKS_PER_MINUTE);
  for (let node = 0; node < net.nodeCount; node += 1) {
    if (memory.totalSlack[node] <= 0 && !(net.flags[node] & (NODE.finished | NODE.external))) part.critical[node] += 1;
    const minutes = Math.round(net.span[node] / TICKS_PER_MINUTE);
    part.span[node] += minutes;
    part.spanSquares[node] += minutes * minutes;
    part.spanTimesFinish[node] += minutes * after;
  }
}
