/** The budget in any grouping, summed to the cent, with what half and 8 of 10 runs would cost. */
import type { Budget } from "@leadline/engine/cost/budget.ts";
import { groupedCosts, type CostDimension } from "@leadline/engine/cost/cost-groups.ts";
import { outlineOf } from "@leadline/engine/model/plan/outline.ts";
import type { Project } from "@leadline/engine/model/project.ts";
import type { MoneyTable } from "@leadline/formats/table/money-table.ts";
import { chanceText } from "@leadline/engine/risk/chance-words.ts";
import { useState, type ReactNode } from "react";
import type { ForecastState } from "../../store/forecast.ts";
import { amountText, moneyText } from "../../ui/money-text.ts";
import { SaveLinks } from "./save-links.tsx";

const GROUPINGS = [
  { id: "phase", label: "Phase and kind of cost", by: ["phase", "costType"] },
  { id: "wbs", label: "Task and kind of cost", by: ["wbs", "costType"] },
  { id: "costType", label: "Kind of cost", by: ["costType"] },
  { id: "month", label: "Month", by: ["month"] },
  { id: "monthType", label: "Month and kind of cost", by: ["month", "costType"] },
  { id: "spending", label: "Capital or operating", by: ["spending", "costType"] },
  { id: "account", label: "Control account and kind of cost", by: ["account", "costType"] },
  { id: "source", label: "Where it comes from", by: ["source", "costType"] },
] as const satisfies readonly { readonly id: string; readonly label: string; readonly by: readonly CostDimension[] }[];

const HEADS: Readonly<Record<CostDimension, string>> = { wbs: "Task", phase: "Phase", account: "Control account", costType: "Kind of cost", month: "Month", spending: "Expenditure", source: "From" };

export function LinesView({ project, budget, state }: { readonly project: Project; readonly budget: Budget; readonly state: ForecastState }): ReactNode {
  const [chosen, setChosen] = useState<(typeof GROUPINGS)[number]["id"]>("phase");
  const { by } = GROUPINGS.find(({ id }) => id === chosen) ?? GROUPINGS[0];
  const groups = groupedCosts(project, budget.items, by);
  const names = namesByWbs(project);
  const word = (dimension: CostDimension, key: string): string => wordOf(dimension, key, names);
  const rows = groups.map(({ keys, cents }) => ({ words: by.map((dimension, at) => word(dimension, keys[at] ?? "")), cents }));
  const total = rows.reduce((sum, { cents }) => sum + cents, 0);
  const table: MoneyTable = {
    head: [...by.map((dimension) => HEADS[dimension]), budget.currency || "Amount"],
    rows: [...rows.map(({ words, cents }) => ({ texts: words, cents: [cents] })), { texts: by.map((_, at) => (at === 0 ? "Total" : "")), cents: [total] }],
  };
  return (
    <div className="bd-lines">
      <Confidence budget={budget} state={state} />
      <div className="ll-row">
        <label>
          By{" "}
          <select className="ll-input" value={chosen} onChange={(event) => setChosen(GROUPINGS.find(({ id }) => id === event.target.value)?.id ?? "phase")}>
            {GROUPINGS.map(({ id, label }) => (
              <option key={id} value={id}>
                {label}
              </option>
            ))}
          </select>
        </label>
        <SaveLinks name="Budget" table={table} />
      </div>
      {rows.length === 0 ? (
        <p className="bd-wait">Nothing costs anything yet. Give people rates in the resource sheet, tasks a fixed cost, or add lines of your own.</p>
      ) : (
        <div className="ch-table bd-table" role="region" aria-label="Budget" tabIndex={0}>
          <table>
            <thead>
              <tr>
                {by.map((dimension) => (
                  <th key={dimension} scope="col">
                    {HEADS[dimension]}
                  </th>
                ))}
                <th scope="col" data-number>
                  {budget.currency || "Amount"}
                </th>
              </tr>
            </thead>
            <tbody>
              {rows.map(({ words, cents }) => (
                <tr key={words.join(" ")}>
                  {words.map((text, at) => (
                    <td key={by[at]}>{text}</td>
                  ))}
                  <td data-number>{amountText(cents)}</td>
                </tr>
              ))}
            </tbody>
            <tfoot>
              <tr>
                <th scope="row" colSpan={by.length}>
                  Total
                </th>
                <td data-number data-metric="budget-total" data-value={total} data-unit="cent">
                  {amountText(total)}
                </td>
              </tr>
            </tfoot>
          </table>
        </div>
      )}
    </div>
  );
}

/** "EUR 392k would be enough in half of the runs, EUR 421k in 8 of 10. You have EUR 405k: 66 %." */
function Confidence({ budget, state: { facts } }: { readonly budget: Budget; readonly state: ForecastState }): ReactNode {
  if (!facts || facts.cost.p90 <= 0) return null;
  const { p50, p80 } = facts.cost;
  const have = budget.totalCents;
  const share = facts.samples.cost.reduce((sum, cost) => sum + (cost <= have + 0.5 ? 1 : 0), 0) / facts.runs;
  const money = (cents: number): string => moneyText(cents, budget.currency);
  return (
    <p className="ll-reading bd-confidence">
      <strong data-metric="cost-p50" data-value={p50} data-unit="cent">
        {money(p50)}
      </strong>{" "}
      would be enough in half of {facts.runs.toLocaleString("en")} runs,{" "}
      <strong data-metric="cost-p80" data-value={p80} data-unit="cent">
        {money(p80)}
      </strong>{" "}
      in 8 of 10. The budget is{" "}
      <strong data-metric="budget-total" data-value={have} data-unit="cent">
        {money(have)}
      </strong>
      :{" "}
      <strong data-metric="budget-chance" data-value={share} data-unit="share">
        {chanceText(share)}
      </strong>
      . {p80 > have ? `A contingency of ${money(p80 - have)} would raise that to 80 %.` : ""}
      {budget.contingencyLeftCents > 0 ? ` ${money(budget.contingencyLeftCents)} of it is contingency.` : ""}
    </p>
  );
}

/** What is grouped by, as people call it. */
function wordOf(dimension: CostDimension, key: string, names: ReadonlyMap<string, string>): string {
  switch (dimension) {
    case "wbs":
    case "phase":
      return key === "" ? "Whole project" : `${key} ${names.get(key) ?? ""}`;
    case "account":
      return key === "" ? "No control account" : key;
    case "source":
      return SOURCES[key] ?? key;
    default:
      return key;
  }
}

const SOURCES: Readonly<Record<string, string>> = {
  assignment: "Work and materials of the plan",
  task: "Fixed costs of tasks",
  budgetLine: "Own lines",
  procurementItem: "Things to buy",
  reserve: "Contingency left",
  reserveDrawdown: "Drawn from reserves",
};

function namesByWbs(project: Project): ReadonlyMap<string, string> {
  return new Map(outlineOf(project).rows.map(({ wbs, task }) => [wbs, task.name]));
}
