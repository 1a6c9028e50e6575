/** What a page and the worker that reckons changes of the plan say to each other. */
import type { Refusal } from "@leadline/engine/base/problem.ts";
import type { Command } from "@leadline/engine/change/command.ts";
import type { Project } from "@leadline/engine/model/project.ts";
import type { ChangeRequest } from "@leadline/engine/model/records.ts";
import type { Goal, Option } from "@leadline/engine/recovery/option.ts";

/** What commands do to dates, cost and chances: two simulations with the same random numbers, as a change request states them. */
export interface Effect {
  readonly impact: NonNullable<ChangeRequest["impact"]>;
  readonly costImpact: NonNullable<ChangeRequest["costImpact"]>;
}

export type EffectRequest = { readonly kind: "effect"; readonly id: number; readonly project: Project; readonly commands: readonly Command[]; readonly runs: number; readonly seed: number };

export type EffectNews =
  | { readonly kind: "effect"; readonly id: number; readonly effect: Effect }
  | { readonly kind: "refused"; readonly id: number; readonly refusals: readonly Refusal[] }
  | { readonly kind: "failed"; readonly id: number; readonly message: string };

export interface WaysOutRequest {
  readonly project: Project;
  readonly goal: Goal;
  readonly runs: number;
  readonly seed: number;
}

export type WaysOutNews =
  /** All that are known, do nothing first; each time as a whole, because a later one may beat an earlier one. */
  | { readonly kind: "options"; readonly options: readonly Option[] }
  /** Share of the search that is done, and what is tried. */
  | { readonly kind: "progress"; readonly share: number; readonly doing: string }
  | { readonly kind: "done" }
  | { readonly kind: "failed"; readonly message: string };
