/** Levels a plan beside the page, so that the page stays answerable; it is ended to cancel. */
import { levelPlan } from "@leadline/engine/leveling/level-plan.ts";
import type { LevelingNews, LevelingRequest } from "./leveling-messages.ts";

self.addEventListener("message", ({ data }: MessageEvent<LevelingRequest>) => self.postMessage(answer(data)));

function answer({ project, options }: LevelingRequest): LevelingNews {
  try {
    return { kind: "done", result: levelPlan(project, options) };
  } catch (failure) {
    return { kind: "failed", message: failure instanceof Error ? failure.message : String(failure) };
  }
}
