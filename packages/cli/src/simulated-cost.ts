/** The runs behind the cost figures of `budget` and `evm`: one simulation of the whole plan, in this process. */
import type { Project } from "@leadline/engine/model/project.ts";
import { factsOf, frameOf, refusedRuns, type SimulationFacts } from "@leadline/engine/risk/simulation.ts";
import type { SimulationInputs } from "@leadline/engine/risk/simulation-inputs.ts";
import { taskFinishesOf } from "@leadline/engine/risk/task-finishes.ts";
import { EXIT, failure, success, type Outcome } from "./exit-code.ts";
import { openSimulator } from "./simulator.ts";

export interface RunsWish {
  readonly runs?: string;
  readonly seed?: string;
}

export interface SimulatedCost extends SimulationFacts {
  /** When a task finishes in each run, where somebody asks for it by "tasks". */
  readonly finishesOf: (taskId: string) => ArrayLike<number> | undefined;
  /** What was simulated. */
  readonly inputs: SimulationInputs;
}

/** Nothing for a plan without tasks; a wish that cannot be is refused in one sentence. */
export async function simulatedCost(project: Project, { runs = "10000", seed = "1" }: RunsWish, detail: "tasks" | "project" = "project"): Promise<Outcome<SimulatedCost | undefined>> {
  const refused = refusedRuns(project, Number(runs));
  if (refused?.code === "simulation/runs") return failure(EXIT.usage, refused.message);
  if (!Number.isInteger(Number(seed))) return failure(EXIT.usage, `--seed ${seed}: a seed is a whole number.`);
  if (refused) return success(undefined);
  const frame = frameOf(project, { risks: "with", runs: Number(runs) });
  const simulator = openSimulator(1);
  try {
    const part = await simulator.run(frame.inputs.plan, { seed: Number(seed), from: 0, to: Number(runs), wanted: detail === "tasks" ? "everything" : "finish" });
    return success({ ...factsOf(frame, part, Number(seed)), finishesOf: taskFinishesOf(frame.inputs, part), inputs: frame.inputs });
  } finally {
    await simulator.close();
  }
}
