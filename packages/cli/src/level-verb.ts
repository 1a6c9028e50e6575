/** `leadline level FILE`: a PSPLIB instance (.sm) goes to the optimiser, a plan is levelled, several plans share their people. */
import { EXIT, failure, type Outcome } from "./exit-code.ts";
import { levelInstanceVerb } from "./level-instance.ts";
import { levelPlanVerb, type LevelPlanOptions } from "./level-plan.ts";
import { levelPoolVerb } from "./level-pool.ts";
import type { Terminal } from "./terminal.ts";

export interface LevelOptions extends LevelPlanOptions {
  /** Seconds to search, for a PSPLIB instance. */
  readonly seconds?: string;
  /** Schedules to make, for a PSPLIB instance. */
  readonly schedules?: string;
}

export async function levelVerb(paths: readonly string[], options: LevelOptions, terminal: Terminal): Promise<Outcome<undefined>> {
  const [path = ""] = paths;
  if (paths.length > 1 && paths.some((one) => one.toLowerCase().endsWith(".sm"))) return failure(EXIT.usage, "PSPLIB instances (.sm) are levelled one at a time.");
  if (path.toLowerCase().endsWith(".sm")) {
    const unfit = PLAN_OPTIONS.find(([key]) => options[key] !== undefined);
    if (unfit) return failure(EXIT.usage, `${unfit[1]} is for plans with calendars. Maybe give --seconds or --schedules.`);
    return levelInstanceVerb(path, options, terminal);
  }
  if (options.schedules !== undefined) return failure(EXIT.usage, "--schedules is for PSPLIB instances (.sm). Maybe give --optimize with seconds.");
  if (options.seconds !== undefined) return failure(EXIT.usage, `--seconds is for PSPLIB instances (.sm). Maybe write --optimize ${options.seconds}.`);
  if (paths.length > 1) return levelPoolVerb(paths, options, terminal);
  return levelPlanVerb(path, options, terminal);
}

/** What has no meaning for an instance. */
const PLAN_OPTIONS: readonly (readonly [keyof LevelPlanOptions, string])[] = [
  ["order", "--order"],
  ["basis", "--basis"],
  ["withinSlack", "--within-slack"],
  ["keepDelays", "--keep-delays"],
  ["split", "--split"],
  ["perAssignment", "--per-assignment"],
  ["optimize", "--optimize"],
  ["output", "--output"],
  ["plain", "--plain"],
];
