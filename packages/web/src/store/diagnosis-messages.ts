/** What a page and its diagnosis worker say to each other: plans in, sentences and numbers out. */
import type { Project } from "@leadline/engine/model/project.ts";
import type { Minute } from "@leadline/engine/time/minute.ts";

export interface NamedPlan {
  /** For the middle of a sentence. */
  readonly name: string;
  /** For the rows of a chart. */
  readonly short: string;
  readonly project: Project;
}

export interface DiagnosisRequest {
  readonly id: number;
  /** Windows with the path as built, or what events did. */
  readonly wanted: "windows" | "impacts";
  /** Oldest first; at least two for windows. */
  readonly updates: readonly NamedPlan[];
}

export interface DiagnosisNews {
  readonly id: number;
  readonly facts?: DiagnosisFacts;
  readonly impacts: readonly ImpactFacts[];
  /** The newest plan against its baselines. */
  readonly baselines: readonly BaselineFacts[];
  /** Why there is no answer: a bug of ours. */
  readonly problem?: string;
}

/** Days are working days; positive: later. */
export interface DiagnosisFacts {
  readonly sentence: string;
  readonly slipDays: number;
  readonly progressDays: number;
  readonly revisionDays: number;
  readonly windows: readonly WindowFacts[];
  readonly path: PathsFacts;
}

/** A path as it was built, against an older plan or a baseline. */
export interface PathsFacts {
  readonly sentence: string;
  readonly tasks: readonly PathFacts[];
}

export interface BaselineFacts extends PathsFacts {
  /** 0-10. */
  readonly number: number;
}

export interface WindowFacts {
  readonly from: EndFacts;
  readonly to: EndFacts;
  readonly slipDays: number;
  readonly progressDays: number;
  readonly revisionDays: number;
  readonly halfStepFinish: Minute;
  readonly sentence: string;
  readonly progress: readonly CauseFacts[];
  readonly revision: readonly CauseFacts[];
  readonly pathSentence: string | undefined;
  readonly concurrent: readonly string[];
}

export interface EndFacts {
  readonly name: string;
  readonly short: string;
  readonly finish: Minute;
}

export interface CauseFacts {
  readonly sentence: string;
  readonly slipDays: number;
}

export interface PathFacts {
  readonly taskId: string;
  readonly name: string;
  readonly planned: { readonly start: Minute; readonly finish: Minute } | undefined;
  readonly built: { readonly start: Minute; readonly finish: Minute };
  readonly waitedDays: number;
  readonly tookLongerDays: number;
  readonly sentence: string;
}

export interface ImpactFacts {
  readonly eventId: string;
  readonly sentence: string;
  readonly impactDays: number;
  readonly problems: readonly string[];
}
