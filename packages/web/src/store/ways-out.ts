/** The search for ways out of one project: options appear as they are found, and it can be ended at any time. */
import type { Project } from "@leadline/engine/model/project.ts";
import type { Goal, Option } from "@leadline/engine/recovery/option.ts";
import { useEffect, useRef, useState } from "react";
import { USUAL_SEED, usualRuns } from "@leadline/engine/risk/usual-runs.ts";
import type { ProjectStore } from "./project-store.ts";
import type { WaysOutNews, WaysOutRequest } from "./recovery-messages.ts";

export interface WaysOutState {
  readonly stage: "idle" | "searching" | "done" | "cancelled" | "failed";
  /** Do nothing first. */
  readonly options: readonly Option[];
  /** The plan that they are about, and its revision. */
  readonly project?: Project;
  readonly revision?: number;
  readonly goal?: Goal;
  readonly runs?: number;
  readonly seed?: number;
  /** Share of the search that is done, and what is tried now. */
  readonly share?: number;
  readonly doing?: string;
  /** Milliseconds until the first option beside doing nothing, and until the end. */
  readonly firstAfterMs?: number;
  readonly doneAfterMs?: number;
  readonly message?: string;
}

export interface WaysOut {
  readonly state: WaysOutState;
  readonly search: (goal: Goal) => void;
  readonly cancel: () => void;
}

const IDLE: WaysOutState = { stage: "idle", options: [] };

/** One worker per search: ending it is ending the worker. */
export function useWaysOut(store: ProjectStore): WaysOut {
  const [state, setState] = useState<WaysOutState>(IDLE);
  const running = useRef<Worker>(undefined);
  useEffect(() => () => running.current?.terminate(), []);
  const search = (goal: Goal): void => {
    running.current?.terminate();
    const worker = new Worker(new URL("./ways-out-worker.ts", import.meta.url), { type: "module" });
    running.current = worker;
    const { project, revision } = store.getState();
    const [begin, runs] = [performance.now(), usualRuns(project)];
    setState({ stage: "searching", options: [], project, revision, goal, runs, seed: USUAL_SEED, share: 0 });
    worker.addEventListener("message", ({ data }: MessageEvent<WaysOutNews>) => {
      if (running.current !== worker) return;
      setState((was) => next(was, data, performance.now() - begin));
      if (data.kind === "done") performance.measure("ll:ways-out", { start: begin, end: performance.now() });
      if (data.kind === "done" || data.kind === "failed") worker.terminate();
    });
    worker.addEventListener("error", ({ message }) => setState((was) => ({ ...was, stage: "failed", message: `The search stopped: ${message}` })));
    const request: WaysOutRequest = { project, goal, runs, seed: USUAL_SEED };
    worker.postMessage(request);
  };
  const cancel = (): void => {
    running.current?.terminate();
    setState((was) => (was.stage === "searching" ? { ...was, stage: "cancelled" } : was));
  };
  return { state, search, cancel };
}

function next(was: WaysOutState, news: WaysOutNews, afterMs: number): WaysOutState {
  if (news.kind === "options") {
    const isFirst = was.firstAfterMs === undefined && news.options.length > 1;
    return { ...was, options: news.options, ...(isFirst && { firstAfterMs: afterMs }) };
  }
  if (news.kind === "progress") return { ...was, share: news.share, doing: news.doing };
  return news.kind === "done" ? { ...was, options: ranked(was.options), stage: "done", share: 1, doneAfterMs: afterMs } : { ...was, stage: "failed", message: news.message };
}

/** Once all are known: doing nothing, then the soonest first, and what is dominated at the end. */
function ranked(options: readonly Option[]): readonly Option[] {
  const [doNothing, ...others] = options;
  const sorted = others.sort((a, b) => Number(a.dominated) - Number(b.dominated) || (a.first ?? a.finish).p80 - (b.first ?? b.finish).p80 || a.cost.p80 - b.cost.p80);
  return doNothing ? [doNothing, ...sorted] : [];
}
