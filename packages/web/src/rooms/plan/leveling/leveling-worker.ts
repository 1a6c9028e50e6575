/** Levels a plan beside the page, so that the page stays answerable; a search reports as it goes, and is ended to cancel it. */
import { levelPlan } from "@leadline/engine/leveling/level-plan.ts";
import { optimizeLeveling, type LevelingSearch } from "@leadline/engine/leveling/optimize-leveling.ts";
import { overallocations } from "@leadline/engine/leveling/overallocations.ts";
import { schedule } from "@leadline/engine/schedule/compute.ts";
import type { LevelingNews, LevelingRequest } from "./leveling-messages.ts";

/** So long the worker is deaf between two reports. */
const SLICE_MS = 120;

let isEnough = false;

self.addEventListener("message", ({ data }: MessageEvent<LevelingRequest>) => {
  if (data.kind === "enough") isEnough = true;
  else tell(() => (data.kind === "level" ? begin(data) : { kind: "overloads", overloads: overallocations(data.project, schedule(data.project).schedule) }));
});

/** A mistake of ours is told as one, and does not leave the page waiting. */
function tell(work: () => LevelingNews | undefined): void {
  try {
    const news = work();
    if (news) self.postMessage(news);
  } catch (failure) {
    self.postMessage({ kind: "failed", message: failure instanceof Error ? failure.message : String(failure) } satisfies LevelingNews);
  }
}

function begin({ project, options, searchSeconds }: Extract<LevelingRequest, { kind: "level" }>): LevelingNews | undefined {
  if (searchSeconds === undefined) return { kind: "done", result: levelPlan(project, options) };
  const search = optimizeLeveling(project, options);
  continueSearch(search, performance.now(), searchSeconds);
  return undefined;
}

function continueSearch(search: LevelingSearch, beganAt: number, searchSeconds: number): void {
  tell(() => {
    const slice = performance.now();
    let progress = search.step(1);
    while (!progress.isDone && performance.now() - slice < SLICE_MS) progress = search.step(4);
    const seconds = (performance.now() - beganAt) / 1000;
    if (progress.isDone || isEnough || seconds >= searchSeconds) return { kind: "done", result: search.result() };
    setTimeout(() => continueSearch(search, beganAt, searchSeconds));
    return { kind: "progress", progress, seconds };
  });
}
