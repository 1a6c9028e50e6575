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

export interface OverloadSearch {
  /** Nothing where looking was stopped or failed. */
  readonly found: Promise<readonly Overload[] | undefined>;
  stop(): void;
}

/** Looks for overloads beside the page. */
export function findOverloads(project: Project): OverloadSearch {
  let stop = (): void => undefined;
  const found = new Promise<readonly Overload[] | undefined>((resolve) => {
    const { send, end } = openWorker((news) => {
      end();
      resolve(news.kind === "overloads" ? news.overloads : undefined);
    });
    stop = () => {
      end();
      resolve(undefined);
    };
    send({ kind: "overloads", project });
  });
  return { found, stop };
}

function openWorker(onNews: (news: LevelingNews) => void): { readonly send: (request: LevelingRequest) => void; readonly end: () => void } {
  const worker = new Worker(new URL("./leveling-worker.ts", import.meta.url), { type: "module" });
  worker.addEventListener("message", ({ data }: MessageEvent<LevelingNews>) => onNews(data));
  worker.addEventListener("error", (event) => onNews({ kind: "failed", message: event.message || "its program could not be loaded" }));
  return { send: (request) => worker.postMessage(request), end: () => worker.terminate() };
}
