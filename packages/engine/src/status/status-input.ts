/** What status is computed from: the plan, its simulation, earlier forecasts and reports, and the rule. */
import type { Project } from "../model/project.ts";
import type { StatusCallValue } from "../model/status/status-call.ts";
import type { SimulationFacts } from "../risk/simulation.ts";
import type { Schedule } from "../schedule/schedule.ts";
import type { Minute } from "../time/minute.ts";
import type { StatusPolicy } from "./status-policy.ts";

export type StatusValue = "onTrack" | "atRisk" | "offTrack" | "noEvidence";
export type StatusArea = "date" | "cost" | "scope";

/** What was forecast at an earlier data date. Money in whole cents, shares 0 to 1, percents 0 to 100. */
export interface ForecastPoint {
  readonly asOf: Minute;
  /** The finish that the plan itself said. */
  readonly planned: Minute;
  readonly p10?: Minute;
  readonly p50?: Minute;
  readonly p80?: Minute;
  readonly p90?: Minute;
  readonly promise?: Minute;
  /** Of keeping the promise. */
  readonly chance?: number;
  readonly percentDone: number;
  readonly costP50?: number;
  readonly costP80?: number;
  readonly budget?: number;
  readonly budgetChance?: number;
  readonly cpi?: number;
  readonly spi?: number;
  /** By area, for the hysteresis. */
  readonly computed?: Readonly<Partial<Record<StatusArea, StatusValue>>>;
  /** Open defects of severity 1 and 2. */
  readonly severeDefects?: number;
  /** By task: percent complete and remaining working minutes, where that was kept. */
  readonly tasks?: ReadonlyMap<string, { readonly percent: number; readonly remainingMinutes: number }>;
}

/** What an earlier published report said. */
export interface ReportPoint {
  readonly number: number;
  readonly asOf: Minute;
  readonly call: StatusCallValue;
  readonly text: string;
  readonly p80?: Minute;
  readonly budget?: number;
  /** Fingerprints of what was promised then: the baseline, and the tasks in scope. */
  readonly baseline?: string;
  readonly scope?: string;
}

/** Something that a tracker says of a task. */
export interface TrackedState {
  readonly taskId: string;
  readonly reference: string;
  readonly state: "open" | "closed";
}

export interface StatusInput {
  readonly project: Project;
  readonly schedule: Schedule;
  /** Of the project as it is; absent where nothing could be simulated. */
  readonly facts?: SimulationFacts | undefined;
  /** Ascending, without the present. */
  readonly history: readonly ForecastPoint[];
  /** Ascending. */
  readonly reports: readonly ReportPoint[];
  readonly tracked?: readonly TrackedState[];
  /** The texts that are about to be published, for numbers that were typed. */
  readonly texts?: readonly string[];
  readonly now: Minute;
  readonly policy: StatusPolicy;
  /** False for people who may not see costs: then nothing of money is said. */
  readonly showsCosts?: boolean;
}

/** A number with where it comes from. */
export interface ProvenNumber {
  readonly id: string;
  readonly label: string;
  /** Instants as minutes, shares 0 to 1, money in whole cents. */
  readonly value: number;
  readonly unit: "instant" | "share" | "cents" | "days" | "workingDays" | "percent" | "count" | "ratio";
  /** As it is read: "20 %", "9 Dec 2026". */
  readonly text: string;
  readonly source: string;
  readonly formula?: string;
  readonly asOf: Minute;
}

export interface AreaStatus {
  readonly area: StatusArea;
  /** Undefined where nothing was promised. */
  readonly value: StatusValue | undefined;
  /** Of keeping what was promised, 0 to 1. */
  readonly chance?: number;
  /** Facts that decide whatever the chance: "The promised date has passed." */
  readonly hardFacts: readonly string[];
  readonly reason: string;
  readonly numbers: readonly ProvenNumber[];
}

export interface EvidenceState {
  /** `notNeeded` as long as nothing has begun. */
  readonly state: "fresh" | "old" | "asserted" | "notNeeded";
  readonly sentence: string;
  /** Share of the progress that has nothing to show, 0 to 1. */
  readonly assertedShare: number;
  /** Running tasks that matter, each with the age of its newest evidence in days; undefined: it has none. */
  readonly drivers: readonly { readonly taskId: string; readonly ageDays: number | undefined }[];
}

export interface ComputedStatus {
  readonly asOf: Minute;
  /** The worst of the areas. */
  readonly value: StatusValue;
  readonly areas: Readonly<Record<StatusArea, AreaStatus>>;
  readonly evidence: EvidenceState;
  readonly policyVersion: number;
}

/** Two things that do not fit together. */
export interface Contradiction {
  /** C1 to C18. */
  readonly ruleId: string;
  /** Id of what it is about; empty for the project. */
  readonly subject: string;
  /** "These two do not fit together: …" with this project's numbers. */
  readonly sentence: string;
  readonly numbers: readonly ProvenNumber[];
  /** Where it can be put right. */
  readonly fix: { readonly place: "plan" | "evidence" | "status" | "budget" | "risks" | "issues" | "changes" | "people" | "report"; readonly taskId?: string; readonly words: string };
  readonly answer?: { readonly text: string; readonly by?: string; readonly at?: number };
}

/** A trend that asks for attention; it never turns a call green. */
export interface Signal {
  readonly id: string;
  readonly sentence: string;
  readonly numbers: readonly ProvenNumber[];
}
