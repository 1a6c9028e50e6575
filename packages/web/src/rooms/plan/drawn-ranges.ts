/** Hands the simulated ranges of finishes to the chart as they come; the page itself is not drawn anew for it. */
import type { SimulationFacts } from "@leadline/engine/risk/simulation.ts";
import type { Forecast } from "../../store/forecast.ts";
import type { Desk } from "./desk.ts";

/** Answers the way to stop. */
export function drawRanges(desk: Desk, forecast: Forecast): () => void {
  let drawn: SimulationFacts | undefined;
  const take = (): void => {
    const { facts, stage } = forecast.getState();
    if (!facts || facts === drawn || stage !== "full") return;
    drawn = facts;
    desk.update({ ranges: new Map(facts.tasks.map(({ taskId, p10, p50, p80 }) => [taskId, { p10, p50, p80 }])) });
  };
  take();
  return forecast.subscribe(take);
}
