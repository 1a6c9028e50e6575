/** "10,000 runs of the plan as it stands, seed 1": what every picture of a forecast says of its origin. */
import type { ForecastState } from "../../store/forecast.ts";

export function asOf({ facts, stage }: ForecastState): string {
  if (!facts) return "The plan is being simulated …";
  const more = stage === "coarse" ? " (a first look; more are under way)" : stage === "old" ? " (of the plan before your last edit; the new one is under way)" : "";
  return `${facts.runs.toLocaleString("en")} runs of the plan as it stands, seed ${facts.seed}${more}`;
}
