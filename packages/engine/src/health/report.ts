/** What a health check answers: each check with its population, and each finding with its place and, where there is one, its fix. */
import type { Command } from "../change/command.ts";

/** Commands that put a finding right, and what the button says. */
export interface Fix {
  readonly label: string;
  readonly commands: readonly Command[];
}

export interface Finding {
  /** The task to go to. */
  readonly taskId: string;
  readonly linkId?: string;
  /** What is the matter with this task or link, with this plan's names and numbers. */
  readonly sentence: string;
  readonly fix?: Fix;
}

/** How many tasks or links a check left out, and why. */
export interface Exclusion {
  readonly reason: string;
  readonly count: number;
}

export type CheckUnit = "percent" | "count" | "index" | "workingDays";

export interface HealthCheck {
  /** DCMA: 1-14; the further checks: words. */
  readonly id: number | string;
  readonly name: string;
  /** What is counted over what, in words. */
  readonly rule: string;
  /** In `unit`; absent where it cannot be told, and `note` says why. */
  readonly value?: number;
  readonly unit: CheckUnit;
  readonly threshold?: number;
  /** Which side of the threshold is good. */
  readonly good: "atMost" | "atLeast";
  /** Absent: the check only reports, or could not be made. */
  readonly pass?: boolean;
  readonly numerator?: number;
  readonly denominator?: number;
  readonly excluded: readonly Exclusion[];
  readonly findings: readonly Finding[];
  readonly note?: string;
}

/** One of the ten best practices of GAO-16-89G, scored by what this plan shows. */
export interface Practice {
  readonly id: number;
  readonly name: string;
  readonly characteristic: "comprehensive" | "wellConstructed" | "credible" | "controlled";
  /** 0 not met, 1 minimally, 2 partially, 3 substantially, 4 fully. Absent: only people can tell. */
  readonly score?: number;
  /** What the score rests on, or what a person would have to look at. */
  readonly evidence: readonly string[];
}

export interface HealthReport {
  /** The 14 points of the DCMA, in order. */
  readonly checks: readonly HealthCheck[];
  /** Checks beyond the 14. */
  readonly further: readonly HealthCheck[];
  readonly practices: readonly Practice[];
}
