/** Reckons beside the page what commands would do: the plan as it is and as it would be, simulated with the same random numbers. */
import { promiseOf } from "@leadline/engine/risk/promise.ts";
import { factsOf, simulateRuns, type SimulationFacts, type SimulationFrame } from "@leadline/engine/risk/simulation.ts";
import { openWhatIf } from "@leadline/engine/risk/what-if.ts";
import type { Effect, EffectNews, EffectRequest } from "./recovery-messages.ts";

self.addEventListener("message", ({ data }: MessageEvent<EffectRequest>) => {
  try {
    self.postMessage(answerTo(data));
  } catch (failure) {
    self.postMessage({ kind: "failed", id: data.id, message: failure instanceof Error ? failure.message : String(failure) } satisfies EffectNews);
  }
});

function answerTo({ id, project, commands, runs, seed }: EffectRequest): EffectNews {
  const opened = openWhatIf(project, { commands, subjects: [], reading: "" }, { risks: "with", runs });
  if (!opened.ok) return { kind: "refused", id, refusals: opened.refusals };
  const target = promiseOf(project);
  const facts = (frame: SimulationFrame): SimulationFacts => {
    const part = simulateRuns(frame.inputs.plan, { seed, from: 0, to: runs, wanted: "everything" });
    if (!part) throw new Error("Leadline bug: nobody cancelled these runs");
    return factsOf(frame, part, seed, target);
  };
  return { kind: "effect", id, effect: effectOf(facts(opened.frames.before), facts(opened.frames.after)) };
}

/** Both of the same runs; the chance is that of the plan's promise as it was before. */
function effectOf(before: SimulationFacts, after: SimulationFacts): Effect {
  const chance = before.target && after.target ? { chance: { by: before.target.date, before: before.target.probability, after: after.target.probability } } : {};
  const points = <T extends number>({ p50, p80 }: { readonly p50: T; readonly p80: T }): { readonly p50: T; readonly p80: T } => ({ p50, p80 });
  return { impact: { runs: after.runs, seed: after.seed, before: points(before.finish), after: points(after.finish), ...chance }, costImpact: { before: points(before.cost), after: points(after.cost) } };
}
