/** Turns a plan into what the kernel simulates: the one place where records of risk become indices and shapes. */
import { NODE } from "@leadline/kernel/network.ts";
import { streamOf } from "@leadline/kernel/simulation/draws.ts";
import type { CostTermsOfNodes, RiskDraw, SimulationPlan, SpanDraw } from "@leadline/kernel/simulation/simulation-plan.ts";
import { costTermsOf } from "../cost/cost-terms.ts";
import { settingsOf, type Project } from "../model/project.ts";
import type { RiskItem, Task } from "../model/records.ts";
import { networkBehind, schedule } from "../schedule/compute.ts";
import type { CompiledNetwork } from "../schedule/network-of.ts";
import { inTicks } from "../schedule/ticks.ts";
import { shapeOf, type Distribution } from "./distributions.ts";
import { durationOf, type Spread } from "./estimates.ts";

export interface SimulationWish {
  /** Whether the risk register takes part. */
  readonly risks: "with" | "without";
  readonly spread?: Spread;
  /** Runs for which the finish of single tasks is kept; what does not fit into memory is left out. */
  readonly runs: number;
}

/** What the spread of the results can be traced back to. */
export interface Source {
  readonly kind: "task" | "risk";
  readonly id: string;
}

export interface SimulationInputs {
  readonly plan: SimulationPlan;
  readonly taskOfNode: readonly (Task | undefined)[];
  /** Of each span draw and each risk draw, what it comes from. */
  readonly sourceOfDraw: readonly Source[];
  readonly sourceOfRisk: readonly Source[];
  /** Tasks that were given a range because it was asked for. */
  readonly spreadTasks: number;
}

/** Numbers kept of single tasks in all runs together. */
const MOST_KEPT = 20_000_000;

/** The inputs of a plan, scheduled forwards: a plan from its finish is simulated from the start that it has. */
export function simulationInputsOf(project: Project, wish: SimulationWish): SimulationInputs {
  const forward = scheduledForwards(project);
  const result = schedule(forward);
  const computed = networkBehind(result.schedule);
  if (!computed) throw new Error("Leadline bug: a schedule without its network");
  const { compiled } = computed;
  const settings = settingsOf(forward);
  const nodeOfTask = new Map<string, number>();
  compiled.taskOfNode.forEach((task, node) => task && nodeOfTask.set(task.id, node));
  const spans = spanDrawsOf(compiled, wish.spread);
  const risks = wish.risks === "with" ? riskDrawsOf(forward, compiled, nodeOfTask, settings.minutesPerDay) : { draws: [], sources: [] };
  return {
    plan: {
      network: compiled.net,
      spanDraws: spans.draws,
      lagDraws: [],
      shareLags: shareLagsOf(compiled),
      correlations: [],
      risks: [...spans.additions, ...risks.draws],
      branches: [],
      costs: costsOf(forward, compiled, nodeOfTask),
      reported: reportedNodes(compiled, wish.runs),
    },
    taskOfNode: compiled.taskOfNode,
    sourceOfDraw: spans.sources,
    sourceOfRisk: [...spans.additionSources, ...risks.sources],
    spreadTasks: spans.spreadTasks,
  };
}

function scheduledForwards(project: Project): Project {
  const settings = settingsOf(project);
  if (settings.scheduleFrom !== "finish") return project;
  const { start } = schedule(project).schedule;
  return { records: { ...project.records, settings: new Map([["settings", { ...settings, scheduleFrom: "start" as const, start }]]) } };
}

interface SpanDraws {
  readonly draws: SpanDraw[];
  readonly sources: Source[];
  /** A range on a duration of nothing cannot be a factor: it is added. */
  readonly additions: RiskDraw[];
  readonly additionSources: Source[];
  spreadTasks: number;
}

function spanDrawsOf({ taskOfNode, net }: CompiledNetwork, spread: Spread | undefined): SpanDraws {
  const found: SpanDraws = { draws: [], sources: [], additions: [], additionSources: [], spreadTasks: 0 };
  taskOfNode.forEach((task, node) => {
    if (!task || ((net.flags[node] ?? 0) & (NODE.finished | NODE.external)) !== 0) return;
    const distribution = durationOf(task, spread);
    if (!distribution) return;
    const stream = streamOf(`${task.id} duration`);
    const source: Source = { kind: "task", id: task.id };
    if (!task.estimate) found.spreadTasks += 1;
    if (task.durationMinutes > 0) {
      found.draws.push({ node, stream, shape: shapeOf(distribution, task.durationMinutes) });
      found.sources.push(source);
    } else {
      found.additions.push({ stream, probability: 1, impactStream: streamOf(`${task.id} addition`), shape: shapeOf(distribution, 1 / inTicks(1)), kind: "delay", nodes: Int32Array.of(node) });
      found.additionSources.push(source);
    }
  });
  return found;
}

function riskDrawsOf(project: Project, { net }: CompiledNetwork, nodeOfTask: ReadonlyMap<string, number>, minutesPerDay: number): { draws: RiskDraw[]; sources: Source[] } {
  const draws: RiskDraw[] = [];
  const sources: Source[] = [];
  for (const risk of project.records.riskItem.values()) {
    const nodes = Int32Array.from(risk.taskIds.flatMap((id) => nodeOfTask.get(id) ?? []).filter((node) => ((net.flags[node] ?? 0) & NODE.finished) === 0));
    if (risk.impact.kind !== "cost" && nodes.length === 0) continue;
    draws.push({ stream: streamOf(`${risk.id} occurs`), probability: risk.probability, impactStream: streamOf(`${risk.id} impact`), nodes, ...impactOf(risk, nodes.length, minutesPerDay) });
    sources.push({ kind: "risk", id: risk.id });
  }
  return { draws, sources };
}

/** A delay in working days is shared evenly by the tasks that it hits, so that it is not counted once for each. */
function impactOf({ impact }: RiskItem, nodes: number, minutesPerDay: number): Pick<RiskDraw, "kind" | "shape"> {
  const distribution: Distribution = { kind: "pert", low: impact.low, mode: impact.likely, high: impact.high };
  if (impact.kind === "durationFactor") return { kind: "series", shape: shapeOf(distribution, 1) };
  if (impact.kind === "cost") return { kind: "cost", shape: shapeOf(distribution, 1 / 100) };
  return { kind: "delay", shape: shapeOf(distribution, nodes / inTicks(minutesPerDay)) };
}

/** Lags in percent of the predecessor's duration follow its draw. */
function shareLagsOf({ linkOfArc, net }: CompiledNetwork): SimulationPlan["shareLags"] {
  return linkOfArc.flatMap((link, arc) => (link.lagUnit.endsWith("%") && net.lag[arc] !== 0 ? [{ link: arc, share: link.lagPercent / 100 }] : []));
}

function costsOf(project: Project, { net }: CompiledNetwork, nodeOfTask: ReadonlyMap<string, number>): CostTermsOfNodes {
  const terms = costTermsOf(project, schedule(project).schedule);
  const nodeCents = new Float64Array(net.nodeCount);
  const centsPerTick = new Float64Array(net.nodeCount);
  let fixedCents = terms.otherCents;
  for (const { taskId, spentCents, fixedCents: toCome, centsPerMinute, remainingMinutes } of terms.tasks) {
    const node = nodeOfTask.get(taskId);
    const left = node === undefined ? 0 : (net.remaining[node] ?? 0);
    fixedCents += spentCents;
    if (node === undefined || left <= 0) {
      fixedCents += toCome + centsPerMinute * remainingMinutes;
      continue;
    }
    nodeCents[node] = toCome;
    centsPerTick[node] = (centsPerMinute * remainingMinutes) / left;
  }
  return { fixedCents, nodeCents, centsPerTick, draws: [] };
}

/** All tasks where memory allows, else the milestones first. */
function reportedNodes({ taskOfNode, net }: CompiledNetwork, runs: number): Int32Array {
  const most = Math.floor(MOST_KEPT / Math.max(1, runs));
  const nodes = taskOfNode.flatMap((task, node) => (task ? [node] : []));
  const isMilestone = (node: number): boolean => ((net.flags[node] ?? 0) & NODE.milestone) !== 0;
  const chosen = nodes.length <= most ? nodes : [...nodes.filter(isMilestone), ...nodes.filter((node) => !isMilestone(node))].slice(0, most).sort((a, b) => a - b);
  return Int32Array.from(chosen);
}
