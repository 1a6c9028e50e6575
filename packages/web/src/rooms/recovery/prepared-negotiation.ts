/** A negotiation prepared from what was found: our position, figures of the engine, and packages that are worth the same to us. */
import { nextCode } from "@leadline/engine/model/changes/next-code.ts";
import { settingsOf, type Project } from "@leadline/engine/model/project.ts";
import type { Negotiation } from "@leadline/engine/model/records.ts";
import { chanceText } from "@leadline/engine/risk/chance-words.ts";
import { dayNumberOf, type Minute } from "@leadline/engine/time/minute.ts";
import { newId } from "../../store/new-id.ts";
import type { WaysOutState } from "../../store/ways-out.ts";
import { shortDayText } from "../../ui/day-text.ts";
import { equalPackages, type Weights } from "./equal-packages.ts";
import { goalText, kindText, nameOf, scopeText } from "./option-words.ts";

interface Prepared {
  readonly found: WaysOutState;
  readonly project: Project;
  readonly showsCosts: boolean;
}

export function negotiationOf({ found, project, showsCosts }: Prepared): Negotiation {
  const { name } = settingsOf(project);
  const { packages, weights } = equalPackages(found.options);
  const goal = found.goal && goalText(found.goal, "", (id) => project.records.resource.get(id)?.name ?? "somebody");
  return {
    id: newId(),
    code: nextCode("N", project.records.negotiation.values()),
    title: `${name}: date, cost and scope`.slice(0, 1000),
    positions: goal === undefined ? [] : [{ side: "theirs", text: `${goal.charAt(0).toUpperCase()}${goal.slice(1)}` }],
    interests: [],
    criteria: [...criteriaOf(found), ...(packages.length > 1 ? [weightsOf(weights)] : [])],
    alternatives: {},
    limits: {},
    packages: packages.map(({ option, worth }) => ({
      id: option.id,
      name: nameOf(option),
      finish: option.finish,
      chance: option.chance,
      scopeLost: scopeText(option),
      worth,
      commands: option.commands.map((command) => ({ ...command })),
    })),
    ...(showsCosts && { packageCosts: packages.map(({ option: { id, cost } }) => ({ id, p50: Math.round(cost.p50), p80: Math.round(cost.p80) })) }),
    ...(found.revision !== undefined && { revision: found.revision }),
    ...(found.runs !== undefined && { runs: found.runs }),
    concessions: [],
  };
}

/** Without amounts of money: those stand with the packages, for people who may see them. */
function criteriaOf({ options, goal, runs, seed, project }: WaysOutState): Negotiation["criteria"] {
  const [doNothing] = options;
  if (!doNothing) return [];
  const source = `${(runs ?? 0).toLocaleString("en")} runs, seed ${seed ?? 1}`;
  const day = (minute: Minute): string => shortDayText(dayNumberOf(minute));
  const soonest = options.reduce((best, option) => (option.finish.p80 < best.finish.p80 ? option : best));
  const chance = goal?.kind === "finishBy" ? [{ name: `Chance of ${day(goal.minute)} if nothing is done`, value: chanceText(doNothing.chance), source }] : [];
  return [
    { name: "Finish if nothing is done", value: `P50 ${day(doNothing.finish.p50)}, P80 ${day(doNothing.finish.p80)}`, source },
    ...chance,
    { name: "Soonest finish of any option", value: `P50 ${day(soonest.finish.p50)}, P80 ${day(soonest.finish.p80)} (${kindText(soonest.kind)})`, source },
    { name: "Options tried", value: String(options.length - 1), source: `of the plan with ${project?.records.task.size ?? 0} tasks` },
  ];
}

/** How the packages come to be worth the same. */
function weightsOf({ date, cost, scope }: Weights): Negotiation["criteria"][number] {
  const percent = (share: number): string => `${Number((share * 100).toFixed(1))} %`;
  return { name: "Worth of a package", value: `date ${percent(date)}, cost ${percent(cost)}, scope ${percent(scope)}`, source: "P80 of each, between the worst and the best of all options" };
}
