/** Two options side by side: the same questions asked of both, and where they differ most. */
import { settingsOf } from "@leadline/engine/model/project.ts";
import type { Option } from "@leadline/engine/recovery/option.ts";
import { chanceText } from "@leadline/engine/risk/chance-words.ts";
import { dayNumberOf } from "@leadline/engine/time/minute.ts";
import type { ReactNode } from "react";
import type { ProjectStore } from "../../store/project-store.ts";
import type { WaysOutState } from "../../store/ways-out.ts";
import { shortDayText } from "../../ui/day-text.ts";
import { moneyText } from "../../ui/money-text.ts";
import { MovedTasks } from "../../ui/moved-tasks.tsx";
import { deliveryOf, kindText, markOf, scopeText, tradeText } from "./option-words.ts";

interface ComparedOptionsProps {
  readonly store: ProjectStore;
  readonly state: WaysOutState;
  readonly pair: readonly Option[];
  readonly showsCosts: boolean;
}

export function ComparedOptions({ store, state, pair, showsCosts }: ComparedOptionsProps): ReactNode {
  const [first, second] = pair;
  if (!first || !second) return null;
  const { currency } = settingsOf(state.project ?? store.getState().project);
  const nameOf = (option: Option): string => `${markOf(state.options.indexOf(option))} ${kindText(option.kind)}`;
  const day = (option: Option, point: "p50" | "p80"): string => shortDayText(dayNumberOf(option.finish[point]));
  const rows: readonly (readonly [string, (option: Option) => string])[] = [
    ["What changes", ({ kind, summary }) => (kind === "doNothing" ? "Nothing" : summary)],
    ...(pair.some(({ first: early }) => early) ? ([["First delivery P80", (option: Option) => shortDayText(dayNumberOf(deliveryOf(option).p80))]] as const) : []),
    ["Finish P50", (option) => day(option, "p50")],
    ["Finish P80", (option) => day(option, "p80")],
    [state.goal?.kind === "finishBy" ? `Chance of ${shortDayText(dayNumberOf(state.goal.minute))}` : "Chance of the promise", ({ chance }) => chanceText(chance)],
    ...(showsCosts ? ([["Cost P50", ({ cost }: Option) => moneyText(cost.p50, currency)], ["Cost P80", ({ cost }: Option) => moneyText(cost.p80, currency)]] as const) : []),
    ["Scope lost", scopeText],
    ["New risk", ({ risk }) => (risk === "" ? "none found" : risk)],
    ["People hit", ({ peopleHit }) => peopleHit.join(", ")],
    ["Who must agree", ({ approvals }) => approvals.join(", ")],
  ];
  return (
    <section className="ll-card wo-compared" aria-label="Two options compared">
      <h2 className="ll-title">
        {nameOf(second)} against {nameOf(first)}: {tradeText(second, first, currency, { costs: showsCosts })}
      </h2>
      <p className="ll-muted">P80 against P80, {state.runs?.toLocaleString("en")} runs each.</p>
      <div className="ll-sheet-scroll">
        <table className="ll-table">
          <thead>
            <tr>
              <td />
              <th scope="col">{nameOf(first)}</th>
              <th scope="col">{nameOf(second)}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(([name, textOf]) => (
              <tr key={name} data-differs={textOf(first) === textOf(second) ? undefined : ""}>
                <th scope="row">{name}</th>
                <td>{textOf(first)}</td>
                <td>{textOf(second)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div className="wo-pair">
        {[first, second].map((option) => (
          <details key={option.id}>
            <summary>Tasks that move in {nameOf(option)}</summary>
            <MovedTasks store={store} commands={option.commands} />
          </details>
        ))}
      </div>
    </section>
  );
}
