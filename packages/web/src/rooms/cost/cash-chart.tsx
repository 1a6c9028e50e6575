/** When costs leave as payments: both cumulative, month by month; between them lies what is owed. */
import { cashFlowOf } from "@leadline/engine/cost/cash-flow.ts";
import type { CostForecast } from "@leadline/engine/cost/cost-forecast.ts";
import { useMemo, type ReactNode } from "react";
import { SCurve } from "../../ui/charts/s-curve.tsx";
import { monthText, shortDayText } from "../../ui/day-text.ts";
import { moneyText } from "../../ui/money-text.ts";

export function CashChart({ forecast, currency }: { readonly forecast: CostForecast; readonly currency: string }): ReactNode {
  const months = useMemo(() => cashFlowOf(forecast), [forecast]);
  const most = months.reduce((best, one) => (one.paidCents > best.paidCents ? one : best), months[0] ?? NOTHING);
  if (most.paidCents === 0) return null;
  const owed = months.reduce((largest, { costSumCents, paidSumCents }) => Math.max(largest, costSumCents - paidSumCents), 0);
  const money = (cents: number): string => moneyText(cents, currency);
  const title = `Most is paid in ${monthText(most.lastDay)}: ${money(most.paidCents)}`;
  return (
    <SCurve
      title={title}
      subtitle={`Costs and their payments, cumulative by month, ${currency}; up to ${money(owed)} is owed at a month's end. ${forecast.statusDay === undefined ? "All of it is still to come." : `Spent up to ${shortDayText(forecast.statusDay)}, to come after it.`}`}
      label={`${title}; ${money(months.at(-1)?.paidSumCents ?? 0)} in all, up to ${money(owed)} owed at a month's end.`}
      fileName="cash-flow"
      times={months.map(({ lastDay }) => lastDay)}
      lines={[
        { id: "costs", label: "Costs", look: "dashed", values: months.map(({ costSumCents }) => costSumCents) },
        { id: "payments", label: "Payments", look: "strong", values: months.map(({ paidSumCents }) => paidSumCents) },
      ]}
      {...(forecast.statusDay === undefined ? {} : { now: forecast.statusDay })}
      timeText={shortDayText}
      valueText={money}
    />
  );
}

const NOTHING = { month: "", lastDay: 0, paidCents: 0, paidSumCents: 0, costSumCents: 0 };
