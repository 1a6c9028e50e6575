/** Chance against impact in twenty-five cells, and beside it what the matrix cannot say: days and money. */
import { settingsOf, type Project } from "@leadline/engine/model/project.ts";
import type { RiskItem } from "@leadline/engine/model/records.ts";
import type { RiskImpact } from "@leadline/engine/model/risk/risk-item.ts";
import { colourOf, measuresOf, scoreOf } from "@leadline/engine/risk/qualitative.ts";
import type { SimulationFacts } from "@leadline/engine/risk/simulation.ts";
import { useMemo, useState, type ReactNode } from "react";
import { Button } from "../../ui/button.tsx";
import { csvOf, type ChartTable } from "../../ui/charts/chart-frame.tsx";
import { saveFile } from "../../ui/charts/save-file.ts";
import { moneyText } from "../../ui/money-text.ts";

interface MatrixViewProps {
  readonly project: Project;
  readonly facts: SimulationFacts | undefined;
  readonly showsCosts: boolean;
}

export function MatrixView({ project, facts, showsCosts }: MatrixViewProps): ReactNode {
  const placed = useMemo(() => (facts ? placedRisks(project, facts) : []), [project, facts]);
  const [chosen, setChosen] = useState<string>();
  const { currency } = settingsOf(project);
  const listed = placed.filter(({ cell }) => chosen === undefined || cell === chosen).sort((a, b) => b.score - a.score || b.days - a.days);
  if (project.records.riskItem.size === 0) return <p className="rk-wait">The register holds no risk yet.</p>;
  if (!facts) return <p className="rk-wait">The plan is being simulated …</p>;
  return (
    <div className="rk-columns">
      <table className="rk-matrix">
        <caption>How many risks have which chance (upwards) and impact (to the right), from 1 very low to 5 very high</caption>
        <tbody>
          {[5, 4, 3, 2, 1].map((chance) => (
            <tr key={chance}>
              <th scope="row">{chance}</th>
              {[1, 2, 3, 4, 5].map((impact) => {
                const cell = `${chance} ${impact}`;
                const count = placed.filter((risk) => risk.cell === cell).length;
                const tone = colourOf(chance * impact);
                return (
                  <td key={impact} data-tone={tone}>
                    <button type="button" aria-pressed={chosen === cell} aria-label={`Chance ${chance}, impact ${impact}: ${count} ${count === 1 ? "risk" : "risks"}`} onClick={() => setChosen(chosen === cell ? undefined : cell)}>
                      {count === 0 ? "" : count}
                    </button>
                  </td>
                );
              })}
            </tr>
          ))}
          <tr>
            <th scope="row" />
            {[1, 2, 3, 4, 5].map((impact) => (
              <th key={impact} scope="col">
                {impact}
              </th>
            ))}
          </tr>
        </tbody>
      </table>
      <div className="ch-table" role="region" aria-label="Exposure" tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">Risk</th>
              <th scope="col" data-number>Score</th>
              <th scope="col" data-number>Chance × days</th>
              {showsCosts && <th scope="col" data-number>Chance × money</th>}
            </tr>
          </thead>
          <tbody>
            {listed.map(({ risk, score, days, cents }) => (
              <tr key={risk.id}>
                <td>{risk.title}</td>
                <td data-number>{score}</td>
                <td data-number>{days === 0 ? "–" : `${Math.round(days * 10) / 10} days`}</td>
                {showsCosts && <td data-number>{cents === 0 ? "–" : moneyText(cents, currency)}</td>}
              </tr>
            ))}
          </tbody>
        </table>
        <Button look="link" onClick={() => saveFile("risks.csv", "text/csv", csvOf(tableOf(listed, showsCosts)))}>
          CSV
        </Button>
      </div>
    </div>
  );
}

/** Days and whole currency units as numbers, for spreadsheets. */
function tableOf(listed: readonly PlacedRisk[], showsCosts: boolean): ChartTable {
  const columns = ["Code", "Risk", "Score", "Chance x days", ...(showsCosts ? ["Chance x money"] : [])];
  return { columns, rows: listed.map(({ risk, score, days, cents }) => [risk.code, risk.title, score, Math.round(days * 10) / 10, ...(showsCosts ? [Math.round(cents) / 100] : [])]) };
}

interface PlacedRisk {
  readonly risk: RiskItem;
  /** "4 3": chance, impact. */
  readonly cell: string;
  readonly score: number;
  /** Expected working days and cents. */
  readonly days: number;
  readonly cents: number;
}

function placedRisks(project: Project, facts: SimulationFacts): PlacedRisk[] {
  const { minutesPerDay } = settingsOf(project);
  return [...project.records.riskItem.values()].map((risk) => {
    const measures = measuresOf(project, { remainingDays: facts.deterministic.workingDays, budgetCents: facts.cost.planned }, risk);
    const { probability, impact, score } = scoreOf(risk, measures);
    const impacts = [risk.impact, ...(risk.furtherImpacts ?? [])];
    const sum = (valueOf: (impact: RiskImpact) => number): number => risk.probability * impacts.reduce((all, one) => all + valueOf(one), 0);
    const days = sum((one) => (one.kind === "delayDays" ? meanOf(one) : one.kind === "cost" ? 0 : ((meanOf(one) - 1) * measures.taskMinutes) / minutesPerDay));
    return { risk, cell: `${probability} ${impact}`, score, days, cents: sum((one) => (one.kind === "cost" ? meanOf(one) * 100 : 0)) };
  });
}

/** Mean of a PERT distribution. */
function meanOf({ low, likely, high }: RiskImpact): number {
  return (low + 4 * likely + high) / 6;
}
