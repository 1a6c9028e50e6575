/** Cost against finish, one dot per run, and how many runs keep both the promised date and the plan's cost. */
import { chanceText } from "@leadline/engine/risk/chance-words.ts";
import { settingsOf, type Project } from "@leadline/engine/model/project.ts";
import { dayNumberOf, type Minute } from "@leadline/engine/time/minute.ts";
import type { ReactNode } from "react";
import type { ForecastState } from "../../store/forecast.ts";
import { Scatter } from "../../ui/charts/scatter.tsx";
import { shortDayText } from "../../ui/day-text.ts";
import { asOf } from "./as-of.ts";
import { moneyText } from "../../ui/money-text.ts";

const DRAWN = 500;

export function ScatterView({ state, project, showsCosts }: { readonly state: ForecastState; readonly project: Project; readonly showsCosts: boolean }): ReactNode {
  const { facts } = state;
  if (!showsCosts) return <p className="rk-wait">Your role does not show what things cost, so there is no picture of cost and date here.</p>;
  if (!facts) return <p className="rk-wait">The plan is being simulated …</p>;
  if (facts.cost.p90 <= 0) return <p className="rk-wait">Nothing in this plan costs anything yet. Give people rates or tasks a fixed cost, and cost and date appear here together.</p>;
  const { currency } = settingsOf(project);
  const { finish, cost } = facts.samples;
  const limits = { x: facts.target?.date ?? facts.deterministic.finish, y: facts.cost.planned };
  const shares = cornerShares(finish, cost, limits);
  const dayOf = (value: number): string => shortDayText(dayNumberOf(value as Minute));
  const money = (value: number): string => moneyText(value, currency);
  return (
    <Scatter
      title={`Both on time and in budget: ${chanceText(shares.both)}`}
      subtitle={`One dot per run (${Math.min(DRAWN, finish.length)} of ${finish.length.toLocaleString("en")} drawn): finish against cost. ${asOf(state)}.`}
      label={`${chanceText(shares.both)} of the runs are done by ${dayOf(limits.x)} and cost at most ${money(limits.y)}; ${chanceText(shares.onlyTime)} are in time only, ${chanceText(shares.onlyCost)} in budget only, ${chanceText(shares.neither)} neither.`}
      fileName="cost-and-date"
      x={{ label: "Finish", textOf: dayOf, limit: { value: limits.x, label: facts.target ? `Promised ${dayOf(limits.x)}` : `Planned ${dayOf(limits.x)}` } }}
      y={{ label: "Cost", textOf: money, limit: { value: limits.y, label: `Planned ${money(limits.y)}` } }}
      dots={Array.from({ length: Math.min(DRAWN, finish.length) }, (_, at) => ({ x: finish[at] ?? 0, y: cost[at] ?? 0 }))}
      corners={[
        { words: "On time and in budget", share: chanceText(shares.both) },
        { words: "On time, but dearer", share: chanceText(shares.onlyTime) },
        { words: "In budget, but late", share: chanceText(shares.onlyCost) },
        { words: "Late and dearer", share: chanceText(shares.neither) },
      ]}
    />
  );
}

function cornerShares(finish: Float64Array, cost: Float64Array, limits: { readonly x: number; readonly y: number }): { readonly both: number; readonly onlyTime: number; readonly onlyCost: number; readonly neither: number } {
  let [both, onlyTime, onlyCost] = [0, 0, 0];
  for (let run = 0; run < finish.length; run += 1) {
    const [isInTime, isInBudget] = [(finish[run] ?? 0) <= limits.x, (cost[run] ?? 0) <= limits.y + 0.5];
    if (isInTime && isInBudget) both += 1;
    else if (isInTime) onlyTime += 1;
    else if (isInBudget) onlyCost += 1;
  }
  const runs = Math.max(1, finish.length);
  return { both: both / runs, onlyTime: onlyTime / runs, onlyCost: onlyCost / runs, neither: 1 - (both + onlyTime + onlyCost) / runs };
}
