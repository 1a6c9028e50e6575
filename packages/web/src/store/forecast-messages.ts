/** What a page and its forecast worker say to each other. */
import type { Refusal } from "@leadline/engine/base/problem.ts";
import type { CaseRange } from "@leadline/engine/cost/business-case/case-worth.ts";
import type { Project } from "@leadline/engine/model/project.ts";
import type { CostBand } from "@leadline/engine/risk/cost-band.ts";
import type { SimulatedDriver, SimulationFacts } from "@leadline/engine/risk/simulation.ts";
import type { Measure } from "@leadline/engine/risk/tornado.ts";
import type { WhatIfAnswer } from "@leadline/engine/risk/what-if.ts";
import type { WhatIf } from "@leadline/engine/risk/what-if-text.ts";

export type ForecastRequest =
  | { readonly kind: "forecast"; readonly id: number; readonly project: Project; readonly runs: number; readonly seed: number }
  /** What drives the plan of the last forecast. */
  | { readonly kind: "drivers"; readonly id: number }
  /** What business cases are worth over the runs of the last forecast. */
  | { readonly kind: "cases"; readonly id: number }
  /** What runs have cost by the end of each of these days. */
  | { readonly kind: "band"; readonly id: number; readonly days: readonly number[] }
  | { readonly kind: "whatIf"; readonly id: number; readonly project: Project; readonly whatIf: WhatIf; readonly runs: number; readonly seed: number };

/** What all but the largest drivers do together, by what was measured when the largest were chosen. */
export type Others = Readonly<Record<Measure, Pick<SimulatedDriver, "deltaP80Days" | "deltaP80Cents">>>;

export type ForecastNews =
  /** First from few runs, then from all. */
  | { readonly kind: "forecast"; readonly id: number; readonly stage: "coarse" | "full"; readonly facts: SimulationFacts }
  | { readonly kind: "drivers"; readonly id: number; readonly done: number; readonly all: number; readonly drivers?: readonly SimulatedDriver[]; readonly others?: Others }
  | { readonly kind: "cases"; readonly id: number; readonly cases: readonly CaseRange[] }
  | { readonly kind: "band"; readonly id: number; readonly band: CostBand }
  | { readonly kind: "whatIf"; readonly id: number; readonly stage: "coarse" | "full"; readonly answer: WhatIfAnswer }
  | { readonly kind: "refused"; readonly id: number; readonly refusals: readonly Refusal[] }
  | { readonly kind: "failed"; readonly id: number; readonly message: string };
