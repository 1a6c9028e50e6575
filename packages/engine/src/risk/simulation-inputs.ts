/** Turns a plan into what the kernel simulates: the one place where records of risk become indices and shapes. */
import { NODE } from "@leadline/kernel/network.ts";
import type { CostTermsOfNodes, SimulationPlan } from "@leadline/kernel/simulation/simulation-plan.ts";
import type { Problem } from "../base/problem.ts";
import { costTermsOf, type CostTerms } from "../cost/cost-terms.ts";
import { settingsOf, type Project } from "../model/project.ts";
import type { Task } from "../model/records.ts";
import { networkBehind, schedule } from "../schedule/compute.ts";
import type { CompiledNetwork } from "../schedule/network-of.ts";
import { branchesOf } from "./branch-draws.ts";
import { correlationsOf } from "./correlation.ts";
import type { Spread } from "./estimates.ts";
import { lostTimeOf } from "./lost-time.ts";
import { riskDrawsOf } from "./risk-draws.ts";
import { lagDrawsOf, shareLagsOf, spanDrawsOf, type Source } from "./span-draws.ts";

export type { Source };

export interface SimulationWish {
  /** Whether the risk register takes part, and what else may happen: branches, calendar risks, absences. */
  readonly risks: "with" | "without";
  readonly spread?: Spread;
  /** Runs for which the finish of single tasks is kept; what does not fit into memory is left out. */
  readonly runs: number;
}

export interface SimulationInputs {
  readonly plan: SimulationPlan;
  readonly taskOfNode: readonly (Task | undefined)[];
  /** Of each span draw, each risk draw and each record of lost days, what it comes from. */
  readonly sourceOfDraw: readonly Source[];
  readonly sourceOfRisk: readonly Source[];
  readonly sourceOfLostDays: readonly Source[];
  /** Tasks that were given a range because it was asked for. */
  readonly spreadTasks: number;
  readonly problems: readonly Problem[];
}

/** Numbers kept of single tasks in all runs together. */
const MOST_KEPT = 20_000_000;

/** The inputs of a plan, scheduled forwards: a plan from its finish is simulated from the start that it has. */
export function simulationInputsOf(project: Project, wish: SimulationWish): SimulationInputs {
  const forward = scheduledForwards(project);
  const { schedule: dates } = schedule(forward);
  const computed = networkBehind(dates);
  if (!computed) throw new Error("Leadline bug: a schedule without its network");
  const { compiled, primavera } = computed;
  const isWith = wish.risks === "with";
  const terms = costTermsOf(forward, dates);
  const rates = new Map(terms.tasks.flatMap(({ work }) => work.map(({ assignmentId, centsPerWorkMinute }) => [assignmentId, centsPerWorkMinute] as const)));
  const open = nodesWithout(compiled, NODE.finished | NODE.external);
  const spans = spanDrawsOf(forward, compiled, { nodeOf: open, spread: wish.spread, rateOf: (id) => rates.get(id) ?? 0 });
  const risks = riskDrawsOf(isWith ? forward.records.riskItem.values() : [], picking(open), settingsOf(forward).minutesPerDay);
  const ahead = nodesWithout(compiled, NODE.finished | NODE.external | NODE.started);
  const { branches, conditions, problems } = branchesOf(isWith ? forward.records.planBranch.values() : [], picking(ahead), nodesWithout(compiled, 0));
  const correlations = correlationsOf(forward, spans.placeOf);
  const lost = isWith && !primavera ? lostTimeOf(forward, compiled, dates.finish) : { network: compiled.net, lostDays: [], sources: [] };
  return {
    plan: {
      network: lost.network,
      ...(primavera && { primavera: primavera.net }),
      spanDraws: spans.draws,
      lagDraws: lagDrawsOf(compiled),
      shareLags: shareLagsOf(compiled),
      correlations: correlations.groups,
      risks: [...spans.additions, ...risks.draws],
      branches,
      conditions,
      lostDays: lost.lostDays,
      costs: costsOf(terms, compiled, nodesWithout(compiled, 0)),
      reported: reportedNodes(compiled, wish.runs),
    },
    taskOfNode: compiled.taskOfNode,
    sourceOfDraw: spans.sources,
    sourceOfRisk: [...spans.additionSources, ...risks.riskIds.map((id): Source => ({ kind: "risk", id }))],
    sourceOfLostDays: lost.sources,
    spreadTasks: spans.spreadTasks,
    problems: [...correlations.problems, ...problems, ...(isWith && primavera ? withoutLostTime(forward) : [])],
  };
}

function withoutLostTime({ records }: Project): Problem[] {
  const count = records.calendarRisk.size + records.resourceAbsence.size;
  return count === 0 ? [] : [{ code: "simulation/no-lost-days", message: `${count} ${count === 1 ? "record" : "records"} of lost days or absences ${count === 1 ? "is" : "are"} left out: by Primavera's rules they cannot be simulated in this version.` }];
}

function scheduledForwards(project: Project): Project {
  const settings = settingsOf(project);
  if (settings.scheduleFrom !== "finish") return project;
  const { start } = schedule(project).schedule;
  return { records: { ...project.records, settings: new Map([["settings", { ...settings, scheduleFrom: "start" as const, start }]]) } };
}

/** Nodes by task, but those with any of the flags. */
function nodesWithout({ taskOfNode, net }: CompiledNetwork, flags: number): ReadonlyMap<string, number> {
  return new Map(taskOfNode.flatMap((task, node) => (task && ((net.flags[node] ?? 0) & flags) === 0 ? [[task.id, node] as const] : [])));
}

function picking(nodeOf: ReadonlyMap<string, number>): (taskIds: readonly string[]) => Int32Array {
  return (taskIds) => Int32Array.from(taskIds.flatMap((id) => nodeOf.get(id) ?? []));
}

function costsOf(terms: CostTerms, { net }: CompiledNetwork, nodeOf: ReadonlyMap<string, number>): CostTermsOfNodes {
  const nodeCents = new Float64Array(net.nodeCount);
  const centsPerTick = new Float64Array(net.nodeCount);
  let fixedCents = terms.otherCents;
  for (const { taskId, spentCents, fixedCents: toCome, centsPerMinute, remainingMinutes } of terms.tasks) {
    const node = nodeOf.get(taskId);
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
