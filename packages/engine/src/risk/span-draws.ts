/** Ranges of durations, of work, of lags and of fixed costs as draws of the kernel. */
import { NODE } from "@leadline/kernel/network.ts";
import { streamOf } from "@leadline/kernel/simulation/draws.ts";
import type { LagDraw, RiskDraw, Shape, SpanDraw } from "@leadline/kernel/simulation/simulation-plan.ts";
import { settingsOf, type Project } from "../model/project.ts";
import type { Assignment, Task } from "../model/records.ts";
import { assignmentsByTask } from "../schedule/drivers.ts";
import type { CompiledNetwork } from "../schedule/network-of.ts";
import { inTicks } from "../schedule/ticks.ts";
import { shapeOf, type Distribution } from "./distributions.ts";
import { distributionOf, durationOf, type Spread } from "./estimates.ts";

/** What the spread of the results can be traced back to. */
export interface Source {
  readonly kind: "task" | "risk" | "calendarRisk" | "resourceAbsence";
  readonly id: string;
}

export interface SpanDraws {
  readonly draws: readonly SpanDraw[];
  readonly sources: readonly Source[];
  /** What cannot be a factor and is added: ranges on durations of nothing, and on costs. */
  readonly additions: readonly RiskDraw[];
  readonly additionSources: readonly Source[];
  /** Place of the draw of each task's duration. */
  readonly placeOf: ReadonlyMap<string, number>;
  /** Tasks that were given a range because it was asked for. */
  readonly spreadTasks: number;
}

interface Found {
  readonly draws: SpanDraw[];
  readonly sources: Source[];
  readonly additions: RiskDraw[];
  readonly additionSources: Source[];
  readonly placeOf: Map<string, number>;
  spreadTasks: number;
}

export interface SpanSource {
  readonly nodeOf: ReadonlyMap<string, number>;
  readonly spread: Spread | undefined;
  readonly rateOf: RateOf;
}

/** `nodeOf` leaves out finished tasks and those of other projects: nothing of them is uncertain any more. */
export function spanDrawsOf(project: Project, compiled: CompiledNetwork, { nodeOf, spread, rateOf }: SpanSource): SpanDraws {
  const found: Found = { draws: [], sources: [], additions: [], additionSources: [], placeOf: new Map(), spreadTasks: 0 };
  const ends = settingsOf(project).estimateEnds;
  const byTask = assignmentsByTask(project.records.assignment);
  for (const node of nodeOf.values()) {
    const task = compiled.taskOfNode[node];
    if (!task) continue;
    const distribution = durationOf(task, spread, ends);
    if (distribution) {
      if (!task.estimate) found.spreadTasks += 1;
      addDuration(found, task, node, distribution);
    }
    addFixedCost(found, task);
    addWork(found, task, node, { assignments: byTask.get(task.id) ?? [], driving: compiled.drivingOf(node).map(({ assignment }) => assignment), rateOf });
  }
  return found;
}

function addDuration(found: Found, task: Task, node: number, distribution: Distribution): void {
  const source: Source = { kind: "task", id: task.id };
  if (task.durationMinutes > 0) {
    found.placeOf.set(task.id, found.draws.length);
    found.draws.push({ node, stream: streamOf(`${task.id} duration`), shape: shapeOf(distribution, task.durationMinutes) });
    found.sources.push(source);
    return;
  }
  addAlways(found, source, { impactStream: streamOf(`${task.id} addition`), shape: shapeOf(distribution, 1 / inTicks(1)), kind: "delay", nodes: Int32Array.of(node) });
}

/** Something that comes in every run. */
function addAlways(found: Found, source: Source, draw: Omit<RiskDraw, "stream" | "probability">): void {
  found.additions.push({ ...draw, stream: draw.impactStream, probability: 1 });
  found.additionSources.push(source);
}

/** What the fixed cost comes to beyond the planned one, of the part that is still to come. */
function addFixedCost(found: Found, task: Task): void {
  const { id, fixedCostEstimate, fixedCostCents = 0, percentComplete } = task;
  if (!fixedCostEstimate) return;
  const { lowCents: low, likelyCents: likely, highCents: high, distribution } = fixedCostEstimate;
  const ahead = 1 - percentComplete / 100;
  const cost = distributionOf({ low, likely, high, distribution });
  if (cost && ahead > 0) addCost(found, id, `${id} fixed cost`, lowered(shapeOf(cost, 1 / ahead), fixedCostCents * ahead));
}

/** Cents beyond the planned ones, in every run. */
function addCost(found: Found, taskId: string, stream: string, shape: Shape): void {
  addAlways(found, { kind: "task", id: taskId }, { impactStream: streamOf(stream), shape, kind: "cost", nodes: new Int32Array() });
}

function lowered(shape: Shape, by: number): Shape {
  switch (shape.kind) {
    case "triangle":
      return { ...shape, low: shape.low - by, mode: shape.mode - by, high: shape.high - by };
    case "table":
      return { ...shape, low: shape.low - by };
    case "steps":
      return { ...shape, values: shape.values.map((value) => value - by) };
  }
}

/** Cents of a working minute of an assignment. */
export type RateOf = (assignmentId: string) => number;

/**
 * The range of an assignment's work. Where the duration is fixed it is one of costs; else the longest assignment of the task
 * stretches it, and its cost with it.
 */
function addWork(found: Found, task: Task, node: number, { assignments, driving, rateOf }: { readonly assignments: readonly Assignment[]; readonly driving: readonly Assignment[]; readonly rateOf: RateOf }): void {
  if (driving.length === 0) {
    for (const { id, workMinutes, workEstimate } of assignments) {
      const work = workEstimate && workRange(workEstimate);
      const rate = rateOf(id);
      if (work && rate !== 0) addCost(found, task.id, `${id} work`, lowered(shapeOf(work, 1 / rate), workMinutes * rate));
    }
    return;
  }
  const longest = [...driving].sort((a, b) => b.workMinutes / b.units - a.workMinutes / a.units || (a.id < b.id ? -1 : 1))[0];
  const work = longest?.workEstimate && workRange(longest.workEstimate);
  if (!longest || !work || longest.workMinutes <= 0) return;
  found.draws.push({ node, stream: streamOf(`${longest.id} work`), shape: shapeOf(work, longest.workMinutes) });
  found.sources.push({ kind: "task", id: task.id });
}

function workRange({ lowMinutes: low, likelyMinutes: likely, highMinutes: high, distribution }: NonNullable<Assignment["workEstimate"]>): Distribution | undefined {
  return distributionOf({ low, likely, high, distribution });
}

/** Ranges of lags: of each arc that carries one. */
export function lagDrawsOf({ linkOfArc, carriesLag, net }: CompiledNetwork): LagDraw[] {
  return linkOfArc.flatMap((link, arc) => {
    const isOver = ((net.flags[net.linkTo[arc] ?? 0] ?? 0) & NODE.finished) !== 0;
    if (!link.lagEstimate || carriesLag[arc] === 0 || isOver) return [];
    const { lowMinutes: low, likelyMinutes: likely, highMinutes: high, distribution } = link.lagEstimate;
    const lag = distributionOf({ low, likely, high, distribution });
    return lag ? [{ link: arc, stream: streamOf(`${link.id} lag`), shape: shapeOf(lag, 1), unit: inTicks(1) }] : [];
  });
}

/** Lags in percent of the predecessor's duration follow its draw; behind a summary task they stay as planned. */
export function shareLagsOf({ linkOfArc, taskOfNode, net }: CompiledNetwork): { readonly link: number; readonly share: number }[] {
  return linkOfArc.flatMap((link, arc) => {
    const from = net.linkFrom[arc] ?? 0;
    const span = net.span[from] ?? 0;
    const follows = link.lagUnit.endsWith("%") && taskOfNode[from]?.id === link.predecessorId && span > 0 && net.lag[arc] !== 0;
    return follows ? [{ link: arc, share: (net.lag[arc] ?? 0) / span }] : [];
  });
}
