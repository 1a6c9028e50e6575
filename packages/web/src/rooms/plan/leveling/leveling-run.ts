/** One levelling under way: started in a worker, and ended when nobody waits for it any more. */
import type { Project } from "@leadline/engine/model/project.ts";
import type { Overload } from "@leadline/engine/leveling/leveling.ts";
import type { LevelingNews, LevelingRequest, LevelingWish } from "./leveling-messages.ts";

export interface LevelingRun {
  /** Asks for the best that was found so far. */
  settle(): void;
  /** Ends it; no news come afterwards. */
  cancel(): void;
}

export function startLeveling(project: Project, wish: LevelingWish, onNews: (news: LevelingNews) => void): LevelingRun {
  const { send, end } = openWorker(onNews);
  send({ kind: "level", project, ...wish });
  return { settle: () => send({ kind: "enough" }), cancel: end };
}

/** Looks for overloads beside the page; returns the way to stop looking. Nothing is told where looking fails. */
export function findOverloads(project: Project, onFound: (overloads: readonly Overload[]) => void): () => void {
  const { send, end } = openWorker((news) => {
    if (news.kind === "overloads") onFound(news.overloads);
    end();
  });
  send({ kind: "overloads", project });
  return end;
}

function openWorker(onNews: (news: LevelingNews) => void): { readonly send: (request: LevelingRequest) => void; readonly end: () => void } {
  const worker = new Worker(new URL("./leveling-worker.ts", import.meta.url), { type: "module" });
  worker.addEventListener("message", ({ data }: MessageEvent<LevelingNews>) => onNews(data));
  worker.addEventListener("error", (event) => onNews({ kind: "failed", message: event.message || "its program could not be loaded" }));
  return { send: (request) => worker.postMessage(request), end: () => worker.terminate() };
}
