/** Searches for ways out beside the page, and tells of each option as it is found. */
import { waysOut } from "@leadline/engine/recovery/ways-out.ts";
import type { WaysOutNews, WaysOutRequest } from "./recovery-messages.ts";

self.addEventListener("message", ({ data }: MessageEvent<WaysOutRequest>) => {
  try {
    search(data);
  } catch (failure) {
    tell({ kind: "failed", message: failure instanceof Error ? failure.message : String(failure) });
  }
});

/** Whoever wants no more of it ends the worker. */
function search({ project, goal, runs, seed }: WaysOutRequest): void {
  for (const { options, share, doing } of waysOut(project, goal, { runs, seed })) {
    tell({ kind: "options", options });
    tell({ kind: "progress", share, doing });
  }
  tell({ kind: "done" });
}

function tell(news: WaysOutNews): void {
  self.postMessage(news);
}
