/** The forecast of an open project: follows its edits, coarse at first, and answers questions about drivers and what-ifs. */
import type { Refusal } from "@leadline/engine/base/problem.ts";
import type { CaseRange } from "@leadline/engine/cost/business-case/case-worth.ts";
import type { Project } from "@leadline/engine/model/project.ts";
import type { CostBand } from "@leadline/engine/risk/cost-band.ts";
import type { SimulatedDriver, SimulationFacts } from "@leadline/engine/risk/simulation.ts";
import type { WhatIfAnswer } from "@leadline/engine/risk/what-if.ts";
import { USUAL_SEED, usualRuns } from "@leadline/engine/risk/usual-runs.ts";
import type { WhatIf } from "@leadline/engine/risk/what-if-text.ts";
import { useEffect, useState, useSyncExternalStore } from "react";
import type { ForecastNews, ForecastRequest, Others } from "./forecast-messages.ts";
import type { ProjectStore } from "./project-store.ts";

export interface ForecastState {
  /** `none`: nothing to simulate yet. `old`: shows an earlier plan while the new one is simulated. */
  readonly stage: "waiting" | "old" | "coarse" | "full" | "failed";
  readonly facts?: SimulationFacts;
  /** The plan that the facts are about. */
  readonly project?: Project;
  /** The revision that it had. */
  readonly revision?: number;
  readonly drivers?: readonly SimulatedDriver[];
  readonly others?: Others;
  readonly driversDone?: number;
  readonly driversAll?: number;
  /** Of each business case. */
  readonly cases?: readonly CaseRange[];
  readonly band?: CostBand;
  readonly whatIf?: WhatIfState;
  readonly message?: string;
}

export interface WhatIfState {
  readonly asked: WhatIf;
  readonly stage: "waiting" | "coarse" | "full" | "refused" | "failed";
  readonly answer?: WhatIfAnswer;
  readonly refusals?: readonly Refusal[];
  /** `performance.now()` when it was asked. */
  readonly askedAt: number;
}

export interface Forecast {
  readonly subscribe: (listener: () => void) => () => void;
  readonly getState: () => ForecastState;
  /** Simulates without each likely driver; the results come with the state. */
  readonly askDrivers: () => void;
  /** Of the last whole forecast; the answer comes with the state. */
  readonly askCases: () => void;
  readonly askBand: (days: readonly number[]) => void;
  readonly askWhatIf: (whatIf: WhatIf) => void;
  readonly endWhatIf: () => void;
  readonly close: () => void;
}

/** Larger plans are simulated only once nobody has typed for a while. */
const LARGE = 2000;
const PAUSE_MS = 120;
const LARGE_PAUSE_MS = 1500;

export function openForecast(store: ProjectStore): Forecast {
  const worker = new Worker(new URL("./forecast-worker.ts", import.meta.url), { type: "module" });
  const listeners = new Set<() => void>();
  let state: ForecastState = { stage: "waiting" };
  let simulated: Project | undefined;
  let revision = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let question = 0;
  let forecastId = 0;
  let driversId = 0;
  let casesId = 0;
  let bandId = 0;
  let whatIfId = 0;
  const set = (next: ForecastState): void => {
    state = next;
    for (const listener of listeners) listener();
  };
  const send = (request: ForecastRequest): void => worker.postMessage(request);
  const ask = (): void => {
    const { project } = store.getState();
    if (project === simulated) return;
    simulated = project;
    revision = store.getState().revision;
    forecastId = question += 1;
    send({ kind: "forecast", id: forecastId, project, runs: usualRuns(project), seed: USUAL_SEED });
  };
  const onEdit = (): void => {
    const { project } = store.getState();
    if (project === simulated) return;
    if (state.stage === "full" || state.stage === "coarse") set({ ...state, stage: "old" });
    clearTimeout(timer);
    timer = setTimeout(ask, project.records.task.size > LARGE ? LARGE_PAUSE_MS : PAUSE_MS);
  };
  worker.addEventListener("message", ({ data }: MessageEvent<ForecastNews>) => {
    if (data.kind === "forecast" && data.id === forecastId && simulated) {
      const { whatIf } = state;
      set({ stage: data.stage, facts: data.facts, project: simulated, revision, ...(whatIf && { whatIf }) });
    } else if (data.kind === "drivers" && data.id === driversId) {
      set({ ...state, driversDone: data.done, driversAll: data.all, ...(data.drivers && { drivers: data.drivers }), ...(data.others && { others: data.others }) });
    } else if (data.kind === "cases" && data.id === casesId) {
      set({ ...state, cases: data.cases });
    } else if (data.kind === "band" && data.id === bandId) {
      set({ ...state, band: data.band });
    } else if (data.kind === "whatIf" && data.id === whatIfId && state.whatIf) {
      if (data.stage === "coarse") performance.measure("ll:whatif-band", { start: state.whatIf.askedAt, end: performance.now() });
      else performance.measure("ll:whatif", { start: state.whatIf.askedAt, end: performance.now() });
      set({ ...state, whatIf: { ...state.whatIf, stage: data.stage, answer: data.answer } });
    } else if (data.kind === "refused" && data.id === whatIfId && state.whatIf) {
      set({ ...state, whatIf: { ...state.whatIf, stage: "refused", refusals: data.refusals } });
    } else if (data.kind === "failed") {
      set(data.id === whatIfId && state.whatIf ? { ...state, whatIf: { ...state.whatIf, stage: "failed" } } : { ...state, stage: "failed", message: data.message });
    }
  });
  const leave = store.subscribe(onEdit);
  timer = setTimeout(ask, PAUSE_MS);
  return {
    subscribe: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    getState: () => state,
    askDrivers: () => {
      driversId = question += 1;
      send({ kind: "drivers", id: driversId });
    },
    askCases: () => {
      casesId = question += 1;
      send({ kind: "cases", id: casesId });
    },
    askBand: (days) => {
      bandId = question += 1;
      send({ kind: "band", id: bandId, days });
    },
    askWhatIf: (whatIf) => {
      const { project } = store.getState();
      whatIfId = question += 1;
      set({ ...state, whatIf: { asked: whatIf, stage: "waiting", askedAt: performance.now() } });
      send({ kind: "whatIf", id: whatIfId, project, whatIf, runs: usualRuns(project), seed: USUAL_SEED });
    },
    endWhatIf: () => {
      whatIfId = question += 1;
      const { whatIf: _ended, ...rest } = state;
      set(rest);
    },
    close: () => {
      clearTimeout(timer);
      leave();
      worker.terminate();
    },
  };
}

/** One forecast as long as the project's pages are shown. */
export function useForecast(store: ProjectStore | undefined): Forecast | undefined {
  const [forecast, setForecast] = useState<Forecast>();
  useEffect(() => {
    if (!store) return undefined;
    const opened = openForecast(store);
    setForecast(opened);
    return () => {
      opened.close();
      setForecast(undefined);
    };
  }, [store]);
  return forecast;
}

export function useForecastState(forecast: Forecast): ForecastState {
  return useSyncExternalStore(forecast.subscribe, forecast.getState);
}
