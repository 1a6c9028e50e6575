/** Searches for ways out beside the page, and tells of each option as it is found. */
import type { Command } from "@leadline/engine/change/command.ts";
import { factsOf, simulateRuns, type SimulationFacts, type SimulationFrame } from "@leadline/engine/risk/simulation.ts";
import { openWhatIf } from "@leadline/engine/risk/what-if.ts";
import type { Option, WaysOutNews, WaysOutRequest } from "./recovery-messages.ts";

self.addEventListener("message", ({ data }: MessageEvent<WaysOutRequest>) => {
  try {
    search(data);
    tell({ kind: "done" });
  } catch (failure) {
    tell({ kind: "failed", message: failure instanceof Error ? failure.message : String(failure) });
  }
});

function tell(news: WaysOutNews): void {
  self.postMessage(news);
}

/** Doing nothing, and promising the date that the plan can keep. */
function search(request: WaysOutRequest): void {
  const doNothing = simulated(request, []);
  const first = optionOf("doNothing", "Leave the plan as it is.", [], doNothing);
  tell({ kind: "options", options: [first] });
  tell({ kind: "progress", share: 0.5, doing: "Moving the date" });
  const move: Command = { type: "updateSettings", fields: { promisedFinish: doNothing.finish.p80 } };
  tell({ kind: "options", options: [first, optionOf("moveDate", "Promise the date that 8 of 10 runs keep.", [move], simulated(request, [move]))] });
}

function simulated({ project, goal, runs, seed }: WaysOutRequest, commands: readonly Command[]): SimulationFacts {
  const opened = openWhatIf(project, { commands, subjects: [], reading: "" }, { risks: "with", runs });
  if (!opened.ok) throw new Error(opened.refusals.map(({ message }) => message).join(" "));
  const frame: SimulationFrame = opened.frames.after;
  const part = simulateRuns(frame.inputs.plan, { seed, from: 0, to: runs, wanted: "everything" });
  if (!part) throw new Error("Leadline bug: nobody cancelled these runs");
  return factsOf(frame, part, seed, goal.kind === "finishBy" ? goal.minute : undefined);
}

function optionOf(kind: string, summary: string, commands: readonly Command[], { finish, cost, target }: SimulationFacts): Option {
  const points = <T extends number>({ p50, p80 }: { readonly p50: T; readonly p80: T }): { readonly p50: T; readonly p80: T } => ({ p50, p80 });
  return { id: kind, kind, summary, commands, finish: points(finish), cost: points(cost), chance: target?.probability ?? 0, scopeLost: 0, risk: "", peopleHit: [], approvals: kind === "moveDate" ? ["Whoever the date was promised to"] : [], dominated: false };
}
