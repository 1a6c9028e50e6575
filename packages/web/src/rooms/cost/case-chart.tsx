/** What a case has brought by each year, in today's money: as planned, and the band of the runs. */
import type { CaseRange, CaseWorth } from "@leadline/engine/cost/business-case/case-worth.ts";
import type { ReactNode } from "react";
import { SCurve } from "../../ui/charts/s-curve.tsx";
import { moneyText } from "../../ui/money-text.ts";

interface CaseChartProps {
  readonly worth: CaseWorth;
  readonly range: CaseRange | undefined;
  readonly runs: number | undefined;
  readonly currency: string;
}

export function CaseChart({ worth, range, runs, currency }: CaseChartProps): ReactNode {
  const planned = discounted(worth);
  const money = (cents: number): string => moneyText(cents, currency);
  const { discountedPayback } = worth.worth;
  const title = discountedPayback === null ? "As planned it does not pay itself back in the years it looks ahead" : `As planned it has paid itself back after ${discountedPayback.toFixed(1)} years`;
  return (
    <SCurve
      title={title}
      subtitle={`What it has brought by the end of each year, less what it cost, in today’s money, ${currency}.${range && runs !== undefined ? ` Band: 1 of 10 to 9 of 10 of ${runs.toLocaleString("en")} runs.` : ""}`}
      label={`${title}; after ${planned.length - 1} years ${money(planned.at(-1) ?? 0)}${range ? `, half of the runs at least ${money(range.npv.p50)}` : ""}.`}
      fileName="business-case"
      times={planned.map((_, year) => year)}
      lines={[{ id: "planned", label: "As planned", look: "strong", values: planned }, ...(range ? [{ id: "median", label: "Half of runs", look: "dashed" as const, values: range.cumulative.map(({ p50 }) => p50) }] : [])]}
      {...(range && { band: { label: "Runs", low: range.cumulative.map(({ p10 }) => p10), high: range.cumulative.map(({ p90 }) => p90) } })}
      timeText={(year) => (year === 0 ? "Day 0" : `Year ${year}`)}
      valueText={money}
    />
  );
}

function discounted({ flows, rate }: CaseWorth): number[] {
  let [sum, factor] = [0, 1];
  return flows.map((flow) => {
    sum += flow / factor;
    factor *= 1 + rate;
    return Math.round(sum);
  });
}
