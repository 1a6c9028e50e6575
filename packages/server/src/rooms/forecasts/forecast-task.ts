/** What the server and the thread that forecasts say to each other. */
import type { Project } from "@leadline/engine/model/project.ts";
import type { ForecastPoint } from "@leadline/engine/status/status-input.ts";
import type { StatusPolicy } from "@leadline/engine/status/status-policy.ts";
import type { Minute } from "@leadline/engine/time/minute.ts";
import type { KeptCosts, KeptForecast } from "@leadline/engine/views/kept-forecast.ts";

export interface ForecastTask {
  readonly project: Project;
  /** The server's wall clock. */
  readonly now: Minute;
  /** Tasks of the project that other plans show. */
  readonly offered: readonly string[];
  /** Of earlier data dates, ascending. */
  readonly history: readonly ForecastPoint[];
  readonly policy: StatusPolicy;
}

export interface ForecastAnswer {
  readonly forecast: KeptForecast;
  readonly costs: KeptCosts;
}
