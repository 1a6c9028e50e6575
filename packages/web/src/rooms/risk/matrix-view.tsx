/** Chance against impact in twenty-five cells, and beside it what the matrix cannot say: days and money. */
import { settingsOf, type Project } from "@leadline/engine/model/project.ts";
import type { RiskItem } from "@leadline/engine/model/records.ts";
import { schedule } from "@leadline/engine/schedule/compute.ts";
import { MINUTES_PER_DAY } from "@leadline/engine/time/minute.ts";
import { useMemo, useState, type ReactNode } from "react";
import { Button } from "../../ui/button.tsx";
import { csvOf, type ChartTable } from "../../ui/charts/chart-frame.tsx";
import { saveFile } from "../../ui/charts/save-file.ts";
import { moneyText } from "../../ui/money-text.ts";

/** Upper ends of the levels 1 to 4: chances, and days as a share of the plan's length. */
const CHANCE_LEVELS = [0.1, 0.3, 0.5, 0.7];
const TIME_LEVELS = [0.02, 0.05, 0.1, 0.2];
const COST_LEVELS = [0.02, 0.05, 0.1, 0.2];
const RED = 15;
const AMBER = 8;

interface MatrixViewProps {
  readonly project: Project;
  readonly showsCosts: boolean;
  /** What the plan costs, in cents; 0 where that is unknown or hidden. */
  readonly plannedCents: number;
}

export function MatrixView({ project, showsCosts, plannedCents }: MatrixViewProps): ReactNode {
  const placed = useMemo(() => placedRisks(project, plannedCents), [project, plannedCents]);
  const [chosen, setChosen] = useState<string>();
  const { currency } = settingsOf(project);
  const listed = placed.filter(({ cell }) => chosen === undefined || cell === chosen).sort((a, b) => b.score - a.score || b.days - a.days);
  if (placed.length === 0) return <p className="rk-wait">The register holds no risk yet.</p>;
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
                const tone = chance * impact >= RED ? "red" : chance * impact >= AMBER ? "amber" : "green";
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

function placedRisks(project: Project, plannedCents: number): PlacedRisk[] {
  const { schedule: dates } = schedule(project);
  const { minutesPerDay } = settingsOf(project);
  // Five working days of seven are near enough for levels of a scale.
  const length = Math.max(1, ((dates.finish - dates.start) / MINUTES_PER_DAY) * (5 / 7));
  return [...project.records.riskItem.values()].map((risk) => {
    const days = expectedDays(project, risk, minutesPerDay);
    const cents = risk.impact.kind === "cost" ? meanOf(risk) * 100 : 0;
    const chance = risk.scales?.probability ?? levelOf(risk.probability, CHANCE_LEVELS);
    const impact = Math.max(risk.scales?.time ?? 0, risk.scales?.cost ?? 0, risk.scales?.scope ?? 0, risk.scales?.quality ?? 0, risk.scales?.safety ?? 0) || (cents !== 0 ? levelOf(Math.abs(cents) / Math.max(1, plannedCents), COST_LEVELS) : levelOf(Math.abs(days) / length, TIME_LEVELS));
    return { risk, cell: `${chance} ${impact}`, score: chance * impact, days: risk.probability * days, cents: risk.probability * cents };
  });
}

/** Mean of a PERT distribution. */
function meanOf({ impact: { low, likely, high } }: RiskItem): number {
  return (low + 4 * likely + high) / 6;
}

function expectedDays(project: Project, risk: RiskItem, minutesPerDay: number): number {
  if (risk.impact.kind === "delayDays") return meanOf(risk);
  if (risk.impact.kind === "cost") return 0;
  const longest = Math.max(0, ...risk.taskIds.map((id) => project.records.task.get(id)?.durationMinutes ?? 0));
  return ((meanOf(risk) - 1) * longest) / minutesPerDay;
}

function levelOf(value: number, ends: readonly number[]): number {
  const at = ends.findIndex((end) => value <= end);
  return at < 0 ? 5 : at + 1;
}
