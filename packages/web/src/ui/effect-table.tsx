/** What a change does to dates, chance and cost: before, after and the difference, every number with its unit and origin. */
import { chanceText } from "@leadline/engine/risk/chance-words.ts";
import { dayNumberOf, type Minute } from "@leadline/engine/time/minute.ts";
import type { ReactNode } from "react";
import type { Effect } from "../store/recovery-messages.ts";
import { dayChangeText, moneyChangeText } from "./change-text.ts";
import { shortDayText } from "./day-text.ts";
import { moneyText } from "./money-text.ts";

interface EffectTableProps {
  readonly effect: Pick<Effect, "impact"> & Partial<Effect>;
  readonly currency: string;
  /** Behind the runs and seed: of which plan. */
  readonly source: string;
}

interface Row {
  readonly name: string;
  readonly metric: string;
  readonly value: number;
  readonly unit: string;
  readonly texts: readonly [string, string, string];
}

export function EffectTable({ effect, currency, source }: EffectTableProps): ReactNode {
  const { runs, seed } = effect.impact;
  return (
    <table className="ll-table ll-effect">
      <caption>
        {runs.toLocaleString("en")} runs each, seed {seed}, the same random numbers for both{source}. Half of the runs keep P50, 8 of 10 keep P80.
      </caption>
      <thead>
        <tr>
          <td />
          <th scope="col" className="ll-number">Before</th>
          <th scope="col" className="ll-number">After</th>
          <th scope="col" className="ll-number">Change</th>
        </tr>
      </thead>
      <tbody>
        {rowsOf(effect, currency).map(({ name, metric, value, unit, texts }) => (
          <tr key={metric}>
            <th scope="row">{name}</th>
            <td className="ll-number">{texts[0]}</td>
            <td className="ll-number">{texts[1]}</td>
            <td className="ll-number" data-metric={metric} data-value={value} data-unit={unit} data-source="simulation">
              {texts[2]}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function rowsOf({ impact: { before, after, chance }, costImpact }: EffectTableProps["effect"], currency: string): readonly Row[] {
  const finish = (name: string, metric: string, was: Minute, is: Minute): Row => ({ name, metric, value: dayNumberOf(is) - dayNumberOf(was), unit: "days", texts: [shortDayText(dayNumberOf(was)), shortDayText(dayNumberOf(is)), dayChangeText(was, is)] });
  const cost = (name: string, metric: string, was: number, is: number): Row => ({ name, metric, value: is - was, unit: "cents", texts: [moneyText(was, currency), moneyText(is, currency), moneyChangeText(was, is, currency)] });
  return [
    finish("Finish P50", "delta.finish.p50", before.p50, after.p50),
    finish("Finish P80", "delta.finish.p80", before.p80, after.p80),
    ...(chance ? [{ name: `Chance of ${shortDayText(dayNumberOf(chance.by))}`, metric: "delta.chance", value: chance.after - chance.before, unit: "share", texts: [chanceText(chance.before), chanceText(chance.after), pointsText(chance.after - chance.before)] as const }] : []),
    ...(costImpact ? [cost("Cost P50", "delta.cost.p50", costImpact.before.p50, costImpact.after.p50), cost("Cost P80", "delta.cost.p80", costImpact.before.p80, costImpact.after.p80)] : []),
  ];
}

/** "+25 points" of a hundred, rounded as chances are: to 5 from 10 on. */
function pointsText(difference: number): string {
  const exact = Math.round(difference * 100);
  const points = Math.abs(exact) >= 10 ? Math.round(exact / 5) * 5 : exact;
  return points === 0 ? "no change" : `${points > 0 ? "+" : "−"}${Math.abs(points)} points`;
}
