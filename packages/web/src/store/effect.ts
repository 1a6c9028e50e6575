/** Asks once what commands would do to dates, cost and chances; the plan itself stays as it is. */
import type { Command } from "@leadline/engine/change/command.ts";
import type { Project } from "@leadline/engine/model/project.ts";
import { USUAL_SEED, usualRuns } from "@leadline/engine/risk/usual-runs.ts";
import type { Effect, EffectNews, EffectRequest } from "./recovery-messages.ts";

export type AskedEffect = { readonly ok: true; readonly effect: Effect } | { readonly ok: false; readonly sentence: string };

/** Never rejects; a worker of its own, which ends with the answer. */
export function askEffect(project: Project, commands: readonly Command[]): Promise<AskedEffect> {
  const worker = new Worker(new URL("./effect-worker.ts", import.meta.url), { type: "module" });
  const answer = new Promise<AskedEffect>((resolve) => {
    worker.addEventListener("message", ({ data }: MessageEvent<EffectNews>) => resolve(read(data)));
    worker.addEventListener("error", ({ message }) => resolve({ ok: false, sentence: `The simulation stopped: ${message}. Try again.` }));
  });
  const request: EffectRequest = { kind: "effect", id: 1, project, commands, runs: usualRuns(project), seed: USUAL_SEED };
  worker.postMessage(request);
  return answer.finally(() => worker.terminate());
}

function read(news: EffectNews): AskedEffect {
  if (news.kind === "effect") return { ok: true, effect: news.effect };
  return { ok: false, sentence: news.kind === "failed" ? `The simulation failed: ${news.message}` : news.refusals.map(({ message }) => message).join(" ") };
}
