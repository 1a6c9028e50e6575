/** One levelling under way: started in a worker, and ended when nobody waits for it any more. */
import type { Project } from "@leadline/engine/model/project.ts";
import type { LevelingNews, LevelingRequest, LevelingWish } from "./leveling-messages.ts";

export interface LevelingRun {
  /** Asks for the best that was found so far. */
  settle(): void;
  /** Ends it; no news come afterwards. */
  cancel(): void;
}

export function startLeveling(project: Project, wish: LevelingWish, onNews: (news: LevelingNews) => void): LevelingRun {
  const worker = new Worker(new URL("./leveling-worker.ts", import.meta.url), { type: "module" });
  const send = (request: LevelingRequest): void => worker.postMessage(request);
  worker.addEventListener("message", ({ data }: MessageEvent<LevelingNews>) => onNews(data));
  worker.addEventListener("error", (event) => onNews({ kind: "failed", message: event.message || "its program could not be loaded" }));
  send({ kind: "level", project, ...wish });
  return { settle: () => send({ kind: "enough" }), cancel: () => worker.terminate() };
}
