/** Promising a later date: the plan stays, and the promise becomes one that is kept in 8 of 10 runs. */
import { settingsOf, type Project } from "../model/project.ts";
import type { SimulationFacts } from "../risk/simulation.ts";
import { dayNumberOf, formatIsoDay } from "../time/minute.ts";
import type { Candidate } from "./option.ts";

export function moveDate(project: Project, { finish }: SimulationFacts): Candidate | undefined {
  if (settingsOf(project).promisedFinish === finish.p80) return undefined;
  return {
    kind: "moveDate",
    summary: `Promise ${formatIsoDay(dayNumberOf(finish.p80))}, which 8 of 10 runs keep, and leave the plan as it is.`,
    commands: [{ type: "updateSettings", fields: { promisedFinish: finish.p80 } }],
    scopeLost: 0,
    risk: "",
    riskDays: 0,
    peopleHit: [],
    approvals: ["Whoever the date was promised to"],
  };
}
