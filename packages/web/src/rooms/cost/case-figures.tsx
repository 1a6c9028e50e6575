/** What a business case is worth: each figure as planned and as a range over the runs, with what it says. */
import type { CaseRange, CaseWorth } from "@leadline/engine/cost/business-case/case-worth.ts";
import type { Range } from "@leadline/engine/cost/quantiles.ts";
import { chanceText } from "@leadline/engine/risk/chance-words.ts";
import type { SimulationFacts } from "@leadline/engine/risk/simulation.ts";
import type { ReactNode } from "react";
import { shortDayText } from "../../ui/day-text.ts";
import { amountText, moneyText } from "../../ui/money-text.ts";
import { percentText } from "../../ui/number-text.ts";

interface CaseFiguresProps {
  readonly worth: CaseWorth;
  readonly range: CaseRange | undefined;
  readonly facts: SimulationFacts | undefined;
  readonly currency: string;
  /** Day 0 of the case: what "today's money" refers to. */
  readonly day: number;
}

interface Figure {
  readonly id: string;
  readonly short: string;
  readonly name: string;
  readonly planned: string;
  readonly range: Range | undefined;
  readonly textOf: (value: number) => string;
  readonly says: string;
}

export function CaseFigures({ worth, range, facts, currency, day }: CaseFiguresProps): ReactNode {
  const figures = figuresOf(worth, range);
  return (
    <div>
      <Sentence worth={worth} range={range} facts={facts} currency={currency} />
      <div className="ch-table bd-table" data-wide role="region" aria-label="Worth of the case" tabIndex={0}>
        <table>
          <caption>
            In money of {shortDayText(day)}, {currency}, at {percentText(worth.rate * 100)} a year.{" "}
            {range && facts ? `Ranges over ${facts.runs.toLocaleString("en")} runs of the plan: what it costs, when it is done, and what benefits bring.` : facts ? "The ranges are being reckoned …" : "There are no ranges: the plan is not simulated yet, or has nothing to simulate."}
          </caption>
          <thead>
            <tr>
              <th scope="col">Figure</th>
              <th scope="col">What it is</th>
              <th scope="col" data-number>
                As planned
              </th>
              {["1 of 10 runs below", "Half", "9 of 10 runs below"].map((head) => (
                <th key={head} scope="col" data-number>
                  {head}
                </th>
              ))}
              <th scope="col">What it says</th>
            </tr>
          </thead>
          <tbody>
            {figures.map((figure) => (
              <FigureRow key={figure.id} figure={figure} />
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}

/** "Worth EUR 120k today as planned; in half of the runs at least EUR 95k, and less than nothing in 12 %." */
function Sentence({ worth: { name, worth }, range, facts, currency }: Omit<CaseFiguresProps, "day">): ReactNode {
  const money = (cents: number): string => moneyText(cents, currency);
  return (
    <>
      <h2 className="bd-head">{name}</h2>
      <p className="ll-reading bd-confidence bd-note">
        As planned it is worth{" "}
        <strong data-metric="npv" data-value={Math.round(worth.npv)} data-unit="cent">
          {money(worth.npv)}
        </strong>{" "}
        today.
        {range && facts && (
          <>
            {" "}
            In half of {facts.runs.toLocaleString("en")} runs it is worth at least{" "}
            <strong data-metric="npv-p50" data-value={Math.round(range.npv.p50)} data-unit="cent" data-source="simulation">
              {money(range.npv.p50)}
            </strong>
            , and the chance that it is worth less than nothing is{" "}
            <strong data-metric="loss-chance" data-value={range.lossChance} data-unit="share" data-source="simulation">
              {chanceText(range.lossChance)}
            </strong>
            . {range.meanDelayDays >= 1 ? `Its benefits begin ${Math.round(range.meanDelayDays)} days late on average, since the plan is forecast to be late.` : "Its benefits begin as planned."}
          </>
        )}
      </p>
    </>
  );
}

function FigureRow({ figure: { id, short, name, planned, range, textOf, says } }: { readonly figure: Figure }): ReactNode {
  return (
    <tr data-figure={id}>
      <th scope="row">{short}</th>
      <td>{name}</td>
      <td data-number>{planned}</td>
      {(["p10", "p50", "p90"] as const).map((share) => (
        <td key={share} data-number data-share={share}>
          {range ? textOf(range[share]) : "–"}
        </td>
      ))}
      <td className="ll-muted">{says}</td>
    </tr>
  );
}

function figuresOf({ worth, rate }: CaseWorth, range: CaseRange | undefined): readonly Figure[] {
  const money = (cents: number): string => amountText(Math.round(cents));
  const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;
  const years = (value: number): string => `${value.toFixed(1)} y`;
  const factor = (value: number): string => value.toFixed(2);
  const text = (value: number | null, textOf: (value: number) => string): string => (value === null ? "–" : textOf(value));
  const { irr } = worth;
  const irrText = irr.kind === "one" ? percent(irr.rate) : irr.kind === "none" ? "none" : "several";
  const paysBack = range && range.paybackChance < 1 ? `; ${chanceText(range.paybackChance)} that it ever does` : "";
  return [
    { id: "npv", short: "NPV", name: "Net present value", planned: money(worth.npv), range: range?.npv, textOf: money, says: worth.npv >= 0 ? "worth more than it costs, in today’s money" : "worth less than it costs, in today’s money" },
    { id: "irr", short: "IRR", name: "Internal rate of return", planned: irrText, range: range?.irr, textOf: percent, says: irr.kind === "one" ? (irr.rate >= rate ? "above the discount rate" : "below the discount rate") : irr.kind === "none" ? "no rate balances cost and benefit" : "more than one rate does: rely on the NPV" },
    { id: "mirr", short: "MIRR", name: "Modified rate of return", planned: text(worth.mirr, percent), range: range?.mirr, textOf: percent, says: "costs financed, returns reinvested at the case’s rates" },
    { id: "pi", short: "PI", name: "Profitability index", planned: text(worth.profitabilityIndex, factor), range: range?.profitabilityIndex, textOf: factor, says: "worth for each unit of money put in on day 0" },
    { id: "roi", short: "ROI", name: "Return on what is spent", planned: text(worth.roi, percent), range: range?.roi, textOf: percent, says: "undiscounted" },
    { id: "payback", short: "Payback", name: "Paid back after", planned: text(worth.payback, years), range: range?.payback, textOf: years, says: `undiscounted${paysBack}` },
    { id: "discountedPayback", short: "Payback", name: "Paid back after, discounted", planned: text(worth.discountedPayback, years), range: range?.discountedPayback, textOf: years, says: "over the runs that pay back" },
  ];
}
