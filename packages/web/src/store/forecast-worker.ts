/** Simulates plans beside the page: a coarse answer at once, then the whole one; a newer question ends the older. */
import { budgetOf } from "@leadline/engine/cost/budget.ts";
import { caseRangesOf, tasksThatBenefitsAwait, type RunsForCases } from "@leadline/engine/cost/business-case/case-runs.ts";
import { costForecastOf } from "@leadline/engine/cost/cost-forecast.ts";
import type { Project } from "@leadline/engine/model/project.ts";
import { openCostBand, runsForBand } from "@leadline/engine/risk/cost-band.ts";
import { promiseOf } from "@leadline/engine/risk/promise.ts";
import { driverOf, driverRuns, factsOf, frameOf, joinParts, likelyDrivers, planWithout, simulateRuns, type RunRange, type SimulatedDriver, type SimulatedTask, type SimulationFacts, type SimulationFrame, type SimulationPart, type SimulationPlan } from "@leadline/engine/risk/simulation.ts";
import { taskFinishesOf } from "@leadline/engine/risk/task-finishes.ts";
import { largestDrivers, planWithOnly, type Measure } from "@leadline/engine/risk/tornado.ts";
import { openWhatIf, whatIfAnswer } from "@leadline/engine/risk/what-if.ts";
import { schedule } from "@leadline/engine/schedule/compute.ts";
import type { ForecastNews, ForecastRequest } from "./forecast-messages.ts";

const COARSE_RUNS = 300;
/** So long the worker is deaf between two looks for a newer question. */
const SLICE_MS = 60;

interface Known {
  readonly frame: SimulationFrame;
  readonly tasks: readonly SimulatedTask[];
  readonly forCases: RunsForCases;
  readonly runs: number;
  readonly seed: number;
}

let known: Known | undefined;
/** The newest question of each kind. */
const newest = { forecast: 0, drivers: 0, cases: 0, band: 0, whatIf: 0 };

self.addEventListener("message", ({ data }: MessageEvent<ForecastRequest>) => {
  newest[data.kind] = data.id;
  if (data.kind === "forecast") newest.drivers = newest.cases = newest.band = 0;
  answer(data).catch((failure: unknown) => tell({ kind: "failed", id: data.id, message: failure instanceof Error ? failure.message : String(failure) }));
});

function answer(request: ForecastRequest): Promise<void> {
  switch (request.kind) {
    case "forecast":
      return forecast(request);
    case "drivers":
      return drivers(request.id);
    case "cases":
      return cases(request.id);
    case "band":
      return band(request);
    case "whatIf":
      return askWhatIf(request);
  }
}

function tell(news: ForecastNews): void {
  self.postMessage(news);
}

async function forecast({ id, project, runs, seed }: Extract<ForecastRequest, { kind: "forecast" }>): Promise<void> {
  const frame = frameOf(project, { risks: "with", runs });
  const target = promiseOf(project);
  const isOver = (): boolean => newest.forecast !== id;
  const show = (stage: "coarse" | "full", part: SimulationPart): SimulationFacts => {
    const facts = factsOf(frame, part, seed, target);
    tell({ kind: "forecast", id, stage, facts });
    return facts;
  };
  const coarse = await allRuns(frame.inputs.plan, { seed, from: 0, to: Math.min(runs, COARSE_RUNS), wanted: "everything" }, isOver);
  if (!coarse) return;
  show("coarse", coarse);
  const rest = runs > COARSE_RUNS ? await allRuns(frame.inputs.plan, { seed, from: COARSE_RUNS, to: runs, wanted: "everything" }, isOver) : undefined;
  if (isOver()) return;
  const part = rest ? joinParts([coarse, rest]) : coarse;
  const { tasks, samples } = show("full", part);
  // Only what cases wait for is kept: all finishes of a large plan are tens of megabytes.
  const finishesOf = taskFinishesOf(frame.inputs, part);
  const awaited = new Map(tasksThatBenefitsAwait(project).map((taskId) => [taskId, finishesOf(taskId)]));
  known = { frame, tasks, forCases: { runs, seed, samples, finishesOf: (taskId) => awaited.get(taskId) }, runs, seed };
}

function cases(id: number): Promise<void> {
  if (known) {
    const { project } = known.frame;
    const dates = schedule(project).schedule;
    tell({ kind: "cases", id, cases: caseRangesOf(project, dates, budgetOf(project, dates), known.forCases) });
  }
  return Promise.resolve();
}

async function band({ id, days }: Extract<ForecastRequest, { kind: "band" }>): Promise<void> {
  if (!known) return;
  const { frame, runs, seed } = known;
  const maker = openCostBand(frame.inputs, costForecastOf(frame.project, schedule(frame.project).schedule), days);
  const all = runsForBand(frame.inputs, runs);
  for (let from = 0, size = 50; from < all; ) {
    const to = Math.min(all, from + size);
    const begin = performance.now();
    maker.run(seed, from, to);
    size = Math.max(10, Math.round((size * SLICE_MS) / Math.max(1, performance.now() - begin)));
    from = to;
    await new Promise((resolve) => setTimeout(resolve));
    if (newest.band !== id) return;
  }
  tell({ kind: "band", id, band: maker.band() });
}

async function drivers(id: number): Promise<void> {
  if (!known) return tell({ kind: "drivers", id, done: 0, all: 0, drivers: [] });
  const { frame, tasks, runs, seed } = known;
  const isOver = (): boolean => newest.drivers !== id;
  const range: RunRange = { seed, from: 0, to: driverRuns(frame.inputs, runs), wanted: "finish" };
  const withAll = await allRuns(frame.inputs.plan, range, isOver);
  const sources = likelyDrivers(frame.inputs, tasks);
  const found: SimulatedDriver[] = [];
  for (const source of sources) {
    const without = await allRuns(planWithout(frame.inputs, source), range, isOver);
    if (!withAll || !without) return;
    found.push(driverOf(frame, source, withAll, without));
    tell({ kind: "drivers", id, done: found.length, all: sources.length });
  }
  const others = async (measure: Measure): Promise<SimulatedDriver | undefined> => {
    const largest = await allRuns(planWithOnly(frame.inputs, largestDrivers(found, measure)), range, isOver);
    return withAll && largest && driverOf(frame, OTHERS, withAll, largest);
  };
  const [days, money] = [await others("days"), await others("money")];
  if (!days || !money) return;
  tell({ kind: "drivers", id, done: found.length, all: sources.length, drivers: found.sort((a, b) => b.deltaP80Days - a.deltaP80Days), others: { days, money } });
}

/** Stands for all sources but the largest. */
const OTHERS = { kind: "task", id: "others" } as const;

async function askWhatIf({ id, project, whatIf, runs, seed }: Extract<ForecastRequest, { kind: "whatIf" }>): Promise<void> {
  const isOver = (): boolean => newest.whatIf !== id;
  for (const stage of ["coarse", "full"] as const) {
    const to = stage === "coarse" ? Math.min(COARSE_RUNS, runs) : runs;
    const opened = openWhatIf(project, whatIf, { risks: "with", runs: to });
    if (!opened.ok) return tell({ kind: "refused", id, refusals: opened.refusals });
    const { before, after, without } = opened.frames;
    const range: RunRange = { seed, from: 0, to, wanted: "everything" };
    const parts = [await allRuns(before.inputs.plan, range, isOver), await allRuns(after.inputs.plan, range, isOver), await allRuns(without, { ...range, wanted: "finish" }, isOver)];
    const [was, is, calm] = parts;
    if (!was || !is || !calm) return;
    tell({ kind: "whatIf", id, stage, answer: whatIfAnswer(opened.frames, { before: was, after: is, without: calm }, { seed, ...targetOf(project) }) });
  }
}

function targetOf(project: Project): { readonly target?: NonNullable<ReturnType<typeof promiseOf>> } {
  const target = promiseOf(project);
  return target === undefined ? {} : { target };
}

/** In slices, so that a newer question is heard in between; nothing where one came. */
async function allRuns(plan: SimulationPlan, range: RunRange, isOver: () => boolean): Promise<SimulationPart | undefined> {
  const parts: SimulationPart[] = [];
  let size = 50;
  for (let from = range.from; from < range.to; ) {
    const to = Math.min(range.to, from + size);
    const begin = performance.now();
    const part = simulateRuns(plan, { ...range, from, to });
    if (!part) return undefined;
    parts.push(part);
    size = Math.max(10, Math.round((size * SLICE_MS) / Math.max(1, performance.now() - begin)));
    from = to;
    await new Promise((resolve) => setTimeout(resolve));
    if (isOver()) return undefined;
  }
  return joinParts(parts);
}
