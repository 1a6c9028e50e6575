/** One levelling under way: started in a worker, and ended when nobody waits for it any more. */
import type { LevelingNews, LevelingRequest } from "./leveling-messages.ts";

export interface LevelingRun {
  /** Ends it; no news come afterwards. */
  cancel(): void;
}

export function startLeveling(request: LevelingRequest, onNews: (news: LevelingNews) => void): LevelingRun {
  const worker = new Worker(new URL("./leveling-worker.ts", import.meta.url), { type: "module" });
  worker.addEventListener("message", ({ data }: MessageEvent<LevelingNews>) => onNews(data));
  worker.addEventListener("error", (event) => onNews({ kind: "failed", message: event.message || "its program could not be loaded" }));
  worker.postMessage(request);
  return { cancel: () => worker.terminate() };
}
