/** The risk register as draws: which risks take part, what each does when it occurs, and to which nodes. */
import type { RiskDraw } from "@leadline/kernel/simulation/simulation-plan.ts";
import { streamOf } from "@leadline/kernel/simulation/draws.ts";
import type { RiskImpact } from "../model/risk/risk-item.ts";
import type { RiskItem } from "../model/records.ts";
import { inTicks } from "../schedule/ticks.ts";
import { shapeOf, type Distribution } from "./distributions.ts";

export interface RiskDraws {
  readonly draws: readonly RiskDraw[];
  /** Id of the risk behind each draw. */
  readonly riskIds: readonly string[];
}

/** `nodesOf`: the unfinished nodes of tasks. Impacts of one risk occur together, each with a size of its own. */
export function riskDrawsOf(risks: Iterable<RiskItem>, nodesOf: (taskIds: readonly string[]) => Int32Array, minutesPerDay: number): RiskDraws {
  const draws: RiskDraw[] = [];
  const riskIds: string[] = [];
  for (const risk of risks) {
    const { probability, impacts } = standing(risk);
    if (probability === 0) continue;
    const nodes = nodesOf(risk.taskIds);
    impacts.forEach((impact, at) => {
      if (impact.kind !== "cost" && nodes.length === 0) return;
      const impactStream = streamOf(at === 0 ? `${risk.id} impact` : `${risk.id} impact ${at}`);
      draws.push({ stream: streamOf(`${risk.id} occurs`), probability, impactStream, nodes, ...impactOf(risk, impact, nodes.length, minutesPerDay) });
      riskIds.push(risk.id);
    });
  }
  return { draws, riskIds };
}

/** What is still to be feared: nothing of a risk that has occurred or is closed, the residual where the response is in place. */
function standing(risk: RiskItem): { readonly probability: number; readonly impacts: readonly RiskImpact[] } {
  const further = risk.furtherImpacts ?? [];
  if ((risk.status ?? "open") !== "open") return { probability: 0, impacts: [] };
  if (risk.responseState !== "inPlace" || !risk.residual) return { probability: risk.probability, impacts: [risk.impact, ...further] };
  return { probability: risk.residual.probability, impacts: risk.residual.impact ? [risk.residual.impact] : [risk.impact, ...further] };
}

/** A delay in working days is shared evenly by the tasks that it hits, so that it is not counted once for each. */
function impactOf({ combination = "series" }: RiskItem, impact: RiskImpact, nodes: number, minutesPerDay: number): Pick<RiskDraw, "kind" | "shape"> {
  const distribution: Distribution = { kind: "pert", low: impact.low, mode: impact.likely, high: impact.high };
  if (impact.kind === "durationFactor") return { kind: combination, shape: shapeOf(distribution, 1) };
  if (impact.kind === "cost") return { kind: "cost", shape: shapeOf(distribution, 1 / 100) };
  return { kind: "delay", shape: shapeOf(distribution, nodes / inTicks(minutesPerDay)) };
}
